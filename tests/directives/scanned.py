"""Scans on their way through the department: sent in over HTTP, recognised as the worker would."""

from __future__ import annotations

import shutil

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.cast import client_of

from thongsuot.directives import actions, gateway, jobs
from thongsuot.engines.letter import Word
from thongsuot.files.models import Run

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract-ocr is not installed")

LINES = (
    "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
    "Số: 45/SKHCN-VT",
    "Đông Xuyên, ngày 03 tháng 02 năm 2020",
    "Kính gửi: Các doanh nghiệp viễn thông",
    "Sở yêu cầu các doanh nghiệp thực hiện các nội dung sau:",
    "1. Các doanh nghiệp kiểm tra thiết bị dự phòng tại các trạm.",
    "2. Báo cáo kết quả về Sở trước 14 giờ 00 ngày 07/02/2020.",
)


def send(cast, data, name="quet.png"):
    """Send a scan in as the department's follower."""
    return client_of(cast.binh).post(reverse("directives:upload"), {"text": "", "file": SimpleUploadedFile(name, data)})


def begun(cast, data, name="quet.png") -> Run:
    """Return the run that a scan began."""
    send(cast, data, name)
    return Run.objects.get(kind=actions.READ_SCAN)


def worked(run: Run) -> Run:
    """Let the worker do its work, and return the run as it stands then."""
    jobs.read_scan(run=run.pk)
    return Run.objects.get(pk=run.pk)


def leaf(number=1, *lines, confidence=95.0, picture=b"\xff\xd8\xff picture"):
    """Return a page as it would have been recognised."""
    words = [
        Word(text, 100 + 90 * place, 100 + 90 * row, 180 + 90 * place, 130 + 90 * row, confidence)
        for row, line in enumerate(lines or LINES)
        for place, text in enumerate(line.split())
    ]
    return gateway.Leaf(number, tuple(words), 1654, 2339, picture + bytes([number]), looks=1)


def pretend(monkeypatch, *leaves, installed=True):
    """Let the recognition give these pages; nothing is drawn and nothing is recognised."""
    given = {page.number: page for page in leaves}
    monkeypatch.setattr(gateway, "leaf", lambda data, number: given[number])
    if installed:
        monkeypatch.setattr(gateway, "check_installed", lambda: None)
