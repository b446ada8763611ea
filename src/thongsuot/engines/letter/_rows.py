"""The duties in the rows of a table: the task is the duty, the other cells say who and when."""

import re
from dataclasses import replace

from thongsuot.engines.letter._bound import Bound, bound
from thongsuot.engines.letter._clause import Clause, Cut
from thongsuot.engines.letter._clauses import Reader
from thongsuot.engines.letter._draft import Context, Draft
from thongsuot.engines.letter._duty import drafted
from thongsuot.engines.letter._letter import Deadline
from thongsuot.engines.letter._limits import limited
from thongsuot.engines.letter._moments import moments_of
from thongsuot.engines.letter._opening import Opening
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._tables import Row
from thongsuot.engines.letter._terms import Mode, Relation
from thongsuot.engines.letter._words import words_of


def row_drafts(source: Source, row: Row, whole: Bound, context: Context) -> list[Draft]:
    """The duties of one row."""
    words = words_of(source, *row.task)
    who = bound(source, *row.who, whole) if row.who else whole
    clauses = [clause for clause in Reader(source, words, commanded=True, listed=True).read() if not clause.closed]
    if not clauses or (clauses[0].opening and clauses[0].opening.party):
        last = clauses[0].last if clauses else len(words)
        clauses[:1] = [Clause(0, last, Cut.SENTENCE, Opening(0, 0, None), governed=True)]
    drafts = drafted(source, words, clauses, who, whole, context)
    if row.when is None:
        return drafts
    return [_until(source, draft, *row.when, context) for draft in drafts]


def _until(source: Source, draft: Draft, start: int, end: int, context: Context) -> Draft:
    """The duty with the limit that a cell of its row names, in whatever words."""
    told = limited(source, draft, start, end, context)
    if told.limits != draft.limits or draft.deadline:
        return told
    words = re.sub(r"^(?:trong|xong|hoàn thành)\s+", "", source.value(start, end), flags=re.IGNORECASE)
    named = [
        moment
        for lead in ("xong trong", "đến hết ngày", "đến hết", "vào")
        for said in (Source(f"{lead} {words}"),)
        for moment in moments_of(said, 0, len(said.plain), context.written)
        if not moment.impossible
    ]
    if not named:
        return told
    limit = Deadline(named[0].at, Relation.UNTIL, source.value(start, end))
    mode = Mode.ONE_OFF if draft.mode is Mode.STANDING else draft.mode
    return replace(told, mode=mode, deadline=limit, limits=(*told.limits, (start, limit)))
