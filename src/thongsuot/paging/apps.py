"""The app of ladders, pages and reminders: who must be reached next."""

from django.apps import AppConfig


class PagingConfig(AppConfig):
    """Who must be reached next."""

    name = "thongsuot.paging"
