"""Many reports become one text: sentences are taken, shortened or left out by a person, and the papers drawn anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.files import queries as files
from thongsuot.files.models import Run
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.queries import topic
from thongsuot.organisations.access import require
from thongsuot.organisations.actions import EditedMeanwhile
from thongsuot.organisations.models import Actor, Role
from thongsuot.reports import queries
from thongsuot.reports.actions.consolidating import draw_again
from thongsuot.reports.models import Snapshot, Wording
from thongsuot.reports.queries import MISSING, Piece

LONGEST = 2000  # characters of one sentence of the consolidated report


class BadWording(ValueError):
    """A sentence cannot be put into the report so; what was decided before stays."""


class StillDrawing(Exception):
    """The papers are being set already."""

    def __init__(self) -> None:
        super().__init__(
            _("Hai báo cáo đang được lập nên chưa lập lại; phần lời đã chọn được giữ. Hãy thử lại sau ít phút.")
        )


@dataclass(frozen=True)
class Choice:
    """What a person decides about sentences that say the same; `version` is the one that was seen, 0 for none."""

    key: str
    verdict: str
    words: str = ""
    version: int = 0


@transaction.atomic
def word(snapshot: Snapshot, place: str, choices: Sequence[Choice], *, by: Actor, at: datetime) -> int:
    """Decide about sentences of one place; return how many decisions changed anything."""
    _allowed(snapshot, by, at)
    decided = queries.wordings(snapshot)
    known = {piece.group.key: piece for piece in queries.pieces(snapshot, place, decided)}
    return sum(_decide(snapshot, place, known.get(choice.key), choice, by, at) for choice in choices)


@transaction.atomic
def take_rest(snapshot: Snapshot, place: str, *, by: Actor, at: datetime) -> int:
    """Take every sentence of a place about which nobody has decided."""
    _allowed(snapshot, by, at)
    rest = [piece for piece in queries.pieces(snapshot, place, queries.wordings(snapshot)) if piece.wording is None]
    return sum(_decide(snapshot, place, piece, Choice(piece.group.key, Wording.Verdict.TAKE), by, at) for piece in rest)


def _allowed(snapshot: Snapshot, by: Actor, at: datetime) -> None:
    require(by, Role.Name.FOLLOWER, Role.Name.LEADER, organisation=snapshot.organisation_id, at=at)
    Snapshot.objects.select_for_update(of=("self",)).get(pk=snapshot.pk)  # two people decide one after the other


def _decide(snapshot: Snapshot, place: str, piece: Piece | None, choice: Choice, by: Actor, at: datetime) -> bool:
    if piece is None:
        raise BadWording(_("Không tìm thấy câu này trong các báo cáo đã chốt; hãy tải lại trang rồi chọn lại."))
    words = {
        Wording.Verdict.TAKE: piece.group.text,
        Wording.Verdict.SHORTEN: choice.words.strip(),
        Wording.Verdict.LEAVE: "",
    }.get(Wording.Verdict(choice.verdict), "")
    _check(words, choice.verdict)
    if piece.version and (piece.verdict, piece.words) == (choice.verdict, words or piece.group.text):
        return False
    sources = [{"code": one.source, "words": one.text} for one in piece.group.said]
    old = None if piece.inherited else piece.wording
    _keep(snapshot, (place, choice.key), old, choice.version, by=by, at=at, **_told(choice.verdict, words, sources))
    return True


def _told(verdict: str, words: str, sources: list[dict[str, str]]) -> dict[str, Any]:
    return {"verdict": verdict, "words": words, "sources": sources}


def _check(words: str, verdict: str) -> None:
    if not words and verdict != Wording.Verdict.LEAVE:
        raise BadWording(_("Câu rút gọn đang để trống nên chưa được lưu; hãy nhập câu, hoặc chọn Bỏ."))
    if verdict == Wording.Verdict.SHORTEN and len(words) > LONGEST:
        raise BadWording(_("Câu dài quá 2.000 ký tự nên chưa được lưu; hãy rút ngắn hơn."))


def _keep(
    snapshot: Snapshot,
    name: tuple[str, str],
    old: Wording | None,
    version: int,
    *,
    by: Actor,
    at: datetime,
    **told: Any,
) -> None:
    told |= {"by_name": str(by), "decided_at": at}
    if old is not None:
        ledger.amend(old, version=version, by=by, at=at, **told)
        return
    if version:
        raise EditedMeanwhile
    place, key = name
    owner = {"organisation_id": snapshot.organisation_id, "reality": snapshot.reality}
    row = Wording.objects.create(snapshot=snapshot, place=place, key=key, **owner, **told)
    ledger.notify(topic(row), snapshot.organisation_id)


@transaction.atomic
def word_missing(snapshot: Snapshot, words: str, *, version: int, by: Actor, at: datetime) -> None:
    """Say in a person's own words why reports are missing; the names stay in the paper whatever is said."""
    _allowed(snapshot, by, at)
    words = words.strip()
    verdict = Wording.Verdict.SHORTEN if words else Wording.Verdict.LEAVE
    _check(words, verdict)
    old = Wording.objects.filter(snapshot=snapshot, place=MISSING, key=MISSING).first()
    sources = [{"code": code, "words": ""} for code in snapshot.content["missing"]]
    _keep(snapshot, (MISSING, MISSING), old, version, by=by, at=at, **_told(verdict, words, sources))


@transaction.atomic
def redraw(snapshot: Snapshot, *, by: Actor, at: datetime) -> Run:
    """Set both papers again with the words chosen since; the figures are those of the snapshot, as before."""
    require(by, Role.Name.FOLLOWER, Role.Name.LEADER, Role.Name.REGISTRY, organisation=snapshot.organisation_id, at=at)
    if files.about(topic(snapshot)).filter(pk__in=files.open_runs().values("pk")).exists():
        raise StillDrawing
    return draw_again(snapshot, by, at)
