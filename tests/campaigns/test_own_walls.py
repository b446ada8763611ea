"""Subscribers' numbers stay with their operator: the database keeps them from whoever does not work there."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from tests.campaigns import gated
from tests.worlds import world

from thongsuot.campaigns import queries
from thongsuot.campaigns.gateway.book import private
from thongsuot.campaigns.models import Batch, Block, Numbers, ReceiptLot, Result, Share, StrayLot, TestPhone
from thongsuot.engines.smpp import Standing
from thongsuot.organisations import access, actions
from thongsuot.organisations.models import Person, Role

pytestmark = pytest.mark.django_db
MODELS = (Numbers, Block, Result, ReceiptLot, StrayLot, TestPhone)
TABLES = [model._meta.db_table for model in MODELS]
WAYS = (
    "SELECT count(*) FROM {}",
    "SELECT count(*) FROM campaigns_share AS share JOIN {} AS told ON told.organisation_id = share.organisation_id",
    "SELECT count(*) FROM campaigns_share AS share WHERE EXISTS (SELECT FROM {} AS t WHERE t.organisation_id"
    " = share.organisation_id)",
    "SELECT coalesce(sum(length(told::text)), 0) FROM {} AS told",
    "SELECT count(*) FROM (TABLE {} UNION ALL TABLE {}) AS whole",
    "SELECT count(*) FROM organisations_organisation AS o, LATERAL (SELECT FROM {} AS t WHERE t.organisation_id = o.id"
    " LIMIT 1) AS one",
)


def ask(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else cursor.rowcount


@world
def share(running):
    """Return a share of which every table that tells single recipients apart holds a row."""
    share = gated.sending(running)
    batch = gated.batches(share, 1)[0]
    place = {"organisation": share.organisation, "reality": share.reality}
    told = {"start": 0, "count": 1, "parts": 1, "width": 1, "states": bytes([Standing.ACCEPTED]), "ids": b"7"}
    Result.objects.create(share=share, batch=batch, **told, **place)
    ReceiptLot.objects.create(share=share, batch=batch, rows=b"\0\0\0\0\2", **place)
    StrayLot.objects.create(width=1, rows=b"7\2", **place)
    assert all(model.objects.filter(organisation=share.organisation).exists() for model in MODELS)
    return share


def department(cast):
    return Person.objects.filter(organisation=cast.department, is_active=True)


def test_nobody_of_the_department_reads_a_row_in_any_way(running, share):
    people = [person for person in department(running.cast) if person.roles.exists()]
    assert len(people) > 2
    for person in people:
        with access.acting_as(person, running.at):
            assert Share.objects.filter(pk=share.pk).exists()
            assert Batch.objects.filter(share=share).exists()  # counts are for whoever sees the share
            for table in TABLES:
                for way in WAYS:
                    assert ask(way.format(table, table)) in ([(0,)], []), (person, table, way)


def test_pages_are_opened_with_the_sight_of_their_reader(running, share):
    readers = {running.binh: False, running.person("dd-1", "daumoi"): True, running.person("dd-2", "daumoi"): False}
    for person, reads in readers.items():
        with access.nobody():
            access.name_person(person_id=person.pk)
            access.open_for(person, running.at)
            assert {model.objects.exists() for model in MODELS} == {reads}, person
            assert queries.sent_of(share).count == (0 if person.organisation.code == "dd-2" else 50_000)


def test_another_operator_reads_nothing_and_the_operator_reads_its_own(running, share):
    gated.numbers(running, running.share(running.approved("dd-2", number="99/UBND"), "dd-2"), 1_000)
    owners = {}
    for code in ("dd-1", "dd-2", "bc-1"):
        with access.acting_as(running.person(code, "daumoi"), running.at):
            owners[code] = {code for model in MODELS for (code,) in model.objects.values_list("organisation__code")}
            assert bool(ask("SELECT 1 FROM campaigns_block WHERE recipients IS NOT NULL LIMIT 1")) == (code != "bc-1")
    assert owners == {"dd-1": {"dd-1"}, "dd-2": {"dd-2"}, "bc-1": set()}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE campaigns_block SET recipients = NULL",
        "UPDATE campaigns_numbers SET purged_at = now()",
        "UPDATE campaigns_testphone SET number = '0900000000'",
        "DELETE FROM campaigns_straylot",
        "DELETE FROM campaigns_numbers",
        "DELETE FROM campaigns_block WHERE recipients IS NOT NULL RETURNING recipients",
    ],
)
def test_the_department_changes_and_deletes_nothing(running, share, change):
    with access.acting_as(running.binh, running.at):
        assert not ask(change)
    assert all(model.objects.exists() for model in MODELS)


def test_the_department_enters_nothing_for_an_operator(running, share):
    entered = "INSERT INTO campaigns_straylot (organisation_id, reality, width, rows) VALUES (%s, 'live', 1, '')"
    refused = pytest.raises(DatabaseError, match="row-level security")
    with access.acting_as(running.binh, running.at), refused, transaction.atomic():
        ask(entered, share.organisation_id)


def test_no_step_of_the_department_opens_the_numbers(running, share):
    """Reaching beyond one's sight, and acting for somebody, open the outer wall alone."""
    with access.acting_as(running.binh, running.at):
        for opened in (
            access.reaching(share.organisation_id),
            access.acting_for(share.organisation_id),
            access.acting_for(running.cast.department, share.organisation),
        ):
            with opened:
                assert Share.objects.filter(pk=share.pk).exists()
                assert {model.objects.exists() for model in MODELS} == {False}
    access.open_to(share.organisation_id)  # somebody with a link and no account
    assert {model.objects.exists() for model in MODELS} == {False}


def test_sight_is_put_back_as_it_was(running, share):
    operator = running.person("dd-1", "daumoi")
    with access.acting_as(operator, running.at):
        with access.reaching(running.cast.department), access.acting_for(running.cast.department):
            assert not Numbers.objects.exists()
            with access.acting_as_system():
                assert Numbers.objects.exists()
            assert not Numbers.objects.exists()
        assert Numbers.objects.exists()
        with pytest.raises(DatabaseError), access.reaching(running.cast.department):
            ask("SELECT 1 / 0")
    assert Numbers.objects.exists()


def test_a_role_at_the_operator_opens_its_numbers_for_as_long_as_it_is_held(running, share):
    binh = running.binh
    role = actions.grant(binh, Role.Name.CONTACT, organisation=share.organisation, by=running.khanh, at=running.at)
    with access.acting_as(binh, running.at):
        assert Numbers.objects.exists()
    actions.end_role(role, at=running.at)
    with access.acting_as(binh, running.at):
        assert not Numbers.objects.exists()


def test_whoever_sets_the_sight_alone_sees_no_numbers(running, share):
    with access.nobody():
        ask("SELECT set_config('app.organisations', %s, true)", str(share.organisation_id))
        assert Share.objects.filter(pk=share.pk).exists()
        assert {model.objects.exists() for model in MODELS} == {False}


def test_a_gateway_sees_its_own_operator_alone(running, share):
    with private(share.organisation_id) as own, private(running.cast.organisation("dd-2").pk) as other:
        asked = "SELECT current_setting('app.own'), current_setting('app.organisations')"
        assert own.execute(asked).fetchone() == (str(share.organisation_id),) * 2
        assert other.execute(asked).fetchone() == (str(running.cast.organisation("dd-2").pk),) * 2
    with private(None) as stranger:
        assert stranger.execute("SELECT current_setting('app.own')").fetchone() == ("",)
