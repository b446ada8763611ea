"""The app of what goes up."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Draft, submit, accept, consolidate."""

    name = "thongsuot.reports"
