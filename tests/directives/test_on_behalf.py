"""Nhập thay: the department enters what an organisation said by phone, under its own name, and nobody else may."""

from __future__ import annotations

import pytest
from tests.cast import MONDAY
from tests.directives.small import one

from thongsuot.directives import actions
from thongsuot.directives.models import Assignment, Declaration
from thongsuot.ledger.models import Evidence
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.models import System

pytestmark = pytest.mark.django_db
SAID = actions.Statement({"done": 2, "total": 3}, "Báo qua điện thoại.")


@pytest.mark.parametrize("username", ["dd-1.daumoi", "dd-1.lanhdao", "dd-1.trucban", "dd-1.kiemsoat"])
def test_the_own_people_speak_for_themselves(cast, username):
    told = actions.declare(one(cast), SAID, by=cast.person(username), at=MONDAY)
    assert not told.on_behalf
    assert told.by_name == cast.person(username).name


def test_the_follower_speaks_for_an_organisation_and_it_shows(cast):
    told = actions.declare(one(cast), SAID, by=cast.binh, at=MONDAY)
    assert told.on_behalf
    assert (told.organisation, told.by_person) == (cast.organisation("dd-1"), cast.binh)
    entered = Evidence.objects.get(about=f"assignment:{told.assignment_id}")
    assert (entered.measured, entered.by_name) == (False, cast.binh.name)


@pytest.mark.parametrize(
    "username", ["so.lanhdao", "so.vanthu", "so.thanhtra", "so.quantri", "dd-2.daumoi", "bc-1.lanhdao"]
)
def test_nobody_else_speaks_for_it(cast, username):
    with pytest.raises(NotAllowed, match="không có vai trò"):
        actions.declare(one(cast), SAID, by=cast.person(username), at=MONDAY)
    assert not Declaration.objects.exists()


def test_a_machine_that_entered_by_its_key_speaks_for_its_own_organisation(cast):
    assert not actions.declare(one(cast), SAID, by=System("Máy"), at=MONDAY).on_behalf


def test_the_newest_statement_counts_whoever_made_it_and_all_stay_readable(cast):
    row = one(cast)
    actions.declare(row, SAID, by=cast.binh, at=MONDAY)
    actions.declare(row, actions.Statement({"done": 3, "total": 3}), by=cast.hang, at=MONDAY)
    assert [(d.on_behalf, d.figures["done"]) for d in row.declarations.all()] == [(False, 3), (True, 2)]
    newest = Evidence.objects.filter(about=f"assignment:{row.pk}").order_by("-version").first()
    assert (newest.version, newest.figures["done"], newest.by_person) == (2, 3, cast.hang)


@pytest.mark.parametrize(
    ("state", "after"),
    [("arrived", "arrived"), ("received", "in_progress"), ("assigned", "in_progress"), ("done", "done")],
)
def test_saying_something_begins_the_work_where_it_was_waiting(cast, state, after):
    row = one(cast, acknowledged=state != "arrived")
    if state == "assigned":
        row = actions.hand_to(row, cast.hang, by=cast.hang, at=MONDAY)
    elif state == "done":
        row = actions.finish(row, by=cast.hang, at=MONDAY)
    actions.declare(row, SAID, by=cast.hang, at=MONDAY)
    assert Assignment.objects.get(pk=row.pk).state == after


def test_speaking_for_it_does_not_complete_it(cast):
    row = one(cast)
    actions.declare(row, actions.Statement({"done": 3, "total": 3}), by=cast.binh, at=MONDAY)
    row.refresh_from_db()
    with pytest.raises(NotAllowed):
        actions.complete(row, by=cast.binh, at=MONDAY)


def test_files_are_kept_with_the_statement_by_what_they_contain(cast):
    row = one(cast)
    told, apart = actions.declare_upload(
        row, SAID, [("bien-ban.txt", "Biên bản kiểm tra".encode())], by=cast.hang, at=MONDAY
    )
    assert apart == []
    assert len(told.files) == 1
    assert Evidence.objects.get(about=f"assignment:{row.pk}").files == told.files
