"""An employee with a telephone in hand: open the link, read, give the staff code, be counted once."""

from __future__ import annotations

import re

from playwright.sync_api import expect

PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 3, "is_mobile": True, "has_touch": True}


def briefing(house) -> str:
    """Let the contact open the briefing of the demonstration's letter and return the address for the staff."""
    page = house.sign_in("dd-2.daumoi")
    page.goto("/van-ban/")
    page.get_by_role("link", name=re.compile("mưa lũ$|mưa lũ")).first.click()
    page.get_by_role("button", name="Mở quán triệt").click()
    expect(page.get_by_role("img", name="Mã QR của đường dẫn quán triệt")).to_be_visible()
    return page.get_by_label("Gửi đường dẫn này cho người lao động").input_value()


def test_a_worker_acknowledges_on_a_telephone_and_counts_once(house):
    address = briefing(house)
    phone = house.context(**PHONE).new_page()
    phone.goto(address)
    assert phone.evaluate("document.scrollingElement.scrollWidth") <= 390
    expect(phone.get_by_role("heading", level=1)).to_have_text("Quán triệt văn bản")
    button = phone.get_by_role("button", name="Tôi đã đọc và nắm nội dung")
    phone.get_by_label("Mã nhân viên").fill("KHONG-CO")
    button.tap()
    expect(phone.get_by_role("alert")).to_contain_text("Không có mã nhân viên")
    phone.get_by_label("Mã nhân viên").fill("dd2002")
    button.tap()
    expect(phone.get_by_role("main")).to_contain_text("Đã ghi nhận xác nhận của bạn.")
    phone.goto(address)
    phone.get_by_label("Mã nhân viên").fill("DD2002")
    button.tap()
    expect(phone.get_by_role("main")).to_contain_text("Bạn đã xác nhận trước đó.")
