"""A letter on paper: scanned, followed while it is recognised, reviewed beside its picture by keys alone, issued."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

import pypdfium2
import pytest
from playwright.sync_api import Page, expect
from tests import scans
from tests.browser.letters import NUMBERS, number_in
from tests.directives import keystrokes
from tests.directives.scanned import needs_tesseract

from thongsuot.engines.officialdoc import to_pdf

RECOGNISED = 120_000  # ms, on a machine that does much else besides
WIDE, TELEPHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
LIT = """() => {
  const pane = document.querySelector(".scan").getBoundingClientRect();
  return [...document.querySelectorAll(".scan .lit.on")].map((one) => one.getBoundingClientRect())
    .filter((box) => box.bottom > pane.top && box.top < pane.bottom && box.width > 20
      && box.bottom > 0 && box.top < innerHeight).length;
}"""

pytestmark = needs_tesseract


def scanned(folder):
    """Print the letter under a number of its own, scan it askew, and return the picture and the number."""
    number = next(NUMBERS)
    paper = replace(scans.LETTER, letterhead=replace(scans.LETTER.letterhead, number=number))
    scans.printed()  # the typefaces are there afterwards
    pdf = to_pdf(paper, fonts=scans.PROJECT / "build" / "typefaces", created=scans.CREATED)
    image = pypdfium2.PdfDocument(pdf)[0].render(scale=200 / 72).to_pil().convert("RGB")
    file = folder / f"quet-{number}.png"
    file.write_bytes(scans.saved(image.rotate(0.6, scans.Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))))
    return file, f"{number}/SKHCN-BCVT"


@dataclass
class Keys:
    """A person's hands on the keys: each press is counted."""

    page: Page
    pressed: list[str] = field(default_factory=list)

    def press(self, *keys: str) -> None:
        """Press one key after the other."""
        for key in keys:
            self.pressed.append(key)
            self.page.keyboard.press(key)


def brought_in(page: Page, folder) -> str:
    """Send the scan in, see it being recognised, follow to the review; return the letter's number."""
    file, number = scanned(folder)
    page.goto("/van-ban/them/")
    page.get_by_label("Tệp văn bản").set_input_files(file)
    page.get_by_role("button", name="Đọc văn bản").click()
    expect(page).to_have_url(re.compile(r"/tien-trinh/\d+/"))
    expect(page.locator("progress, .run").first).to_be_visible()
    page.get_by_role("link", name="Rà soát văn bản").press("Enter", timeout=RECOGNISED)
    expect(page).to_have_url(re.compile(r"/van-ban/\d+/ra-soat/"))
    page.wait_for_load_state()  # keys are heard once the scripts are there
    return number


def test_a_scan_is_reviewed_beside_its_picture_by_keys_alone_and_issued(house, tmp_path):
    page = house.sign_in("so.chuyenvien", viewport=WIDE)
    number = brought_in(page, tmp_path)
    letter, keys = number_in(page.url), Keys(page)
    waiting, confirmed = page.locator("[data-proposal].proposed"), page.locator("[data-proposal].confirmed")
    picture = page.locator(".scan img").first
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 1000
    proposals = waiting.count()
    assert proposals >= 4
    keys.press("j")
    while page.evaluate("document.activeElement.dataset.proposal") == "head":  # compared, where it was hard to read
        keys.press("Enter")
        expect(page.locator("[data-proposal=head]")).to_have_count(0)
        keys.press("j")
    correct_the_first(page, keys)
    for count in range(1, waiting.count() + 1):
        assert page.evaluate(LIT) >= 1  # the lines of the proposal are seen on the picture
        keys.press("Enter")  # the next that waits comes to the fore by itself
        expect(confirmed).to_have_count(count)
    expect(waiting).to_have_count(0)
    bound = proposals + 2 + keystrokes.editing({"mode": 1}).keys
    assert len(keys.pressed) <= bound, keys.pressed
    issue(page, letter)
    page.goto("/van-ban/")
    expect(page.locator("main")).to_contain_text(number)
    assert "Đã phát hành" in page.locator("tr", has_text=number).inner_text()


def correct_the_first(page: Page, keys: Keys) -> None:
    """Open the form of the first proposal, choose another way of doing it, save, and see it on the card."""
    card = page.locator("[data-proposal]:focus")
    name = card.get_attribute("id")
    before = card.locator("dl").inner_text()
    keys.press("e")
    expect(page.locator(f"#{name} form")).to_be_visible()
    expect(page.locator(f"#{name} form select").first).to_be_focused()
    keys.press("Tab", "k", "Control+Enter")  # Khi có đề nghị
    expect(page.locator("#messages")).to_contain_text("Đã lưu phần sửa.")
    expect(page.locator(f"#{name} form")).to_have_count(0)
    expect(page.locator(f"#{name}")).to_be_focused()
    assert page.locator(f"#{name} dl").inner_text() != before


def issue(page: Page, letter: str) -> None:
    """Send the letter out without the mouse."""
    page.get_by_role("link", name="Mở văn bản để phát hành").press("Enter")
    expect(page).to_have_url(re.compile(rf"/van-ban/{letter}/"))
    page.get_by_role("link", name="Phát hành").press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Phát hành").press("Enter")
    expect(page.locator("#messages")).to_contain_text("Đã phát hành văn bản")


@pytest.mark.parametrize("how", [{"viewport": TELEPHONE}, {"viewport": TELEPHONE, "color_scheme": "dark"}])
def test_on_a_telephone_the_picture_is_a_key_away_and_never_wider_than_the_screen(house, tmp_path, how):
    page = house.sign_in("so.chuyenvien", **how)
    brought_in(page, tmp_path)
    page.keyboard.press("j")
    here = page.evaluate("document.activeElement.id")
    page.keyboard.press("v")
    expect(page.locator(".scan")).to_be_focused()
    assert page.evaluate(LIT) >= 1
    page.keyboard.press("v")
    expect(page.locator(f"#{here}")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]


def test_steps_are_taken_back_one_by_one_and_the_keys_are_shown(house, tmp_path):
    page = house.sign_in("so.chuyenvien", viewport=WIDE)
    brought_in(page, tmp_path)
    waiting = page.locator("[data-proposal].proposed")
    before = waiting.count()
    page.keyboard.press("j")
    for key in ("Enter", "x", "Enter"):
        page.keyboard.press(key)  # faster than any answer: each waits for the one before
    expect(waiting).to_have_count(before - 3)
    for _ in range(3):
        page.keyboard.press("u")
    expect(waiting).to_have_count(before)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Phím tắt khi rà soát")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    expect(page.locator("[data-proposal] form")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[data-proposal] form")).to_have_count(0)
    expect(page.locator("[data-proposal]:focus")).to_have_count(1)
