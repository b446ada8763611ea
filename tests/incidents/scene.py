"""An enterprise, its monitoring and its people in simulated time: the truth, what is told of it, and what follows."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from tests.cast import MONDAY

from thongsuot.engines.alerts import fingerprint
from thongsuot.incidents import actions, jobs, queries
from thongsuot.incidents.gateway import Answer
from thongsuot.incidents.models import Alarm, Delivery, Incident, Note, Source
from thongsuot.ledger import queries as ledger
from thongsuot.ledger.models import Evidence
from thongsuot.organisations import access
from thongsuot.organisations.models import Person, Site, SiteClass
from thongsuot.paging import actions as paging
from thongsuot.paging import jobs as paging_jobs
from thongsuot.paging import queries as pages
from thongsuot.paging.models import Ladder, Page

MINUTE = timedelta(minutes=1)
OPEN = "0001-01-01T00:00:00Z"
TITLE = "Mất kết nối"
MOST_TICKS = 400


def written(moment: datetime) -> str:
    return moment.isoformat()


class Scene:
    """What happens at one enterprise, minute by minute."""

    def __init__(self, cast, code: str = "dd-1") -> None:
        self.cast, self.at = cast, MONDAY
        self.enterprise = cast.organisation(code)
        self.department = cast.department
        self.lan, self.long = cast.person(f"{code}.trucban"), cast.person(f"{code}.lanhdao")
        self.hang = cast.person(f"{code}.daumoi")
        self.an, self.binh, self.khanh = cast.person("so.trucban"), cast.binh, cast.khanh
        self.truth: dict[tuple[str, str], datetime] = {}
        self._source: Source | None = None
        self.secret = ""

    # time

    def minute(self, minutes: float) -> datetime:
        return MONDAY + minutes * MINUTE

    def until(self, minutes: float) -> Scene:
        """Let time pass until a minute of the day, doing everything when it is due."""
        return self.to(self.minute(minutes))

    def to(self, moment: datetime) -> Scene:
        for _tick in range(MOST_TICKS):
            due = [when for when in (jobs.next_due(), paging_jobs.next_due()) if when is not None]
            if not due or min(due) > moment:
                self.at = max(self.at, moment)
                return self
            self.at = max(self.at, min(due))
            self.run()
        raise AssertionError(f"something is due again and again at {self.at}")

    def run(self) -> int:
        return jobs.run(self.at) + paging_jobs.run(self.at)

    # the enterprise's monitoring

    @property
    def source(self) -> Source:
        if self._source is None:
            self.connect()
        assert self._source is not None
        return self._source

    def agree(self, **other):
        told = {"minutes": 30, "notice": 10, **other}
        return actions.agree(self.enterprise, by=self.long, at=self.at, **told)

    def connect(self, **other) -> Source:
        self.agree()
        wiring = actions.Wiring(**{"name": "Alertmanager NOC", "kind": "alertmanager", **other})
        self._source, self.secret = actions.connect_source(self.enterprise, wiring, by=self.hang, at=self.at)
        return self._source

    def labels(self, site: str, failure: str = "line", **more) -> dict[str, str]:
        return {"alertname": "MatKetNoi", "site": site, "failure": failure, "severity": "critical", **more}

    def told(self, site: str, failure: str = "line", *, starts=None, ends=None, **more) -> dict[str, object]:
        """One alert as a webhook tells it."""
        labels = self.labels(site, failure, **more)
        return {
            "status": "firing" if ends is None else "resolved",
            "labels": labels,
            "annotations": {"summary": TITLE},
            "startsAt": written(starts or self.at),
            "endsAt": OPEN if ends is None else written(ends),
            "fingerprint": fingerprint(labels),
        }

    def body(self, *alerts, **more) -> bytes:
        return json.dumps({"version": "4", "status": "firing", "alerts": list(alerts), **more}).encode()

    def post(self, *alerts, body: bytes | None = None, source=None) -> Delivery:
        """Let a delivery come, without applying it."""
        return actions.receive(source or self.source, self.body(*alerts) if body is None else body, at=self.at)

    def deliver(self, *alerts, **more) -> None:
        self.post(*alerts, **more)
        self.run()

    def fire(self, site: str = "bv-tinh", failure: str = "line", *, deliver: bool = True, **more) -> None:
        """A line fails."""
        self.truth[site, failure] = self.at
        if deliver:
            self.deliver(self.told(site, failure, starts=self.at, **more))

    def over(self, site: str = "bv-tinh", failure: str = "line", *, deliver: bool = True, **more) -> None:
        """A line is back; without a delivery nobody is told."""
        starts = self.truth.pop((site, failure))
        if deliver:
            self.deliver(self.told(site, failure, starts=starts, ends=self.at, **more))

    def api(self, **more) -> Answer:
        """What the source's own API answers now."""
        rows = [
            {**self.told(site, failure, starts=starts), "status": {"state": "active"}}
            for (site, failure), starts in self.truth.items()
        ]
        return Answer(json.dumps(rows).encode(), **more)

    def reconcile(self, answer: Answer | None = None) -> int:
        return jobs.reconcile(self.source, answer or self.api(), asked_at=self.at, at=self.at)

    # people

    def site(self, code: str = "bv-tinh") -> Site:
        return Site.objects.select_related("organisation").get(code=code)

    def new_site(self, code: str, kind: str = "", organisation=None, **rest) -> Site:
        row = Site.objects.create(
            code=code,
            name=f"Đơn vị {code}",
            sort_key=code,
            organisation=organisation or self.department,
            valid_from=MONDAY - timedelta(days=1),
            **rest,
        )
        if kind:
            SiteClass.objects.create(site=row, kind=kind, valid_from=MONDAY - timedelta(days=1))
        return row

    def report(self, site: str | None = "bv-tinh", failure: str = "line", *, by=None, starts=None, **more) -> Incident:
        """Somebody reports an incident."""
        told = {"origin": "hotline", "place": "" if site else "Ngã ba Hòa Bình", **more}
        place = self.site(site) if site else None
        failed = actions.Failed(failure, starts_at=starts or self.at, site=place, **told)
        return actions.open_incident(failed, organisation=self.enterprise, by=by or self.lan, at=self.at)

    def do(self, verb: str, incident: Incident, *args, by=None, **told):
        """Take one step with the sight of the person alone."""
        by = by or self.lan
        with access.acting_as(by, self.at):
            return getattr(actions, verb)(self.fresh(incident), *args, by=by, at=self.at, **told)

    # what is so

    def fresh(self, incident: Incident) -> Incident:
        return Incident.objects.select_related("organisation__supervisor", "site", "ladder").get(pk=incident.pk)

    @property
    def incidents(self) -> list[Incident]:
        return list(Incident.objects.filter(organisation=self.enterprise).order_by("pk"))

    @property
    def incident(self) -> Incident:
        """The newest one."""
        return self.fresh(self.incidents[-1])

    @property
    def board(self) -> list[Incident]:
        return list(queries.standing().filter(organisation=self.enterprise))

    def alarms(self, **what) -> list[Alarm]:
        return list(Alarm.objects.filter(organisation=self.enterprise, **what).order_by("starts_at", "pk"))

    def ladders(self, incident: Incident | None = None) -> list[Ladder]:
        return list(pages.ladders_about(incident or self.incident).order_by("pk"))

    def asked(self, incident: Incident | None = None) -> list[tuple[str, str]]:
        rows = Page.objects.filter(ladder__in=self.ladders(incident)).select_related("rung").order_by("pk")
        return [(page.rung.name, page.state) for page in rows]

    def accept_call(self, incident: Incident | None = None) -> None:
        """Whoever is being asked accepts the call, not the page of the incident."""
        ladder = self.ladders(incident)[-1]
        page = Page.objects.filter(ladder=ladder, state="sent").select_related("rung__person").latest("pk")
        paging.accept(ladder, by=page.rung.person, at=self.at, page=page)

    def notes(self, incident: Incident | None = None) -> list[str]:
        return [note.text for note in Note.objects.filter(incident=incident or self.incident)]

    def evidence(self, incident: Incident | None = None) -> list[Evidence]:
        key = ledger.topic(incident or self.incident)
        return list(Evidence.objects.filter(organisation=self.enterprise, key=key).order_by("version"))

    def silence(self, *people: Person) -> None:
        """These people cannot be reached any more."""
        Person.objects.filter(pk__in=[person.pk for person in people]).update(phone="", other_phones=[], email="")
