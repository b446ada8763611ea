"""Moves and evidence are written once: the database refuses changes, and shows those made behind its back."""

from __future__ import annotations

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction
from tests.cast import MONDAY
from tests.ledger.steps import at_once, enter

from thongsuot.ledger.actions import move
from thongsuot.ledger.models import Evidence, Move
from thongsuot.ledger.queries import broken_links
from thongsuot.organisations import access
from thongsuot.organisations.models import Organisation

TABLES = ("ledger_evidence", "ledger_move")
CODES = ("dd-1", "bc-1", "in-1")


@pytest.fixture
def chains(cast, letter):
    """Return three organisations whose evidence was entered turn by turn, and a letter that moved."""
    organisations = [cast.organisation(code) for code in CODES]
    with access.acting_as_system():
        for number in range(1, 5):
            for organisation in organisations:
                enter(organisation, f"probe:{number}", figures={"shifts": number})
        move(letter, "withdrawn", by=cast.khanh, at=MONDAY, note="gửi nhầm")
    return organisations


def broken():
    """Return by code every chain that no longer fits together."""
    with access.acting_as_system():
        told = {o.code: broken_links(o) for o in Organisation.objects.all()}
    return {code: places for code, places in told.items() if places}


def tamper(owner, table, change, organisation, position):
    """Change the ledger as only the owner can: with the guard put aside."""
    owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER refuse")
    try:
        where = " WHERE organisation_id = %s AND position = %s"
        assert owner.execute(change.format(table) + where, [organisation.pk, position]).rowcount == 1
    finally:
        owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER refuse")


@pytest.mark.django_db
def test_each_organisation_has_a_chain_of_its_own_without_gaps(cast, chains):
    for organisation in chains:
        rows = Evidence.objects.filter(organisation=organisation).order_by("position")
        assert [row.position for row in rows] == [1, 2, 3, 4]
        assert all(len(bytes(row.digest)) == 32 for row in rows)
    assert len({bytes(row.digest) for row in Evidence.objects.all()}) == 12
    assert broken() == {}


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("verb", ["UPDATE {} SET at = now()", "DELETE FROM {}"])
def test_the_app_can_neither_change_nor_delete(cast, chains, table, verb):
    with pytest.raises(ProgrammingError, match="the ledger is written once"), transaction.atomic():
        connection.cursor().execute(verb.format(table))
    with pytest.raises(ProgrammingError, match="permission denied|written once"), transaction.atomic():
        connection.cursor().execute(f"TRUNCATE {table}")
    assert (Evidence.objects.count(), Move.objects.count()) == (12, 1)


@pytest.mark.django_db(transaction=True)
def test_not_even_the_owner_changes_deletes_or_empties(chains, owner):
    for table in TABLES:
        for verb in ("UPDATE {} SET at = now()", "DELETE FROM {}", "TRUNCATE {} CASCADE"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match="written once"):
                owner.execute(verb.format(table))
    assert broken() == {}


@pytest.mark.django_db(transaction=True)
def test_what_is_changed_behind_its_back_shows_in_that_chain_alone(cast, chains, owner):
    first, second, third = chains
    tamper(owner, "ledger_evidence", """UPDATE {} SET figures = '{{"shifts": 9}}'""", first, 2)
    assert broken() == {"dd-1": ["ledger_evidence:2"]}
    tamper(owner, "ledger_evidence", "DELETE FROM {}", second, 2)
    assert broken()["bc-1"] == ["ledger_evidence:3", "ledger_evidence:4"]
    tamper(owner, "ledger_evidence", "UPDATE {} SET happened_at = happened_at + interval '1 microsecond'", third, 4)
    assert broken()["in-1"] == ["ledger_evidence:4"]
    tamper(owner, "ledger_move", "UPDATE {} SET note = ''", cast.department, 1)
    assert broken()["so-khcn"] == ["ledger_move:1"]


@pytest.mark.django_db
def test_place_and_digest_are_given_by_the_database_whatever_is_written(cast, chains):
    forged = Evidence.objects.get(organisation=chains[0], position=1)
    forged.pk, forged.key, forged.position, forged.digest = None, "forged", 77, b"x" * 32
    forged.save(force_insert=True)
    assert Evidence.objects.get(key="forged").position == 5
    assert broken() == {}


@pytest.mark.django_db
def test_the_chain_does_not_depend_on_the_zone_or_the_language_of_a_session(chains):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL TIME ZONE 'America/New_York'")
        cursor.execute("SET LOCAL datestyle = 'German'")
        cursor.execute("SET LOCAL extra_float_digits = 0")
    assert [broken_links(organisation) for organisation in chains] == [[], [], []]


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_leave_one_chain(cast):
    first = cast.organisation("dd-1")
    for turn in range(3):
        rows = at_once(*[lambda key=f"probe:{turn}:{number}": enter(first, key) for number in range(4)])
        assert sorted(row.key for row in rows) == [f"probe:{turn}:{number}" for number in range(4)]
    with access.acting_as_system():
        places = Evidence.objects.filter(organisation=first).order_by("position").values_list("position", flat=True)
        assert list(places) == list(range(1, 13))
    assert broken() == {}
