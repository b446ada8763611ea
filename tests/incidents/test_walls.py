"""What leaves the enterprise: nothing before it is told, never what machines said, and to nobody else at all."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from tests.worlds import world

from thongsuot.incidents import actions, queries
from thongsuot.incidents.models import Incident, Note, Task
from thongsuot.ledger.models import Edit, Move
from thongsuot.organisations import access
from thongsuot.organisations.models import Person

pytestmark = pytest.mark.django_db
INSIDE = ("incidents_source", "incidents_delivery", "incidents_alarm", "incidents_trace", "incidents_task")
WAYS = (
    "SELECT count(*) FROM {}",
    "SELECT count(*) FROM organisations_organisation AS o JOIN {} AS told ON told.organisation_id = o.id",
    "SELECT coalesce(sum(length(told::text)), 0) FROM {} AS told",
    "SELECT count(*) FROM (TABLE {} UNION ALL TABLE {}) AS whole",
    "SELECT count(*) FROM incidents_incident AS i JOIN {} AS t ON t.organisation_id = i.organisation_id",
    "SELECT count(*) FROM organisations_organisation AS o WHERE EXISTS"
    " (SELECT FROM {} AS t WHERE t.organisation_id = o.id)",
)


COUNT = "SELECT count(*) FROM {}"
WRITES = ("UPDATE {} SET organisation_id = organisation_id", "DELETE FROM {}")


def ask(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else cursor.rowcount


@world
def full(scene):
    """Return the scene with a row in every table: the hospital's incident told, one of a mast not told."""
    office = scene.cast.organisation("dd-3")
    scene.new_site("tram-x", organisation=office)
    scene.fire("bv-tinh")
    told = scene.incident
    scene.fire("tram-x", "power")
    inner = scene.incident
    for row in (told, inner):
        scene.do("note", row, "Trạm 7 mất nguồn AC")
        scene.do("note", row, "Đang xử lý", inside=False)
        scene.do("add_task", row, "Đo nguồn")
    scene.told_one, scene.inner = told, inner
    return scene


def people(scene, code):
    return [p for p in Person.objects.filter(organisation__code=code, is_active=True) if p.roles.exists()]


def seen(by, scene):
    with access.acting_as(by, scene.at):
        return set(Incident.objects.values_list("pk", flat=True))


def test_the_department_sees_what_it_is_told_and_nothing_else(full):
    for by in people(full, "so-khcn"):
        assert seen(by, full) == {full.told_one.pk}, by


def test_before_it_is_told_the_department_finds_no_row_in_any_way(full):
    number = full.inner.pk
    for by in people(full, "so-khcn"):
        with access.acting_as(by, full.at):
            assert ask("SELECT count(*) FROM incidents_incident WHERE id = %s", number) == [(0,)]
            assert ask("SELECT count(*) FROM incidents_note WHERE incident_id = %s", number) == [(0,)]
            assert ask("SELECT count(*) FROM incidents_affected WHERE incident_id = %s", number) == [(0,)]
            assert ask("UPDATE incidents_incident SET told_at = opened_at, told_why = 'x' WHERE id = %s", number) == 0
            assert not queries.visible_to(by, full.at).filter(pk=number).exists()


@pytest.mark.parametrize("table", INSIDE)
@pytest.mark.parametrize("code", ["so-khcn", "dd-2", "dd-3"])
def test_what_machines_said_and_what_is_to_do_is_seen_by_nobody_else(full, table, code):
    assert ask(COUNT.format(table)) != [(0,)]
    for by in people(full, code):
        with access.acting_as(by, full.at):
            for way in WAYS:
                assert ask(way.format(table, table)) == [(0,)], (by, way)
            assert [ask(write.format(table)) for write in WRITES] == [0, 0]


def test_the_department_forges_no_row_inside_an_enterprise(full):
    told = ("SELECT organisation_id, reality, id, opened_at FROM incidents_incident WHERE told_at IS NOT NULL",)
    with access.acting_as(full.khanh, full.at):
        ((organisation, reality, number, at),) = ask(*told)
        with pytest.raises(DatabaseError), transaction.atomic():
            ask(
                "INSERT INTO incidents_task (organisation_id, reality, incident_id, title, name, state, by_system,"
                " by_name, at) VALUES (%s, %s, %s, 'x', '', 'open', 'x', 'x', %s)",
                *(organisation, reality, number, at),
            )


def histories(topic, number):
    """Return what became of a row and what was changed in it, as whoever looks finds it."""
    return [model.objects.filter(topic=topic, row=number).count() for model in (Move, Edit)]


