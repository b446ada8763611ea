"""A storm of deliveries as a group of Alertmanagers sends them, and the truth behind it: for tests and benchmarks.

Sites fail and recover; each organisation's group is told of at every change: those that last and those that have just
recovered. Deliveries get lost whole (so a resolve is never told again), come twice and more, late and out of order.
Everything follows from the seed.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from thongsuot.engines.alerts import fingerprint

BEGIN = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
OPEN = "0001-01-01T00:00:00Z"


@dataclass(frozen=True)
class Posted:
    """One delivery: when it arrives, and its body."""

    at: datetime
    body: bytes


@dataclass
class Line:
    """A site's failure as it really is: labels, starts and ends (None: it lasts), and what was ever told of each."""

    labels: dict[str, str]
    fingerprint: str
    spans: list[tuple[datetime, datetime | None]] = field(default_factory=list)
    told: set[datetime] = field(default_factory=set)
    told_over: set[datetime] = field(default_factory=set)

    @property
    def down(self) -> bool:
        return bool(self.spans) and self.spans[-1][1] is None


@dataclass
class Storm:
    """The deliveries in the order of their arrival, and the lines behind them."""

    posted: list[Posted]
    lines: list[Line]
    until: datetime

    def active(self) -> bytes:
        """What `/api/v2/alerts` answers after the last change."""
        rows = [api_row(line, self.until) for line in self.lines if line.down]
        return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()

    def lasting(self) -> dict[str, datetime]:
        """Which failures really last in the end: fingerprint -> start."""
        return {line.fingerprint: line.spans[-1][0] for line in self.lines if line.down}


def stormed(
    seed: int,
    deliveries: int = 50_000,
    *,
    groups: int = 40,
    sites: int = 25,
    most: int = 12,
    lost: float = 0.05,
    again: float = 0.3,
    late: float = 20.0,
) -> Storm:
    """Play until so many deliveries are posted: `groups` organisations with `sites` each, `most` alerts in a delivery.

    `lost` is the share of deliveries that nobody ever gets, `again` that of those that come again (and again), `late`
    the mean delay in seconds; one in twenty comes ten times as late.
    """
    chance = random.Random(seed)  # noqa: S311  # it must be played again alike
    lines = [[_line(group, site) for site in range(sites)] for group in range(groups)]
    posted: list[Posted] = []
    now = BEGIN
    while len(posted) < deliveries:
        now += timedelta(milliseconds=chance.randrange(1, 4_000))
        group = chance.choice(lines)
        changed = chance.sample(group, chance.choice((1, 1, 1, 2, 3)))
        ended = [line for line in changed if line.down]
        for line in changed:
            _turn(line, now, chance)
        lasting = [line for line in group if line.down]
        rows = [_row(line) for line in (*ended, *chance.sample(lasting, min(most, len(lasting))))]
        if chance.random() < lost:
            continue
        posted += _copies(_body(rows), now, chance, again, late)
    posted = sorted(posted[:deliveries], key=lambda one: one.at)
    return Storm(posted, _heard([line for group in lines for line in group], posted), now)


def _line(group: int, site: int) -> Line:
    labels = {
        "alertname": "MatKetNoiDiemUuTien", "diem": f"diem-{group:03}-{site:03}", "doanh_nghiep": f"dn-{group:03}",
        "instance": f"http://192.0.2.{site}:18081/", "job": "diem_uu_tien", "loai": "y_te", "muc_do": "khan_cap",
        "tinh": "gialai", "uu_tien": str(site % 3 + 1),
    }  # fmt: skip
    return Line(labels, fingerprint(labels))


def _turn(line: Line, now: datetime, chance: random.Random) -> None:
    """Let it fail, or end; a failure began a little before it is told."""
    if line.down:
        start, _ = line.spans[-1]
        line.spans[-1] = (start, max(now, start + timedelta(milliseconds=1)))
    else:
        before = line.spans[-1][1] if line.spans else BEGIN - timedelta(hours=1)
        assert before is not None
        start = now - timedelta(milliseconds=chance.randrange(0, 3_000))
        line.spans.append((max(start, before + timedelta(milliseconds=1)), None))


def _row(line: Line) -> dict[str, object]:
    start, end = line.spans[-1]
    return {
        "status": "firing" if end is None else "resolved",
        "labels": line.labels,
        "annotations": {
            "description": "Điểm ưu tiên không phản hồi, kiểm tra đường truyền.",
            "summary": f"Mất kết nối tới {line.labels['diem']}",
        },
        "startsAt": text(start),
        "endsAt": OPEN if end is None else text(end),
        "generatorURL": "http://giamsat.example:19090/graph?g0.expr=probe_success+%3D%3D+0&g0.tab=1",
        "fingerprint": line.fingerprint,
    }


def api_row(line: Line, now: datetime) -> dict[str, object]:
    """A row of `/api/v2/alerts`."""
    return {
        **_row(line), "endsAt": text(now + timedelta(minutes=4)), "updatedAt": text(now),
        "status": {"state": "active", "inhibitedBy": [], "silencedBy": []},
    }  # fmt: skip


def _body(rows: list[dict[str, object]]) -> bytes:
    value = {
        "receiver": "thongsuot",
        "status": "firing" if any(row["status"] == "firing" for row in rows) else "resolved",
        "alerts": rows,
        "groupLabels": {"alertname": "MatKetNoiDiemUuTien"},
        "externalURL": "http://giamsat.example:19093",
        "version": "4",
        "groupKey": '{}:{alertname="MatKetNoiDiemUuTien"}',
        "truncatedAlerts": 0,
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _copies(body: bytes, now: datetime, chance: random.Random, again: float, late: float) -> Iterator[Posted]:
    while True:
        delay = chance.expovariate(1 / late) * (10 if chance.random() < 0.05 else 1)
        yield Posted(now + timedelta(seconds=delay), body)
        if chance.random() >= again:
            return


def text(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _heard(lines: list[Line], posted: list[Posted]) -> list[Line]:
    """Note for each line what the deliveries tell, read by nothing but the json module."""
    known = {line.fingerprint: line for line in lines}
    for body in {one.body for one in posted}:
        for row in json.loads(body)["alerts"]:
            start = datetime.fromisoformat(row["startsAt"])
            line = known[row["fingerprint"]]
            line.told.add(start)
            if row["status"] == "resolved":
                line.told_over.add(start)
    return lines
