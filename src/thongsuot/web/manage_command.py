"""`thongsuot manage`: Django's own commands, against the install's database, as the app role."""

from __future__ import annotations

from django.core.management import execute_from_command_line


def run(arguments: list[str]) -> int:
    """Run one of Django's commands."""
    execute_from_command_line(["thongsuot manage", *arguments])
    return 0
