"""One incident: whole where it is mended, and what one is told of it elsewhere."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import client_of
from tests.incidents.pages import text_of, words_of
from tests.incidents.scene import MINUTE
from tests.worlds import world

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32
SECRETS = ("MatKetNoi", "Alertmanager NOC", "Trạm 7 mất nguồn AC", "Đo nguồn", "0900 000 009", "severity", "Ai đã biết")


@world
def full(scene):
    """Return the scene with an incident of the hospital of which much was written."""
    scene.fire("bv-nhi")
    scene.do("accept", scene.incident)
    scene.do("tell_expected", scene.incident, coming="Tổ 2", expected_at=scene.at + 30 * MINUTE)
    scene.do("note", scene.incident, "Trạm 7 mất nguồn AC")
    scene.do("note", scene.incident, "Đang hàn cáp", inside=False)
    scene.do("add_task", scene.incident, "Đo nguồn", name="Anh Sơn")
    return scene


def test_the_enterprise_that_mends_sees_all(pages, full):
    page = text_of(pages.get(full.lan, "incident", full.incident.pk))
    for said in ("Mất đường truyền: Bệnh viện Nhi tỉnh Đông Xuyên", "Đã tiếp nhận", "Ưu tiên 1", "Cơ sở y tế", "Tổ 2",
                 "09:30 03/02/2020", "Trạm 7 mất nguồn AC", "Đang hàn cáp", "Đo nguồn", "Anh Sơn", "alertname",
                 "MatKetNoi", "Alertmanager NOC", "Phải khắc phục trước 11:00 03/02/2020", "Ai đã biết"):  # fmt: skip
        assert said in page, said


def test_who_was_asked_and_who_answered(pages, scene):
    scene.fire("bv-nhi")
    page = text_of(pages.get(scene.lan, "incident", scene.incident.pk))
    assert "Hồ Thị Lan Di động Sao Mai · 0900 000 009 Đã báo, chờ trả lời" in page
    assert "Chưa báo" in page
    scene.accept_call()
    scene.run()
    page = text_of(pages.get(scene.lan, "incident", scene.incident.pk))
    assert "Đã nhận việc" in page
    assert "Hồ Thị Lan đã tiếp nhận lúc 09:00 03/02/2020." in page


def test_of_the_departments_people_no_number_is_shown(pages, scene):
    scene.fire("bv-nhi")
    page = pages.get(scene.lan, "incident", scene.incident.pk)
    assert scene.an.name in page
    assert scene.an.phone not in page


def test_the_department_sees_what_was_disclosed_and_nothing_else(pages, full):
    page = pages.get(full.binh, "incident", full.incident.pk)
    for said in (
        "Mất đường truyền: Bệnh viện Nhi tỉnh Đông Xuyên",
        "Tổ 2",
        "Đang hàn cáp",
        "Cơ sở y tế",
        "Vì sao Sở thấy",
    ):
        assert said in page, said
    for secret in SECRETS:
        assert secret not in page, secret


def test_the_hospital_sees_who_mends_and_no_machines_word(pages, full):
    page = pages.get(pages.guest, "incident", full.incident.pk)
    assert "Xác nhận đã thông" in page
    for secret in (
        "MatKetNoi",
        "Alertmanager NOC",
        "Trạm 7 mất nguồn AC",
        "Đo nguồn",
        "0900 000 009",
        "Vì sao Sở thấy",
    ):
        assert secret not in page, secret


def test_another_company_finds_nothing_there(pages, full):
    number = full.incident.pk
    pages.get(pages.other, "incident", number, status=404)
    for verb in ("tiep-nhan", "ghi-chu", "da-thong", "uu-tien"):
        pages.step(pages.other, full.incident, verb, status=404, text="x", reason="x", priority=3)
    pages.get(pages.other, "review", number, status=404)
    pages.get(pages.other, "file", number, 1, status=404)


def test_before_it_is_told_the_department_finds_nothing_there(pages, scene):
    scene.report(None)
    pages.get(scene.binh, "incident", scene.incident.pk, status=404)
    pages.step(scene.binh, scene.incident, "ghi-chu", status=404, text="x")
    scene.do("accept", scene.incident)
    scene.do("tell_expected", scene.incident, coming="Tổ 2", expected_at=scene.at + 60 * MINUTE)
    scene.until(31)
    assert "Kéo dài quá ngưỡng" in pages.get(scene.binh, "incident", scene.incident.pk)


def test_whoever_works_there_without_a_role_reads_and_is_offered_nothing(pages, full):
    person = full.cast.person("dd-1.kiemsoat")
    page = pages.get(person, "incident", full.incident.pk)
    assert "Trạm 7 mất nguồn AC" in page
    main = page[page.index("<main") :]
    assert 'method="post"' not in main


def test_questions_do_not_grow_with_the_story(pages, full):
    client, url = client_of(full.lan), reverse("incidents:incident", args=[full.incident.pk])

    def asked():
        with CaptureQueriesContext(connection) as caught:
            assert client.get(url).status_code == 200
        return len(caught)

    few = asked()
    for number in range(30):
        full.do("note", full.incident, f"Diễn biến {number}")
        full.do("add_task", full.incident, f"Việc {number}")
    assert asked() == few
    assert few <= 60


def test_the_timeline_is_newest_first_with_steps_and_late_notes(pages, full):
    full.at += 40 * MINUTE
    full.do("note", full.incident, "Thấy cáp đứt", happened_at=full.at - 35 * MINUTE)
    full.do("mend", full.incident, cause="Cáp bị cắt")
    page = pages.get(full.lan, "incident", full.incident.pk)
    story = text_of(page[page.index('id="story"') - 20 :].replace("</section>", "</main>", 1).join(["<main ", ""]))
    assert story.index("Đã khắc phục") < story.index("Thấy cáp đứt") < story.index("Mở sự cố")
    assert "Ghi sau, lúc 09:40 03/02/2020" in story


def test_what_is_attached_is_handed_out_to_those_who_may_read_the_note(pages, full):
    for share in ("", "on"):
        fields = {"file": SimpleUploadedFile("anh.png", PNG), "text": f"Điểm đứt {share}", "share": share}
        pages.step(full.lan, full.incident, "dinh-kem", **{k: v for k, v in fields.items() if v})
    inner, shared = full.incident.notes.filter(file__isnull=False).order_by("pk")
    assert (inner.inside, shared.inside) == (True, False)
    number = full.incident.pk
    assert pages.get(full.lan, "file", number, inner.pk) == PNG
    for person in (full.binh, pages.guest):
        pages.get(person, "file", number, inner.pk, status=404)
        assert pages.get(person, "file", number, shared.pk) == PNG
    pages.get(full.lan, "file", number, 999_999, status=404)


def test_a_folded_one_leads_to_the_other(pages, scene):
    road = scene.report(None, "cable")
    scene.report("bv-nhi")
    hospital = scene.incident
    scene.do("fold", hospital, road)
    page = pages.get(scene.lan, "incident", hospital.pk)
    assert "đã gộp vào sự cố khác" in page
    assert road.get_absolute_url() in page
    whole = text_of(pages.get(scene.lan, "incident", road.pk))
    assert "Ảnh hưởng Bệnh viện Nhi tỉnh Đông Xuyên" in whole


def test_failures_of_one_cause_stand_beside_each_other(pages, scene):
    scene.connect(cause_labels=("tuyen",))
    for site in ("bv-nhi", "bv-tinh"):
        scene.fire(site, tuyen="Tuyến trục 7")
    first, second = scene.incidents
    assert second.title in pages.get(scene.lan, "incident", first.pk)


def test_nobody_reachable_is_said_loudly(pages, scene):
    scene.silence(*scene.cast.department.people.all(), *scene.enterprise.people.all())
    scene.fire("bv-nhi")
    assert "Không liên lạc được với ai trực" in pages.get(scene.lan, "incident", scene.incident.pk)


def test_the_review_is_a_paper_of_the_enterprise_once_it_is_over(pages, full):
    number = full.incident.pk
    pages.get(full.lan, "review", number, status=404)
    full.at += 42 * MINUTE
    full.do("mend", full.incident, cause="Cáp bị xe cẩu kéo đứt")
    full.do("confirm", full.incident, by=pages.guest)
    pages.step(full.lan, full.incident, "rut-kinh-nghiem", text="Cần cáp dự phòng")
    paper = words_of(pages.get(full.lan, "review", number))
    for said in ("Mất đường truyền: Bệnh viện Nhi", "Kéo dài 42 phút", "đạt", "Cáp bị xe cẩu kéo đứt",
                 "Cần cáp dự phòng", "Hồ Thị Lan", "Đo nguồn", "Anh Sơn", "Đơn vị xác nhận đã thông"):  # fmt: skip
        assert said in paper, said
    for person in (full.binh, pages.guest):
        pages.get(person, "review", number, status=404)


def test_a_review_without_lessons_says_so(pages, scene):
    scene.report(None)
    scene.do("mend", scene.incident)
    assert "Chưa ghi bài học nào." in words_of(pages.get(scene.lan, "review", scene.incident.pk))


def test_the_page_says_when_the_department_saw_it_and_when_the_leader_was_warned(pages, full):
    full.do("tell_expected", full.incident, coming="Tổ 2", expected_at=full.at + 300 * MINUTE)
    full.until(121)
    page = text_of(pages.get(full.lan, "incident", full.incident.pk))
    assert "Lãnh đạo được báo trước 10:50 03/02/2020" in page
    assert "Sở được báo quá hạn 11:00 03/02/2020" in page
