"""Fills an empty live install: the cast with passwords for those who act, and one letter whose cut-off is near.

`python -m tests.faults.stage PASSWORD SECONDS CODE...` prints what was made as JSON; without codes it only issues
another letter.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta

import django
from tests.cast import VIETNAM
from tests.directives.letters import reading

PARTS = {
    "stock": ("Kiểm tra thiết bị dự phòng tại các trạm.", "one_off", "all", "SPARE_EQUIPMENT"),
    "other": ("Cử người phối hợp khi được yêu cầu.", "one_off", "all", "OTHER"),
    "message": ("Nhắn tin đến thuê bao khi cơ quan có thẩm quyền đề nghị.", "conditional", "mobile", "MASS_SMS"),
    "report": ("Báo cáo kết quả về Sở đúng thời hạn.", "one_off", "all", "REPORT"),
}


def people(codes: list[str]) -> list[str]:
    """Return the accounts that sign in."""
    return ["so.chuyenvien", *(f"{code}.{part}" for code in codes for part in ("daumoi", "lanhdao"))]


def main(password: str, seconds: str, *codes: str) -> None:
    """Load, issue, print."""
    django.setup()
    from thongsuot.exercise.actions import casting
    from thongsuot.organisations.models import Organisation

    wanted, began = set(people(list(codes))), datetime.now(UTC)
    if codes:
        casting.load_cast(at=began - timedelta(days=30), password=lambda name: password if name in wanted else None)
    letter = issue(deadline=(datetime.now(UTC) + timedelta(seconds=float(seconds))).replace(microsecond=0))
    numbers = dict(Organisation.objects.values_list("code", "pk"))
    sys.stdout.write(json.dumps({"letter": letter, "organisations": numbers}))


def issue(*, deadline: datetime) -> int:
    """Receive, confirm and issue the letter; return its number."""
    from thongsuot.directives import actions
    from thongsuot.organisations import access
    from thongsuot.organisations.models import Organisation, Person

    told = {"at": deadline.astimezone(VIETNAM).isoformat(), "relation": "before", "text": "đúng thời hạn"}
    with access.acting_as_system():
        by, at = Person.objects.get(username="so.chuyenvien"), datetime.now(UTC)
        department = Organisation.objects.get(code="so-khcn")
        read = reading(parts=PARTS | {"mark": (f"Ghi rõ đợt {at:%H%M%S%f}.", "one_off", "all", "OTHER")}, deadline=told)
        letter = actions.receive(read, file=None, organisation=department, reality="live", by=by, at=at)
        actions.confirm(letter, list(letter.obligations.all()), by=by, at=at)
        return int(actions.issue(letter, by=by, at=datetime.now(UTC)).pk)


if __name__ == "__main__":
    main(*sys.argv[1:])