def test_what_became_of_an_incident_is_seen_by_who_sees_it(full):
    for row in (full.told_one, full.inner):
        full.do("override_priority", row, 3, "Chỉ mất một cổng")
        full.do("accept", row)
        assert histories("incident", row.pk) == [1, 1]
    for by in people(full, "so-khcn"):
        with access.acting_as(by, full.at):
            assert histories("incident", full.told_one.pk) == [1, 1]
            assert histories("incident", full.inner.pk) == [0, 0]
    full.until(31)
    with access.acting_as(full.binh, full.at):
        assert histories("incident", full.inner.pk) == [1, 1]


def test_what_became_of_a_task_stays_inside(full):
    task = Task.objects.filter(incident=full.told_one).get()
    with access.acting_as(full.lan, full.at):
        actions.finish_task(task, by=full.lan, at=full.at)
        assert histories("task", task.pk) == [1, 0]
    for code in ("so-khcn", "dd-2", "dd-3"):
        for by in people(full, code):
            with access.acting_as(by, full.at):
                assert histories("task", task.pk) == [0, 0]


def test_notes_that_stay_inside_are_seen_by_nobody_else(full):
    for code in ("so-khcn", "dd-3", "dd-2"):
        for by in people(full, code):
            with access.acting_as(by, full.at):
                assert not Note.objects.filter(inside=True).exists()
    with access.acting_as(full.khanh, full.at):
        assert [note.text for note in Note.objects.all()] == ["Đang xử lý"]


def test_other_enterprises_see_nothing(full):
    others = [office.code for office in full.cast.enterprises if office.code not in ("dd-1", "dd-3")]
    assert len(others) == 7
    for code in others:
        for by in people(full, code):
            assert seen(by, full) == set(), by


def test_the_sites_organisation_sees_its_own_from_the_first(full):
    for by in people(full, "dd-3"):
        assert seen(by, full) == {full.inner.pk}, by
        with access.acting_as(by, full.at):
            assert [note.text for note in Note.objects.all()] == ["Đang xử lý"]


def test_the_enterprise_sees_all_of_its_own(full):
    for by in people(full, "dd-1"):
        assert seen(by, full) == {full.told_one.pk, full.inner.pk}, by


def test_nobody_sees_nothing(full):
    with access.nobody():
        for table in (*INSIDE, "incidents_incident", "incidents_note", "incidents_affected", "incidents_disclosure"):
            assert ask(COUNT.format(table)) == [(0,)]


def test_after_the_threshold_the_department_sees_it(full):
    with access.acting_as_system():
        full.until(31)
    assert full.inner.pk in seen(full.binh, full)
    assert full.fresh(full.inner).told_why == "minutes"


def test_nobody_rewrites_the_timeline(full):
    with pytest.raises(DatabaseError), transaction.atomic():
        Note.objects.update(text="khác")
    with pytest.raises(DatabaseError), transaction.atomic():
        Note.objects.all().delete()


def test_what_is_disclosed_is_nothing_before_and_no_machines_word_after(full):
    assert queries.disclosed(full.fresh(full.inner)) == {}
    told = queries.disclosed(full.fresh(full.told_one))
    assert told["title"] == "Mất đường truyền: Bệnh viện đa khoa tỉnh Đông Xuyên"
    assert [note["text"] for note in told["notes"]] == ["Đang xử lý"]
    words = repr(told)
    for secret in ("MatKetNoi", "Trạm 7", "Đo nguồn", "Alertmanager NOC", full.lan.phone, full.alarms()[0].fingerprint):
        assert secret not in words


def test_what_is_disclosed_is_all_that_the_department_could_read_of_the_row(full):
    shown = set(queries.disclosed(full.fresh(full.told_one)))
    inner = {
        "id", "reality", "organisation", "site_organisation", "source", "ladder", "opened_at", "unreached_at", "at",
        "by_person", "by_credential", "by_system", "by_name", "accepted_by", "accepted_name", "accept_expires_at",
        "overridden_by", "warned_at", "closed_name", "folded_into", "due_at",
    }  # fmt: skip
    columns = {field.name for field in Incident._meta.get_fields() if getattr(field, "column", None)}
    assert columns - inner == shown - {"affected", "notes"} - {"organisation"} | set()


def test_silence_of_a_source_is_never_the_departments(scene):
    scene.connect(silent_after=5)
    scene.until(5)
    assert scene.incident.failure == "silent"
    scene.until(600)
    assert scene.incident.told_at is None
    assert seen(scene.khanh, scene) == set()
