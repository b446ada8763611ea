"""`thongsuot migrate`: the tables as of this version, made by the owner, used by the app role."""

from __future__ import annotations

import os

from thongsuot.web import database, tables


def run(arguments: list[str]) -> int:
    """Migrate as the owner and give the app role its rights; arguments go to Django's own command."""
    with database.at_hand() as urls:
        os.environ["DATABASE_URL"] = urls.owner_url  # this process alone speaks as the owner
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thongsuot.web.settings")
        import django
        from django.core.management import call_command

        django.setup()
        tables.mark(urls.owner_url, current=False)
        call_command("migrate", *arguments, interactive=False)
        database.grant(urls)
        tables.mark(urls.owner_url, current=all(word.startswith("-") for word in arguments))
    return 0
