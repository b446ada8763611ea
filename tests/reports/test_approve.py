"""A leader approves by a one-time code that is bound to exactly what will be frozen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.directives import invitations
from tests.reports import approvals, small
from tests.reports.small import DAY_BEFORE, MINUTE, ROSTER
from tests.worlds import world

from thongsuot.directives.actions import TooSoon, UnknownAddress, WrongCode
from thongsuot.directives.models import Code
from thongsuot.directives.queries import NotProven
from thongsuot.ledger.actions import IllegalMove
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.actions import InvalidKey
from thongsuot.outbox.models import Message
from thongsuot.reports import actions, queries
from thongsuot.reports.models import Report, Submission

pytestmark = pytest.mark.django_db

THEN = DAY_BEFORE + MINUTE


@world
def letter(cast):
    """Return a letter whose drafts lie ready."""
    return small.drafted(cast, ROSTER)


@world
def report(cast, letter):
    """Return a report that lies before its leader."""
    return approvals.laid(cast, letter, difficulties="Thiếu xe.")


def test_the_code_sends_the_report_in_the_leaders_name(cast, report):
    digits = approvals.code_for(cast, report, cast.long)
    submission = actions.approve(report, digits, by=cast.long, at=THEN)
    row = Report.objects.get(pk=report.pk)
    assert (row.state, row.submitted_by, row.prepared_by) == ("submitted", cast.long, cast.hang)
    assert (submission.difficulties, submission.by_name) == ("Thiếu xe.", cast.long.name)


def test_only_a_hash_of_the_code_is_kept_and_it_is_bound_to_the_content(cast, report):
    digits = approvals.code_for(cast, report, cast.long)
    code = Code.objects.get(purpose=actions.APPROVAL)
    assert digits.encode() not in bytes(code.secret_hash)
    assert code.digest == queries.digest_to_send(report, DAY_BEFORE)


def test_when_a_word_changes_the_code_is_dead_and_says_so(cast, letter, report):
    digits = approvals.code_for(cast, report, cast.long)
    actions.take_back(report, by=cast.hang, at=DAY_BEFORE)
    changed = approvals.laid(cast, letter, difficulties="Thiếu hai xe.")
    with pytest.raises(actions.ContentChanged, match="nhận mã mới"):
        actions.approve(changed, digits, by=cast.long, at=THEN)
    assert not Submission.objects.exists()


def test_when_a_figure_changes_the_code_is_dead_and_says_so(cast, letter, report):
    digits = approvals.code_for(cast, report, cast.long)
    small.say(cast, letter, {"shifts": 9, "shifts_filled": 8})
    with pytest.raises(actions.ContentChanged):
        actions.approve(report, digits, by=cast.long, at=THEN)
    assert Report.objects.get(pk=report.pk).state == Report.State.PREPARED


def test_a_new_code_for_the_new_content_goes_through(cast, letter, report):
    approvals.code_for(cast, report, cast.long)
    small.say(cast, letter, {"shifts": 9, "shifts_filled": 8})
    digits = approvals.code_for(cast, report, cast.long, at=THEN)
    submission = actions.approve(report, digits, by=cast.long, at=THEN)
    assert submission.figures["DUTY_ROSTER"]["declared"]["shifts_filled"] == 8


def test_a_wrong_code_sends_nothing(cast, report):
    digits = approvals.code_for(cast, report, cast.long)
    with pytest.raises(WrongCode):
        actions.approve(report, approvals.wrong(digits), by=cast.long, at=THEN)
    assert not Submission.objects.exists()


def test_guessing_is_slowed_down_and_uses_the_code_up(cast, report):
    digits = approvals.code_for(cast, report, cast.long)
    refused = 0
    for second in range(60):
        try:
            actions.approve(report, approvals.wrong(digits), by=cast.long, at=DAY_BEFORE + timedelta(seconds=second))
        except TooSoon:
            refused += 1
        except WrongCode:
            continue
    assert refused > 40
    assert not Submission.objects.exists()


def test_after_five_wrong_tries_the_right_code_is_dead(cast, report):
    digits = approvals.code_for(cast, report, cast.long)
    for minute in range(1, 6):
        with pytest.raises(WrongCode):
            actions.approve(report, approvals.wrong(digits), by=cast.long, at=DAY_BEFORE + minute * MINUTE)
    with pytest.raises(WrongCode):
        actions.approve(report, digits, by=cast.long, at=DAY_BEFORE + 9 * MINUTE)


def test_an_old_code_is_dead(cast, report):
    digits = approvals.code_for(cast, report, cast.long)
    with pytest.raises(WrongCode):
        actions.approve(report, digits, by=cast.long, at=DAY_BEFORE + 11 * MINUTE)


def test_the_code_of_one_person_serves_no_other(cast, report):
    digits = approvals.code_for(cast, report, cast.long)
    with pytest.raises((WrongCode, NotAllowed)):
        actions.approve(report, digits, by=cast.hang, at=THEN)
    assert not Submission.objects.exists()


def test_the_code_of_one_report_serves_no_other(cast, letter, report):
    digits = approvals.code_for(cast, report, cast.long)
    other = approvals.laid(cast, letter, "bc-1")
    with pytest.raises(WrongCode):
        actions.approve(other, digits, by=cast.person("bc-1.lanhdao"), at=THEN)


def test_a_contact_is_sent_no_code(cast, report):
    with pytest.raises(NotAllowed):
        approvals.code_for(cast, report, cast.hang)


def test_a_draft_is_not_approved(cast, letter):
    with pytest.raises(IllegalMove):
        approvals.code_for(cast, small.report_of(letter), cast.long)


def test_the_code_goes_to_the_leaders_own_address_alone(cast, report):
    with pytest.raises(UnknownAddress):
        actions.send_approval_code(report, approvals.address_of(cast, cast.hang), by=cast.long, at=DAY_BEFORE)


def test_who_prepared_does_not_approve_by_a_code_either(cast, letter):
    report = actions.prepare(small.report_of(letter), by=cast.long, at=DAY_BEFORE)
    digits = approvals.code_for(cast, report, cast.long)
    with pytest.raises(NotAllowed, match="hai người khác nhau"):
        actions.approve(report, digits, by=cast.long, at=THEN)


@world
def invited(cast, letter, report):
    """Return the secret and the proof of a leader who came in by the invitation."""
    return invitations.proven(cast, letter, "dd-1.lanhdao", at=DAY_BEFORE)


def test_a_leader_without_an_account_approves_behind_the_invitation(cast, report, invited):
    secret, proof = invited
    actions.send_code_to_guest(secret, proof, approvals.address_of(cast, cast.long), at=THEN)
    submission = actions.approve_as_guest(secret, proof, invitations.sent(cast.long), at=THEN)
    assert (submission.report_id, submission.by_person) == (report.pk, cast.long)


def test_a_leader_without_a_password_is_led_to_the_door_of_the_invitation(cast, letter):
    leader = cast.long
    assert not leader.has_usable_password()
    report = approvals.laid(cast, letter)
    secret = invitations.secret_of(letter)
    assert queries.door_to_approve(report, leader) == reverse("reports:guest-approve", args=[secret])
    told = Message.objects.filter(recipient=leader, subject__startswith="Báo cáo chờ lãnh đạo duyệt")
    assert {message.url for message in told} == {reverse("reports:guest-approve", args=[secret])}


def test_a_leader_with_an_account_is_led_to_the_report(cast, report):
    leader = cast.long
    leader.set_password("mot-mat-khau-dai")
    assert queries.door_to_approve(report, leader) == report.get_absolute_url()


def test_a_guest_who_proved_nothing_approves_nothing(cast, report, invited):
    with pytest.raises(NotProven):
        actions.approve_as_guest(invited[0], "", "123456", at=THEN)


def test_a_link_that_opens_nothing_approves_nothing(cast, report):
    with pytest.raises(InvalidKey):
        actions.approve_as_guest("khong-co", "", "123456", at=THEN)


def test_the_code_to_come_in_does_not_approve(cast, report, invited):
    secret, proof = invited
    entering = invitations.sent(cast.long)
    with pytest.raises(WrongCode):
        actions.approve_as_guest(secret, proof, entering, at=THEN)


def test_with_nothing_laid_before_the_leader_there_is_nothing_to_approve(cast, letter):
    secret, proof = invitations.proven(cast, letter, "dd-1.lanhdao", at=DAY_BEFORE)
    with pytest.raises(actions.NothingToApprove):
        actions.approve_as_guest(secret, proof, "123456", at=THEN)
