"""An earlier letter that was worked on, and later ones that change it."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from tests.cast import MONDAY, VIETNAM
from tests.directives import small

from thongsuot.directives import actions, queries
from thongsuot.directives.models import Assignment

FLEET = ("Các doanh nghiệp bố trí ca trực suốt tuần.", "standing", "all", "DUTY_ROSTER")
STOCK = ("Kiểm tra thiết bị dự phòng tại các trạm.", "one_off", "all", "SPARE_EQUIPMENT")
REPORT = ("Báo cáo kết quả về Sở trước 14 giờ 00 ngày 07/02/2020.", "one_off", "all", "REPORT")
PUT_OFF = ("Gia hạn thời gian báo cáo kết quả đến trước 14 giờ 00 ngày 09/02/2020.", "one_off", "all", "REPORT")
DUE = datetime(2020, 2, 7, 14, 0, tzinfo=VIETNAM)
PUT_OFF_TO = datetime(2020, 2, 9, 14, 0, tzinfo=VIETNAM)
TUESDAY, DAY, HOUR = MONDAY + timedelta(days=1), timedelta(days=1), timedelta(hours=1)
BOTH = ("dd-1", "bc-1")
SPARES = {"items_tested": 12, "items_total": 12, "teams_ready": 2}


def due(moment):
    """Return a deadline as the engine reads it."""
    return {"at": moment.isoformat(), "relation": "before", "text": "trước 14 giờ"}


def first(cast, *parts, to=BOTH):
    """Return the earlier letter, acknowledged by the first operator."""
    letter = small.issue(cast, *(parts or (FLEET, STOCK, REPORT)), to=to, deadline=due(DUE), number="12/STTTT-BCVT")
    actions.acknowledge(queries.receipt_of(letter, cast.organisation("dd-1")), by=cast.hang, at=MONDAY)
    return letter


def later(cast, *parts, to=BOTH, at=TUESDAY, deadline=PUT_OFF_TO, number="15/STTTT-BCVT"):
    """Return an issued later letter."""
    digest = hashlib.sha256(number.encode()).hexdigest()  # its head differs, also where its words are the same
    return small.issue(cast, *parts, to=to, at=at, deadline=due(deadline), number=number, text_sha256=digest)


def pairs(earlier, letter):
    """Return the pairs as the comparison proposes them."""
    rows = queries.clause_diff(earlier, letter)
    return [(row.earlier, row.later) for row in rows if row.earlier is not None and row.later is not None]


def amend(earlier, letter, act, *, by, at=TUESDAY):
    """Let a letter change another with the proposed pairs."""
    return actions.amend_by(earlier, letter, act, pairs(earlier, letter), by=by, at=at)


def duty(letter, kind="REPORT", code="dd-1"):
    """Return an organisation's assignment of a kind."""
    rows = Assignment.objects.select_related("obligation", "directive", "organisation")
    return rows.get(directive=letter, organisation__code=code, obligation__kind=kind)


def say(cast, letter, kind="SPARE_EQUIPMENT", figures=None, words="Đã kiểm tra.", at=MONDAY):
    """Let the first operator say what it did."""
    told = actions.Statement(SPARES if figures is None else figures, words)
    return actions.declare(duty(letter, kind), told, by=cast.hang, at=at)
