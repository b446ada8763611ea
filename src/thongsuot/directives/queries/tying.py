"""What a letter still lacks, what its signed copy says beside it, and which earlier letter it is like."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thongsuot.directives.models import Directive, Obligation
from thongsuot.engines import letter as engine
from thongsuot.engines.letter import Beside
from thongsuot.engines.vietnamese import fold
from thongsuot.ledger.models import Edit
from thongsuot.organisations.models import Organisation
from thongsuot.organisations.queries import bound_by

SIGNED_TYPES = ("application/pdf",)  # what can carry a signature and a seal


def lacks(directive: Directive) -> list[str | Promise]:
    """Return what of a signed letter is not there yet: number, date, copy."""
    file = directive.file
    signed = directive.signed_id is not None or (file is not None and file.media_type in SIGNED_TYPES)
    parts = [(directive.number, _("số, ký hiệu")), (directive.dated_on, _("ngày ban hành")), (signed, _("bản ký"))]
    return [word for there, word in parts if not there]


def beside_signed(directive: Directive) -> list[Beside]:
    """Set each confirmed duty beside the words of the signed letter; empty before it has come."""
    if not directive.signed_text:
        return []
    duties = directive.obligations.filter(state=Obligation.State.CONFIRMED).order_by("start", "id")
    return engine.beside([duty.quote for duty in duties], directive.signed_text)


def corrections(directive: Directive) -> list[tuple[Edit, Obligation]]:
    """Return what was put right after the letter went out, the newest first, with the duty."""
    if directive.issued_at is None:
        return []
    duties = {duty.pk: duty for duty in directive.obligations.all()}
    edits = Edit.objects.filter(topic="obligation", row__in=duties, at__gte=directive.issued_at).order_by("-id")
    return [(edit, duties[edit.row]) for edit in edits if set(edit.after) & {"deadline_at", "obliged"}]


def left_out(directive: Directive, at: datetime) -> list[Organisation]:
    """Return the department's enterprises that the letter did not go to, in order of their names."""
    enterprises = bound_by(Obligation.Obliged.ALL, department=directive.organisation, at=at)
    return list(enterprises.exclude(pk__in=directive.receipts.values("organisation")))


def added(directive: Directive) -> list[Edit]:
    """Return when the letter was sent to organisations that had been left out, the newest first."""
    rows = Edit.objects.filter(topic="directive", row=directive.pk, after__has_key="addressees")
    return list(rows.order_by("-id"))


def earlier_letters(directive: Directive) -> Iterable[Directive]:
    """Return the letters that went out before, the newest first, to begin as last time."""
    rows = Directive.objects.filter(organisation=directive.organisation_id, reality=directive.reality)
    past = rows.filter(issued_at__isnull=False).exclude(pk=directive.pk).exclude(state=Directive.State.WITHDRAWN)
    return past.defer("text", "reading", "signed_text").order_by("-issued_at", "-id")[:20]


def twins(directive: Directive, earlier: Directive) -> list[tuple[Obligation, Obligation]]:
    """Pair the waiting proposals with the earlier letter's duties of the same words."""
    settled = earlier.obligations.exclude(state=Obligation.State.PROPOSED).order_by("start", "id")
    known = {_words(duty): duty for duty in settled}
    waiting = directive.obligations.filter(state=Obligation.State.PROPOSED).order_by("start", "id")
    return [(row, known[_words(row)]) for row in waiting if _words(row) in known]


def _words(duty: Obligation) -> str:
    """Return a duty's words without dates and numbers, which differ from letter to letter."""
    return " ".join(word for word in fold(duty.quote).split() if not any(c.isdigit() for c in word))


def addressees_last_time(directive: Directive) -> list[Organisation]:
    """Return whom the letter that this one is like went to, in order of code."""
    earlier = directive.like
    if earlier is None:
        return []
    return list(Organisation.objects.filter(pk__in=earlier.receipts.values("organisation")).order_by("code"))


def like_paragraphs(directive: Directive) -> dict[int, int]:
    """Return for each paragraph the one of the letter it is like in which the same duty stood."""
    if directive.like_id is None:
        return {}
    then = Obligation.objects.filter(directive=directive.like_id, state=Obligation.State.CONFIRMED)
    known = {_words(duty): duty.paragraph for duty in then.only("quote", "paragraph")}
    duties = directive.obligations.filter(state=Obligation.State.CONFIRMED).only("quote", "paragraph")
    return {duty.paragraph: known[_words(duty)] for duty in duties if _words(duty) in known}
