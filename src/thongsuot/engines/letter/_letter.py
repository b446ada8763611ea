"""What a letter is once it has been read: plain values, spans into the text, nothing guessed."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from thongsuot.engines.letter._parts import (
    Cite,
    Contact,
    CutOff,
    Group,
    Issuer,
    LegalBasis,
    Paragraph,
    Recipient,
    Signer,
)
from thongsuot.engines.letter._terms import Mode, Obliged, Relation


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit as the text states it; `at` is null where the text gives no computable moment."""

    at: dt.datetime | None
    relation: Relation
    text: str
    recurrence: str | None = None


@dataclass(frozen=True, slots=True)
class Obligation:
    """One duty; `quote` is the letter's text from `start` to `end`, never corrected.

    `score` is the chance that it begins where it should, in the right mode, binding whom it should.
    """

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
    led_by: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    form: str | None = None
    cut_off: CutOff | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """What the issuer promises to do itself; `quote` is the letter's text from `start` to `end`, never corrected."""

    quote: str
    start: int
    end: int
    deadline: Deadline | None


@dataclass(frozen=True, slots=True)
class Letter:
    """All that was read; offsets count code points of `text`; `confidence` is the chance that a field is right."""

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
    commitments: tuple[Commitment, ...] = ()
    urgency: str | None = None
    cites: tuple[Cite, ...] = ()
    groups: tuple[Group, ...] = ()
    confidence: Mapping[str, float] = field(default_factory=dict)
