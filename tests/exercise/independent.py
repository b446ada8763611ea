"""What an exercise must come to, worked out from the hand-written reading and the cast alone.

Nothing of the program is imported here: who is bound, who is silent, what is added and how papers write it are
said a second time, in other words, so that two mistakes would have to agree.
"""

from __future__ import annotations

import json
import random
import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import cached_property
from pathlib import Path

HERE = Path(__file__).parent
CAST = HERE.parents[1] / "src" / "thongsuot" / "exercise" / "cast.toml"
HANOI = timezone(timedelta(hours=7))
DAY = timedelta(days=1)
TELECOM = {"mobile", "fixed", "internet"}
ENDLESS = {"standing", "prohibition"}
REQUESTED = {"MASS_SMS"}  # the conditional duties whose request comes during an exercise
WORDS = ("done_on_time", "done_late", "open_on_time", "open_late")

# kind -> its title on paper, and its figures in the order of the paper; "a/b" is a rate
PAPER = {
    "RECEIPT": ("Tiếp nhận văn bản", "acknowledged/organisations"),
    "NETWORK_SAFETY": ("An toàn mạng và thông tin", "minutes_up/minutes_total plans"),
    "CAPACITY_UPGRADE": ("Tăng dung lượng", "served/requested upgrades upgraded_mbps"),
    "SPARE_EQUIPMENT": ("Thiết bị dự phòng, tổ ứng cứu thông tin", "items_tested/items_total teams_ready"),
    "MUTUAL_AID": ("Phối hợp, hỗ trợ", "answered/asked given minutes_to_arrive"),
    "PORTAL_AVAILABILITY": ("Cổng, trang thông tin", "minutes_up/minutes_total"),
    "PRIORITY_RESTORATION": ("Khắc phục ưu tiên", "within_target/incidents minutes_down"),
    "GOVERNMENT_NETWORK": ("Mạng truyền số liệu chuyên dùng", "minutes_up/minutes_total"),
    "GOVERNMENT_POST": ("Mạng bưu chính KT1", "items_on_time/items"),
    "CONFERENCE_LINES": ("Đường truyền hội nghị truyền hình", "go/rehearsals lines"),
    "MISINFORMATION": ("Xác minh thông tin", "verified/claims corrected answered referred reversed"),
    "MASS_SMS": ("Nhắn tin tuyên truyền", "delivered/sent subscribers failed uncertain segments"),
    "CONTENT_CHECK": ("Kiểm tra nội dung bưu gửi", "offices_confirmed/offices checked/items"),
    "GOODS_SUSPENSION": (
        "Tạm dừng nhận gửi ra nước ngoài",
        "refused/screened asked accepted_before_notice accepted_after_notice found returned",
    ),
    "OFFICIAL_INFORMATION": ("Thông tin tuyên truyền", "outlets_showing/outlets showings corrections"),
    "DUTY_ROSTER": ("Lịch trực, ca trực", "shifts_filled/shifts check_ins"),
    "STAFF_ACKNOWLEDGEMENT": ("Quán triệt đến người lao động", "acknowledged/staff"),
    "REPORT": ("Báo cáo", "reports_on_time/reports_due"),
    "HOTLINE": ("Báo cáo đột xuất qua đường dây nóng", "answered/calls minutes_to_answer"),
    "OTHER": ("Nhiệm vụ khác", "done/total"),
}


def dotted(number: int) -> str:
    """Write a whole number with dots between thousands."""
    digits, groups = str(number), []
    while digits:
        digits, group = digits[:-3], digits[-3:]
        groups.insert(0, group)
    return ".".join(groups)


def on_paper(figures: dict[str, dict[str, int]], counted: dict[str, dict[str, int]]) -> dict[str, list[str]]:
    """Return by title what papers say of each kind, figure after figure: what tools counted apart from the rest."""
    told = {}
    for kind, (title, names) in PAPER.items():
        if kind in figures:
            own = Counter(counted.get(kind, {}))
            rest = {name: count - own[name] for name, count in figures[kind].items()}
            parts = [part for part in (own, rest) if any(part.values())] or [rest]
            told[title] = [
                "/".join(dotted(part[name]) for name in group.split("/")) for part in parts for group in names.split()
            ]
    return told


