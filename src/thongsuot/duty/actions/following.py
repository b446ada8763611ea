"""Swaps go where their shifts go, and end with shifts that went another way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q

from thongsuot.duty.models import Shift, Swap
from thongsuot.duty.states import OPEN_SWAPS, SwapState
from thongsuot.ledger.actions import keep_edit, move
from thongsuot.organisations.models import Actor


def let_go(shift: Shift, *, by: Actor, at: datetime) -> None:
    """A shift went another way: nobody is asked for it any more, and it is not given in exchange."""
    for swap in _about([shift]):
        _loosen(swap, shift, by=by, at=at)


def follow(gone: Sequence[Shift], coming: Sequence[Shift], *, by: Actor, at: datetime) -> None:
    """Let swaps go on in the shifts of a newer roster that are the same for the same person; the others end."""
    same = {_same(shift): shift for shift in coming}
    for swap in _about(gone):
        for name in ("shift", "exchange"):
            old: Shift | None = getattr(swap, name)
            if old is None or old not in gone or swap.state not in OPEN_SWAPS:
                continue
            new = same.get(_same(old))
            if new is None:
                swap = _loosen(swap, old, by=by, at=at)
            else:
                swap.shift, swap.exchange = (new, swap.exchange) if name == "shift" else (swap.shift, new)
                swap.save(update_fields=[name])
                keep_edit(swap, before={name: old.pk}, after={name: new.pk}, by=by, at=at)


def _same(shift: Shift) -> tuple[Any, ...]:
    return shift.position.kind, shift.person_id, shift.starts_at, shift.until


def _about(shifts: Iterable[Shift]) -> list[Swap]:
    numbers = [shift.pk for shift in shifts]
    rows = Swap.objects.filter(Q(shift__in=numbers) | Q(exchange__in=numbers), state__in=OPEN_SWAPS)
    return list(rows.select_related("shift__position", "exchange__position", "giver", "taker").order_by("id"))


def _loosen(swap: Swap, shift: Shift, *, by: Actor, at: datetime) -> Swap:
    if swap.shift_id == shift.pk:
        return move(swap, SwapState.WITHDRAWN, by=by, at=at, note="Ca trực đã đổi")
    return move(swap, SwapState.OFFERED, by=by, at=at, note="Ca trực đổi lại không còn", taker=None, exchange=None)
