"""The buttons of an incident: each step by whoever may, its mistakes beside their fields, and pressed twice once."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.cast import client_of
from tests.incidents.pages import crowd
from tests.incidents.scene import MINUTE
from tests.worlds import world

from thongsuot.files.models import LARGEST
from thongsuot.incidents.models import Note, Task

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32
OF_MENDERS = {
    "tiep-nhan": {}, "da-khac-phuc": {}, "gop": {"into": "0"}, "khong-phai": {"reason": "Nhầm"},
    "dinh-kem": {}, "viec": {"title": "Đo cáp"},
}  # fmt: skip
OF_SITES = {"da-thong": {}, "chua-thong": {"reason": "Chưa"}}


@world
def incident(scene):
    """Return an incident of the children's hospital."""
    return scene.report("bv-nhi")


def state(scene):
    return scene.incident.state


def errors(answer, verb):
    form = answer.context["forms"][verb.replace("-", "_")]
    return {name: " ".join(map(str, said)) for name, said in form.errors.items()}


def test_accepted_expected_mended_and_confirmed(pages, scene, incident):
    pages.step(scene.lan, incident, "tiep-nhan")
    assert (state(scene), scene.incident.accepted_by) == ("accepted", scene.lan)
    pages.step(scene.lan, incident, "du-kien", coming="Tổ 2", expected_at="2020-02-03T09:40")
    assert (scene.incident.coming, scene.incident.expected_at) == ("Tổ 2", scene.minute(40))
    scene.at += 30 * MINUTE
    pages.step(scene.lan, incident, "da-khac-phuc", mended_at="2020-02-03T09:25", cause="Cáp bị cắt")
    assert (state(scene), scene.incident.mended_at, scene.incident.cause) == ("mended", scene.minute(25), "Cáp bị cắt")
    pages.step(pages.guest, incident, "da-thong")
    assert (state(scene), scene.incident.closing, scene.incident.mended_at) == ("closed", "site", scene.minute(25))
    assert scene.evidence()[-1].figures["minutes_down"] == 25


def test_the_carriers_word_does_not_close_and_says_what_is_waited_for(pages, scene, incident):
    said, page = pages.told(scene.lan, "incident-step", incident.pk, "da-khac-phuc")
    assert "khi hệ thống đo được hoặc đơn vị được ưu tiên xác nhận" in said
    assert state(scene) == "mended"
    assert "Xác nhận đã thông" not in page


def test_the_site_denies_and_it_is_open_again(pages, scene, incident):
    pages.step(scene.lan, incident, "da-khac-phuc")
    pages.step(pages.guest, incident, "chua-thong", reason="Vẫn mất")
    assert (state(scene), len(scene.ladders())) == ("open", 2)


@pytest.mark.parametrize("verb", OF_MENDERS)
@pytest.mark.parametrize("who", ["binh", "khanh", "guest", "kiemsoat"])
def test_only_those_who_mend_take_the_menders_steps(pages, scene, incident, verb, who):
    people = {"guest": pages.guest, "kiemsoat": scene.cast.person("dd-1.kiemsoat")}
    person = people.get(who) or getattr(scene, who)
    fields = dict(OF_MENDERS[verb])
    if verb == "gop":
        fields["into"] = str(scene.report(None).pk)
    if verb == "dinh-kem":
        fields["file"] = SimpleUploadedFile("anh.png", PNG)
    answer = client_of(person).post(reverse("incidents:incident-step", args=[incident.pk, verb]), fields, follow=True)
    unseen = verb == "gop" and who != "kiemsoat"  # the other incident is no choice of theirs
    refusal = "Bước này hiện không thực hiện được" if unseen else "không có vai trò"
    assert refusal in answer.content.decode()
    assert scene.fresh(incident).state == "open"
    assert not Task.objects.exists()
    assert not incident.notes.filter(file__isnull=False).exists()


@pytest.mark.parametrize("verb", OF_SITES)
@pytest.mark.parametrize("who", ["lan", "hang", "long"])
def test_the_carrier_never_speaks_for_the_site(pages, scene, incident, verb, who):
    scene.do("mend", incident)
    _said, page = pages.told(getattr(scene, who), "incident-step", incident.pk, verb, **OF_SITES[verb])
    assert "không có vai trò" in page
    assert state(scene) == "mended"


