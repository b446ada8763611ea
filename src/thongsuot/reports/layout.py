"""One line of the report for each kind: its numerators over their denominators, then what is merely counted."""

from __future__ import annotations

from dataclasses import dataclass

from thongsuot.ledger.kinds import KINDS


@dataclass(frozen=True)
class Line:
    """How a kind reads: rates are (part, whole) pairs shown as "37/1.912", the rest are counts."""

    rates: tuple[tuple[str, str], ...] = ()
    counts: tuple[str, ...] = ()


LINES = {
    "RECEIPT": Line((("acknowledged", "organisations"),)),
    "NETWORK_SAFETY": Line((("minutes_up", "minutes_total"),), ("plans",)),
    "CAPACITY_UPGRADE": Line((("served", "requested"),), ("upgrades", "upgraded_mbps")),
    "SPARE_EQUIPMENT": Line((("items_tested", "items_total"),), ("teams_ready",)),
    "MUTUAL_AID": Line((("answered", "asked"),), ("given", "minutes_to_arrive")),
    "PORTAL_AVAILABILITY": Line((("minutes_up", "minutes_total"),)),
    "PRIORITY_RESTORATION": Line((("within_target", "incidents"),), ("minutes_down",)),
    "GOVERNMENT_NETWORK": Line((("minutes_up", "minutes_total"),)),
    "GOVERNMENT_POST": Line((("items_on_time", "items"),)),
    "CONFERENCE_LINES": Line((("go", "rehearsals"),), ("lines",)),
    "MISINFORMATION": Line((("verified", "claims"),), ("corrected", "answered", "referred", "reversed")),
    "MASS_SMS": Line((("delivered", "sent"),), ("subscribers", "failed", "uncertain", "segments")),
    "CONTENT_CHECK": Line((("offices_confirmed", "offices"), ("checked", "items"))),
    "GOODS_SUSPENSION": Line(
        (("refused", "screened"),), ("asked", "accepted_before_notice", "accepted_after_notice", "found", "returned")
    ),
    "OFFICIAL_INFORMATION": Line((("outlets_showing", "outlets"),), ("showings", "corrections")),
    "DUTY_ROSTER": Line((("shifts_filled", "shifts"),), ("check_ins",)),
    "STAFF_ACKNOWLEDGEMENT": Line((("acknowledged", "staff"),)),
    "REPORT": Line((("reports_on_time", "reports_due"),)),
    "HOTLINE": Line((("answered", "calls"),), ("minutes_to_answer",)),
    "OTHER": Line((("done", "total"),)),
}


@dataclass(frozen=True)
class Item:
    """A figure as it stands on paper; `whole` is none for a mere count."""

    label: str
    part: int
    whole: int | None = None


def items(kind: str, figures: dict[str, int]) -> list[Item]:
    """Return what a kind's figures say, in the order of the report; a figure nobody gave is left out."""
    line, labels = LINES[kind], KINDS[kind].figures
    told: list[Item] = []
    shown: set[str] = set()
    for part, whole in line.rates:
        if part in figures and whole in figures:
            told.append(Item(labels[part], figures[part], figures[whole]))
            shown |= {part, whole}
    left = [name for name in labels if name in figures and name not in shown]
    return told + [Item(labels[name], figures[name]) for name in left]
