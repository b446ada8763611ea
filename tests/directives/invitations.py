"""A letter with invitations, and what a guest at the telephone reads and types."""

from __future__ import annotations

import re

from tests.cast import MONDAY
from tests.directives import small

from thongsuot.directives import actions, queries
from thongsuot.directives.models import Code, Invitation
from thongsuot.directives.queries import keys
from thongsuot.organisations import access
from thongsuot.outbox.models import Message

REPORT = ("Báo cáo kết quả về Sở trước 14 giờ 00 ngày 07/02/2020.", "one_off", "all", "REPORT")


def letter(cast, *, to=("dd-1", "dd-2"), at=MONDAY, **changes):
    """Issue a small letter that names two duties."""
    return small.issue(cast, small.OTHER, REPORT, to=to, at=at, **changes)


def invitation(letter, code="dd-1"):
    """Return an organisation's invitation."""
    rows = Invitation.objects.select_related("organisation", "directive__organisation")
    return rows.get(directive=letter, organisation__code=code)


def secret_of(letter, code="dd-1"):
    """Return the secret part of an organisation's link."""
    return keys.secret_of(invitation(letter, code))


def address_of(cast, username="dd-1.daumoi", *, at=MONDAY):
    """Return how a form names the e-mail address of somebody."""
    person = cast.person(username)
    found = queries.addresses_of(person.organisation, at)
    return next(address.key for address in found if address.person == person and address.way == Code.Way.EMAIL)


def digits_in(message):
    """Return the six digits that a message says."""
    return re.sub(r"\s", "", re.search(r"\d{3} \d{3}", message.body)[0])


def sent(person):
    """Return the digits of the newest code that was sent to a person."""
    message = Message.objects.filter(recipient=person, subject__startswith="Mã xác nhận").order_by("-id").first()
    return digits_in(message)


def proven(cast, letter, username="dd-1.daumoi", *, at=MONDAY):
    """Let somebody prove a code; return the secret of the link and the proof."""
    person = cast.person(username)
    secret = secret_of(letter, person.organisation.code)
    key = address_of(cast, username, at=at)
    with access.nobody():
        actions.ask_code(secret, key, at=at)
    digits = sent(person)
    with access.nobody():
        _guest, proof = actions.prove(secret, digits, person_id=person.pk, at=at)
    return secret, proof
