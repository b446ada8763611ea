"""What a letter is once it has been read: plain values, spans into the text, nothing guessed."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum


class UnreadableLetter(Exception):
    """The bytes hold no letter that can be read; `message` tells a person why and what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Mode(StrEnum):
    ONE_OFF = "one_off"
    RECURRING = "recurring"
    STANDING = "standing"
    CONDITIONAL = "conditional"
    PROHIBITION = "prohibition"


class Relation(StrEnum):
    BEFORE = "before"
    FROM = "from"
    UNTIL = "until"
    ASAP = "asap"


class Obliged(StrEnum):
    ALL = "all"
    TELECOM = "telecom"
    MOBILE = "mobile"
    FIXED = "fixed"
    INTERNET = "internet"
    POSTAL = "postal"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Issuer:
    name: str | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class LegalBasis:
    type: str
    number: str | None
    date: dt.date | None
    issuer: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit as the text states it; `at` is null where the text gives no computable moment."""

    at: dt.datetime | None
    relation: Relation
    text: str
    recurrence: str | None = None


@dataclass(frozen=True, slots=True)
class Obligation:
    """One duty; `quote` is the letter's text from `start` to `end`, never corrected."""

    quote: str
    start: int
    end: int
    mode: Mode
    obliged: Obliged
    obliged_names: tuple[str, ...]
    kind: str
    effective_from: dt.date | None
    deadline: Deadline | None
    score: float
    paragraph: int
    trigger: str | None = None
    coordinate_with: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    umbrella: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    name: str | None
    title: str | None
    phone: str


@dataclass(frozen=True, slots=True)
class Recipient:
    name: str
    purpose: str | None


@dataclass(frozen=True, slots=True)
class Signer:
    authority_form: str | None = None
    title: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body that carries duties, numbered from 1 in the order of the text."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Letter:
    """All that was read; offsets count code points of `text`."""

    file: str
    format: str
    pages: int
    text: str
    text_sha256: str
    issuer: Issuer = field(default_factory=Issuer)
    doc_type: str | None = None
    number: str | None = None
    date: dt.date | None = None
    place: str | None = None
    subject: str | None = None
    addressees: tuple[str, ...] = ()
    legal_basis: tuple[LegalBasis, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    contacts: tuple[Contact, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    signer: Signer = field(default_factory=Signer)
    paragraphs: tuple[Paragraph, ...] = ()
    warnings: tuple[str, ...] = ()