@pytest.mark.parametrize(("verb", "fields", "field", "said"), [
    ("khong-phai", {"reason": ""}, "reason", ""), ("khong-phai", {"reason": "   "}, "reason", ""),
    ("khong-phai", {"reason": "x" * 201}, "reason", ""), ("uu-tien", {"priority": 2, "reason": ""}, "reason", ""),
    ("uu-tien", {"priority": 0, "reason": "x"}, "priority", ""),
    ("uu-tien", {"priority": "", "reason": "x"}, "priority", ""),
    ("uu-tien", {"priority": 1, "reason": "x", "minutes": 0}, "minutes", ""),
    ("uu-tien", {"priority": 1, "reason": "x", "minutes": 10_081}, "minutes", ""),
    ("uu-tien", {"priority": 1, "reason": "x", "minutes": "nhiều"}, "minutes", ""),
    ("gop", {"into": ""}, "into", ""), ("gop", {"into": "999999"}, "into", ""), ("gop", {"into": "x"}, "into", ""),
    ("da-khac-phuc", {"mended_at": "2020-02-03T09:01"}, "__all__", "tương lai"),
    ("da-khac-phuc", {"mended_at": "2020-02-03T08:00"}, "__all__", "sớm hơn lúc xảy ra"),
    ("da-khac-phuc", {"mended_at": "lúc nãy"}, "mended_at", ""), ("da-khac-phuc", {"cause": "x" * 201}, "cause", ""),
    ("ghi-chu", {"text": ""}, "text", ""), ("ghi-chu", {"text": "x" * 4001}, "text", ""),
    ("ghi-chu", {"text": "chuông\x07"}, "text", "ký tự điều khiển"),
    ("ghi-chu", {"text": "x", "happened_at": "2020-02-03T09:30"}, "__all__", "tương lai"),
    ("dinh-kem", {}, "file", ""), ("viec", {"title": ""}, "title", ""), ("viec", {"title": "x" * 201}, "title", ""),
    ("viec", {"title": "x", "due_at": "mai"}, "due_at", ""), ("viec", {"title": "x", "name": "x" * 81}, "name", ""),
])  # fmt: skip
def test_a_mistake_is_shown_beside_its_field_and_nothing_changes(pages, scene, incident, verb, fields, field, said):
    before = scene.fresh(incident)
    answer = pages.step(scene.lan, incident, verb, status=422, **fields)
    found = errors(answer, verb)
    assert field in found
    assert said in found[field]
    page = answer.content.decode()
    assert f'<details open id="{verb}">' in page
    assert "error-summary" in page
    assert (scene.incident.state, scene.incident.priority, scene.incident.target_at) == ("open", 1, before.target_at)
    assert not Note.objects.exists()
    assert not Task.objects.exists()


@pytest.mark.parametrize(("fields", "said"), [
    ({}, "ai đến xử lý hoặc thời điểm dự kiến"), ({"coming": "  "}, "ai đến xử lý"),
    ({"expected_at": "2020-02-03T09:00"}, "đã qua"),
])  # fmt: skip
def test_who_comes_and_when_is_checked(pages, scene, incident, fields, said):
    scene.do("accept", incident)
    answer = pages.step(scene.lan, incident, "du-kien", status=422, **fields)
    assert said in errors(answer, "du-kien")["__all__"]


def test_before_it_is_accepted_nothing_is_expected(pages, scene, incident):
    answer = pages.step(scene.lan, incident, "du-kien", status=422, coming="Tổ 2")
    assert "Trạng thái hiện tại không cho phép" in errors(answer, "du-kien")["__all__"]


def test_a_file_that_is_too_large_is_not_read(pages, scene, incident):
    big = SimpleUploadedFile("to.bin", b"0" * (LARGEST + 1))
    answer = pages.step(scene.lan, incident, "dinh-kem", status=422, file=big)
    assert "25 MB" in errors(answer, "dinh-kem")["file"]


