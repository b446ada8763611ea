"""A letter is worked on, put off by a second and replaced by a third: nothing is lost, nothing counts twice."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.urls import reverse
from tests.cast import MONDAY, VIETNAM, client_of
from tests.directives import amending
from tests.directives.amending import DAY, DUE, FLEET, HOUR, PUT_OFF_TO, REPORT, SPARES, STOCK
from tests.reports import small

from thongsuot.directives import actions, queries
from thongsuot.directives.models import Amendment, Assignment
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.models import Evidence
from thongsuot.organisations.models import System
from thongsuot.reports import jobs
from thongsuot.reports import queries as reports
from thongsuot.reports.models import Report, Snapshot

pytestmark = pytest.mark.django_db
PUT_OFF = ("Gia hạn báo cáo tại Công văn số 12/STTTT-BCVT đến 14 giờ 00 ngày 09/02/2020.", "one_off", "all", "REPORT")
ENDS = ("Công văn này thay thế Công văn số 12/STTTT-BCVT.", "one_off", "all", "OTHER")
LAST = datetime(2020, 2, 11, 14, 0, tzinfo=VIETNAM)
REPLACED = PUT_OFF_TO - DAY


@pytest.fixture
def clock(monkeypatch):
    """Return what sets the clock of the page on which an amendment is confirmed."""

    def to(moment):
        monkeypatch.setattr("thongsuot.directives.views.amending.now", lambda: moment)

    return to


def confirm(person, later, earlier):
    """Confirm on the page what the letter was found to do, with the pairs as they are proposed."""
    client, address = client_of(person), reverse("directives:compare", args=[later.pk, earlier.pk])
    form = client.get(address).context["form"]
    told = {"act": form.initial["act"], **{bound.name: bound.initial for bound in form.pairings}}
    assert client.post(address, told).status_code == 302
    return Amendment.objects.get(later=later)


def test_a_letter_its_extension_and_its_replacement(cast, clock):
    first = amending.first(cast)
    worked_on(cast, first)
    jobs.run(DUE - DAY)
    draft = small.report_of(first)
    clock(DUE - HOUR)
    second = amending.later(cast, PUT_OFF, at=DUE - HOUR)
    assert confirm(cast.binh, second, first).act == "extends"
    jobs.run(DUE)
    assert not Snapshot.objects.exists()
    assert [one.deadline_at for one in reports.rounds()] == [PUT_OFF_TO]
    draft.refresh_from_db()
    assert (draft.state, Report.objects.filter(directive=second).count()) == ("draft", 0)
    clock(REPLACED)
    third = amending.later(cast, ENDS, FLEET, STOCK, REPORT, at=REPLACED, deadline=LAST, number="18/STTTT-BCVT")
    assert confirm(cast.khanh, third, first).act == "replaces"
    jobs.run(PUT_OFF_TO)
    assert not Snapshot.objects.exists()
    reported_once(cast, third)
    read_back(cast, first, second, third)


def worked_on(cast, first):
    """Let one enterprise declare, be measured and be done with one duty before anything changes."""
    amending.say(cast, first)
    amending.say(cast, first, "DUTY_ROSTER", {"shifts": 9, "shifts_filled": 8}, "Đủ ca.")
    actions.complete(amending.duty(first, "SPARE_EQUIPMENT"), by=cast.long, at=MONDAY + HOUR)
    ledger.record(
        key="roster:1", organisation=cast.organisation("dd-1"), reality="live", kind="DUTY_ROSTER",
        happened_at=MONDAY + 2 * HOUR, known_at=MONDAY + 2 * HOUR, figures={"shifts": 3, "shifts_filled": 3},
        measured=True, by=System("Sổ trực"),
    )  # fmt: skip


def reported_once(cast, third):
    """Let the report of the last letter count what was done under the first, once."""
    actions.acknowledge(queries.receipt_of(third, cast.organisation("dd-1")), by=cast.hang, at=REPLACED + HOUR)
    assert amending.duty(third, "SPARE_EQUIPMENT").state == "done"
    assert amending.duty(third, "DUTY_ROSTER").state == "in_progress"
    jobs.run(LAST - DAY)
    assert "Đã kiểm tra." in str(small.report_of(third).narrative)
    small.send(cast, third, at=LAST - HOUR)
    jobs.run(LAST)
    snapshot = Snapshot.objects.get()
    assert snapshot.directive == third
    assert snapshot.content["figures"]["SPARE_EQUIPMENT"]["declared"] == SPARES
    roster = snapshot.content["figures"]["DUTY_ROSTER"]
    assert roster == {"declared": {"shifts": 9, "shifts_filled": 8}, "measured": {"shifts": 3, "shifts_filled": 3}}
    assert (snapshot.content["on_time"], snapshot.content["missing"]) == (1, ["bc-1"])


def read_back(cast, first, second, third):
    """Let every version be read, cited and compared afterwards, by the department and by the enterprise."""
    for letter, state in ((first, "closed"), (second, "issued"), (third, "issued")):
        letter.refresh_from_db()
        assert letter.state == state
        for person in (cast.khanh, cast.hang):
            assert client_of(person).get(letter.get_absolute_url()).status_code == 200
    done = amending.duty(first, "SPARE_EQUIPMENT")
    assert (done.state, done.done_at) == ("done", MONDAY + HOUR)
    assert Evidence.objects.filter(about=f"assignment:{done.pk}").count() == 1
    assert not Assignment.objects.filter(directive=first, state__in=queries.OPEN).exists()
    shown = client_of(cast.hang).get(reverse("directives:compare", args=[third.pk, first.pk])).content.decode()
    assert "Không đổi" in shown
    assert "Nhiệm vụ mới" in shown
    assert small.report_of(first).submitted_at is None
