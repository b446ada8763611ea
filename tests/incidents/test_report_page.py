"""An incident written down by hand: with its own time, once, and by those who may."""

from __future__ import annotations

import pytest
from tests.incidents.pages import errors_of, text_of
from tests.incidents.scene import MINUTE

from thongsuot.incidents.models import Incident

pytestmark = pytest.mark.django_db


def typed(scene, **other):
    told = {
        "organisation": scene.enterprise.pk, "failure": "line", "site": scene.site("bv-tinh").pk, "place": "",
        "starts_at": "2020-02-03T08:50", "words": "Bác sĩ trực gọi",
    }  # fmt: skip
    return {name: value for name, value in {**told, **other}.items() if value is not None}


def test_what_is_typed_is_an_incident_with_its_own_time(pages, scene):
    answer = pages.post(scene.lan, "report", **typed(scene))
    incident = scene.incident
    assert answer["Location"] == incident.get_absolute_url()
    assert (incident.origin, incident.starts_at, incident.late) == ("hand", scene.minute(-10), False)
    assert incident.site.code == "bv-tinh"
    assert [note.text for note in incident.notes.all()] == ["Bác sĩ trực gọi"]


def test_what_is_written_afterwards_is_marked(pages, scene):
    pages.post(scene.lan, "report", **typed(scene, starts_at="2020-02-03T06:00"))
    assert scene.incident.late
    assert "Ghi sau" in text_of(pages.get(scene.lan, "incident", scene.incident.pk))
    assert "Ghi sau" in text_of(pages.get(scene.lan, "board"))


def test_elsewhere_a_place_in_words_does(pages, scene):
    pages.post(scene.lan, "report", **typed(scene, site="", place="Ngã ba Hòa Bình"))
    assert (scene.incident.title, scene.incident.priority) == ("Mất đường truyền: Ngã ba Hòa Bình", 3)


@pytest.mark.parametrize(("other", "field", "said"), [
    ({"site": "", "place": ""}, "place", "chọn đơn vị ưu tiên hoặc ghi địa điểm"),
    ({"site": "", "place": "   "}, "place", "chọn đơn vị ưu tiên hoặc ghi địa điểm"),
    ({"starts_at": "2020-02-03T09:01"}, "starts_at", "chưa đến"),
    ({"starts_at": ""}, "starts_at", ""), ({"starts_at": "hôm qua"}, "starts_at", ""),
    ({"starts_at": "9999-99-99T99:99"}, "starts_at", ""),
    ({"failure": "silent"}, "failure", ""), ({"failure": "x"}, "failure", ""), ({"failure": None}, "failure", ""),
    ({"site": "999999"}, "site", ""), ({"organisation": "999999"}, "organisation", ""),
    ({"organisation": ""}, "organisation", ""), ({"place": "x" * 201}, "place", ""),
    ({"words": "x" * 2001}, "words", ""), ({"words": "a\x07b"}, "words", "ký tự điều khiển"),
    ({"site": "", "place": "đảo\u202enguoc"}, "place", "ký tự điều khiển"), ({"words": "a\x00b"}, "words", ""),
])  # fmt: skip
def test_what_cannot_be_is_shown_beside_its_field_and_nothing_is_kept(pages, scene, other, field, said):
    answer = pages.post(scene.lan, "report", status=422, **typed(scene, **other))
    errors = errors_of(answer)
    assert field in errors
    assert said in " ".join(errors[field])
    assert "error-summary" in answer.content.decode()
    assert not Incident.objects.exists()


def test_what_was_typed_stays_on_the_page(pages, scene):
    answer = pages.post(scene.lan, "report", status=422, **typed(scene, starts_at="2020-02-03T10:00"))
    page = answer.content.decode()
    assert "Bác sĩ trực gọi" in page
    assert 'value="2020-02-03T10:00"' in page


def test_pressed_twice_it_is_one(pages, scene):
    for place in ("", "Ngã ba Hòa Bình"):
        fields = typed(scene, place=place, **({"site": ""} if place else {}))
        answers = [pages.post(scene.lan, "report", **fields) for _press in range(2)]
        assert answers[0]["Location"] == answers[1]["Location"]
    assert Incident.objects.count() == 2
    assert [incident.notes.count() for incident in scene.incidents] == [1, 1]


def test_another_matter_at_the_same_place_is_another(pages, scene):
    fields = typed(scene, site="", place="Ngã ba Hòa Bình")
    pages.post(scene.lan, "report", **fields)
    pages.post(scene.lan, "report", **{**fields, "words": "Người dân khác gọi"})
    assert Incident.objects.count() == 2


def test_told_again_later_it_joins_what_stands(pages, scene):
    pages.post(scene.lan, "report", **typed(scene))
    scene.at += 2 * MINUTE
    pages.post(scene.lan, "report", **typed(scene, words="Gọi lại lần nữa", starts_at="2020-02-03T08:40"))
    assert Incident.objects.count() == 1
    assert scene.incident.starts_at == scene.minute(-20)
    assert "Gọi lại lần nữa" in scene.notes()


def test_the_department_writes_down_for_an_enterprise_and_sees_it(pages, scene):
    pages.post(scene.an, "report", **typed(scene, site="", place="Đèo Mây"))
    incident = scene.incident
    assert (incident.organisation, incident.told_why) == (scene.enterprise, "own")
    assert "Đèo Mây" in pages.get(scene.an, "incident", incident.pk)


def test_an_enterprise_writes_down_for_nobody_else(pages, scene):
    other = scene.cast.organisation("dd-2").pk
    answer = pages.post(scene.lan, "report", status=422, **typed(scene, organisation=other))
    assert "organisation" in errors_of(answer)


@pytest.mark.parametrize("username", ["dd-1.kiemsoat", "so.vanthu", "so.quantri", "so.thanhtra", "bv-nhi.cntt"])
def test_others_write_nothing_down(pages, scene, username):
    person = scene.cast.person(username)
    pages.get(person, "report", status=403)
    pages.post(person, "report", status=403, **typed(scene))
    assert not Incident.objects.exists()


def test_the_form_begins_with_now_and_the_own_enterprise(pages, scene):
    page = pages.get(scene.lan, "report")
    assert 'value="2020-02-03T09:00"' in page
    assert f'<option value="{scene.enterprise.pk}" selected>' in page
