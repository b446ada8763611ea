"""A board with very many open incidents, and what its first page costs."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thongsuot.incidents.models import Incident
from thongsuot.organisations import access
from thongsuot.organisations.models import Person


def crowd(cast, count: int, at: datetime) -> None:
    """Let so many incidents stand, of every enterprise and priority, all told to the department."""
    enterprises = cast.enterprises
    Incident.objects.bulk_create(
        Incident(
            organisation=enterprises[number % len(enterprises)],
            reality="live",
            title=f"Mất đường truyền: tuyến {number}",
            failure="line",
            origin="hand",
            place=f"Tuyến {number}",
            opened_at=at,
            starts_at=at,
            priority=number % 3 + 1,
            told_at=at,
            told_why="priority",
            target_at=at + timedelta(minutes=number),
            unreached_at=at,
            at=at,
            by_system="Phép thử",
            by_name="Phép thử",
        )
        for number in range(count)
    )


def first_page(person: Person) -> tuple[float, int]:
    """Return how long the first page of the board took, and how many questions it asked."""
    browser = Client()
    with access.acting_as_system():
        browser.force_login(person)
    address = reverse("incidents:board")
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        begun = time.perf_counter()
        answer = browser.get(address)
        seconds = time.perf_counter() - begun
    assert answer.status_code == 200
    return seconds, len(asked)
