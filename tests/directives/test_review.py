"""A person goes through the proposals; every act can be undone, and a quotation is never corrected."""

from __future__ import annotations

import pytest
from tests.cast import MONDAY

from thongsuot.directives import actions
from thongsuot.directives.models import Obligation
from thongsuot.organisations.actions import EditedMeanwhile

pytestmark = pytest.mark.django_db


def standing(directive):
    """Return the proposals that are not rejected, as they stand."""
    rows = directive.obligations.exclude(state=Obligation.State.REJECTED).order_by("start", "end")
    return [(o.quote, o.state, o.kind) for o in rows]


def test_an_edit_keeps_the_quotation_and_counts_a_version(cast, received):
    duty = received.obligations.first()
    edited = actions.edit(duty, version=duty.version, by=cast.binh, at=MONDAY, kind="OTHER", obliged="postal")
    assert (edited.kind, edited.obliged, edited.quote, edited.version) == ("OTHER", "postal", duty.quote, 2)


def test_the_second_editor_is_told(cast, received):
    duty = received.obligations.first()
    actions.edit(duty, version=1, by=cast.binh, at=MONDAY, kind="OTHER")
    with pytest.raises(EditedMeanwhile):
        actions.edit(duty, version=1, by=cast.khanh, at=MONDAY, kind="REPORT")
    duty.refresh_from_db()
    assert duty.kind == "OTHER"


def test_the_words_of_a_quotation_are_chosen_and_never_typed(cast, received):
    duty = received.obligations.first()
    with pytest.raises(TypeError):
        actions.edit(duty, version=1, by=cast.binh, at=MONDAY, quote="điều khác")
    whole, start, end = duty.quote, duty.start, duty.end
    shorter = actions.edit(duty, version=1, by=cast.binh, at=MONDAY, start=start, end=end - 1)
    assert shorter.quote == whole[:-1] == received.text[start : end - 1]


def test_names_are_kept_only_where_organisations_are_named(cast, received):
    duty = received.obligations.first()
    named = actions.edit(duty, version=1, by=cast.binh, at=MONDAY, obliged="named", obliged_names=["dd-1"])
    assert named.obliged_names == ["dd-1"]
    again = actions.edit(named, version=2, by=cast.binh, at=MONDAY, obliged="all")
    assert again.obliged_names == []


def test_split_makes_two_of_one_and_undo_makes_them_one_again(cast, received):
    duty = received.obligations.first()
    before = standing(received)
    left, right = actions.split(duty, duty.start + 20, by=cast.binh, at=MONDAY)
    assert left.quote + " " + right.quote == duty.quote or left.quote + right.quote == duty.quote
    assert len(standing(received)) == len(before) + 1
    actions.undo(received, by=cast.binh, at=MONDAY)
    assert standing(received) == before


def test_merge_makes_one_of_two_with_all_the_words_between(cast, received):
    first, second, *_ = received.obligations.all()
    before = standing(received)
    made = actions.merge([second, first], by=cast.binh, at=MONDAY)
    assert made.quote == received.text[first.start : second.end]
    assert made.kind == first.kind
    actions.undo(received, by=cast.binh, at=MONDAY)
    assert standing(received) == before


def test_add_takes_the_selection_without_its_edges(cast, received):
    made = actions.add(received, 0, 10, by=cast.binh, at=MONDAY)
    assert (made.quote, made.by_hand, made.kind) == ("Kính gửi:", True, "OTHER")
    actions.undo(received, by=cast.binh, at=MONDAY)
    made.refresh_from_db()
    assert made.state == Obligation.State.REJECTED


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), (0, 10**6), (45, 46)])
def test_a_selection_outside_the_letter_adds_nothing(cast, received, start, end):
    with pytest.raises(actions.NothingSelected):
        actions.add(received, start, end, by=cast.binh, at=MONDAY)
    assert received.obligations.count() == 4


def test_undo_goes_back_step_by_step_until_nothing_is_left(cast, received):
    before = standing(received)
    duty = received.obligations.first()
    actions.confirm(received, list(received.obligations.all()), by=cast.binh, at=MONDAY)
    actions.edit(duty, version=1, by=cast.binh, at=MONDAY, kind="OTHER")
    actions.reject(received, [received.obligations.last()], by=cast.binh, at=MONDAY)
    assert [actions.undo(received, by=cast.binh, at=MONDAY).verb for _ in range(3)] == ["reject", "edit", "confirm"]
    assert standing(received) == before
    assert actions.undo(received, by=cast.binh, at=MONDAY) is None


def test_restore_puts_a_settled_proposal_back(cast, received):
    duty = received.obligations.first()
    actions.reject(received, [duty], by=cast.binh, at=MONDAY)
    duty.refresh_from_db()
    actions.restore(received, [duty], by=cast.binh, at=MONDAY)
    duty.refresh_from_db()
    assert duty.state == Obligation.State.PROPOSED


def test_after_issue_the_review_is_closed(cast, issued):
    with pytest.raises(actions.ReviewClosed):
        actions.confirm(issued, list(issued.obligations.all()), by=cast.binh, at=MONDAY)


def test_only_the_department_reviews(cast, received):
    with pytest.raises(PermissionError):
        actions.confirm(received, list(received.obligations.all()), by=cast.hang, at=MONDAY)
