"""What the department's papers say: reminders, words for a chat, the reserve papers."""

from thongsuot.directives.papers.chasing import chat, reminder
from thongsuot.directives.papers.invitations import door, link, slips, words_for_chat, words_for_letter
from thongsuot.directives.papers.naming import cite, letterhead
from thongsuot.directives.papers.reserve import reserve

__all__ = [
    "chat",
    "cite",
    "door",
    "letterhead",
    "link",
    "reminder",
    "reserve",
    "slips",
    "words_for_chat",
    "words_for_letter",
]
