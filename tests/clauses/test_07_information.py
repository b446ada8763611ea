"""Clause 07: official information on screens and wifi, in offices and in customers' hands."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.clauses.steps import stands_in_all

pytestmark = pytest.mark.django_db


def test_what_is_shown_is_counted_and_a_photograph_goes_with_it(work):
    work.issue(7)
    work.acknowledge("dd-3")
    duty = work.duty("dd-3", "OFFICIAL_INFORMATION")
    photo = SimpleUploadedFile("man-hinh.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "image/png")
    fields = {"so_outlets": 10, "so_outlets_showing": 9, "so_showings": 1200, "words": "Đã phát trên màn hình."}
    address = reverse("directives:assignment-step", args=[duty.pk, "declare"])
    answer = work.browser("dd-3.daumoi").post(address, {**fields, "uploads": [photo]}, follow=True)
    assert "Đã ghi số liệu." in [str(message) for message in answer.context["messages"]]
    assert "man-hinh.png" in work.page("so.chuyenvien", duty.get_absolute_url())
    shown = work.report("dd-3")
    assert "Đã phát trên màn hình." in shown
    papers = work.cut_off()
    stands_in_all(papers, "9/10 điểm đang tuyên truyền", "1.200 lượt hiển thị")
