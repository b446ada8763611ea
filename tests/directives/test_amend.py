"""Who may let one letter change another, and what is refused."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.cast import MONDAY
from tests.directives import amending, small
from tests.directives.amending import DAY, TUESDAY
from tests.worlds import world

from thongsuot.directives import actions, queries
from thongsuot.directives.models import Amendment
from thongsuot.ledger import queries as ledger
from thongsuot.organisations.access import NotAllowed
from thongsuot.outbox.models import Message

pytestmark = pytest.mark.django_db


@world
def earlier(cast):
    """Return the letter that is changed."""
    return amending.first(cast)


@world
def put_off(cast, earlier):
    """Return the letter that puts the report off."""
    return amending.later(cast, amending.PUT_OFF)


def refuse(earlier, later, match, *, by, act="extends", pairs=None):
    """Let an amendment be refused, and nothing be changed by it."""
    told = amending.pairs(earlier, later) if pairs is None else pairs
    with pytest.raises(actions.CannotAmend, match=match) as refusal:
        actions.amend_by(earlier, later, act, told, by=by, at=TUESDAY)
    assert "hưa có gì thay đổi" in str(refusal.value)
    assert not Amendment.objects.exists()
    assert amending.duty(earlier).deadline_at == amending.DUE


def test_no_letter_changes_itself(cast, earlier):
    refuse(earlier, earlier, "chính nó", by=cast.khanh, pairs=[])


def test_an_act_that_nobody_knows_is_refused(cast, earlier, put_off):
    refuse(earlier, put_off, "Hãy chọn", by=cast.khanh, act="destroys")


def test_a_letter_of_another_reality_changes_nothing(cast, earlier):
    other = small.issue(cast, small.OTHER, at=TUESDAY, reality="exercise")
    refuse(earlier, other, "cùng cơ quan", by=cast.khanh, act="replaces", pairs=[])


def test_a_letter_of_another_department_changes_nothing(cast, earlier, put_off):
    put_off.organisation = cast.ministry
    put_off.save(update_fields=["organisation"])
    with pytest.raises(actions.CannotAmend, match="cùng cơ quan"):
        actions.amend_by(earlier, put_off, "extends", [], by=cast.khanh, at=TUESDAY)


def test_the_later_letter_has_to_be_issued(cast, earlier):
    refuse(earlier, small.receive(cast, amending.PUT_OFF, at=TUESDAY), "đã phát hành", by=cast.khanh, pairs=[])


def test_a_letter_that_ended_is_not_changed(cast, earlier, put_off):
    actions.close(earlier, by=cast.khanh, at=TUESDAY)
    refuse(earlier, put_off, "còn hiệu lực", by=cast.khanh)


def test_the_earlier_letter_does_not_change_the_later(cast, earlier, put_off):
    with pytest.raises(actions.CannotAmend, match="phát hành sau"):
        actions.amend_by(put_off, earlier, "corrects", [], by=cast.khanh, at=TUESDAY)


def test_one_letter_changes_another_once_and_not_the_other_way(cast, earlier, put_off):
    amending.amend(earlier, put_off, "extends", by=cast.binh)
    for one, other in ((earlier, put_off), (put_off, earlier)):
        with pytest.raises(actions.CannotAmend, match="đã được ghi nhận"):
            actions.amend_by(one, other, "replaces", [], by=cast.khanh, at=TUESDAY)
    row = Amendment.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_pairs_are_confirmed_duties_of_both_letters_each_once(cast, earlier, put_off):
    ((report, put),) = amending.pairs(earlier, put_off)
    roster = earlier.obligations.get(kind="DUTY_ROSTER")
    for wrong in ([(put, report)], [(report, put), (roster, put)], [(report, roster)]):
        refuse(earlier, put_off, "ghép lại", by=cast.khanh, pairs=wrong)


@pytest.mark.parametrize("act", ["extends", "replaces", "recalls", "corrects"])
def test_an_enterprise_changes_nothing(cast, earlier, put_off, act):
    with pytest.raises(NotAllowed):
        amending.amend(earlier, put_off, act, by=cast.long)


@pytest.mark.parametrize("act", ["replaces", "recalls"])
def test_only_the_leader_ends_a_letter_by_another(cast, earlier, put_off, act):
    with pytest.raises(NotAllowed):
        amending.amend(earlier, put_off, act, by=cast.binh)


def test_a_recall_withdraws_the_earlier_letter_with_the_later_as_its_reason(cast, earlier):
    recall = amending.later(cast, small.OTHER)
    actions.amend_by(earlier, recall, "recalls", [], by=cast.khanh, at=TUESDAY)
    earlier.refresh_from_db()
    assert earlier.state == "withdrawn"
    assert ledger.moves_of(earlier).last().note == "Thu hồi theo Công văn số 15/STTTT-BCVT"
    assert {row.state for row in earlier.assignments.all()} == {"withdrawn"}
    assert not ledger.in_force("DUTY_ROSTER", cast.organisation("dd-1"), TUESDAY + DAY).exists()
    assert Message.objects.filter(subject__startswith="Thu hồi văn bản").exists()
    assert recall.assignments.filter(state="arrived").count() == 2


def test_both_letters_know_each_other(cast, earlier, put_off):
    amending.amend(earlier, put_off, "extends", by=cast.binh)
    there, here = queries.amendments_of(put_off), queries.amendments_of(earlier)
    assert ([row.earlier for row in there.amends], there.amended_by) == ([earlier], [])
    assert ([row.later for row in here.amended_by], here.amends) == ([put_off], [])
    assert str(here.amended_by[0]) == "Gia hạn: Công văn số 12/STTTT-BCVT"


def test_a_citation_that_was_confirmed_waits_no_more(cast, earlier):
    words = ("Gia hạn Công văn số 12/STTTT-BCVT đến 14 giờ 00 ngày 09/02/2020.", "one_off", "all", "REPORT")
    letter = amending.later(cast, words)
    assert [row.letter for row in queries.to_confirm(letter)] == [earlier]
    amending.amend(earlier, letter, "extends", by=cast.binh)
    assert queries.to_confirm(letter) == []


def test_whoever_the_letter_reached_is_told_which_one_binds(cast, earlier, put_off):
    amending.amend(earlier, put_off, "extends", by=cast.binh)
    rows = Message.objects.filter(subject__startswith="Gia hạn theo Công văn số 15", channel="in_app")
    assert set(rows.values_list("recipient__organisation__code", flat=True)) == set(amending.BOTH)


def test_the_day_of_the_amendment_is_kept(cast, earlier, put_off):
    row = amending.amend(earlier, put_off, "extends", by=cast.binh)
    assert (row.at, row.by_name, row.organisation) == (TUESDAY, str(cast.binh), cast.department)
    assert row.at > MONDAY
