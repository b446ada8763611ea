"""A cable to a hospital is cut: monitoring tells it, the first who is asked does not answer, the second mends it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from thongsuot.engines.alerts import fingerprint
from thongsuot.exercise import queries
from thongsuot.exercise.actions.watching import Put
from thongsuot.incidents import actions as incidents
from thongsuot.incidents.models import Incident, Source
from thongsuot.incidents.states import IncidentState
from thongsuot.organisations.models import Organisation, Person
from thongsuot.paging import actions as paging
from thongsuot.paging.models import Page
from thongsuot.paging.states import PageState

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
CUT = 3 * HOUR  # after the watch begins
ANSWERED = 6 * MINUTE  # after the cut: whoever was asked first has been waited for in vain
EXPECTED = 40 * MINUTE


@dataclass(frozen=True)
class Cut:
    """Whose line to which site is down since when, and until when."""

    code: str
    site: str
    begin: datetime
    end: datetime | None = None


def plan(put: Put, watch: queries.Watch) -> None:
    """Plan the cut on the first day of a watch."""
    if not watch.days:
        return
    told, begin = queries.cast()["watch"], watch.begins + CUT
    cut, over = Cut(watch.code, told["site"], begin), begin + told["minutes_down"] * MINUTE
    put(watch.begins, partial(connect, watch.code))
    put(begin, partial(tell, cut))
    put(begin + ANSWERED, partial(answer, cut))
    put(over, partial(tell, replace(cut, end=over)))


def connect(code: str, at: datetime) -> Source:
    """Agree what the department sees, and connect the enterprise's monitoring."""
    organisation = Organisation.objects.get(code=code)
    leader = Person.objects.get(username=f"{code}.lanhdao")
    standing = Source.objects.filter(organisation=organisation, valid_until=None).first()
    if standing is not None:
        return standing
    incidents.agree(organisation, minutes=30, notice=10, by=leader, at=at)
    wiring = incidents.Wiring("Giám sát mạng truyền dẫn", Source.Kind.ALERTMANAGER)
    return incidents.connect_source(organisation, wiring, by=leader, at=at)[0]


def tell(cut: Cut, at: datetime) -> None:
    """Let the monitoring tell that the line to the site is down, or back."""
    labels = {"alertname": "MatDuongTruyen", "failure": "line", "site": cut.site}
    alert = {
        "status": "resolved" if cut.end else "firing",
        "labels": labels,
        "annotations": {"summary": "Mất đường truyền quang"},
        "startsAt": cut.begin.isoformat(),
        "endsAt": cut.end.isoformat() if cut.end else "0001-01-01T00:00:00Z",
        "fingerprint": fingerprint(labels),
    }
    body = {"version": "4", "status": alert["status"], "receiver": "thong-suot", "alerts": [alert]}
    source = Source.objects.select_related("organisation").filter(organisation__code=cut.code).latest("pk")
    incidents.receive(source, json.dumps(body).encode(), at=at)


def answer(cut: Cut, at: datetime) -> None:
    """Let whoever is asked now accept, and say who comes and when it should be mended."""
    standing = Incident.objects.select_related("ladder").filter(organisation__code=cut.code, site__code=cut.site)
    row = standing.filter(state=IncidentState.OPEN).latest("pk")
    page = Page.objects.filter(ladder=row.ladder, state=PageState.SENT).select_related("rung__person").latest("pk")
    person = page.rung.person
    if row.ladder is None or person is None:
        return
    paging.accept(row.ladder, by=person, at=at)
    row = incidents.take_up(row, by=person, at=at)
    incidents.tell_expected(row, by=person, at=at, coming="Tổ Ứng cứu thông tin", expected_at=at + EXPECTED)
