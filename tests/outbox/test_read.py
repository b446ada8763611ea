"""A person opens the inbox and reads."""

from __future__ import annotations

import pytest
from tests.cast import MONDAY, client_of

from thongsuot.outbox import actions
from thongsuot.outbox.actions import Draft, NotYours, Words, contact_of

pytestmark = pytest.mark.django_db


def letter(person, *, by, key="chao"):
    words = Words("Giao nhiệm vụ", "Đề nghị tiếp nhận.", "/nhiem-vu/1/")
    return actions.queue(Draft(key, "in_app", contact_of(person), words, "live", "assignment:1"), by=by, at=MONDAY)


def test_only_the_recipient_reads(cast):
    message = letter(cast.hang, by=cast.binh)
    with pytest.raises(NotYours):
        actions.read(message, by=cast.long, at=MONDAY)
    assert actions.read(message, by=cast.hang, at=MONDAY).read_at == MONDAY


def test_the_inbox_lists_opens_and_marks_as_read(cast):
    message = letter(cast.hang, by=cast.binh)
    browser = client_of(cast.hang)
    page = browser.get("/trao-doi/").content.decode()
    assert "Giao nhiệm vụ" in page
    assert "Chưa đọc" in page
    opened = browser.get(f"/trao-doi/{message.pk}/")
    assert opened.status_code == 200
    message.refresh_from_db()
    assert message.read_at is not None
    assert "Chưa đọc" not in browser.get("/trao-doi/").content.decode()


def test_another_person_gets_404(cast):
    message = letter(cast.hang, by=cast.binh)
    assert client_of(cast.long).get(f"/trao-doi/{message.pk}/").status_code == 404


def test_the_inbox_asks_the_database_the_same_number_of_times_however_full(cast, django_assert_max_num_queries):
    browser = client_of(cast.hang)
    for number in range(30):
        letter(cast.hang, by=cast.binh, key=f"k{number}")
    with django_assert_max_num_queries(30):
        assert browser.get("/trao-doi/").status_code == 200
