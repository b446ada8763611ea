"""Duties on their way, turned into the values of a letter."""

from thongsuot.engines.letter._draft import Draft
from thongsuot.engines.letter._letter import Deadline, Obligation
from thongsuot.engines.letter._parts import Paragraph
from thongsuot.engines.letter._source import Source


def obligation_of(source: Source, draft: Draft) -> Obligation:
    """The duty in code points of the text, its quotation cut from it."""
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
        score=draft.score,
        paragraph=draft.paragraph,
        trigger=draft.trigger,
        coordinate_with=draft.coordinate_with,
        to=draft.to,
        umbrella=draft.umbrella,
    )


def deadlines_in(drafts: list[Draft]) -> tuple[Deadline, ...]:
    """Every time limit of the duties, each moment once, in the order of the text."""
    found = {limit: None for draft in drafts for _, limit in draft.limits}
    return tuple(found)


def paragraphs_of(source: Source, drafts: list[Draft]) -> tuple[Paragraph, ...]:
    """The blocks that carry duties, in code points of the text."""
    blocks = {draft.paragraph: draft.block for draft in drafts}
    found = []
    for number, (a, b) in blocks.items():
        start, end = source.span(a, b)
        found.append(Paragraph(number, start, start + len(source.text[start:end].rstrip())))
    return tuple(found)
