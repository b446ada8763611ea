"""What sources say becomes histories and alarms, many at once; what changed is followed by incidents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction

from thongsuot.engines import alerts
from thongsuot.engines.alerts import Alert, Episode, History, What
from thongsuot.incidents import queries
from thongsuot.incidents.actions.following import follow, settle
from thongsuot.incidents.models import Alarm, Source, Trace
from thongsuot.organisations.models import Actor

CHANGED = (
    "UPDATE incidents_alarm AS row "
    "SET starts_at = told.starts_at, ends_at = told.ends_at, settled_by = told.settled_by "
    "FROM unnest(%s::bigint[], %s::timestamptz[], %s::timestamptz[], %s::text[]) "
    "AS told (id, starts_at, ends_at, settled_by) WHERE row.id = told.id"
)
RECENT = timedelta(hours=1)  # how far back a series is looked at for flapping
MOST_SERIES = 200  # alarms of one series that are looked at


@dataclass(frozen=True)
class Sensed:
    """The alerts of one delivery or answer, and when they came."""

    alerts: Sequence[Alert]
    at: datetime


class Senses:
    """Histories of one source while deliveries are taken into them; `settle` writes them all and follows."""

    def __init__(self, source: Source, settled_by: str = "delivery") -> None:
        self.source, self.settled_by = source, settled_by
        self._histories: dict[str, History] = {}
        self._last: dict[str, Alert] = {}
        self._heard: dict[str, datetime] = {}
        self._changed: set[str] = set()

    def take(self, sensed: Sensed) -> None:
        """Take in what a delivery says, in the order in which it came."""
        self.know({alert.fingerprint for alert in sensed.alerts})
        for alert in sensed.alerts:
            self._fold(alert, alerts.fold(self._histories[alert.fingerprint], alert, sensed.at), sensed.at)

    def hear(self, sensed: Sensed) -> None:
        """Note that the same came once more: it changes nothing but when it was heard last."""
        for alert in sensed.alerts:
            name = alert.fingerprint
            self._heard[name] = max(sensed.at, self._heard.get(name, sensed.at))

    def see(self, alert: Alert, at: datetime) -> None:
        """Take in that the source itself lists an alert as lasting."""
        self.know({alert.fingerprint})
        self._fold(alert, alerts.seen(self._histories[alert.fingerprint], alert, at), at)

    def end(self, fingerprint: str, at: datetime) -> None:
        """Take in that a failure is over by then, its own end having been lost."""
        self.know({fingerprint})
        over = Alert(fingerprint, None, False, at, "", alerts.Severity.UNKNOWN, {}, "")
        state, change = alerts.fold(self._histories[fingerprint], over, at)
        self._histories[fingerprint] = state
        if change.what is not What.NOTHING:
            self._changed.add(fingerprint)

    def settle(self, *, by: Actor, at: datetime) -> list[Alarm]:
        """Write histories and alarms, and let incidents follow what changed."""
        self._write_traces()
        changed = self._write_alarms(at)
        self._note_heard()
        self._hold(changed, at)
        follow(self.source, changed, by=by, at=at)
        return changed

    def know(self, names: set[str]) -> None:
        """Look up what is remembered of these fingerprints."""
        unknown = names - self._histories.keys()
        if unknown:
            rows = Trace.objects.filter(source=self.source, fingerprint__in=unknown)
            found = {row.fingerprint: History.from_plain(row.history) for row in rows}
            self._histories |= {name: found.get(name, History()) for name in unknown}

    def _fold(self, alert: Alert, told: tuple[History, alerts.Change], at: datetime) -> None:
        name = alert.fingerprint
        self._histories[name], change = told
        if alert.firing or name not in self._last:
            self._last[name] = alert
        self._heard[name] = max(at, self._heard.get(name, at))
        if change.what is not What.NOTHING:
            self._changed.add(name)

    def _write_traces(self) -> None:
        source = self.source
        rows = [
            Trace(
                organisation_id=source.organisation_id,
                reality=source.reality,
                source=source,
                fingerprint=name,
                history=self._histories[name].as_plain(),
            )
            for name in sorted(self._changed)
        ]
        Trace.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["source", "fingerprint"], update_fields=["history"]
        )

    def _write_alarms(self, at: datetime) -> list[Alarm]:
        """Lay the episodes of each history beside the alarms that are kept, and write what differs."""
        kept: dict[str, list[Alarm]] = defaultdict(list)
        for row in Alarm.objects.filter(source=self.source, fingerprint__in=self._changed).order_by("starts_at"):
            kept[row.fingerprint].append(row)
        sites = queries.sites_named({alert.site for alert in self._last.values()}, at)
        new, old = [], []
        for name in sorted(self._changed):
            for episode in alerts.episodes(self._histories[name]):
                mine = [row for row in kept[name] if row.starts_at in episode.starts]
                if not mine and (alert := self._last.get(name)) is not None:
                    alarm = self._alarm(alert, episode)
                    alarm.site = sites.get(alert.site)
                    new.append(alarm)
                old += [row for row in mine if self._differs(row, episode, first=row is mine[0])]
        told = [(row.pk, row.starts_at, row.ends_at, row.settled_by) for row in old]
        if told:
            with connection.cursor() as cursor:
                cursor.execute(CHANGED, [list(column) for column in zip(*told, strict=True)])
        return Alarm.objects.bulk_create(new) + old

    def _alarm(self, alert: Alert, episode: Episode) -> Alarm:
        ends_at = _end_of(episode)
        return Alarm(
            organisation_id=self.source.organisation_id,
            reality=self.source.reality,
            source=self.source,
            fingerprint=alert.fingerprint,
            series=alert.series,
            starts_at=episode.starts_at,
            ends_at=ends_at,
            heard_at=self._heard.get(alert.fingerprint, episode.last_at),
            settled_by=self.settled_by if ends_at is not None else "",
            title=alert.title[:200],
            severity=str(alert.severity),
            failure=queries.failure_of(alert),
            cause="; ".join(alert.causes)[:200],
            labels=dict(alert.labels),
            site_name=alert.site[:120],
        )

    def _differs(self, row: Alarm, episode: Episode, *, first: bool) -> bool:
        """Bring a kept alarm up to its episode; tell whether that changed it."""
        ends_at = _end_of(episode)
        starts_at = episode.starts_at if first else row.starts_at
        if ends_at is not None:
            ends_at = max(ends_at, starts_at)
        if (row.starts_at, row.ends_at) == (starts_at, ends_at):
            return False
        row.starts_at, row.ends_at = starts_at, ends_at
        row.settled_by = "" if ends_at is None else row.settled_by or self.settled_by
        return True

    def _note_heard(self) -> None:
        if self._heard:
            rows = Alarm.objects.filter(source=self.source, ends_at=None, fingerprint__in=list(self._heard))
            latest = max(self._heard.values())
            rows.filter(heard_at__lt=latest).update(heard_at=latest)

    def _hold(self, changed: Iterable[Alarm], at: datetime) -> None:
        """Hold what flaps: until it keeps quiet it is shown as lasting."""
        by_series = {row.series or row.fingerprint: row for row in sorted(changed, key=lambda row: row.starts_at)}
        series = flapping(self.source, set(by_series), at)
        for name, last in by_series.items():
            until = series.get(name)
            if until != last.held_until:
                last.held_until = until
                Alarm.objects.filter(pk=last.pk).update(held_until=until)


def flapping(source: Source, series: set[str], at: datetime) -> dict[str, datetime]:
    """Return until when each of these series is held, of those that flap."""
    since = at - RECENT
    rows = Alarm.objects.filter(source=source, series__in=series, starts_at__gte=since).order_by("-starts_at")
    known: dict[str, list[Alarm]] = defaultdict(list)
    for row in rows.only("series", "starts_at", "ends_at", "heard_at"):
        if len(known[row.series]) < MOST_SERIES:
            known[row.series].append(row)
    judged = {name: queries.flickering(same, at).until for name, same in known.items() if len(same) > 1}
    return {name: until for name, until in judged.items() if until is not None}


@transaction.atomic
def let_go(alarm: Alarm, *, by: Actor, at: datetime) -> None:
    """What flapped has kept quiet, or is held further; when it is let go, its incident goes by what is so."""
    latest = Alarm.objects.filter(source=alarm.source, series=alarm.series).order_by("-starts_at", "-pk").first()
    held = flapping(alarm.source, {alarm.series}, at).get(alarm.series) if latest == alarm else None
    Alarm.objects.filter(pk=alarm.pk).update(held_until=held)
    if held is None and alarm.incident_id is not None:
        settle([alarm.incident_id], by=by, at=at)


def _end_of(episode: Episode) -> datetime | None:
    """Return when an episode was over; where the source does not say since when, the time at which it said so."""
    if episode.open:
        return None
    return max(episode.ends_at or episode.last_at, episode.starts_at)
