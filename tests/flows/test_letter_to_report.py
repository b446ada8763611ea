"""The whole walk: a letter goes in by one form, two papers come out by four links; every number is added up by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from tests.clauses.steps import Work, clock, letter_of, stands_in_all
from tests.exercise.papers import reported, statistics

from thongsuot.directives.models import Assignment
from thongsuot.outbox.models import Message
from thongsuot.reports import jobs as reports
from thongsuot.reports.models import Snapshot

pytestmark = pytest.mark.django_db
SPARES = {"dd-1": (12, 12, 2), "cd-1": (7, 9, 1), "bc-1": (3, 3, 0)}  # tested, all, teams
SHIFTS = {"dd-1": (9, 9), "cd-1": (9, 8), "bc-1": (6, 6)}  # shifts, filled
MINUTE = timedelta(minutes=1)


@pytest.fixture
def work(cast, tmp_path):
    """Return our own letter of eleven clauses, on its way."""
    return Work(cast, tmp_path)


def test_from_the_letter_to_both_papers_and_the_supplement(work, monkeypatch):
    work.issue(text=letter_of(due=work.due))
    assert work.letter.obligations.filter(state="confirmed").count() == 29
    assert work.letter.receipts.count() == 9
    assert Message.objects.filter(about__startswith="receipt:").exists()
    assert not mail.outbox
    for code in SPARES:
        work_of(work, code)
    for code in SPARES:
        work.report(code, proposals=f"{code} đề nghị duy trì họp giao ban.")
    papers = work.cut_off()
    tested, spares, teams = (sum(row[place] for row in SPARES.values()) for place in range(3))
    shifts, filled = (sum(row[place] for row in SHIFTS.values()) for place in range(2))
    stands_in_all(
        papers,
        f"{tested}/{spares} thiết bị dự phòng đã kiểm tra, {teams} tổ ứng cứu sẵn sàng",
        f"{filled}/{shifts} ca trực đủ người",
        "hệ thống ghi nhận 3/9 đơn vị đã xác nhận tiếp nhận",
        "cd-1 đề nghị duy trì họp giao ban.",
    )
    assert {reported(text) for text in papers.values()} == {(3, 9)}
    assert all(statistics(text) == told(work) for text in papers.values())
    assert f"{tested}/{spares}" in work.summary
    clock(monkeypatch, work.due + 30 * MINUTE)
    late(work)


def work_of(work, code):
    """Let one enterprise acknowledge, be refused, declare and complete."""
    work.acknowledge(code)
    assert "Chưa thể ghi hoàn thành" in work.complete(code, "SPARE_EQUIPMENT", "one_off")
    tested, spares, teams = SPARES[code]
    work.declare(code, "SPARE_EQUIPMENT", "one_off", items_tested=tested, items_total=spares, teams_ready=teams)
    assert "Đã ghi hoàn thành." in work.complete(code, "SPARE_EQUIPMENT", "one_off")
    shifts, filled = SHIFTS[code]
    work.declare(code, "DUTY_ROSTER", shifts=shifts, shifts_filled=filled)


def told(work) -> dict[str, int]:
    """Count the four official words at the cut-off: three spares and three reports done, six reports missing."""
    rows = Assignment.objects.filter(directive=work.letter)
    armed = rows.filter(obligation__mode="conditional").count()
    return {"done_on_time": 6, "done_late": 0, "open_on_time": rows.count() - armed - 12, "open_late": 6}


def late(work):
    """Let a fourth report come after the minute: it makes a supplement with its difference, nothing frozen changes."""
    frozen = work.snapshot.content["figures"]["DUTY_ROSTER"]["declared"]
    work.acknowledge("dd-2")
    work.declare("dd-2", "DUTY_ROSTER", shifts=3, shifts_filled=2)
    work.report("dd-2")
    reports.run(work.due + 31 * MINUTE)
    main, supplement = Snapshot.objects.filter(directive=work.letter).order_by("sequence")
    assert main.content["figures"]["DUTY_ROSTER"]["declared"] == frozen
    assert (main.content["late"], supplement.content["late"]) == ([], ["dd-2"])
    assert supplement.delta["DUTY_ROSTER"]["declared"] == {"shifts": 3, "shifts_filled": 2}
    page = work.page("so.lanhdao", supplement.get_absolute_url())
    assert "Số liệu thay đổi so với báo cáo trước" in page
    assert "+3" in page
