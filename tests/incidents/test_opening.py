"""An incident becomes known by hand: who may report, what joins what stands, and what is said about late entries."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.incidents.scene import MINUTE

from thongsuot.incidents import actions, queries
from thongsuot.incidents.models import Incident
from thongsuot.organisations import access
from thongsuot.organisations.access import NotAllowed

pytestmark = pytest.mark.django_db


def report(scene, by, site="bv-tinh", **more):
    """Report with the sight of the person alone."""
    with access.acting_as(by, scene.at):
        return scene.report(site, by=by, **more)


@pytest.mark.parametrize("who", ["lan", "hang", "long", "binh", "khanh", "an"])
def test_the_enterprise_and_the_department_may_report(scene, who):
    incident = report(scene, getattr(scene, who))
    assert (incident.state, incident.by_name) == ("open", getattr(scene, who).name)
    assert len(scene.ladders(incident)) == 1


@pytest.mark.parametrize("who", ["dd-2.trucban", "dd-1.kiemsoat", "so.thanhtra"])
def test_others_may_not(scene, who):
    with pytest.raises(NotAllowed):
        report(scene, scene.cast.person(who))
    assert scene.incidents == []


def test_one_stands_for_a_failure_at_a_site(scene):
    first = report(scene, scene.lan)
    scene.at += MINUTE
    second = report(scene, scene.binh, words="Bệnh viện gọi lên Sở")
    assert first.pk == second.pk
    assert "Bệnh viện gọi lên Sở" in scene.notes()


def test_the_database_refuses_a_second_one(scene):
    report(scene, scene.lan)
    copy = scene.incident
    copy.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)


def test_an_earlier_begin_told_later_moves_the_clock(scene):
    report(scene, scene.lan)
    target = scene.incident.target_at
    report(scene, scene.lan, starts=scene.at - 20 * MINUTE)
    assert scene.incident.target_at == target - 20 * MINUTE


def test_what_lies_ahead_is_refused(scene):
    with pytest.raises(actions.NotYet):
        report(scene, scene.lan, starts=scene.at + MINUTE)


@pytest.mark.parametrize(("minutes", "late"), [(0, False), (15, False), (16, True)])
def test_what_is_entered_long_after_says_so(scene, minutes, late):
    incident = report(scene, scene.lan, starts=scene.at - minutes * MINUTE)
    assert incident.late is late


def test_what_a_machine_tells_is_never_called_late(scene):
    scene.deliver(scene.told("bv-tinh", starts=scene.at - 60 * MINUTE))
    assert not scene.incident.late


@pytest.mark.parametrize("origin", ["hotline", "site", "sms", "hand", "probe"])
def test_every_way_of_knowing_calls_the_same_people(scene, origin):
    report(scene, scene.lan, origin=origin)
    assert scene.asked() == [(scene.lan.name, "sent")]


def test_what_the_department_reports_it_sees(scene):
    incident = report(scene, scene.binh, site=None)
    assert (incident.told_at, incident.told_why) == (scene.at, "own")


def test_what_the_department_reports_of_what_it_was_not_told_joins_it_and_shows_it(scene):
    office = scene.cast.organisation("dd-3")
    scene.new_site("tram-x", organisation=office)
    first = report(scene, scene.lan, site="tram-x")
    assert first.told_at is None
    second = report(scene, scene.binh, site="tram-x")
    assert (second.pk, second.told_why) == (first.pk, "own")


def test_the_sites_people_report_in_their_own_name(scene):
    office = scene.cast.organisation("dd-3")
    scene.new_site("tram-x", "health", organisation=office)
    by = scene.cast.person("dd-3.daumoi")
    incident = report(scene, by, site="tram-x", origin="site")
    with access.acting_as(by, scene.at):
        assert queries.visible_to(by, scene.at).get().pk == incident.pk


def test_a_place_in_words_stands_where_there_is_no_site(scene):
    incident = report(scene, scene.lan, site=None, failure="cable")
    assert (incident.title, incident.priority) == ("Đứt cáp: Ngã ba Hòa Bình", 3)
    assert report(scene, scene.lan, site=None, failure="cable").pk != incident.pk


def test_another_enterprises_incident_at_the_same_site_is_another(scene):
    report(scene, scene.lan)
    other = scene.cast.organisation("dd-2")
    failed = actions.Failed("line", "hotline", scene.at, scene.site())
    actions.open_incident(failed, organisation=other, by=scene.cast.person("dd-2.trucban"), at=scene.at)
    assert Incident.objects.count() == 2
