"""The app of directives and what they oblige."""

from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    """What was ordered, to whom, by when."""

    name = "thongsuot.directives"
