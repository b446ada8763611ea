"""The app of organisations, areas and people."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Who there is."""

    name = "thongsuot.organisations"
