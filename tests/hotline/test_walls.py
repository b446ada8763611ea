"""Who called, from which number and about what is nobody's business but the hotline's."""

from __future__ import annotations

import pytest
from django.db import connection

from thongsuot.duty import queries as duty
from thongsuot.hotline import queries
from thongsuot.hotline.models import HotlineCall
from thongsuot.ledger.models import Edit, Move
from thongsuot.organisations import access
from thongsuot.organisations.models import Person

pytestmark = pytest.mark.django_db
WAYS = (
    "SELECT count(*) FROM hotline_hotlinecall",
    "SELECT count(*) FROM organisations_organisation AS o JOIN hotline_hotlinecall AS c ON c.organisation_id = o.id",
    "SELECT coalesce(sum(length(c::text)), 0) FROM hotline_hotlinecall AS c",
    "SELECT count(*) FROM hotline_hotlinecall WHERE number <> ''",
    "SELECT count(*) FROM (TABLE hotline_hotlinecall UNION ALL TABLE hotline_hotlinecall) AS whole",
    "SELECT count(*) FROM organisations_organisation AS o WHERE EXISTS"
    " (SELECT FROM hotline_hotlinecall AS c WHERE c.organisation_id = o.id)",
)


def ask(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0] if cursor.description else cursor.rowcount


def people(code):
    return [p for p in Person.objects.filter(organisation__code=code, is_active=True) if p.roles.exists()]


@pytest.mark.parametrize("code", ["so-khcn", "dd-2", "bc-1"])
@pytest.mark.parametrize("way", WAYS)
def test_nobody_else_finds_a_call_in_any_way(desk, code, way):
    desk.ring()
    assert ask(way) > 0
    for by in people(code):
        with access.acting_as(by, desk.at):
            assert ask(way) == 0, by


def test_what_was_mended_in_a_call_stays_with_the_hotline(desk):
    row = desk.ring()
    desk.do("correct", row, desk.told(what="Mất sóng cả khu"))
    desk.do("void", row, "Gọi nhầm")
    rows = Edit.objects.filter(topic="hotlinecall", row=row.pk)
    assert rows.exists()
    assert Move.objects.filter(topic="hotlinecall", row=row.pk).exists()
    for code in ("so-khcn", "dd-2"):
        for by in people(code):
            with access.acting_as(by, desk.at):
                assert not rows.exists()
                assert not Move.objects.filter(topic="hotlinecall", row=row.pk).exists()


def test_the_department_does_not_read_what_its_enterprises_are_told(desk):
    row = desk.ring()
    for by in people("so-khcn"):
        with access.acting_as(by, desk.at):
            assert not queries.visible_to(by, desk.at).exists()
            assert not HotlineCall.objects.filter(pk=row.pk).exists()


def test_nor_does_an_enterprise_read_what_the_department_wrote_of_its_call(department):
    department.ring(caller_organisation=department.cast.organisation("dd-1"))
    for by in people("dd-1"):
        with access.acting_as(by, department.at):
            assert ask(WAYS[0]) == 0


@pytest.mark.parametrize("write", ["UPDATE hotline_hotlinecall SET what = 'x'", "DELETE FROM hotline_hotlinecall"])
def test_nobody_else_changes_one(desk, write):
    desk.ring()
    with access.acting_as(desk.stranger, desk.at):
        assert ask(write) == 0


def test_nobody_sees_nothing(desk):
    desk.ring()
    with access.nobody():
        assert ask(WAYS[0]) == 0


def test_at_home_only_those_read_who_have_something_to_do_there(desk):
    desk.ring()
    readers = {p.username for p in people("dd-1") if _reads(p, desk)}
    assert {"dd-1.trucban", "dd-1.lanhdao", "dd-1.daumoi"} <= readers
    assert "dd-1.kiemsoat" not in readers


def _reads(person, desk):
    with access.acting_as(person, desk.at):
        return queries.visible_to(person, desk.at).exists()


class Shift:
    """A shift at some organisation."""

    def __init__(self, organisation):
        self.organisation_id = organisation.pk


def test_whoever_stands_in_a_shift_answers_without_a_role(desk, monkeypatch):
    stand_in = desk.cast.person("dd-1.kiemsoat")
    monkeypatch.setattr(duty, "shift_of", lambda person, at: Shift(desk.office) if person == stand_in else None)
    row = desk.ring(by=stand_in)
    assert queries.answers_here(stand_in, desk.at)
    assert queries.visible_to(stand_in, desk.at).get() == row
    assert not queries.answers_here(desk.cast.person("dd-2.kiemsoat"), desk.at)
