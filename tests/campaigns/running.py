"""A campaign step by step, each step taken with the sight of the person whose step it is."""

from __future__ import annotations

from datetime import date, timedelta

from tests.cast import MONDAY

from thongsuot.campaigns import actions
from thongsuot.campaigns.models import Campaign, Share
from thongsuot.organisations import access
from thongsuot.organisations.models import Area

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
TEXT = "UBND tỉnh đề nghị người dân hạn chế ra khỏi nhà từ 12 giờ ngày 04/02, khai báo y tế tại trạm y tế xã."
CORRECTION = "Đính chính: tin nhắn trước của UBND tỉnh không đúng, đề nghị người dân bỏ qua."
LOG = "a" * 64
SUBSCRIBERS = {"dd-1": 500_000, "dd-2": 312_400}
WAVES = (MONDAY + 3 * HOUR,)


class Running:
    """A campaign under way, its people by name, and a clock that is turned by hand."""

    def __init__(self, cast) -> None:
        self.cast, self.at = cast, MONDAY
        self.binh, self.khanh = cast.binh, cast.khanh

    def person(self, code: str, role: str):
        """Return an operator's officer: daumoi accepts, lanhdao releases, trucban takes over."""
        return self.cast.person(f"{code}.{role}")

    def later(self, span: timedelta) -> Running:
        """Turn the clock on."""
        self.at += span
        return self

    def do(self, verb: str, row, *args, by, **told):
        """Take one step with the sight of the person alone, and return the row as it is afterwards."""
        with access.acting_as(by, self.at):
            return getattr(actions, verb)(row, *args, by=by, at=self.at, **told)

    def wanted(self, **other):
        """Return what is asked for."""
        told = {
            "issuer_name": "Ủy ban nhân dân tỉnh Đông Xuyên",
            "number": "98/UBND-KGVX",
            "dated_on": date(2020, 2, 3),
            "legal_ground": "Điều 47 Luật Viễn thông",
            "area": Area.objects.get(kind="province"),
            "rule": "registered",
            "audience": "mọi thuê bao",
            "brand": "UBND-DX",
            "text": TEXT,
            "correction": CORRECTION,
            "waves": WAVES,
        }
        return actions.Wanted(**{**told, **other})

    def request(self, *codes: str, by=None, reality="live", branch="", **other) -> Campaign:
        """Ask for a campaign at some operators."""
        by = by or self.binh
        asked = [
            actions.Addressee(self.cast.organisation(c), self.cast.organisation(branch) if branch else None)
            for c in codes or ("dd-1",)
        ]
        with access.acting_as(by, self.at):
            return actions.request(
                self.wanted(**other), asked, organisation=self.cast.department, reality=reality, by=by, at=self.at
            )

    def share(self, campaign, code: str = "dd-1") -> Share:
        """Return an operator's share as it stands."""
        return Share.objects.select_related("campaign", "organisation").get(campaign=campaign, organisation__code=code)

    def estimate(self, campaign, *codes: str, **other) -> None:
        """Let operators answer with their numbers."""
        for code in codes or ("dd-1",):
            told = {"subscribers": SUBSCRIBERS[code], "rate": 500, "brand_registered": True, **other}
            self.do("estimate", self.share(campaign, code), actions.Estimate(**told), by=self.person(code, "daumoi"))

    def approve(self, campaign, **typed) -> Campaign:
        """Let the second person approve, typing what has to be typed."""
        total = sum(s.subscribers or 0 for s in Share.objects.filter(campaign=campaign, state="estimated"))
        told = {"area": campaign.area.name, "subscribers": str(total), **typed}
        return self.do("approve", campaign, by=self.khanh, **told)

    def approved(self, *codes: str, **other) -> Campaign:
        """Return an approved campaign."""
        campaign = self.request(*codes, **other)
        self.estimate(campaign, *codes)
        return self.approve(campaign)

    def phone(self, code: str = "dd-1", number: str = "0900 000 111"):
        """List a test telephone."""
        office, by = self.cast.organisation(code), self.person(code, "daumoi")
        return self.do("list_phone", office, number=number, holder="Trực ban", reality="live", by=by)

    def tested(self, campaign, code: str = "dd-1") -> Share:
        """Accept, release to one test telephone, and read it."""
        self.do("accept", self.share(campaign, code), by=self.person(code, "daumoi"))
        phone = self.phone(code)
        self.do("test", self.share(campaign, code), by=self.person(code, "lanhdao"))
        self.do("read_phone", self.share(campaign, code), phone, as_approved=True, by=self.person(code, "daumoi"))
        return self.share(campaign, code)

    def tried(self, campaign, code: str = "dd-1") -> Share:
        """Release 1 %."""
        self.tested(campaign, code)
        self.do("try_out", self.share(campaign, code), by=self.person(code, "lanhdao"))
        return self.share(campaign, code)

    def counted(self, **other) -> actions.Count:
        """Return a count that is true together."""
        told = {"subscribers": 5_000, "sent": 5_000, "delivered": 4_900, "failed": 80, "uncertain": 20}
        return actions.Count(**{**told, "segments": 10_000, "log_sha256": LOG, **other})

    def tally(self, campaign, code: str = "dd-1", **other):
        """Let the operator count."""
        return self.do("tally", self.share(campaign, code), self.counted(**other), by=self.person(code, "daumoi"))

    def sending(self, *codes: str, **other) -> Campaign:
        """Return a campaign that is sent to everybody at every operator."""
        codes = codes or ("dd-1",)
        campaign = self.approved(*codes, **other)
        for code in codes:
            self.tried(campaign, code)
            self.tally(campaign, code)
        self.later(3 * HOUR)
        for code in codes:
            self.do("send_all", self.share(campaign, code), by=self.person(code, "lanhdao"))
        return Campaign.objects.get(pk=campaign.pk)
