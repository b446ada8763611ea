"""Duties on their way, turned into the values of a letter."""

import re

from thongsuot.engines.letter._channels import channels_of
from thongsuot.engines.letter._draft import Context, Draft
from thongsuot.engines.letter._leaders import leaders_of
from thongsuot.engines.letter._letter import Deadline, Obligation
from thongsuot.engines.letter._parts import Paragraph
from thongsuot.engines.letter._required import required_of
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._stated import Stated

_STOP = re.compile(r"[.;](?=\s)|\n\s*\n")


def obligation_of(source: Source, draft: Draft, after: Draft | None, context: Context) -> Obligation:
    """The duty in code points of the text, its quotation cut from it; what its sentence tells ends at the next duty."""
    until = _sentence_end(source, draft)
    until = min(until, after.start) if after and after.start > draft.end else until
    told = draft.start, until
    required = required_of(source, *told, context)
    start, end = source.span(draft.start, draft.end)
    end = start + len(source.text[start:end].rstrip())
    return Obligation(
        quote=source.text[start:end],
        start=start,
        end=end,
        mode=draft.mode,
        obliged=draft.bound.obliged,
        obliged_names=draft.bound.names,
        kind=draft.kind,
        effective_from=draft.effective_from,
        deadline=draft.deadline,
        score=0.0,
        paragraph=draft.paragraph,
        trigger=draft.trigger,
        coordinate_with=draft.coordinate_with,
        to=draft.to,
        umbrella=draft.umbrella,
        led_by=leaders_of(source, draft.start, draft.end, draft.bound.names),
        channels=channels_of(source, draft.start, draft.end, until),
        form=required.form,
        cut_off=required.cut_off,
    )


def _sentence_end(source: Source, draft: Draft) -> int:
    """Where the words end that tell how a duty is to be done: with its sentence, if its quotation ends before."""
    stop = _STOP.search(source.plain, draft.end, max(draft.end, draft.block[1]))
    return stop.start() if stop else max(draft.end, draft.block[1])


def deadlines_in(drafts: list[Draft], apart: list[Stated]) -> tuple[Deadline, ...]:
    """Every time limit of the duties and of the sentences between them, each once, in the order of the text."""
    rows = [(draft.start, limit) for draft in drafts for _, limit in draft.limits]
    rows += [(row.at, row.limit) for row in apart]
    return tuple(dict.fromkeys(limit for _, limit in sorted(rows, key=lambda row: row[0])))


def paragraphs_of(source: Source, drafts: list[Draft]) -> tuple[Paragraph, ...]:
    """The blocks that carry duties, in code points of the text."""
    blocks = {draft.paragraph: draft.block for draft in drafts}
    found = []
    for number, (a, b) in blocks.items():
        start, end = source.span(a, b)
        found.append(Paragraph(number, start, start + len(source.text[start:end].rstrip())))
    return tuple(found)
