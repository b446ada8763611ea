"""A hospital's IT lead on a telephone: two taps to report, one to confirm, and the number to call."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import client_of
from tests.incidents.pages import errors_of, text_of
from tests.incidents.scene import MINUTE
from tests.worlds import world

from thongsuot.incidents.models import Incident
from thongsuot.organisations.models import Site

pytestmark = pytest.mark.django_db


@world
def site(scene):
    """Return the children's hospital."""
    return scene.site("bv-nhi")


def test_the_only_site_is_opened_at_once(pages, site):
    answer = client_of(pages.guest).get(reverse("incidents:sites"))
    assert answer["Location"] == reverse("incidents:site", args=[site.pk])


def test_who_has_several_sees_them_with_what_stands(pages, scene, site):
    scene.new_site("bv-nhi-2", organisation=site.organisation)
    scene.report("bv-nhi")
    page = text_of(pages.get(pages.guest, "sites"))
    assert "Bệnh viện Nhi tỉnh Đông Xuyên Mất đường truyền: Bệnh viện Nhi tỉnh Đông Xuyên Có sự cố" in page
    assert "Đơn vị bv-nhi-2 Không có sự cố" in page


def test_the_department_lists_its_own_sites_and_an_enterprise_has_none(pages, scene, site):
    page = pages.get(scene.an, "sites")
    assert "Bệnh viện đa khoa tỉnh Đông Xuyên" in page
    assert "Bệnh viện Nhi" not in page
    assert "Chưa có địa điểm nào" in pages.get(scene.lan, "sites")


def test_who_mends_is_named_with_the_duty_line_and_no_private_number(pages, scene, site):
    page = pages.get(pages.guest, "site", site.pk)
    assert scene.enterprise.short_name in page
    assert f'href="tel:{scene.enterprise.phone.replace(" ", "")}"' in page
    for person in scene.enterprise.people.all():
        assert person.phone not in page


def test_whoever_has_mended_here_before_comes_first_and_is_chosen(pages, scene, site):
    page = pages.get(pages.guest, "site", site.pk)
    assert not re.search(r'name="organisation"[^>]*checked', page)
    scene.report("bv-nhi")
    scene.do("confirm", scene.incident, by=pages.guest)
    page = pages.get(pages.guest, "site", site.pk)
    chosen = re.search(r'value="(\d+)"[^>]*checked', page)
    assert chosen
    assert int(chosen[1]) == scene.enterprise.pk
    assert text_of(page).index("Ai sửa đường truyền Di động Sao Mai") > 0


def test_two_taps_report_a_failure(pages, scene, site):
    answer = pages.post(pages.guest, "site", site.pk, organisation=scene.enterprise.pk, failure="line")
    assert answer["Location"] == reverse("incidents:site", args=[site.pk])
    incident = scene.incident
    assert (incident.origin, incident.site, incident.priority, incident.told_why) == ("site", site, 1, "priority")
    assert scene.asked() == [(scene.lan.name, "sent")]
    page = text_of(pages.get(pages.guest, "site", site.pk))
    assert "Mất đường truyền: Bệnh viện Nhi tỉnh Đông Xuyên Chưa tiếp nhận" in page


@pytest.mark.parametrize(("other", "field"), [
    ({"failure": ""}, "failure"), ({"failure": "silent"}, "failure"), ({"failure": "cable"}, "failure"),
    ({"organisation": ""}, "organisation"), ({"organisation": "999999"}, "organisation"),
    ({"words": "x" * 501}, "words"),
    ({"organisation": "bc"}, "organisation"), ({"words": "\x1b[2J"}, "words"),
])  # fmt: skip
def test_what_is_missing_is_said_and_nothing_is_reported(pages, scene, site, other, field):
    told = {"organisation": scene.enterprise.pk, "failure": "line", "words": "", **other}
    answer = pages.post(pages.guest, "site", site.pk, status=422, **told)
    assert field in errors_of(answer)
    assert not Incident.objects.exists()


def test_a_postal_enterprise_mends_no_lines(pages, scene, site):
    answer = pages.post(
        pages.guest, "site", site.pk, status=422, organisation=scene.cast.organisation("bc-1").pk, failure="line"
    )
    assert "organisation" in errors_of(answer)


