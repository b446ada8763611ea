"""What is open while one takes over from the other: told by whoever stands above, kept as it was then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thongsuot.duty.queries.rosters import open_swaps
from thongsuot.duty.queries.wording import shift_word
from thongsuot.organisations.models import Person

INCIDENT, CALL, APPROVAL, CAMPAIGN, SHIFT = "incident", "call", "approval", "campaign", "shift"
MATTER_WORDS: dict[str, str | Promise] = {
    INCIDENT: _("Sự cố chưa kết thúc"),
    CALL: _("Cuộc gọi phải xử lý, gọi lại"),
    APPROVAL: _("Văn bản, đề nghị chờ giải quyết"),
    CAMPAIGN: _("Đợt nhắn tin chưa kết thúc"),
    SHIFT: _("Ca trực cần người trực thay"),
}
MOST_KEPT = 60  # lines that the log keeps of one hand-over


@dataclass(frozen=True)
class Matter:
    """One thing that whoever comes must know of."""

    kind: str
    title: str
    url: str = ""
    since: datetime | None = None
    grave: bool = False


@dataclass(frozen=True)
class Pile:
    """All matters of one kind."""

    kind: str
    rows: Sequence[Matter]

    @property
    def word(self) -> str:
        """Return the name of the kind for people."""
        return str(MATTER_WORDS[self.kind])


def own_matters(person: Person, at: datetime) -> list[Matter]:
    """Return what duty itself leaves open: shifts that somebody asks to be relieved of."""
    url = reverse("duty:swaps")
    swaps = open_swaps(person.organisation).filter(shift__starts_at__gt=at)
    return [Matter(SHIFT, f"{shift_word(row.shift)}, {row.giver}: {row.word}", url, row.at) for row in swaps]


def piled(matters: Iterable[Matter]) -> list[Pile]:
    """Return matters kind by kind, in the order in which somebody on duty looks at them."""
    order = list(MATTER_WORDS)
    rows = sorted(matters, key=lambda matter: order.index(matter.kind))
    return [Pile(kind, list(same)) for kind, same in groupby(rows, key=lambda matter: matter.kind)]


def as_kept(matters: Iterable[Matter]) -> list[dict[str, str]]:
    """Return matters as the log keeps them; what is too much for it is counted."""
    rows = [matter for pile in piled(matters) for matter in pile.rows]
    kept = [
        {"title": f"{MATTER_WORDS[row.kind]}: {row.title}", "url": row.url, "since": _clock(row.since)}
        for row in rows[:MOST_KEPT]
    ]
    if len(rows) > MOST_KEPT:
        kept.append({"title": gettext("và %(n)s việc khác") % {"n": len(rows) - MOST_KEPT}, "url": "", "since": ""})
    return kept


def _clock(moment: datetime | None) -> str:
    return "" if moment is None else f"{localtime(moment):%H:%M %d/%m/%Y}"
