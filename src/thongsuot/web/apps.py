"""The app of the base pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Where every process and page starts."""

    name = "thongsuot.web"
