"""The duty log: what happened, with its own time; never changed; it stays inside."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from tests.duty.watch import DAY, HOUR, MINUTE, SIX, Watch
from tests.worlds import world

from thongsuot.duty import actions, queries
from thongsuot.duty.actions import Unsuitable
from thongsuot.duty.models import Entry
from thongsuot.organisations import access
from thongsuot.organisations.access import NotAllowed

pytestmark = pytest.mark.django_db
FIRST_DAY = SIX.date()


@world
def watch(cast):
    return Watch(cast)


def enter(watch, text="Cáp Km 12 đứt, đã báo tổ ứng cứu", *, by=None, at=SIX, happened_at=None):
    by = by or watch.lan
    with access.acting_as(by, at):
        return actions.enter(text, organisation=watch.office, by=by, at=at, happened_at=happened_at)


def test_what_happens_now_is_no_late_entry(watch):
    entry = enter(watch)
    assert (entry.happened_at, entry.at, entry.late, entry.by_name) == (SIX, SIX, False, watch.lan.name)


@pytest.mark.parametrize(("minutes", "late"), [(0, False), (15, False), (16, True), (600, True)])
def test_what_was_written_by_hand_is_keyed_with_its_own_time_and_says_so(watch, minutes, late):
    entry = enter(watch, happened_at=SIX - minutes * MINUTE)
    assert (entry.happened_at, entry.late) == (SIX - minutes * MINUTE, late)


def test_nothing_happens_in_the_future(watch):
    with pytest.raises(Unsuitable, match="tương lai") as refused:
        enter(watch, happened_at=SIX + MINUTE)
    assert refused.value.field == "happened_at"
    assert not Entry.objects.exists()


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 4001])
def test_an_entry_says_something_and_no_novel(watch, text):
    with pytest.raises(Unsuitable):
        enter(watch, text)


def test_whoever_is_on_duty_writes_and_nobody_else_without_a_role(watch):
    with pytest.raises(NotAllowed):
        enter(watch, by=watch.son)
    watch.shift(watch.son)
    assert enter(watch, by=watch.son, at=SIX).by_name == watch.son.name
    with pytest.raises(NotAllowed):
        enter(watch, by=watch.son, at=SIX + 12 * HOUR)


def test_nobody_writes_into_the_log_of_another(watch):
    other = watch.cast.person("dd-2.trucban")
    with access.acting_as(other, SIX), pytest.raises(NotAllowed):
        actions.enter("Thử", organisation=watch.office, by=other, at=SIX)


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_keeps_an_entry_as_it_is(watch, change):
    entry = enter(watch)
    rows = Entry.objects.filter(pk=entry.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(text="khác") if change == "update" else rows.delete()
    assert rows.get().text == entry.text


def test_the_log_stays_inside(watch):
    enter(watch)
    for person, reads in {watch.lan: True, watch.cast.binh: False, watch.cast.person("dd-2.daumoi"): False}.items():
        with access.acting_as(person, SIX):
            assert Entry.objects.exists() == reads
            assert queries.entries_visible_to(person).exists() == reads


def test_the_log_of_a_day_in_the_order_in_which_things_happened(watch):
    later = enter(watch, "Đã thông", at=SIX + 2 * HOUR)
    first = enter(watch, at=SIX + 3 * HOUR, happened_at=SIX + HOUR)
    enter(watch, "Việc hôm trước", happened_at=SIX - 7 * HOUR)
    enter(watch, "Việc hôm sau", at=SIX + DAY)
    assert queries.day_log(watch.office, FIRST_DAY).entries == (first, later)


def test_the_log_of_a_day_has_the_shifts_that_begin_on_it(watch):
    watch.shift(watch.son, SIX - 12 * HOUR)
    day, night = watch.shift(watch.lan), watch.shift(watch.hai, SIX + 12 * HOUR)
    gap = watch.shift(None, kind="leader")
    watch.shift(watch.lan, SIX + DAY)
    watch.plan()
    watch.take(watch.of(day), matters=[{"title": "Mất liên lạc bệnh viện", "url": "/su-co/1/", "since": "05:10"}])
    told = queries.day_log(watch.office, FIRST_DAY)
    assert [line.shift for line in told.lines] == [gap, day, night]
    assert [line.handover and line.handover.state for line in told.lines] == [None, "taken", "expected"]
    assert [row.shift for row in told.notes] == [day]
