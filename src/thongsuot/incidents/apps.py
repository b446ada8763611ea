"""The app of what broke, who mends it, and until when."""

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """Alarms as machines tell them, incidents as people mend them."""

    name = "thongsuot.incidents"
