"""The page Đôn đốc: three groups, telephone links, one tap for what came of a call, words and letters to take away."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localtime, now
from tests.cast import MONDAY, client_of
from tests.directives.letters import DEADLINE
from tests.directives.small import issue
from tests.worlds import world

from thongsuot.directives import actions, queries
from thongsuot.directives.actions import Call
from thongsuot.directives.models import Chase, Receipt

pytestmark = pytest.mark.django_db
REPORT = ("Báo cáo kết quả về Sở trước 14 giờ 00 ngày 07/02/2020.", "one_off", "all", "REPORT")


@world
def letter(cast):
    """A letter that asks three organisations for a report; the second has acknowledged."""
    letter = issue(cast, REPORT, to=("dd-1", "dd-2", "bc-1"), deadline=DEADLINE)
    receipt = queries.receipt_of(letter, cast.organisation("dd-2"))
    actions.acknowledge(receipt, by=cast.person("dd-2.daumoi"), at=MONDAY)
    return letter


def page_of(cast, letter, username="so.chuyenvien"):
    return client_of(cast.person(username)).get(reverse("directives:chasing", args=[letter.pk]))


def tap(cast, letter, code="dd-1", *, username="so.chuyenvien", **said):
    address = reverse("directives:chase", args=[letter.pk])
    return client_of(cast.person(username)).post(address, {"callee": cast.organisation(code).pk, **said})


def test_the_page_shows_who_owes_what_with_counts(cast, letter):
    answer = page_of(cast, letter)
    counts = {name: count for name, _label, count in answer.context["counts"]}
    assert sum(counts.values()) == 3
    assert counts["reported"] == 1
    assert cast.organisation("dd-1").name in answer.content.decode()


def test_every_number_of_a_contact_is_a_link_that_dials(cast, letter):
    hang = cast.hang
    hang.phone, hang.other_phones = "0912.345 678", ["0269 3 123 456"]
    hang.save(update_fields=["phone", "other_phones"])
    html = page_of(cast, letter).content.decode()
    assert 'href="tel:0912345678"' in html
    assert 'href="tel:02693123456"' in html


def test_an_organisation_without_a_contact_stands_out(cast, letter):
    cast.organisation("dd-1").roles.update(valid_until=MONDAY)
    assert "Chưa có cán bộ đầu mối" in page_of(cast, letter).content.decode()


def test_one_tap_notes_the_promised_hour(cast, letter):
    answer = tap(cast, letter, hour="15")
    row = Chase.objects.get()
    assert answer.status_code == 302
    assert (row.outcome, localtime(row.promised_at).hour) == ("promised", 15)
    assert row.promised_at > now()


@pytest.mark.parametrize("outcome", ["no_answer", "wrong_number", "messaged", "spoken"])
def test_one_tap_notes_every_other_outcome(cast, letter, outcome):
    tap(cast, letter, outcome=outcome)
    assert Chase.objects.get().outcome == outcome


def test_any_hour_person_note_and_time_can_be_told(cast, letter):
    later = localtime(now() + timedelta(hours=30))
    told = {"promised_at": f"{later:%Y-%m-%dT%H:%M}", "person": cast.hang.pk, "note": "Máy của trưởng phòng"}
    tap(cast, letter, outcome="promised", happened_at="2020-02-03T10:00", **told)
    row = Chase.objects.get()
    assert (row.person, row.note) == (cast.hang, "Máy của trưởng phòng")
    assert f"{localtime(row.promised_at):%d %H:%M}" == f"{later:%d %H:%M}"
    assert localtime(row.happened_at).hour == 10
    assert "ghi sau" in page_of(cast, letter).content.decode()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        pytest.param({}, "Hãy chọn kết quả", id="nothing"),
        pytest.param({"outcome": "promised"}, "Hãy nhập giờ hẹn", id="a promise without an hour"),
        pytest.param({"outcome": "x"}, "không", id="no outcome of ours"),
        pytest.param({"hour": "25"}, "Hãy chọn kết quả", id="no hour of the clock"),
        pytest.param({"outcome": "spoken", "note": "a" * 301}, "300", id="too many words"),
    ],
)
def test_what_is_not_well_formed_is_shown_again_with_the_reason(cast, letter, said, words):
    answer = tap(cast, letter, **said)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Chase.objects.exists()


@pytest.mark.parametrize("callee", ["", "x", "999999"], ids=["nobody", "no number", "a stranger"])
def test_an_organisation_that_the_letter_did_not_reach_is_not_chased(cast, letter, callee):
    address = reverse("directives:chase", args=[letter.pk])
    client_of(cast.binh).post(address, {"callee": callee, "outcome": "spoken"})
    assert not Chase.objects.exists()


def test_a_promise_in_the_past_is_refused_in_words(cast, letter):
    address = reverse("directives:chase", args=[letter.pk])
    told = {"callee": cast.organisation("dd-1").pk, "outcome": "promised", "promised_at": "2020-02-03T10:00"}
    answer = client_of(cast.binh).post(address, told, follow=True)
    assert "Giờ hẹn phải sau lúc gọi" in answer.content.decode()


def test_a_promise_that_passed_shows_and_one_that_is_to_come_is_named(cast, letter):
    dd_1, bc_1 = cast.organisation("dd-1"), cast.organisation("bc-1")
    actions.chase(letter, dd_1, Call("promised", MONDAY + timedelta(hours=1)), by=cast.binh, at=MONDAY)
    actions.chase(letter, bc_1, Call("no_answer"), by=cast.binh, at=MONDAY)
    html = page_of(cast, letter).content.decode()
    assert html.count("Đã qua giờ hẹn") == 1
    assert "Đã gọi, hẹn giờ 10:00 03/02/2020" in html
    assert "Không nghe máy" in html


@pytest.mark.parametrize("username", ["so.thanhtra", "so.vanthu"])
def test_others_of_the_department_read_and_write_nothing(cast, letter, username):
    html = page_of(cast, letter, username).content.decode()
    assert cast.organisation("dd-1").name in html
    assert 'name="callee"' not in html
    tap(cast, letter, username=username, outcome="spoken")
    assert not Chase.objects.exists()


@pytest.mark.parametrize("username", ["dd-1.daumoi", "dd-1.lanhdao", "bc-1.daumoi"])
@pytest.mark.parametrize("name", ["chasing", "reminder-letters"])
def test_an_enterprise_does_not_see_who_else_is_late(cast, letter, username, name):
    address = reverse(f"directives:{name}", args=[letter.pk])
    assert client_of(cast.person(username)).get(address).status_code == 404
    assert tap(cast, letter, username=username, outcome="spoken").status_code == 404


def test_the_department_notes_that_an_organisation_has_the_letter(cast, letter):
    address = reverse("directives:acknowledge-for", args=[letter.pk, cast.organisation("dd-1").pk])
    client_of(cast.binh).post(address, {"happened_at": "2020-02-03T10:30"})
    receipt = Receipt.objects.get(directive=letter, organisation__code="dd-1")
    assert (receipt.state, receipt.on_behalf, localtime(receipt.acknowledged_at).hour) == ("acknowledged", True, 10)


def test_a_time_that_is_none_changes_nothing(cast, letter):
    address = reverse("directives:acknowledge-for", args=[letter.pk, cast.organisation("dd-1").pk])
    answer = client_of(cast.binh).post(address, {"happened_at": "hôm qua"}, follow=True)
    assert "Giờ nhập chưa đúng" in answer.content.decode()
    assert Receipt.objects.get(directive=letter, organisation__code="dd-1").state == "sent"


def test_the_letters_come_one_an_organisation(cast, letter):
    answer = client_of(cast.binh).get(reverse("directives:reminder-letters", args=[letter.pk]))
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert sorted(archive.namelist()) == sorted(
        f"don-doc-{code}.{kind}" for code in ("bc-1", "dd-1", "dd-2") for kind in ("docx", "pdf")
    )
    assert archive.read("don-doc-dd-1.pdf").startswith(b"%PDF")


def test_when_all_have_done_it_there_is_nobody_to_chase(cast, letter):
    letter.receipts.update(state="acknowledged", acknowledged_at=MONDAY)
    letter.assignments.update(state="done", done_at=MONDAY)
    assert "Không còn đơn vị nào cần đôn đốc" in page_of(cast, letter).content.decode()
    address = reverse("directives:reminder-letters", args=[letter.pk])
    answer = client_of(cast.binh).get(address, follow=True)
    assert "không lập công văn" in answer.content.decode()


def test_the_words_for_a_chat_stand_on_the_page(cast, letter):
    answer = page_of(cast, letter)
    assert answer.context["chat"] in answer.content.decode()


def test_the_page_asks_as_much_for_nine_as_for_three(cast, letter, count_queries):
    everybody = issue(cast, REPORT, to=[o.code for o in cast.enterprises], deadline=DEADLINE, text_sha256="2" * 64)
    client = client_of(cast.binh)
    few, many = (
        count_queries(lambda pk=pk: client.get(reverse("directives:chasing", args=[pk])))
        for pk in (letter.pk, everybody.pk)
    )
    assert few == many


@pytest.mark.parametrize(
    ("hour", "offered"),
    [(7, (15, 16, 17)), (14, (15, 16, 17)), (15, (16, 17, 18)), (18, (19, 20, 21)), (19, (8, 9, 10)), (23, (8, 9, 10))],
)
def test_the_hours_offered_for_a_promise_are_still_to_come(hour, offered):
    assert queries.hours_to_promise(MONDAY.replace(hour=hour)) == offered
