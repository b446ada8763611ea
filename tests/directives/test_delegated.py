"""Acts for an absent colleague: allowed where the delegation names them, and noted beside the act."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import now
from tests.cast import MONDAY, client_of
from tests.directives import small
from tests.worlds import world

from thongsuot.directives import actions, queries
from thongsuot.directives.actions import Reply, Said, Statement
from thongsuot.ledger import queries as ledger
from thongsuot.organisations import actions as organisations
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.actions import Terms
from thongsuot.organisations.models import Deed

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@world
def clerk(cast):
    """Return somebody of the first operator who holds no role for letters: its account was just made."""
    office = cast.organisation("dd-1")
    return organisations.add_person(username="dd-1.moi", name="Phạm Thị Mới", organisation=office)


def give(cast, clerk, *deeds, giver=None, at=MONDAY):
    """Let the contact delegate for three days."""
    giver = giver or cast.hang
    terms = Terms(deeds, at, at + 3 * DAY)
    return organisations.delegate(giver, clerk, terms, organisation=giver.organisation, by=giver, at=at)


def behind(cast):
    """Return the words that stand beside the act."""
    return f"theo ủy quyền của {cast.hang.name}"


def test_a_delegate_acknowledges_and_the_history_says_for_whom(cast, clerk):
    letter = small.issue(cast, small.OTHER)
    receipt = queries.receipt_of(letter, cast.organisation("dd-1"))
    with pytest.raises(NotAllowed):
        actions.acknowledge(receipt, by=clerk, at=MONDAY)
    give(cast, clerk, Deed.ACKNOWLEDGE)
    actions.acknowledge(receipt, by=clerk, at=MONDAY)
    move = ledger.moves_of(receipt).last()
    assert (move.by_name, move.note) == (clerk.name, behind(cast))


def test_a_delegate_declares_starts_and_completes(cast, clerk):
    duty = small.one(cast)
    give(cast, clerk, Deed.DECLARE)
    said = actions.declare(duty, Statement({"done": 1, "total": 1}, "Xong."), by=clerk, at=MONDAY)
    assert (said.by_person, said.by_name) == (clerk, f"{clerk.name}, {behind(cast)}")
    actions.complete(duty, by=clerk, at=MONDAY)
    assert ledger.moves_of(duty).last().note == behind(cast)


def test_a_delegate_assigns(cast, clerk):
    duty = small.one(cast)
    give(cast, clerk, Deed.ASSIGN)
    row = actions.hand_to(duty, cast.long, by=clerk, at=MONDAY)
    assert row.holder == cast.long
    assert ledger.moves_of(duty).last().note == f"{cast.long.name}; {behind(cast)}"


def test_a_delegate_asks_and_a_follower_away_is_answered_for(cast, clerk):
    letter = small.issue(cast, small.OTHER)
    give(cast, clerk, Deed.ANSWER)
    row = actions.answer(letter, clerk.organisation, Said("unclear", "Từ ngày nào?"), by=clerk, at=MONDAY)
    assert row.by_name == f"{clerk.name}, {behind(cast)}"
    registry = cast.person("so.vanthu")
    with pytest.raises(NotAllowed):
        actions.reply(row, Reply("keep", "Từ ngày ký."), by=registry, at=MONDAY)
    give(cast, registry, Deed.ANSWER, giver=cast.binh)
    row = actions.reply(row, Reply("keep", "Từ ngày ký."), by=registry, at=MONDAY)
    assert ledger.moves_of(row).last().note.endswith(f"theo ủy quyền của {cast.binh.name}")


@pytest.mark.parametrize("deed", Deed.values)
def test_one_deed_opens_no_other(cast, clerk, deed):
    letter = small.issue(cast, small.OTHER)
    receipt = queries.receipt_of(letter, cast.organisation("dd-1"))
    give(cast, clerk, deed)
    told = []
    acts = {
        "acknowledge": lambda: actions.acknowledge(receipt, by=clerk, at=MONDAY),
        "assign": lambda: actions.hand_to(small.assignment(letter), cast.long, by=clerk, at=MONDAY),
        "declare": lambda: actions.declare(small.assignment(letter), Statement(words="Xong."), by=clerk, at=MONDAY),
        "answer": lambda: actions.answer(letter, clerk.organisation, Said("proposal", "Ý"), by=clerk, at=MONDAY),
    }
    for name, act in acts.items():
        try:
            act()
        except PermissionError:
            continue
        except Exception:  # noqa: S110  # refused by the row's state, not for want of a right
            pass
        told.append(name)
    assert told == [name for name in acts if name == deed]


def test_a_page_offers_what_was_delegated(cast, clerk):
    duty = small.one(cast, at=now() - DAY)
    client = client_of(clerk)
    before = client.get(duty.get_absolute_url()).content.decode()
    give(cast, clerk, Deed.DECLARE, Deed.ANSWER, at=now())
    after = client.get(duty.get_absolute_url()).content.decode()
    for words in ("Ghi số liệu", "Chưa làm được, cần hỏi"):
        assert words not in before
        assert words in after
