"""A call tells of a failure: an incident opens, or the call joins one that stands."""

from __future__ import annotations

import pytest
from tests.hotline.desk import MINUTE

from thongsuot.hotline import actions, queries
from thongsuot.incidents import queries as incidents
from thongsuot.incidents.models import Note
from thongsuot.ledger.queries import edits_of
from thongsuot.organisations.access import NotAllowed

pytestmark = pytest.mark.django_db


def test_a_call_opens_an_incident_that_began_when_it_rang(desk):
    row = desk.ring(site=desk.site())
    desk.at += 2 * MINUTE
    row = desk.do("open_incident", row, "line", carrier=desk.office)
    [incident] = desk.incidents
    assert (incident.origin, incident.site, incident.priority) == ("hotline", desk.site(), 1)
    assert (incident.starts_at, incident.opened_at) == (desk.minute(0), desk.minute(2))
    assert row.incident == incident


def test_whoever_waited_has_thereby_been_answered(desk):
    row = desk.do("open_incident", desk.ring(site=desk.site()), "line", carrier=desk.office)
    assert row.state == "answered"
    assert row.answer.startswith("Đã mở sự cố: Mất đường truyền")
    assert desk.until(600).ladders(row) == []


def test_whoever_was_promised_a_call_is_still_to_be_called(desk):
    row = desk.do("promise", desk.ring(site=desk.site()), desk.minute(60))
    row = desk.do("open_incident", row, "line", carrier=desk.office)
    assert row.state == "call_back"
    assert row.incident is not None


def test_a_second_call_about_the_same_joins_what_stands(desk):
    first = desk.do("open_incident", desk.ring(site=desk.site()), "line", carrier=desk.office)
    desk.at += MINUTE
    second = desk.do("open_incident", desk.ring(site=desk.site(), what="Vẫn mất"), "line", carrier=desk.office)
    assert first.incident == second.incident
    assert "Vẫn mất" in [note.text for note in Note.objects.filter(incident=first.incident)]


def test_the_caller_stays_with_the_hotline(desk):
    row = desk.do("open_incident", desk.ring(site=desk.site()), "line", carrier=desk.office)
    words = " ".join([row.incident.title, *(note.text for note in Note.objects.all())])
    assert row.caller not in words
    assert row.phone not in words


def test_a_place_in_words_is_enough_but_nowhere_is_not(desk):
    row = desk.do("open_incident", desk.ring(place="Ngã ba Hòa Bình"), "cable", carrier=desk.office)
    assert row.incident.place == "Ngã ba Hòa Bình"
    with pytest.raises(actions.Unsuitable) as refusal:
        desk.do("open_incident", desk.ring(), "cable", carrier=desk.office)
    assert refusal.value.field == "place"


@pytest.mark.parametrize("failure", ["silent", "nothing", ""])
def test_only_what_a_person_can_tell_has_failed(desk, failure):
    with pytest.raises(actions.Unsuitable):
        desk.do("open_incident", desk.ring(place="Chợ"), failure, carrier=desk.office)
    assert desk.incidents == []
    assert desk.call.state == "waiting"


def test_the_department_opens_it_at_the_enterprise_that_mends(department):
    carrier = department.cast.organisation("dd-1")
    row = department.do("open_incident", department.ring(site=department.site()), "line", carrier=carrier)
    assert row.incident.organisation == carrier
    assert incidents.visible_to(department.lan, department.at).filter(pk=row.incident_id).exists()


def test_an_enterprise_opens_none_at_its_competitor(desk):
    row = desk.ring(place="Chợ")
    with pytest.raises(NotAllowed):
        desk.do("open_incident", row, "cable", carrier=desk.cast.organisation("dd-2"))
    assert desk.call.incident is None


def test_a_call_joins_a_standing_incident_by_hand(desk):
    standing = desk.do("open_incident", desk.ring(site=desk.site()), "line", carrier=desk.office).incident
    desk.at += MINUTE
    row = desk.ring(what="Bệnh nhân không gọi được")
    assert standing in queries.incidents_to_link(desk.lan, row, desk.at)
    row = desk.do("link_incident", row, standing)
    assert (row.incident, row.state) == (standing, "answered")
    assert "Bệnh nhân không gọi được" in [note.text for note in Note.objects.filter(incident=standing)]
    assert edits_of(row).last().after == {"incident": str(standing)}


def test_the_incident_at_the_same_site_is_named_first(desk):
    desk.do("open_incident", desk.ring(place="Chợ"), "cable", carrier=desk.office)
    near = desk.do("open_incident", desk.ring(site=desk.site()), "line", carrier=desk.office).incident
    desk.do("open_incident", desk.ring(site=desk.site("cong-tinh")), "service", carrier=desk.office)
    assert queries.incidents_to_link(desk.lan, desk.ring(site=desk.site()), desk.at)[0] == near


def test_what_is_over_is_joined_by_nothing(desk):
    standing = desk.do("open_incident", desk.ring(site=desk.site()), "line", carrier=desk.office).incident
    type(standing).objects.filter(pk=standing.pk).update(state="void")
    with pytest.raises(actions.Unsuitable, match="không còn mở"):
        desk.do("link_incident", desk.ring(), standing)
