"""Which earlier letters a letter cites by their numbers, and what it says to do to them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import Q

from thongsuot.directives.models import Amendment, Directive
from thongsuot.engines.vietnamese import fold

NUMBER = re.compile(r"(?<![\w/])\d{1,6}\s?(?:/\s?\d{4})?\s?/\s?[^\W\d_][\w&.]*(?:\s?-\s?[^\W\d_][\w&.]*)*")
WORDS = {  # without marks, as they stand before the number
    Amendment.Kind.EXTENDS: r"gia han|(?:dieu chinh|keo dai|lui)\s+(?:thoi|lich)",
    Amendment.Kind.REPLACES: r"thay the|bai bo|thay cho",
    Amendment.Kind.RECALLS: r"thu hoi|huy bo|(?<!phat )(?<!chi )\bhuy (?=[a-z]+ [a-z]+ (?:nay|so))",
    Amendment.Kind.CORRECTS: r"dinh chinh",
}
ENDED = re.compile(r"[^.;\n]{0,120}(?:het hieu luc|khong con hieu luc)")
MOST = 20  # numbers looked up of one letter
BEFORE = 200  # characters before a number in which its verb is looked for


@dataclass(frozen=True)
class Citation:
    """A number that the letter names: what it says to do, and the letter if the department has it."""

    number: str
    act: str
    letter: Directive | None

    @property
    def word(self) -> str:
        """Return what is done to it in the words of the page."""
        return str(Amendment.Kind(self.act).label) if self.act else ""


def cited(directive: Directive) -> list[Citation]:
    """Return the department's earlier letters that a letter cites, and numbers it acts on that are not known."""
    told = _told(directive)
    wanted = Q(pk__in=[])
    for number in told:
        wanted |= Q(number__iexact=number)
    rows = Directive.objects.filter(wanted, organisation=directive.organisation_id, reality=directive.reality)
    rows = rows.exclude(pk=directive.pk).exclude(state=Directive.State.WITHDRAWN)
    known: dict[str, list[Directive]] = {}
    for row in rows.defer("text", "reading", "signed_text").order_by("-issued_at", "-id"):
        known.setdefault(row.number.upper(), []).append(row)
    found = [Citation(number, act, row) for number, act in told.items() for row in known.get(number.upper(), [])]
    own = directive.number.upper()
    return found + [
        Citation(number, act, None) for number, act in told.items() if act and number.upper() not in {own, *known}
    ]


def _told(directive: Directive) -> dict[str, str]:
    """Return each number with what is done to it: as the engine read it, else as the words before it say."""
    read = directive.reading.get("cites")
    if read is not None:
        acts = Amendment.Kind.values
        return {row["number"]: row["act"] if row.get("act") in acts else "" for row in read[:MOST] if row.get("number")}
    told: dict[str, str] = {}
    for found in NUMBER.finditer(directive.text):
        number = "".join(found.group().split()).rstrip(".-&")
        told[number] = told.get(number) or _act(directive.text, found)
    told |= {row["number"]: "" for row in directive.reading.get("legal_basis", []) if row.get("number") not in told}
    return dict([(number, act) for number, act in told.items() if number][:MOST])


def _act(text: str, found: re.Match[str]) -> str:
    """Return what the sentence before a number does to it, the nearest verb; without any, whether it ends it."""
    before = re.split(r"[.;]\s|\n\s*\n", text[max(0, found.start() - BEFORE) : found.start()])[-1]
    places = {act: [m.start() for m in re.finditer(words, fold(before))] for act, words in WORDS.items()}
    nearest = max(((starts[-1], str(act)) for act, starts in places.items() if starts), default=None)
    if nearest is not None:
        return nearest[1]
    return str(Amendment.Kind.REPLACES) if ENDED.match(fold(text[found.end() : found.end() + BEFORE])) else ""
