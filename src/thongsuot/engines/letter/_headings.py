"""Know the lines that order nothing themselves: headings, introductions, contents of a report."""

import re

from thongsuot.engines.letter._blocks import Block
from thongsuot.engines.letter._intros import ends_generic
from thongsuot.engines.letter._markers import Marker
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._state import State

_AIMS = re.compile(
    r"(?:ve |mot so )?(?:muc dich|yeu cau$|muc tieu|quan diem|muc dich, yeu cau|ket qua|tinh hinh|danh gia|"
    r"thuc trang|"
    r"can cu|thanh phan|thoi gian|dia diem|noi dung hop|noi dung bao cao|de cuong|chi tieu|nguyen tac|pham vi|"
    r"doi tuong|"
    r"do tuoi|lich |phuong thuc|tieu chuan|dieu kien|dinh nghia|co cau|muc chi|muc thu|lo trinh$|hien trang|danh muc|"
    r"kinh phi|giai thich|quy mo|ton tai|nguyen nhan|bai hoc|dac diem|boi canh|du bao|dien bien|hieu luc|khai niem)"
)
_TASKS = re.compile(
    r"(?:noi dung|nhiem vu|to chuc thuc|phan cong|giai phap|bien phap|trach nhiem|ke hoach thuc hien|cong viec)"
)
_OWNED = re.compile(
    r"co (?:trach nhiem|nhiem vu)$|(?:trach nhiem|nhiem vu|phan viec|cong viec)(?: cu the)? (?:cua|doi voi) "
)
_FIGURES = re.compile(
    r"(?:noi dung bao cao|bao cao (?:gom|neu ro|cac noi dung)|bao cao.{0,80}(?:noi dung|gom|theo de cuong|"
    r"theo mau).{0,40}|thong tin (?:sau|gom)|gom(?: cac noi dung)?(?: sau)?|thanh phan.{0,30}|"
    r"(?<!chinh )(?<!doi )(?<!dinh )thoi gian.{0,20}|noi dung cuoc hop.{0,20}|noi dung tin nhan.{0,40}|"
    r"ket qua.{0,40}|so may|"
    r"dau moi.{0,40}|(?:theo|qua) (?:cac |hai |mot trong )?(?:so|dau moi|dia chi).{0,40})\s*:$"
)
_ASKS = re.compile(r"(?:de nghi|yeu cau)(?: (?:cac|quy|nhung|toan) [^.;:]{0,80})?\s*:$")


def is_heading(source: Source, block: Block, plain: str, state: State, *, nested: bool, alone: bool = False) -> bool:
    """Headings and sentences that only introduce a list; "
    "they set whether orders follow; `alone` before a paragraph."""
    bare = plain.rstrip(" :.;")
    short = block.marker in (Marker.ROMAN, Marker.NUMBER) and len(bare.split()) <= 6
    if source.shouts(block.start, block.end) or (short and (nested or (alone and bare == plain))):
        told = bare.startswith("doi tuong") or not _TASKS.search(bare)
        if _AIMS.match(bare) and told and not (bare == "yeu cau" and _alone(source, block)):
            state.mute, state.fresh = block.depth, True
            return True
        if _TASKS.search(bare):
            state.commanded = True
            return _OWNED.search(bare) is None
        if source.shouts(block.start, block.end):
            return True
    if plain.endswith(":") and _FIGURES.search(plain) and not _ASKS.search(plain):
        if nested:
            state.mute = block.depth
        return _only_names(plain)
    return False


def is_bare_heading(plain: str, block: Block, *, nested: bool, alone: bool = False) -> bool:
    """A numbered line without a mark at its end, or of a few words and a colon, a list below it."""
    if block.marker is Marker.ARTICLE and nested and plain[-1:] not in ".;:/,":
        return len(plain.split()) <= 20
    long = 15 if plain[-1:] not in ".;:/" else 4 if plain.endswith(":") and not ends_generic(plain) else 0
    return (
        (nested or (alone and plain[-1:] != ":" and len(plain.split()) < 10))
        and block.marker in (Marker.ROMAN, Marker.NUMBER, Marker.SUBNUMBER, Marker.LETTER)
        and len(plain.split()) <= long
    )


def _alone(source: Source, block: Block) -> bool:
    """Whether what is required stands apart from what is aimed at, and so is ordered."""
    return "muc dich" not in source.plain[max(0, block.start - 900) : block.start]


def _only_names(plain: str) -> bool:
    return re.match(r"(?:noi dung|thanh phan|thoi gian|dia diem|thong tin|ket qua|dau moi)", plain) is not None
