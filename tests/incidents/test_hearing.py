"""SU CO by SMS opens an incident and is answered; what nobody understands reaches who is on duty."""

from __future__ import annotations

import pytest
from tests.incidents.scene import MINUTE

from thongsuot.engines.message import Alphabet, Piece, Place, international
from thongsuot.incidents import jobs
from thongsuot.incidents.models import Incident, Note
from thongsuot.organisations.models import Person, System
from thongsuot.outbox import actions as outbox
from thongsuot.outbox import queries as sent
from thongsuot.outbox.models import Message, Reply
from thongsuot.paging import jobs as paging_jobs

pytestmark = pytest.mark.django_db
LINE = System("Hộp tin nhắn đến")
NURSE, LAN, STRANGER = "0900 555 031", "0900.555.032", "0900 555 777"  # fictional


class Phones:
    """People who write to the line of a scene."""

    def __init__(self, scene) -> None:
        self.scene = scene
        self.hospital = scene.cast.organisation("dd-3")
        self.nurse = scene.cast.person("dd-3.daumoi")
        self.site = scene.new_site("bv-xa", "health", organisation=self.hospital)
        Person.objects.filter(pk=self.nurse.pk).update(phone=NURSE)
        Person.objects.filter(pk=scene.lan.pk).update(phone=LAN)

    def writes(self, phone, words, place=None):
        """Let a telephone write and the timer read; return whether it was kept."""
        piece = Piece(Alphabet.UCS2, words.encode("utf-16-be"), place)
        kept = outbox.hear(international(phone), piece, by=LINE, at=self.scene.at)
        paging_jobs.run(self.scene.at)
        jobs.run(self.scene.at)
        return kept

    def told(self, phone):
        """Return what was written back to a telephone."""
        rows = Message.objects.filter(channel="sms").order_by("id")
        return [row.subject for row in rows if international(row.address) == international(phone)]

    def on_duty(self):
        """Return what who is on duty at the department reads."""
        return [(row.subject, row.body) for row in sent.visible_to(self.scene.an).order_by("id")]


@pytest.fixture
def phones(scene, settings):
    settings.SMS_URL = "link:dd-1"
    scene.connect()
    return Phones(scene)


@pytest.mark.parametrize(
    "words",
    [
        "SU CO bv-tinh mat mang tu 7h",
        "sự cố BV-TINH mất mạng từ 7h",
        "Su co: bv tinh. Mất mạng",
        "SUCO BVTINH mat ca hai duong",
        "  su-co   Bv_Tinh  ",
    ],
)
def test_who_is_on_duty_reports_in_whatever_writing(phones, scene, words):
    assert phones.writes(LAN, words)
    incident = Incident.objects.get()
    assert (incident.site.code, incident.origin, incident.organisation) == ("bv-tinh", "sms", scene.enterprise)
    assert (incident.failure, incident.by_person) == ("line", scene.lan)
    assert phones.told(LAN)[-1].startswith(f"Đã ghi nhận sự cố số {incident.pk}: ")
    assert not Reply.objects.filter(reporting=True).exists()
    assert jobs.next_due() is None or jobs.next_due() > scene.at


@pytest.mark.parametrize(
    ("words", "failure"),
    [("SU CO bv-tinh mất điện", "power"), ("su co bv-tinh DUT CAP", "cable"), ("SU CO bv-tinh chập chờn", "quality")],
)
def test_what_failed_is_read_from_the_words(phones, words, failure):
    phones.writes(LAN, words)
    assert Incident.objects.get().failure == failure


def test_what_was_written_stands_in_the_timeline_with_its_marks(phones):
    phones.writes(LAN, "Sự cố BV-TINH: Mất mạng tầng 2")
    assert Note.objects.get(incident=Incident.objects.get(), text="Mất mạng tầng 2")


def test_the_sites_people_name_the_enterprise(phones, scene):
    assert phones.writes(NURSE, "SU CO bv-xa dd-1 mất mạng")
    incident = Incident.objects.get()
    assert (incident.organisation, incident.site) == (scene.enterprise, phones.site)
    assert phones.told(NURSE)[-1].startswith("Đã ghi nhận sự cố số")