@pytest.mark.parametrize(("verb", "fields", "target"), [
    ("tiep-nhan", {}, "accepted"), ("da-khac-phuc", {}, "mended"), ("khong-phai", {"reason": "Nhầm"}, "void"),
])  # fmt: skip
def test_a_button_pressed_twice_does_it_once_and_is_no_mistake(pages, scene, incident, verb, fields, target):
    for _press in range(2):
        said, _page = pages.told(scene.lan, "incident-step", incident.pk, verb, **fields)
        assert "không cho phép" not in said
    assert state(scene) == target


@pytest.mark.parametrize(("verb", "target"), [("da-thong", "closed"), ("chua-thong", "open")])
def test_the_site_presses_twice_as_well(pages, scene, incident, verb, target):
    scene.do("mend", incident)
    calls = len(scene.ladders())
    for _press in range(2):
        said, page = pages.told(pages.guest, "incident-step", incident.pk, verb, reason="Vẫn mất")
        assert "không cho phép" not in said + page
    assert state(scene) == target
    assert len(scene.ladders()) == calls + (verb == "chua-thong")


def test_somebody_else_accepting_after_is_told_so(pages, scene, incident):
    pages.step(scene.lan, incident, "tiep-nhan")
    said, _page = pages.told(scene.hang, "incident-step", incident.pk, "tiep-nhan")
    assert "Trạng thái hiện tại không cho phép" in said
    assert scene.incident.accepted_by == scene.lan


@pytest.mark.parametrize(("verb", "fields", "model"), [
    ("ghi-chu", {"text": "Đang đo"}, Note), ("viec", {"title": "Đo cáp"}, Task),
])  # fmt: skip
def test_what_is_written_twice_at_once_is_written_once(pages, scene, incident, verb, fields, model):
    for _press in range(2):
        pages.step(scene.lan, incident, verb, **fields)
    assert model.objects.count() == 1
    scene.at += 2 * MINUTE
    pages.step(scene.lan, incident, verb, **fields)
    assert model.objects.count() == 2


@pytest.mark.parametrize(("share", "inside"), [({}, True), ({"share": "on"}, False)])
def test_notes_stay_inside_unless_they_are_shared(pages, scene, incident, share, inside):
    pages.step(scene.lan, incident, "ghi-chu", text="Đang hàn", **share)
    assert Note.objects.get().inside is inside
    assert ("Đang hàn" in pages.get(pages.guest, "incident", incident.pk)) is not inside


@pytest.mark.parametrize("who", ["guest", "binh"])
def test_who_is_concerned_writes_for_everybody(pages, scene, incident, who):
    person = getattr(scene, who, None) or pages.guest
    pages.step(person, incident, "ghi-chu", text="Bao giờ xong?")
    assert not Note.objects.get().inside
    assert "Bao giờ xong?" in pages.get(scene.lan, "incident", incident.pk)


def test_a_released_one_calls_again(pages, scene, incident):
    scene.do("accept", incident)
    pages.step(scene.lan, incident, "tra-lai", reason="Hết ca")
    assert (state(scene), len(scene.ladders())) == ("open", 2)
    assert "Hết ca" in pages.get(scene.lan, "incident", incident.pk)


def test_the_department_weighs_and_its_reason_is_read(pages, scene, incident):
    pages.step(scene.binh, incident, "uu-tien", priority=2, reason="Đã có đường dự phòng", minutes=240)
    assert (scene.incident.priority, scene.incident.target_at) == (2, scene.minute(240))
    assert "Đã có đường dự phòng" in pages.get(scene.lan, "incident", incident.pk)
    assert scene.binh.name not in pages.get(pages.guest, "incident", incident.pk)


def test_folded_and_opened_again(pages, scene, incident):
    road = scene.report(None, "cable")
    pages.step(scene.lan, incident, "gop", into=road.pk)
    assert (scene.fresh(incident).state, scene.fresh(road).priority) == ("folded", 1)
    pages.step(scene.lan, incident, "mo-lai", reason="Không cùng chỗ")
    assert scene.fresh(incident).state == "open"


def test_beside_another_it_is_not_opened_again(pages, scene, incident):
    scene.do("confirm", incident, by=pages.guest)
    scene.at += 2 * MINUTE
    scene.report("bv-nhi")
    answer = pages.step(scene.lan, incident, "mo-lai", status=422, reason="Lại mất")
    assert "Đã có sự cố khác đang xử lý" in errors(answer, "mo-lai")["__all__"]


