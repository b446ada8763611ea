"""Which campaigns somebody may see, and how a text and a typed confirmation are read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from thongsuot.campaigns.models import Campaign, Share
from thongsuot.campaigns.states import ShareState
from thongsuot.engines.calendar import occurrences
from thongsuot.engines.message import Advice, Finding, advise
from thongsuot.engines.vietnamese import grouped, normalise_tone
from thongsuot.organisations.models import Person
from thongsuot.organisations.queries import seen_by

GROUPING = re.compile(r"[\s.,'’]")
LONGEST = 10  # waves that one campaign lists
MANY_PARTS = 6  # as long as any order of the field has been; more is asked about before it is sent
AROUND = 8  # characters shown on either side of one that deceives


@dataclass(frozen=True)
class Look:
    """A text with what it takes, and what nobody may send with it."""

    advice: Advice
    troubles: tuple[str, ...]

    @property
    def parts(self) -> int:
        """Return how many parts a telephone counts; none where the text cannot go."""
        return self.advice.count.parts if self.advice.count else 0

    @property
    def converted(self) -> int:
        """Return how many messages each recipient is charged for."""
        return self.advice.count.converted if self.advice.count else 0

    @property
    def long(self) -> bool:
        """Tell whether the text takes more parts than orders usually do."""
        return self.parts > MANY_PARTS


def look_at(text: str) -> Look:
    """Look for what deceives, is not seen, or cannot be sent; a text without troubles may be asked for."""
    advice = advise(text)
    grave = [_where(text, finding) for finding in advice.findings if finding.grave]
    refusals = [advice.refusal] if advice.refusal else []
    return Look(advice, tuple(grave + refusals))


def _where(text: str, finding: Finding) -> str:
    """Say what deceives, how often, and between which words the first of them stands: nobody sees the difference."""
    first = finding.places[0]
    shown = " ".join(text[max(first - AROUND, 0) : first + AROUND + 1].split())
    told = {"what": finding.what, "n": grouped(len(finding.places)), "where": shown}
    return _("%(what)s: %(n)s chỗ, chỗ đầu ở “…%(where)s…”") % told


def visible_to(person: Person, at: datetime) -> QuerySet[Campaign]:
    """Return the campaigns of the person's department, and those of which the person's organisation has a share."""
    seen = seen_by(person, at)
    mine = Share.objects.filter(Q(organisation__in=seen) | Q(branch__in=seen)).values("campaign")
    return Campaign.objects.filter(Q(organisation__in=seen) | Q(pk__in=mine)).select_related("organisation", "area")


def sum_of_estimates(campaign: Campaign) -> int:
    """Return the subscribers of all operators that gave an estimate and take part."""
    gone = [ShareState.ASKED, ShareState.REFUSED, ShareState.LEFT_OUT, ShareState.HALTED]
    rows = campaign.shares.exclude(state__in=gone)
    return int(rows.aggregate(sum=Sum("subscribers"))["sum"] or 0)


def missing_answers(campaign: Campaign) -> QuerySet[Share]:
    """Return the shares whose operators have not answered."""
    return campaign.shares.filter(state=ShareState.ASKED).select_related("organisation")


def bound(campaign: Campaign) -> QuerySet[Share]:
    """Return the shares in the order in which they are locked."""
    return campaign.shares.select_related("organisation", "campaign").order_by("id")


def plain(name: str) -> str:
    """Return a typed name so that spaces, case and the place of a tone do not matter; other letters do."""
    return " ".join(normalise_tone(name).casefold().split())


def typed_number(text: str) -> int | None:
    """Read a number that somebody typed with or without grouping; None where it is none."""
    digits = GROUPING.sub("", text)
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 19 else None


def wave_moments(start: datetime, rule: str, count: int) -> list[datetime]:
    """Return the moments that a rule gives, the start included; none but the start without a rule."""
    if not rule:
        return [start]
    far = start.replace(year=start.year + 1, day=min(start.day, 28))
    return occurrences(rule, start=start, until=far, limit=min(count, LONGEST))
