"""The watch of an exercise: a roster, a cable that is cut, an officer who does not come; all of it in the report."""

from __future__ import annotations

from datetime import date

import pytest

from thongsuot.duty.models import Handover, Roster, Shift
from thongsuot.engines import letter
from thongsuot.exercise import queries
from thongsuot.exercise.actions.playing import play
from thongsuot.incidents.models import Incident
from thongsuot.ledger.models import Evidence, Move
from thongsuot.organisations import access
from thongsuot.outbox.models import Message
from thongsuot.paging.models import Page
from thongsuot.reports.models import Submission
from thongsuot.web.exercise_command import machinery

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("drill")]


@pytest.fixture
def played(cast):
    """Play our letter that asks for everything, within five days."""
    data = queries.letter("mua-lu", number=52, on=date(2020, 2, 3), due=date(2020, 2, 7)).encode()
    directive = play(letter.to_json(letter.read(data, filename="mua-lu.txt")), data, machinery=machinery())
    with access.acting_as_system():
        yield directive


def measured(kind):
    """Return what the tools counted at the enterprise that keeps watch, added up."""
    rows = Evidence.objects.filter(kind=kind, organisation__code="in-1")
    assert {row.measured for row in rows if row.figures} == {True}
    newest = {row.key: row.figures for row in rows.order_by("version") if row.measured}
    return {name: sum(told[name] for told in newest.values()) for name in next(iter(newest.values()))}


def test_the_watch_is_kept_measured_and_reported(played):
    days = (Roster.objects.get().until - Roster.objects.get().starts_at).days
    assert days >= 2
    assert measured("DUTY_ROSTER") == dict.fromkeys(("shifts", "shifts_filled", "check_ins"), 4 * days)
    assert measured("PRIORITY_RESTORATION") == {"incidents": 1, "within_target": 1, "minutes_down": 42}
    the_one_who_did_not_come_was_asked_then_others_were()
    the_second_who_was_asked_mended_the_line()
    sent = Submission.objects.filter(report__directive=played, organisation__code="in-1").latest("pk")
    for kind in ("DUTY_ROSTER", "PRIORITY_RESTORATION"):
        assert sent.figures[kind] == {"measured": measured(kind), "declared": {}}
    told, cast = queries.result_of(played)["figures"], queries.cast()["figures"]
    others = Submission.objects.filter(report__directive=played).values("organisation").distinct().count()
    assert told["PRIORITY_RESTORATION"]["minutes_down"] >= 42
    assert told["DUTY_ROSTER"]["shifts"] > cast["DUTY_ROSTER"]["shifts"]
    assert others > 1


def the_one_who_did_not_come_was_asked_then_others_were():
    """Nobody took over in the absent officer's name; after ten minutes others were called, and one of them took it."""
    absent = queries.cast()["watch"]["absent"]
    row = Handover.objects.filter(person__username=absent).latest("pk")
    steps = list(Move.objects.filter(topic="handover", row=row.pk).order_by("pk").values_list("target", "at"))
    assert [step for step, _at in steps] == ["asked", "chased", "escalated", "void"]
    assert [(at - row.starts_at).seconds // 60 for _step, at in steps] == [0, 5, 10, 12]
    asked = Page.objects.filter(ladder__about=f"handover:{row.pk}")
    assert {(page.sent_at - row.starts_at).seconds // 60 for page in asked} == {10}
    assert absent not in asked.values_list("rung__person__username", flat=True)
    stands = Shift.objects.get(pk=row.shift_id)
    assert (stands.person.username, stands.taken_at is not None) == ("in-1.dieuhanh", True)


def the_second_who_was_asked_mended_the_line():
    """The incident at the hospital is closed by measurement, taken up by somebody who was not asked first."""
    row = Incident.objects.get()
    assert (row.site.code, row.priority, row.state, row.closing) == ("bv-nhi", 1, "closed", "measured")
    pages = Page.objects.filter(ladder__about=f"incident:{row.pk}").order_by("pk")
    assert [page.state for page in pages][:2] == ["expired", "accepted"]
    assert row.accepted_by.username.startswith("in-1.")
    assert Message.objects.filter(about=f"ladder:{row.ladder_id}").exists()
