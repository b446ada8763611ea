"""The one page on a telephone of 390 pixels: an ordinary report in minutes, and nothing lost when things go wrong."""

from __future__ import annotations

import mimetypes
import threading
import unicodedata
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connections
from django.urls import reverse
from django.utils.timezone import localtime, now
from playwright.sync_api import Locator, Page, Route, expect, sync_playwright
from tests.browser.conftest import CHROMIUM, QUIET
from tests.cast import client_of
from tests.directives import invitations

from thongsuot.directives import actions as directives
from thongsuot.engines import letter as engine
from thongsuot.exercise import queries as exercise
from thongsuot.organisations import access
from thongsuot.reports.models import Report

pytestmark = pytest.mark.django_db(transaction=True)

HOUR = timedelta(hours=1)
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
OWN = {  # what this enterprise has to say in words of its own; of the rest it says that it stays as reported
    1: "Mạng hoạt động ổn định, đã trực giám sát 24/24.",
    2: "Đã kiểm tra máy phát tại các trạm.",
    5: "Đã chuẩn bị nội dung nhắn tin.",
}

# Seconds of the keystroke-level model (Card, Moran, Newell 1983): K 0.28 for an average typist, M 1.35 to make up one's
# mind before a field, P 1.1 to bring the finger to its target. A letter with marks is as many keystrokes as the Telex
# way of typing needs. A swipe of 500 pixels, 0.6, is our own estimate.
KEY, TAP, THINK, SWIPE = 0.28, 1.1, 1.35, 0.6
SWIPED = 500
LIMIT = 180.0


def keystrokes(text: str) -> int:
    """Return how many keys the Telex way of typing takes: one more for each mark and tone."""
    parts = unicodedata.normalize("NFD", text)
    return len(parts) + sum(sign in "đĐ" for sign in parts)


@dataclass
class Hand:
    """A scripted person: does what the page asks and adds up what it would cost a hand of flesh."""

    page: Page
    seconds: float = 0.0
    counts: dict[str, int] = field(default_factory=lambda: {"keys": 0, "taps": 0, "fields": 0, "swipes": 0})

    def spend(self, what: str, seconds: float, times: int = 1) -> None:
        self.counts[what] += times
        self.seconds += seconds * times

    def tap(self, target: Locator) -> None:
        self.spend("taps", TAP)
        target.tap()

    def type(self, target: Locator, text: str) -> None:
        self.spend("fields", THINK)
        self.tap(target)
        target.fill("")
        target.press_sequentially(text)
        self.spend("keys", KEY, keystrokes(text))


@pytest.fixture
def issued(cast):
    """Return our letter of eleven clauses, issued this morning and due in twenty hours."""
    begin = now() - HOUR
    due = localtime(now() + 20 * HOUR)
    text = exercise.letter("mua-lu", number=52, on=localtime(begin).date(), due=due.date()).encode()
    with access.acting_as_system():
        told = engine.to_json(engine.read(text, filename="mua-lu.txt"))
        row = directives.receive(told, file=None, organisation=cast.department, reality="live", by=cast.binh, at=begin)
        directives.confirm(row, list(row.obligations.all()), by=cast.binh, at=begin)
        directives.issue(row, by=cast.khanh, at=begin)
        directives.acknowledge(row.receipts.get(organisation__code="dd-1"), by=cast.hang, at=begin)
    return row


@pytest.fixture
def invited(cast, issued) -> str:
    """Return the address under which a guest of the enterprise, whose code was proven, opens the page."""
    with access.acting_as_system():
        secret, proof = invitations.proven(cast, issued, at=now())
    return f"{reverse('reports:guest-work', args=[secret])}?proof={proof}"


@pytest.fixture
def cookies(cast, issued) -> dict[str, str]:
    """Return the sessions of those who type, made before any browser runs."""
    return {name: client_of(cast.person(name)).cookies["thongsuot"].value for name in ("dd-1.daumoi", "dd-1.lanhdao")}


