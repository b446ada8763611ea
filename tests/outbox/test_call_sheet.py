"""People telephone from the call sheet and write down what came of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import MONDAY, client_of
from tests.worlds import world

from thongsuot.ledger.queries import moves_of
from thongsuot.organisations.access import NotAllowed
from thongsuot.outbox import actions, queries
from thongsuot.outbox.actions import Contact, Draft, Words

pytestmark = pytest.mark.django_db


@world
def call(cast):
    to = Contact(cast.hang.organisation, "Nguyễn Thị Hằng", cast.hang, "", "02699 000 123")
    words = Words("Đứt tuyến cáp", "Đề nghị cử người đến hiện trường.", "", 1)
    return actions.queue(Draft("goi", "call_sheet", to, words, "live", "ladder:1"), by=cast.binh, at=MONDAY)


def test_the_duty_officer_sees_whom_to_call(cast, call):
    duty = cast.person("dd-1.trucban")
    assert [row.pk for row in queries.call_sheet(duty, MONDAY)] == [call.pk]
    assert [row.pk for row in queries.call_sheet(cast.binh, MONDAY)] == [call.pk]
    assert not queries.call_sheet(cast.person("dd-2.trucban"), MONDAY).exists()
    assert not queries.call_sheet(cast.person("dd-1.kiemsoat"), MONDAY).exists()
    assert not queries.call_sheet(duty, MONDAY - timedelta(minutes=1)).exists()


def test_a_person_reached_leaves_the_sheet(cast, call):
    duty = cast.person("dd-1.trucban")
    done = actions.record_call(call, outcome="reached", note="Chị Hằng đi ngay", by=duty, at=MONDAY)
    assert (done.state, done.sent_at, done.attempts) == ("sent", MONDAY, 1)
    assert done.outcome == "Đã gặp, đã truyền đạt. Chị Hằng đi ngay"
    assert not queries.call_sheet(duty, MONDAY).exists()


def test_where_nobody_answers_the_call_stays_and_the_attempt_is_kept(cast, call):
    duty = cast.person("dd-1.trucban")
    for minute in range(3):
        at = MONDAY + timedelta(minutes=minute)
        call = actions.record_call(call, outcome="no_answer", by=duty, at=at)
    assert (call.state, call.attempts, call.outcome) == ("queued", 3, "Không nghe máy")
    assert [move.note for move in moves_of(call)] == ["Không nghe máy"] * 3


def test_a_refusal_is_an_end_with_its_reason(cast, call):
    duty = cast.person("dd-1.trucban")
    assert actions.record_call(call, outcome="refused", note="Nghỉ phép", by=duty, at=MONDAY).state == "failed"


def test_nobody_records_a_call_of_another_organisation(cast, call):
    with pytest.raises(NotAllowed):
        actions.record_call(call, outcome="reached", by=cast.person("dd-2.trucban"), at=MONDAY)


def test_a_call_is_recorded_once(cast, call):
    duty = cast.person("dd-1.trucban")
    actions.record_call(call, outcome="reached", by=duty, at=MONDAY)
    with pytest.raises(NotAllowed):
        actions.record_call(call, outcome="refused", by=duty, at=MONDAY)


def test_the_page_says_who_which_number_and_what_to_say(cast, call):
    browser = client_of(cast.person("dd-1.trucban"))
    page = browser.get("/trao-doi/goi/").content.decode()
    for words in ("Nguyễn Thị Hằng", "02699 000 123", 'href="tel:02699000123"', "Đề nghị cử người đến hiện trường."):
        assert words in page
    assert browser.post(f"/trao-doi/goi/{call.pk}/", {"outcome": "no_answer"}).status_code == 302
    assert "Đã gọi 1 lần" in browser.get("/trao-doi/goi/").content.decode()
    assert browser.post(f"/trao-doi/goi/{call.pk}/", {"outcome": "reached"}).status_code == 302
    assert "Nguyễn Thị Hằng" not in browser.get("/trao-doi/goi/").content.decode()


def test_a_call_without_an_outcome_is_asked_again(cast, call):
    answer = client_of(cast.person("dd-1.trucban")).post(f"/trao-doi/goi/{call.pk}/", {})
    assert answer.status_code == 422
    call.refresh_from_db()
    assert call.attempts == 0


def test_a_stranger_gets_404(cast, call):
    browser = client_of(cast.person("dd-2.trucban"))
    assert browser.post(f"/trao-doi/goi/{call.pk}/", {"outcome": "reached"}).status_code == 404


def test_a_call_that_is_to_be_made_again_leaves_the_sheet_until_the_agreed_hour(cast, call):
    duty, later = cast.person("dd-1.trucban"), MONDAY + timedelta(hours=6)
    row = actions.record_call(call, outcome="again", note="Bận họp", again_at=later, by=duty, at=MONDAY)
    assert (row.state, row.due_at, row.outcome) == ("queued", later, "Đã gọi, hẹn gọi lại 15:00 03/02/2020. Bận họp")
    assert not queries.call_sheet(duty, later - timedelta(minutes=1)).exists()
    assert queries.call_sheet(duty, later).get() == call


def test_a_wrong_number_is_an_end_that_shows(cast, call):
    row = actions.record_call(call, outcome="wrong_number", by=cast.person("dd-1.trucban"), at=MONDAY)
    assert (row.state, row.outcome) == ("failed", "Sai số")


@pytest.mark.parametrize("hour", ["", "lúc nào cũng được"], ids=["none", "no hour"])
def test_the_page_asks_for_the_hour_of_the_next_call(cast, call, hour):
    told = {"outcome": "again", "again_at": hour}
    answer = client_of(cast.person("dd-1.trucban")).post(f"/trao-doi/goi/{call.pk}/", told)
    assert answer.status_code == 422
    call.refresh_from_db()
    assert call.attempts == 0


def test_an_hour_beside_another_outcome_is_left_out(cast, call):
    told = {"outcome": "no_answer", "again_at": "2030-02-03T15:00"}
    client_of(cast.person("dd-1.trucban")).post(f"/trao-doi/goi/{call.pk}/", told)
    call.refresh_from_db()
    assert (call.due_at, call.outcome) == (MONDAY, "Không nghe máy")