def test_lessons_come_when_it_is_over(pages, scene, incident):
    answer = pages.step(scene.lan, incident, "rut-kinh-nghiem", status=422, text="Cần cáp dự phòng")
    assert "Sự cố chưa kết thúc" in errors(answer, "rut-kinh-nghiem")["__all__"]
    assert "Cần cáp dự phòng" in answer.content.decode()
    scene.do("confirm", incident, by=pages.guest)
    pages.step(scene.lan, incident, "rut-kinh-nghiem", text="Cần cáp dự phòng")
    assert Note.objects.get().review


def test_tasks_are_done_dropped_and_done_again(pages, scene, incident):
    pages.step(scene.lan, incident, "viec", title="Đo cáp", name="Anh Sơn", due_at="2020-02-03T09:30")
    task = Task.objects.get()
    for verb, target in (("xong", "done"), ("lam-lai", "open"), ("thoi", "dropped")):
        pages.post(scene.lan, "task-step", incident.pk, task.pk, verb)
        assert Task.objects.get().state == target
    said, _page = pages.told(scene.lan, "task-step", incident.pk, task.pk, "xong")
    assert "không cho phép" in said
    pages.post(scene.lan, "task-step", incident.pk, task.pk, "khac", status=404)
    pages.get(scene.lan, "task-step", incident.pk, task.pk, "xong", status=302)


@pytest.mark.parametrize("who", ["binh", "guest", "other"])
def test_tasks_are_nobody_elses_business(pages, scene, incident, who):
    scene.do("add_task", incident, "Đo cáp")
    person = getattr(scene, who, None) or getattr(pages, who)
    pages.post(person, "task-step", incident.pk, Task.objects.get().pk, "xong", status=404)
    assert Task.objects.get().state == "open"


def test_a_task_of_another_incident_is_not_found(pages, scene, incident):
    other = scene.report(None)
    scene.do("add_task", other, "Đo cáp")
    pages.post(scene.lan, "task-step", incident.pk, Task.objects.get().pk, "xong", status=404)


def test_the_address_of_a_step_opened_by_itself_leads_to_the_page(pages, scene, incident):
    answer = client_of(scene.lan).get(reverse("incidents:incident-step", args=[incident.pk, "tiep-nhan"]))
    assert answer["Location"] == incident.get_absolute_url()
    assert state(scene) == "open"
    pages.step(scene.lan, incident, "pha-huy", status=404)


def test_without_a_token_nothing_is_done(pages, scene, incident):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(scene.lan)
    answer = client.post(reverse("incidents:incident-step", args=[incident.pk, "tiep-nhan"]))
    assert answer.status_code == 403
    assert state(scene) == "open"


@pytest.mark.parametrize(("steps", "offered", "hidden"), [
    ((), ("tiep-nhan", "da-khac-phuc", "gop", "khong-phai", "uu-tien"), ("du-kien", "tra-lai", "mo-lai")),
    (("accept",), ("du-kien", "tra-lai", "da-khac-phuc"), ("tiep-nhan", "mo-lai")),
    (("accept", "mend"), ("mo-lai", "uu-tien"), ("tiep-nhan", "du-kien", "da-khac-phuc")),
])  # fmt: skip
def test_the_page_offers_the_steps_that_are_there(pages, scene, incident, steps, offered, hidden):
    for verb in steps:
        scene.do(verb, incident)
    page = pages.get(scene.lan, "incident", incident.pk)
    for verb in offered:
        assert f"/{verb}/" in page, verb
    for verb in (*hidden, "da-thong", "chua-thong"):
        assert f"/{verb}/" not in page, verb


def test_of_many_the_newest_are_shown_to_fold_into_and_every_one_may_be(pages, scene, incident):
    road = scene.report(None, "cable")
    scene.at += MINUTE
    crowd(scene, 150)
    page = pages.get(scene.lan, "incident", incident.pk)
    assert page.count("<option") < 120
    assert f'<option value="{road.pk}"' not in page
    pages.step(scene.lan, incident, "gop", into=road.pk)
    assert scene.fresh(incident).folded_into == road
