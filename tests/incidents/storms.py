"""A storm let loose on one install: every enterprise's monitoring, the register of sites, and what must be so after."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.engines.alerts.storm import Posted, Storm
from tests.incidents.posting import request

from thongsuot.engines.alerts import History, episodes
from thongsuot.incidents import actions, jobs, queries
from thongsuot.incidents.gateway import Answer
from thongsuot.incidents.models import Alarm, Incident, Source, Trace
from thongsuot.organisations.models import Organisation, Person, Role, Site, SiteClass

BEFORE = timedelta(days=30)
CLASSES = {0: "health", 1: "portal"}  # a third of the sites comes first, a third second, a third has no class


@dataclass
class Struck:
    """One install in a storm: a source for each of the storm's groups."""

    storm: Storm
    department: Organisation
    begin: datetime
    sources: dict[str, Source] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)  # the key of each
    api: str = ""  # where the truth of each is asked for, below it by the name of the group

    def prepare(self, enterprises: list[Organisation], by: dict[int, tuple[Person, Person]]) -> None:
        """Enter the sites of every line, and connect each group's monitoring to one of the enterprises."""
        at = self.begin - BEFORE
        rows = []
        for line in self.storm.lines:
            code, group = line.labels["diem"], line.labels["doanh_nghiep"]
            rows.append(Site(code=code, name=code, sort_key=code, organisation=self.department, valid_from=at))
            if group not in self.sources:
                self.sources[group] = self._connect(enterprises[len(self.sources) % len(enterprises)], group, by, at)
        sites = Site.objects.bulk_create(rows)
        SiteClass.objects.bulk_create(
            SiteClass(site=site, kind=CLASSES[number % 3], valid_from=at)
            for number, site in enumerate(sites)
            if number % 3 in CLASSES
        )

    def _connect(
        self, enterprise: Organisation, group: str, by: dict[int, tuple[Person, Person]], at: datetime
    ) -> Source:
        leader, contact = by[enterprise.pk]
        if queries.disclosure_of(enterprise.pk, "live", at) is None:
            actions.agree(enterprise, minutes=30, notice=10, by=leader, at=at)
        wiring = actions.Wiring(group, "alertmanager", site_label="diem", api_url=self.api and f"{self.api}/{group}")
        source, self.secrets[group] = actions.connect_source(enterprise, wiring, by=contact, at=at)
        return source

    def source_of(self, posted: Posted) -> Source:
        return self.sources[group_of(posted.body)]

    def requests(self) -> list[bytes]:
        """Return the deliveries as they are sent over a socket, each with the key of its source."""
        return [request(self.secrets[group_of(one.body)], one.body) for one in self.storm.posted]

    def take_in(self, posted: list[Posted], together: int = 50) -> None:
        """Receive deliveries as intake does: some by each commit."""
        for first in range(0, len(posted), together):
            actions.receive_many([(self.source_of(one), one.body, one.at) for one in posted[first : first + together]])

    def reconcile(self, at: datetime) -> None:
        """Every source is asked what really lasts."""
        whole = self.storm
        for group, source in self.sources.items():
            mine = Storm([], [line for line in whole.lines if line.labels["doanh_nghiep"] == group], whole.until)
            jobs.reconcile(source, Answer(mine.active()), asked_at=at, at=at)

    def wrong_alarms(self) -> list[str]:
        """Name every failure whose alarms are not the episodes that were told."""
        kept: dict[str, list[tuple[datetime, datetime | None]]] = defaultdict(list)
        for name, begin, end in Alarm.objects.values_list("fingerprint", "starts_at", "ends_at").order_by("starts_at"):
            kept[name].append((begin, end))
        wrong = []
        for row in Trace.objects.all():
            told = [(one.starts_at, one.ends_at) for one in episodes(History.from_plain(row.history))]
            if [span for span in kept[row.fingerprint] if span[0] >= told[0][0]] != told:
                wrong.append(row.fingerprint)
        return wrong

    def standing(self) -> dict[str, int]:
        """Return how many incidents stand at each site."""
        found: dict[str, int] = defaultdict(int)
        for code in queries.standing().values_list("site__code", flat=True):
            found[str(code)] += 1
        return found

    def down(self) -> set[str]:
        """Return the sites whose lines really are down."""
        return {line.labels["diem"] for line in self.storm.lines if line.down}

    def astray(self) -> int:
        """Count alarms at an incident of another site or failure, or of another enterprise."""
        rows = Alarm.objects.exclude(incident=None).select_related("incident")
        told = ("site_id", "failure", "organisation_id")
        return sum(any(getattr(row, name) != getattr(row.incident, name) for name in told) for row in rows)


def group_of(body: bytes) -> str:
    """Return the name of the group that a delivery speaks of."""
    mark = b'"doanh_nghiep":"'
    start = body.index(mark) + len(mark)
    return body[start : start + 6].decode()


def staff_of(enterprises: list[Organisation]) -> dict[int, tuple[Person, Person]]:
    """Return leader and contact of each enterprise."""
    found = {}
    for enterprise in enterprises:
        people = {
            role.name: role.person for role in Role.objects.filter(organisation=enterprise).select_related("person")
        }
        found[enterprise.pk] = (people["leader"], people["contact"])
    return found


def incidents_of(code: str) -> list[Incident]:
    """Return the incidents at a site by their begin."""
    return list(Incident.objects.filter(site__code=code).order_by("starts_at", "pk"))
