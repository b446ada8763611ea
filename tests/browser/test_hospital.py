"""A hospital's line is down: a telephone calls, somebody accepts and mends it, the hospital says that it is back."""

from __future__ import annotations

import http.client
import json
import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

DESK = {"viewport": {"width": 1440, "height": 900}}
HAND = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark", "has_touch": True}
CALLED = 60_000  # ms: whoever is on duty is called within a minute
LABELS = {"alertname": "MatDuongTruyen", "site": "bv-nhi", "failure": "line"}


def said(page: Page, words: str) -> None:
    """Wait until the page says what came of the press."""
    expect(page.locator("#messages")).to_contain_text(words)


def connected(page: Page) -> tuple[str, str]:
    """Read what the department sees, agree, connect the monitoring; return its address and its key."""
    page.goto("/su-co/so-thay-gi/")
    page.get_by_label("Tôi đã xem các ví dụ").check()
    page.locator("main form button.main").first.click()
    said(page, "Đã ghi sự đồng ý")
    page.goto("/su-co/nguon/")
    page.get_by_label("Tên nguồn").fill("Giám sát truyền dẫn")
    page.locator("main form button.main").first.click()
    expect(page.get_by_role("heading", name="Khóa của nguồn")).to_be_visible()
    key = page.locator("dl.facts code").first.inner_text()
    address = re.search(r"https?://[^\s\"]+/api/v1/alarms", page.locator("main").inner_text())
    assert address is not None
    return address[0], key


def tell(address: str, key: str, begin: datetime, end: datetime | None = None) -> int:
    """Send what Alertmanager sends."""
    alert = {"labels": LABELS, "annotations": {}, "startsAt": begin.isoformat(), "fingerprint": "5d0c1e2f3a4b5c6d"}
    alert |= {"status": "resolved" if end else "firing"}
    alert |= {"endsAt": end.isoformat() if end else "0001-01-01T00:00:00Z"}
    body = json.dumps({"version": "4", "status": alert["status"], "alerts": [alert]}).encode()
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)
    connection.request("POST", parts.path, body, headers)
    try:
        return connection.getresponse().status
    finally:
        connection.close()


def narrow(page: Page) -> None:
    """Nothing is wider than the screen."""
    assert page.evaluate("document.scrollingElement.scrollWidth") <= page.viewport_size["width"]


def counted(page: Page) -> str:
    """Open the report on each letter and read what stands under the restorations."""
    page.goto("/van-ban/")
    links = page.locator("main a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    told = []
    for letter in sorted({found[0] for link in links if (found := re.search(r"^/van-ban/\d+/$", link))}):
        page.goto(f"/bao-cao{letter}")
        told += page.get_by_role("group", name="Khắc phục ưu tiên").all_inner_texts()
    return "\n".join(told)


def mend(page: Page) -> None:
    """Say on the incident's page what it was."""
    step = page.locator("details", has=page.locator("form[action$='da-khac-phuc/']")).first
    step.locator("summary").click()
    step.get_by_label("Nguyên nhân").fill("Xe cẩu kéo đứt cáp")
    step.locator("form button").last.click()
    expect(page.locator("main")).to_contain_text("Đã khắc phục")


def test_from_the_alarm_over_a_telephone_to_the_hospitals_own_word(house):
    leader = house.sign_in("cd-1.lanhdao", **DESK)
    assert "báo cáo lấy số này" not in counted(leader)
    address, key = connected(leader)
    duty = house.sign_in("cd-1.trucban", **HAND)
    assert tell(address, key, datetime.now(UTC)) == 202
    calling = duty.locator("#alarm form")
    expect(calling).to_contain_text("Bệnh viện Nhi", timeout=CALLED)  # nobody reloaded this page
    narrow(duty)
    calling.get_by_role("button", name="Tôi tiếp nhận").click()
    said(duty, "tiếp nhận")
    duty.goto("/su-co/")
    duty.get_by_role("link", name=re.compile("Bệnh viện Nhi")).first.click()
    expect(duty.locator("main")).to_contain_text("Đã tiếp nhận")
    narrow(duty)
    mend(duty)
    incident = duty.url
    hospital = house.sign_in("bv-nhi.cntt", **HAND)
    hospital.goto("/su-co/dia-diem/")
    mine = hospital.locator("section", has=hospital.get_by_text("Viễn thông Sông Trà")).first
    narrow(hospital)
    mine.get_by_role("button", name="Xác nhận đã thông").click()
    leader.goto(incident)
    expect(leader.locator("main")).to_contain_text("Đơn vị xác nhận đã thông")
    leader.goto("/")
    leader.goto("/su-co/")
    expect(leader.locator("main")).to_contain_text("Kết thúc")
    assert re.search(r"Sự cố\s\*\s+sổ trên hệ thống ghi 1, báo cáo lấy số này", counted(leader))  # nobody typed it
