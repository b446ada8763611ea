"""An enterprise: be refused, declare, complete, prepare; its leader submits. Then the same without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.browser.test_department import DUTIES, issue, receive

SPARES = {r"^Thiết bị dự phòng đã kiểm tra": "11", r"^Thiết bị dự phòng(?! đã)": "12", r"^Tổ ứng cứu sẵn sàng": "2"}


def confirm_all(page):
    """Confirm one proposal after the other with the pointer."""
    waiting = page.locator(".proposal.proposed:not(.head)")
    for left in range(waiting.count() - 1, -1, -1):
        waiting.first.get_by_role("button", name="Xác nhận", exact=True).click()
        expect(waiting).to_have_count(left)


@pytest.fixture
def letter(house, tmp_path):
    """Return a letter that the department has just sent out."""
    page = house.sign_in("so.chuyenvien")
    letter = receive(page, tmp_path, *DUTIES)
    confirm_all(page)
    issue(page, letter)
    return letter


def test_work_is_received_declared_completed_and_reported(house, letter):
    page = house.sign_in("dd-1.daumoi")
    page.goto(f"/van-ban/{letter}/")
    page.get_by_role("button", name="Xác nhận tiếp nhận").click()
    expect(page.locator("#messages")).to_contain_text("Đã xác nhận tiếp nhận văn bản.")
    page.locator("#duties").get_by_role("link", name=re.compile("rà soát")).click()
    done = page.get_by_role("button", name="Ghi hoàn thành")
    expect(done).to_be_disabled()
    expect(page.locator("#why-not")).to_contain_text("còn thiếu số liệu")
    for label, value in SPARES.items():
        page.get_by_label(re.compile(label)).fill(value)
    page.get_by_label("Kết quả thực hiện").fill("Đã kiểm tra máy phát tại mười hai trạm.")
    page.get_by_role("button", name="Ghi số liệu").click()
    expect(page.locator("#messages")).to_contain_text("Đã ghi số liệu.")
    done.click()
    expect(page.locator("#messages")).to_contain_text("Đã ghi hoàn thành.")
    page.goto(f"/van-ban/{letter}/")
    report(house, page, page.get_by_role("heading", level=1).inner_text())


def report(house, page, letter):
    """Lay the letter's draft before the leader, who sends it and finds it frozen."""
    for _ in range(20):  # the timer drafts it
        page.goto("/bao-cao/")
        link = page.get_by_role("link", name=letter)
        if link.count():
            break
        page.wait_for_timeout(1000)
    link.first.click()
    address = page.url
    expect(page.locator("main")).to_contain_text("11/12")
    page.get_by_label("Khó khăn, tồn tại").fill("Một trạm chưa có đường vào.")
    page.get_by_role("button", name=re.compile("trình lãnh đạo")).click()
    expect(page.locator("#messages")).to_contain_text("trình lãnh đạo duyệt")
    expect(page.get_by_role("button", name="Duyệt và gửi")).to_have_count(0)
    leader = house.sign_in("dd-1.lanhdao")
    leader.goto(address)
    leader.get_by_role("button", name="Duyệt và gửi").click()
    expect(leader.locator("#messages")).to_contain_text("Đã gửi báo cáo")
    expect(leader.get_by_label("Khó khăn, tồn tại")).to_have_count(0)
    expect(leader.locator("main")).to_contain_text("Một trạm chưa có đường vào.")


def test_everything_that_matters_works_without_scripts(house, tmp_path):
    page = house.sign_in("so.chuyenvien", java_script_enabled=False)
    letter = receive(page, tmp_path, *DUTIES)
    confirm_all(page)
    expect(page.locator(".proposal.confirmed")).to_have_count(3)
    page.goto(f"/van-ban/{letter}/?hoi=phat-hanh")
    page.locator("dialog#issue").get_by_role("button", name="Phát hành").click()
    expect(page.locator("#messages")).to_contain_text("Đã phát hành văn bản")
    enterprise = house.sign_in("cd-1.daumoi", java_script_enabled=False)
    enterprise.goto(f"/van-ban/{letter}/")
    enterprise.get_by_role("button", name="Xác nhận tiếp nhận").click()
    expect(enterprise.locator("#messages")).to_contain_text("Đã xác nhận tiếp nhận văn bản.")
    enterprise.locator("#duties").get_by_role("link", name=re.compile("rà soát")).click()
    for label, value in SPARES.items():
        enterprise.get_by_label(re.compile(label)).fill(value)
    enterprise.get_by_role("button", name="Ghi số liệu").click()
    expect(enterprise.locator("#evidence")).to_contain_text("11")
    enterprise.get_by_role("button", name="Ghi hoàn thành").click()
    expect(enterprise.locator("#standing")).to_contain_text("Hoàn thành đúng hạn")
