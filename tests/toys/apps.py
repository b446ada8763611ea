"""A toy app that stands on the whole ground floor: pumps of a flood gate."""

from django.apps import AppConfig


class ToysConfig(AppConfig):
    """Shows in a hundred lines how an app is built here."""

    name = "tests.toys"
    label = "toys"
    default_auto_field = "django.db.models.BigAutoField"
