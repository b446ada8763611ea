"""What a peer's answer means for a message, whatever the peer speaks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext as _

from thongsuot.organisations.models import System
from thongsuot.outbox import actions
from thongsuot.outbox.models import Message

SENDER = System("Hộp thư đi")


class Outcome(StrEnum):
    """What the peer's answer means for the message."""

    SENT = "sent"
    LATER = "later"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"  # certainly not taken
    UNCERTAIN = "uncertain"


@dataclass(frozen=True)
class Answer:
    """The peer's answer, and its words for those who ask later."""

    outcome: Outcome
    words: str


class Unreachable(Exception):  # named for what happened (STYLE 10)
    """The peer does not answer; nothing has left."""


Mine = Callable[[], bool]
Send = Callable[[Message, Mine], Answer]


def taken_over() -> Answer:
    """Say that a sender that was asleep does not send what others have taken over."""
    return Answer(Outcome.UNREACHABLE, _("Tin đã được tiến trình khác xử lý."))


def settle(message: Message, answer: Answer, at: datetime) -> None:
    """Write down what became of a claimed message; raises ClaimLost."""
    match answer.outcome:
        case Outcome.SENT:
            actions.settle_sent(message, outcome=answer.words, by=SENDER, at=at)
        case Outcome.UNREACHABLE:
            actions.give_back(message, outcome=answer.words, by=SENDER, at=at)
        case Outcome.UNCERTAIN:
            actions.settle_uncertain(message, outcome=answer.words, by=SENDER, at=at)
        case outcome:
            final = outcome is Outcome.REFUSED
            actions.settle_failed(message, outcome=answer.words, final=final, by=SENDER, at=at)
