"""The time limits of a duty: the one that binds it, all that its words state, and what is odd about them."""

import re
from dataclasses import replace

from thongsuot.engines.letter._clause import Clause
from thongsuot.engines.letter._deadlines import deadline_of, limits_of, warnings_of
from thongsuot.engines.letter._draft import Context, Draft
from thongsuot.engines.letter._moments import moments_of
from thongsuot.engines.letter._recurrences import recurrence_of
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._terms import Mode, Relation
from thongsuot.engines.letter._words import Word

_LIMIT = re.compile(
    r"(?:moi|hang|trong) (?:ngay|tuan|thang|quy|ca) (?:\w+ ){0,3}(?:lan|luot)$|"
    r"(?:thoi han|thoi gian|han|thoi diem|hoan thanh|xong|tien do)\b(?: \w+){0,5}\s*(?::|truoc|cham nhat|trong|la|"
    r"den|tu)"
)


_ALONE = re.compile(
    r"[\s+*•-]*(?:\d{1,2}[.)]\s*)?(?:thoi\s+(?:han|gian|diem)|han|tien\s+do|hoan\s+thanh)(?:\s+(?:cuoi|chot|"
    r"hoan\s+thanh|thuc\s+hien|gui|nop|"
    r"bao\s+cao|trien\s+khai|xong))*(?:\s+\w+){0,6}?\s*(?::|la\b|truoc\b|cham\b|trong\b|den\b)"
)
_LONGEST = 160  # characters of a line that only states a limit


def stated_apart(source: Source, start: int, end: int, drafts: list[Draft], context: Context) -> list[Draft]:
    """A line of its own, "Thời hạn: trước ngày 15/3", gives the duties of the line before their limit."""
    if end - start > _LONGEST or not _ALONE.match(source.plain, start, end):
        return drafts
    return [draft if draft.deadline else limited(source, draft, start, end, context) for draft in drafts]


def only_ends(clause: Clause, words: list[Word]) -> bool:
    """ "Hoàn thành trước ngày ...": a time limit for what was said before."""
    verb = clause.opening.verb if clause.opening else None
    if verb is None or clause.governed or verb.plain != "hoan thanh" or verb.after >= len(words):
        return False
    if verb.first - clause.first > 3:
        return False
    return words[verb.after].plain in ("truoc", "cham", "trong", "xong", "muon")


def add_limit(
    source: Source, words: list[Word], clause: Clause, found: list[Draft], context: Context, *, sure: bool = False
) -> None:
    """Give a time limit that stands in a sentence of its own to the duty before it."""
    start, end = words[clause.first].start, words[clause.last - 1].end
    if not found or not (sure or _LIMIT.match(" ".join(source.plain[start:end].split()))):
        return
    found[-1] = limited(source, found[-1], start, end, context)


def limited(source: Source, last: Draft, start: int, end: int, context: Context) -> Draft:
    """The duty with the time limits that other words state for it."""
    moments = moments_of(source, start, end, context.written)
    recurrence = recurrence_of(source, start, end)
    first = next((m for m in moments if m.relation is not Relation.FROM), None)
    limit = deadline_of(source, first, recurrence, moments, start, end) if first or recurrence else None
    since = next((m.at.date() for m in moments if m.relation is Relation.FROM and m.at), None)
    limits = limits_of(source, moments, recurrence, limit, end)
    mode = (
        Mode.RECURRING
        if recurrence and last.mode in (Mode.STANDING, Mode.ONE_OFF)
        else Mode.ONE_OFF
        if limit and last.mode is Mode.STANDING and last.deadline is None
        else last.mode
    )
    return replace(
        last,
        mode=mode,
        deadline=last.deadline or limit,
        effective_from=last.effective_from or since,
        limits=last.limits + limits,
        warnings=last.warnings + warnings_of(source, moments, context, recurrence),
    )
