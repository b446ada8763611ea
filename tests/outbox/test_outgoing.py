"""What left is shown with what became of it, doubts among it, to those who follow the work."""

from __future__ import annotations

import pytest
from tests.cast import MONDAY, client_of

from thongsuot.outbox import actions, jobs, queries
from thongsuot.outbox.actions import Contact, Draft, Words

pytestmark = pytest.mark.django_db


@pytest.fixture
def messages(cast, settings, tmp_path):
    settings.SMTP_URL, settings.MAIL_FOLDER = None, tmp_path
    made = []
    for code in ("dd-1", "dd-2"):
        to = Contact(cast.organisation(code), f"Người nhận {code}", None, f"{code}@example.vn")
        draft = Draft(f"thu:{code}", "email", to, Words("Nhắc: báo cáo", "Đề nghị gửi."), "live")
        made.append(actions.queue(draft, by=cast.binh, at=MONDAY))
    return made


def test_an_enterprise_sees_its_own_and_the_department_all(cast, messages):
    assert queries.outgoing(cast.hang, MONDAY).count() == 1
    assert queries.outgoing(cast.binh, MONDAY).count() == 2
    assert queries.outgoing(cast.person("dd-1.kiemsoat"), MONDAY).count() == 0


def test_the_page_counts_doubts_and_tells_outcomes(cast, messages):
    claimed = actions.claim(messages[0].mailbox, by=jobs.SENDER, at=MONDAY)
    actions.settle_uncertain(claimed, outcome="Mất kết nối khi chờ trả lời", by=jobs.SENDER, at=MONDAY)
    jobs.run(MONDAY)
    browser = client_of(cast.binh)
    page = browser.get("/trao-doi/gui-di/").content.decode()
    assert "Mất kết nối khi chờ trả lời" in page
    assert "chưa gửi ra ngoài" in page
    only = browser.get("/trao-doi/gui-di/?trang-thai=uncertain").content.decode()
    assert "Người nhận dd-1" in only
    assert "Người nhận dd-2" not in only


def test_a_mailbox_that_cannot_send_says_so(cast, messages, settings):
    settings.SMTP_URL = "smtp://127.0.0.1:1"
    jobs.run(MONDAY)
    page = client_of(cast.binh).get("/trao-doi/gui-di/").content.decode()
    assert "chưa gửi được, sẽ thử lại lúc 09:00 03/02/2020" in page
    assert "Không kết nối được máy chủ thư" in page


def test_the_page_asks_as_often_however_much_was_sent(cast, messages, django_assert_max_num_queries):
    to = Contact(cast.organisation("dd-1"), "Người nhận", None, "x@example.vn")
    for number in range(40):
        actions.queue(Draft(f"k{number}", "email", to, Words("Nhắc", "Nhắc"), "live"), by=cast.binh, at=MONDAY)
    browser = client_of(cast.binh)
    with django_assert_max_num_queries(30):
        assert browser.get("/trao-doi/gui-di/").status_code == 200
