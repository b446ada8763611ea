"""The signed, sealed copy follows the report; the department says which moment keeps the deadline."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, InternalError, ProgrammingError, transaction
from tests.files import samples
from tests.reports import papers_by_hand as hand
from tests.reports import small
from tests.reports.small import DAY_BEFORE, DEADLINE, MINUTE, ROSTER
from tests.worlds import world

from thongsuot.directives import queries as duties
from thongsuot.directives.models import Assignment
from thongsuot.files.actions import Refused
from thongsuot.files.models import File
from thongsuot.ledger.models import Evidence
from thongsuot.organisations import access
from thongsuot.organisations.access import NotAllowed
from thongsuot.reports import actions, jobs, queries
from thongsuot.reports.models import Copy, OnTime, Snapshot

pytestmark = pytest.mark.django_db

SCAN = ("ban-ky.pdf", samples.pdf())
Moment = OnTime.Moment


@world
def letter(cast):
    """Return a letter whose drafts lie ready."""
    return small.drafted(cast, ROSTER)


def rule(cast, moment, *, letter=None, at=small.DAY_BEFORE, by=None):
    return actions.count_by(cast.department, moment, reality="live", directive=letter, by=by or cast.khanh, at=at)


def seal(cast, letter, upload=SCAN, *, by=None, at=DAY_BEFORE + MINUTE):
    return actions.attach_sealed_copy(small.report_of(letter), upload, by=by or cast.hang, at=at)


def arrive(cast, letter, received_at, *, by=None, at=None, upload=None):
    by = by or cast.person("so.vanthu")
    return actions.receive_paper(small.report_of(letter), received_at, upload, by=by, at=at or received_at)


def in_time(letter):
    return queries.was_in_time(small.report_of(letter))


def test_the_copy_is_kept_with_its_file_its_time_and_who_sent_it(cast, letter):
    submission = small.send(cast, letter)
    copy = seal(cast, letter)
    assert (copy.submission, copy.kind, copy.received_at, copy.by_name) == (
        submission, "sealed", DAY_BEFORE + MINUTE, cast.hang.name,
    )  # fmt: skip
    assert small.report_of(letter).sealed_at == DAY_BEFORE + MINUTE


@pytest.mark.parametrize(
    "upload",
    [SCAN, ("anh.png", samples.png()), ("anh.jpg", samples.JPEG), ("bc.p7s", samples.SIGNED)],
    ids=["pdf", "png", "jpeg", "p7s"],
)
def test_scans_photographs_and_signed_files_are_copies(cast, letter, upload):
    small.send(cast, letter)
    assert seal(cast, letter, upload).file.name == upload[0]


@pytest.mark.parametrize(
    "upload",
    [("bc.docx", samples.word()), ("bc.pdf", samples.program()), ("bc.pdf", samples.png()), ("bc.zip", samples.bomb())],
    ids=["a-draft", "a-program", "disguised", "a-bomb"],
)
def test_what_is_no_signed_copy_is_refused_and_not_kept(cast, letter, upload):
    small.send(cast, letter)
    with pytest.raises(actions.NoSealedCopy, match="chưa được lưu"):
        seal(cast, letter, upload)
    assert not Copy.objects.exists()
    assert not File.objects.filter(organisation__code="dd-1").exists()


def test_an_empty_file_is_refused(cast, letter):
    small.send(cast, letter)
    with pytest.raises(Refused):
        seal(cast, letter, ("bc.pdf", b""))


def test_nothing_is_sealed_before_it_was_sent(cast, letter):
    with pytest.raises(actions.NotYetSent):
        seal(cast, letter)


@pytest.mark.parametrize("username", ["dd-2.daumoi", "so.chuyenvien", "dd-1.kiemsoat"])
def test_others_do_not_send_the_organisations_copy(cast, letter, username):
    small.send(cast, letter)
    with pytest.raises(NotAllowed):
        seal(cast, letter, by=cast.person(username))


def test_the_first_copy_keeps_its_time(cast, letter):
    small.send(cast, letter)
    seal(cast, letter)
    seal(cast, letter, ("ban-ky-2.pdf", samples.pdf("khac")), at=DAY_BEFORE + 5 * MINUTE)
    assert small.report_of(letter).sealed_at == DAY_BEFORE + MINUTE
    assert small.report_of(letter).copies.count() == 2


def test_the_department_notes_the_paper_by_when_it_arrived(cast, letter):
    small.send(cast, letter)
    copy = arrive(cast, letter, DEADLINE - MINUTE, at=DEADLINE + 30 * MINUTE)
    assert (copy.kind, copy.file, copy.at) == ("paper", None, DEADLINE + 30 * MINUTE)
    assert small.report_of(letter).paper_at == DEADLINE - MINUTE


@pytest.mark.parametrize(
    "received", [DEADLINE + MINUTE, DEADLINE - timedelta(days=90)], ids=["future", "before-the-letter"]
)
def test_a_paper_arrives_neither_in_the_future_nor_before_the_letter(cast, letter, received):
    small.send(cast, letter)
    with pytest.raises(actions.WrongMoment):
        arrive(cast, letter, received, at=DEADLINE)


def test_the_organisation_does_not_note_what_arrived_at_the_department(cast, letter):
    small.send(cast, letter)
    with pytest.raises(NotAllowed):
        arrive(cast, letter, DAY_BEFORE, by=cast.hang)


def test_without_a_rule_sending_counts(cast, letter):
    small.send(cast, letter, at=DEADLINE - MINUTE)
    assert queries.rule_of(letter) is Moment.SUBMITTED
    assert in_time(letter)


def test_where_the_sealed_copy_counts_sending_alone_is_not_enough(cast, letter):
    rule(cast, Moment.SEALED_COPY, letter=letter)
    small.send(cast, letter)
    assert not in_time(letter)
    assert hand.duty_of(letter).state != Assignment.State.DONE
    seal(cast, letter)
    assert in_time(letter)
    assert (hand.duty_of(letter).state, hand.duty_of(letter).done_at) == ("done", DAY_BEFORE + MINUTE)


def test_where_the_paper_counts_a_sealed_file_is_not_enough(cast, letter):
    rule(cast, Moment.RECEIVED_PAPER, letter=letter)
    small.send(cast, letter)
    seal(cast, letter)
    assert not in_time(letter)
    arrive(cast, letter, DEADLINE - MINUTE)
    assert in_time(letter)


@pytest.mark.parametrize(
    ("moment", "received", "kept"),
    [
        (Moment.SEALED_COPY, DEADLINE - MINUTE, True),
        (Moment.SEALED_COPY, DEADLINE, False),
        (Moment.RECEIVED_PAPER, DEADLINE - MINUTE, True),
        (Moment.RECEIVED_PAPER, DEADLINE + MINUTE, False),
    ],
)
def test_the_deadline_is_kept_by_the_moment_that_counts(cast, letter, moment, received, kept):
    rule(cast, moment, letter=letter)
    small.send(cast, letter)
    arrive(cast, letter, received)
    assert in_time(letter) is kept


def test_a_report_keyed_from_paper_keeps_every_rule_by_when_the_paper_came(cast, letter):
    rule(cast, Moment.RECEIVED_PAPER, letter=letter)
    hand.key(cast, letter, at=DEADLINE + MINUTE, received_at=DEADLINE - MINUTE)
    assert in_time(letter)


def test_a_telephone_call_does_not_stand_for_a_paper(cast, letter):
    rule(cast, Moment.RECEIVED_PAPER, letter=letter)
    hand.key(cast, letter, scans=(), channel="phone")
    assert not in_time(letter)


def snapshot_row(letter, code="dd-1", sequence=0):
    content = Snapshot.objects.get(directive=letter, sequence=sequence).content
    return content, next(row for row in content["organisations"] if row["code"] == code)


def test_the_snapshot_counts_the_figures_and_says_that_the_copy_is_awaited(cast, letter):
    rule(cast, Moment.SEALED_COPY, letter=letter)
    small.say(cast, letter, {"shifts": 9, "shifts_filled": 9})
    small.send(cast, letter)
    jobs.run(DEADLINE)
    content, row = snapshot_row(letter)
    assert (row["status"], content["on_time"], content["on_time_by"]) == ("unsealed", 0, "sealed_copy")
    assert content["missing"] == ["bc-1"]
    assert content["figures"]["DUTY_ROSTER"]["declared"]["shifts"] == 9


def test_statistics_follow_the_rule(cast, letter):
    rule(cast, Moment.SEALED_COPY, letter=letter)
    small.send(cast, letter)
    own = cast.organisation("dd-1").pk
    assert "done_on_time" not in queries.statistics(letter, DEADLINE)[own]
    seal(cast, letter, at=DEADLINE - MINUTE)
    assert queries.statistics(letter, DEADLINE)[own]["done_on_time"] == 1


def punctual():
    row = Evidence.objects.filter(kind="REPORT", organisation__code="dd-1").order_by("-version").first()
    return row and row.figures["reports_on_time"]


def test_punctuality_is_not_entered_before_it_is_known(cast, letter):
    rule(cast, Moment.SEALED_COPY, letter=letter)
    small.send(cast, letter)
    jobs.run(DAY_BEFORE + MINUTE)
    assert punctual() is None
    seal(cast, letter, at=DAY_BEFORE + 2 * MINUTE)
    jobs.run(DAY_BEFORE + 3 * MINUTE)
    assert punctual() == 1


def test_punctuality_is_entered_anew_when_a_copy_comes_after_the_minute(cast, letter):
    rule(cast, Moment.SEALED_COPY, letter=letter)
    small.send(cast, letter)
    jobs.run(DEADLINE)
    assert punctual() == 0
    arrive(cast, letter, DEADLINE - MINUTE, at=DEADLINE + MINUTE)
    jobs.run(DEADLINE + 2 * MINUTE)
    assert punctual() == 1


def test_a_general_rule_holds_for_letters_issued_after_it(cast):
    before = small.asked(cast, text_sha256="a" * 64)
    rule(cast, Moment.SEALED_COPY, at=before.issued_at + MINUTE)
    after = small.asked(cast, text_sha256="b" * 64, at=before.issued_at + 2 * MINUTE)
    assert queries.rules_of([before, after]) == {before.pk: Moment.SUBMITTED, after.pk: Moment.SEALED_COPY}


def test_a_letters_own_rule_goes_before_the_general_one(cast):
    letter = small.asked(cast)
    rule(cast, Moment.SEALED_COPY, at=letter.issued_at - MINUTE)
    rule(cast, Moment.RECEIVED_PAPER, letter=letter)
    assert queries.rule_of(letter) is Moment.RECEIVED_PAPER


def test_a_rule_that_is_replaced_ends(cast, letter):
    rule(cast, Moment.SEALED_COPY, letter=letter)
    rule(cast, Moment.SUBMITTED, letter=letter, at=DAY_BEFORE + MINUTE)
    assert queries.rule_of(letter) is Moment.SUBMITTED
    assert OnTime.objects.filter(directive=letter, valid_until=None).count() == 1
    assert OnTime.objects.filter(directive=letter).count() == 2


def test_saying_the_same_again_changes_nothing(cast, letter):
    assert rule(cast, Moment.SEALED_COPY, letter=letter) == rule(cast, Moment.SEALED_COPY, letter=letter)


def test_once_somebody_has_reported_the_letters_rule_stays(cast, letter):
    small.send(cast, letter)
    with pytest.raises(actions.RuleInUse, match="giữ nguyên"):
        rule(cast, Moment.SEALED_COPY, letter=letter)


@pytest.mark.parametrize("username", ["so.chuyenvien", "so.vanthu", "dd-1.lanhdao"])
def test_the_departments_leader_alone_decides(cast, letter, username):
    with pytest.raises(NotAllowed):
        rule(cast, Moment.SEALED_COPY, letter=letter, by=cast.person(username))


def test_those_bound_know_the_rule_and_strangers_do_not(cast, letter):
    rule(cast, Moment.SEALED_COPY, letter=letter)
    with access.acting_for(cast.organisation("dd-1")):
        assert queries.rule_of(letter) is Moment.SEALED_COPY
    with access.acting_for(cast.ministry):
        assert not OnTime.objects.exists()


def test_reminders_go_on_until_the_moment_that_counts(cast, letter):
    rule(cast, Moment.SEALED_COPY, letter=letter)
    small.send(cast, letter)
    assert duties.is_open(hand.duty_of(letter))
    seal(cast, letter)
    assert not duties.is_open(hand.duty_of(letter))


def test_the_database_refuses_to_change_a_copy(cast, letter):
    small.send(cast, letter)
    copy = seal(cast, letter)
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        Copy.objects.filter(pk=copy.pk).update(received_at=DEADLINE)


def test_the_database_refuses_two_rules_at_once(cast, letter):
    rule(cast, Moment.SEALED_COPY, letter=letter)
    with pytest.raises(IntegrityError), transaction.atomic():
        OnTime.objects.create(
            organisation=cast.department, reality="live", directive=letter, moment="submitted", by_name="x",
            valid_from=DAY_BEFORE,
        )  # fmt: skip
