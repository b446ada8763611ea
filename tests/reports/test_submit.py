"""Two acts inside the enterprise, then frozen; the department accepts or asks for more, field by field."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, InternalError, ProgrammingError, transaction
from tests.cast import VIETNAM
from tests.reports.steps import declare, send
from tests.worlds import world

from thongsuot.directives.models import Assignment, Receipt
from thongsuot.ledger.actions import IllegalMove
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.actions import EditedMeanwhile
from thongsuot.reports import actions, jobs, queries
from thongsuot.reports.models import Report, Submission

pytestmark = pytest.mark.django_db

AT = datetime(2020, 2, 6, 15, 0, tzinfo=VIETNAM)
MINUTE = timedelta(minutes=1)


@world
def report(cast, issued):
    """Return the draft of the first mobile operator."""
    jobs.run(AT)
    return Report.objects.get(organisation__code="dd-1")


def test_the_drafter_does_not_submit(cast, report):
    actions.prepare(report, by=cast.long, at=AT)
    with pytest.raises(NotAllowed, match="hai người khác nhau"):
        actions.submit(report, by=cast.long, at=AT)


def test_the_database_refuses_one_person_in_both_acts(cast, report):
    actions.prepare(report, by=cast.hang, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(submitted_by=cast.hang)


def test_a_contact_does_not_submit(cast, report):
    actions.prepare(report, by=cast.long, at=AT)
    with pytest.raises(NotAllowed):
        actions.submit(report, by=cast.hang, at=AT)


def test_submitting_acknowledges_the_letter_and_finishes_the_duty(cast, report):
    send("dd-1", cast=cast, at=AT)
    duty = Assignment.objects.get(pk=report.assignment_id)
    assert duty.state == Assignment.State.DONE
    assert Receipt.objects.get(organisation__code="dd-1").state == Receipt.State.ACKNOWLEDGED


def test_a_submitted_report_is_frozen(cast, report, issued):
    declare(issued, "dd-1", "DUTY_ROSTER", {"shifts": 9, "shifts_filled": 8}, cast=cast, at=AT)
    submission = send("dd-1", cast=cast, at=AT)
    declare(issued, "dd-1", "DUTY_ROSTER", {"shifts": 9, "shifts_filled": 9}, cast=cast, at=AT + MINUTE)
    report.refresh_from_db()
    assert submission.figures["DUTY_ROSTER"]["declared"] == {"shifts": 9, "shifts_filled": 8}
    assert queries.figures_of(report, AT + MINUTE)["DUTY_ROSTER"]["declared"]["shifts_filled"] == 9
    with pytest.raises(actions.AlreadyFrozen):
        actions.write(report, version=report.version, by=cast.hang, at=AT, difficulties="thêm")


def test_the_database_refuses_to_change_a_submission(cast, report):
    submission = send("dd-1", cast=cast, at=AT)
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        Submission.objects.filter(pk=submission.pk).update(difficulties="khác")


def test_the_second_writer_is_told(cast, report):
    actions.write(report, version=1, by=cast.hang, at=AT, difficulties="Thiếu xe.")
    with pytest.raises(EditedMeanwhile):
        actions.write(report, version=1, by=cast.long, at=AT, difficulties="Không có.")


def test_the_department_asks_field_by_field_and_gets_a_second_submission(cast, report):
    send("dd-1", cast=cast, at=AT)
    report.refresh_from_db()
    actions.send_back(report, {"difficulties": "Nêu rõ huyện nào.", "proposals": " "}, by=cast.binh, at=AT)
    report.refresh_from_db()
    assert report.remarks == {"difficulties": "Nêu rõ huyện nào."}
    actions.write(report, version=report.version, by=cast.hang, at=AT, difficulties="Huyện Ia Lâu thiếu xe.")
    second = send("dd-1", cast=cast, at=AT + MINUTE)
    assert (second.sequence, second.difficulties) == (2, "Huyện Ia Lâu thiếu xe.")
    assert report.submissions.first().difficulties == ""


def test_the_first_submission_keeps_the_deadline_even_when_amended_later(cast, report):
    send("dd-1", cast=cast, at=AT)
    report.refresh_from_db()
    actions.send_back(report, {"figures": "Bổ sung."}, by=cast.binh, at=AT)
    send("dd-1", cast=cast, at=AT + timedelta(days=2))
    report.refresh_from_db()
    assert queries.was_in_time(report)


def test_sending_back_without_a_word_is_refused(cast, report):
    send("dd-1", cast=cast, at=AT)
    with pytest.raises(actions.NothingAsked):
        actions.send_back(report, {"figures": "  "}, by=cast.binh, at=AT)


def test_accepting_is_the_departments_act(cast, report):
    send("dd-1", cast=cast, at=AT)
    with pytest.raises(NotAllowed):
        actions.accept(report, by=cast.long, at=AT)
    assert actions.accept(report, by=cast.binh, at=AT).state == Report.State.ACCEPTED


def test_a_draft_cannot_be_accepted(cast, report):
    with pytest.raises(IllegalMove):
        actions.accept(report, by=cast.binh, at=AT)


def test_the_draft_carries_what_the_organisation_has_said(cast, issued):
    declare(issued, "dd-2", "DUTY_ROSTER", {"shifts": 3}, cast=cast, at=AT, words="Trực đủ ba ca.")
    jobs.run(AT)
    assert Report.objects.get(organisation__code="dd-2").narrative == {"1": "Trực đủ ba ca."}


def test_the_department_sees_no_draft_and_a_competitor_sees_nothing(cast, report):
    assert not queries.visible_to(cast.binh, AT).exists()
    assert not queries.visible_to(cast.person("dd-2.daumoi"), AT).filter(pk=report.pk).exists()
    assert queries.visible_to(cast.hang, AT).filter(pk=report.pk).exists()
