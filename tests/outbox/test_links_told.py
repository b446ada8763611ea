"""What an install is told of its lines, read and judged; no word of a refusal repeats a secret."""

from __future__ import annotations

import pytest

from thongsuot.engines.message import Alphabet, Carriage, Steps
from thongsuot.outbox.gateway import links
from thongsuot.web import environment

WHOLE = (
    "smpp://so-khcn:m%40t%20kh%3Au@smsc.dd1.example.vn:2776?sessions=3&rate=500&window=100&source=SO%20KHCN&source_ton=5"
    "&source_npi=0&dest_ton=2&dest_npi=1&system_type=VMA&service_type=CMT&address_range=9%2E&range_ton=1&range_npi=1"
    "&enquire=20&response=45&carriage=udh16&most_parts=10&gsm_coding=0xF0&ucs2_coding=0x18&packed=1&alphabets=gsm7,ucs2"
    "&gsm_steps=160-153&ucs2_steps=70-67"
)


def told(url, name="dd-1", reality="live"):
    return links.read({name: url}, reality)[name]


def test_everything_can_be_said():
    link = told(WHOLE)
    assert (link.host, link.port, link.account, link.password) == ("smsc.dd1.example.vn", 2776, "so-khcn", "m@t kh:u")
    assert (link.sessions, link.rate, link.window, link.source) == (3, 500, 100, "SO KHCN")
    assert (link.enquire, link.response, link.system_type, link.service_type) == (20, 45, "VMA", "CMT")
    assert (link.address_range, link.range_ton, link.range_npi, link.dest_ton, link.dest_npi) == ("9.", 1, 1, 2, 1)
    assert (link.profile.name, link.profile.carriage, link.profile.most_parts) == ("dd-1", Carriage.UDH16, 10)
    assert (link.profile.gsm_coding, link.profile.ucs2_coding, link.profile.packed) == (0xF0, 0x18, True)
    assert (link.profile.gsm_steps, link.profile.ucs2_steps) == (Steps(160, 153), Steps(70, 67))
    assert link.profile.alphabets == {Alphabet.GSM7, Alphabet.UCS2}


def test_a_host_is_enough():
    link = told("smpp://smsc.example.vn")
    assert (link.port, link.account, link.sessions, link.rate, link.window) == (2775, "", 1, None, 10)
    assert link.peer == "smsc.example.vn:2775"
    assert told("smpp://[2001:db8::1]:1").peer == "[2001:db8::1]:1"


@pytest.mark.parametrize(
    ("source", "query", "kind"),
    [
        ("SO KHCN", "", (5, 0)),
        ("8077", "", (3, 0)),
        ("84900000001", "", (1, 1)),
        ("8077", "?source_ton=0&source_npi=1", (0, 1)),
        ("8077", "?source_npi=8", (3, 8)),
    ],
)
def test_the_kind_of_a_sender_follows_from_it_unless_it_is_said(source, query, kind):
    assert told(f"smpp://smsc.example.vn{query}").kind_of_source(source) == kind


