"""`thongsuot load-demo FILE`: the demonstration for an empty exercise install, with fresh passwords for its people.

`FILE --cast` seats the people alone; `--peer CODE ADDRESS KEY` pins the key of a demonstration's other install.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
from pathlib import Path
from typing import Any

from thongsuot.web import reality
from thongsuot.web.exercise_command import machinery


def run(arguments: list[str]) -> int:
    """Load the demonstration once; the accounts go to FILE, readable by its owner alone."""
    peer = arguments[:1] == ["--peer"]
    if len(arguments) != 4 if peer else not arguments or arguments[1:] not in ([], ["--cast"]):
        sys.stderr.write("Cách dùng: thongsuot load-demo FILE [--cast] | --peer MÃ_ĐƠN_VỊ ĐỊA_CHỈ KHÓA\n")
        return 2
    from django.conf import settings

    if settings.REALITY != reality.EXERCISE:
        sys.stderr.write(
            "thongsuot load-demo: đây là hệ thống thật nên dữ liệu minh họa không được nạp; chưa có gì thay đổi. "
            "Hãy dùng TS_HOME khác để xem minh họa.\n"
        )
        return 1
    if peer:
        return _know(*arguments[1:])
    return _load(Path(arguments[0]), letters=len(arguments) == 1)


def _load(file: Path, *, letters: bool) -> int:
    from django.utils.timezone import now

    from thongsuot.exercise.actions.showing import Show, seat_cast, show_letters
    from thongsuot.files import gateway
    from thongsuot.organisations.models import Organisation

    if Organisation.objects.exists():
        return 0
    passwords: dict[str, str] = {}

    def password(username: str) -> str:
        return passwords.setdefault(username, secrets.token_urlsafe(9))

    def read(data: bytes, name: str) -> dict[str, Any]:
        return gateway.read_in_sandbox("letter", data, name=name)

    at = now()
    department = seat_cast(at=at, password=password)
    _write(file, _accounts(passwords))  # before the long part: whoever stops it can still sign in
    if letters:
        show_letters(Show(read, machinery()), department, at=at)
    return 0


def _know(code: str, address: str, key: str) -> int:
    """Let the two installs of a demonstration know each other; in a real one people compare the digits."""
    from django.utils.timezone import now

    from thongsuot.engines.package import PublicKey
    from thongsuot.links import actions, queries
    from thongsuot.organisations import access
    from thongsuot.organisations.models import Organisation, System

    by, at, digits = System("Người dựng diễn tập"), now(), PublicKey.read(key).fingerprint
    with access.acting_as_system():
        organisation = Organisation.objects.filter(code=code, valid_until=None).first()
        if organisation is None:
            sys.stderr.write(f"thongsuot load-demo: không có đơn vị nào mang mã “{code}”; chưa có gì thay đổi.\n")
            return 1
        install = queries.install_of(organisation)
        if install is None:
            actions.register(actions.Registration(organisation, address, key, digits), by=by, at=at)
            return 0
        if not queries.keys_in_force(install).filter(fingerprint=digits).exists():
            actions.add_key(install, key=key, fingerprint=digits, by=by, at=at)
        if install.address != address:
            actions.redirect(install, address=address, version=install.version, by=by, at=at)
    return 0


def _accounts(passwords: dict[str, str]) -> list[dict[str, str]]:
    from thongsuot.organisations import access
    from thongsuot.organisations.models import Role

    with access.acting_as_system():
        roles = Role.objects.select_related("person__organisation").order_by("person_id")
        return [
            {
                "username": role.person.username,
                "password": passwords[role.person.username],
                "role": role.name,
                "organisation": role.person.organisation.name,
                "organisation_kind": role.person.organisation.kind,
            }
            for role in roles
        ]


def _write(file: Path, accounts: list[dict[str, str]]) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        json.dump(accounts, stream, ensure_ascii=False, indent=1)