def test_reported_twice_it_is_one_and_called_once(pages, scene, site):
    for _press in range(2):
        pages.post(pages.guest, "site", site.pk, organisation=scene.enterprise.pk, failure="line", words="Mất mạng")
    assert len(scene.incidents) == 1
    assert len(scene.ladders()) == 1
    assert scene.notes().count("Mất mạng") == 1


def test_confirmed_by_one_tap_it_is_over(pages, scene, site):
    scene.report("bv-nhi")
    scene.do("mend", scene.incident)
    scene.at += 5 * MINUTE
    answer = pages.step(pages.guest, scene.incident, "da-thong", **{"tai-diem": "1"})
    assert answer["Location"] == reverse("incidents:site", args=[site.pk])
    assert (scene.incident.state, scene.incident.closing) == ("closed", "site")
    assert "Không có sự cố nào đang xử lý tại đây" in pages.get(pages.guest, "site", site.pk)


def test_denied_by_one_tap_it_is_open_again(pages, scene, site):
    scene.report("bv-nhi")
    assert "Chưa thông" not in text_of(pages.get(pages.guest, "site", site.pk))
    scene.do("mend", scene.incident)
    page = pages.get(pages.guest, "site", site.pk)
    reason = re.search(r'name="reason" value="([^"]+)"', page)
    assert reason
    answer = pages.step(pages.guest, scene.incident, "chua-thong", reason=reason[1], **{"tai-diem": "1"})
    assert answer["Location"] == reverse("incidents:site", args=[site.pk])
    assert scene.incident.state == "open"


def test_what_is_over_by_then_is_said_on_the_sites_own_page(pages, scene, site):
    scene.fire("bv-nhi")
    incident = scene.incident
    scene.at += 5 * MINUTE
    scene.over("bv-nhi")
    said, _page = pages.told(pages.guest, "incident-step", incident.pk, "da-thong", **{"tai-diem": "1"})
    assert "Trạng thái hiện tại không cho phép" in said


def test_who_comes_and_until_when_is_on_the_page(pages, scene, site):
    scene.report("bv-nhi")
    scene.do("accept", scene.incident)
    scene.do("tell_expected", scene.incident, coming="Tổ 2", expected_at=scene.at + 40 * MINUTE)
    page = text_of(pages.get(pages.guest, "site", site.pk))
    assert "Hồ Thị Lan đã tiếp nhận. Đến xử lý: Tổ 2. Dự kiến xong 09:40 03/02/2020." in page


@pytest.mark.parametrize("who", ["lan", "binh", "an", "other"])
def test_nobody_else_opens_or_reports_for_a_hospital(pages, scene, site, who):
    person = getattr(scene, who, None) or pages.other
    pages.get(person, "site", site.pk, status=404)
    told = {"organisation": scene.enterprise.pk, "failure": "line"}
    pages.post(person, "site", site.pk, status=404, **told)
    assert not Incident.objects.exists()


def test_whoever_works_at_the_site_without_a_role_reads_alone(pages, scene, site):
    pages.guest.roles.update(name="auditor")
    scene.report("bv-nhi")
    page = pages.get(pages.guest, "site", site.pk)
    main = page[page.index("<main") :]
    assert 'method="post"' not in main


def test_a_site_that_is_no_more_is_not_found(pages, scene, site):
    Site.objects.filter(pk=site.pk).update(valid_until=scene.at)
    pages.get(pages.guest, "site", site.pk, status=404)


def test_questions_do_not_grow_with_what_stands(pages, scene, site):
    client, url = client_of(pages.guest), reverse("incidents:site", args=[site.pk])

    def asked():
        with CaptureQueriesContext(connection) as caught:
            assert client.get(url).status_code == 200
        return len(caught)

    scene.report("bv-nhi")
    few = asked()
    for failure in ("power", "device", "service", "quality"):
        scene.report("bv-nhi", failure)
    assert asked() == few


def test_the_page_looks_again_by_itself(pages, site):
    page = pages.get(pages.guest, "site", site.pk)
    assert 'hx-trigger="every 30s"' in page
    assert 'hx-select="#standing"' in page
