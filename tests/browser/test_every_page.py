"""Every GET address on the filled cast: it opens, asks the database no more than before, is accessible, narrow."""

from __future__ import annotations

import mimetypes
import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from playwright.sync_api import sync_playwright
from tests.browser import walking
from tests.browser.conftest import CHROMIUM, QUIET
from tests.browser.filled import fill, two_weeks
from tests.browser.pinned import QUERIES
from tests.cast import Cast, client_of

from thongsuot.organisations import access

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
ORIGIN = "http://localhost"  # a browser trusts this name
WITH_PASSWORD = ("so.lanhdao", "dd-1.daumoi")
LOOKS = 2  # at each kind of page: rows and people that differ
SLOWER = 8.0  # how many times as long the filled page may take as the same page two weeks earlier


@pytest.fixture(scope="module")
def visits(django_db_setup, django_db_blocker):
    """Open every page before the two weeks and after them; nothing of it stays in the database."""
    with django_db_blocker.unblock(), transaction.atomic():
        with access.acting_as_system():
            filled = fill(Cast())
            clients = {name: client_of(visitor(name)) for name in walking.SEEN_BY} | {walking.ANYBODY: Client()}
            keys = filled.keys()
        before = walking.walk(clients, keys, cold=True)
        with access.acting_as_system():
            two_weeks(filled)
        clients["so.lanhdao"].get("/duong-day-nong/tim/", {"place": "bv"})  # a register that changed is read once
        after = walking.walk(clients, keys)
        for visit in slower(before, after):  # once more, for what else the machine does is not the page's fault
            again = walking.look(clients[visit.username], visit.name, visit.address, visit.username)
            visit.seconds = min(visit.seconds, again.seconds if again else visit.seconds)
        forms = {name for name, _ in walking.names() if walking.forms_alone(name)}
        transaction.set_rollback(True)
    return before, after, forms


def visitor(username):
    """Return a person of the cast; some have a password to change, the others may set up a second factor at once."""
    person = Cast().person(username)
    if username in WITH_PASSWORD:
        person.set_password("mot-mat-khau-dai-va-la")
        person.save()
    return person


def test_every_address_is_a_page_a_form_or_exempt_with_a_reason(visits):
    opened, forms = {visit.name for visit in visits[1]}, visits[2]
    assert {name for name, _ in walking.names()} - opened - set(walking.NO_PAGE) - forms == set()
    assert not opened & set(walking.NO_PAGE)


def test_every_page_opens(visits):
    assert [str(visit) for visit in visits[1] if visit.status != 200] == []
    assert len(visits[1]) > 50


def test_no_name_of_a_part_stands_twice(visits):
    twice = {
        str(visit): sorted(
            name for name, count in Counter(re.findall(r'\sid="([^"]+)"', visit.html)).items() if count > 1
        )
        for visit in visits[1]
    }
    assert {page: names for page, names in twice.items() if names} == {}


def test_the_number_of_queries_does_not_grow(visits):
    before, after = ({str(visit): visit.queries for visit in told} for told in visits[:2])
    assert all(visit.queries for visit in visits[1] if visit.username)
    grown = {name: (before[name], count) for name, count in after.items() if name in before and count > before[name]}
    assert grown == {}
    assert {str(v): v.queries for v in visits[1] if v.queries > QUERIES.get(v.name, 0)} == {}


def test_a_filled_page_is_not_much_slower(visits):
    for visit in sorted(visits[1], key=lambda visit: -visit.seconds):
        print(f"{visit.seconds * 1000:7.1f} ms  {visit}")  # noqa: T201  # the figures of every page, with -s
    assert {str(visit): visit.seconds for visit in slower(*visits[:2])} == {}


def slower(before, after):
    """Return the pages that take much longer than the same page two weeks earlier."""
    known = {str(visit): max(visit.seconds, 0.05) for visit in before}
    return [visit for visit in after if visit.seconds > SLOWER * known.get(str(visit), visit.seconds)]


@pytest.fixture(scope="module")
def looked(visits):
    """Show every page to a browser: at a desk by day and by night, and on the narrowest screen."""
    faults: dict[str, list[str]] = {"axe": [], "narrow": [], "console": []}
    shown = {visit.address: visit for visit in visits[1]}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page()
        page.on("console", lambda m: m.type == "error" and faults["console"].append(f"{page.url}: {m.text}"))
        page.route("**/*", lambda route: answer(route, shown))
        seen: Counter[str] = Counter()  # by night each kind of page is looked at once: its colours are everybody's
        for visit in visits[1]:
            shown[visit.address] = visit
            if seen[visit.name] < LOOKS:
                examine(page, visit, faults, night=not seen[visit.name])
            seen[visit.name] += 1
        browser.close()
    return faults


def answer(route, shown) -> None:
    """Hand the browser what the test's own client fetched, and static files from where they lie."""
    parts = urlsplit(route.request.url)
    file = settings.STATIC_ROOT / unquote(parts.path).removeprefix("/static/")
    if parts.path.startswith("/static/") and file.is_file():
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        route.fulfill(body=file.read_bytes(), content_type=kind)
        return
    visit = shown.get(parts.path + (f"?{parts.query}" if parts.query else ""))
    if visit is None:
        route.fulfill(status=204, body="")
        return
    kept = {name: value for name, value in visit.headers.items() if name.lower() not in ("set-cookie", "vary")}
    route.fulfill(status=visit.status, body=visit.html, headers=kept)


def examine(page, visit, faults, *, night: bool) -> None:
    """Run axe by day, its colours by night, and measure at 320 px."""
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(ORIGIN + visit.address, wait_until="load")
    height = page.evaluate("document.documentElement.scrollHeight")  # a bar at the lower edge covers only what scrolls
    page.set_viewport_size({"width": 1280, "height": min(max(height, 900), 9_000)})
    page.evaluate(AXE.read_text())
    looks = [("light", {"type": "tag", "values": TAGS}), ("dark", {"type": "rule", "values": COLOURS})]
    for scheme, run in looks if night else looks[:1]:
        page.emulate_media(color_scheme=scheme)
        told = page.evaluate("run => axe.run(document, {runOnly: run, resultTypes: ['violations']})", run)
        faults["axe"] += [
            f"{visit} {scheme}: {broken['id']} {[node['target'] for node in broken['nodes'][:3]]}"
            for broken in told["violations"]
        ]
    page.set_viewport_size({"width": 320, "height": 640})
    width = page.evaluate("document.scrollingElement.scrollWidth")
    if width > 320:
        faults["narrow"].append(f"{visit}: {width} px")


def test_every_page_is_accessible_by_day_and_by_night(looked):
    assert looked["axe"] == []


def test_no_page_is_wider_than_the_narrowest_screen(looked):
    assert looked["narrow"] == []


def test_no_page_breaks_its_own_policy_or_complains(looked):
    assert looked["console"] == []
