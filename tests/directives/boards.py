"""Large letters for the control room: as many organisations and duties as one asks for."""

from __future__ import annotations

from datetime import timedelta

from tests.cast import MONDAY
from tests.directives.letters import reading

from thongsuot.directives import actions
from thongsuot.organisations import access
from thongsuot.organisations import actions as directory

DUTIES_OF_A_PARAGRAPH = 5


def large(cast, *, organisations: int, duties: int, by, leader, at=MONDAY):
    """Issue a letter with so many duties to so many enterprises of the department, and let some of them be done."""
    standing = len(cast.enterprises)
    for number in range(standing, organisations):
        directory.add_organisation(
            code=f"them-{number}", name=f"Doanh nghiệp thứ {number}", short_name=f"DN {number}", kind="enterprise",
            services=["postal"], supervisor=cast.department, at=at - timedelta(days=30),
        )  # fmt: skip
    with access.acting_as_system():
        told = reading(
            parts={
                str(n): (f"Thực hiện nội dung số {n} tại mọi điểm.", "one_off", "all", "OTHER") for n in range(duties)
            },
            number=f"{organisations}/{duties}",
        )
        rows = told["obligations"]
        told["paragraphs"] = []
        for number, first in enumerate(range(0, duties, DUTIES_OF_A_PARAGRAPH), start=1):
            group = rows[first : first + DUTIES_OF_A_PARAGRAPH]
            told["paragraphs"].append({"number": number, "start": group[0]["start"], "end": group[-1]["end"]})
            for row in group:
                row["paragraph"] = number
        letter = actions.receive(told, file=None, organisation=cast.department, reality="live", by=by, at=at)
        actions.confirm(letter, list(letter.obligations.all()), by=by, at=at)
        return actions.issue(letter, by=leader, at=at)