WRONG = {
    "no name": ("", "smpp://bi-mat:bi-mat@h"),
    "an address in place of the name": ("smpp://tk:bi-mat@h?sessions", "2"),
    "no address": ("dd-1", ""),
    "another scheme": ("dd-1", "https://tk:bi-mat@h"),
    "no host": ("dd-1", "smpp://tk:bi-mat@"),
    "a port that is none": ("dd-1", "smpp://tk:bi-mat@h:bi-mat"),
    "a question mark in the password": ("dd-1", "smpp://tk:bi?mat-bi-mat@h"),
    "half a bracket": ("dd-1", "smpp://tk:bi-mat@[h"),
    "a password that is too long": ("dd-1", "smpp://tk:bi-mat-bi-mat@h"),
    "an account that is too long": ("dd-1", "smpp://tai-khoan-bi-mat-dai:x@h"),
    "an account with marks": ("dd-1", "smpp://S%E1%BB%9F:bi-mat@h"),
    "an option that is none": ("dd-1", "smpp://tk:bi-mat@h?bi-mat=1"),
    "an option twice": ("dd-1", "smpp://tk:bi-mat@h?rate=1&rate=2"),
    "no number": ("dd-1", "smpp://tk:bi-mat@h?rate=nhanh"),
    "no rate at all": ("dd-1", "smpp://tk:bi-mat@h?rate=0"),
    "too many sessions": ("dd-1", "smpp://tk:bi-mat@h?sessions=65"),
    "a brand name that is too long": ("dd-1", "smpp://tk:bi-mat@h?source=SO%20KHOA%20HOC%20VA%20CONG%20NGHE"),
    "an unknown carriage": ("dd-1", "smpp://tk:bi-mat@h?carriage=xe"),
    "an unknown alphabet": ("dd-1", "smpp://tk:bi-mat@h?alphabets=gsm7,nom"),
    "no alphabet that is sent": ("dd-1", "smpp://tk:bi-mat@h?alphabets=latin1"),
    "steps that are none": ("dd-1", "smpp://tk:bi-mat@h?gsm_steps=153"),
    "steps that go up": ("dd-1", "smpp://tk:bi-mat@h?gsm_steps=1-2"),
    "codings that are the same": ("dd-1", "smpp://tk:bi-mat@h?gsm_coding=8"),
    "a name that is there twice": ("dd-1", "smpp://tk:bi-mat@h smpp://tk:bi-mat@h2"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_used_is_refused_in_words_without_secrets(case):
    name, url = WRONG[case]
    with pytest.raises(links.Wrong) as refused:
        told(url, name)
    said = str(refused.value)
    assert said.startswith("Biến TS_SMPP_LINKS")
    assert ("(dd-1)" in said) is (name == "dd-1")
    assert "bi-mat" not in said
    assert "chưa mở" in said


def test_no_secret_is_shown_by_accident():
    link = told(WHOLE)
    for shown in (repr(link), str(link), f"{link}"):
        assert "m@t" not in shown
        assert "so-khcn" not in shown


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.10", "localhost", "[::1]"])
def test_an_exercise_knows_centres_on_this_very_machine(host):
    assert told(f"smpp://tk:mk@{host}:2775", reality="exercise").name == "dd-1"


@pytest.mark.parametrize("host", ["10.0.0.1", "smsc.example.vn", "127.0.0.1.example.vn", "0.0.0.0", "[2001:db8::1]"])  # noqa: S104  # nothing is bound
def test_an_exercise_refuses_every_other_centre(host):
    with pytest.raises(links.Wrong, match="diễn tập chỉ kết nối trung tâm mô phỏng trên chính máy này"):
        told(f"smpp://tk:mk@{host}:2775", reality="exercise")


def test_the_reality_of_the_install_decides(settings):
    settings.SMPP_LINKS = {"dd-1": "smpp://tk:mk@smsc.example.vn"}
    assert links.named("dd-1").host == "smsc.example.vn"
    settings.REALITY = "exercise"
    with pytest.raises(links.Wrong):
        links.read()


def test_a_link_that_nobody_told_of_is_none(settings):
    settings.SMPP_LINKS = {}
    with pytest.raises(links.Wrong, match="không có kết nối nhà mạng nào mang tên này"):
        links.named("dd-1")


@pytest.mark.parametrize(
    ("url", "name"), [("link:dd-1", "dd-1"), ("link:", ""), ("https://sms.example.vn", ""), ("", "")]
)
def test_single_messages_leave_by_a_link_where_it_is_named(settings, url, name):
    settings.SMS_URL = url
    assert links.for_singles() == name


def test_the_variable_lists_links_by_name():
    words = "dd-1=smpp://tk:mk@a?rate=5\n  dd-2=smpp://tk:mk@b=1 dd-2=smpp://c  =smpp://d mat-khau"
    assert environment.read({"TS_SMPP_LINKS": words}).smpp_links == {
        "dd-1": "smpp://tk:mk@a?rate=5",
        "dd-2": "smpp://tk:mk@b=1 smpp://c",
        "": "smpp://d",
        "mat-khau": "",
    }
    assert environment.read({}).smpp_links == {}
