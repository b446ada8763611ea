"""Know the lines that order nothing themselves: headings, introductions, contents of a report."""

import re

from thongsuot.engines.letter._blocks import Block
from thongsuot.engines.letter._markers import Marker
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._state import State

_AIMS = re.compile(
    r"(?:muc dich|yeu cau$|muc tieu|quan diem|muc dich, yeu cau|ket qua|tinh hinh|danh gia|thuc trang|"
    r"can cu|thanh phan|thoi gian|dia diem|noi dung hop|noi dung bao cao|de cuong)"
)
_TASKS = re.compile(
    r"(?:noi dung|nhiem vu|to chuc thuc|phan cong|giai phap|bien phap|trach nhiem|ke hoach thuc hien|cong viec)"
)
_FIGURES = re.compile(
    r"(?:noi dung bao cao|bao cao (?:gom|neu ro|cac noi dung)|bao cao.{0,80}(?:noi dung|gom|theo de cuong|"
    r"theo mau).{0,40}|thong tin (?:sau|gom)|gom(?: cac noi dung)?(?: sau)?|thanh phan.{0,30}|"
    r"thoi gian.{0,20}|noi dung cuoc hop.{0,20}|noi dung tin nhan.{0,40}|ket qua.{0,40}|so may|"
    r"dau moi.{0,40})\s*:$"
)


def is_heading(source: Source, block: Block, plain: str, state: State, *, nested: bool) -> bool:
    """Headings and sentences that only introduce a list; they set whether orders follow."""
    bare = plain.rstrip(" :.;")
    if source.shouts(block.start, block.end) or (
        block.marker in (Marker.ROMAN, Marker.NUMBER) and nested and len(bare.split()) <= 6
    ):
        if _AIMS.match(bare) and not _TASKS.search(bare):
            state.mute = block.depth
            return True
        if _TASKS.search(bare):
            state.commanded = True
            return True
        if source.shouts(block.start, block.end):
            return True
    if plain.endswith(":") and _FIGURES.search(plain):
        if nested:
            state.mute = block.depth
        return _only_names(plain)
    return False


def is_bare_heading(plain: str, block: Block, *, nested: bool) -> bool:
    """A numbered line without a mark at its end, a list below it."""
    return (
        nested
        and block.marker in (Marker.ROMAN, Marker.NUMBER, Marker.SUBNUMBER, Marker.LETTER)
        and plain[-1:] not in ".;:/"
        and len(plain.split()) <= 15
    )


def _only_names(plain: str) -> bool:
    return re.match(r"(?:noi dung|thanh phan|thoi gian|dia diem|thong tin|ket qua|dau moi)", plain) is not None
