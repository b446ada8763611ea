"""The department lays down how soon each class must be mended; the page says what holds and on which ground."""

from __future__ import annotations

import pytest
from tests.incidents.pages import errors_of, text_of
from tests.incidents.scene import MINUTE

from thongsuot.incidents.models import Target

pytestmark = pytest.mark.django_db
TOLD = {"kind": "health", "priority": 1, "minutes": 45, "ground": "98/UBND-KGVX"}


def test_what_holds_is_shown_for_every_class(pages, scene):
    page = text_of(pages.get(scene.binh, "targets"))
    assert "Cơ sở y tế Ưu tiên 1 120 mặc định" in page
    assert "Khác Ưu tiên 3 – mặc định" in page


def test_what_is_laid_down_counts_for_what_opens_from_now_on(pages, scene):
    scene.report("bv-tinh")
    pages.post(scene.binh, "targets", **TOLD)
    page = text_of(pages.get(scene.binh, "targets"))
    assert "Cơ sở y tế Ưu tiên 1 45 98/UBND-KGVX Lê Thanh Bình, 09:00 03/02/2020" in page
    assert scene.incident.target_at == scene.minute(120)
    scene.report("bv-nhi")
    assert scene.incident.target_at == scene.minute(45)
    assert "98/UBND-KGVX" in pages.get(scene.lan, "incident", scene.incident.pk)


def test_the_newest_holds(pages, scene):
    pages.post(scene.binh, "targets", **TOLD)
    scene.at += MINUTE
    pages.post(scene.khanh, "targets", **{**TOLD, "minutes": 60})
    assert Target.objects.filter(valid_until=None).get().minutes == 60


@pytest.mark.parametrize(("other", "field"), [
    ({"kind": ""}, "kind"), ({"kind": "khac"}, "kind"), ({"priority": 0}, "priority"), ({"priority": 4}, "priority"),
    ({"minutes": 0}, "minutes"), ({"minutes": 10_081}, "minutes"), ({"minutes": "x"}, "minutes"),
    ({"ground": "x" * 201}, "ground"), ({"ground": "\x00"}, "ground"),
])  # fmt: skip
def test_mistakes_stand_beside_their_field(pages, scene, other, field):
    answer = pages.post(scene.binh, "targets", status=422, **{**TOLD, **other})
    assert field in errors_of(answer)
    assert not Target.objects.exists()


@pytest.mark.parametrize("username", ["so.trucban", "so.vanthu", "so.thanhtra"])
def test_others_of_the_department_read_and_lay_nothing_down(pages, scene, username):
    person = scene.cast.person(username)
    assert 'name="minutes"' not in pages.get(person, "targets")
    answer = pages.post(person, "targets", status=422, **TOLD)
    assert "không có vai trò" in errors_of(answer)["__all__"][0]


@pytest.mark.parametrize("username", ["dd-1.lanhdao", "bv-nhi.cntt"])
def test_enterprises_and_sites_lay_nothing_down(pages, scene, username):
    person = scene.cast.person(username)
    pages.get(person, "targets", status=403)
    pages.post(person, "targets", status=403, **TOLD)
    assert not Target.objects.exists()
