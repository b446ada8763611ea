"""Thousands of open ladders whose pages fall due one after another, and alarms that open incidents meanwhile."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import sleep, time
from typing import Any

PEOPLE = 3  # on each ladder
AHEAD = 8.0  # seconds until the first falls due
LATER = 3_600.0  # seconds over which the others fall due
ALARM_EVERY = 1.5  # seconds
HEAP_AFTER = 5.0  # seconds behind the others until the heap falls due


@dataclass
class Due:
    """When the pages of which ladders fall due; those of `together` all at one moment."""

    begin: float
    end: float
    moments: dict[int, float]
    together: dict[int, float]


def fill(count: int, *, rate: float, seconds: int, together: int) -> Due:
    """Open ladders the first person of which was asked and has not answered."""
    from django.conf import settings

    from thongsuot.organisations import access
    from thongsuot.organisations.models import Act, Organisation, System
    from thongsuot.paging.models import Address, Ladder, Page, Rung

    begin = time() + AHEAD + count / 2_000
    end = begin + seconds
    one_by_one = int(rate * seconds)
    moments = [begin + number / rate for number in range(one_by_one)] + [end + HEAP_AFTER] * together
    left = count - len(moments)
    moments += [end + 120 + LATER * number / max(left, 1) for number in range(left)]
    stamp = datetime.fromtimestamp(begin - 900, UTC)
    with access.acting_as_system():
        homes = list(Organisation.objects.filter(kind="enterprise"))
        root = [{"organisation": homes[number % len(homes)], "reality": settings.REALITY} for number in range(count)]
        told = {"priority": 2, "rounds": 1, "title": "Sự cố thử tải", "body": "Bài đo.", "inside": True, "at": stamp}
        told |= Act.fields_of(System("Bài đo"))
        ladders = Ladder.objects.bulk_create(
            Ladder(**own, about=f"measure:{number}", **told) for number, own in enumerate(root)
        )
        rungs = Rung.objects.bulk_create(
            _rung(own, ladder, place) for own, ladder in zip(root, ladders, strict=True) for place in range(PEOPLE)
        )
        Address.objects.bulk_create(_address(rung, number) for number, rung in enumerate(rungs))
        pages = [
            Page(**own, ladder=ladder, rung=rung, home_id=rung.home_id, inside=True, state="sent", sent_at=stamp,
                 due_at=datetime.fromtimestamp(moment, UTC))
            for own, ladder, rung, moment in zip(root, ladders, rungs[::PEOPLE], moments, strict=True)
        ]  # fmt: skip
        Page.objects.bulk_create(pages)
    keys = [ladder.pk for ladder in ladders]
    ends = one_by_one + together
    return Due(begin, end, dict(zip(keys[:one_by_one], moments, strict=False)),
               dict(zip(keys[one_by_one:ends], moments[one_by_one:ends], strict=True)))  # fmt: skip


def _rung(own: dict[str, Any], ladder: Any, place: int) -> Any:
    from thongsuot.paging.models import Rung

    told = {"position": place + 1, "home": own["organisation"], "name": f"Người trực {place + 1}", "inside": True}
    return Rung(**own, ladder=ladder, wait_minutes=15, **told)


def _address(rung: Any, number: int) -> Any:
    from thongsuot.paging.models import Address

    phone = f"0900 {number // 1000:03d} {number % 1000:03d}"
    email = f"nguoi-{number}@vi-du.example"
    told = {"phone": phone, "email": email, "number": "84" + phone.replace(" ", "")[1:]}
    return Address(organisation_id=rung.home_id, reality=rung.reality, rung=rung, **told)


def connect(*, sites: int) -> Any:
    """Connect a monitoring system of an enterprise, and put hospitals on the register."""
    from django.conf import settings

    from thongsuot.incidents import actions
    from thongsuot.organisations import access
    from thongsuot.organisations.models import Organisation, Person, Site, SiteClass

    at = datetime.now(UTC)
    before = at - timedelta(days=1)
    with access.acting_as_system():
        home = Organisation.objects.get(code="dd-1")
        department = Organisation.objects.get(code="so-khcn")
        for number in range(sites):
            told = {"name": f"Bệnh viện {number}", "sort_key": f"benh vien {number}", "valid_from": before}
            site = Site.objects.create(code=f"do-{number}", organisation=department, **told)
            SiteClass.objects.create(site=site, kind="health", valid_from=before)
        Person.objects.filter(organisation=home).update(phone="0900 999 001")
        leader = Person.objects.get(username="dd-1.lanhdao")
        actions.agree(home, minutes=30, notice=10, by=leader, at=at)
        contact = Person.objects.get(username="dd-1.daumoi")
        wiring = actions.Wiring(name="NOC", kind="alertmanager")
        source, _secret = actions.connect_source(home, wiring, by=contact, at=at)
    assert source.reality == settings.REALITY  # noqa: S101  # else nothing would be applied
    return source


def send_alarms(source: Any, *, until: float) -> dict[str, float]:
    """Take in one alarm after another; return when each was committed, by the site's name."""
    from thongsuot.incidents import actions
    from thongsuot.organisations import access

    sent: dict[str, float] = {}
    for code, body in _alarms():
        if time() + ALARM_EVERY > until:
            return sent
        with access.acting_as_system():
            actions.receive(source, body, at=datetime.now(UTC))
        sent[code] = time()
        sleep(ALARM_EVERY)
    return sent


def _alarms() -> Iterator[tuple[str, bytes]]:
    from thongsuot.engines.alerts import fingerprint

    for number in range(10_000):
        labels = {"alertname": "MatKetNoi", "site": f"do-{number}", "failure": "line", "severity": "critical"}
        alert = {"status": "firing", "labels": labels, "annotations": {}, "startsAt": datetime.now(UTC).isoformat(),
                 "endsAt": "0001-01-01T00:00:00Z", "fingerprint": fingerprint(labels)}  # fmt: skip
        yield f"Bệnh viện {number}", json.dumps({"version": "4", "status": "firing", "alerts": [alert]}).encode()
