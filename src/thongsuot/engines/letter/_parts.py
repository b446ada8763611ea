"""The parts of a letter around its duties, each a plain value."""

import datetime as dt
from dataclasses import dataclass

from thongsuot.engines.letter._terms import Act, Kin


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
class Cite:
    """An earlier letter and what this one does to it."""

    number: str
    act: Act


@dataclass(frozen=True, slots=True)
class Group:
    """A group of addressees: of which kind, where, and the members that its words list."""

    name: str
    kind: Kin
    area: str | None = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CutOff:
    """The last moment whose figures a report takes in; `at` is null where the text gives no computable one."""

    at: dt.datetime | None
    text: str


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
