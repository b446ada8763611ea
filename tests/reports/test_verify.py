"""The code on a report ties it to what was frozen, and tells a stranger nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import InternalError, ProgrammingError, transaction
from django.test import Client, override_settings
from django.urls import reverse
from tests.cast import client_of
from tests.reports import papers_by_hand as hand
from tests.reports import small
from tests.reports.small import DAY_BEFORE, MINUTE, ROSTER
from tests.worlds import world

from thongsuot.directives.actions import TooSoon
from thongsuot.organisations import access
from thongsuot.reports import actions, queries
from thongsuot.reports.models import Verification

pytestmark = pytest.mark.django_db


@world
def submission(cast):
    """Return a report that was sent with a figure and a word."""
    letter = small.drafted(cast, ROSTER)
    small.say(cast, letter, {"shifts": 1912, "shifts_filled": 1907})
    return small.send(cast, letter, difficulties="Bí mật nghề nghiệp.")


def test_each_submission_has_its_code_of_unambiguous_signs(cast, submission):
    code = submission.verification.code
    assert len(code) == queries.LENGTH
    assert set(code) <= set(queries.ALPHABET)
    assert not set(queries.ALPHABET) & set("0O1IL2Z5SUB")


def test_the_same_content_of_two_organisations_has_two_codes(cast):
    letter = small.drafted(cast)
    first, second = small.send(cast, letter), small.send(cast, letter, "bc-1")
    assert first.verification.code != second.verification.code


def test_the_code_fits_what_is_kept(cast, submission):
    found = queries.verify(submission.verification.code)
    assert (found.fits, found.latest, found.submission) == (True, True, submission)
    assert found.row.head["body"] == cast.organisation("dd-1").name


@pytest.mark.parametrize(
    "typed",
    [str.lower, lambda code: queries.spelled(code), lambda code: f" {code[:6]} {code[6:]} "],
    ids=["small-letters", "in-groups", "with-spaces"],
)
def test_it_may_be_typed_as_people_type(cast, submission, typed):
    assert queries.verify(typed(submission.verification.code)).submission == submission


@pytest.mark.parametrize("typed", ["", "A", "000000000000", "AAAAAAAAAAAA", "ADEFGHJKMNPQR", "Đ" * 12, "'; --"])
def test_what_no_report_carries_is_unknown(cast, submission, typed):
    assert queries.verify(typed) is None


def test_an_amended_report_leaves_the_first_code_true_but_not_the_latest(cast, submission):
    report = submission.report
    report.refresh_from_db()
    actions.send_back(report, {"difficulties": "Nêu rõ."}, by=cast.binh, at=DAY_BEFORE)
    second = small.send(cast, report.directive, at=DAY_BEFORE + MINUTE)
    assert queries.verify(submission.verification.code).latest is False
    assert queries.verify(submission.verification.code).fits
    assert queries.verify(second.verification.code).latest


def test_content_that_was_changed_behind_our_back_no_longer_fits(cast, submission, monkeypatch):
    monkeypatch.setattr(queries.verifying, "digest_of", lambda row: "0" * 64)
    assert queries.verify(submission.verification.code).fits is False


def test_a_code_made_under_the_key_before_still_fits(cast, submission, settings):
    code = submission.verification.code
    with override_settings(SECRET_KEY="another" * 8, SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        assert queries.verify(code).fits
    with override_settings(SECRET_KEY="another" * 8, SECRET_KEY_FALLBACKS=[]):
        assert not queries.verify(code).fits


@pytest.mark.parametrize("change", [{"code": "AAAAAAAAAAAA"}, {"digest": "0" * 64}, {"head": {}}], ids=str)
def test_the_database_refuses_to_change_it(cast, submission, change):
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        Verification.objects.filter(submission=submission).update(**change)


def test_nobody_sees_a_row_without_its_code(cast, submission):
    with access.nobody():
        assert not Verification.objects.exists()
        assert queries.verify(submission.verification.code) is not None
        assert Verification.objects.count() == 1


def test_names_on_the_paper_stay_as_on_the_day(cast, submission):
    organisation = cast.organisation("dd-1")
    before = organisation.name
    type(organisation).objects.filter(pk=organisation.pk).update(name="Công ty đã sáp nhập")
    assert queries.verify(submission.verification.code).row.head["body"] == before


def page(code):
    return reverse("reports:verify-code", args=[code])


def test_a_stranger_learns_whose_report_on_which_letter_and_when(cast, submission):
    answer = Client().get(page(submission.verification.code))
    html = answer.content.decode()
    assert answer.status_code == 200
    for told in (cast.organisation("dd-1").name, submission.report.directive.number, "khớp với báo cáo đã chốt"):
        assert told in html


def test_a_stranger_learns_no_figure_and_no_word(cast, submission):
    html = Client().get(page(submission.verification.code)).content.decode()
    for secret in ("1.912", "1912", "1.907", "Bí mật nghề nghiệp", cast.long.name, cast.hang.name):
        assert secret not in html


def test_an_unknown_code_says_what_to_do(cast, submission):
    answer = Client().get(page("AAAAAAAAAAAA"))
    assert answer.status_code == 404
    assert "so lại từng ký tự" in answer.content.decode()


def test_a_code_that_is_typed_leads_to_its_page(cast, submission):
    code = submission.verification.code
    answer = Client().get(reverse("reports:verify"), {"code": queries.spelled(code).lower()})
    assert (answer.status_code, answer.headers["Location"]) == (302, page(code))


def test_the_page_to_type_it_stands_open_and_is_not_indexed(cast):
    answer = Client().get(reverse("reports:verify"))
    assert answer.status_code == 200
    assert "noindex" in answer.headers["X-Robots-Tag"]


def test_a_report_keyed_from_paper_says_so(cast):
    submission = hand.key(cast, small.drafted(cast, ROSTER))
    assert "Nhập thay" in Client().get(page(submission.verification.code)).content.decode()


def test_guesses_from_one_place_are_slowed_down(cast, submission):
    heard = 0
    for second in range(300):
        try:
            actions.look_up("AAAAAAAAAAAA", client="192.0.2.1", at=DAY_BEFORE + timedelta(seconds=second))
            heard += 1
        except TooSoon:
            continue
    assert heard < 20
    assert actions.look_up(submission.verification.code, client="192.0.2.2", at=DAY_BEFORE) is not None


def test_the_page_says_when_to_try_again(cast, submission):
    client = Client(REMOTE_ADDR="192.0.2.9")
    answers = [client.get(page("AAAAAAAAAAAA")).status_code for _guess in range(15)]
    assert answers[0] == 404
    assert answers[-1] == 429


def test_one_who_is_signed_in_checks_as_anybody_does(cast, submission):
    assert client_of(cast.person("dd-2.daumoi")).get(page(submission.verification.code)).status_code == 200
