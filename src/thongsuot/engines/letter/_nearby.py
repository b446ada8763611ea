"""Propose the kind of a duty, seen beside its neighbours."""

from dataclasses import replace

from thongsuot.engines.letter._clause import Clause, is_verb_of
from thongsuot.engines.letter._draft import Draft
from thongsuot.engines.letter._kinds import kind_of, prepares, weights
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._words import Word


def kind_beside(
    source: Source, words: list[Word], draft: Draft, clause: Clause, after: Clause | None, near: str
) -> Draft:
    """The duty with its kind, that of its neighbour where its own words say too little."""
    if draft.umbrella:
        return replace(draft, kind="RECEIPT")
    plain = " ".join(source.plain[draft.start : draft.end].split())
    kind = kind_of(plain)
    if kind == "OTHER" and prepares(plain) and after is not None:
        kind = kind_of(" ".join(source.plain[words[after.first].start : words[after.last - 1].end].split()))
    if clause.governed and near and weights(plain).get(kind, 0) < 8:
        kind = near
    if (
        near == "DUTY_ROSTER"
        and kind == "PRIORITY_RESTORATION"
        and not is_verb_of("forbid", clause.opening.verb if clause.opening else None)
    ):
        kind = near
    return replace(draft, kind=kind)
