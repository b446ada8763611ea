"""The app of who is on duty, and of handing over to the next."""

from django.apps import AppConfig


class DutyConfig(AppConfig):
    """Positions, rosters, shifts, swaps, and who has taken over from whom."""

    name = "thongsuot.duty"
