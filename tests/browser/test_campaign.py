"""A mass message: asked for, estimated twice, approved by keyboard alone, tried, sent, watched and halted."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import psycopg
import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import CENTRE
from tests.web.processes import PROJECT, variables, wait_for

from thongsuot.web import embedded

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
DESK = {"viewport": {"width": 1440, "height": 900}}
HAND = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark", "has_touch": True}
NUMBERS = itertools.count(int(time.time()) % 900_000 + 100)
REBOUND = 60_000  # ms until a line whose centre was away is bound again
Act = Callable[[], object]
SOON = timedelta(minutes=50)
TEXT = "UBND tỉnh đề nghị người dân ở nhà từ 12 giờ hôm nay, khai báo y tế tại trạm y tế xã nơi cư trú."
CORRECTION = "Đính chính: tin nhắn trước của UBND tỉnh ghi sai giờ, đề nghị người dân thực hiện từ 18 giờ."
ASKED = {
    "Cơ quan có thẩm quyền": "Ủy ban nhân dân tỉnh Đông Xuyên",
    "Căn cứ pháp lý": "Luật Viễn thông",
    "Đối tượng nhận tin": "mọi thuê bao",
    "Tên định danh": "UBND-DX",
    "Nội dung tin nhắn": TEXT,
    "Nội dung đính chính": CORRECTION,
}
SMALL = """() => [...document.querySelectorAll("main button, main input:not([type=hidden], [type=checkbox])")]
    .filter((one) => one.offsetHeight && one.offsetHeight < 24).map((one) => one.outerHTML)"""
FIRST = {"subscribers": 3_000, "sent": 3_000, "delivered": 2_990, "failed": 10, "uncertain": 0, "segments": 6_000}
LATER = {"subscribers": 120_000, "sent": 120_000, "delivered": 118_500, "failed": 1_400, "uncertain": 100}


def said(page: Page, words: str) -> None:
    """Wait until the page says what came of the press."""
    expect(page.locator("#messages")).to_contain_text(words)


def press(page: Page, name: str, words: str) -> None:
    """Press a button and read what it came to."""
    page.get_by_role("button", name=re.compile(name)).first.click()
    said(page, words)


def ask(page: Page, first_at: datetime, *operators: str) -> str:
    """Ask for a campaign, look at what its text takes, and return its address."""
    page.goto("/nhan-tin/")
    page.get_by_role("link", name="Lập đề nghị nhắn tin").click()
    number = f"{next(NUMBERS)}/UBND-KGVX"
    for label, value in {**ASKED, "Số văn bản": number}.items():
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_label("Ngày văn bản").fill(f"{first_at:%Y-%m-%d}")
    page.get_by_label("Khu vực").select_option(label="Tỉnh Đông Xuyên")
    page.get_by_label("Lượt gửi đầu tiên").fill(f"{first_at:%Y-%m-%dT%H:%M}")
    for name in operators:
        page.get_by_label(name).check()
    page.get_by_role("button", name="Xem số phần và các lượt").click()
    expect(page.locator("main")).to_contain_text("2 phần; mỗi thuê bao tính 2 tin nhắn quy đổi")
    press(page, "Hỏi ước tính doanh nghiệp", "Chưa có tin nhắn nào được gửi đi")
    return page.url


def estimate(page: Page, subscribers: int) -> None:
    """Answer the newest request with numbers."""
    page.goto("/nhan-tin/")
    page.locator("#campaigns tbody a").first.click()
    page.get_by_label("Số thuê bao ước tính").fill(str(subscribers))
    page.get_by_label("Tốc độ theo hợp đồng").fill("500")
    page.get_by_label("Tên định danh đã đăng ký").check()
    press(page, "Gửi ước tính", "Đã gửi ước tính đến Sở")


def tab_to(page: Page, target) -> None:
    """Press Tab until the target has the focus."""
    for _ in range(80):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the keyboard does not come there")


def approve(page: Page, address: str, subscribers: str) -> None:
    """Approve with the keyboard alone: a wrong sum first, which is named, then the right one."""
    page.goto(address)
    area, sum_ = (page.get_by_label(name) for name in ("Địa bàn giả định", "Số thuê bao giả định"))
    tab_to(page, area)
    page.keyboard.type("Tỉnh Đông Xuyên")
    tab_to(page, sum_)
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    said(page, "chưa khớp: tổng số thuê bao ước tính")
    narrow(page)
    tab_to(page, sum_)
    page.keyboard.press("Control+a")
    page.keyboard.type(subscribers)
    tab_to(page, page.get_by_role("button", name="Chạy diễn tập"))
    page.keyboard.press("Enter")
    said(page, "Đã phê duyệt")


def narrow(page: Page) -> None:
    """Nothing is wider than the screen, and what can be pressed is large enough for a finger."""
    assert page.evaluate("document.scrollingElement.scrollWidth") <= page.viewport_size["width"]
    assert page.evaluate(SMALL) == []


def count(page: Page, figures: dict[str, int]) -> None:
    """Enter what the operator's own platform counted."""
    form = page.locator("#so-lieu")
    for name, value in figures.items():
        form.locator(f"[name={name}]").fill(str(value))
    form.get_by_label("SHA-256 của nhật ký gửi").fill("0" * 64)
    press(page, "Ghi số liệu", "Đã ghi số liệu")


