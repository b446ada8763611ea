"""A contact without an account, a telephone in hand, on a slow network: open, one code, acknowledged."""

from __future__ import annotations

import re
import time
from email import message_from_bytes, policy

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.test_department import issue, receive
from tests.browser.test_employee import PHONE

NAME = "Công ty Cổ phần Thông tin di động Sao Mai - Chi nhánh Đông Xuyên"
GPRS = {"offline": False, "latency": 700, "downloadThroughput": 50_000 / 8, "uploadThroughput": 20_000 / 8}
HEAVIEST = 60_000  # bytes of the page with all it loads
LONGEST = 20  # seconds until the page stands on the slow network


@pytest.fixture
def desk(house, tmp_path) -> Page:
    """Return the follower's page of the invitations of a letter that has just gone out."""
    page = house.sign_in("so.chuyenvien", viewport={"width": 1280, "height": 900})
    letter = receive(page, tmp_path, "Các doanh nghiệp rà soát máy phát điện tại từng trạm.")
    for count in (1, 2):
        page.locator(".proposal.proposed:not(.head)").first.get_by_role("button", name="Xác nhận", exact=True).click()
        expect(page.locator(".proposal.confirmed")).to_have_count(count)
    issue(page, letter)
    page.goto(f"/van-ban/{letter}/phieu-moi/")
    return page


def invitation(desk: Page, name: str) -> str:
    """Open an organisation's invitation at the desk and return its link."""
    desk.get_by_role("link", name=name).click()
    return desk.get_by_label("Đường dẫn riêng của đơn vị").input_value()


def back(desk: Page) -> Locator:
    """Go back to all invitations of the letter, and return the row of the organisation."""
    desk.goto(desk.url.partition("/phieu-moi/")[0] + "/phieu-moi/")
    return desk.get_by_role("row").filter(has_text=NAME)


def digits(house, before: set[str]) -> str:
    """Wait for the message with the code and return its digits."""
    for _n in range(100):
        for file in house.mail.glob("*.eml"):
            if file.name not in before:
                message = message_from_bytes(file.read_bytes(), policy=policy.default)
                if "Mã xác nhận" in message["Subject"]:
                    return re.search(r"\d{3} \d{3}", message.get_content())[0]
        time.sleep(0.2)
    raise AssertionError("no code came")


class Taps:
    """Counts how often the screen is touched."""

    def __init__(self) -> None:
        self.count = 0

    def tap(self, locator) -> None:
        """Touch something."""
        self.count += 1
        locator.tap()


def slow(page: Page) -> list[int]:
    """Put a page on a network of 2G, and return the list in which the bytes that arrive are written."""
    session, arrived = page.context.new_cdp_session(page), []
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", GPRS)
    session.on("Network.loadingFinished", lambda event: arrived.append(int(event["encodedDataLength"])))
    return arrived


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_letter_is_acknowledged_on_a_telephone_with_two_taps_and_one_code(
    house, desk, record_testsuite_property, scripts
):
    address = invitation(desk, NAME)
    phone = house.context(**PHONE, java_script_enabled=scripts).new_page()
    arrived, taps, begun = slow(phone), Taps(), time.monotonic()
    phone.goto(address)
    assert time.monotonic() - begun < LONGEST
    phone.wait_for_load_state("networkidle")
    assert 0 < sum(arrived) < HEAVIEST
    record_testsuite_property(f"2G, scripts {scripts}", f"{sum(arrived)} bytes, {time.monotonic() - begun:.1f} s")
    if scripts:
        assert phone.evaluate("document.scrollingElement.scrollWidth") <= 390
    before = {file.name for file in house.mail.glob("*.eml")}
    taps.tap(phone.get_by_role("button", name=re.compile("Thư điện tử")).first)
    field = phone.get_by_label("Mã 6 chữ số")
    expect(field).to_be_focused()
    field.press_sequentially(digits(house, before))
    taps.tap(phone.get_by_role("button", name="Xác nhận và tiếp nhận văn bản"))
    expect(phone.get_by_role("main")).to_contain_text("Đơn vị đã xác nhận tiếp nhận lúc")
    assert taps.count <= 4
    expect(back(desk)).to_contain_text("Đã tiếp nhận")


def test_what_is_typed_waits_for_the_network_and_is_sent_by_itself(house, desk):
    address = invitation(desk, NAME)
    desk.get_by_role("button", name=re.compile("Lấy mã đọc cho")).first.click()
    code = desk.locator("output").inner_text()
    phone = house.context(**PHONE).new_page()
    phone.goto(address)
    phone.get_by_role("link", name="Nhập mã cán bộ đọc qua điện thoại").tap()
    phone.get_by_label("Mã 6 chữ số").press_sequentially(code)
    phone.context.set_offline(offline=True)
    phone.get_by_role("button", name="Xác nhận và tiếp nhận văn bản").tap()
    expect(phone.get_by_role("alert")).to_contain_text("Mất mạng")
    expect(phone.get_by_label("Mã 6 chữ số")).to_have_value(code)
    phone.context.set_offline(offline=False)
    expect(phone.get_by_role("main")).to_contain_text("Người thao tác:")
    house.faults[:] = [fault for fault in house.faults if "ERR_INTERNET_DISCONNECTED" not in fault]


def test_what_was_typed_is_there_again_after_the_telephone_died(house, desk):
    address = invitation(desk, NAME)
    context = house.context(**PHONE)
    phone = context.new_page()
    phone.goto(f"{address}hoi/")
    words = phone.get_by_role("textbox").first
    words.fill("Trạm vùng sâu chưa có đường vào, đề nghị gia hạn.")
    phone.close()
    again = context.new_page()
    again.goto(f"{address}hoi/")
    expect(again.get_by_role("textbox").first).to_have_value("Trạm vùng sâu chưa có đường vào, đề nghị gia hạn.")


def test_the_officer_sees_the_telephone_come_in_live(house, desk):
    old = invitation(desk, NAME)
    desk.get_by_role("button", name="Cấp lại phiếu mời").click()
    address = desk.get_by_label("Đường dẫn riêng của đơn vị").input_value()
    assert address != old
    row = back(desk)
    expect(row).to_contain_text("Đã mời")
    house.context(**PHONE).new_page().goto(address)
    expect(row).to_contain_text("Đã mở")  # nobody reloaded this page
