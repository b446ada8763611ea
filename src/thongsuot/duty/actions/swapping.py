"""A shift changes hands by agreement: offered, taken, approved; whoever keeps the roster may do all at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from thongsuot.duty import queries
from thongsuot.duty.actions.handing import rehand
from thongsuot.duty.actions.refusing import Begun, Breaks, Doubtful, NotYours, Unsuitable, in_hand, placing
from thongsuot.duty.actions.telling import deciders, tell_changed, tell_of_swap
from thongsuot.duty.models import Shift, Swap
from thongsuot.duty.states import OPEN_SWAPS, SwapState
from thongsuot.ledger.actions import keep_edit, move, notify, wake_timer
from thongsuot.ledger.queries import topic
from thongsuot.organisations import access
from thongsuot.organisations.models import Act, Actor, Person, System

TIME = System("Lịch trực")


@transaction.atomic
def offer_swap(shift: Shift, *, why: str = "", by: Actor, at: datetime) -> Swap:
    """Ask to be relieved of a shift that has not begun; everybody who could have it is told."""
    swap = _offered(shift, why, by=by, at=at)
    suiting, shift = queries.suiting(swap.shift.roster, at), swap.shift
    fits = queries.fits_of(shift.organisation, at).filter(position=shift.position_id).select_related("person")
    able = [fit.person for fit in fits if not suiting.hindrance(fit.person, shift)]
    tell_of_swap(shift, able, f"{shift.person} nhờ trực thay", by=by, at=at)
    return swap


def _offered(shift: Shift, why: str, *, by: Actor, at: datetime) -> Swap:
    shift = _coming(shift, at)
    if shift.person is None:
        raise Unsuitable("shift", _("Ca này chưa có người; hãy xếp người trực. Chưa có gì thay đổi."))
    _own(shift.person, shift, by, at)
    if Swap.objects.filter(shift=shift, state__in=OPEN_SWAPS).exists():
        raise Unsuitable("shift", _("Ca này đang nhờ trực thay rồi; chưa có gì thay đổi."))
    swap = Swap.objects.create(
        shift=shift,
        giver=shift.person,
        why=why.strip()[:200],
        organisation=shift.organisation,
        reality=settings.REALITY,
        at=at,
        **Act.fields_of(by),
    )
    notify(topic(swap), swap.organisation_id)
    wake_timer()
    return swap


@transaction.atomic
def take_swap(
    swap: Swap, *, taker: Person | None = None, exchange: Shift | None = None, by: Actor, at: datetime
) -> Swap:
    """Say that one would take an offered shift, perhaps for an own one in exchange; it is not one's own yet."""
    who = taker or (by if isinstance(by, Person) else None)
    swap = _taken(swap, who, exchange, by=by, at=at)
    giver, shift = swap.giver, swap.shift
    tell_changed(shift, {giver: f"{who} nhận trực thay, chờ duyệt"}, by=by, at=at)
    asked = deciders(shift, (giver, swap.taker), at)
    tell_of_swap(shift, asked, f"{who} trực thay {giver}: chờ duyệt", by=by, at=at)
    return swap


def _taken(swap: Swap, who: Person | None, exchange: Shift | None, *, by: Actor, at: datetime) -> Swap:
    swap, shift = _open(swap, at)
    if who is None or who.organisation_id != swap.organisation_id:
        raise NotYours
    _own(who, shift, by, at)
    if who == swap.giver:
        raise Unsuitable("taker", _("Người nhờ không thể tự nhận; chưa có gì thay đổi."))
    if exchange is not None:
        exchange = _coming(exchange, at)
        if exchange.person != who:
            raise NotYours
    found = queries.broken_by(shift, who, at, exchange)
    if found.wrong:
        raise Breaks(found.wrong)
    return move(swap, SwapState.TAKEN, by=by, at=at, taker=who, exchange=exchange)


@transaction.atomic
def approve_swap(swap: Swap, *, even_so: bool = False, by: Person, at: datetime) -> Swap:
    """Let a swap be; what it breaks must be confirmed (`even_so`) and stays on record."""
    access.require(by, *queries.KEEPERS, organisation=swap.organisation_id, at=at)
    swap, shift = _open(swap, at)
    taker = swap.taker
    if swap.state != SwapState.TAKEN or taker is None:
        raise Unsuitable("swap", _("Chưa có ai nhận trực thay; chưa có gì thay đổi."))
    exchange = None if swap.exchange is None else _coming(swap.exchange, at)
    note = _weighed(shift, taker, exchange, at, even_so=even_so)
    if exchange is not None:
        move_person(exchange, None, {"swap": swap.pk}, by=by, at=at)
    move_person(shift, taker, {"swap": swap.pk}, by=by, at=at)
    if exchange is not None:
        move_person(exchange, swap.giver, {"swap": swap.pk}, by=by, at=at)
    swap = move(swap, SwapState.APPROVED, by=by, at=at, note=note, approver=by)
    for row in filter(None, (shift, exchange)):
        rehand(row, by=by, at=at)
    tell_changed(shift, {swap.giver: f"{taker} trực thay", taker: "Đồng chí trực thay"}, by=by, at=at)
    if exchange is not None:
        told = {swap.giver: "Đồng chí nhận ca đổi", taker: f"{swap.giver} nhận ca đổi"}
        tell_changed(exchange, told, by=by, at=at)
    return swap


