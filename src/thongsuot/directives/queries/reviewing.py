"""What a review looks at first: proposals and parts of the head that were read with little confidence."""

from __future__ import annotations

from django.db.models import Count, Max

from thongsuot.directives.models import Directive, Obligation

UNSURE = 0.7  # what was read with less confidence is looked at first
HEAD = "head"  # the step that compares or corrects the letter's head, and the key under which the step keeps it
READ_AS = {  # a field of the letter's row -> its name in the reading
    "doc_type": "doc_type",
    "number": "number",
    "dated_on": "date",
    "subject": "subject",
    "issuer_name": "issuer",
}


def unsure_head(letter: Directive) -> list[str]:
    """Return the fields of the head that nobody can be sure of; none where a person compared the head."""
    told = letter.reading.get("confidence") or {}
    fields = [name for name, read in READ_AS.items() if _low(told.get(read))]
    if not fields or letter.origin != Directive.Origin.LETTER:
        return []
    compared = letter.steps.filter(verb=HEAD, undone_at=None).exists()
    return [] if compared else fields


def unsure_duties(letter: Directive, rows: list[Obligation]) -> dict[int, str]:
    """Return, for each proposal that is looked at first, what it is that nobody can be sure of."""
    limits = _unsure_limits(letter)
    found = {}
    for row in rows:
        if row.by_hand:
            continue
        if row.score < UNSURE:
            found[row.pk] = "whole"
        elif (row.start, row.end) in limits:
            found[row.pk] = "deadline"
    return found


def _unsure_limits(letter: Directive) -> set[tuple[int, int]]:
    """Return the places of the duties whose time limit is unsure; the reading names limits by their place in a list."""
    told, limits = letter.reading.get("confidence") or {}, letter.reading.get("deadlines", [])
    low = {
        (limit["at"], limit["text"])
        for number, limit in enumerate(limits, start=1)
        if _low(told.get(f"deadlines.{number}"))
    }
    found = set()
    for duty in letter.reading.get("obligations", []):
        limit = duty.get("deadline")
        if limit and (limit["at"], limit["text"]) in low:
            found.add((duty["start"], duty["end"]))
    return found


def _low(told: float | None) -> bool:
    return told is not None and told < UNSURE


def stamp_of(letter: Directive) -> str:
    """Return a word that differs after every step of the review, and after every step taken back."""
    told = letter.steps.aggregate(last=Max("pk"), undone=Count("undone_at"))
    return f"{told['last'] or 0}-{told['undone']}-{letter.version}"
