"""The words of many reports beside each other: by paragraph, sentences that say the same together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from thongsuot.engines.similarity import Group, Said, group, sentences
from thongsuot.files import queries as files
from thongsuot.ledger.queries import topic
from thongsuot.reports.models import Snapshot, Wording

PARTS = ("difficulties", "proposals")
MISSING = "missing"  # the place, and the key, under which a person words who has not reported


@dataclass(frozen=True)
class Place:
    """One part of the report: a paragraph of the letter, the difficulties or the proposals."""

    name: str
    quote: str
    reports: int  # how many have words there
    decided: int


@dataclass(frozen=True)
class Piece:
    """Sentences that say the same, what was decided about them, and whether that was for an earlier paper."""

    group: Group
    wording: Wording | None
    inherited: bool
    names: tuple[str, ...]
    typed: tuple[str, str] | None = None  # verdict and words that were refused, to be shown again

    @property
    def version(self) -> int:
        """Return the version that an editor of this paper has seen; none was written yet where it is 0."""
        return self.wording.version if self.wording is not None and not self.inherited else 0

    @property
    def words(self) -> str:
        """Return the words that stand in the paper, or would."""
        if self.typed is not None:
            return self.typed[1]
        return self.wording.words if self.wording is not None and self.wording.words else self.group.text

    @property
    def verdict(self) -> str:
        """Return what was decided, or nothing."""
        if self.typed is not None:
            return self.typed[0]
        return self.wording.verdict if self.wording is not None else ""


def said_at(content: dict[str, Any], place: str) -> Iterator[Said]:
    """Yield every sentence that the organisations of a snapshot say at a place."""
    for row in content["organisations"]:
        words = row[place] if place in PARTS else row["narrative"].get(place, "")
        yield from (Said(row["code"], sentence.text) for sentence in sentences(words))


def place_names(content: dict[str, Any]) -> list[str]:
    """Return the places at which somebody says something, in the order of the report."""
    numbers = {number for row in content["organisations"] for number, words in row["narrative"].items() if words}
    return [*sorted(numbers, key=int), *(part for part in PARTS if any(row[part] for row in content["organisations"]))]


def places_to_merge(snapshot: Snapshot) -> list[Place]:
    """Return the parts of the report with how many organisations speak there and how much is decided."""
    texts = {str(p["number"]): p["text"].strip() for p in snapshot.content["paragraphs"]}
    decided = Counter(place for place, _key in wordings(snapshot))
    rows = snapshot.content["organisations"]
    return [
        Place(
            name,
            texts.get(name, ""),
            sum(bool(row[name] if name in PARTS else row["narrative"].get(name)) for row in rows),
            decided[name],
        )
        for name in place_names(snapshot.content)
    ]


def wordings(snapshot: Snapshot) -> dict[tuple[str, str], Wording]:
    """Return what was decided for this paper, and for those before it where nothing newer was."""
    rows = Wording.objects.filter(
        snapshot__directive=snapshot.directive_id,
        snapshot__deadline_at=snapshot.deadline_at,
        snapshot__sequence__lte=snapshot.sequence,
    )
    return {(row.place, row.key): row for row in rows.order_by("snapshot__sequence", "id")}


def pieces(snapshot: Snapshot, place: str, decided: dict[tuple[str, str], Wording]) -> list[Piece]:
    """Return the sentences of a place in the order in which they first come up."""
    names = {row["code"]: row["name"] for row in snapshot.content["organisations"]}
    return [
        _piece(one, decided.get((place, one.key)), names, snapshot)
        for one in group(list(said_at(snapshot.content, place)))
    ]


def _piece(one: Group, wording: Wording | None, names: dict[str, str], snapshot: Snapshot) -> Piece:
    inherited = wording is not None and wording.snapshot_id != snapshot.pk
    return Piece(one, wording, inherited, tuple(names[code] for code in one.sources))


@dataclass(frozen=True)
class Kept:
    """Words that go into the paper, with the names of those who said so."""

    words: str
    names: tuple[str, ...]


Merged = dict[str, tuple[Kept, ...]]


def merged(snapshot: Snapshot) -> Merged:
    """Return the words chosen for the papers, place by place; a place of which nothing was decided is left out."""
    decided = wordings(snapshot)
    told: Merged = {}
    for place in {place for place, _key in decided} - {MISSING}:
        rows = [piece for piece in pieces(snapshot, place, decided) if piece.wording is not None]
        told[place] = tuple(Kept(piece.words, piece.names) for piece in rows if piece.verdict != Wording.Verdict.LEAVE)
    own = decided.get((MISSING, MISSING))
    return told | ({MISSING: (Kept(own.words, ()),)} if own is not None and own.words else {})


def last_edition(snapshot: Snapshot) -> int:
    """Return the number of the newest edition of the papers that was ordered, drawn or not."""
    return max((run.argument.get("edition", 0) for run in files.about(topic(snapshot))), default=0)
