"""Who wrote the letter: the left column of its head, or the office that commands in its body."""

import re

from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._frame import DIEN, Frame
from thongsuot.engines.letter._letter import Issuer
from thongsuot.engines.letter._lexicon import match, phrases, table
from thongsuot.engines.letter._names import calm
from thongsuot.engines.letter._source import Source, squeeze
from thongsuot.engines.letter._words import words_of

_MOTTO = re.compile(
    r"cong\s*hoa\s*xa\s*hoi\s*chu\s*nghia\s*viet\s*nam|"
    r"doc\s*lap\s*[-\u2010-\u2015]?\s*tu\s*do\s*[-\u2010-\u2015]?\s*hanh\s*phuc|dang cong san viet nam"
)
_PIECE = re.compile(r"[^\n\t|]+?(?=\s{3,}|\n|\t|\||$)")
_STOP = re.compile(
    r"(?:so\s*[:.]|so\s+\d|v/v|v/viec|ve viec|kinh\s*gui|[^\n]{0,30}ngay\s*\d|hoa toc|thuong khan|khan$|mat$|toi mat)"
)
_STAMP = re.compile(
    r"(?:nguoi ky|ky boi|ky so|email|co quan\s*:|thoi gian|ngay ky|chu ky|digitally|signature|xac thuc)"
)
_COMMANDS = re.compile(
    r"\s*(?:\([^)]{1,60}\)\s*)?(?:tran trong |kinh |da |co )?(?:yeu cau|de nghi|chi dao|thong bao|de nghi|"
    r"giao nhiem vu|huong dan|co y kien)\b(?! cua| tai)"
)
_OFFICE = re.compile(
    r"(?<!\w)(?:so|bo|uy ban|ubnd|cuc|chi cuc|van phong|ban chi huy|ban chi dao|ban quan ly|"
    r"cong an|phong|tong cong ty|cong ty|tap doan|trung tam)\s(?:[^\W\d][\w&-]*+[ \n\r\t,]*+){1,16}?"
    r"(?=\s*(?:\([^)]{1,60}\)\s*)?(?:tran trong |kinh )?(?:yeu cau|de nghi|thong bao|huong dan|co y kien|"
    r"nhan duoc|kinh moi|trien khai))"
)
_PROVINCE = re.compile(r"(?<!\w)(?:tinh|thanh pho)\s")


def issuer_of(source: Source, frame: Frame, number_at: int) -> Issuer:
    """The issuing body and the body above it; nothing where the letter does not tell."""
    pieces = _pieces(source, frame, number_at)
    offices = _offices(source, pieces)
    if offices:
        return Issuer(calm(source, offices[-1]), calm(source, offices[-2]) if len(offices) > 1 else None)
    wired = _wired(source, frame)
    if wired:
        return Issuer(wired, None)
    return _commanding(source, frame)


def _pieces(source: Source, frame: Frame, number_at: int) -> list[tuple[int, int]]:
    plain = source.plain
    masked = _MOTTO.sub(
        lambda m: "\n" + " " * (len(m.group()) - 2) + "\n",
        plain[: frame.head if number_at < 0 else min(number_at, frame.head)],
    )
    found = []
    for piece in _PIECE.finditer(masked):
        words = piece.group().strip()
        start = piece.start() + len(piece.group()) - len(piece.group().lstrip())
        if _STAMP.match(words):
            continue
        stop = _STOP.search(words)
        if stop and stop.start() == 0:
            continue
        if words.strip("-_* "):
            found.append((start, start + len(words)))
    return found


def _offices(source: Source, pieces: list[tuple[int, int]]) -> list[str]:
    heads = phrases("offices", "heads")
    offices: list[str] = []
    for start, end in pieces:
        words = words_of(source, start, end)
        text = source.value(start, end).strip(" *_-–")
        if not words or not _loud(text):
            continue
        if match(words, 0, heads):
            offices.extend(_stacked(text))
        elif offices:
            offices[-1] = f"{offices[-1]} {text}"
    return offices


def _stacked(text: str) -> list[str]:
    """A parent and its office that stand on one line."""
    second = re.match(r"(?P<over>(?:UBND|ỦY BAN|UỶ BAN|BỘ)\s.+?)\s(?P<own>(?:SỞ|CỤC|VĂN PHÒNG)\s.+)", text)
    return [second["over"], second["own"]] if second else [text]


def _loud(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 1 and sum(c.isupper() for c in letters) >= 0.8 * len(letters)


def _wired(source: Source, frame: Frame) -> str | None:
    """A telegram names its sender before "điện:"."""
    wired = DIEN.search(source.plain, 0, min(frame.tail, frame.head + 900))
    if wired is None:
        return None
    line = source.plain.rfind("\n", 0, wired.start()) + 1
    name = source.value(line, wired.start())
    return calm(source, name) if name else None


def _commanding(source: Source, frame: Frame) -> Issuer:
    for found in _OFFICE.finditer(source.plain, frame.head, frame.tail):
        name = _last_office(source, found.start(), found.end())
        if name:
            area = _PROVINCE.search(fold(name))
            over = name[area.start() :] if area and fold(name).startswith("so ") else None
            return Issuer(
                name[:1].upper() + name[1:], " ".join([*table("offices")["committee"], over]) if over else None
            )
    return Issuer()


def _last_office(source: Source, start: int, end: int) -> str | None:
    name = squeeze(
        source.value(start, end).split(",")[-1]
        if "," in source.value(start, end) and fold(source.value(start, end)).count(" so ")
        else source.value(start, end)
    )
    return name if name[:1].isupper() and len(name.split()) > 1 else None
