"""A deadline that is moved: "đồng ý lùi thời hạn nộp ... sang hết ngày ...", "thời hạn ... được lùi đến ..."."""

import re

from thongsuot.engines.letter._opening import Opening
from thongsuot.engines.letter._tokens import Class, Token
from thongsuot.engines.letter._words import Word

MOVED = "gia han"
_MOVES = r"(?:lui|gia han|keo dai|dieu chinh|thay doi|doi|chuyen|rut ngan|gian)"
_TERM = r"(?:thoi han|thoi gian|thoi diem|han|moc thoi gian)"
_NEW = r"(?:den|sang|toi|thanh|la|xuong)(?: het)?(?: truoc)? (?:\w+ ){0,5}?(?:ngay|thang|quy|\d)"
_MOVED = re.compile(
    rf"\b(?P<verb>{_MOVES}) (?:them )?(?:cac |moc )?{_TERM}\b.{{0,160}}?\b{_NEW}|"
    rf"\b(?P<noun>{_TERM}) .{{0,200}}?\b(?:duoc|nay) {_MOVES} .{{0,30}}?{_NEW}|"
    rf"\bgia han (?:nop|bao cao|gui|thuc hien|hoan thanh) .{{0,120}}?\b{_NEW}"
)
_ASKED = re.compile(r"(?:de nghi|xin|viec|kien nghi|de xuat|yeu cau|khong|chua|da|van ban|neu)(?: duoc| cho| phep)*$")


_LENGTHENED = re.compile(
    r"\bgia han (?:them |thoi han )?(?:den|toi|sang|cho)\b.{0,60}? (?:doi voi|cho) (?:cac )?viec (?=\w)"
)


def moved_at(words: list[Word], i: int, stop: int) -> Opening | None:
    """The order that a deadline given before is now another; none where somebody only asks for it."""
    stop = next((k for k in range(i + 1, stop) if words[k].cut == ";"), stop)
    plain = " ".join(word.plain for word in words[i:stop])
    if (longer := _LENGTHENED.search(plain)) and not _ASKED.search(plain[: longer.start()].rstrip()):
        first = i + plain[: longer.end()].count(" ")
        return Opening(i, first, Token(first, 1, Class.STRONG, MOVED), performative=True)
    match = _MOVED.search(plain)
    if match is None or _ASKED.search(plain[: match.start()].rstrip()):
        return None
    first = i + plain[: match.start()].count(" ")
    return Opening(i, first, Token(first, 1, Class.STRONG, MOVED), performative=True)
