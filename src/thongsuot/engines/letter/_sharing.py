"""A time limit that a sentence states once for the duties it lists."""

import re
from dataclasses import replace

from thongsuot.engines.letter._clause import Clause, Cut
from thongsuot.engines.letter._draft import Draft
from thongsuot.engines.letter._letter import Deadline
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._terms import Mode, Relation

_JOINED = (Cut.COMMA, Cut.AND)
_NEVER = (Relation.FROM, Relation.ASAP)
_ENDS = re.compile(
    r",\s*(?:va\s+)?(?:phai\s+)?(?:(?:lam|thuc hien|lap dat)\s+)?(?:hoan thanh|hoan tat|xong)(?:\s+\w+){0,2}\s*\Z"
)
_ONLY = re.compile(
    r"(?:(?:phai|can)\s+)?(?:hoan thanh|hoan tat|ban hanh|phe duyet|trien khai|nghiem thu|ky|(?:\w+\s+){1,3}xong|"
    r"(?!bao cao|gui|nop|trinh|chuyen|hoan)\w+\s+\w+(?:\s+\(neu co\))?)\s*"
)
_REPORTS = re.compile(r"(?:bao cao|gui|nop|trinh|chuyen|in|dan|ban hanh|cong bo)(?!\w)")
_GATHERS = re.compile(
    r"(?:chu tri\W+)?(?:phoi hop[^,;.]{0,60}?\s)?(?:tong hop|thong ke|tap hop|lap|kiem ke|kiem dem|tham muu|"
    r"xay dung|du thao|soan|"
    r"dien|ke khai)(?!\w)"
)


class Chain:
    """The duties that commas and "và" join, and the limit that stands before them."""

    def __init__(self) -> None:
        self.first = 0
        self.front: Deadline | None = None

    def follow(self, clause: Clause, found: list[Draft]) -> None:
        """Go on to a clause; one that commas do not join begins anew."""
        if clause.cut not in _JOINED:
            self.first, self.front = len(found), None

    def led(self, draft: Draft) -> Draft:
        """ "Trước ngày 15/3, rà soát ..., lập ...": the limit in front binds every verb that has none of its own."""
        ahead = [limit for at, limit in draft.limits if 0 <= at < draft.start and limit.relation not in _NEVER]
        self.front = ahead[0] if ahead else self.front
        return draft if self.front is None else bound_by(draft, self.front)

    def close(self, source: Source, found: list[Draft], *, sure: bool = False) -> None:
        """ "Lắp đặt ..., tăng cường ..., xong trước ngày ...": the limit behind binds all that commas join."""
        last = found[-1]
        if last.deadline is None or last.deadline.recurrence or last.deadline.relation is Relation.ASAP:
            return
        at = next((at for at, limit in last.limits if limit == last.deadline), last.start)
        if sure or _ENDS.search(source.plain, last.start, at) or _ONLY.fullmatch(source.plain, last.start, at):
            found[self.first :] = [bound_by(draft, last.deadline) for draft in found[self.first :]]
        elif (
            len(found) - self.first > 1
            and _REPORTS.match(source.plain, last.start)
            and _GATHERS.match(source.plain, found[-2].start)
        ):
            soon = found[-2].deadline is not None and found[-2].deadline.relation is Relation.ASAP
            found[-2] = bound_by(replace(found[-2], deadline=None) if soon else found[-2], last.deadline)


def bound_by(draft: Draft, limit: Deadline) -> Draft:
    """The duty with a limit of its sentence; one that has its own, or that forbids, keeps what it has."""
    if draft.deadline or draft.mode is Mode.PROHIBITION or draft.umbrella:
        return draft
    mode = Mode.RECURRING if limit.recurrence else Mode.ONE_OFF
    return replace(draft, deadline=limit, mode=mode if draft.mode is Mode.STANDING else draft.mode)
