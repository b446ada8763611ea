"""The promise: fifteen pages and eighty proposals are reviewed without lag: a key is answered on the next frames.

An install of its own, or the one that runs in HOME (`python benchmarks/review.py [HOME]`), and Debian's Chromium; the
letter as words and as a scan. Prints the first paint, the size of the
page, the server's share with its queries, and for each act the milliseconds from the key to the frame that shows that
it was taken (seen) and to the frame that shows that it is kept (kept). 1 where the key of an act is seen late.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))
SEEN, KEPT = 100.0, 400.0  # ms: what a hand feels as at once, and what does not interrupt a thought; the median counts
ROUNDS, FOLLOWER = 12, "so.chuyenvien"
WATCH = """() => {
  const count = (which) => document.querySelectorAll(which).length;
  const cards = () => count("[data-proposal].confirmed");
  const said = () => document.getElementById("messages").textContent.trim();
  const field = () => document.activeElement.matches("[data-proposal] form :is(input, select, textarea)");
  window.figures = [];
  let watching = null;
  const look = () => {
    if (!watching) return;
    for (const name of ["seen", "kept"]) {
      if (watching[name] === undefined && watching.is[name]()) watching[name] = performance.now() - watching.key;
    }
    if (watching.seen !== undefined && watching.kept !== undefined) {
      window.figures.push([watching.seen, watching.kept]);
      watching = null;
    } else requestAnimationFrame(look);
  };
  const acts = {
    next: (was) => [() => document.activeElement !== was.focus && document.activeElement.matches("[data-proposal]")],
    confirm: (was) => [
      () => document.activeElement !== was.focus || cards() > was.cards || was.focus.matches(".pending"),
      () => cards() > was.cards,
    ],
    undo: (was) => [() => cards() < was.cards || count(".pending") > 0, () => cards() < was.cards],
    edit: () => [() => field() || count(".pending") > 0, field],
    save: (was) => [() => count(".pending") > 0 || said() !== "", () => said() !== ""],
  };
  window.expect = (act) => {
    document.getElementById("messages").replaceChildren();
    const [seen, kept] = acts[act]({ cards: cards(), focus: document.activeElement });
    const pressed = (event) => {
      if (event.key === "Control") return;
      window.removeEventListener("keydown", pressed, true);
      watching = { key: event.timeStamp, is: { seen, kept: kept ?? seen } };
      requestAnimationFrame(look);
    };
    window.addEventListener("keydown", pressed, true);
  };
}"""


def main() -> int:
    """Measure in the home that was named, or in one that is gone afterwards."""
    if len(sys.argv) > 1:
        home = Path(sys.argv[1])
        return measured(home, json.loads((home / "demo.json").read_text())["url"])
    from tests.web.processes import Install

    with tempfile.TemporaryDirectory(prefix="ts-review-") as folder:
        home = Path(folder) / "home"
        install = Install(home, TS_REALITY="exercise", TS_PORT="8795", TS_SMTP_URL="")
        try:
            return measured(home, install.ready())
        finally:
            install.end()


def measured(home: Path, url: str) -> int:
    """Bring both letters in beside the install, and review them as a follower does."""
    from thongsuot.web import embedded

    urls = embedded.urls(home)
    if urls is None:
        raise SystemExit("the install has no database of its own")
    told = {"TS_HOME": str(home), "TS_REALITY": "exercise", "DATABASE_URL": urls.app_url}
    os.environ |= {**told, "DJANGO_SETTINGS_MODULE": "thongsuot.web.settings"}
    import django

    django.setup()
    accounts = json.loads((home / "demo.json").read_text())["accounts"]
    password = next(row["password"] for row in accounts if row["username"] == FOLLOWER)
    kept = True
    for name, letter in letters().items():
        kept = reviewed(name, letter, url.rstrip("/"), password) and kept
    return 0 if kept else 1


def letters() -> dict[str, int]:
    """Bring the letter in as words and as a scan; return their keys."""
    from django.utils.timezone import now
    from tests.cast import Cast
    from tests.directives.large_letters import large_reading, sheets

    from thongsuot.directives import actions
    from thongsuot.files import actions as files
    from thongsuot.organisations import access

    with access.acting_as_system():
        binh, at = Cast().person(FOLLOWER), now()
        owner: dict[str, Any] = {"organisation": binh.organisation, "reality": "exercise"}
        told = [large_reading(number=f"{at:%H%M%S}{way}/SKHCN", text_sha256=f"{way}{at.timestamp()}") for way in "ab"]
        words = actions.receive(told[0], file=None, by=binh, at=at, **owner)
        file = files.store(f"%PDF {at}".encode(), name="quet.pdf", by=binh, at=at, **owner)
        scan = actions.receive_scan(told[1], sheets(told[1]["text"]), file=file, by=binh, at=at)
        return {"words": words.pk, "scan": scan.pk}


def reviewed(name: str, letter: int, url: str, password: str) -> bool:
    """Print the figures of one letter; tell whether every act was seen and kept in time."""
    from playwright.sync_api import sync_playwright
    from tests.browser.conftest import CHROMIUM, QUIET

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="vi-VN")
        page.goto(f"{url}/accounts/login/")
        page.get_by_label("Tên đăng nhập").fill(FOLLOWER)
        page.get_by_label("Mật khẩu").fill(password)
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
        page.wait_for_url(f"{url}/")
        address = f"{url}/van-ban/{letter}/ra-soat/"
        page.goto(address)
        print(f"{name}: {opened(page, address)}")
        page.evaluate(WATCH)
        told = {act: timed(page, act, keys, after) for act, (keys, after) in ACTS.items()}
        browser.close()
    for act, figures in told.items():
        seen, kept = ([row[place] for row in figures] for place in (0, 1))
        print(f"  {act:8} seen {middle(seen)}, kept {middle(kept)} (promised: {SEEN:.0f} and {KEPT:.0f} ms)")
    print(f"  {alone(letter)}")
    late = [act for act, rows in told.items() if statistics.median(row[0] for row in rows) > SEEN]
    slow = [act for act, rows in told.items() if statistics.median(row[1] for row in rows) > KEPT]
    return not late and not slow


def opened(page: Any, address: str) -> str:
    """Say when the page was first painted and what it holds, the median of five openings."""
    paints, loads = [], []
    for _ in range(5):
        page.goto(address, wait_until="load")
        page.locator("[data-proposal]").first.wait_for()
        told = page.evaluate(
            "[performance.getEntriesByName('first-contentful-paint')[0].startTime, "
            "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd]"
        )
        paints.append(told[0])
        loads.append(told[1])
    nodes = page.evaluate("document.getElementsByTagName('*').length")
    size = len(page.content().encode())
    return (
        f"first paint {statistics.median(paints):.0f} ms, ready {statistics.median(loads):.0f} ms, "
        f"{nodes} elements, {size / 1024:.0f} KiB"
    )


ACTS: dict[str, tuple[str, str]] = {
    "next": ("j", ""),
    "confirm": ("Enter", ""),
    "undo": ("u", ""),
    "edit": ("e", "Escape"),
    "save": ("Control+Enter", ""),
}


def timed(page: Any, act: str, keys: str, after: str) -> list[list[float]]:
    """Press the key of an act some times and return the milliseconds until it was seen and kept."""
    page.evaluate("window.figures.length = 0")
    if act in ("edit", "save"):
        page.keyboard.press("j")
    for turn in range(1, ROUNDS + 1):
        if act == "save":
            page.keyboard.press("e")
            page.locator("[data-proposal] form :is(input, select, textarea):focus").wait_for()
        page.evaluate("act => window.expect(act)", act)
        page.keyboard.press(keys)
        deadline = time.monotonic() + 60
        while page.evaluate("window.figures.length") < turn:
            if time.monotonic() > deadline:
                raise SystemExit(f"{act} was not answered")
        if after:
            page.keyboard.press(after)
        page.wait_for_timeout(600 if act != "next" else 50)  # what other pages would be told has come and gone
    return page.evaluate("window.figures")  # type: ignore[no-any-return]  # pairs of numbers


def middle(figures: list[float]) -> str:
    """Say the median and the 95th percentile."""
    return f"{statistics.median(figures):4.0f} ms, p95 {statistics.quantiles(figures, n=20)[-1]:4.0f} ms"


def alone(letter: int) -> str:
    """Say what the server needs for the page and for one act, and how often it asks the database."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from tests.cast import Cast

    from thongsuot.directives.models import Obligation
    from thongsuot.organisations import access

    client = Client(headers={"host": "localhost"})
    with access.acting_as_system():
        client.force_login(Cast().person(FOLLOWER))
        first = Obligation.objects.filter(directive=letter, state="proposed").first()
    if first is None:
        raise SystemExit("no proposal waits")
    address = f"/van-ban/{letter}/ra-soat/"
    quick = {"headers": {"X-Fragment": "*"}}
    turns: dict[str, Callable[[], Any]] = {
        "page": lambda: client.get(address),
        "confirm": lambda: client.post(f"{address}confirm/", {"pk": first.pk}, **quick),
        "undo": lambda: client.post(f"{address}undo/", **quick),
    }
    told = []
    for name in ("page", "confirm", "undo"):
        turns[name]()
        if name == "confirm":
            turns["undo"]()
        with CaptureQueriesContext(connection) as asked:
            began = time.perf_counter()
            answer = turns[name]()
            took = (time.perf_counter() - began) * 1000
        told.append(f"{name} {took:.0f} ms, {len(asked)} queries, {len(answer.content) / 1024:.0f} KiB")
    return "the server alone: " + "; ".join(told)


if __name__ == "__main__":
    sys.exit(main())
