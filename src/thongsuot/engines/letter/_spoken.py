"""An order given by word of mouth: written down as a letter, and the hours people say when they speak."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from thongsuot.engines.letter._fold import folded
from thongsuot.engines.letter._letter import Deadline
from thongsuot.engines.letter._moment import ZONE
from thongsuot.engines.letter._terms import Relation

_PART = r"(?P<{0}>sang|trua|chieu|toi|dem)"
_DAY = r"(?P<{0}>(?:ngay\s+)?hom\s+nay|ngay\s+nay|nay|ngay\s+mai|hom\s+sau|mai|ngay\s+kia)"
_LEAD = r"(?:(?P<before>truoc(?:\s+luc)?)|(?:cham|muon)\s+nhat(?:\s+la|\s+vao|\s+luc)?|den(?:\s+het)?|luc|trong|het)"
_CLOCK = re.compile(
    rf"(?<![\w/]){_LEAD}\s+(?P<hour>\d{{1,2}})\s*(?:gio|g|h|:)(?!\s+(?:toi|nua))\s*(?:(?P<minute>\d{{2}})\s*(?:phut|'|p)?|"
    rf"(?P<half>ruoi))?(?:\s*,?\s*{_PART.format('part')})?(?:\s*,?\s*{_DAY.format('day')})?(?!\w)(?!\s*,?\s*ngay\s*\d)"
)
_PARTED = re.compile(rf"(?<![\w/])(?:{_LEAD}\s+)?(?:trong\s+)?(?:{_PART.format('part')}\s+)?{_DAY.format('day')}(?!\w)")
_WITHIN = re.compile(r"(?<!\w)trong(?:\s+vong)?\s+(?P<count>\d{1,3})\s*(?P<unit>phut|gio|tieng|h)(?!\w)")
_ENDS = {"sang": (12, 0), "trua": (13, 0), "chieu": (18, 0), "toi": (22, 0)}  # else the day's last minute
_AHEAD = {"ngay kia": 2, "ngay mai": 1, "hom sau": 1, "mai": 1}


@dataclass(frozen=True, slots=True)
class Spoken:
    """An order as somebody noted it: who gave it, how and when, whom it is for, and its words, line by line."""

    parent: str
    issuer: str
    place: str
    speaker: str
    way: str
    at: datetime
    addressees: str
    words: str


def written(order: Spoken) -> str:
    """Return the order as the text of a letter, its words untouched, so that it can be read like any other."""
    said, day = order.at.astimezone(ZONE), f"{order.at.astimezone(ZONE):%d/%m/%Y}"
    lines = [line.strip() for line in order.words.splitlines() if line.strip()]
    marked = [line if len(lines) == 1 or re.match(r"(?:[-+•*]|\w{1,2}[.)])\s", line) else f"- {line}" for line in lines]
    return "\n".join(
        [
            *([order.parent.upper()] if order.parent else []),
            order.issuer.upper(),
            f"{order.place}, ngày {said:%d} tháng {said:%m} năm {said:%Y}",
            f"V/v thực hiện chỉ đạo của {order.speaker}",
            "",
            f"Kính gửi: {order.addressees.rstrip(' .')}.",
            "",
            f"Theo chỉ đạo của {order.speaker} {order.way} ({said:%H}:{said:%M}, ngày {day}), đề nghị:",
            *marked,
            "",
        ]
    )


def heard(quote: str, at: datetime) -> Deadline | None:
    """Return the time limit in words that lean on the moment of speaking ("trước 17 giờ", "sáng mai"), or none."""
    shadow, said = folded(quote), at.astimezone(ZONE)
    for pattern, meant in ((_WITHIN, _within), (_CLOCK, _clock), (_PARTED, _parted)):
        if (match := pattern.search(shadow.plain)) and (moment := meant(match, said)):
            start, end = shadow.span(*match.span())
            before = pattern is not _WITHIN and match["before"]
            return Deadline(moment, Relation.BEFORE if before else Relation.UNTIL, quote[start:end].strip())
    return None


def _within(match: re.Match[str], said: datetime) -> datetime:
    count = int(match["count"])
    return said + (timedelta(minutes=count) if match["unit"] == "phut" else timedelta(hours=count))


def _clock(match: re.Match[str], said: datetime) -> datetime | None:
    """The hour of the day named; without a day, the next time that the clock shows it."""
    hour, minute = int(match["hour"]), 30 if match["half"] else int(match["minute"] or 0)
    if match["part"] in ("chieu", "toi", "dem") and 0 < hour <= 12 and not (match["part"] == "dem" and hour < 6):
        hour += 12 if hour < 12 or match["part"] == "dem" else 0
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    moment = _at(said, hour, minute, _ahead(match))
    return moment if match["day"] or moment > said else moment + timedelta(days=1)


def _parted(match: re.Match[str], said: datetime) -> datetime | None:
    if match["part"] is None and match["day"] in ("nay", "mai"):
        return None
    return _at(said, *_ENDS.get(match["part"] or "", (23, 59)), _ahead(match))


def _ahead(match: re.Match[str]) -> int:
    return _AHEAD.get(" ".join((match["day"] or "").split()), 0)


def _at(said: datetime, hour: int, minute: int, days: int) -> datetime:
    midnight = datetime.combine(said.date() + timedelta(days=days), time(0), ZONE)
    return midnight + timedelta(hours=hour, minutes=minute)
