"""Ghi sau: what was written by hand is keyed later with its own time, and shows as such."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import MONDAY, client_of
from tests.directives.small import OTHER, assignment, issue, one

from thongsuot.directives import actions, jobs, queries
from thongsuot.directives.models import Declaration, Receipt
from thongsuot.ledger.models import Evidence, Move
from thongsuot.organisations.access import NotAllowed

pytestmark = pytest.mark.django_db
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
FIGURES = {"done": 2, "total": 3}


def said(happened_at):
    return actions.Statement(FIGURES, "Báo bằng giấy.", happened_at=happened_at)


def receipt(cast, letter):
    return queries.receipt_of(letter, cast.organisation("dd-1"))


@pytest.mark.parametrize("username", ["so.chuyenvien", "dd-1.daumoi"])
def test_a_statement_keeps_the_time_at_which_it_was_made_and_the_time_at_which_it_was_keyed(cast, username):
    row = one(cast)
    told = actions.declare(row, said(MONDAY + HOUR), by=cast.person(username), at=MONDAY + 3 * HOUR)
    assert (told.happened_at, told.at) == (MONDAY + HOUR, MONDAY + 3 * HOUR)
    entered = Evidence.objects.get(about=f"assignment:{row.pk}")
    assert (entered.happened_at, entered.known_at) == (MONDAY + HOUR, MONDAY + 3 * HOUR)


@pytest.mark.parametrize("ago", [timedelta(0), timedelta(seconds=59)], ids=["this moment", "this minute"])
def test_what_is_keyed_as_it_happens_is_no_late_entry(cast, ago):
    told = actions.declare(one(cast), said(MONDAY + HOUR - ago), by=cast.hang, at=MONDAY + HOUR)
    assert told.happened_at is None
    assert Evidence.objects.get(key__startswith="declaration").happened_at == MONDAY + HOUR


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        pytest.param(MONDAY + 4 * HOUR, "tương lai", id="in the future"),
        pytest.param(MONDAY - HOUR, "sớm hơn lúc phát hành", id="before the letter was issued"),
    ],
)
def test_a_time_that_cannot_be_is_refused_and_nothing_is_kept(cast, moment, words):
    row = one(cast)
    with pytest.raises(actions.WrongTime, match=words):
        actions.declare(row, said(moment), by=cast.binh, at=MONDAY + 3 * HOUR)
    assert not Declaration.objects.exists()


def test_the_department_notes_an_acknowledgement_with_its_own_time(cast):
    letter = issue(cast, OTHER, ("Xác nhận đã nhận.", "one_off", "all", "RECEIPT"))
    row = actions.acknowledge_for(receipt(cast, letter), by=cast.binh, at=MONDAY + 3 * HOUR, happened_at=MONDAY + HOUR)
    assert (row.acknowledged_at, row.keyed_at, row.on_behalf) == (MONDAY + HOUR, MONDAY + 3 * HOUR, True)
    assert row.acknowledged_by == cast.binh
    assert assignment(letter, obligation__kind="OTHER").state == "received"
    assert assignment(letter, obligation__kind="RECEIPT").done_at == MONDAY + HOUR
    assert "ghi sau: 10:00 03/02/2020" in Move.objects.get(topic="receipt", target="acknowledged").note
    jobs.run(MONDAY + 3 * HOUR)
    entered = Evidence.objects.filter(key=f"receipt:{row.pk}").order_by("-version").first()
    assert (entered.happened_at, entered.known_at) == (MONDAY + HOUR, MONDAY + 3 * HOUR)
    assert entered.figures == {"organisations": 1, "acknowledged": 1}


def test_noted_at_once_it_is_on_behalf_and_not_late(cast):
    row = actions.acknowledge_for(receipt(cast, issue(cast, OTHER)), by=cast.binh, at=MONDAY + HOUR)
    assert (row.acknowledged_at, row.keyed_at, row.on_behalf) == (MONDAY + HOUR, None, True)


@pytest.mark.parametrize("username", ["so.vanthu", "so.thanhtra", "dd-1.daumoi", "dd-2.daumoi"])
def test_only_the_department_notes_it_for_others(cast, username):
    letter = issue(cast, OTHER)
    with pytest.raises(NotAllowed):
        actions.acknowledge_for(receipt(cast, letter), by=cast.person(username), at=MONDAY)
    assert Receipt.objects.get(directive=letter).state == "sent"


def test_the_organisation_that_acknowledges_itself_is_not_spoken_for(cast):
    row = actions.acknowledge(receipt(cast, issue(cast, OTHER)), by=cast.hang, at=MONDAY)
    assert (row.on_behalf, row.keyed_at) == (False, None)


def test_a_time_before_the_letter_went_out_is_refused(cast):
    letter = issue(cast, OTHER)
    with pytest.raises(actions.WrongTime):
        actions.acknowledge_for(receipt(cast, letter), by=cast.binh, at=MONDAY + HOUR, happened_at=MONDAY - HOUR)
    assert Receipt.objects.get(directive=letter).state == "sent"


def test_the_pages_say_that_it_was_keyed_later(cast):
    row = one(cast, acknowledged=False)
    actions.acknowledge_for(receipt(cast, row.directive), by=cast.binh, at=MONDAY + 3 * HOUR, happened_at=MONDAY + HOUR)
    actions.declare(assignment(row.directive), said(MONDAY + HOUR), by=cast.binh, at=MONDAY + 3 * HOUR)
    client = client_of(cast.binh)
    letter = client.get(row.directive.get_absolute_url()).content.decode()
    assert "ghi sau, lúc 12:00 03/02/2020" in letter
    assert "nhập thay" in letter
    assert "ghi sau, lúc 12:00 03/02/2020" in client.get(row.get_absolute_url()).content.decode()


def test_the_form_of_a_duty_takes_the_time(cast):
    row = one(cast)
    told = {"so_done": "2", "so_total": "3", "words": "Báo bằng giấy.", "happened_at": "2020-02-03T10:00"}
    client_of(cast.binh).post(f"{row.get_absolute_url()}declare/", told)
    assert Declaration.objects.get().happened_at == MONDAY + HOUR


def test_a_figure_that_another_duty_bears_keeps_its_time(cast):
    letter = issue(cast, OTHER, ("Thực hiện thêm nội dung khác.", "one_off", "all", "OTHER"))
    actions.acknowledge(receipt(cast, letter), by=cast.hang, at=MONDAY)
    second = letter.assignments.order_by("obligation__start").last()
    actions.declare(second, said(MONDAY + HOUR), by=cast.hang, at=MONDAY + 3 * HOUR)
    entered = Evidence.objects.exclude(about="").exclude(figures={}).get()
    assert (entered.about, entered.happened_at) == (
        f"assignment:{letter.assignments.order_by('obligation__start').first().pk}",
        MONDAY + HOUR,
    )
