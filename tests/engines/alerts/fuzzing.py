"""Bend deliveries in ways no source ever did, and see that only `Unreadable` comes of it; a seed plays it again.

`python -m tests.engines.alerts.fuzzing [--seconds 20] [--seed 1] [--only INDEX]`: a case follows from seed and index.
"""

from __future__ import annotations

import json
import random
import sys
from datetime import timedelta

from tests.engines.alerts.samples import NOON, REAL, told
from tests.playing import by_hand

from thongsuot.engines import alerts

Chance = random.Random
WEIRD = (
    "",
    "0",
    "\u202e",
    "\x00",
    "\ud800",
    "é" * 3000,
    "{{x}}",
    "9" * 400,
    "0001-01-01T00:00:00Z",
    "firing",
    "resolved",
)
HOOK = alerts.Hook(
    key=("/labels/diem", "/fingerprint"), state="/status", time="/startsAt", began="/endsAt", alerts="/alerts",
    severity="/labels/muc_do", cause="/annotations", labels="/labels", site="/labels/diem",
    title="/annotations/summary",
)  # fmt: skip
MAIL = (
    "From: noc@dn.example\nDate: Mon, 23 Nov 2026 19:00:00 +0700\nSubject: PROBLEM: =?utf-8?q?M=E1=BA=A5t?=\n"
    'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n'
    "Mã: SC-1\nTrạng thái: mất\nBắt đầu: 18h55 23/11/2026\n---\nĐiểm: A\nTrạng thái: đã thông\n--b\n"
    "Content-Type: text/html\n\n<p>Mã: 5</p>\n--b--\n"
)
ZABBIX = {
    "eventid": "7", "eventvalue": "1", "event_source": "0", "date": "2026.11.23", "time": "19:00:00", "severity": "5",
    "eventtags": '[{"tag":"site","value":"a"}]', "recovery_date": "2026.11.23", "recovery_time": "19:05:00",
}  # fmt: skip
API = {
    "status": "success",
    "data": {"alerts": [{"labels": {"a": "b"}, "state": "firing", "activeAt": "2026-11-23T12:00:00Z"}]},
}
ROWS = [{**told(), "status": {"state": "active"}}]
SEEDS = [*(one["body"] for one in REAL), ZABBIX, API, ROWS, {"uptime": "2026-11-23T12:00:00Z"}]
READERS = (
    alerts.read_alertmanager,
    alerts.read_grafana,
    alerts.read_zabbix,
    alerts.read_mail,
    alerts.read_alertmanager_active,
    alerts.read_prometheus_active,
    alerts.read_started_at,
    lambda body: alerts.read_hook(body, HOOK),
)


def bent(chance: Chance, value: object, depth: int = 0) -> object:
    """The value with some of its parts changed, left out, doubled or put elsewhere."""
    if chance.random() < 0.03:
        return chance.choice((None, True, -1, 1e308, 10**19, [], {}, [[]] * 9, *WEIRD))
    if isinstance(value, dict):
        rows = [(name, bent(chance, inner, depth + 1)) for name, inner in value.items() if chance.random() > 0.02]
        if chance.random() < 0.05:
            rows.append((chance.choice(WEIRD), chance.choice(WEIRD)))
        return dict(rows)
    if isinstance(value, list):
        return [bent(chance, inner, depth + 1) for inner in value for _ in range(chance.choice((1, 1, 1, 0, 2)))]
    return chance.choice(WEIRD) if chance.random() < 0.03 else value


def spoilt(chance: Chance, octets_: bytes) -> bytes:
    """The octets with a few of them changed, left out or put in."""
    data = bytearray(octets_)
    for _ in range(chance.choice((0, 0, 1, 1, 5))):
        place = chance.randrange(len(data) + 1)
        match chance.randrange(4):
            case 0:
                data[place : place + 1] = chance.randbytes(1)
            case 1:
                del data[place : place + chance.randrange(1, 40)]
            case 2:
                data[place:place] = chance.choice(
                    (b"[", b'"', b"\\", b"\xff", b"NaN", b"\r\n", b"=?x?q?", b"--b\n", b"e9")
                )
            case 3:
                data[place:place] = data[: chance.randrange(1, 200)]
    return bytes(data)


def play(seed: int, index: int) -> str:
    """Play one case: every reader takes the body; what is read is folded. Return what came of the first that read."""
    chance = Chance(f"{seed}/{index}")
    if chance.random() < 0.3:
        body = spoilt(chance, MAIL.encode())
    else:
        body = spoilt(
            chance,
            json.dumps(bent(chance, chance.choice(SEEDS)), ensure_ascii=chance.random() < 0.5).encode(
                errors="surrogatepass"
            ),
        )
    ends = [_ended(read, body) for read in READERS]
    return next((end for end in ends if end.startswith("read")), ends[0])


def _ended(read, body: bytes) -> str:
    try:
        found = read(body)
    except alerts.Unreadable as refusal:
        return str(refusal.code)
    told_ = getattr(found, "alerts", ())
    state = alerts.History()
    for number, alert in enumerate(told_):
        texts = (alert.title, alert.site, alert.fingerprint, alert.description, *alert.labels, *alert.labels.values())
        assert all(len(text) <= 1_000 and "\x00" not in text and "\u202e" not in text for text in texts)
        "".join(texts).encode()  # no lone surrogate is left
        assert alert.firing is False or alert.ends_at is None
        state, _ = alerts.fold(state, alert, NOON + timedelta(seconds=number))
    assert alerts.History.from_plain(json.loads(json.dumps(state.as_plain()))) == state
    return "read some" if told_ else "read none"


if __name__ == "__main__":
    sys.exit(by_hand(__doc__, play))