def _weighed(shift: Shift, taker: Person, exchange: Shift | None, at: datetime, *, even_so: bool) -> str:
    """Refuse what can never be; return what was let pass, in Vietnamese, as it is kept."""
    found = queries.broken_by(shift, taker, at, exchange)
    wrong = [*found.wrong, *(queries.unreachable([shift.person]).values() if exchange and shift.person else ())]
    if wrong:
        raise Breaks(wrong)
    if found.doubtful and not even_so:
        raise Doubtful(found.doubtful)
    with translation.override("vi"):
        said = queries.broken_by(shift, taker, at, exchange).doubtful if found.doubtful else []
    return "Vẫn duyệt dù: " + "; ".join(said) if said else ""


@transaction.atomic
def swap_now(
    shift: Shift,
    taker: Person,
    *,
    exchange: Shift | None = None,
    why: str = "",
    even_so: bool = False,
    by: Person,
    at: datetime,
) -> Swap:
    """Let whoever keeps the roster offer, take and approve for others, all at once or nothing."""
    access.require(by, *queries.KEEPERS, organisation=shift.organisation_id, at=at)
    swap = _taken(_offered(shift, why, by=by, at=at), taker, exchange, by=by, at=at)
    return approve_swap(swap, even_so=even_so, by=by, at=at)


@transaction.atomic
def refuse_swap(swap: Swap, *, why: str, by: Actor, at: datetime) -> Swap:
    """Do not let a swap be; the shift stays with whoever stands in it."""
    access.require(by, *queries.KEEPERS, organisation=swap.organisation_id, at=at)
    if not why.strip():
        raise Unsuitable("why", _("Cần nêu lý do không duyệt; chưa có gì thay đổi."))
    taker = _locked(swap).taker
    swap = move(swap, SwapState.REFUSED, by=by, at=at, note=why.strip())
    told = dict.fromkeys(filter(None, (swap.giver, taker)), f"Không duyệt trực thay: {why.strip()}")
    tell_changed(swap.shift, told, by=by, at=at)
    return swap


@transaction.atomic
def withdraw_swap(swap: Swap, *, by: Actor, at: datetime) -> Swap:
    """Take an offer back; whoever said they would take it takes that back, and the offer stays."""
    swap = _locked(swap)
    if by == swap.taker and swap.taker != swap.giver:
        swap = move(swap, SwapState.OFFERED, by=by, at=at, taker=None, exchange=None)
        tell_changed(swap.shift, {swap.giver: f"{by} không nhận trực thay nữa"}, by=by, at=at)
        return swap
    _own(swap.giver, swap.shift, by, at)
    taker = swap.taker
    swap = move(swap, SwapState.WITHDRAWN, by=by, at=at)
    tell_changed(swap.shift, {taker: f"{swap.giver} không nhờ trực thay nữa"}, by=by, at=at)
    return swap


@transaction.atomic
def end_swap(swap: Swap, *, at: datetime) -> Swap:
    """Take back what nobody decided before the shift began; whoever stands in it is told that it stays so."""
    swap = move(swap, SwapState.WITHDRAWN, by=TIME, at=at, note="Ca trực đã bắt đầu")
    told = dict.fromkeys(filter(None, (swap.giver, swap.taker)), f"Chưa duyệt trực thay, {swap.giver} vẫn trực ca này")
    tell_changed(swap.shift, told, by=TIME, at=at)
    return swap


def move_person(shift: Shift, person: Person | None, why: dict[str, Any], *, by: Actor, at: datetime) -> None:
    """Put another person into a shift in force, and keep who stood there."""
    before = {"person": shift.person_id}
    shift.person, shift.fixed = person, True
    with placing(person):
        shift.save(update_fields=["person", "fixed"])
    after = {"person": None if person is None else person.pk, **why}
    keep_edit(shift, before=before, after=after, by=by, at=at)


def _coming(shift: Shift, at: datetime) -> Shift:
    row = in_hand(shift)
    if not row.in_force or row.starts_at <= at:
        raise Begun
    return row


def _locked(swap: Swap) -> Swap:
    rows = Swap.objects.select_related("shift", "exchange", "giver", "taker")
    return rows.select_for_update(of=("self",)).get(pk=swap.pk)


def _open(swap: Swap, at: datetime) -> tuple[Swap, Shift]:
    """Return a swap as it stands, and its shift, locked, if it is still the giver's and has not begun."""
    swap = _locked(swap)
    shift = _coming(swap.shift, at)
    if shift.person_id != swap.giver_id:
        raise Begun
    return swap, shift


def _own(person: Person, shift: Shift, by: Actor, at: datetime) -> None:
    """Let the person act for themselves, and whoever keeps the roster for everybody."""
    if by != person and not (
        isinstance(by, Person) and access.holds(by, *queries.KEEPERS, organisation=shift.organisation_id, at=at)
    ):
        raise NotYours