@dataclass(frozen=True)
class Expected:
    """The outcome of one letter played with the cast."""

    gold: dict
    cast: dict

    @classmethod
    def of(cls, gold: Path) -> Expected:
        """Read a gold file and the cast."""
        return cls(json.loads(gold.read_text()), tomllib.loads(CAST.read_text()))

    def bound(self, duty: dict) -> list[str]:
        """Return the codes of the enterprises that a duty binds."""
        wanted = duty["obliged"]
        return sorted(
            e["code"]
            for e in self.cast["enterprises"]
            if wanted == "all"
            or wanted in e["services"]
            or (wanted == "telecom" and TELECOM & set(e["services"]))
            or (wanted == "named" and e["name"] in duty["obliged_names"])
        )

    @cached_property
    def reached(self) -> list[str]:
        """Return who received the letter: whom it binds, or everybody where it binds nobody."""
        bound = {code for duty in self.gold["obligations"] for code in self.bound(duty)}
        return sorted(bound or {e["code"] for e in self.cast["enterprises"]})

    @property
    def deadline(self) -> datetime | None:
        """Return the letter's own deadline."""
        told = self.gold["deadline"]
        return datetime.fromisoformat(told["at"]) if told else None

    @property
    def cut(self) -> datetime:
        """Return when everything is counted."""
        if self.deadline is None:
            return datetime.combine(date.fromisoformat(self.gold["date"]), time(8), HANOI) + 3 * DAY
        whole_day = self.gold["deadline"]["relation"] == "until" and (self.deadline.hour, self.deadline.minute) == (
            23,
            59,
        )
        return self.deadline + timedelta(minutes=1) if whole_day else self.deadline

    @property
    def main_reports(self) -> list[dict]:
        """Return the duties that a report by the letter's own deadline closes."""
        asked = [duty for duty in self.gold["obligations"] if duty["kind"] == "REPORT"]
        told = self.gold["deadline"]
        by_date = [d for d in asked if told and d["deadline"]["at"] == told["at"]]
        return by_date or [d for d in asked if d["mode"] == "recurring"]

    @cached_property
    def due(self) -> list[str]:
        """Return who has to report by the letter's own deadline."""
        return sorted({code for duty in self.main_reports for code in self.bound(duty)})

    @property
    def silent(self) -> str:
        """Return who says nothing."""
        return (self.due or self.reached)[0]

    @property
    def late(self) -> list[str]:
        """Return who reports after the deadline."""
        return self.due[1:2]

    @property
    def on_time(self) -> list[str]:
        """Return whose reports count at the deadline."""
        return self.due[2:]

    def speaking(self, *, supplement: bool = False) -> dict[str, set[str]]:
        """Return by kind whose reports count."""
        heard = self.due[1:] if supplement else self.on_time
        told: dict[str, set[str]] = {}
        for duty in self.gold["obligations"]:  # figures of a kind count once an enterprise, however many duties ask
            told.setdefault(duty["kind"], set()).update(set(self.bound(duty)) & set(heard))
        return told

    def on_paper(self, *, supplement: bool = False) -> dict[str, list[str]]:
        """Return by title what papers say of each kind."""
        speaking = self.speaking(supplement=supplement)
        counted = self.watch(speaking)
        counted["MASS_SMS"] = Counter()
        for code in speaking.get("MASS_SMS", set()) & set(self.cast["campaign"]["subscribers"]):
            counted["MASS_SMS"].update(self.messages(code))
        return on_paper(self.figures(supplement=supplement), counted)

    def figures(self, *, supplement: bool = False) -> dict[str, dict[str, int]]:
        """Add up what those have said whose reports count, and the register's own two lines."""
        heard = self.due[1:] if supplement else self.on_time
        speaking = self.speaking(supplement=supplement)
        total = {
            kind: Counter({name: value * len(codes) for name, value in self.cast["figures"][kind].items()})
            for kind, codes in speaking.items()
            if codes and kind in self.cast["figures"]
        }
        for kind, counts in self.watch(speaking).items():
            told = Counter(total[kind])
            told.subtract(self.cast["figures"][kind])
            total[kind] = Counter({name: told[name] + counts.get(name, 0) for name in told})
        if codes := speaking.get("MASS_SMS"):
            total["MASS_SMS"] = Counter()
            for code in codes:
                total["MASS_SMS"].update(self.messages(code))
        briefed = {c for d in self.gold["obligations"] if d["kind"] == "STAFF_ACKNOWLEDGEMENT" for c in self.bound(d)}
        if told := briefed & set(heard):
            staff = sum(len(e["staff"]) for e in self.cast["enterprises"] if e["code"] in told)
            total["STAFF_ACKNOWLEDGEMENT"] = Counter(staff=staff, acknowledged=staff - len(told))
        own = {
            "RECEIPT": {"organisations": len(self.reached), "acknowledged": len(self.reached) - 1},
            "REPORT": {"reports_due": len(self.due), "reports_on_time": len(self.on_time)},
        }
        return {kind: dict(figures) for kind, figures in total.items()} | own

    def watch(self, speaking: dict[str, set[str]]) -> dict[str, dict[str, int]]:
        """Return what the tools counted at the enterprise that keeps watch, of the kinds it speaks of.

        A day has four seats, everybody comes or is replaced; one cut of a cable is mended in time.
        """
        told, days = self.cast["watch"], self.watch_days
        if not days or told["enterprise"] == self.silent:
            return {}
        counts = {
            "DUTY_ROSTER": dict.fromkeys(("shifts", "shifts_filled", "check_ins"), 4 * days),
            "PRIORITY_RESTORATION": {"incidents": 1, "within_target": 1, "minutes_down": told["minutes_down"]},
        }
        return {kind: found for kind, found in counts.items() if told["enterprise"] in speaking.get(kind, ())}

    @property
    def watch_days(self) -> int:
        """Return how many days from seven to seven begin after the letter and end before reports are written."""
        end = self.deadline or self.cut
        begin = datetime.combine(date.fromisoformat(self.gold["date"]), time(8), HANOI)
        issued = min(begin, end - timedelta(hours=8)) + timedelta(hours=1)
        last = (issued + (end - issued) * 0.7).replace(second=0, microsecond=0)
        first = datetime.combine(issued.date() + DAY, time(7), HANOI)
        return min(2, max(0, (last - first) // DAY))

    def messages(self, code: str) -> dict[str, int]:
        """Return what an operator says of its messages: what its gateway counted, or what it types where it sends none.

        The centre draws eight numbers a message; the first says whether it is refused, the third whether it arrives.
        Its first session is the test telephone's, the second the hundredth's that is tried, the third all the others'.
        """
        told = self.cast["campaign"]
        if code not in told["subscribers"]:
            return self.cast["figures"]["MASS_SMS"]
        many, fates = told["subscribers"][code], []
        trial = (many + 99) // 100
        for session, count in ((2, trial), (3, many - trial)):
            dice = random.Random(f"{told['seed']}:{session}")  # noqa: S311  # the same numbers again, no secret
            fates += [[dice.random() for _ in range(8)] for _ in range(count)]
        taken = [fate for fate in fates if fate[0] >= told["refused"]]
        arrived = [fate for fate in taken if fate[2] >= told["undelivered"]]
        counts = {"sent": many, "subscribers": many, "delivered": len(arrived), "failed": many - len(arrived)}
        return {**counts, "uncertain": 0, "segments": len(taken)}

    def result(self) -> dict:
        """Return the whole of result.json."""
        return {
            "obligations": len(self.gold["obligations"]),
            "organisations": len(self.reached),
            "assignments": sum(len(self.bound(duty)) for duty in self.gold["obligations"]),
            "reports_due": len(self.due),
            "reports_on_time": len(self.on_time),
            "late": self.late,
            "missing": self.due[:1],
            "figures": self.figures(),
            "deadline": self.gold["deadline"]["at"] if self.gold["deadline"] else None,
            **self.beside_the_book(),
        }

    def beside_the_book(self) -> dict[str, int]:
        """Return what comes by other ways: the third by invitation, the fourth with a question, the fifth on paper."""
        speaking = len(self.due or self.reached)
        dated = any(duty["mode"] != "recurring" for duty in self.main_reports)
        return {
            "invitations": len(self.reached),
            "by_invitation": int(speaking >= 3),
            "questions": int(speaking >= 4),
            "published": int(speaking >= 4),
            "extensions_asked": int(len(self.due) >= 2 and dated),
            "paper_reports": int(len(self.due) >= 5),
        }

    def words(self) -> dict[str, dict[str, int]]:
        """Return by organisation how many duties stand under each official word at the cut-off."""
        told = {code: dict.fromkeys(WORDS, 0) for code in self.reached}
        for duty in self.gold["obligations"]:
            for code in self.bound(duty):
                for word in self._words(duty, code):
                    told[code][word] += 1
        return told

    def _words(self, duty: dict, code: str) -> list[str]:
        if duty["kind"] == "REPORT" and duty["mode"] == "recurring":  # today's report, and the next a day ahead
            return [self._report(self.deadline, code), "open_on_time"]
        at = datetime.fromisoformat(duty["deadline"]["at"]) if duty["deadline"] else None
        if duty["kind"] == "REPORT":
            return [self._report(at, code)]
        if duty["mode"] == "conditional" and duty["kind"] not in REQUESTED:
            return []
        if duty["mode"] not in ENDLESS and duty["kind"] in self.cast["figures"] and code != self.silent:
            return ["done_on_time"]
        return ["open_late" if at and at <= self.cut else "open_on_time"]

    def _report(self, by: datetime | None, code: str) -> str:
        if code in self.on_time:
            return "done_on_time"
        earlier = by is not None and self.deadline is not None and by < self.deadline
        return "done_late" if earlier and code in self.late else "open_late"
