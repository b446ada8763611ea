"""A campaign over HTTP: what two people of the department and two officers of an operator press."""

from __future__ import annotations

import html
import json
import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localtime, now

from thongsuot.campaigns.models import Campaign, Share

TEXT = "UBND tỉnh đề nghị người dân ở nhà từ 12 giờ hôm nay, khai báo y tế tại trạm y tế xã nơi cư trú."
CORRECTION = "Đính chính: tin nhắn trước của UBND tỉnh ghi sai giờ, đề nghị người dân thực hiện từ 18 giờ."


class Messages:
    """One campaign, through the browsers of a `Work`."""

    def __init__(self, work) -> None:
        self.work = work

    def ask(self, *codes: str, **other):
        """Fill in the request, look at what the text takes, and send it."""
        area = self.work.cast.department.area
        fields = {
            "issuer_name": "Ủy ban nhân dân tỉnh Đông Xuyên", "number": "98/UBND-KGVX",
            "dated_on": f"{localtime(now()):%Y-%m-%d}", "legal_ground": "Luật Viễn thông", "area": area.pk,
            "rule": "registered", "audience": "mọi thuê bao", "brand": "UBND-DX", "text": TEXT,
            "correction": CORRECTION, "first_at": self.first, "repeat": "", "count": 1,
            "operators": [self.work.cast.organisation(code).pk for code in codes],
            **other,
        }  # fmt: skip
        browser = self.work.browser("so.chuyenvien")
        looked = browser.post(reverse("campaigns:request"), {**fields, "xem": "1"}).content.decode()
        assert not Campaign.objects.exists()
        scan = SimpleUploadedFile("98-ubnd.txt", "Văn bản số 98/UBND-KGVX".encode())
        answer = browser.post(reverse("campaigns:request"), {**fields, "scan": scan})
        assert answer.status_code == 302, re.sub(r"<[^>]+>", " ", answer.content.decode())
        self.row = Campaign.objects.get()
        return looked

    first = ""

    def share(self, code: str) -> Share:
        """Return an operator's share."""
        return Share.objects.get(campaign=self.row, organisation__code=code)

    def operator(self, username: str, verb: str, **fields) -> str:
        """Press a button of an operator's page."""
        share = self.share(username.partition(".")[0])
        return self.work.press(username, "campaigns:share-step", share.pk, verb, **fields)

    def department(self, username: str, verb: str, **fields) -> str:
        """Press a button of the campaign's page."""
        return self.work.press(username, "campaigns:campaign-step", self.row.pk, verb, **fields)

    def file(self, username: str, name: str, *args) -> bytes:
        """Fetch what a page hands out."""
        answer = self.work.browser(username).get(reverse(name, args=args))
        assert answer.status_code == 200, (name, answer.status_code)
        return answer.content

    def order(self, username: str, code: str) -> dict:
        """Return an operator's order as its platform reads it."""
        return json.loads(self.file(username, "campaigns:order", self.share(code).pk, "json"))

    def page(self, username: str, row) -> str:
        """Return a page's words, with its forms."""
        return html.unescape(self.work.browser(username).get(row.get_absolute_url()).content.decode())