def test_where_nobody_knows_who_mends_it_is_asked_back_and_reaches_who_is_on_duty(phones):
    phones.writes(NURSE, "SU CO bv-xa mất mạng")
    assert not Incident.objects.exists()
    assert "Thêm mã doanh nghiệp" in phones.told(NURSE)[-1]
    assert "chưa rõ doanh nghiệp khắc phục" in phones.on_duty()[0][0]


def test_who_has_mended_there_before_is_told_without_being_named(phones, scene):
    scene.report("bv-tinh", by=scene.lan)
    scene.at += MINUTE
    Person.objects.filter(pk=scene.binh.pk).update(phone="0900 555 033")
    phones.writes("0900 555 033", "SU CO bv-tinh mất mạng")
    assert Incident.objects.count() == 1  # it joined what stands
    assert phones.told("0900 555 033")[-1].startswith("Đã ghi nhận sự cố số")


@pytest.mark.parametrize("words", ["SU CO", "SU CO ???", "sự cố bv-khong-co mất mạng", "Su co o cho chi Hoa"])
def test_an_unknown_place_is_answered_with_the_right_way_and_kept_for_who_is_on_duty(phones, words):
    assert phones.writes(LAN, words)
    assert not Incident.objects.exists()
    assert phones.told(LAN)[-1].startswith("Chưa rõ mã điểm. Soạn: SU CO mã điểm")
    ((subject, body),) = phones.on_duty()
    assert "chưa rõ điểm nào" in subject
    assert words.strip() in body
    assert Reply.objects.get().body == words


def test_a_strangers_report_is_kept_for_who_is_on_duty_and_answered_once(phones, scene):
    assert phones.writes(STRANGER, "SU CO bv-tinh mất mạng")
    scene.at += MINUTE
    assert phones.writes(STRANGER, "SU CO bv-tinh gấp lắm")
    assert not Incident.objects.exists()
    assert len(phones.told(STRANGER)) == 1
    assert "chưa có trong danh bạ" in phones.told(STRANGER)[0]
    assert [subject.startswith("Tin nhắn báo sự cố cần xem lại (số máy") for subject, _body in phones.on_duty()] == [
        True,
        True,
    ]
    assert Reply.objects.get(body="SU CO bv-tinh gấp lắm").organisation == scene.department


@pytest.mark.parametrize("words", ["Alo?", "Su cong bang", "NHAN 1234", "co su co"])
def test_a_stranger_who_reports_nothing_is_not_kept(phones, words):
    assert not phones.writes(STRANGER, words)
    assert not Reply.objects.exists()


def test_the_same_report_sent_again_opens_nothing_twice(phones):
    phones.writes(LAN, "SU CO bv-tinh")
    phones.writes(LAN, "SU CO bv-tinh")
    assert Incident.objects.count() == 1
    assert len([said for said in phones.told(LAN) if said.startswith("Đã ghi nhận")]) == 1


def test_a_report_in_two_parts_is_read_when_it_is_whole(phones):
    phones.writes(LAN, "SU CO bv-t", Place(7, 2, 1))
    assert not Incident.objects.exists()
    phones.writes(LAN, "inh mất mạng", Place(7, 2, 2))
    assert Incident.objects.get().site.code == "bv-tinh"


def test_who_may_not_report_for_a_site_is_told_and_who_is_on_duty_sees_it(phones, scene):
    other = scene.cast.person("dd-1.kiemsoat")
    Person.objects.filter(pk=other.pk).update(phone="0900 555 034")
    phones.writes("0900 555 034", "SU CO bv-tinh mất mạng")
    assert not Incident.objects.exists()
    assert "không báo được sự cố" in phones.told("0900 555 034")[-1]
    assert "không có quyền" in phones.on_duty()[0][0]


def test_a_report_is_no_answer_to_the_page_that_was_sent_last(phones, scene):
    scene.fire("cong-tinh")
    first = scene.incident
    phones.writes(LAN, "SU CO bv-tinh mất mạng")
    assert scene.fresh(first).state == "open"
    assert Incident.objects.count() == 2


def test_a_number_of_people_of_two_houses_is_nobodys_word(phones, scene):
    other = scene.cast.person("dd-2.trucban")
    Person.objects.filter(pk=other.pk).update(phone=LAN)
    phones.writes(LAN, "SU CO bv-tinh mất mạng")
    assert not Incident.objects.exists()
    assert phones.on_duty() != []
