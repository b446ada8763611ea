"""Acting for one organisation shows its rows and nobody else's, in the main table of every app."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from tests.cast import MONDAY
from tests.reports.small import DAY_BEFORE, DEADLINE, ROSTER, drafted, report_of, say, send
from tests.worlds import world

from thongsuot.directives import actions as directives
from thongsuot.directives import jobs as duties
from thongsuot.directives import queries
from thongsuot.ledger import actions as ledger
from thongsuot.organisations import access, actions
from thongsuot.organisations.models import Organisation, System
from thongsuot.organisations.queries import seen_by
from thongsuot.reports import jobs as reports

pytestmark = pytest.mark.django_db
BOTH = ("dd-1", "bc-1")
OWN = (  # tables in which both organisations of the scenario have rows of their own
    "organisations.Person",
    "organisations.Role",
    "organisations.Staff",
    "organisations.Credential",
    "organisations.SignedLink",
    "files.File",
    "ledger.Move",
    "ledger.Evidence",
    "ledger.Order",
    "outbox.Message",
    "paging.Reminder",
    "directives.Receipt",
    "directives.Assignment",
    "directives.Declaration",
    "directives.Acknowledgement",
    "reports.Report",
    "reports.Submission",
)
DEPARTMENTS = (  # what the department alone owns
    "directives.ReviewStep",
    "directives.Obligation",
    "reports.Snapshot",
    "files.Run",
)


@world
def week(cast):
    """Let two organisations receive a letter, brief, declare with a file, be reminded and report on it."""
    letter = drafted(cast, ROSTER, to=BOTH)
    duties.run(DEADLINE - timedelta(hours=1))
    for code in BOTH:
        own, contact = cast.organisation(code), cast.person(f"{code}.daumoi")
        receipt = queries.receipt_of(letter, own)
        secret = directives.open_briefing(receipt, by=contact, at=MONDAY)
        directives.acknowledge_by_secret(secret, queries.staff_at(own, MONDAY).first().code, at=MONDAY)
        actions.issue_credential(organisation=own, name="Máy", scopes=["alerts"], until=DEADLINE, at=MONDAY)
        duty = letter.assignments.get(organisation=own, obligation__kind="DUTY_ROSTER")
        told = directives.Statement({"shifts": 3}, "Trực đủ ca.")
        files = [("lich-truc.txt", f"Lịch trực của {code}".encode())]
        directives.declare_upload(duty, told, files, by=contact, at=DAY_BEFORE)
        send(cast, letter, code)
    reports.run(DEADLINE)
    access.show_secret(b"")  # the link that was presented last is out of the hand again
    return letter


def owners(name):
    """Return the codes of the organisations whose rows of a table are in sight; raw rows, no joins."""
    found = set(apps.get_model(name)._base_manager.order_by().values_list("organisation_id", flat=True))
    return set(Organisation.objects.filter(pk__in=found).values_list("code", flat=True))


def test_each_organisation_sees_its_own_rows_of_every_table_and_no_others(cast, week):
    for name in OWN:
        assert owners(name) >= set(BOTH), f"the scenario leaves {name} empty"
        for code in BOTH:
            with access.acting_for(cast.organisation(code)):
                assert owners(name) == {code}, name


def test_two_organisations_together_see_exactly_both(cast, week):
    with access.acting_for(*(cast.organisation(code) for code in BOTH)):
        assert {name: owners(name) for name in OWN} == dict.fromkeys(OWN, set(BOTH))


def test_who_has_no_part_in_it_finds_no_work_at_all(cast, week):
    with access.acting_for(cast.organisation("dd-2")):
        seen = {name: owners(name) for name in OWN}
    people = {"organisations.Person", "organisations.Role", "organisations.Staff"}
    assert {name for name, codes in seen.items() if codes} == people
    assert all(codes <= {"dd-2"} for codes in seen.values())


def test_nobody_sees_nothing(cast, week):
    with access.nobody():
        assert {name for name in (*OWN, *DEPARTMENTS) if owners(name)} == set()


def test_what_the_department_gathers_stays_with_the_department(cast, week):
    for name in ("directives.ReviewStep", "reports.Snapshot", "files.Run"):
        assert owners(name) == {"so-khcn"}, name
        with access.acting_for(cast.organisation("dd-1")):
            assert owners(name) == set(), name
        with access.acting_for(cast.department):
            assert owners(name) == {"so-khcn"}, name


def test_the_department_alone_does_not_see_what_enterprises_own(cast, week):
    """The department's people see both by `seen_by`; the department's own sight ends at its walls."""
    with access.acting_for(cast.department):
        for name in ("directives.Declaration", "reports.Submission", "organisations.Staff", "paging.Reminder"):
            assert owners(name) <= {"so-khcn"}, name
    followed = Organisation.objects.filter(pk__in=seen_by(cast.binh, MONDAY))
    assert set(BOTH) < set(followed.values_list("code", flat=True))


@pytest.mark.parametrize("name", ["directives.Declaration", "reports.Report", "ledger.Evidence", "ledger.Order"])
def test_a_row_of_another_cannot_be_changed_by_its_number(cast, week, name):
    model = apps.get_model(name)
    foreign = model.objects.filter(organisation__code="bc-1").first()
    field = {"directives.Declaration": "words", "reports.Report": "difficulties"}.get(name, "kind")
    before = getattr(foreign, field)
    with access.acting_for(cast.organisation("dd-1")):
        assert model.objects.filter(pk=foreign.pk).update(**{field: "x"}) == 0
        assert not model.objects.filter(pk=foreign.pk).exists()
    foreign.refresh_from_db()
    assert getattr(foreign, field) == before


def test_a_number_guessed_opens_no_report_and_no_evidence(cast, week):
    foreign = report_of(week, "bc-1")
    with access.acting_for(cast.organisation("dd-1")):
        assert not apps.get_model("reports.Submission").objects.filter(report_id=foreign.pk).exists()
        assert (
            not apps.get_model("ledger.Evidence").objects.filter(about=f"assignment:{foreign.assignment_id}").exists()
        )


def test_a_later_statement_is_seen_at_once_by_its_own_organisation_alone(cast, week):
    say(cast, week, {"shifts": 9}, at=DEADLINE)
    ledger.record(
        key="probe", organisation=cast.organisation("bc-1"), reality="live", kind="DUTY_ROSTER",
        happened_at=DEADLINE, known_at=DEADLINE, figures={"shifts": 1}, measured=True, by=System("Máy đo"),
    )  # fmt: skip
    told = apps.get_model("ledger.Evidence").objects.filter(known_at=DEADLINE, kind="DUTY_ROSTER")
    seen = {}
    for code in BOTH:
        with access.acting_for(cast.organisation(code)):
            seen[code] = [row.figures["shifts"] for row in told.all()]
    assert seen == {"dd-1": [9], "bc-1": [1]}
