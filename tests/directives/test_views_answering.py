"""Hỏi, đáp over HTTP: asking, replying, publishing, and what a competitor finds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localtime, now
from tests.cast import client_of
from tests.directives import small
from tests.directives.letters import DEADLINE
from tests.worlds import world

from thongsuot.directives import actions
from thongsuot.directives.models import Answer, Clarification

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
REPORT = ("Báo cáo kết quả về Sở trước 14 giờ 00 ngày 07/02/2020.", "one_off", "all", "REPORT")


@world
def letter(cast):
    """Return a letter issued yesterday, whose report is due in three days, that reached two competitors."""
    due = {**DEADLINE, "at": (now() + 3 * DAY).isoformat()}
    return small.issue(cast, small.OTHER, REPORT, to=("dd-1", "dd-2"), deadline=due, at=now() - DAY)


def page(name, *args):
    return reverse(f"directives:{name}", args=args)


def typed(moment):
    return f"{localtime(moment):%Y-%m-%dT%H:%M}"


def asked(cast, letter, kind="unclear", **place):
    said = actions.Said(kind, "Áp dụng từ ngày nào?", **place)
    return actions.answer(letter, cast.organisation("dd-1"), said, by=cast.hang, at=now())


def test_an_enterprise_asks_about_a_paragraph_and_sees_it_listed(cast, letter):
    client = client_of(cast.hang)
    form = client.get(page("ask", letter.pk)).content.decode()
    assert "Cả văn bản" in form
    assert "Nội dung 2" in form
    answer = client.post(page("ask", letter.pk), {"kind": "obstacle", "place": "n2", "words": "Thiếu thiết bị."})
    row = Answer.objects.get()
    assert (answer.status_code, answer.url) == (302, row.get_absolute_url())
    assert (row.kind, row.paragraph, row.words) == ("obstacle", 2, "Thiếu thiết bị.")
    text = client.get(page("answers")).content.decode()
    assert "Thiếu thiết bị." in text
    assert "Chờ Sở trả lời" in text


def test_a_duty_is_asked_about_from_its_own_page(cast, letter):
    duty = small.assignment(letter, obligation__kind="REPORT")
    client = client_of(cast.hang)
    text = client.get(duty.get_absolute_url()).content.decode()
    assert f'value="v{duty.pk}" selected' in text
    until = now() + 5 * DAY
    told = {"kind": "extension", "place": f"v{duty.pk}", "words": "Chờ thiết bị.", "until": typed(until)}
    assert client.post(page("ask", letter.pk), told).status_code == 302
    assert Answer.objects.get().assignment == duty
    assert "Chờ thiết bị." in client.get(duty.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "told",
    [
        {"kind": "unclear", "place": "", "words": ""},
        {"kind": "", "place": "", "words": "Hỏi"},
        {"kind": "extension", "place": "", "words": "Chờ thiết bị.", "until": ""},
        {"kind": "unclear", "place": "v999999", "words": "Hỏi"},
        {"kind": "extension", "place": "", "words": "Chờ thiết bị.", "until": "2020-01-01T08:00"},
    ],
    ids=["no words", "no kind", "no time", "a foreign duty", "a time that has passed"],
)
def test_a_wrong_form_keeps_what_was_typed_and_sends_nothing(cast, letter, told):
    answer = client_of(cast.hang).post(page("ask", letter.pk), told)
    assert answer.status_code == 422
    assert told["words"] in answer.content.decode()
    assert not Answer.objects.exists()


def test_whom_the_letter_did_not_reach_has_nothing_to_ask(cast, letter):
    assert client_of(cast.person("dd-3.daumoi")).get(page("ask", letter.pk)).status_code == 404
    assert client_of(cast.binh).get(page("ask", letter.pk)).status_code == 404


def test_a_competitor_finds_neither_question_nor_list_entry(cast, letter):
    row = asked(cast, letter)
    other = client_of(cast.person("dd-2.daumoi"))
    assert other.get(row.get_absolute_url()).status_code == 404
    assert other.post(page("answer-step", row.pk, "rut-lai")).status_code == 404
    assert row.words not in other.get(page("answers")).content.decode()
    assert row.words not in other.get(page("ask", letter.pk)).content.decode()


def test_the_department_replies_with_an_extension(cast, letter):
    duty = small.assignment(letter, obligation__kind="REPORT")
    row = asked(cast, letter, "extension", until=duty.deadline_at + DAY, assignment=duty)
    client = client_of(cast.binh)
    text = client.get(row.get_absolute_url()).content.decode()
    assert "Dừng tính thời hạn" in text
    assert "Đồng ý: không thuộc phạm vi" not in text
    told = {"words": "Đồng ý.", "decision": "extend", "until": typed(duty.deadline_at + DAY)}
    assert client.post(page("answer-step", row.pk, "tra-loi"), told).status_code == 302
    own = client_of(cast.hang).get(row.get_absolute_url()).content.decode()
    assert "Đồng ý." in own
    assert "Gia hạn đến" in own
    assert "Thời hạn theo văn bản" in client_of(cast.hang).get(duty.get_absolute_url()).content.decode()


def test_what_has_no_clock_offers_no_clock_to_stop(cast, letter):
    duty = small.assignment(letter, obligation__kind="OTHER")
    text = (
        client_of(cast.binh)
        .get(asked(cast, letter, "out_of_scope", assignment=duty).get_absolute_url())
        .content.decode()
    )
    assert "Dừng tính thời hạn" not in text
    assert "Đồng ý: không thuộc phạm vi" in text


def test_a_stopped_clock_is_shown_on_the_duty_and_can_be_answered_further(cast, letter):
    duty = small.assignment(letter, obligation__kind="REPORT")
    row, client = asked(cast, letter, assignment=duty), client_of(cast.binh)
    client.post(page("answer-step", row.pk, "tra-loi"), {"words": "Đang xin ý kiến.", "decision": "stop"})
    assert "Đã dừng tính từ" in client_of(cast.hang).get(duty.get_absolute_url()).content.decode()
    text = client.get(row.get_absolute_url()).content.decode()
    assert "Trả lời tiếp" in text
    assert "Tính tiếp thời hạn" in text
    client.post(page("answer-step", row.pk, "tra-loi"), {"words": "Làm theo văn bản.", "decision": "go_on"})
    assert Answer.objects.get().state == Answer.State.ANSWERED


@pytest.mark.parametrize(
    "told",
    [
        {"words": "", "decision": "keep"},
        {"words": "Lời", "decision": "extend", "until": ""},
        {"words": "Lời", "decision": "extend", "until": "2020-01-01T08:00"},
        {"words": "Lời", "decision": "release"},
    ],
    ids=["no words", "no time", "a time that has passed", "a decision that was not offered"],
)
def test_a_wrong_reply_keeps_what_was_typed(cast, letter, told):
    row = asked(cast, letter)
    answer = client_of(cast.binh).post(page("answer-step", row.pk, "tra-loi"), told)
    assert answer.status_code == 422
    assert told["words"] in answer.content.decode()
    assert Answer.objects.get().state == Answer.State.ASKED


def test_the_asker_takes_back_and_nobody_else_sees_the_button(cast, letter):
    row = asked(cast, letter)
    assert "Rút lại" not in client_of(cast.binh).get(row.get_absolute_url()).content.decode()
    client = client_of(cast.hang)
    assert "Rút lại" in client.get(row.get_absolute_url()).content.decode()
    assert client.post(page("answer-step", row.pk, "rut-lai")).status_code == 302
    assert Answer.objects.get().state == Answer.State.TAKEN_BACK
    assert client.post(page("answer-step", row.pk, "khac")).status_code == 404


def test_a_published_answer_stands_on_every_addressees_letter(cast, letter):
    row, client = asked(cast, letter, paragraph=1), client_of(cast.binh)
    client.post(page("answer-step", row.pk, "tra-loi"), {"words": "Từ ngày ký.", "decision": "keep"})
    draft = client.get(row.get_absolute_url()).content.decode()
    assert "Đăng giải đáp chung" in draft
    named = {"question": f"{row.organisation.name} hỏi", "reply": "Từ ngày ký."}
    refused = client.post(page("answer-step", row.pk, "dang"), named)
    assert refused.status_code == 422
    assert named["question"] in refused.content.decode()
    told = {"question": "Nội dung 1 áp dụng từ ngày nào?", "reply": "Từ ngày ký."}
    assert client.post(page("answer-step", row.pk, "dang"), told).status_code == 302
    assert Clarification.objects.get().paragraph == 1
    for username in ("dd-1.daumoi", "dd-2.daumoi", "so.chuyenvien"):
        text = client_of(cast.person(username)).get(letter.get_absolute_url()).content.decode()
        assert told["question"] in text


def test_what_waits_stands_on_the_departments_desk(cast, letter):
    row = asked(cast, letter)
    text = client_of(cast.binh).get("/").content.decode()
    assert "nội dung chờ trả lời" in text
    assert row.get_absolute_url() in text
