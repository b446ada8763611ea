"""An SMS that begins with SU CO reports a failure; it is heard also from a number to which nobody wrote before."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils.timezone import localtime

from thongsuot.engines.message import international
from thongsuot.engines.vietnamese import fold
from thongsuot.organisations.models import Person
from thongsuot.outbox.models import Message, Reply

_REPORT = re.compile(r"[\W_]*su[\W_]*co(?![^\W_])")


def reports(text: str) -> bool:
    """Tell whether an SMS reports a failure: in whatever case, with or without marks."""
    return _REPORT.match(fold(unicodedata.normalize("NFKC", text))) is not None


def to_be_opened() -> QuerySet[Reply]:
    """Return the SMS that report a failure and have not been read for it, in the order in which they came."""
    return Reply.objects.filter(reporting=True).order_by("id")


def acknowledgement(number: str, at: datetime) -> str:
    """Return the key of what is written once a day to a number that reports."""
    return f"heard:{number}:{localtime(at):%Y-%m-%d}"


def acknowledged(number: str, at: datetime) -> Message | None:
    """Return what was written today to a number because it reports."""
    return Message.objects.filter(key=acknowledgement(number, at), reality=settings.REALITY).first()


def people_at(number: str) -> list[Person]:
    """Return the people who have a number of E.164, however it is written in the directory."""
    people = Person.objects.filter(is_active=True).exclude(phone="", other_phones=[]).select_related("organisation")
    return [person for person in people.order_by("pk") if number in map(international, person.phones)]
