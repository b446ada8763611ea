"""One running install and one Chromium of Debian for all journeys; faults that a browser sees fail the test."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from tests.web.processes import Install

CHROMIUM = os.environ.get("TS_CHROMIUM", "/usr/bin/chromium")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync"]
EXPECTED = re.compile(r"status of (404|422)")  # what a journey provokes on purpose; everything else is a fault
PATIENCE = 20_000  # ms
CENTRE = 8762  # the port of the second operator's message centre, which runs while a journey needs it
LINK = f"dd-2=smpp://dd2:mat-khau@127.0.0.1:{CENTRE}?sessions=2&rate=400&window=50"


expect.set_options(timeout=PATIENCE)


class House:
    """The running install: its address and who may sign in."""

    def __init__(self, url: str, accounts: list[dict[str, str]], home: Path, browser: Browser) -> None:
        self.url, self.mail = url.rstrip("/"), home / "mail"
        self.passwords = {account["username"]: account["password"] for account in accounts}
        self.browser = browser
        self.faults: list[str] = []
        self.contexts: list[BrowserContext] = []

    def context(self, **options) -> BrowserContext:
        """Return a browser of somebody's own, whose faults are collected."""
        context = self.browser.new_context(base_url=self.url, locale="vi-VN", **options)
        context.set_default_timeout(PATIENCE)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        self.contexts.append(context)
        return context

    def _console(self, message) -> None:
        if message.type in ("error", "warning") and not EXPECTED.search(message.text):
            self.faults.append(f"{message.type}: {message.text} ({message.location.get('url', '')})")

    def sign_in(self, username: str, **options) -> Page:
        """Open a browser and sign in by the plain form."""
        page = self.context(**options).new_page()
        page.goto("/accounts/login/")
        page.get_by_label("Tên đăng nhập").fill(username)
        page.get_by_label("Mật khẩu").fill(self.passwords[username])
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Việc của tôi")
        return page


@pytest.fixture(scope="session")
def running(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, list[dict[str, str]], Path]]:
    """Start an install with the demonstration and end it after the last journey; TS_HOUSE names one that runs."""
    if known := os.environ.get("TS_HOUSE"):
        told = json.loads((Path(known) / "demo.json").read_text())
        yield told["url"], told["accounts"], Path(known)
        return
    home = request.getfixturevalue("migrated_home")(tmp_path_factory.mktemp("journeys") / "home")
    install = Install(home, TS_REALITY="exercise", TS_PORT="8760", TS_SMTP_URL="", TS_SMPP_LINKS=LINK)
    try:
        url = install.ready()
        yield url, json.loads((home / "demo.json").read_text())["accounts"], home
    finally:
        install.end()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Return Debian's Chromium; it ends with the module, so that no loop runs while other tests ask the database."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def house(running: tuple[str, list[dict[str, str]], Path], chromium: Browser) -> Iterator[House]:
    """Return the install; afterwards no page may have complained."""
    house = House(*running, chromium)
    yield house
    for context in house.contexts:
        context.close()
    assert house.faults == []
