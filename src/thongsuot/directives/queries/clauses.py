"""Two letters side by side, duty by duty: what stayed, what changed, what is new and what is gone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from thongsuot.directives.models import Amendment, Directive, Obligation
from thongsuot.engines.vietnamese import fold

ALIKE = 0.6  # share of words in common from which two duties are proposed as one
Pair = tuple[Obligation, Obligation]
Piece = tuple[str, bool]  # words, and whether the other letter says something else


class Change(StrEnum):
    """What became of a duty."""

    SAME = "clause_same"
    WORDS = "clause_words"
    DEADLINE = "clause_deadline"
    NEW = "clause_new"
    GONE = "clause_gone"


@dataclass(frozen=True)
class Clause:
    """A duty of the earlier letter beside the one that stands for it in the later."""

    earlier: Obligation | None
    later: Obligation | None

    @property
    def changes(self) -> list[Change]:
        """Return what differs; one word where nothing does, or where one side is missing."""
        if self.earlier is None:
            return [Change.NEW]
        if self.later is None:
            return [Change.GONE]
        told = [Change.DEADLINE] if _limit(self.earlier) != _limit(self.later) else []
        if words_of(self.earlier) != words_of(self.later):
            told.append(Change.WORDS)
        return told or [Change.SAME]

    @property
    def sides(self) -> tuple[list[Piece], list[Piece]]:
        """Return both quotations in pieces, those that differ marked."""
        one = self.earlier.quote.split() if self.earlier is not None else []
        other = self.later.quote.split() if self.later is not None else []
        left: list[Piece] = []
        right: list[Piece] = []
        matcher = SequenceMatcher(None, [fold(w) for w in one], [fold(w) for w in other], autojunk=False)
        for tag, start, end, begin, stop in matcher.get_opcodes():
            left += [(" ".join(one[start:end]), tag != "equal")] if end > start else []
            right += [(" ".join(other[begin:stop]), tag != "equal")] if stop > begin else []
        return left, right


def clause_diff(earlier: Directive, later: Directive) -> list[Clause]:
    """Return both letters' duties side by side in the order of the later; what is gone comes last.

    Where a person has confirmed the pairs, they are those; else they are proposed by likeness.
    """
    old, new = _duties(earlier), _duties(later)
    settled = Amendment.objects.filter(earlier=earlier, later=later).first()
    pairs = _proposed(old, new) if settled is None else _stored(settled, old, new)
    before = {there.pk: here for here, there in pairs}
    stays = {here.pk for here, _there in pairs}
    told = [Clause(before.get(duty.pk), duty) for duty in new]
    return told + [Clause(duty, None) for duty in old if duty.pk not in stays]


def words_of(duty: Obligation) -> str:
    """Return a duty's words without dates, numbers and marks."""
    plain = "".join(c if c.isalnum() else " " for c in fold(duty.quote))
    return " ".join(word for word in plain.split() if not any(c.isdigit() for c in word))


def _limit(duty: Obligation) -> tuple[object, ...]:
    return (duty.deadline_at, duty.deadline_relation if duty.deadline_at else "", duty.recurrence)


def _duties(letter: Directive) -> list[Obligation]:
    rows = letter.obligations.exclude(state=Obligation.State.REJECTED).exclude(obliged=Obligation.Obliged.ISSUER)
    return list(rows.order_by("start", "id"))


def _stored(settled: Amendment, old: Iterable[Obligation], new: Iterable[Obligation]) -> list[Pair]:
    known = {duty.pk: duty for duty in (*old, *new)}
    return [(known[one], known[other]) for one, other in settled.pairs if one in known and other in known]


def _proposed(old: Sequence[Obligation], new: Sequence[Obligation]) -> list[Pair]:
    """Pair the likest first; of what is left, duties of one kind, where the kind says what they ask."""
    scored = sorted(
        ((score, -n, -m) for n, one in enumerate(old) for m, other in enumerate(new) if (score := _score(one, other))),
        reverse=True,
    )
    taken: dict[int, int] = {}
    for _, n, m in scored:
        if -n not in taken and -m not in taken.values():
            taken[-n] = -m
    for n, one in enumerate(old):
        same = [m for m, other in enumerate(new) if other.kind == one.kind and m not in taken.values()]
        if n not in taken and same and one.kind != "OTHER":
            taken[n] = same[0]
    return [(old[n], new[m]) for n, m in sorted(taken.items())]


def _score(one: Obligation, other: Obligation) -> float:
    matcher = SequenceMatcher(None, words_of(one).split(), words_of(other).split(), autojunk=False)
    score = matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0
    return score + (0.05 if one.kind == other.kind else 0.0) if score >= ALIKE else 0.0
