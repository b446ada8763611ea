"""An SMS came: it answers the last one that went to its number, whole or part by part."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thongsuot.engines.message import Alphabet, NotTogether, Piece, Place, join
from thongsuot.organisations.models import Actor
from thongsuot.outbox import queries
from thongsuot.outbox.actions.acknowledging import acknowledge
from thongsuot.outbox.actions.answering import reply
from thongsuot.outbox.models import Channel, Message, Reply, ReplyPart

AGAIN = timedelta(minutes=10)  # the same words within it are the centre's second sending, not the person's


@transaction.atomic
def hear(number: str, piece: Piece, *, by: Actor, at: datetime) -> bool:
    """Keep what came from a number of E.164; False, and nothing kept, where nothing was ever sent to it.

    Who reports a failure is heard all the same, and told so. What the centre sends again, because our answer was lost,
    is kept once.
    """
    message = queries.last_told(number) if number else None
    if message is None and number:
        message = _reporting(number, piece, by=by, at=at)
    if message is None:
        return False
    Message.objects.select_for_update().get(pk=message.pk)  # the same answer may come over two sessions at once
    if piece.place is None:
        _answered(message, _words([piece]), by=by, at=at)
    elif _new_part(message, number, piece, piece.place, at=at):
        _join(message, number, piece.place, by=by, at=at)
    return True


def _reporting(number: str, piece: Piece, *, by: Actor, at: datetime) -> Message | None:
    """Return what is written to somebody who reports a failure and to whom nobody wrote before."""
    first = piece.place is None or piece.place.number == 1
    if first and queries.reports(piece.text):
        return acknowledge(number, by=by, at=at)
    return None if first else queries.acknowledged(number, at)


@transaction.atomic
def end_waiting(*, by: Actor, at: datetime) -> int:
    """Let go of old parts: what never became whole is an answer as far as it came; return how many did."""
    count = 0
    for old in queries.old_parts(at).filter(reply__isnull=True):
        parts = list(_parts(old.source, Place(old.reference, old.total, old.number)).order_by("number"))
        if parts:  # else they went with the one before
            _answered(old.message, _as_far_as_it_came(parts), by=by, at=at)
            _parts(old.source, Place(old.reference, old.total, old.number)).delete()
            count += 1
    queries.old_parts(at).delete()
    return count


def _as_far_as_it_came(parts: list[ReplyPart]) -> str:
    missing = sorted(set(range(1, parts[0].total + 1)) - {part.number for part in parts})
    facts = {"parts": ", ".join(map(str, missing)), "total": parts[0].total}
    came = "".join(_piece(part).text for part in parts)
    absent = _("[thiếu phần %(parts)s của %(total)s]") % facts
    return f"{came} {absent}"


def _answered(message: Message, words: str, *, by: Actor, at: datetime) -> Reply:
    words = words.replace("\0", "")  # what PostgreSQL holds in no text
    said = {"message": message, "channel": Channel.SMS, "body": words}
    before = Reply.objects.filter(**said, received_at__gt=at - AGAIN).first()
    return before or reply(message, body=words, channel=Channel.SMS, by=by, at=at, name=message.name)


def _new_part(message: Message, number: str, piece: Piece, place: Place, *, at: datetime) -> bool:
    """Keep a part; False where it came before. References go round: another text under one known begins anew."""
    known = _parts(number, place)
    had = known.filter(number=place.number).first()
    if had is not None and bytes(had.body) == piece.body and had.alphabet == piece.alphabet:
        return False
    if had is not None:
        known.delete()
    ReplyPart.objects.create(
        message=message,
        organisation_id=message.organisation_id,
        reality=message.reality,
        source=number,
        reference=place.reference,
        total=place.total,
        number=place.number,
        alphabet=piece.alphabet,
        body=piece.body,
        received_at=at,
        inside=message.inside,
    )
    return True


def _join(message: Message, number: str, place: Place, *, by: Actor, at: datetime) -> None:
    parts = _parts(number, place)
    pieces = [_piece(part) for part in parts]
    if len(pieces) == place.total:
        answer = _answered(message, _words(pieces), by=by, at=at)
        parts.update(reply=answer)


def _parts(number: str, place: Place) -> QuerySet[ReplyPart]:
    return ReplyPart.objects.filter(
        source=number, reference=place.reference, total=place.total, reality=settings.REALITY
    )


def _piece(part: ReplyPart) -> Piece:
    place = Place(part.reference, part.total, part.number)
    return Piece(Alphabet(part.alphabet), bytes(part.body), place)


def _words(pieces: list[Piece]) -> str:
    try:
        return join(pieces) or _("(tin nhắn trống)")
    except NotTogether:  # all are there: of different alphabets, or no text at all
        texts = [piece.text for piece in sorted(pieces, key=lambda piece: piece.place.number if piece.place else 0)]
        return "".join(texts) or _("(tin nhắn không phải văn bản, không đọc được)")
