"""Incidents follow alarms: they open, are open again, and close by measurement when nothing lasts any more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import connection

from thongsuot.incidents import queries
from thongsuot.incidents.actions.mending import close_drafted, count_many, measured, put_right
from thongsuot.incidents.actions.opening import Failed, drafted, earlier, lock_openings, stand_again
from thongsuot.incidents.models import Alarm, Incident, Source
from thongsuot.incidents.states import STANDING, IncidentState
from thongsuot.ledger.actions import notify, notify_all, wake_timer
from thongsuot.ledger.queries import topic
from thongsuot.organisations.models import Actor, Site

BELONG = (
    "UPDATE incidents_alarm AS row SET incident_id = told.incident "
    "FROM unnest(%s::bigint[], %s::bigint[]) AS told (id, incident) WHERE row.id = told.id"
)
Key = tuple[int | None, str, str]  # a site and what failed there; elsewhere, the series of a source's alarms


class Follower:
    """The standing and the lately closed incidents of one enterprise, looked up once for many alarms."""

    def __init__(self, source: Source, alarms: list[Alarm], *, by: Actor, at: datetime) -> None:
        self.source, self.by, self.at = source, by, at
        organisation, reality = source.organisation_id, source.reality
        self.scales = queries.Scales(source.organisation, reality, at)
        self.joined: list[tuple[Alarm, Incident]] = []
        self.drawn: list[Incident] = []  # new ones, written together in the end
        self.counted: list[Incident] = []
        numbers = {alarm.site_id for alarm in alarms if alarm.site_id is not None}
        self.sites = {site.pk: site for site in Site.objects.filter(pk__in=numbers).select_related("organisation")}
        self.scales.know(self.sites.values())
        rows = Incident.objects.select_related("organisation", "site")
        self.standing: dict[Key, Incident] = {}
        self.closed: dict[Key, list[Incident]] = defaultdict(list)
        since = min((alarm.starts_at for alarm in alarms), default=at) - queries.ANEW
        lately = queries.closed_lately(organisation, reality, since).select_related("organisation", "site")
        for row in lately.filter(site__in=numbers):
            self.closed[self._key_of(row)].append(row)
        folded = rows.filter(organisation=organisation, reality=reality, state=IncidentState.FOLDED, site__in=numbers)
        for gone in folded.filter(folded_into__state__in=STANDING).select_related("folded_into__organisation"):
            if gone.folded_into is not None:
                self.standing[self._key_of(gone)] = gone.folded_into
        here = rows.filter(organisation=organisation, reality=reality, state__in=STANDING, site__in=numbers)
        self.standing |= {self._key_of(row): row for row in here}
        self._know_elsewhere({alarm.series for alarm in alarms if alarm.site_id is None})

    def _key_of(self, incident: Incident) -> Key:
        return incident.site_id, incident.failure, ""

    def _know_elsewhere(self, series: set[str]) -> None:
        """Find what stands, or stood lately, for alarms at no site of the register, by what tells of it."""
        rows = Alarm.objects.filter(source=self.source, site=None, series__in=series, incident__isnull=False)
        for alarm in rows.select_related("incident__organisation").order_by("starts_at"):
            incident = alarm.incident
            if incident is not None and incident.state in STANDING:
                self.standing[None, alarm.failure, alarm.series] = incident

    def key(self, alarm: Alarm) -> Key:
        """Return what an alarm is about."""
        return alarm.site_id, alarm.failure, "" if alarm.site_id is not None else alarm.series

    def join(self, key: Key, alarms: list[Alarm]) -> Incident:
        """Return the incident of alarms that last: the one that stands, one that is on again so soon, or a new one."""
        begin = min(self._began(alarm) for alarm in alarms)
        standing = self.standing.get(key)
        closed = next((row for row in reversed(self.closed[key]) if self._follows(row, begin)), None)
        if standing is not None:
            incident = self._earlier(standing, begin)
            after = incident.mended_at is not None and begin > incident.mended_at
            if incident.state == IncidentState.MENDED and after:
                incident = self._again(incident)
        elif closed is not None:
            self.closed[key].remove(closed)
            incident = self._earlier(self._again(closed), begin)
        else:
            incident = drafted(self._failed(alarms[0], begin), self.scales, by=self.by)
            self.drawn.append(incident)
        self.standing[key] = incident
        self._keep(incident, alarms)
        return incident

    def _earlier(self, incident: Incident, begin: datetime) -> Incident:
        return earlier(incident, begin, self.at, self.scales.terms)

    def _again(self, incident: Incident) -> Incident:
        return stand_again(incident, by=self.by, at=self.at, note="Lại mất.", terms=self.scales.terms)

    def enter(self, key: Key, alarms: list[Alarm]) -> None:
        """Give alarms that were over before we heard of them to the incident beside them, or one that is over itself.

        What stands takes the last of them in; of the rest those that lie close to each other are one incident.
        """
        for run in _runs(alarms):
            begin, end = self._began(run[0]), max(self._ended(alarm) for alarm in run)
            standing = self.standing.get(key)
            if standing is not None and end >= standing.starts_at - queries.ANEW:
                self.standing[key] = incident = self._earlier(standing, begin)
            else:
                incident = self._over(key, run[0], begin, end)
                if not any(row is incident for row in self.counted):
                    self.counted.append(incident)
            self._keep(incident, run)

    def _over(self, key: Key, alarm: Alarm, begin: datetime, end: datetime) -> Incident:
        """Return the incident of what is over: one beside it that is over as well, or a new one."""
        near = queries.ANEW
        beside = [row for row in self.closed[key] if row.mended_at and row.mended_at >= begin - near]
        incident = next((row for row in beside if end >= row.starts_at - near), None)
        if incident is None:
            drawn = drafted(self._failed(alarm, begin), self.scales, by=self.by, state=IncidentState.CLOSED)
            incident = close_drafted(drawn, end, by=self.by, at=self.at)
            self.drawn.append(incident)
            self.closed[key].append(incident)
            return incident
        incident = self._earlier(incident, begin)
        if incident.mended_at is not None and end > incident.mended_at:
            incident.mended_at = end
            if incident.pk is not None:
                incident.save(update_fields=["mended_at"])
        return incident

    def finish(self) -> None:
        """Write the new ones, which alarm belongs where, and count what is over; time calls who is to be called."""
        for incident in self.drawn:
            incident.due_at = queries.due_of(incident, self.scales.terms)
        Incident.objects.bulk_create(self.drawn)
        opened = [topic(incident) for incident in self.drawn if incident.state == IncidentState.OPEN]
        notify_all(opened, self.source.organisation_id)
        if self.drawn:
            wake_timer()
        told = [[alarm.pk for alarm, _ in self.joined], [incident.pk for _, incident in self.joined]]
        with connection.cursor() as cursor:
            cursor.execute(BELONG, told)
        count_many(self.counted, by=self.by)
        if self.counted:
            notify(f"incidents:{self.source.organisation_id}", self.source.organisation_id)

    def _follows(self, incident: Incident, begin: datetime) -> bool:
        return incident.mended_at is not None and begin - incident.mended_at <= queries.ANEW

    def _keep(self, incident: Incident, alarms: list[Alarm]) -> None:
        for alarm in alarms:
            alarm.incident = incident
            self.joined.append((alarm, incident))

    def _began(self, alarm: Alarm) -> datetime:
        """Return when it began; a source whose clock runs ahead cannot tell of what is to come."""
        return min(alarm.starts_at, self.at)

    def _ended(self, alarm: Alarm) -> datetime:
        return min(alarm.ends_at or alarm.starts_at, self.at)

    def _failed(self, alarm: Alarm, begin: datetime) -> Failed:
        site = self.sites.get(alarm.site_id) if alarm.site_id is not None else None
        return Failed(alarm.failure, Incident.Origin.SOURCE, begin, site)


def follow(source: Source, alarms: list[Alarm], *, by: Actor, at: datetime) -> None:
    """Let incidents follow alarms of one source that changed."""
    if not alarms:
        return
    lock_openings(source.organisation_id)
    follower = Follower(source, alarms, by=by, at=at)
    joining: dict[Key, list[Alarm]] = defaultdict(list)
    touched: set[int] = {alarm.incident_id for alarm in alarms if alarm.incident_id is not None}
    passed: dict[Key, list[Alarm]] = defaultdict(list)
    for alarm in alarms:
        if alarm.incident_id is None and queries.troubles(alarm):
            if _lasts(alarm, at):
                joining[follower.key(alarm)].append(alarm)
            elif alarm.ends_at is not None and alarm.ends_at - alarm.starts_at >= queries.BLIP:
                passed[follower.key(alarm)].append(alarm)
    lasting = [follower.join(key, same) for key, same in joining.items()]
    for key, same in passed.items():
        follower.enter(key, sorted(same, key=_begin))
    follower.finish()
    settle(touched | {incident.pk for incident in lasting}, by=by, at=at)


def _lasts(alarm: Alarm, at: datetime) -> bool:
    """Tell whether an alarm lasts, or flaps and is shown as lasting."""
    return alarm.ends_at is None or (alarm.held_until is not None and alarm.held_until > at)


def _runs(alarms: list[Alarm]) -> list[list[Alarm]]:
    """Cut alarms, ordered by their begin, where more lies between them than makes them one incident; newest run first.

    So what stands takes the newest in before older ones are looked at.
    """
    runs: list[list[Alarm]] = []
    end: datetime | None = None
    for alarm in alarms:
        if end is not None and alarm.starts_at - end <= queries.ANEW:
            runs[-1].append(alarm)
        else:
            runs.append([alarm])
        ends_at = alarm.ends_at or alarm.starts_at
        end = ends_at if end is None or len(runs[-1]) == 1 else max(end, ends_at)
    return runs[::-1]


def _begin(alarm: Alarm) -> datetime:
    return alarm.starts_at


def settle(incidents: Iterable[int], *, by: Actor, at: datetime) -> int:
    """Close by measurement each of these that stands and of whose alarms none lasts; return how many.

    Where one was closed so before, its end and its figures are put right by what its alarms tell now.
    """
    numbers = set(incidents)
    if not numbers:
        return 0
    alarms = Alarm.objects.filter(incident__in=numbers)
    lasting = set(queries.lasting(alarms, at).values_list("incident_id", flat=True))
    ends: dict[int, datetime] = {}
    for number, ends_at in alarms.filter(ends_at__isnull=False).values_list("incident_id", "ends_at"):
        if number is not None and ends_at is not None:
            ends[number] = max(ends_at, ends.get(number, ends_at))
    over = [number for number in sorted(ends) if number not in lasting]
    rows = Incident.objects.filter(pk__in=over).select_related("organisation", "site").order_by("pk")
    before = list(rows.filter(state=IncidentState.CLOSED, closing=Incident.Closing.MEASURED))
    standing = list(rows.filter(state__in=STANDING))
    told = [put_right(incident, ends[incident.pk], by=by, at=at) for incident in before]
    told += [measured(incident, ends[incident.pk], by=by, at=at) for incident in standing]
    count_many(told, by=by)
    return len(standing)
