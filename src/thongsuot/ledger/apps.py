"""The app of moves, evidence and orders."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """What changed, what counts, what is in force."""

    name = "thongsuot.ledger"
