"""A question answered once is published to all, and tells nobody who asked."""

from __future__ import annotations

import pytest
from tests.cast import MONDAY
from tests.directives import small
from tests.worlds import world

from thongsuot.directives import actions, queries
from thongsuot.directives.actions import AlreadyPublished, NamesAsker, Published, Reply, Said
from thongsuot.directives.models import Answer, Clarification
from thongsuot.organisations import access
from thongsuot.outbox.models import Message

pytestmark = pytest.mark.django_db
TEXT = Published("Nội dung này áp dụng từ ngày nào?", "Từ ngày ký văn bản.", 1)


@world
def letter(cast):
    """Return a letter that reached two competitors, and not a third."""
    return small.issue(cast, small.OTHER, to=("dd-1", "dd-2"))


@world
def answered(cast, letter):
    """Return the first operator's question with its reply."""
    said = Said("unclear", "Công ty chúng tôi phải làm từ ngày nào?")
    row = actions.answer(letter, cast.organisation("dd-1"), said, by=cast.hang, at=MONDAY)
    return actions.reply(row, Reply("keep", "Từ ngày ký."), by=cast.binh, at=MONDAY)


def test_every_addressee_reads_it_and_nobody_learns_who_asked(cast, letter, answered):
    actions.publish(letter, TEXT, by=cast.binh, at=MONDAY, answer=answered)
    for code in ("dd-1", "dd-2"):
        with access.acting_for(cast.organisation(code)):
            (row,) = queries.clarifications_of(letter)
            assert (row.question, row.reply, row.paragraph) == (TEXT.question, TEXT.reply, 1)
            assert row.organisation == cast.department
            assert Answer.objects.exists() == (code == "dd-1")


def test_whom_the_letter_did_not_reach_reads_nothing(cast, letter, answered):
    actions.publish(letter, TEXT, by=cast.binh, at=MONDAY, answer=answered)
    with access.acting_for(cast.organisation("dd-3")):
        assert not Clarification.objects.exists()


def test_every_addressee_is_told_once(cast, letter, answered):
    actions.publish(letter, TEXT, by=cast.binh, at=MONDAY, answer=answered)
    with access.acting_as_system():
        told = Message.objects.filter(key__startswith="clarified:", channel="in_app")
        assert sorted(m.recipient.username for m in told) == ["dd-1.daumoi", "dd-2.daumoi"]
        assert all("dd-1" not in m.body and cast.hang.name not in m.body for m in told)


def test_a_question_is_published_once(cast, letter, answered):
    actions.publish(letter, TEXT, by=cast.binh, at=MONDAY, answer=answered)
    with pytest.raises(AlreadyPublished):
        actions.publish(letter, TEXT, by=cast.binh, at=MONDAY, answer=answered)


@pytest.mark.parametrize("name", ["name", "short_name", "person", "folded", "punctuated"])
def test_a_text_that_names_the_asker_is_refused(cast, letter, answered, name):
    asker = answered.organisation
    words = {
        "name": asker.name,
        "short_name": asker.short_name,
        "person": cast.hang.name,
        "folded": asker.name.upper(),
        "punctuated": f"({asker.short_name}),",
    }[name]
    for question, reply in ((f"Theo {words} thì sao?", "Từ ngày ký."), ("Từ ngày nào?", f"{words} hỏi đúng.")):
        with pytest.raises(NamesAsker):
            actions.publish(letter, Published(question, reply), by=cast.binh, at=MONDAY, answer=answered)
    assert not Clarification.objects.exists()


def test_the_department_may_publish_what_nobody_asked(cast, letter):
    row = actions.publish(letter, TEXT, by=cast.khanh, at=MONDAY)
    assert row.answer is None


def test_an_enterprise_publishes_nothing(cast, letter, answered):
    with pytest.raises(PermissionError):
        actions.publish(letter, TEXT, by=cast.hang, at=MONDAY, answer=answered)
