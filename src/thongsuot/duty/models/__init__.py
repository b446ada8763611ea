"""Positions and who may fill them, rosters and their shifts, and how one hands over to the next."""

from thongsuot.duty.models.handovers import HANDOVER_WORDS, Entry, Handover
from thongsuot.duty.models.positions import Fit, Hours, Leave, Position
from thongsuot.duty.models.rosters import ROSTER_WORDS, SWAP_WORDS, Roster, Shift, Swap

__all__ = [
    "HANDOVER_WORDS",
    "ROSTER_WORDS",
    "SWAP_WORDS",
    "Entry",
    "Fit",
    "Handover",
    "Hours",
    "Leave",
    "Position",
    "Roster",
    "Shift",
    "Swap",
]
