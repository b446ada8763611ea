"""The envelope: who sends what to whom, in which reality and order, and the digests of everything behind it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from thongsuot.engines.package import _limits as limits
from thongsuot.engines.package._canonical import canonical, parsed
from thongsuot.engines.package._reasons import Reason, Unacceptable

VERSION = 1
NAMES = {"attachments", "body", "created_at", "from", "kind", "reality", "sequence", "to", "uuid", "version"}


@dataclass(frozen=True)
class Enclosure:
    """Bytes that follow the envelope, by digest (SHA-256 in hexadecimal) and size; an attachment has a name."""

    sha256: str
    size: int
    name: str = ""


@dataclass(frozen=True)
class Envelope:
    """What the signature holds; `sender` and `recipient` are fingerprints, `created_at` is the sender's clock."""

    uuid: UUID
    kind: str
    sender: str
    recipient: str
    reality: str
    sequence: int
    created_at: datetime
    body: Enclosure
    attachments: tuple[Enclosure, ...] = ()

    @property
    def size(self) -> int:
        """Return how many bytes follow envelope and signature."""
        return self.body.size + sum(each.size for each in self.attachments)

    def to_bytes(self) -> bytes:
        """Return the one form of the envelope; `ValueError` where a field is not as `from_bytes` would take it."""
        data = canonical(_plain(self))
        try:
            from_bytes(data)
        except Unacceptable as error:
            raise ValueError(str(error)) from error
        return data


def _plain(envelope: Envelope) -> dict[str, Any]:
    return {
        "version": VERSION,
        "uuid": str(envelope.uuid),
        "kind": envelope.kind,
        "from": envelope.sender,
        "to": envelope.recipient,
        "reality": envelope.reality,
        "sequence": envelope.sequence,
        "created_at": written(envelope.created_at),
        "body": {"sha256": envelope.body.sha256, "size": envelope.body.size},
        "attachments": [{"sha256": a.sha256, "size": a.size, "name": a.name} for a in envelope.attachments],
    }


def from_bytes(data: bytes) -> Envelope:
    """Return the envelope that the bytes are; raises `Unacceptable`: MALFORMED or OVERSIZED."""
    told = fields(parsed(data), NAMES)
    attachments = told["attachments"]
    if not isinstance(attachments, list):
        raise malformed("attachments")
    if len(attachments) > limits.MOST_ATTACHMENTS:
        raise Unacceptable(Reason.OVERSIZED, "attachments")
    envelope = Envelope(
        uuid=uuid_of(told["uuid"]),
        kind=_kind(told["kind"]),
        sender=text_of(told, "from", limits.FINGERPRINT),
        recipient=text_of(told, "to", limits.FINGERPRINT),
        reality=_reality(told["reality"]),
        sequence=_whole(told["sequence"], "sequence", limits.GREATEST),
        created_at=moment(told["created_at"]),
        body=_enclosure(told["body"], limits.LARGEST_BODY, named=False),
        attachments=tuple(_enclosure(each, limits.LARGEST_ATTACHMENT, named=True) for each in attachments),
    )
    if envelope.size > limits.LARGEST_PARCEL:
        raise Unacceptable(Reason.OVERSIZED, "everything together")
    return envelope


def is_kind(text: str) -> bool:
    """Tell whether an envelope may carry this word as its kind: `campaign.order`, at most 60 letters."""
    return len(text) <= limits.LONGEST_KIND and limits.KIND.fullmatch(text) is not None


def fields(told: Any, names: set[str]) -> dict[str, Any]:
    """Return an object that has just these fields, in the version that we speak."""
    if not isinstance(told, dict) or told.keys() != names:
        raise malformed("names of fields")
    if told["version"] != VERSION or told["version"] is True:
        raise malformed("version")
    return told


def malformed(what: str) -> Unacceptable:
    """Return the error that says what is not as we write it."""
    return Unacceptable(Reason.MALFORMED, what)


def uuid_of(told: Any) -> UUID:
    """Return the uuid whose one form the text is."""
    try:
        found = UUID(told)
    except (ValueError, AttributeError, TypeError) as error:
        raise malformed("uuid") from error
    if str(found) != told:
        raise malformed("uuid")
    return found


def text_of(told: dict[str, Any], name: str, pattern: re.Pattern[str]) -> str:
    """Return a field that is a text of the pattern."""
    value = told[name]
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise malformed(name)
    return value


def _kind(told: Any) -> str:
    if not isinstance(told, str) or not is_kind(told):
        raise malformed("kind")
    return told


def _reality(told: Any) -> str:
    if told not in limits.REALITIES:
        raise malformed("reality")
    return str(told)


def _whole(told: Any, name: str, greatest: int) -> int:
    if not isinstance(told, int) or isinstance(told, bool) or told < 1:
        raise malformed(name)
    if told > greatest:
        raise Unacceptable(Reason.OVERSIZED, name)
    return told


def _enclosure(told: Any, largest: int, *, named: bool) -> Enclosure:
    if not isinstance(told, dict) or told.keys() != {"sha256", "size", *(["name"] if named else [])}:
        raise malformed("an enclosure")
    name = told.get("name", "x")
    if not isinstance(name, str) or not 1 <= len(name) <= limits.LONGEST_NAME:
        raise malformed("name")
    if any(unicodedata.category(character) in ("Cc", "Cf", "Cs") for character in name):
        raise malformed("name")
    digest, size = text_of(told, "sha256", limits.DIGEST), _whole(told["size"], "size", largest)
    return Enclosure(digest, size, name if named else "")


def written(at: datetime) -> str:
    """Return a moment in UTC to the microsecond, in its one form."""
    if at.tzinfo is None:
        raise ValueError("a moment without its zone")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(27, "0")


def moment(told: Any) -> datetime:
    """Return the moment whose one form the text is; raises `Unacceptable`: MALFORMED."""
    try:
        found = datetime.strptime(told, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
        same = written(found) == told
    except (ValueError, TypeError) as error:
        raise malformed("a moment") from error
    if not same:
        raise malformed("a moment")
    return found