def time_passes(home) -> None:
    """Let the pause after the trial be over and the first wave be due: the clocks of these rows are turned back."""
    with psycopg.connect(embedded.urls(home).owner_url) as connection:
        connection.execute("ALTER TABLE campaigns_wave DISABLE TRIGGER frozen")
        connection.execute("UPDATE campaigns_share SET trial_at = trial_at - interval '1 hour'")
        connection.execute("UPDATE campaigns_wave SET starts_at = starts_at - interval '1 hour'")
        connection.execute("ALTER TABLE campaigns_wave ENABLE TRIGGER frozen")


@pytest.fixture
def home(running):
    """Return the folder of the install."""
    return running[2]


def halt(page: Page) -> None:
    """Stop for good, with a reason."""
    stop = page.locator("details", has=page.get_by_text("Dừng hẳn", exact=True)).first
    stop.locator("summary").click()
    stop.get_by_label("Lý do").fill("Ghi sai giờ cách ly")
    stop.get_by_role("button", name="Dừng hẳn").click()
    said(page, "Đã dừng hẳn; không tin nhắn nào được gửi thêm")


def again(page: Page, address: str) -> Page:
    """Open the page as it is now."""
    page.goto(address)
    return page


def try_out(
    accepts: Page, releases: Page, share: str, trial: str, *, accepted: Act = bool, released: Act = bool
) -> None:
    """Let the first officer accept and read the telephone, and the second release to it and to 1 %."""
    press(again(accepts, share), "Chấp nhận thực hiện", "Đã chấp nhận")
    accepted()
    accepts.get_by_label("Số máy thử").fill("0900 000 111")
    accepts.get_by_label("Người giữ máy").fill("Trực ban")
    press(accepts, "Thêm máy thử", "Đã thêm máy thử")
    press(again(releases, share), "Cho gửi đến máy thử", "xác nhận từng máy")
    released()
    press(again(accepts, share), "Máy hiện đúng nội dung", "Đã ghi nội dung")
    press(again(releases, share), rf"Cho gửi thử 1 % \({trial} thuê bao\)", "Đã cho gửi thử")
    narrow(releases)


