"""Clause 09: every worker has read it, by a link and a staff code, counted once."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from tests.clauses.steps import plain, stands_in_all

from thongsuot.directives import jobs

pytestmark = pytest.mark.django_db


def opened(work, code):
    """Open the briefing and return the address that is shown this once."""
    answer = work.browser(f"{code}.daumoi").post(reverse("directives:open-briefing", args=[work.letter.pk]))
    page = html.unescape(answer.content.decode())
    assert "<svg" in page
    return re.search(r'value="https?://[^/]+(/quan-triet/[^"]+)"', page)[1]


def test_each_worker_counts_once(work):
    work.issue(9)
    work.acknowledge("dd-1")
    address = opened(work, "dd-1")
    worker = Client()  # nobody is signed in: the link and the code are enough
    assert work.text.splitlines()[0] in plain(worker.get(address).content.decode())
    for code in ("DD1001", "dd1002", "DD1001"):
        assert worker.post(address, {"code": code}).status_code == 200
    refused = worker.post(address, {"code": "DD9999"})
    assert refused.status_code == 422
    assert "chưa ghi nhận gì" in plain(refused.content.decode())
    assert worker.post(address, {"code": "DD2001"}).status_code == 422
    jobs.run(now())
    duty = work.duty("dd-1", "STAFF_ACKNOWLEDGEMENT")
    page = work.page("dd-1.daumoi", duty.get_absolute_url())
    assert "Hệ thống ghi nhận" in page
    assert "2/6" in work.report("dd-1")
    assert "Đã ghi hoàn thành." in work.complete("dd-1", "STAFF_ACKNOWLEDGEMENT")
    assert "Hoàn thành đúng hạn" in work.square(duty)
    stands_in_all(work.cut_off(), "hệ thống ghi nhận 2/6 người đã xác nhận nắm nội dung")


def test_a_link_that_somebody_made_up_opens_nothing(work):
    work.issue(9)
    address = opened(work, "dd-1")
    assert Client().get(f"{address[:-3]}xyz/").status_code == 404
