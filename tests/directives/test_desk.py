"""What waits on a desk: letters to acknowledge, the next cut-off, roles held."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.cast import MONDAY, VIETNAM
from tests.directives.small import OTHER, issue

from thongsuot.directives import actions, queries
from thongsuot.directives.models import Assignment
from thongsuot.organisations import actions as directory

pytestmark = pytest.mark.django_db
DEADLINE = datetime(2020, 2, 7, 14, 0, tzinfo=VIETNAM)
DAY = timedelta(days=1)
REPORT = ("Báo cáo kết quả về Sở trước 14 giờ 00 ngày 07/02/2020.", "one_off", "all", "REPORT")


def acknowledge(letter, code, *, cast, at=MONDAY):
    """Let an organisation acknowledge a letter."""
    person = cast.person(f"{code}.trucban")
    return actions.acknowledge(queries.receipt_of(letter, cast.organisation(code)), by=person, at=at)


def test_a_letter_waits_until_the_organisation_acknowledges_it(cast):
    first = issue(cast, OTHER, to=("dd-1", "dd-2"), number="1/SKHCN")
    second = issue(cast, REPORT, number="2/SKHCN", at=MONDAY + DAY)
    own = cast.organisation("dd-1")
    assert [receipt.directive for receipt in queries.receipts_waiting(own)] == [first, second]
    acknowledge(first, "dd-1", cast=cast)
    assert [receipt.directive for receipt in queries.receipts_waiting(own)] == [second]
    assert [receipt.directive for receipt in queries.receipts_waiting(cast.organisation("dd-2"))] == [first]


def test_the_department_is_told_who_has_not_acknowledged(cast):
    letter = issue(cast, OTHER, to=("dd-1", "dd-2", "bc-1"))
    acknowledge(letter, "dd-2", cast=cast)
    missing = {receipt.organisation.code for receipt in queries.receipts_missing(cast.department)}
    assert missing == {"dd-1", "bc-1"}
    told = queries.acknowledged([letter])[letter.pk]
    assert (told.done, told.of) == (1, 3)


@pytest.mark.parametrize("end", [actions.close, actions.withdraw])
def test_nobody_acknowledges_a_letter_that_ended(cast, end):
    letter = issue(cast, OTHER)
    end(letter, by=cast.khanh, at=MONDAY)
    assert not queries.receipts_waiting(cast.organisation("dd-1")).exists()
    assert not queries.receipts_missing(cast.department).exists()


def test_an_acknowledgement_is_given_once_and_named(cast):
    letter = issue(cast, OTHER)
    receipt = acknowledge(letter, "dd-1", cast=cast, at=MONDAY + DAY)
    assert (receipt.acknowledged_by, receipt.acknowledged_at) == (cast.person("dd-1.trucban"), MONDAY + DAY)
    assert queries.receipt_of(letter, receipt.organisation_id) == receipt
    assert queries.receipt_of(letter, cast.organisation("dd-2")) is None


def test_the_next_cut_off_is_the_nearest_deadline_for_reports_that_lies_ahead(cast):
    letter = issue(cast, REPORT, OTHER)
    later = issue(cast, REPORT, number="2/SKHCN", text_sha256="b" * 64)
    Assignment.objects.filter(directive=later).update(deadline_at=DEADLINE + DAY)
    found = queries.next_cut_off(cast.department, MONDAY)
    assert (found.directive, found.deadline_at) == (letter, DEADLINE)
    assert queries.next_cut_off(cast.department, DEADLINE).directive == later
    assert queries.next_cut_off(cast.department, MONDAY, later).directive == later
    assert queries.next_cut_off(cast.department, DEADLINE + DAY) is None


def test_a_letter_without_reports_or_one_that_ended_has_no_cut_off(cast):
    issue(cast, OTHER)
    assert queries.next_cut_off(cast.department, MONDAY) is None
    letter = issue(cast, REPORT)
    actions.close(letter, by=cast.khanh, at=MONDAY)
    assert queries.next_cut_off(cast.department, MONDAY) is None


def test_roles_are_those_in_force_at_the_moment(cast):
    own, other = cast.organisation("dd-1"), cast.organisation("dd-2")
    assert queries.roles_of(cast.hang, MONDAY) == {(own.pk, "contact")}
    role = directory.grant(cast.hang, "duty", organisation=other, by=cast.binh, at=MONDAY)
    assert queries.roles_of(cast.hang, MONDAY) == {(own.pk, "contact"), (other.pk, "duty")}
    directory.end_role(role, at=MONDAY + DAY)
    assert queries.roles_of(cast.hang, MONDAY + DAY) == {(own.pk, "contact")}


def test_briefings_count_the_staff_in_force_and_those_who_read_this_version(cast):
    letter = issue(cast, OTHER, to=("dd-1", "bc-1"))
    own, other = cast.organisation("dd-1"), cast.organisation("bc-1")
    secret = actions.open_briefing(queries.receipt_of(letter, own), by=cast.hang, at=MONDAY)
    worker = queries.staff_at(own, MONDAY).first()
    actions.acknowledge_by_secret(secret, worker.code.lower(), at=MONDAY)
    told = queries.briefings(letter, [own.pk, other.pk], MONDAY)
    assert told[own.pk] == (1, queries.staff_at(own, MONDAY).count())
    assert told[other.pk] == (0, queries.staff_at(other, MONDAY).count())
    assert queries.briefed(queries.receipt_of(letter, own)) == (MONDAY, 1)
    letter.version += 1
    assert queries.briefings(letter, [own.pk], MONDAY)[own.pk].done == 0