@pytest.fixture
def centre(tmp_path) -> Iterator[Path]:
    """Run the simulated message centre of the second operator, and return what it keeps."""
    record = tmp_path / "centre.tsv"
    told = ["--port", str(CENTRE), "--record", str(record), "--refuse", "0.02:0x0B", "--delivery", "0.2"]
    process = subprocess.Popen(
        [sys.executable, "-m", "thongsuot", "simulator", *told],
        env=variables(tmp_path), cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout
        assert process.stdout.readline()
        yield record
    finally:
        process.terminate()
        process.wait(20)


def taken(record: Path) -> set[str]:
    """Return the numbers of which the centre has taken a message."""
    lines = record.read_text().splitlines() if record.exists() else []
    return {line.split("\t")[2] for line in lines}


def bring(page: Page, share: str) -> None:
    """Hand the operator's list in."""
    page.goto(share)
    numbers = "".join(f"09{number:08d}\n" for number in range(1_000, 21_000))  # no test telephone among them
    file = {"name": "thue-bao.csv", "mimeType": "text/csv", "buffer": f"so_thue_bao\n{numbers}".encode()}
    page.get_by_label("Tệp số thuê bao").set_input_files(file)
    press(page, "Nhận danh sách", "Đã nhận")


def test_our_own_gateway_sends_and_everybody_watches_until_a_halt(house, home, centre):
    binh, khanh = house.sign_in("so.chuyenvien", **DESK), house.sign_in("so.lanhdao", **DESK)
    accepts, releases = house.sign_in("dd-2.daumoi", **DESK), house.sign_in("dd-2.lanhdao", **HAND)
    address = ask(binh, datetime.now(VIETNAM) + SOON, "Di động Biển Xanh")
    estimate(accepts, 20_000)
    approve(khanh, address, "20.000")
    share, gateway = accepts.url, binh.locator("#gateway")
    on_the_telephone = partial(expect(accepts.locator("#gateway")).to_contain_text, "1/1", timeout=REBOUND)
    try_out(accepts, releases, share, "200", accepted=lambda: bring(accepts, share), released=on_the_telephone)
    assert "84900000111" in taken(centre)
    expect(gateway).to_contain_text("200/20.000")  # nobody reloaded this page
    time_passes(home)
    press(again(releases, share), "Cho gửi đến tất cả", "tất cả thuê bao")
    expect(gateway).to_contain_text("Số thuê bao không đúng hoặc không có")
    expect(gateway).to_contain_text(re.compile(r"[1-9]\d{2}/20.000"))
    stays_in_reach(binh.locator("#steps details").first, gateway)
    halt(binh)
    expect(accepts.locator("#state")).to_contain_text("Đã dừng hẳn")
    wait_for(lambda: agree(again(binh, address), centre), 20)
    before = taken(centre)
    narrow(again(releases, share))
    assert taken(centre) == before  # nothing has left since
    assert agree(again(binh, address), centre)


def stays_in_reach(button: Locator, figures: Locator) -> None:
    """See that new figures do not put another button in place of the one that a hand reaches for."""
    node = button.element_handle()
    expect(figures).not_to_have_text(figures.inner_text(), use_inner_text=True)
    assert node.evaluate("one => one.isConnected")


def agree(page: Page, centre: Path) -> bool:
    """Tell whether the page counts whom the centre knows; whoever is in doubt may or may not be among them."""
    shown, doubt = (whole(page.locator(name)) for name in ("#gateway .kpi:first-child strong", "#gateway .warn strong"))
    return shown - doubt <= len(taken(centre)) - 1 <= shown < 20_000  # one was the test telephone


def whole(figure) -> int:
    """Return the number before the stroke; none where the page shows no such figure."""
    return int(figure.inner_text().partition("/")[0].replace(".", "")) if figure.count() else 0


def test_from_the_request_over_the_approval_to_a_halt(house, home):
    binh, khanh = house.sign_in("so.chuyenvien", **DESK), house.sign_in("so.lanhdao", **HAND)
    accepts, releases = house.sign_in("dd-1.daumoi", **DESK), house.sign_in("dd-1.lanhdao", **HAND)
    other = house.sign_in("dd-2.daumoi")
    first_at = datetime.now(VIETNAM) + SOON
    address = ask(binh, first_at, "Di động Sao Mai", "Di động Biển Xanh")
    estimates, progress = binh.locator("#estimates"), binh.locator("#progress")
    expect(binh.locator(".kpis")).to_contain_text("0/2")
    estimate(accepts, 300_000)
    estimate(other, 150_000)
    expect(estimates.locator("tfoot")).to_contain_text("450.000")  # nobody reloaded this page
    expect(estimates.locator("tfoot")).to_contain_text("900.000")  # tin nhắn quy đổi
    approve(khanh, address, "450.000")
    share = accepts.url
    try_out(accepts, releases, share, "3.000")
    count(again(accepts, share), FIRST)
    expect(progress).to_contain_text("2.990/3.000")
    press(again(releases, share), "Cho gửi đến tất cả", "dừng xem kết quả")
    time_passes(home)
    press(again(releases, share), r"Cho gửi đến tất cả \(300.000 thuê bao\)", "tất cả thuê bao")
    count(again(accepts, share), LATER | {"segments": 240_000})
    expect(progress.locator("tfoot")).to_contain_text("118.500/120.000")
    expect(estimates).to_contain_text("Đang gửi")
    halt(binh)
    expect(accepts.locator("#history")).to_contain_text("Ghi sai giờ cách ly")
    expect(again(releases, share).get_by_role("button", name="Cho gửi")).to_have_count(0)
