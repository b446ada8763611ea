"""Why a duty cannot be called done yet: its mode, its way, or the figures that its kind demands."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import MONDAY
from tests.directives.small import one

from thongsuot.directives import actions, openings, queries
from thongsuot.directives.models import Assignment
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.kinds import KINDS
from thongsuot.organisations.models import System

pytestmark = pytest.mark.django_db
DEMANDING = [kind.code for kind in KINDS.values() if kind.demands]
FREE = [kind.code for kind in KINDS.values() if not kind.demands and kind.code not in ("REPORT", "RECEIPT")]
PROBE = System("Máy đo")


def say(cast, row, **figures):
    """Let the organisation declare figures of its duty."""
    actions.declare(row, actions.Statement(figures), by=cast.hang, at=MONDAY)


def see(cast, row, at=MONDAY, **figures):
    """Let a tool record figures of the duty's kind."""
    ledger.record(
        key=f"probe:{at:%d%H%M}", organisation=cast.organisation("dd-1"), reality="live", kind=row.obligation.kind,
        happened_at=at, known_at=at, figures=figures, measured=True, by=PROBE,
    )  # fmt: skip


@pytest.mark.parametrize("kind", DEMANDING)
def test_each_kind_names_the_figures_it_misses_and_is_content_with_them(cast, kind):
    row = one(cast, kind)
    labels = [KINDS[kind].figures[name] for name in KINDS[kind].demands]
    reason = queries.why_not_done(row, MONDAY)
    assert reason == f"Chưa thể ghi hoàn thành vì còn thiếu số liệu: {', '.join(labels)}."
    with pytest.raises(actions.NotYetDone, match="được giữ nguyên"):
        actions.complete(row, by=cast.hang, at=MONDAY)
    say(cast, row, **dict.fromkeys(KINDS[kind].demands, 0))  # nought is a figure as well
    assert queries.why_not_done(row, MONDAY) == ""
    row.refresh_from_db()
    assert actions.complete(row, by=cast.long, at=MONDAY).state == Assignment.State.DONE


def test_only_receipts_and_reports_demand_no_figure():
    assert FREE == []
    for kind in ("RECEIPT", "REPORT"):
        assert openings.opening(kind).way in ("measured", "report")


def test_what_is_given_is_asked_for_no_more(cast):
    row = one(cast, "SPARE_EQUIPMENT")
    say(cast, row, items_total=4)
    assert queries.why_not_done(row, MONDAY).endswith("số liệu: thiết bị dự phòng đã kiểm tra.")


def test_measured_and_declared_figures_complete_each_other(cast):
    row = one(cast, "SPARE_EQUIPMENT")
    see(cast, row, items_total=4)
    assert queries.why_not_done(row, MONDAY).endswith("số liệu: thiết bị dự phòng đã kiểm tra.")
    say(cast, row, items_tested=4)
    assert queries.why_not_done(row, MONDAY) == ""


def test_what_tools_saw_alone_is_enough(cast):
    row = one(cast, "PORTAL_AVAILABILITY")
    see(cast, row, minutes_up=59, minutes_total=60)
    assert queries.why_not_done(row, MONDAY) == ""


def test_what_was_seen_before_the_letter_or_later_than_now_is_not_enough(cast):
    row = one(cast, "PORTAL_AVAILABILITY")
    see(cast, row, at=MONDAY - timedelta(minutes=1), minutes_up=1, minutes_total=1)
    see(cast, row, at=MONDAY + timedelta(minutes=1), minutes_up=1, minutes_total=1)
    assert "còn thiếu" in queries.why_not_done(row, MONDAY)
    assert queries.why_not_done(row, MONDAY + timedelta(minutes=1)) == ""


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("standing", "thường xuyên, kéo dài đến khi văn bản kết thúc"),
        ("prohibition", "nội dung tạm dừng, có hiệu lực đến khi có văn bản mới"),
    ],
)
def test_what_has_no_end_is_never_done_whatever_the_figures(cast, mode, words):
    row = one(cast, "DUTY_ROSTER", mode)
    say(cast, row, shifts=3, shifts_filled=3)
    assert words in queries.why_not_done(row, MONDAY)


def test_a_report_is_done_by_sending_it(cast):
    assert "khi báo cáo được gửi" in queries.why_not_done(one(cast, "REPORT"), MONDAY)


def test_a_duty_that_waits_for_a_request_is_not_done_before_it(cast):
    row = one(cast, "MASS_SMS", "conditional")
    say(cast, row, subscribers=7)
    assert "chưa có đề nghị thực hiện" in queries.why_not_done(row, MONDAY)
    row.refresh_from_db()
    assert queries.why_not_done(actions.activate_own(row, by=cast.hang, at=MONDAY), MONDAY) == ""


@pytest.mark.parametrize("mode", ["one_off", "recurring"])
def test_what_ends_is_judged_by_its_figures_alone(cast, mode):
    row = one(cast, "OTHER", mode)
    assert "việc đã hoàn thành, việc phải làm" in queries.why_not_done(row, MONDAY)
    say(cast, row, done=1, total=1)
    assert queries.why_not_done(row, MONDAY) == ""
