"""Words for a chat group name nobody; an official reminder speaks of one organisation alone."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from tests.cast import MONDAY
from tests.directives.letters import DEADLINE
from tests.directives.small import OTHER, issue

from thongsuot.directives import actions, papers, queries
from thongsuot.directives.queries import Lack
from thongsuot.engines.officialdoc import to_docx
from thongsuot.organisations.models import Person

pytestmark = pytest.mark.django_db
REPORT = ("Báo cáo kết quả về Sở trước 14 giờ 00 ngày 07/02/2020.", "one_off", "all", "REPORT")
LATER = MONDAY + timedelta(days=5)


def callees(letter, at=MONDAY):
    return [row for rows in queries.chased(letter, at).values() for row in rows]


def spoken(paper):
    return "\n".join([paper.subject, *paper.addressees, *(block.text for block in paper.blocks)])


def test_the_chat_says_how_many_and_until_when(cast):
    letter = issue(cast, REPORT, to=("dd-1",), deadline=DEADLINE)
    counts = {Lack.OPENED: 3, Lack.ACKNOWLEDGED: 0, Lack.REPORTED: 12}
    deadline = letter.obligations.get().deadline_at
    assert papers.chat(letter, counts, deadline=deadline, at=MONDAY) == (
        "Công văn số 12/STTTT-BCVT: đến 09:00 ngày 03/02/2020 "
        "còn 03 đơn vị chưa mở văn bản, 12 đơn vị chưa gửi báo cáo.\n"
        "Thời hạn báo cáo: 14:00 ngày 07/02/2020.\n"
        "Đề nghị các đơn vị mở phiếu mời đã nhận, thực hiện và báo ngay về Sở nếu có vướng mắc."
    )


def test_when_nothing_is_owed_the_chat_says_thanks(cast):
    said = papers.chat(issue(cast, OTHER), {}, deadline=None, at=MONDAY)
    assert "đã thực hiện đầy đủ" in said
    assert "Thời hạn" not in said


def test_the_chat_names_no_organisation_no_person_and_no_figure_that_was_reported(cast):
    letter = issue(cast, REPORT, OTHER, to=[o.code for o in cast.enterprises], deadline=DEADLINE)
    actions.acknowledge(queries.receipt_of(letter, cast.organisation("dd-1")), by=cast.hang, at=MONDAY)
    duty = letter.assignments.get(organisation__code="dd-1", obligation__kind="OTHER")
    actions.declare(duty, actions.Statement({"done": 4711, "total": 4712}), by=cast.hang, at=MONDAY)
    counts = {lack: len(rows) for lack, rows in queries.chased(letter, MONDAY).items()}
    said = papers.chat(letter, counts, deadline=None, at=MONDAY)
    names = [name for o in cast.enterprises for name in (o.name, o.short_name, o.code)]
    names += list(Person.objects.values_list("name", flat=True))
    assert [name for name in names if name in said] == []
    assert not re.search(r"4711|4712|\d{9,}", said)


def test_a_reminder_speaks_of_its_own_organisation_alone(cast):
    letter = issue(cast, REPORT, to=[o.code for o in cast.enterprises], deadline=DEADLINE)
    for row in callees(letter):
        said = spoken(papers.reminder(letter, row, at=MONDAY))
        others = [o.name for o in cast.enterprises if o != row.organisation and o.name not in row.organisation.name]
        assert row.organisation.name in said
        assert [name for name in others if name in said] == []


def test_a_reminder_waits_for_its_number_and_date(cast):
    letter = issue(cast, REPORT, deadline=DEADLINE)
    paper = papers.reminder(letter, callees(letter)[0], at=MONDAY)
    assert (paper.letterhead.number, paper.letterhead.on) == (None, None)
    assert (paper.type_name, paper.subject) == ("", "đôn đốc thực hiện công văn số 12/STTTT-BCVT")
    assert paper.addressees == (cast.organisation("dd-1").name,)
    assert to_docx(paper, created=MONDAY)[:2] == b"PK"


def test_before_the_deadline_it_names_it_and_after_it_says_that_it_has_passed(cast):
    letter = issue(cast, REPORT, deadline=DEADLINE)
    early = spoken(papers.reminder(letter, callees(letter)[0], at=MONDAY))
    late = spoken(papers.reminder(letter, callees(letter, LATER)[0], at=LATER))
    assert "thời hạn là 14 giờ 00 phút ngày 07 tháng 02 năm 2020" in early
    assert "đã quá thời hạn 14 giờ 00 phút ngày 07 tháng 02 năm 2020" in late


def test_it_asks_only_for_what_is_owed(cast):
    letter = issue(cast, REPORT, deadline=DEADLINE)
    before = spoken(papers.reminder(letter, callees(letter)[0], at=MONDAY))
    actions.acknowledge(queries.receipt_of(letter, cast.organisation("dd-1")), by=cast.hang, at=MONDAY)
    after = spoken(papers.reminder(letter, callees(letter)[0], at=MONDAY))
    assert "chưa nhận được xác nhận tiếp nhận" in before
    assert "chưa nhận được xác nhận tiếp nhận" not in after
    assert "chưa nhận được báo cáo" in after


def test_a_report_without_a_deadline_is_asked_for_all_the_same(cast):
    letter = issue(cast, REPORT, deadline={"at": None, "relation": None, "text": None})
    actions.acknowledge(queries.receipt_of(letter, cast.organisation("dd-1")), by=cast.hang, at=MONDAY)
    said = spoken(papers.reminder(letter, callees(letter)[0], at=MONDAY))
    assert "chưa nhận được báo cáo" in said
    assert "thời hạn" not in said


def test_a_reminder_of_an_exercise_says_so(cast):
    letter = issue(cast, REPORT, deadline=DEADLINE, reality="exercise")
    assert papers.reminder(letter, callees(letter)[0], at=MONDAY).exercise
