"""Bảng điều hành: paragraphs by organisations, live, to be filtered and printed."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thongsuot.directives import queries
from thongsuot.directives.forms import UNDER_WAY, WORDS, BoardFilters
from thongsuot.directives.models import Directive
from thongsuot.directives.queries import Cell, Matrix, Row
from thongsuot.directives.states import Outcome
from thongsuot.directives.views.asking import Desk, SignedIn, letter_of
from thongsuot.organisations.models import Organisation

ALL = "tat-ca"
FEW, MANY = 12, 20  # columns: with words in the squares; with upright heads
TITLE = 110  # characters of a paragraph or duty in its row
OTHERS = 10
LEGEND = (
    Outcome.OPEN_LATE,
    Outcome.ARRIVED,
    Outcome.RECEIVED,
    Outcome.ASSIGNED,
    Outcome.IN_PROGRESS,
    Outcome.ARMED,
    Outcome.DONE_ON_TIME,
    Outcome.DONE_LATE,
)
Square = tuple[str, str, str, str]


@require_safe
@never_cache
@login_required
def board(request: SignedIn) -> HttpResponse:
    """Go to the newest letter in force."""
    newest = queries.in_force_for(request.user, now()).first()
    if newest is None:
        return render(request, "directives/board_empty.html")
    return redirect("directives:matrix", newest.pk)


@require_safe
@never_cache
@login_required
def matrix(request: SignedIn, pk: int) -> HttpResponse:
    """Show where every organisation stands with every duty of a letter."""
    at, letter = now(), letter_of(request, pk)
    if letter.issued_at is None:
        raise Http404
    desk = Desk.of(request.user, at)
    inside = desk.belongs_to(letter.organisation_id)
    filters = BoardFilters(request.GET)
    valid = filters.is_valid()
    told = queries.matrix(
        letter,
        at=at,
        organisations=_columns(letter, filters) if inside else [request.user.organisation_id],
        kind=filters.cleaned_data.get("kind", "") if valid else "",
        words=filters.words() if valid else (),
    )
    others = [other for other in queries.in_force_for(request.user, at)[: OTHERS + 1] if other.pk != letter.pk]
    return render(
        request,
        "directives/matrix.html",
        {
            "letter": letter,
            "inside": inside,
            "now": at,
            "filters": filters,
            "filtered": any(request.GET.get(name) for name in filters.fields),
            "columns": told.organisations,
            "style": _style(len(told.organisations)),
            "paragraphs": _Rows(told, request.GET).paragraphs(),
            "legend": [str(word) for word in LEGEND],
            "cut_off": queries.next_cut_off(letter.organisation, at, letter),
            "others": others,
            **_figures(told),
        },
    )


def _columns(letter: Directive, filters: BoardFilters) -> list[int] | None:
    """Return the organisations of the service that is asked for; none means all."""
    service = filters.cleaned_data.get("service") if filters.is_valid() else ""
    if not service:
        return None
    rows = Organisation.objects.filter(services__contains=[service])
    return list(rows.values_list("pk", flat=True))


def _style(columns: int) -> str:
    if columns <= FEW:
        return "words"
    return "tall" if columns > MANY else ""


def _figures(told: Matrix) -> dict[str, Any]:
    """Return the strip above the board: the four official words, and the receipts."""
    counts = told.counts
    columns = {organisation.pk for organisation in told.organisations}
    receipts = [receipt for organisation, receipt in told.receipts.items() if organisation in columns]
    return {
        "done_on_time": counts[Outcome.DONE_ON_TIME],
        "done_late": counts[Outcome.DONE_LATE],
        "open_on_time": sum(counts[word] for word in UNDER_WAY),
        "open_late": counts[Outcome.OPEN_LATE],
        "armed": counts[Outcome.ARMED],
        "acknowledged": sum(receipt.acknowledged_at is not None for receipt in receipts),
        "receipts": len(receipts),
    }


class _Rows:
    """The rows of the board, with the address of every square; thousands of them, so the fixed parts are made once."""

    def __init__(self, told: Matrix, asked: QueryDict) -> None:
        self.told, self.asked = told, asked
        self.opened = set(asked.getlist("mo"))
        self.words = {word: str(label) for word, label in WORDS.items()}
        self.names = [organisation.short_name for organisation in told.organisations]
        self.before, self.after = reverse("directives:assignment", args=[0]).split("0")

    def paragraphs(self) -> list[dict[str, Any]]:
        """Return the paragraphs, the opened ones with their duties."""
        return [self._paragraph(row) for row in self.told.rows]

    def _paragraph(self, row: Row) -> dict[str, Any]:
        key = str(row.number)
        opened = bool({key, ALL} & self.opened)
        place = _("Nội dung %(number)s") % {"number": row.number} if row.number else _("Phần mở đầu")
        only = row.duties[0].cells if len(row.duties) == 1 else row.cells
        return {
            "key": key,
            "place": f"{row.number}." if row.number else "",
            "words": shortened(row.title, row.number),
            "full": row.title,
            "open": opened,
            "href": self._toggled(key, opened=opened),
            "squares": [
                self._square(cell, place, name, assignment.assignment, f"{cell.done}/{cell.total}")
                for cell, name, assignment in zip(row.cells, self.names, only, strict=True)
            ],
            "duties": [self._duty(duty, row.number, i) for i, duty in enumerate(row.duties, 1)] if opened else [],
        }

    def _duty(self, row: Row, number: int, nth: int) -> dict[str, Any]:
        assert row.obligation is not None  # noqa: S101  # a duty's row always has one; told to the type checker
        place = _("Nhiệm vụ %(number)s") % {"number": f"{number}.{nth}"}
        return {
            "words": shortened(row.title, 0),
            "full": row.title,
            "href": f"{self.told.directive.get_absolute_url()}#p{row.obligation.pk}",
            "squares": [
                self._square(cell, place, name, cell.assignment, f"{cell.done}/{cell.total}" if cell.total > 1 else "")
                for cell, name in zip(row.cells, self.names, strict=True)
            ],
        }

    def _square(self, cell: Cell, place: str, name: str, assignment: int | None, text: str) -> Square:
        if cell.word is None:
            return ("none", "", "", "")
        href = f"{self.before}{assignment}{self.after}" if assignment else ""
        entered = _("Nhập thay") if cell.on_behalf else ""
        said = " ".join(filter(None, [self.words[cell.word], text, entered.lower()]))
        return (cell.word.value, href, text or entered, f"{place}, {name}: {said}")

    def _toggled(self, key: str, *, opened: bool) -> str:
        query = self.asked.copy()
        rest = [one for one in query.getlist("mo") if one not in (key, ALL)]
        if opened and ALL in self.opened:
            rest = [str(row.number) for row in self.told.rows if str(row.number) != key]
        query.setlist("mo", rest if opened else [*rest, key])
        return f"?{query.urlencode()}#n{key}"


def shortened(title: str, number: int) -> str:
    """Return the beginning of a paragraph or duty on one line, without the number that stands beside it."""
    line = " ".join(title.split())
    return Truncator(line.removeprefix(f"{number}.").lstrip()).chars(TITLE)
