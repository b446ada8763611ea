"""Time limits of sentences in which no duty was recognised: "Hạn cuối: 15/3", "... xong trước ngày 20/3"."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from thongsuot.engines.letter._draft import SILENT, Context, Draft
from thongsuot.engines.letter._letter import Deadline
from thongsuot.engines.letter._moment import Moment
from thongsuot.engines.letter._moments import in_ground, moments_of
from thongsuot.engines.letter._recurrences import recurrence_of
from thongsuot.engines.letter._schedules import scheduled
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._terms import Relation

_END = re.compile(r"(?:[.;](?=\s)|\n\s*\n|\n(?=\s*(?:[-+*•]|\d{1,2}(?:\.\d)*[.)]|[a-z]\))\s))")
_LIMIT = re.compile(
    r"(?:truoc|xong|cham|muon|tre|han|thoi\s+han|den\s+het|toi\s+het|cho\s+(?:den|toi)\s+het|het|khong\s+(?:qua|muon|"
    r"cham|tre)|sang\s+(?:het\s+)?ngay|trong\s+(?:vong|thoi\s+(?:han|gian)|(?:cac\s+)?ngay|thang|quy|tuan|\d+|hai|ba|nam)|sau\s+\d+|"
    r"den\s+ngay)(?!\w)"
)
_OFTEN = re.compile(
    r"(?<!\w)(?:hang|moi|tung|cu|dinh\s+ky|lan|luot|cuoi|dau|ngay|thu|truoc|cham|muon|trong|luc|vao|thang)(?!\w)|lan\b"
)
_ORDERS = re.compile(
    r"(?<!\w)(?:yeu cau|de nghi|giao|nhu sau|dieu 1|quyet dinh|chuc thuc hien|phan cong|nghiem cam|luu y|"
    r"kinh de)(?!\w)"
)
_TELLS = re.compile(
    r"(?<!\w)(?:da|vua|dang|bi|duoc biet|(?<!khi )(?<!sau khi )nhan duoc|du bao|dien bien|tinh hinh|"
    r"theo (?:ban tin|tin|thong tin|ket qua|"
    r"dai|bao cao)|ke tu khi|xay ra|ghi nhan|ton tai|han che|nam qua|vua qua|thoi gian qua|hien nay|hien|"
    r"trung binh|"
    r"co hieu luc|het hieu luc|hieu luc|tai (?:cong van|van ban|thong bao|chi thi|quyet dinh)|dien ra|khai mac|be mac|"
    r"lich su|ty le|dat|se|mo cua|cho rang|du kien)(?!\w)"
)
_MEANT = {
    "da": "đã", "bi": "bị", "dang": "đang", "dat": "đạt", "ghi nhan": "ghi nhận", "vua": "vừa", "hien": "hiện",
    "se": "sẽ",
}  # fmt: skip
_GOES_ON = re.compile(
    r"(?:,|(?<!\w)va)\s+(?:gui|nop|bao cao|hoan thanh|thuc hien|to chuc|tra|lap|trinh|cap nhat|tong hop|ra soat|"
    r"thong bao|xong|khac phuc|xu ly|kiem tra|phai)(?!\w)"
)
_OWN = re.compile(r"(?<!\w)(?:so|cuc|bo|tong cong ty|ubnd|uy ban|chi nhanh|van phong)(?:\s+\w+){0,8}\s+se(?!\w)")
_RUNS = re.compile(r"(?:cho\s+)?den\s")
_SINCE = re.compile(r"(?<!\w)tu\s+(?:nay|ngay|\d|thang)[^;.]{0,50}\Z")
_LATER = re.compile(r"\s*,?\s*(?:[\w/]+\s+){0,8}?(?:se|da)\s")
_DURATION = re.compile(
    r"(?<!\w)(?:luu|giu|bao hanh|bao quan|cach ly|hoat dong|co gia tri|phat song|chieu)(?:\s+\w+){0,6}\s*\Z"
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A limit with its offset."""

    at: int
    limit: Deadline


def stated_limits(
    source: Source, stretches: list[tuple[int, int]], drafts: list[Draft], own: list[tuple[int, int]], context: Context
) -> list[Stated]:
    """The limits that the ordering part of a letter states outside its duties."""
    if context.doc_type in SILENT or context.answers:
        return []
    taken = sorted([(draft.start, draft.end) for draft in drafts] + own)
    starts = [start for start, _ in taken]
    known = {limit.text for draft in drafts for _, limit in draft.limits}
    found: list[Stated] = []
    for begin, stop in stretches:
        opened = _ORDERS.search(source.plain, begin, stop)
        first = min([opened.start() if opened else stop, *(start for start in starts if start >= begin)])
        for start, end in _sentences(source.plain, begin, stop):
            if end <= first:
                continue
            found.extend(
                row
                for row in _limits(source, start, end, context)
                if not _inside(taken, starts, row.at) and row.limit.text not in known
            )
    known_days = {limit.at for draft in drafts for _, limit in draft.limits}
    rows = scheduled(source, stretches[0][1], len(source.plain), context)
    return found + [Stated(at, limit) for at, limit in rows if limit.at not in known_days]


def _sentences(plain: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    for mark in _END.finditer(plain, start, stop):
        yield start, mark.end()
        start = mark.end()
    yield start, stop


def _inside(taken: list[tuple[int, int]], starts: list[int], at: int) -> bool:
    index = bisect_right(starts, at)
    return any(start <= at < end for start, end in taken[max(0, index - 3) : index])


def _limits(source: Source, start: int, end: int, context: Context) -> Iterator[Stated]:
    if _OWN.search(source.plain, start, end):
        return
    rule = recurrence_of(source, start, end) if _OFTEN.search(source.plain, start, end) else None
    moments = moments_of(source, start, end, context.written)
    if (
        rule
        and not _told(source, start, rule.start)
        and not source.plain[start : rule.start].strip().startswith("sau do")
    ):
        words = source.value(rule.start, rule.end).rstrip(" ,")
        yield Stated(rule.start, Deadline(None, rule.relation, words, rule.rule))
    for moment in moments:
        if rule and moment.start < rule.end and moment.end > rule.start:
            continue
        if _binds(source, start, moment, context):
            yield Stated(moment.start, moment.deadline(source))


def _binds(source: Source, start: int, moment: Moment, context: Context) -> bool:
    """Whether a moment is a limit by its own words, lies ahead, and is told of no event."""
    plain = source.plain
    if moment.relation is Relation.FROM or not _LIMIT.match(plain, moment.start):
        return False
    if moment.at and context.written and moment.at.date() < context.written:
        return False
    if _DURATION.search(plain, max(start, moment.start - 60), moment.start):
        return False
    if _RUNS.match(plain, moment.start) and _SINCE.search(plain, max(start, moment.start - 60), moment.start):
        return False
    if _LATER.match(plain, moment.end):
        return False
    return not _told(source, start, moment.start) and not in_ground(source, start, moment.end, moment)


_TOLD = 800  # characters before a limit in which a sentence may say that it tells


def _told(source: Source, start: int, at: int) -> bool:
    """Whether the words before tell what is or was, and no order goes on behind them."""
    for found in _TELLS.finditer(source.plain, max(start, at - _TOLD), at):
        meant = _MEANT.get(found.group())
        if meant is None or source.value(*found.span()).lower() == meant:
            return meant != "đã" or _GOES_ON.search(source.plain, found.end(), at) is None
    return False
