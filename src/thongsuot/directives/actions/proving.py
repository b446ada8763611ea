"""One-time codes: made for one person and one matter, sent or read out, and proven within few tries."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from thongsuot.directives.actions import mailing, pacing
from thongsuot.directives.models import Code
from thongsuot.directives.queries import Address, keys
from thongsuot.organisations.models import Organisation, Person

LASTS = timedelta(minutes=10)
TRIES = 5  # wrong ones a code; the next needs a new code
RESUMES = timedelta(minutes=2)  # a code sent twice because the network went away is heard twice
GUESSING = pacing.Rule("guess", free=3, first=timedelta(seconds=5), longest=timedelta(hours=1))
SENDING = pacing.Rule("send", free=3, first=timedelta(minutes=1), longest=timedelta(hours=1))


class WrongCode(Exception):
    """The digits are not those of a code that holds."""

    def __init__(self, left: int) -> None:
        said = _("Mã không đúng; chưa có gì thay đổi. Hãy xem lại mã; còn %(left)s lần nhập.") % {"left": left}
        super().__init__(said if left > 0 else _("Mã không còn hiệu lực; chưa có gì thay đổi. Hãy nhận mã mới."))


@dataclass(frozen=True)
class Matter:
    """What a code is for: a purpose, the row it speaks of ("topic:id"), and the digest of the content it approves."""

    organisation: Organisation
    reality: str
    purpose: str
    about: str
    digest: str = ""


def send_code(matter: Matter, person: Person, to: Address, *, at: datetime) -> Code:
    """Send a person a new code; asking again and again is slowed down. Call it outside of any other act."""
    with transaction.atomic():
        pacing.count(SENDING, pacing.held(SENDING, f"{matter.about}:{matter.purpose}", at), at)
        code, digits = _made(matter, person, at, way=to.way, sent_to=to.place)
        mailing.mail_code(code, digits, at=at)
    return code


@transaction.atomic
def read_out_code(matter: Matter, person: Person, *, by: Person, at: datetime) -> str:
    """Make a code that an officer reads out on the telephone; who did so is kept. The caller asks `require` first."""
    _code, digits = _made(matter, person, at, way=Code.Way.CALL, read_by=by)
    return digits


def _made(matter: Matter, person: Person, at: datetime, **way: object) -> tuple[Code, str]:
    digits = str(secrets.randbelow(10**keys.CODE_DIGITS)).zfill(keys.CODE_DIGITS)
    code = Code.objects.create(
        organisation=matter.organisation,
        reality=matter.reality,
        purpose=matter.purpose,
        about=matter.about,
        digest=matter.digest,
        person=person,
        secret_hash=_hash(matter.about, digits),
        made_at=at,
        until=at + LASTS,
        **way,
    )
    return code, digits


def _hash(about: str, digits: str) -> bytes:
    return keys.keyed(f"code:{about}", digits)


def check_code(matter: Matter, typed: str, *, person: Person | None, at: datetime) -> Code:
    """Return the code that was typed and spend it; a wrong one is counted, and raises WrongCode or TooSoon.

    Without a person, a code that was read out on the telephone is meant. The count must outlive the refusal: call this
    before the transaction of the act itself, never inside it.
    """
    with transaction.atomic():
        found, left = _tried(matter, keys.digits_of(typed), person, at)
    if found is None:
        raise WrongCode(left)
    return found


def _tried(matter: Matter, digits: str, person: Person | None, at: datetime) -> tuple[Code | None, int]:
    pace = pacing.held(GUESSING, f"{matter.about}:{matter.purpose}:{person.pk if person else 'call'}", at)
    live = [code for code in _live(matter, person, at) if code.attempts < TRIES]
    wanted = _hash(matter.about, digits)
    found = next((code for code in live if constant_time_compare(bytes(code.secret_hash), wanted)), None)
    if found is not None:
        pacing.forgive(pace)
        found.used_at = found.used_at or at
        found.save(update_fields=["used_at"])
        return found, TRIES
    if live or person is not None:
        pacing.count(GUESSING, pace, at)
    for code in live:
        code.attempts += 1
        code.save(update_fields=["attempts"])
    return None, max((TRIES - code.attempts for code in live), default=0)


def _live(matter: Matter, person: Person | None, at: datetime) -> list[Code]:
    rows = Code.objects.select_for_update().filter(
        about=matter.about, purpose=matter.purpose, digest=matter.digest, until__gt=at
    )
    rows = rows.filter(person=person) if person is not None else rows.filter(way=Code.Way.CALL)
    return [code for code in rows if code.used_at is None or at - code.used_at < RESUMES]
