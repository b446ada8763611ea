"""The one door for state."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import MONDAY
from tests.ledger.steps import TOOL, at_once

from thongsuot.directives.models import Directive
from thongsuot.ledger import queries
from thongsuot.ledger.actions import IllegalMove, move
from thongsuot.organisations import access


@pytest.mark.django_db
def test_a_move_changes_the_state_and_is_written_with_who_when_and_why(cast, letter):
    later = MONDAY + timedelta(minutes=5)
    moved = move(letter, "withdrawn", by=cast.khanh, at=later, note="gửi nhầm", closed_at=later)
    assert (moved.state, moved.closed_at) == ("withdrawn", later)
    entry = queries.moves_of(letter).get()
    assert (entry.origin, entry.target, entry.note, entry.at) == ("review", "withdrawn", "gửi nhầm", later)
    assert (entry.by_person, entry.by_name, entry.by_system) == (cast.khanh, cast.khanh.name, "")
    assert (entry.topic, entry.row, entry.organisation_id) == ("directive", letter.pk, cast.department.pk)
    assert entry.reality == "live"
    letter.refresh_from_db()
    assert letter.state == "withdrawn"


@pytest.mark.django_db
@pytest.mark.parametrize("target", ["closed", "review", "nowhere"])
def test_a_way_that_the_table_does_not_show_is_refused_and_leaves_nothing(letter, target):
    with pytest.raises(IllegalMove, match="chưa có gì thay đổi") as refusal:
        move(letter, target, by=TOOL, at=MONDAY)
    assert (refusal.value.row, refusal.value.target) == (letter, target)
    letter.refresh_from_db()
    assert letter.state == "review"
    assert not queries.moves_of(letter).exists()


@pytest.mark.django_db
def test_the_row_in_the_database_decides_and_not_the_one_in_hand(cast, letter):
    stale = Directive.objects.get(pk=letter.pk)
    move(letter, "withdrawn", by=cast.khanh, at=MONDAY)
    with pytest.raises(IllegalMove):
        move(stale, "issued", by=cast.khanh, at=MONDAY, issued_at=MONDAY)
    assert queries.moves_of(letter).count() == 1


@pytest.mark.django_db
def test_a_machine_and_the_system_move_under_their_own_names(letter):
    move(letter, "withdrawn", by=TOOL, at=MONDAY)
    entry = queries.moves_of(letter).get()
    assert (entry.by_system, entry.by_person_id, entry.by_credential_id) == (TOOL.name, None, None)


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_moves_and_one_is_refused(cast, letter):
    with access.acting_as_system():
        duty = letter.obligations.first()
    told = at_once(
        lambda: move(duty, "confirmed", by=cast.binh, at=MONDAY),
        lambda: move(duty, "confirmed", by=cast.khanh, at=MONDAY),
    )
    assert sorted(type(row).__name__ for row in told) == ["IllegalMove", "Obligation"]
    with access.acting_as_system():
        entry = queries.moves_of(duty).get()
        duty.refresh_from_db()
    assert (entry.origin, entry.target, duty.state) == ("proposed", "confirmed", "confirmed")


@pytest.mark.django_db(transaction=True)
def test_four_who_withdraw_at_once_write_one_move(cast, letter):
    told = at_once(*[lambda: move(letter, "withdrawn", by=cast.khanh, at=MONDAY)] * 4)
    assert sorted(type(row).__name__ for row in told) == ["Directive"] + ["IllegalMove"] * 3
    with access.acting_as_system():
        assert queries.moves_of(letter).count() == 1
