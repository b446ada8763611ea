"""A message enters the queue once, and appears where it can."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.cast import MONDAY

from thongsuot.ledger.models import Move
from thongsuot.organisations import access
from thongsuot.outbox import actions, jobs, queries
from thongsuot.outbox.actions import Contact, Draft, Words, contact_of
from thongsuot.outbox.models import Mailbox, Message
from thongsuot.outbox.states import MessageState

pytestmark = pytest.mark.django_db


def draft(person, key="chao", channel="in_app", reality="live", **words):
    said = Words(words.pop("subject", "Giao nhiệm vụ"), "Đề nghị tiếp nhận.", "/nhiem-vu/1/", words.pop("priority", 2))
    return Draft(key, channel, contact_of(person), said, reality, "assignment:1", **words)


def test_the_same_key_is_queued_once(cast):
    first = actions.queue(draft(cast.hang), by=cast.binh, at=MONDAY)
    again = actions.queue(draft(cast.hang, subject="Khác"), by=cast.binh, at=MONDAY + timedelta(hours=1))
    assert again.pk == first.pk
    assert Message.objects.count() == 1
    assert again.subject == "Giao nhiệm vụ"


def test_the_same_key_in_an_exercise_is_another_message(cast):
    real = actions.queue(draft(cast.hang), by=cast.binh, at=MONDAY)
    drill = actions.queue(draft(cast.hang, reality="exercise"), by=cast.binh, at=MONDAY)
    assert real.pk != drill.pk


def test_a_message_on_screen_appears_at_once(cast):
    message = actions.queue(draft(cast.hang), by=cast.binh, at=MONDAY)
    assert message.state == MessageState.SENT
    assert message.sent_at == MONDAY
    assert [row.pk for row in queries.visible_to(cast.hang)] == [message.pk]
    assert not queries.visible_to(cast.binh).exists()


def test_a_message_for_later_appears_when_its_time_comes(cast):
    later = MONDAY + timedelta(hours=2)
    actions.queue(draft(cast.hang, due_at=later), by=cast.binh, at=MONDAY)
    assert queries.next_due() == later
    assert jobs.run(MONDAY + timedelta(hours=1)) == 0
    assert not queries.visible_to(cast.hang).exists()
    assert jobs.run(later) == 1
    assert queries.visible_to(cast.hang).get().sent_at == later
    assert queries.next_due() is None


def test_an_enterprise_writes_to_the_department_it_does_not_see(cast):
    with access.acting_for(cast.hang.organisation):
        message = actions.queue(draft(cast.binh, key="nguoc"), by=cast.hang, at=MONDAY)
        assert not Message.objects.filter(pk=message.pk).exists()
    assert queries.visible_to(cast.binh).get().by_name == cast.hang.name


def test_every_change_of_state_is_a_move(cast):
    message = actions.queue(draft(cast.hang), by=cast.binh, at=MONDAY)
    move = Move.objects.get(topic="message", row=message.pk)
    assert (move.origin, move.target, move.organisation_id) == ("queued", "sent", cast.hang.organisation_id)


def test_telling_uses_every_way_there_is(cast):
    organisation = cast.hang.organisation
    to = Contact(organisation, cast.hang.name, cast.hang, "hang@example.vn", "02699 000 123")
    words = Words("Khẩn cấp: đứt tuyến", "Đề nghị tiếp nhận.", "/", 1)
    sent = actions.tell(Draft("k", "", to, words, "live"), by=cast.binh, at=MONDAY)
    assert [(m.channel, m.address, m.state) for m in sent] == [
        ("in_app", "", "sent"),
        ("email", "hang@example.vn", "queued"),
        ("call_sheet", "02699 000 123", "queued"),
    ]
    ordinary = actions.tell(Draft("k2", "", to, Words("Nhắc", "Việc", "/", 2), "live"), by=cast.binh, at=MONDAY)
    assert [m.channel for m in ordinary] == ["in_app", "email"]


def test_what_waits_can_be_withdrawn_and_what_left_stays(cast):
    shown = actions.queue(draft(cast.hang), by=cast.binh, at=MONDAY)
    to = Contact(cast.hang.organisation, "Trực ban", None, "", "02699 000 123")
    call = actions.queue(
        Draft("goi", "call_sheet", to, Words("Gọi", "Nói"), "live", "assignment:1"), by=cast.binh, at=MONDAY
    )
    assert actions.withdraw("assignment:1", by=cast.binh, at=MONDAY) == 1
    shown.refresh_from_db()
    call.refresh_from_db()
    assert (shown.state, call.state) == ("sent", "withdrawn")


def test_a_live_mailbox_refuses_an_exercise_message(cast):
    to = Contact(cast.hang.organisation, "Hằng", None, "hang@example.vn")
    drill = actions.queue(Draft("t", "email", to, Words("Thử", "Thử"), "exercise"), by=cast.binh, at=MONDAY)
    live = Mailbox.objects.create(channel="email", reality="live")
    with pytest.raises(IntegrityError, match="mailbox_same_reality"), transaction.atomic():
        Message.objects.filter(pk=drill.pk).update(mailbox=live)


@pytest.mark.parametrize(
    ("channel", "name"), [("email", "has_a_way"), ("call_sheet", "has_a_way"), ("in_app", "has_a_way")]
)
def test_the_database_refuses_a_message_without_a_way(cast, channel, name):
    nobody = Contact(cast.hang.organisation, "Không rõ")
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        actions.queue(Draft("x", channel, nobody, Words("Tin", "Tin"), "live"), by=cast.binh, at=MONDAY)


def test_other_enterprises_do_not_see_the_message(cast):
    message = actions.queue(draft(cast.hang), by=cast.binh, at=MONDAY)
    with access.acting_for(cast.organisation("dd-2")):
        assert not Message.objects.filter(pk=message.pk).exists()
