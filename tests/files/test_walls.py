"""By raw SQL, as each organisation, nobody finds what is not theirs."""

import pytest
from django.db import DatabaseError, connection, transaction
from tests.cast import MONDAY
from tests.files import samples
from tests.files.runs import begin
from tests.worlds import world

from thongsuot.files import actions, queries
from thongsuot.files.models import Chunk, File, Run
from thongsuot.organisations import access

pytestmark = pytest.mark.django_db
TABLES = ("files_file", "files_chunk", "files_run")


@world
def rows(cast):
    """Give two enterprises and the department a file and a run each; return what each owns."""
    owned = {}
    for code in ("dd-1", "bc-1", "so-khcn"):
        organisation = cast.organisation(code)
        file = actions.store(
            samples.pdf(code), name="a.pdf", organisation=organisation, reality="live", by=cast.hang, at=MONDAY
        )
        run = begin(cast, organisation=organisation)
        owned[code] = {"files_file": [file.pk], "files_chunk": [c.pk for c in file.chunks.all()], "files_run": [run.pk]}
    return owned


def found(table):
    """Return the rows that raw SQL finds."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table} ORDER BY id")  # noqa: S608  # one of TABLES
        return [pk for (pk,) in cursor.fetchall()]


@pytest.mark.parametrize("table", TABLES)
def test_each_organisation_finds_its_own_rows(cast, rows, table):
    for code, owned in rows.items():
        with access.acting_for(cast.organisation(code)):
            assert found(table) == owned[table]


@pytest.mark.parametrize("table", TABLES)
def test_an_organisation_without_rows_and_nobody_find_nothing(cast, rows, table):
    with access.acting_for(cast.organisation("in-1")):
        assert found(table) == []
    with access.nobody():
        assert found(table) == []


@pytest.mark.parametrize("table", TABLES)
def test_nobody_changes_what_they_do_not_see(cast, rows, table):
    with access.acting_for(cast.organisation("dd-1")), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE id = %s", rows["bc-1"][table])  # noqa: S608  # one of TABLES
        assert cursor.rowcount == 0
    with access.acting_for(cast.organisation("bc-1")):
        assert found(table) == rows["bc-1"][table]


def test_nobody_puts_rows_into_another_house(cast, rows):
    stranger, hang = cast.organisation("bc-1"), cast.hang
    [file] = rows["bc-1"]["files_file"]
    with access.acting_for(cast.organisation("dd-1")):
        with pytest.raises(DatabaseError), transaction.atomic():
            actions.store(b"new", name="a.txt", organisation=stranger, reality="live", by=hang, at=MONDAY)
        with pytest.raises(DatabaseError), transaction.atomic():
            begin(cast, organisation=stranger, by=hang)
        with pytest.raises(DatabaseError), transaction.atomic():
            Chunk.objects.create(file_id=file, position=1, bytes=b"foreign")


def test_a_department_sees_those_it_supervises_and_no_enterprise_sees_the_department(cast, rows):
    def seen(person):
        files = set(queries.visible_to(person, MONDAY).values_list("pk", flat=True))
        runs = set(queries.runs_visible_to(person, MONDAY).values_list("pk", flat=True))
        return files, runs

    every = set(File.objects.values_list("pk", flat=True)), set(Run.objects.values_list("pk", flat=True))
    assert seen(cast.binh) == every
    assert seen(cast.hang) == (set(rows["dd-1"]["files_file"]), set(rows["dd-1"]["files_run"]))
