"""Nhập thay: what came on paper is keyed with its scan, its own time and who keyed it, and is visible as such."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, InternalError, ProgrammingError, transaction
from django.urls import reverse
from tests.cast import client_of
from tests.files import samples
from tests.reports import papers_by_hand as hand
from tests.reports import small
from tests.reports.small import DAY_BEFORE, DEADLINE, MINUTE, ROSTER
from tests.worlds import world

from thongsuot.directives.models import Assignment, Declaration, Receipt
from thongsuot.files.models import File
from thongsuot.ledger import queries as ledger
from thongsuot.organisations.access import NotAllowed
from thongsuot.outbox.models import Message
from thongsuot.reports import actions, jobs, papers, queries
from thongsuot.reports.models import Channel, Report, Snapshot, Submission

pytestmark = pytest.mark.django_db


@world
def letter(cast):
    """Return a letter of one duty beside the report, drafted a day before its deadline."""
    return small.drafted(cast, ROSTER)


def test_it_is_sent_on_behalf_and_counted_by_when_it_came(cast, letter):
    submission = hand.key(cast, letter, at=DEADLINE + 10 * MINUTE, received_at=DEADLINE - MINUTE)
    report = small.report_of(letter)
    assert (report.state, report.channel, report.submitted_at) == ("submitted", "paper", DEADLINE - MINUTE)
    assert (submission.received_at, submission.at) == (DEADLINE - MINUTE, DEADLINE + 10 * MINUTE)
    assert queries.was_in_time(report)


def test_who_keyed_it_stands_on_the_submission_and_nobody_submitted(cast, letter):
    submission = hand.key(cast, letter)
    report = small.report_of(letter)
    assert (submission.by_person, submission.by_name) == (cast.binh, cast.binh.name)
    assert (report.submitted_by, report.prepared_by) == (None, None)


def test_words_and_figures_are_those_of_the_paper(cast, letter):
    submission = hand.key(cast, letter)
    assert submission.narrative == {"2": "Đã bố trí đủ ca trực."}
    assert submission.figures["DUTY_ROSTER"]["declared"] == {"shifts": 9, "shifts_filled": 8}
    assert Declaration.objects.get(assignment__obligation__kind="DUTY_ROSTER", organisation__code="dd-1").on_behalf


def test_the_scan_is_kept_with_the_organisations_files(cast, letter):
    submission = hand.key(cast, letter)
    file = File.objects.get(sha256=submission.files[0])
    assert (file.organisation.code, file.name, file.by_name) == ("dd-1", "bao-cao.pdf", cast.binh.name)


@pytest.mark.parametrize("channel", ["paper", "post", "email", "photo"])
def test_without_a_scan_nothing_is_entered(cast, letter, channel):
    with pytest.raises(actions.ScanMissing, match="chưa có gì được ghi"):
        hand.key(cast, letter, scans=(), channel=channel)
    assert not Submission.objects.exists()


def test_a_telephone_call_needs_no_scan(cast, letter):
    submission = hand.key(cast, letter, scans=(), channel="phone", sealed=False)
    assert (submission.channel, submission.files) == ("phone", [])


def test_a_scan_that_is_not_to_be_trusted_is_none(cast, letter):
    with pytest.raises(actions.ScanMissing):
        hand.key(cast, letter, scans=[("bao-cao.pdf", samples.program())])


def test_of_several_scans_the_doubtful_one_is_kept_apart(cast, letter):
    scans = [hand.SCAN, ("anh.pdf", samples.png())]
    submission, apart = actions.enter(hand.duty_of(letter), hand.entry(), scans, by=cast.binh, at=DAY_BEFORE)
    assert len(submission.files) == 1
    assert [file.name for file in apart] == ["anh.pdf"]


@pytest.mark.parametrize("late", [MINUTE, timedelta(days=1)], ids=["a-minute", "a-day"])
def test_nothing_was_received_in_the_future(cast, letter, late):
    with pytest.raises(actions.WrongMoment, match="không muộn hơn lúc này"):
        hand.key(cast, letter, received_at=DAY_BEFORE + late)


def test_nothing_was_received_before_the_letter_went_out(cast, letter):
    with pytest.raises(actions.WrongMoment, match="sau khi văn bản được phát hành"):
        hand.key(cast, letter, received_at=letter.issued_at - MINUTE)


def test_an_empty_report_is_refused(cast, letter):
    with pytest.raises(actions.NothingEntered):
        hand.key(cast, letter, narrative={}, difficulties="", figures={})


def test_a_figure_below_zero_enters_nothing(cast, letter):
    with pytest.raises(ValueError, match="không âm"):
        hand.key(cast, letter, figures={"DUTY_ROSTER": {"shifts": -1}})
    assert not Submission.objects.exists()


@pytest.mark.parametrize("username", ["so.vanthu", "dd-1.daumoi", "dd-1.lanhdao", "dd-2.daumoi"])
def test_only_a_follower_of_the_department_enters(cast, letter, username):
    with pytest.raises(NotAllowed):
        hand.key(cast, letter, by=cast.person(username))


def test_it_may_be_entered_before_any_draft_stands(cast):
    letter = small.asked(cast, ROSTER)
    early = letter.issued_at + MINUTE
    hand.key(cast, letter, at=early, received_at=early)
    assert small.report_of(letter).state == Report.State.SUBMITTED
    assert not Message.objects.filter(subject="Dự thảo báo cáo đã sẵn sàng").exists()


def test_what_the_organisation_sent_itself_is_not_replaced(cast, letter):
    small.send(cast, letter)
    with pytest.raises(actions.AlreadyFrozen):
        hand.key(cast, letter)


def test_words_that_lay_in_the_draft_are_kept_among_the_edits(cast, letter):
    report = small.report_of(letter)
    actions.write(report, version=report.version, by=cast.hang, at=DAY_BEFORE, difficulties="Của đơn vị.")
    hand.key(cast, letter)
    assert ledger.edits_of(report).last().before["difficulties"] == "Của đơn vị."


def test_after_an_amendment_was_asked_the_organisation_sends_its_own(cast, letter):
    hand.key(cast, letter)
    actions.send_back(small.report_of(letter), {"difficulties": "Nêu rõ."}, by=cast.binh, at=DAY_BEFORE)
    second = small.send(cast, letter, at=DAY_BEFORE + MINUTE, difficulties="Thiếu xe ở hai trạm.")
    report = small.report_of(letter)
    assert (second.sequence, second.channel, report.channel, report.submitted_by) == (2, "", "", cast.long)
    assert report.submitted_at == hand.CAME


def test_the_letter_counts_as_received_and_the_duty_as_done_when_it_came(cast, letter):
    hand.key(cast, letter)
    receipt = Receipt.objects.get(directive=letter, organisation__code="dd-1")
    assert (receipt.state, receipt.on_behalf, receipt.acknowledged_at) == ("acknowledged", True, hand.CAME)
    duty = hand.duty_of(letter)
    assert (duty.state, duty.done_at) == (Assignment.State.DONE, hand.CAME)


def test_the_organisation_is_told_that_it_may_object(cast, letter):
    hand.key(cast, letter)
    told = Message.objects.get(recipient=cast.hang, channel="in_app", subject__startswith="Sở đã nhập thay")
    assert "đề nghị xem lại" in told.body
    assert cast.binh.name in told.body


def test_the_history_says_how_and_when_it_came(cast, letter):
    hand.key(cast, letter)
    note = ledger.moves_of(small.report_of(letter)).last().note
    assert note == "Nhập thay: Bản giấy nộp trực tiếp, nhận lúc 13:00 06/02/2020"


def test_the_snapshot_of_the_minute_does_not_know_what_is_keyed_after_it(cast, letter):
    jobs.run(DEADLINE)
    before = Snapshot.objects.get(directive=letter, sequence=0).content
    hand.key(cast, letter, at=DEADLINE + 10 * MINUTE, received_at=DEADLINE - MINUTE)
    jobs.run(DEADLINE + 11 * MINUTE)
    assert Snapshot.objects.get(directive=letter, sequence=0).content == before
    assert before["missing"] == ["bc-1", "dd-1"]
    later = Snapshot.objects.get(directive=letter, sequence=1).content
    row = next(row for row in later["organisations"] if row["code"] == "dd-1")
    assert (row["status"], row["channel"]) == ("on_time", "paper")


def test_what_came_and_was_keyed_before_the_minute_is_in_the_snapshot(cast, letter):
    hand.key(cast, letter)
    jobs.run(DEADLINE)
    content = Snapshot.objects.get(directive=letter, sequence=0).content
    assert content["on_time"] == 1
    assert content["figures"]["DUTY_ROSTER"]["declared"] == {"shifts": 9, "shifts_filled": 8}


def test_what_came_after_the_minute_is_late_whenever_it_is_keyed(cast, letter):
    hand.key(cast, letter, at=DEADLINE + 20 * MINUTE, received_at=DEADLINE + MINUTE)
    assert not queries.was_in_time(small.report_of(letter))


def test_the_annex_of_the_papers_says_so(cast, letter):
    hand.key(cast, letter)
    jobs.run(DEADLINE)
    paper = papers.upward(Snapshot.objects.get(directive=letter), "ministry")
    told = [cell for row in paper.annexes[0].blocks[0].rows for cell in row]
    assert "Đã gửi đúng hạn, nhập thay" in told


def test_the_board_and_the_duty_say_so(cast, letter):
    hand.key(cast, letter)
    board = client_of(cast.binh).get(reverse("directives:matrix", args=[letter.pk]) + "?mo=tat-ca").content.decode()
    assert "Hoàn thành đúng hạn nhập thay" in board
    assert "Nhập thay" in client_of(cast.binh).get(hand.duty_of(letter).get_absolute_url()).content.decode()


def test_a_report_of_ones_own_is_not_marked_so(cast, letter):
    small.send(cast, letter)
    board = client_of(cast.binh).get(reverse("directives:matrix", args=[letter.pk]) + "?mo=tat-ca").content.decode()
    assert "nhập thay" not in board


def test_the_organisations_own_paper_says_who_keyed_it_from_what(cast, letter):
    submission = hand.key(cast, letter)
    paper = papers.own(submission, address="https://so.example/xac-thuc/x/")
    lead = paper.blocks[1].text
    assert f"do {cast.binh.name} nhập thay từ bản giấy của Phan Văn Long, Giám đốc" in lead
    assert "13 giờ 00 phút ngày 06 tháng 02 năm 2020" in lead
    assert paper.signatures[0].name == ""


@pytest.mark.parametrize(
    ("channel", "sealed", "paper", "copy"),
    [
        ("paper", True, True, True),
        ("email", True, False, True),
        ("photo", False, False, False),
        ("phone", True, False, False),
    ],
)
def test_paper_and_signed_scans_count_as_copies_a_call_does_not(cast, letter, channel, sealed, paper, copy):
    scans = () if channel == Channel.PHONE else (hand.SCAN,)
    hand.key(cast, letter, channel=channel, sealed=sealed, scans=scans)
    report = small.report_of(letter)
    assert (report.paper_at is not None, report.sealed_at is not None) == (paper, copy)


def test_the_database_refuses_an_own_report_without_two_people(cast, letter):
    small.send(cast, letter)
    with pytest.raises(IntegrityError, match="names_two_people"), transaction.atomic():
        Report.objects.filter(pk=small.report_of(letter).pk).update(submitted_by=None)


def test_the_database_refuses_a_submitter_of_what_was_entered_on_behalf(cast, letter):
    hand.key(cast, letter)
    with pytest.raises(IntegrityError, match="names_two_people"), transaction.atomic():
        Report.objects.filter(pk=small.report_of(letter).pk).update(submitted_by=cast.long)


def test_the_database_refuses_to_change_when_it_came(cast, letter):
    submission = hand.key(cast, letter)
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        Submission.objects.filter(pk=submission.pk).update(received_at=DEADLINE)


def test_the_database_refuses_a_submission_on_behalf_without_a_time(cast, letter):
    with pytest.raises(IntegrityError, match="who_keyed_it"), transaction.atomic():
        Submission.objects.create(
            organisation=cast.organisation("dd-1"), reality="live", report=small.report_of(letter), sequence=1,
            figures={}, narrative={}, channel="paper", at=DAY_BEFORE, by_person=cast.binh, by_name="x",
        )  # fmt: skip
