"""How an official paper names a letter and the body that writes."""

from __future__ import annotations

from thongsuot.directives.models import Directive
from thongsuot.engines.officialdoc import Letterhead
from thongsuot.engines.vietnamese import spell_date
from thongsuot.organisations.models import Organisation


def cite(directive: Directive) -> str:
    """Return the letter as an official paper names it."""
    parts = [directive.doc_type or "Văn bản"]
    if directive.number:
        parts.append(f"số {directive.number}")
    if directive.dated_on:
        parts.append(spell_date(directive.dated_on))
    if directive.issuer_name:
        parts.append(f"của {directive.issuer_name}")
    if subject := directive.subject.strip():
        parts.append(subject if subject.lower().startswith("về") else f"về việc {subject}")
    return " ".join(parts)


def short(directive: Directive) -> str:
    """Return the letter by its type and number alone."""
    kind = directive.doc_type or "Văn bản"
    return f"{kind} số {directive.number}" if directive.number else kind


def letterhead(organisation: Organisation, *, symbol: str = "") -> Letterhead:
    """Return the head of a paper that waits for its number and date."""
    return Letterhead(
        body=organisation.name,
        parent=organisation.parent_name,
        place=organisation.place,
        symbol=symbol or organisation.symbol,
    )
