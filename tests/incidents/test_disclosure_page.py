"""`Sở thấy gì`: the examples are what the department really sees, and what is agreed holds from then on."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from tests.cast import client_of
from tests.incidents.pages import errors_of, text_of
from tests.incidents.scene import MINUTE

from thongsuot.incidents import queries
from thongsuot.incidents.models import Disclosure, Incident

pytestmark = pytest.mark.django_db
TERMS = {"minutes": 45, "notice": 15, "causes": ["cable", "power"], "read": "on"}


def agree(pages, person, status=302, **other):
    return pages.post(person, "disclosure", status=status, **{**TERMS, **other})


def test_without_incidents_an_example_shows_every_field(pages, scene):
    page = text_of(pages.get(scene.hang, "disclosure"))
    assert "Chưa ai của doanh nghiệp đồng ý" in page
    shown = queries.plain_rows(queries.example(scene.enterprise, scene.at), queries.LABELS)
    assert len(shown) > 15
    for label, said in shown:
        assert f"{label} {said}" in page, label


def test_the_examples_are_the_own_last_incidents_as_they_are_disclosed(pages, scene):
    scene.fire("bv-nhi")
    scene.do("note", scene.incident, "Trạm 7 mất nguồn AC")
    scene.do("note", scene.incident, "Đang hàn cáp", inside=False)
    told = scene.incident
    scene.report(None)
    page = pages.get(scene.hang, "disclosure")
    for label, said in queries.plain_rows(queries.disclosed(told), queries.LABELS):
        assert f"{label} {said}" in text_of(page), label
    assert "Sở không thấy" in page
    for secret in ("MatKetNoi", "Trạm 7 mất nguồn AC", "Alertmanager NOC"):
        assert secret not in page


def test_every_field_that_leaves_has_a_name(scene):
    scene.fire("bv-nhi")
    assert set(queries.disclosed(scene.incident)) == {name for name, _label in queries.LABELS}


def test_what_the_page_shows_is_what_the_department_reads(pages, scene):
    scene.fire("bv-nhi")
    scene.do("note", scene.incident, "Đang hàn cáp", inside=False)
    theirs = text_of(pages.get(scene.binh, "incident", scene.incident.pk))
    told = {**queries.disclosed(scene.incident), "notes": [], "reasons": []}
    for label, said in queries.plain_rows(told, queries.LABELS):
        assert f"{label} {said}" in theirs, label


def test_what_is_agreed_holds_from_now_on(pages, scene):
    agree(pages, scene.hang)
    row = Disclosure.objects.get()
    assert (row.minutes, row.notice, row.causes, row.by_name) == (45, 15, ["cable", "power"], scene.hang.name)
    page = text_of(pages.get(scene.hang, "disclosure"))
    assert "Nguyễn Thị Hằng đã đồng ý lúc 09:00 03/02/2020" in page
    assert "kéo dài từ 45 phút" in page
    assert "Đứt cáp, Mất điện" in page or "Mất điện, Đứt cáp" in page
    assert scene.report(None, "cable").told_why == "cause"


@pytest.mark.parametrize(("other", "field"), [
    ({"minutes": 4}, "minutes"), ({"minutes": 1441}, "minutes"), ({"minutes": ""}, "minutes"),
    ({"minutes": "x"}, "minutes"),
    ({"notice": 9}, "notice"), ({"notice": 121}, "notice"), ({"notice": ""}, "notice"),
    ({"causes": ["khac"]}, "causes"),
    ({"causes": ["silent"]}, "causes"), ({"read": ""}, "read"),
])  # fmt: skip
def test_terms_beyond_what_is_right_are_refused_beside_their_field(pages, scene, other, field):
    answer = agree(pages, scene.hang, status=422, **other)
    assert field in errors_of(answer)
    assert not Disclosure.objects.exists()


def test_ten_minutes_before_is_the_least(pages, scene):
    agree(pages, scene.hang, notice=10)
    assert Disclosure.objects.get().notice == 10


@pytest.mark.parametrize("username", ["dd-1.trucban", "dd-1.kiemsoat"])
def test_others_of_the_enterprise_read_and_agree_to_nothing(pages, scene, username):
    person = scene.cast.person(username)
    page = pages.get(person, "disclosure")
    assert "Cán bộ đầu mối hoặc lãnh đạo của doanh nghiệp đồng ý tại đây." in page
    assert 'name="minutes"' not in page
    answer = agree(pages, person, status=422)
    assert "không có vai trò" in errors_of(answer)["__all__"][0]
    assert not Disclosure.objects.exists()


def test_the_department_reads_who_agreed_to_what(pages, scene):
    agree(pages, scene.hang)
    page = text_of(pages.get(scene.binh, "disclosure"))
    assert re.search(r"Di động Sao Mai 45 .*? 15 Nguyễn Thị Hằng", page)
    assert "Chưa kết nối" in page
    assert 'name="minutes"' not in pages.get(scene.binh, "disclosure")


def test_a_hospital_has_nothing_to_agree_to(pages):
    pages.get(pages.guest, "disclosure", status=403)


def test_agreed_twice_one_holds(pages, scene):
    for _press in range(2):
        agree(pages, scene.hang)
    assert Disclosure.objects.filter(valid_until=None).count() == 1


def test_another_companys_examples_are_its_own(pages, scene):
    scene.fire("bv-nhi")
    page = pages.get(pages.other, "disclosure")
    assert Incident.objects.get().get_absolute_url() not in page


def test_after_a_threshold_that_was_agreed_the_department_reads_it(pages, scene):
    agree(pages, scene.hang, causes=[])
    scene.report(None)
    scene.do("accept", scene.incident)
    scene.do("tell_expected", scene.incident, coming="Tổ 2", expected_at=scene.at + 90 * MINUTE)
    scene.until(44)
    assert client_of(scene.binh).get(scene.incident.get_absolute_url()).status_code == 404
    scene.until(46)
    assert client_of(scene.binh).get(scene.incident.get_absolute_url()).status_code == 200


def test_it_works_by_plain_form(pages, scene):
    page = pages.get(scene.hang, "disclosure")
    assert 'name="minutes" value="30"' in page
    assert f'href="{reverse("incidents:board")}"' in page
