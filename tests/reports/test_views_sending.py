"""Pages around the sending of a report: keyed from paper, approved by a code, sealed, looked at again, ruled."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime, now
from tests.cast import client_of
from tests.directives import invitations
from tests.files import samples
from tests.reports import approvals, small
from tests.reports import papers_by_hand as hand
from tests.reports.small import ROSTER
from tests.worlds import world

from thongsuot.organisations import access
from thongsuot.reports import actions, queries
from thongsuot.reports.models import OnTime, Report, Submission

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@world
def letter(cast):
    """Return a letter issued yesterday that asks for a report in a day, drafted."""
    at = now() - 24 * HOUR
    issued = small.asked(cast, ROSTER, to=("dd-1", "dd-2"), at=at, deadline=now() + 6 * HOUR)
    for duty in (hand.duty_of(issued), hand.duty_of(issued, "dd-2")):
        actions.draft(duty, at=at, told=False)
    return issued


def scan(name="bao-cao.pdf", data=None):
    return SimpleUploadedFile(name, data if data is not None else samples.pdf())


def keyed(**changes):
    told = {
        "channel": "paper",
        "received_at": f"{localtime(now() - HOUR):%Y-%m-%dT%H:%M}",
        "sender": "Phan Văn Long",
        "sealed": "on",
        "narrative_2": "Đã bố trí đủ ca trực.",
        "so_DUTY_ROSTER_shifts": "1.912",
        "so_DUTY_ROSTER_shifts_filled": "1907",
        "difficulties": "",
        "proposals": "",
    }
    return {**told, "scans": scan(), **changes}


def entering(letter, code="dd-1"):
    return reverse("reports:enter", args=[hand.duty_of(letter, code).pk])


def test_the_departments_list_leads_to_the_form_for_whoever_sent_nothing(cast, letter):
    html = client_of(cast.binh).get(reverse("reports:list")).content.decode()
    assert entering(letter) in html
    assert "Tính đúng hạn:" in html


def test_the_form_shows_the_letters_paragraphs_and_the_figures_of_its_kinds(cast, letter):
    html = client_of(cast.binh).get(entering(letter)).content.decode()
    for field in ("received_at", "channel", "scans", "narrative_2", "so_DUTY_ROSTER_shifts"):
        assert f'name="{field}"' in html, field
    assert 'enctype="multipart/form-data"' in html


def test_what_the_organisation_is_still_drafting_stays_its_own(cast, letter):
    report = small.report_of(letter)
    actions.write(report, version=report.version, by=cast.hang, at=now(), difficulties="Chưa gửi ai xem.")
    assert "Chưa gửi ai xem." not in client_of(cast.binh).get(entering(letter)).content.decode()


def test_a_keyed_report_is_sent_and_shown_as_such(cast, letter):
    answer = client_of(cast.binh).post(entering(letter), keyed(), follow=True)
    html = answer.content.decode()
    assert answer.redirect_chain[0] == (small.report_of(letter).get_absolute_url(), 302)
    for told in ("Nhập thay", "bao-cao.pdf", "Phan Văn Long", "1.907/1.912", cast.binh.name):
        assert told in html, told


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"received_at": "2099-01-01T10:00"}, "không muộn hơn lúc này"),
        ({"received_at": "chiều qua"}, "Thời điểm nhận"),
        ({"channel": "fax"}, "Nhận bằng"),
        ({"scans": ""}, "Chưa có tệp quét"),
        ({"sender": ""}, "Người ký"),
        ({"so_DUTY_ROSTER_shifts": "-1"}, "error"),
        ({"so_DUTY_ROSTER_shifts": "nhiều"}, "error"),
    ],
    ids=["future", "no-time", "no-channel", "no-scan", "no-sender", "negative", "words"],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(cast, letter, wrong, said):
    answer = client_of(cast.binh).post(entering(letter), keyed(**wrong))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert said in html
    assert "Đã bố trí đủ ca trực." in html
    assert not Submission.objects.exists()


def test_an_empty_scan_is_refused_on_the_form(cast, letter):
    answer = client_of(cast.binh).post(entering(letter), keyed(scans=scan(data=b"")))
    assert (answer.status_code, Submission.objects.count()) == (422, 0)


def test_a_report_that_came_meanwhile_is_not_replaced(cast, letter):
    small.send(cast, letter, at=now() - HOUR)
    answer = client_of(cast.binh).post(entering(letter), keyed())
    assert "đã gửi nên số liệu và nội dung đã chốt" in answer.content.decode()
    assert Submission.objects.count() == 1


@pytest.mark.parametrize("username", ["so.vanthu", "so.lanhdao", "dd-1.daumoi", "dd-2.lanhdao"])
def test_others_find_no_such_form(cast, letter, username):
    assert client_of(cast.person(username)).get(entering(letter)).status_code == 404


def test_a_returned_report_that_comes_back_on_paper_is_keyed_again(cast, letter):
    client_of(cast.binh).post(entering(letter), keyed())
    actions.send_back(small.report_of(letter), {"difficulties": "Nêu rõ."}, by=cast.binh, at=now())
    report = small.report_of(letter)
    assert entering(letter) in client_of(cast.binh).get(report.get_absolute_url()).content.decode()
    client_of(cast.binh).post(entering(letter), keyed(difficulties="Thiếu xe ở hai trạm."))
    assert report.submissions.last().difficulties == "Thiếu xe ở hai trạm."


def approving(report):
    return reverse("reports:approve", args=[report.pk])


def test_the_leader_sees_exactly_what_will_be_frozen(cast, letter):
    small.say(cast, letter, {"shifts": 9, "shifts_filled": 8}, at=now())
    report = approvals.laid(cast, letter, at=now(), difficulties="Thiếu xe.", narrative={"2": "Đủ ca."})
    html = client_of(cast.long).get(approving(report)).content.decode()
    for told in ("Thiếu xe.", "Đủ ca.", "8/9", cast.hang.name, "Nhận mã duyệt"):
        assert told in html, told


def test_the_leader_asks_for_the_code_and_sends_the_report_by_it(cast, letter):
    report = approvals.laid(cast, letter, at=now(), difficulties="Thiếu xe.")
    client = client_of(cast.long)
    to = approvals.address_of(cast, cast.long, at=now())
    assert client.post(approving(report), {"viec": "ma", "to": to}).status_code == 302
    assert "Đã gửi mã đến" in client.get(approving(report)).content.decode()
    code = invitations.sent(cast.long)
    answer = client.post(approving(report), {"viec": "duyet", "code": f"{code[:3]} {code[3:]}"})
    assert answer.status_code == 302
    assert Report.objects.get(pk=report.pk).state == Report.State.SUBMITTED


def test_a_change_after_the_code_was_sent_is_shown_before_it_is_typed(cast, letter):
    report = approvals.laid(cast, letter, at=now())
    approvals.code_for(cast, report, cast.long, at=now())
    small.say(cast, letter, {"shifts": 9, "shifts_filled": 8}, at=now())
    html = client_of(cast.long).get(approving(report)).content.decode()
    assert "mã cũ không còn hiệu lực" in html
    assert 'name="code"' not in html


@pytest.mark.parametrize("code", ["000000", "12", "", "abcdef"], ids=["wrong", "short", "empty", "letters"])
def test_a_wrong_code_is_said_and_sends_nothing(cast, letter, code):
    report = approvals.laid(cast, letter, at=now())
    digits = approvals.code_for(cast, report, cast.long, at=now())
    code = approvals.wrong(digits) if code == "000000" else code
    answer = client_of(cast.long).post(approving(report), {"viec": "duyet", "code": code})
    assert answer.status_code == 422
    assert not Submission.objects.exists()


def test_an_address_of_somebody_else_is_refused(cast, letter):
    report = approvals.laid(cast, letter, at=now())
    answer = client_of(cast.long).post(approving(report), {"viec": "ma", "to": "1-email-00000000"})
    assert (answer.status_code, "chưa gửi mã" in answer.content.decode()) == (422, True)


def test_who_does_not_lead_waits(cast, letter):
    report = approvals.laid(cast, letter, at=now())
    html = client_of(cast.hang).get(approving(report)).content.decode()
    assert "Đang chờ lãnh đạo" in html
    assert 'name="to"' not in html


def test_a_draft_has_nothing_to_approve(cast, letter):
    html = client_of(cast.long).get(approving(small.report_of(letter))).content.decode()
    assert "hiện không có gì chờ duyệt" in html


def guest(cast, letter, username="dd-1.lanhdao"):
    secret, proof = invitations.proven(cast, letter, username, at=now())
    return reverse("reports:guest-approve", args=[secret]), proof


def test_a_leader_without_an_account_approves_on_a_telephone(cast, letter):
    report = approvals.laid(cast, letter, at=now(), difficulties="Thiếu xe.")
    address, proof = guest(cast, letter)
    to, browser = approvals.address_of(cast, cast.long, at=now()), Client(enforce_csrf_checks=True)
    with access.nobody():
        page = browser.get(f"{address}?proof={proof}").content.decode()
        asked = browser.post(address, {"viec": "ma", "to": to, "proof": proof})
    assert "Thiếu xe." in page
    assert f'value="{proof}"' in page
    assert asked.headers["Location"] == f"{address}?proof={proof}"
    with access.nobody():
        answer = browser.post(address, {"code": invitations_code(cast), "proof": proof})
        done = browser.get(answer.headers["Location"]).content.decode()
    assert Report.objects.get(pk=report.pk).submitted_by == cast.long
    assert "Số liệu và nội dung đã chốt" in done


def invitations_code(cast):
    with access.acting_as_system():
        return invitations.sent(cast.long)


def test_the_cookie_alone_changes_nothing(cast, letter):
    approvals.laid(cast, letter, at=now())
    address, proof = guest(cast, letter)
    browser = Client()
    browser.cookies["ts_moi"] = proof
    with access.nobody():
        assert browser.get(address).status_code == 200
        answer = browser.post(address, {"code": "123456"})
    assert answer.status_code == 302
    assert not Submission.objects.exists()


def test_whoever_proved_nothing_is_led_back_to_the_invitation(cast, letter):
    secret = invitations.secret_of(letter)
    with access.nobody():
        answer = Client().get(reverse("reports:guest-approve", args=[secret]))
    assert answer.headers["Location"] == reverse("directives:guest", args=[secret])


def test_a_contact_who_came_in_by_an_invitation_does_not_approve(cast, letter):
    approvals.laid(cast, letter, at=now())
    address, proof = guest(cast, letter, "dd-1.daumoi")
    with access.nobody():
        html = Client().get(f"{address}?proof={proof}").content.decode()
        answer = Client().post(address, {"code": "123456", "proof": proof})
    assert "Đang chờ lãnh đạo" in html
    assert answer.status_code == 422
    assert not Submission.objects.exists()


def after(report, verb):
    return reverse("reports:after-step", args=[report.pk, verb])


@world
def sent(cast, letter):
    """Return a report that was sent."""
    small.send(cast, letter, at=now() - HOUR)
    return small.report_of(letter)


def test_the_report_shows_its_code_its_papers_and_the_rule(cast, sent):
    html = client_of(cast.hang).get(sent.get_absolute_url()).content.decode()
    assert queries.spelled(sent.submissions.get().verification.code) in html
    assert reverse("reports:own-paper", args=[sent.pk, "pdf"]) in html
    assert "Lúc gửi trên hệ thống" in html


def test_the_sealed_copy_is_sent_from_the_reports_page(cast, sent):
    answer = client_of(cast.hang).post(after(sent, "ban-ky"), {"file": scan("ban-ky.pdf")}, follow=True)
    assert "Đã ghi nhận bản ký, đóng dấu." in answer.content.decode()
    assert "ban-ky.pdf" in answer.content.decode()


@pytest.mark.parametrize(
    "upload",
    [{}, {"file": ("x.pdf", b"")}, {"file": ("x.pdf", b"MZ" + bytes(100))}],
    ids=["none", "empty", "no-scan"],
)
def test_a_bad_copy_is_refused_in_words(cast, sent, upload):
    data = {name: scan(*given) for name, given in upload.items()}
    answer = client_of(cast.hang).post(after(sent, "ban-ky"), data, follow=True)
    assert "notice bad" in answer.content.decode()
    assert not sent.copies.exists()


def test_the_registry_notes_the_paper(cast, sent):
    at = f"{localtime(now() - HOUR / 2):%Y-%m-%dT%H:%M}"
    answer = client_of(cast.person("so.vanthu")).post(after(sent, "ban-giay"), {"received_at": at}, follow=True)
    assert "Đã ghi nhận bản giấy." in answer.content.decode()
    assert sent.copies.get().kind == "paper"


def test_a_paper_of_the_future_is_refused_in_words(cast, sent):
    answer = client_of(cast.binh).post(after(sent, "ban-giay"), {"received_at": "2099-01-01T08:00"}, follow=True)
    assert "không muộn hơn lúc này" in answer.content.decode()


def test_an_objection_and_its_answer_stand_on_the_page(cast, letter):
    client_of(cast.binh).post(entering(letter), keyed())
    report = small.report_of(letter)
    client_of(cast.hang).post(after(report, "xem-lai"), {"words": "Số ca là 12."})
    html = client_of(cast.binh).get(report.get_absolute_url()).content.decode()
    assert "Số ca là 12." in html
    asked = report.submissions.get().objections.get()
    client_of(cast.binh).post(after(report, "tra-loi"), {"words": "Sở đã xem.", "de-nghi": asked.pk})
    assert "Sở đã xem." in client_of(cast.hang).get(report.get_absolute_url()).content.decode()


def test_an_own_report_offers_no_objection(cast, sent):
    assert after(sent, "xem-lai") not in client_of(cast.hang).get(sent.get_absolute_url()).content.decode()


@pytest.mark.parametrize("verb", ["xoa", "ban-ky", "ban-giay", "xem-lai", "tra-loi"])
def test_a_competitor_finds_nothing_to_do(cast, sent, verb):
    assert client_of(cast.person("dd-2.daumoi")).post(after(sent, verb), {"words": "x"}).status_code == 404


def test_an_unknown_step_is_no_page(cast, sent):
    assert client_of(cast.hang).post(after(sent, "xoa")).status_code == 404


def test_the_leader_sets_the_departments_rule(cast):
    client = client_of(cast.khanh)
    answer = client.post(reverse("reports:on-time"), {"moment": "sealed_copy"}, follow=True)
    assert "Lúc có bản ký, đóng dấu" in answer.content.decode()
    assert queries.standing_rule(cast.department, "live") is OnTime.Moment.SEALED_COPY


def test_the_leader_sets_the_rule_of_one_letter_and_the_organisation_sees_it(cast, letter):
    address = reverse("reports:on-time-letter", args=[letter.pk])
    client_of(cast.khanh).post(address, {"moment": "received_paper"})
    for page in (small.report_of(letter).get_absolute_url(), reverse("reports:list")):
        assert "Lúc Sở nhận bản giấy" in client_of(cast.hang).get(page).content.decode()


def test_a_follower_reads_the_rule_and_does_not_change_it(cast, letter):
    address = reverse("reports:on-time-letter", args=[letter.pk])
    assert (
        "<button"
        not in client_of(cast.binh)
        .get(address)
        .content.decode()
        .partition('id="moment-title"')[2]
        .partition("</section>")[0]
    )
    client_of(cast.binh).post(address, {"moment": "received_paper"})
    assert queries.rule_of(letter) is OnTime.Moment.SUBMITTED


def test_an_unknown_moment_is_refused(cast):
    answer = client_of(cast.khanh).post(reverse("reports:on-time"), {"moment": "khi-nao-cung-duoc"})
    assert (answer.status_code, OnTime.objects.count()) == (422, 0)


def test_an_enterprise_has_no_such_setting(cast, letter):
    client = client_of(cast.long)
    assert client.get(reverse("reports:on-time")).status_code == 404
    assert client.get(reverse("reports:on-time-letter", args=[letter.pk])).status_code == 404
