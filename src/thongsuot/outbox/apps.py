"""The app of messages: one message to one person or mailbox."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """What is said to whom, and what became of it."""

    name = "thongsuot.outbox"
