"""The mode of a duty where its words speak clearly against the rules; `modes.json` holds what the words weigh.

The rules know what orders are made of; the words of duties that people have marked by hand know what is ordered: that
"kiểm tra 60 điểm" comes to an end and "kiểm tra người ra vào" does not. What the rules found is one cue among others.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._letter import Letter, Obligation
from thongsuot.engines.letter._logit import shares
from thongsuot.engines.letter._opinion import mode_cues
from thongsuot.engines.letter._terms import Mode

Weights = Mapping[str, Mapping[str, float]]
CLEARLY = 2.0
"""How many times likelier another mode must be. Bans and what comes back say so: there words weigh nothing."""

WEIGHED = frozenset({Mode.ONE_OFF, Mode.STANDING, Mode.CONDITIONAL})
_OPEN = frozenset({Mode.ONE_OFF, Mode.STANDING})  # what the rules take for a case, a ban or a series says so
_LONG = 36  # words from which a quotation counts as long
_UPHELD = re.compile(
    r"(?:(?:tai|o) [\w ]+ thi )?(?:tiep tuc|thuong xuyen|duy tri|tang cuong|lien tuc|"
    r"chu dong (?!ra soat|kiem tra|xay dung|lap)|san sang|dam bao|bao dam|to chuc,? trien|trien khai ngay|tu choi|"
    r"soi chieu|theo doi|cham soc|quan ly|van hanh|xu ly (?:ngay|kip thoi)|dieu chinh gio)\b|"
    r"(?:bo tri|cu|phan cong|chuan bi) .*\b(?:truc|thuong truc|truc ban|ung truc|du phong)\b|"
    r"(?:luu|luu giu|luu tru|giu|bao quan) .*\d+ (?:gio|ngay|thang|nam)\b(?! \d)|"
    r".*\bvao (?:gio cao|(?:cac|nhung|moi) ngay)\b|.*\btruoc (?:khi|luc) (?:chap )?nhan\b|"
    r".*\bkhi nhan (?:duoc )?(?:cong van|van ban|chi thi|cong dien|thong bao|quyet dinh|ke hoach)\b"
)
_SHAPES = {
    "keeps": re.compile(
        r"(?:tiep tuc|thuong xuyen|duy tri|tang cuong|day manh|chu dong|san sang|lien tuc|uu tien|nghiem tuc|"
        r"chu trong|quan tam|lam tot|thuc hien tot|dam bao|bao dam|theo doi|giam sat|kip thoi)\b|.*\bthuong xuyen\b"
    ),
    "habit": re.compile(
        r".*\b(?:(?:vao|trong) (?:cac|nhung|moi|suot) \w+|moi (?:phien|ca|chuyen|lan|buoi|dot|khi|ngay|vu|nguoi)|"
        r"truoc khi|24/24|24/7|suot|100%)"
    ),
    "case": re.compile(
        r".*\b(?:khi (?!da\b)|neu (?!tren\b|tai\b|ro\b)|truong hop|khong (?:dat|du|dung|co|con)\b|vi pham)"
    ),
    "against": re.compile(
        r".*\b(?:doi voi|voi) (?:cac |nhung |moi )?(?:\w+ ){1,4}(?:khong|vi pham|chua|co|tren|qua|vuot|phat tan)\b"
    ),
    "event": re.compile(r".*\b(?:su co|sai pham|tinh huong|phat sinh|bat thuong|phat hien|phan anh|khieu nai)\b"),
    "counts": re.compile(
        r"(?:\w+ ){1,4}?(?:it nhat |toi thieu |du |them |dut diem )*(?:\d+|mot|hai|ba|bon|toan bo|tat ca)(?! lan|"
        r" nguoi|%|/)\b"
    ),
    "plan": re.compile(
        r"(?:\w+ ){1,3}?(?:phuong an|ke hoach|danh sach|danh muc|quy che|noi quy|bao cao|bien ban|ho so|lich|"
        r"hoi nghi|lop)\b"
    ),
}


def weighed(letter: Letter, told: Weights | None = None) -> Letter:
    """The letter with the modes that the words of its duties clearly tell; `told` are weights not our own."""
    told = _weights() if told is None else told
    return replace(letter, obligations=tuple(_weighed(letter, duty, told) for duty in letter.obligations))


def cues_of(letter: Letter, duty: Obligation) -> list[str]:
    """The words of a duty, and what the rules made of it."""
    limit = duty.deadline
    signs = [
        f"={duty.mode}",
        f"?{duty.trigger is not None}",
        f"!{limit.relation if limit else None}{limit is not None and limit.at is not None}",
        f"~{min(_LONG, len(duty.quote.split())) // 6}",
        f"#{any(sign.isdigit() for sign in duty.quote)}",
    ]
    plain = _plain(duty)
    signs += [f"+{name}" for name, shape in _SHAPES.items() if shape.match(plain)]
    return [*mode_cues(letter, duty.start, duty.end), *signs]


def _plain(duty: Obligation) -> str:
    return " ".join(fold(duty.quote).split())


def _weighed(letter: Letter, duty: Obligation, weights: Weights) -> Obligation:
    if duty.umbrella or duty.mode not in _OPEN or duty.trigger is not None or _UPHELD.match(_plain(duty)):
        return duty
    told = shares(cues_of(letter, duty), weights)
    best = max(WEIGHED, key=lambda mode: (told.get(mode, 0.0), mode))
    if best is Mode.CONDITIONAL and ";" in duty.quote:
        return duty  # "Đo mức phát xạ; nếu vượt ngưỡng thì được quyền ...": the case of another part
    if best is duty.mode or told.get(best, 0.0) < CLEARLY * told.get(duty.mode, 0.0):
        return duty
    return replace(duty, mode=best)


@cache
def _weights() -> Weights:
    """The weights of cues by mode, of those modes that are weighed against each other."""
    told: dict[str, dict[str, float]] = json.loads(Path(__file__).with_name("modes.json").read_text(encoding="utf-8"))
    return {mode: told[mode] for mode in WEIGHED}
