"""Who knocks, and what of it is taken in: a key, perhaps a signature and a time, and a body that can be read."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import time
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from thongsuot.incidents import queries
from thongsuot.incidents.api.answers import Answer, Why, answer
from thongsuot.incidents.models import Source

LARGEST = 2 * 1024 * 1024  # bytes of a body
LASTS = 3.0  # seconds that a key is believed without being looked up again
MOST_KEYS = 4_096
MOST_REPEATS = 20_000


@dataclass(frozen=True)
class Asked:
    """The head of a delivery: what it says of itself."""

    method: str
    authorization: str
    length: str = ""
    sent_at: str = ""  # X-TS-Time: seconds since 1970, or ISO 8601
    signature: str = ""  # X-TS-Signature: sha256=<HMAC by the key of time, full stop and body, in hexadecimal>

    @property
    def secret(self) -> str:
        """Return the key: after Bearer, or the password of Basic; nothing where none is told."""
        scheme, _space, told = self.authorization.partition(" ")
        if scheme.lower() == "bearer":
            return told.strip()
        if scheme.lower() != "basic":
            return ""
        try:
            return base64.b64decode(told.strip(), validate=True).decode().partition(":")[2]
        except (binascii.Error, ValueError):
            return ""

    @property
    def digest(self) -> bytes:
        """Return what we keep of the key."""
        return hashlib.sha256(self.secret.encode(errors="replace")).digest()

    @property
    def moment(self) -> datetime | None:
        """Return when it was sent, as the source's clock has it."""
        try:
            return datetime.fromtimestamp(float(self.sent_at), UTC)
        except (ValueError, OverflowError, OSError):
            pass
        try:
            told = datetime.fromisoformat(self.sent_at)
        except ValueError:
            return None
        return told if told.tzinfo else None


class Keys:
    """Which source speaks with a key: looked up once in a few seconds, so that an ended one is refused within them."""

    def __init__(self, lasts: float = LASTS) -> None:
        self.lasts = lasts
        self._known: dict[bytes, tuple[float, Source | None]] = {}

    def at_hand(self, digest: bytes) -> tuple[bool, Source | None]:
        """Return whether the key was looked up lately, and whose it is."""
        until, source = self._known.get(digest, (0.0, None))
        return until > time.monotonic(), source

    def look_up(self, digest: bytes) -> Source | None:
        """Ask the tables whose key it is."""
        source = queries.spoken_with(digest)
        if len(self._known) >= MOST_KEYS:
            self._known.clear()
        self._known[digest] = time.monotonic() + self.lasts, source
        return source


class Repeats:
    """What was taken in lately with a time of its own: the same once more is a repeat."""

    def __init__(self) -> None:
        self._seen: OrderedDict[bytes, None] = OrderedDict()

    def __contains__(self, mark: bytes) -> bool:
        return mark in self._seen

    def add(self, mark: bytes) -> None:
        """Remember one that is safe."""
        if mark:
            self._seen[mark] = None
            if len(self._seen) > MOST_REPEATS:
                self._seen.popitem(last=False)


@dataclass(frozen=True)
class Verdict:
    """What is to be done with a delivery: kept or not, and the answer once that is done."""

    answer: Answer
    keep: bool = True
    skew: timedelta | None = None  # of the source's clock against ours, where it told the time
    mark: bytes = b""


def head(asked: Asked) -> Answer | None:
    """Return the refusal that needs neither tables nor body; None where there is none."""
    if asked.method != "POST":
        return answer(Why.WRONG_METHOD)
    if asked.length.isdecimal() and int(asked.length[:12]) > LARGEST:
        return answer(Why.TOO_LARGE)
    return None if asked.secret else answer(Why.NO_KEY)


def admit(asked: Asked, source: Source | None, at: datetime) -> Answer | None:
    """Return the refusal of whoever speaks with this key; None where it may speak."""
    if source is None or not hmac.compare_digest(bytes(source.credential.secret_hash), asked.digest):
        return answer(Why.WRONG_KEY)
    if not queries.connected(source, at):
        return answer(Why.NOT_CONNECTED)
    if source.credential.valid_until is not None and source.credential.valid_until <= at:
        return answer(Why.WRONG_KEY)
    return answer(Why.NOT_BY_MAIL) if source.kind == Source.Kind.EMAIL else None


def judge(asked: Asked, source: Source, body: bytes, repeats: Repeats, at: datetime) -> Verdict:
    """Say what is to be done with a body; what cannot be read is kept too, and a clock that is off loses nothing."""
    if len(body) > LARGEST:
        return Verdict(answer(Why.TOO_LARGE), keep=False)
    if asked.signature and not _signed(asked, body):
        return Verdict(answer(Why.WRONG_SIGNATURE), keep=False)
    moment = asked.moment if asked.sent_at else None
    mark = _mark(asked, source, body) if asked.sent_at else b""
    if mark and mark in repeats:
        return Verdict(answer(Why.REPEATED), keep=False)
    skew = moment - at if moment is not None else None
    if fault := queries.unreadable(body):
        return Verdict(answer(Why.UNREADABLE, fault), skew=skew, mark=mark)
    off = asked.sent_at != "" and (skew is None or queries.off_clock(skew))
    return Verdict(answer(Why.OFF_CLOCK if off else Why.KEPT), skew=skew, mark=mark)


def _signed(asked: Asked, body: bytes) -> bool:
    due = hmac.new(asked.secret.encode(errors="replace"), asked.sent_at.encode() + b"." + body, hashlib.sha256)
    told = asked.signature.strip().lower().removeprefix("sha256=")
    return hmac.compare_digest(due.hexdigest().encode(), told.encode(errors="replace"))


def _mark(asked: Asked, source: Source, body: bytes) -> bytes:
    told = f"{source.pk} {asked.sent_at} ".encode(errors="replace")
    return hashlib.sha256(told + hashlib.sha256(body).digest()).digest()
