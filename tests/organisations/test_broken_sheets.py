"""Fifty and more kinds of broken spreadsheet: told to the line, and nothing half made."""

from __future__ import annotations

import resource
import time

import pytest
from tests.cast import MONDAY
from tests.organisations.broken_sheets import GOOD, HEADINGS, SHEETS, Refused, csv
from tests.organisations.test_importing import take_in

from thongsuot.engines.tables import UnreadableTable, write_xlsx
from thongsuot.files.gateway import Unreadable, read_in_sandbox, readers
from thongsuot.organisations import actions, queries
from thongsuot.organisations.models import Import, Organisation, Person, Role

KINDS = pytest.mark.parametrize("kind", sorted(SHEETS))


def brought(cast, data):
    sheet = readers.contacts(data, name="dau-moi")
    place = {"filename": "dau-moi", "sha256": "0" * 64, "organisation": cast.department}
    return actions.bring(sheet, **place, by=cast.binh, at=MONDAY)


def counted():
    return Organisation.objects.count(), Person.objects.count(), Role.objects.count(), Import.objects.count()


def test_there_are_fifty_kinds_and_more():
    assert len(SHEETS) >= 50


@KINDS
def test_what_cannot_be_read_is_refused_to_the_line_and_the_rest_comes_in_whole(cast, kind):
    sheet, before = SHEETS[kind], counted()
    if isinstance(sheet.outcome, Refused):
        with pytest.raises(UnreadableTable) as refused:
            brought(cast, sheet.data)
        assert (refused.value.code, refused.value.line) == (sheet.outcome.code, sheet.outcome.line)
        assert counted() == before
        return
    batch = brought(cast, sheet.data)
    plan = queries.plan(batch, MONDAY)
    assert [(fault.line, fault.column) for fault in plan.faults] == list(sheet.outcome.faults)
    assert all("Hãy" in fault.message for fault in plan.faults)
    if plan.changes:
        take_in(cast, batch)
    roles = Role.objects.filter(valid_from=MONDAY).select_related("person", "organisation")
    found = sorted((role.organisation.name, role.person.name, role.person.phone) for role in roles)
    assert [(one.casefold(), *rest) for one, *rest in found] == sorted(
        (one.casefold(), *rest) for one, *rest in sheet.outcome.people
    )


def test_a_hundred_thousand_lines_are_refused_at_the_line_within_bounds():
    head, line = ",".join(HEADINGS), ",".join(GOOD)
    data = "\n".join([head, *[line] * 100_000]).encode()
    began = time.perf_counter()
    with pytest.raises(Unreadable, match="Dòng 2002") as refused:
        read_in_sandbox("contacts", data, name="dai.csv", memory=512 * 1024 * 1024)
    assert refused.value.code == "too_many_rows"
    assert time.perf_counter() - began < 20


def test_a_hundred_thousand_lines_of_excel_are_refused_at_the_line_within_bounds():
    data = write_xlsx(HEADINGS, ([*GOOD[:2], str(900_000_000 + n), ""] for n in range(100_000)), title="x")
    with pytest.raises(Unreadable, match="Dòng 2002"):
        read_in_sandbox("contacts", data, name="dai.xlsx", memory=768 * 1024 * 1024)


def test_the_longest_list_that_is_taken_comes_in_whole(cast):
    lines = [f"Viễn thông Số {n},Võ Thị Yến,09{n:08d}," for n in range(1, 401)]
    batch = brought(cast, csv(*lines))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    take_in(cast, batch)
    assert Role.objects.filter(valid_from=MONDAY).count() == 400
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 * 1024


def test_a_fault_while_taking_in_leaves_nothing_behind(cast, monkeypatch):
    batch = brought(cast, csv(",".join(GOOD), "Viễn thông Lộc An,Bùi Văn Đạt,0900000202,"))
    before = counted()
    grant = actions.people.grant
    calls = []

    def failing(*given, **named):
        calls.append(given)
        if len(calls) == 2:
            raise RuntimeError
        return grant(*given, **named)

    monkeypatch.setattr("thongsuot.organisations.actions.contacts.people.grant", failing)
    with pytest.raises(RuntimeError):
        actions.take_in(batch, seal=queries.plan(batch, MONDAY).seal, by=cast.binh, at=MONDAY)
    assert counted() == before
    batch.refresh_from_db()
    assert batch.taken_at is None
