"""The app of calls that came, and of those that must be returned."""

from django.apps import AppConfig


class HotlineConfig(AppConfig):
    """Every call to the hotline, what it said and what became of it."""

    name = "thongsuot.hotline"
