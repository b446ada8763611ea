"""The outgoing register of an organisation: whose book the numbers come from, and what stands in it."""

from __future__ import annotations

from django.db.models import Max, QuerySet

from thongsuot.organisations.models import Organisation
from thongsuot.reports.models import Register, RegisterEntry, Snapshot


def register_of(organisation: Organisation, reality: str) -> Register | None:
    """Return what the organisation said of its register; nothing said means that it keeps its own."""
    return Register.objects.filter(organisation=organisation, reality=reality).first()


def keeps_here(organisation: Organisation | int, reality: str) -> bool:
    """Tell whether numbers are given here."""
    return Register.objects.filter(organisation=organisation, reality=reality, ours=True).exists()


def next_number(organisation: Organisation | int, reality: str, year: int) -> int:
    """Return the number that follows the highest of the year, over every type of paper; each year begins at 1."""
    rows = RegisterEntry.objects.filter(organisation=organisation, reality=reality, year=year)
    return int(rows.aggregate(last=Max("number"))["last"] or 0) + 1


def entries_in(organisation: Organisation, reality: str, year: int) -> QuerySet[RegisterEntry]:
    """Return the year's entries, the newest first."""
    rows = RegisterEntry.objects.filter(organisation=organisation, reality=reality, year=year)
    return rows.select_related("signed", "snapshot").defer("snapshot__content", "snapshot__delta")


def years_of(organisation: Organisation, reality: str) -> list[int]:
    """Return the years in which papers were entered, the newest first."""
    rows = RegisterEntry.objects.filter(organisation=organisation, reality=reality).order_by("-year")
    return list(rows.values_list("year", flat=True).distinct())


def entry_of(snapshot: Snapshot, recipient: str) -> RegisterEntry | None:
    """Return the number and date of one paper of a snapshot, where the registry has entered them."""
    return RegisterEntry.objects.filter(snapshot=snapshot, recipient=recipient).first()


def symbol_of(organisation: Organisation) -> str:
    """Return the symbol of the organisation's reports."""
    return f"BC-{organisation.symbol}"
