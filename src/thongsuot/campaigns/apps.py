"""The app of mass messages that a competent authority asks for."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """What the subscribers of an area are told, by whom, and what came of it."""

    name = "thongsuot.campaigns"