@pytest.fixture
def telephone(live_server, cookies, issued) -> Iterator[Callable[..., Page]]:
    """Open the page in a telephone of somebody's own; what scripts complain of fails the test.

    The browser begins and ends with the test: while its loop runs, nothing may be done to the database.
    """
    faults: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)

        def opened(username: str = "dd-1.daumoi", address: str = "", **options) -> Page:
            context = browser.new_context(base_url=live_server.url, locale="vi-VN", **{**PHONE, **options})
            context.on("weberror", lambda error: faults.append(str(error.error)))
            context.route("**/static/**", still)
            if username:
                context.add_cookies([{"name": "thongsuot", "value": cookies[username], "url": live_server.url}])
            page = context.new_page()
            page.goto(address or reverse("reports:one-page", args=[issued.pk]))
            return page

        yield opened
        browser.close()
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(10)  # an answer under way must not outlive its database
    assert faults == []


def still(route: Route) -> None:
    """Answer with a collected file: the live server of the tests knows the plain names alone."""
    name = urlsplit(route.request.url).path.removeprefix("/static/")
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    route.fulfill(body=(settings.STATIC_ROOT / name).read_bytes(), content_type=kind)


def paragraph(page: Page, number: int) -> Locator:
    return page.locator(f"#nd-{number}")


def words(page: Page, number: int) -> Locator:
    return paragraph(page, number).get_by_label("Kết quả thực hiện")


def saved(page: Page, number: int) -> None:
    expect(paragraph(page, number).locator("[data-status]")).to_contain_text("Đã lưu lúc", timeout=20_000)


def report() -> Report | None:
    """Look the report up in a thread of its own, where no browser's loop runs."""
    with ThreadPoolExecutor(1) as elsewhere:
        return elsewhere.submit(_looked_up).result()


def _looked_up() -> Report | None:
    try:
        with access.acting_as_system():
            return Report.objects.filter(organisation__code="dd-1").first()
    finally:
        connections.close_all()


def test_an_ordinary_report_takes_less_than_three_minutes(telephone, capsys):
    page = telephone()
    hand = Hand(page)
    bound = page.locator(".passage:has(textarea):not(fieldset)")
    numbers = [int(one.get_attribute("data-passage")) for one in bound.all()]
    assert len(numbers) >= 8
    for number in numbers:
        one = paragraph(page, number)
        for label in one.locator(".counts div:has(.need)").all():
            hand.type(label.locator("input"), "12")
        if number in OWN:
            hand.type(words(page, number), OWN[number])
        else:
            hand.spend("fields", THINK)
            hand.tap(one.get_by_role("button", name="Như đã báo cáo"))
    hand.spend("swipes", SWIPE, ceil(page.locator("main").bounding_box()["height"] / SWIPED))
    hand.spend("fields", THINK)
    hand.tap(page.get_by_role("button", name="Lưu và trình lãnh đạo"))
    expect(page.locator("#messages")).to_contain_text("trình lãnh đạo", timeout=30_000)
    with capsys.disabled():
        told = ", ".join(f"{count} {what}" for what, count in hand.counts.items())
        print(f"\none page, ordinary report of {len(numbers)} paragraphs: {hand.seconds:.0f} s ({told})")  # noqa: T201  # the promise is a number
    sent = report()
    assert sent.state == "prepared"
    assert sent.narrative["2"] == OWN[2]
    assert list(sent.narrative.values()).count("Thực hiện như đã báo cáo.") == len(numbers) - len(OWN)
    assert hand.seconds <= LIMIT


def test_a_telephone_that_dies_leaves_the_draft_with_the_server(telephone):
    page = telephone()
    words(page, 1).press_sequentially("Trực giám sát")
    saved(page, 1)
    page.context.close()
    other = telephone()
    expect(words(other, 1)).to_have_value("Trực giám sát")


def test_what_had_no_network_comes_back_on_the_same_telephone(telephone):
    page = telephone()
    page.context.set_offline(True)
    words(page, 1).press_sequentially("Chưa kịp gửi")
    expect(page.locator("[data-banner]")).to_contain_text("Mất mạng", timeout=20_000)
    page.close()
    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto(page.url)
    expect(words(again, 1)).to_have_value("Chưa kịp gửi")
    saved(again, 1)
    assert report().narrative["1"] == "Chưa kịp gửi"


def test_a_network_that_goes_on_sending_is_told_and_the_sending_resumes(telephone):
    page = telephone()
    words(page, 1).press_sequentially("Mạng ổn định")
    saved(page, 1)
    page.context.set_offline(True)
    page.get_by_role("button", name="Lưu và trình lãnh đạo").tap()
    expect(page.locator("[data-banner]")).to_contain_text("Trang tự gửi lại khi có mạng", timeout=20_000)
    page.context.set_offline(False)
    expect(page.locator("#messages")).to_contain_text("trình lãnh đạo", timeout=30_000)
    assert report().state == "prepared"


