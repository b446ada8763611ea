"""The app of packages: signed things between installs."""

from django.apps import AppConfig


class LinksConfig(AppConfig):
    """What other installs are sent, what comes from them, and by which keys it is believed."""

    name = "thongsuot.links"
