"""Who wrote the letter: the left column of its head, or the office that commands in its body."""

import re

from thongsuot.engines.letter._fold import fold, listed
from thongsuot.engines.letter._frame import Frame
from thongsuot.engines.letter._left_column import pieces_of
from thongsuot.engines.letter._lexicon import match, phrases, table
from thongsuot.engines.letter._names import calm, spelled_out
from thongsuot.engines.letter._parts import Issuer
from thongsuot.engines.letter._senders import commanding_office, wiring_office
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._words import words_of

_POST = listed(
    "thu tuong; chu tich; bo truong; giam doc; tong giam doc; cuc truong; tong cuc truong; truong ban; thu truong; "
    "pho chu tich; chanh van phong; hieu truong; truong phong; vien truong; chi cuc truong"
)
_KIND_ALONE = re.compile(
    r"(?:tong cong ty|tap doan|ngan hang|cong ty)(?: (?:tnhh|co phan|trach nhiem huu han|mtv|mot thanh vien|"
    r"thuong mai co phan|tmcp|nha nuoc|hai thanh vien tro len))*|ctcp|uy ban nhan dan|hoi dong nhan dan|truong|"
    r"hoc vien|"
    r"truong (?:dai hoc|cao dang|thpt|thcs|tieu hoc|trung hoc pho thong|mam non)|benh vien|ban chap hanh"
)
_LEFT_OUT = re.compile(r"\s+(?:hoa toc|thuong khan|khan|toi mat|tuyet mat|mat)(?: hen gio)?$")
_OVER = re.compile(r"(?:ubnd|uy ban nhan dan|bo|tong cuc|tap doan|tong cong ty|tinh uy|thanh uy)\s")
_BRAND = re.compile(rf"(?:{'|'.join(re.escape(name) for name in table('offices')['brands'].split('; '))})\s")
_STACKED = re.compile(
    r"(?P<over>(?:UBND|ỦY BAN|UỶ BAN|BỘ|TỈNH [UỦ][YỶ]|THÀNH [UỦ][YỶ]|TỔNG CỤC|TỔNG CÔNG TY|"
    r"TẬP ĐOÀN)\s.+?)(?:\s[-–])?\s"
    r"(?P<own>(?:SỞ|CỤC|BAN(?! NHÂN| CHẤP)|CHI CỤC|TRUNG TÂM|PHÒNG(?!,| CHỐNG| CHÁY)|THANH TRA|CHI NHÁNH|TRƯỜNG)\s.+|"
    r"VĂN PHÒNG(?:\s.+)?)|"
    r"(?P<over_>SỞ\s[^–-]+?)\s[-–]\s(?P<own_>(?:TRUNG TÂM|BỆNH VIỆN|CHI CỤC|TRƯỜNG|THANH TRA|BAN QUẢN LÝ)\s.+)"
)


def issuer_of(source: Source, frame: Frame, number_at: int) -> Issuer:
    """The issuing body and the body above it; nothing where the letter does not tell."""
    offices = _offices(source, pieces_of(source, frame, number_at))
    if len(offices) == 1 and number_at >= 0 and not _OVER.match(fold(offices[0])):
        offices = [*_strayed(source, frame, number_at), *offices]
    if offices:
        over = calm(source, offices[-2]) if len(offices) > 1 else None
        return Issuer(spelled_out(source, _calm(source, offices[-1]), over), over)
    wired = wiring_office(source, frame)
    if wired:
        return Issuer(wired, None)
    return commanding_office(source, frame)


def _calm(source: Source, name: str) -> str:
    """A post and its office are spelled each on its own."""
    post = next((post for post in sorted(_POST, key=len, reverse=True) if fold(name).startswith(f"{post} ")), None)
    words = name.split()
    count = len(post.split()) if post else 0
    if not count:
        return calm(source, name)
    return f"{' '.join(words[:count]).capitalize()} {calm(source, ' '.join(words[count:]))}"


def _strayed(source: Source, frame: Frame, number_at: int) -> list[str]:
    """The body above an office, where its line slipped under the number."""
    below = _offices(source, pieces_of(source, frame, -1, number_at))
    return [office for office in below if _OVER.match(fold(office))][:1]


def _offices(source: Source, pieces: list[tuple[int, int]]) -> list[str]:
    heads = phrases("offices", "heads")
    offices: list[str] = []
    for start, end in pieces:
        words = words_of(source, start, end)
        text = _unstamped(_loud_words(source.value(start, end).strip(" *_-–")))
        if not words or not text or text[0] in "/\\":
            continue
        if offices and (fold(offices[-1]) in _POST or _KIND_ALONE.fullmatch(fold(offices[-1]))):
            offices[-1] = f"{offices[-1]} {text}"
        elif match(words, 0, heads) or _BRAND.match(fold(text)):
            offices.extend(_stacked(text))
        elif offices:
            offices[-1] = f"{offices[-1]} {text}"
    return offices


def _stacked(text: str) -> list[str]:
    """A parent and its office that stand on one line."""
    second = _STACKED.fullmatch(text)
    if second is None:
        return [text]
    return [second["over"] or second["over_"], second["own"] or second["own_"]]


def _unstamped(text: str) -> str:
    """The words without a stamp of urgency or secrecy that slipped behind them."""
    stamp = _LEFT_OUT.search(fold(text))
    return " ".join(text.split()[: len(fold(text)[: stamp.start()].split())]) if stamp else text


def _loud_words(text: str) -> str:
    """A piece in capitals, or the words in capitals that begin it, where the other column ran into it."""
    if _loud(text):
        return text
    kept: list[str] = []
    for word in text.split(" "):
        if not word.isupper() or not word.isalpha():
            break
        kept.append(word)
    return " ".join(kept) if len(kept) > 1 else ""


def _loud(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 1 and sum(c.isupper() for c in letters) >= 0.8 * len(letters)
