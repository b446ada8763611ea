"""The department: take a letter in, review it by keyboard alone, send it out, watch the control room live."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect
from tests.browser.letters import number_in, written

DUTIES = (
    "Các doanh nghiệp rà soát máy phát điện và thiết bị dự phòng tại từng trạm.",
    "Các doanh nghiệp bố trí ca trực trong suốt đợt mưa lũ.",
)


def receive(page: Page, tmp_path, *duties: str) -> str:
    """Send a letter in by the form and return its number in the address."""
    file, _number = written(tmp_path, *duties)
    page.goto("/van-ban/them/")
    page.get_by_label("Tệp văn bản").set_input_files(file)
    page.get_by_role("button", name="Đọc văn bản").click()
    expect(page).to_have_url(re.compile(r"/van-ban/\d+/ra-soat/"))
    return number_in(page.url)


def issue(page: Page, letter: str) -> None:
    """Send the letter out by the dialog of its page."""
    page.goto(f"/van-ban/{letter}/")
    page.get_by_role("link", name="Phát hành").click()
    page.get_by_role("dialog").get_by_role("button", name="Phát hành").click()
    expect(page.locator("#messages")).to_contain_text("Đã phát hành văn bản")


def test_a_letter_is_reviewed_by_keyboard_alone_and_watched_live(house, tmp_path):
    page = house.sign_in("so.chuyenvien", viewport={"width": 1440, "height": 900})
    letter = receive(page, tmp_path, *DUTIES)
    waiting, confirmed = page.locator(".proposal.proposed:not(.head)"), page.locator(".proposal.confirmed")
    expect(waiting).to_have_count(3)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(confirmed).to_have_count(1)
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator(".proposal:not(.head)")).to_have_count(2)
    page.keyboard.press("u")  # the rejection is taken back
    expect(waiting).to_have_count(2)
    page.keyboard.press("u")  # and the confirmation
    expect(waiting).to_have_count(3)
    for _ in range(3):
        page.keyboard.press("k")  # to the first
    for count in (1, 2, 3):
        page.keyboard.press("Enter")  # the next that waits comes to the fore by itself
        expect(confirmed).to_have_count(count)
    expect(page.get_by_role("link", name="Mở văn bản để phát hành")).to_be_visible()
    issue(page, letter)
    page.goto(f"/bang-dieu-hanh/{letter}/")
    square = page.locator("#n2 a.cell").first
    expect(square).to_contain_text("Đã đến")
    expect(page.locator("#figures")).to_contain_text("0/9")
    enterprise = house.sign_in("dd-1.daumoi")
    enterprise.goto(f"/van-ban/{letter}/")
    enterprise.get_by_role("button", name="Xác nhận tiếp nhận").click()
    expect(page.locator("#figures")).to_contain_text("1/9")  # nobody reloaded this page
    expect(page.locator("#board")).to_contain_text("Đã tiếp nhận")


def test_a_proposal_is_added_by_selecting_text_with_the_keyboard(house, tmp_path):
    page = house.sign_in("so.chuyenvien")
    receive(page, tmp_path, DUTIES[0])
    before = page.locator(".proposal:not(.head)").count()
    page.locator(".letter-pane").focus()
    page.keyboard.press("ArrowRight")
    for _ in range(4):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("a")
    expect(page.locator(".proposal:not(.head)")).to_have_count(before + 1)


def test_the_board_is_walked_by_arrows_and_opened_by_space(house):
    page = house.sign_in("so.lanhdao")
    page.goto("/bang-dieu-hanh/")
    expect(page.locator("table.matrix")).to_be_visible()
    duties = page.locator("tr.duty:visible")
    before = duties.count()
    page.locator("#n1 a[data-expand]").focus()
    page.keyboard.press("Space")
    expect(duties).not_to_have_count(before)
    page.keyboard.press("ArrowRight")
    expect(page.locator("#n1 tr.paragraph a.cell").first).to_be_focused()


def test_strangers_find_nothing(house, tmp_path):
    department = house.sign_in("so.chuyenvien")
    letter = receive(department, tmp_path, DUTIES[1])
    enterprise = house.sign_in("bc-1.daumoi")
    for address in (f"/van-ban/{letter}/", f"/van-ban/{letter}/ra-soat/", "/van-ban/them/"):
        assert enterprise.goto(address).status == 404
    expect(enterprise.get_by_role("heading", level=1)).to_be_visible()
    nobody = house.context().new_page()
    nobody.goto(f"/van-ban/{letter}/")
    expect(nobody).to_have_url(re.compile(r"/accounts/login/"))
    assert nobody.goto("/quan-triet/khong-co-duong-dan-nay/").status == 404
