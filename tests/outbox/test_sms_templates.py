"""Templates of a gateway are escaped for where they stand; a wrong one is named and never repeated."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.outbox.gateway.templates import Templates, Unclear, Wrong, digits
from thongsuot.outbox.gateway.texts import parts, text_of
from thongsuot.outbox.models import Message

HARD = 'Gửi "báo cáo" & <số liệu>\n100% \\ {to} + Ủy ban'
URL = "https://gw.example/send"
BODIES = {
    "json": (
        '{"m": [{"to": "{to84}", "text": "{text}"}]}',
        lambda body: __import__("json").loads(body)["m"][0]["text"],
    ),
    "form": ("to={to}&text={text}&type=2", lambda body: parse_qs(body, keep_blank_values=True)["text"][0]),
    "xml": ('<sms to="{to}"><text>{text}</text></sms>', lambda body: ElementTree.fromstring(body).find("text").text),  # noqa: S314  # our own text
}


@pytest.mark.parametrize("kind", BODIES)
@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")))
def test_any_text_comes_out_of_the_body_as_it_went_in(kind, text):
    body, read = BODIES[kind]
    for said in (text, HARD.replace("\n", " ")):
        request = Templates(URL, {"body": body}).fill(to="0900000001", text=said, mark="id")
        assert (read(request.body.decode()) or "") == said
        assert request.method == "POST"


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("json", "application/json"),
        ("form", "application/x-www-form-urlencoded"),
        ("xml", "application/xml; charset=utf-8"),
    ],
)
def test_the_kind_of_body_is_told_from_the_body_unless_a_header_says_it(kind, content):
    told = {"body": BODIES[kind][0]}
    assert Templates(URL, told).fill(to="1", text="", mark="").headers == {"Content-Type": content}
    told["headers"] = '{"content-type": "text/plain"}'
    assert Templates(URL, told).fill(to="1", text="", mark="").headers == {"content-type": "text/plain"}


def test_without_a_body_the_address_carries_everything():
    url = "https://gw.example/{brand}?to={to84}&text={text}&key=k-123"
    request = Templates(url, {"brand": "SO KHCN"}).fill(to="0900000001", text=HARD, mark="x")
    assert (request.method, request.body) == ("GET", None)
    assert request.target.startswith("/SO%20KHCN?")
    assert parse_qs(urlsplit(request.target).query) == {"to": ["84900000001"], "text": [HARD], "key": ["k-123"]}


def test_a_header_carries_the_id_and_nothing_that_breaks_a_line():
    told = {"headers": '{"X-Request": "{id}", "X-To": "{brand}"}', "brand": "Sở\r\nX: y", "body": "a"}
    headers = Templates(URL, told).fill(to="1", text="", mark="m-1").headers
    assert headers["X-Request"] == "m-1"
    assert headers["X-To"].isascii()
    assert "\n" not in headers["X-To"]


WRONG = {
    "no address": ("ftp://gw", {}, "TS_SMS_URL"),
    "no host": ("https:///x", {}, "TS_SMS_URL"),
    "headers that are no JSON": (URL, {"headers": "A: bi-mat"}, "TS_SMS_HEADERS"),
    "headers that are a list": (URL, {"headers": '["bi-mat"]'}, "TS_SMS_HEADERS"),
    "a header that is a number": (URL, {"headers": '{"A": 1}'}, "TS_SMS_HEADERS"),
    "a header with a space": (URL, {"headers": '{"A b": "bi-mat"}'}, "TS_SMS_HEADERS"),
    "a header that breaks its line": (URL, {"headers": '{"A": "bi-mat\\r\\nB: c"}'}, "TS_SMS_HEADERS"),
    "a header that HTTP cannot carry": (URL, {"headers": '{"A": "bi-mật"}'}, "TS_SMS_HEADERS"),
    "a rule without a value": (URL, {"success": "bi-mat"}, "TS_SMS_SUCCESS"),
    "a rule that is no pattern": (URL, {"later": "/(bi-mat/"}, "TS_SMS_LATER"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_template_that_cannot_be_used_is_named_without_its_content(case):
    url, told, variable = WRONG[case]
    with pytest.raises(Wrong, match=variable) as refusal:
        Templates(url, told)
    assert "bi-m" not in str(refusal.value)


@pytest.mark.parametrize(
    ("rule", "answer", "accepted"),
    [
        ("", "anything", True),
        ("status=0", '{"status": 0}', True),
        ("status=0", '{"status": 1}', False),
        ("status=0", "[]", False),
        ("messages.0.ok=true", '{"messages": [{"ok": true}]}', True),
        ("messages.1.ok=true", '{"messages": [{"ok": true}]}', False),
        ("a=1|a=2", '{"a": "2"}', True),
        ("/^OK/", "OK 17", True),
        ("/^OK/", "NOT OK", False),
    ],
)
def test_a_rule_finds_what_it_names(rule, answer, accepted):
    assert Templates(URL, {"success": rule}).accepts(answer) is accepted


def test_an_answer_without_the_form_that_the_rule_needs_is_unclear():
    templates = Templates(URL, {"success": "status=0", "later": "status=9"})
    for ask in (templates.accepts, templates.postpones):
        with pytest.raises(Unclear):
            ask("<html>")
    assert not Templates(URL, {}).postpones("<html>")


@pytest.mark.parametrize(
    ("number", "bare"),
    [
        ("0900 000 001", "0900000001"),
        ("0900.000.001", "0900000001"),
        ("+84 900 000 001", "0900000001"),
        ("84900000001", "0900000001"),
        ("(0260) 3 000 000", "02603000000"),
        ("+1 202 555 0100", "12025550100"),
        ("113", ""),
        ("văn phòng", ""),
        ("", ""),
    ],
)
def test_a_number_is_written_as_gateways_take_it(number, bare):
    assert digits(number) == bare


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("ế" * 70, 1),
        ("ế" * 71, 2),
        ("ế" * 135, 3),
        ("", 1),
    ],
    ids=["160", "161", "80 double", "81 double", "70 marked", "71 marked", "135 marked", "none"],
)
def test_parts_are_counted_as_operators_charge_them(text, count):
    assert parts(text) == count


@override_settings(PUBLIC_URL="https://thongsuot.example")
def test_a_text_too_long_gives_its_subject_and_where_to_read_the_rest():
    short = Message(subject="Nhắc", body="Đề nghị\n\ngửi báo cáo.", url="/b/1/", reality="live")
    assert text_of(short) == "Nhắc. Đề nghị gửi báo cáo. https://thongsuot.example/b/1/"
    long = Message(subject="Nhắc", body="Đề nghị " * 30, url="/b/1/", reality="live")
    assert text_of(long) == "Nhắc. https://thongsuot.example/b/1/"
    nowhere = Message(subject="Nhắc", body="Đề nghị " * 30, url="", reality="live")
    assert text_of(nowhere).count("Đề nghị") == 30  # nothing is dropped that cannot be read elsewhere
