"""How urgent a letter is: read from its head, put right before it goes out, kept afterwards."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from tests.cast import MONDAY, VIETNAM, client_of
from tests.directives.letters import reading
from tests.directives.small import OTHER, issue, receive

from thongsuot.directives import actions, jobs
from thongsuot.directives.models import Assignment, Directive
from thongsuot.ledger.queries import edits_of
from thongsuot.organisations.access import NotAllowed
from thongsuot.paging import jobs as paging
from thongsuot.paging.models import Reminder

pytestmark = pytest.mark.django_db
NIGHT = datetime(2020, 2, 5, 2, 0, tzinfo=VIETNAM)
DUE = {"at": NIGHT.isoformat(), "relation": "before", "text": "trước 02 giờ"}
REPORT = ("Báo cáo kết quả về Sở.", "one_off", "all", "REPORT")
MINUTE = timedelta(minutes=1)


def marked(cast, mark):
    text = f"{mark}\n" + reading()["text"]
    told = {**reading(text=text, text_sha256="9" * 64), "obligations": [], "paragraphs": []}
    return actions.receive(told, file=None, organisation=cast.department, reality="live", by=cast.binh, at=MONDAY)


@pytest.mark.parametrize(("mark", "urgency"), [("HỎA TỐC", "flash"), ("KHẨN", "urgent"), ("Số: 12", "")])
def test_the_mark_of_the_letter_is_kept_with_it(cast, mark, urgency):
    assert marked(cast, mark).urgency == urgency


def test_a_person_puts_it_right_before_the_letter_goes_out(cast):
    letter = receive(cast, OTHER)
    address = reverse("directives:mark-urgency", args=[letter.pk])
    client_of(cast.binh).post(address, {"urgency": "flash"})
    letter.refresh_from_db()
    assert letter.urgency == "flash"
    assert edits_of(letter).get().before == {"urgency": ""}
    client_of(cast.binh).post(address, {"urgency": ""})
    assert Directive.objects.get().urgency == ""


def test_what_is_no_mark_changes_nothing(cast):
    letter = receive(cast, OTHER)
    answer = client_of(cast.binh).post(
        reverse("directives:mark-urgency", args=[letter.pk]), {"urgency": "x"}, follow=True
    )
    assert "Độ khẩn chưa đúng" in answer.content.decode()
    assert Directive.objects.get().urgency == ""


def test_after_the_issue_it_stays(cast):
    with pytest.raises(actions.ReviewClosed):
        actions.mark_urgency(issue(cast, OTHER), "flash", by=cast.binh, at=MONDAY)


@pytest.mark.parametrize("username", ["so.vanthu", "so.thanhtra", "dd-1.lanhdao"])
def test_only_who_reviews_marks_it(cast, username):
    with pytest.raises(NotAllowed):
        actions.mark_urgency(receive(cast, OTHER), "flash", by=cast.person(username), at=MONDAY)


def sent_to_hang():
    return list(Reminder.objects.filter(person__username="dd-1.daumoi", state="sent").values_list("stage", flat=True))


def let_pass(*moments):
    for moment in moments:
        jobs.run(moment)
        paging.run(moment)


def flashed(cast, urgency):
    letter = receive(cast, REPORT, deadline=DUE)
    actions.mark_urgency(letter, urgency, by=cast.binh, at=MONDAY)
    letter.refresh_from_db()
    actions.confirm(letter, list(letter.obligations.all()), by=cast.binh, at=MONDAY)
    return actions.issue(letter, by=cast.khanh, at=MONDAY, to=[cast.organisation("dd-1")])


def test_reminders_of_a_usual_letter_are_told_before_the_night_of_the_deadline(cast):
    flashed(cast, "")
    duty = Assignment.objects.get()
    assert duty.remind_due_at.astimezone(VIETNAM) == datetime(2020, 2, 4, 6, 0, tzinfo=VIETNAM)
    let_pass(NIGHT - timedelta(hours=20), NIGHT - timedelta(hours=4, minutes=1))
    assert sent_to_hang() == ["T-24h", "T-15m"]
    let_pass(NIGHT - 15 * MINUTE, NIGHT, NIGHT + 15 * MINUTE)
    assert sent_to_hang() == ["T-24h", "T-15m"]
    let_pass(NIGHT + timedelta(hours=4))
    assert sent_to_hang() == ["T-24h", "T-15m", "T+15m"]


def test_reminders_of_a_flash_letter_come_in_the_night(cast):
    flashed(cast, "flash")
    let_pass(*(NIGHT - timedelta(minutes=m) for m in (1440, 240, 60, 15, 0)))
    assert sent_to_hang() == ["T-24h", "T-4h", "T-1h", "T-15m", "T"]


def test_a_tick_that_comes_late_in_the_night_waits_for_the_morning(cast):
    flashed(cast, "")
    let_pass(NIGHT - timedelta(hours=1))
    assert sent_to_hang() == []
    let_pass(NIGHT + timedelta(hours=4))
    assert sent_to_hang() == ["T+15m"]