def test_two_people_at_once_see_both_texts_and_lose_none(telephone):
    hang, long = telephone(), telephone("dd-1.lanhdao")
    words(hang, 1).press_sequentially("Lời của chị Hằng")
    saved(hang, 1)
    words(long, 1).press_sequentially("Lời của anh Long")
    box = paragraph(long, 1).locator("[data-conflict]")
    expect(box).to_contain_text("Lời của chị Hằng", timeout=20_000)
    expect(words(long, 1)).to_have_value("Lời của anh Long")
    assert report().narrative["1"] == "Lời của chị Hằng"
    box.get_by_role("button", name="Dùng phần này").tap()
    expect(words(long, 1)).to_have_value("Lời của chị Hằng")
    saved(long, 1)
    words(long, 2).press_sequentially("Nội dung khác")
    saved(long, 2)
    assert report().narrative == {"1": "Lời của chị Hằng", "2": "Nội dung khác"}


@pytest.mark.parametrize("year", [2009, 2041], ids=str)
def test_the_clock_of_the_telephone_decides_nothing(telephone, year):
    page = telephone()
    page.clock.set_system_time(datetime(year, 1, 1, 3, 33))  # noqa: DTZ001  # a telephone knows no zone here
    page.reload()
    words(page, 1).press_sequentially("Trực giám sát")
    saved(page, 1)
    expect(paragraph(page, 1).locator("[data-status]")).not_to_contain_text("3:33")
    other = telephone("dd-1.lanhdao")
    expect(words(other, 1)).to_have_value("Trực giám sát")
    words(other, 1).fill("Bản mới hơn trên máy chủ")
    saved(other, 1)
    page.context.set_offline(True)
    words(page, 1).fill("Bản cũ trên máy lệch giờ")
    expect(page.locator("[data-banner]")).to_be_visible(timeout=20_000)
    page.context.set_offline(False)
    expect(paragraph(page, 1).locator("[data-conflict]")).to_contain_text("Bản mới hơn", timeout=30_000)
    assert report().narrative["1"] == "Bản mới hơn trên máy chủ"


def test_what_is_sent_twice_does_not_overwrite_what_the_first_sending_met(telephone):
    page = telephone()
    words(page, 1).fill("Trực giám sát")
    saved(page, 1)
    other = telephone("dd-1.lanhdao")
    words(other, 1).fill("Bản mới hơn trên máy chủ")
    saved(other, 1)
    page.context.set_offline(True)
    words(page, 1).fill("Bản cũ")
    expect(page.locator("[data-banner]")).to_be_visible(timeout=20_000)
    page.context.set_offline(False)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.evaluate("for (let time = 0; time < 3; time += 1) window.dispatchEvent(new Event('online'))")
    conflict = paragraph(page, 1).locator("[data-conflict]")
    expect(conflict).to_contain_text("Bản mới hơn", timeout=30_000)
    page.wait_for_load_state("networkidle")
    expect(conflict).to_contain_text("Bản mới hơn")
    assert report().narrative["1"] == "Bản mới hơn trên máy chủ"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_guest_reports_without_an_account_and_without_cookies(invited, telephone, scripts):
    page = telephone("", invited, java_script_enabled=scripts)
    words(page, 1).fill("Trực giám sát")
    if scripts:
        saved(page, 1)
    page.get_by_role("button", name="Lưu và trình lãnh đạo").tap()
    expect(page.locator("main")).to_contain_text("đã trình lãnh đạo lúc", timeout=30_000)
    assert (report().state, report().narrative["1"]) == ("prepared", "Trực giám sát")
    assert page.context.cookies() == [] or all(cookie["name"] != "thongsuot" for cookie in page.context.cookies())


@pytest.mark.parametrize("width", [320, 390], ids=str)
def test_the_page_works_without_scripts_and_never_scrolls_sideways(telephone, width):
    page = telephone(java_script_enabled=False, viewport={"width": width, "height": 700})
    words(page, 1).fill("Không cần kịch bản")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.locator("#messages")).to_contain_text("Đã lưu")
    assert report().narrative["1"] == "Không cần kịch bản"
    box = page.locator("main").bounding_box()
    assert box["x"] + box["width"] <= width
