"""A page goes out by SMS too, short, with a code of its own."""

from __future__ import annotations

import itertools
import re

import pytest
from django.db import IntegrityError, transaction
from tests.paging.texting import HANG, LONG, MINUTE, asked

from thongsuot.engines.message import Alphabet, count
from thongsuot.outbox.gateway import texts
from thongsuot.outbox.models import Message
from thongsuot.paging import queries
from thongsuot.paging.actions import asking
from thongsuot.paging.models import Page

pytestmark = pytest.mark.django_db


def sms(ladder):
    return queries.messages_of(ladder).filter(channel="sms")


def test_a_page_says_in_one_sms_what_it_is_about_and_how_to_answer(line):
    ladder = line.climb(line.hang)
    page, message = Page.objects.get(), sms(ladder).get()
    assert re.fullmatch("[0-9]{4}", page.code)
    assert (page.rung.address.number, message.address, message.priority) == ("84900000001", HANG, 1)
    text = texts.text_of(message)
    assert text == (f"Mat lien lac benh vien. Tra loi NHAN {page.code} de nhan viec, KHONG {page.code} neu khong the")
    counted = count(text)
    assert (counted.alphabet, counted.parts) == (Alphabet.GSM7, 1)


def test_a_title_of_a_few_letters_keeps_its_marks(line):
    ladder = line.climb(line.hang, title="Đứt cáp")
    text = texts.text_of(sms(ladder).get())
    assert text.startswith("Đứt cáp. Trả lời NHAN ") or count(text).alphabet == Alphabet.GSM7
    assert count(text).parts == 1


@pytest.mark.parametrize(
    "title", ["Mất liên lạc " * 15, "Mất điện " + "x" * 180, "停电 " * 60], ids=["words", "one", "far"]
)
def test_a_long_title_is_cut_and_never_the_way_to_answer(line, title):
    line.climb(line.hang, title=title[:200].strip())
    page, message = Page.objects.get(), Message.objects.get(channel="sms")
    assert f"NHAN {page.code}" in message.body
    assert count(texts.text_of(message)).parts <= (1 if title.startswith("Mất liên") else 3)


def test_the_second_priority_costs_an_sms_too_and_the_third_none(line):
    assert sms(line.climb(line.hang, about="incident:1", priority=2)).count() == 1
    assert sms(line.climb(line.hang, about="incident:2", priority=3)).count() == 0


def test_without_a_line_nobody_is_told_by_sms_and_no_code_is_drawn(line, settings):
    settings.SMS_URL = None
    ladder = line.climb(line.hang)
    assert not sms(ladder).exists()
    assert Page.objects.get().code == ""


def test_everybody_has_another_code_and_keeps_it_through_the_rounds(line):
    ladder = line.climb(line.hang, line.long)
    other = line.climb(line.hang, about="incident:2")
    line.later(5 * MINUTE)
    codes = {line.code(ladder, HANG), line.code(ladder, LONG), line.code(other, HANG)}
    assert len(codes) == 3
    first = line.code(ladder, HANG)
    line.later(5 * MINUTE)
    assert asked(ladder)[2] == (line.hang.name, "sent")
    assert line.code(ladder, HANG) == first
    assert len(line.told(HANG)) >= 3


def test_codes_in_use_are_not_drawn_again(line, monkeypatch):
    drawn = itertools.chain([7, 7, 7, 8], itertools.repeat(9))
    monkeypatch.setattr(asking.secrets, "randbelow", lambda _most: next(drawn))
    first = line.climb(line.hang)
    second = line.climb(line.long, about="incident:2")
    assert (line.code(first, HANG), line.code(second, LONG)) == ("0007", "0008")


def test_where_all_short_codes_are_taken_a_longer_one_is_drawn(line, monkeypatch):
    monkeypatch.setattr(asking.secrets, "randbelow", lambda most: 5 if most == 10_000 else most - 1)
    line.climb(line.hang)
    second = line.climb(line.long, about="incident:2")
    assert line.code(second, LONG) == "999999"
    third = line.climb(line.stranger("Đội thuê ngoài", "0900 000 009"), about="incident:3")
    assert line.code(third, "0900 000 009") == ""
    assert "Trả lời NHAN để nhận việc, KHONG nếu không thể" in line.told("0900 000 009")[0]


def test_the_database_refuses_two_open_pages_of_one_code(line):
    line.climb(line.hang)
    line.climb(line.long, about="incident:2")
    first, second = Page.objects.order_by("id")
    second.code = first.code
    with pytest.raises(IntegrityError, match="paging_code_of_one_page"), transaction.atomic():
        second.save(update_fields=["code"])


def test_a_code_drawn_by_two_at_the_same_moment_is_drawn_anew(line, monkeypatch):
    line.climb(line.hang)
    taken = Page.objects.get().code
    monkeypatch.setattr(queries, "in_use", lambda _code, _page: False)  # the other is not committed yet
    drawn = itertools.chain([int(taken)], itertools.count(1))
    monkeypatch.setattr(asking.secrets, "randbelow", lambda _most: next(drawn))
    second = line.climb(line.long, about="incident:2")
    assert line.code(second, LONG) not in ("", taken)


def test_an_exercise_is_told_by_its_own_mailbox(line, monkeypatch):
    monkeypatch.setattr("thongsuot.paging.actions.ladders.reality_of", lambda _about: "exercise")
    ladder = line.climb(line.hang)
    assert sms(ladder).get().mailbox.reality == "exercise"
