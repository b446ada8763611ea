"""An answer is kept and put before the person who wrote the message."""

from __future__ import annotations

import pytest
from tests.cast import MONDAY, client_of
from tests.worlds import world

from thongsuot.organisations import access
from thongsuot.organisations.models import System
from thongsuot.outbox import actions, queries
from thongsuot.outbox.actions import Draft, NotYours, Words, contact_of
from thongsuot.outbox.models import Reply

pytestmark = pytest.mark.django_db


@world
def message(cast):
    words = Words("Giao nhiệm vụ", "Đề nghị tiếp nhận.", "/nhiem-vu/1/")
    return actions.queue(Draft("chao", "in_app", contact_of(cast.hang), words, "live"), by=cast.binh, at=MONDAY)


def test_the_writer_hears_the_answer(cast, message):
    with access.acting_for(cast.hang.organisation):  # an enterprise does not see the department's people
        actions.reply(message, body="Đã nhận, đang làm.", channel="in_app", by=cast.hang, at=MONDAY)
    heard = queries.visible_to(cast.binh).get()
    assert (heard.subject, heard.body, heard.by_name) == (
        "Trả lời: Giao nhiệm vụ",
        "Đã nhận, đang làm.",
        cast.hang.name,
    )


def test_nobody_answers_for_somebody_else(cast, message):
    with pytest.raises(NotYours):
        actions.reply(message, body="Tôi thay.", channel="in_app", by=cast.long, at=MONDAY)
    assert not Reply.objects.exists()


def test_an_answer_that_came_by_machine_is_kept_with_its_way(cast, message):
    answer = actions.reply(message, body="NHAN", channel="sms", by=System("Hộp tin nhắn đến"), at=MONDAY)
    assert (answer.channel, answer.by_name, answer.reality) == ("sms", "Hộp tin nhắn đến", "live")


def test_a_message_of_the_system_has_no_writer_to_tell(cast):
    draft = Draft("nhac", "in_app", contact_of(cast.hang), Words("Nhắc", "Việc"), "live")
    reminder = actions.queue(draft, by=System("Nhắc việc"), at=MONDAY)
    actions.reply(reminder, body="Vâng.", channel="in_app", by=cast.hang, at=MONDAY)
    assert queries.visible_to(cast.hang).count() == 1


def test_the_page_takes_an_answer_and_refuses_an_empty_one(cast, message):
    browser = client_of(cast.hang)
    assert browser.post(f"/trao-doi/{message.pk}/tra-loi/", {"body": " "}).status_code == 422
    assert browser.post(f"/trao-doi/{message.pk}/tra-loi/", {"body": "Đã rõ."}).status_code == 302
    assert "Đã rõ." in browser.get(f"/trao-doi/{message.pk}/").content.decode()
