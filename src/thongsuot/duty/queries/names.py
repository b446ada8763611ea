"""Whom a name in somebody's sheet means; diacritics may be missing, and what fits two people is nobody's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from thongsuot.engines.vietnamese import fold, given_name, normalise_tone
from thongsuot.organisations.models import Person

APART = re.compile(r"\s*(?:[\n;,/+&]|\s+và\s+)\s*", re.IGNORECASE)
COMRADE = re.compile(r"(?<!\w)[đd]/c\b[.:]?", re.IGNORECASE)  # it has the sign that parts two names
TITLE = re.compile(r"^(?:đc|ông|bà|anh|chị|mr|ms)\b[.:]?\s*", re.IGNORECASE)
NUMBER = re.compile(r"\(.*?\)|\+?\d[\d .-]{6,}")  # a telephone number or a remark behind the name
WORD = re.compile(r"[^\W_]+")
NOBODY = {"", "-", "–", "—", "x", "trống"}


def names_in(cell: str) -> list[str]:
    """Return the names of a cell, without titles and telephone numbers; a dash is nobody."""
    parts = APART.split(NUMBER.sub(" ", COMRADE.sub(" ", cell)))
    names = [" ".join(TITLE.sub("", part.strip()).split()).strip(".:- ") for part in parts]
    return [name for name in names if name.lower() not in NOBODY]


class Known:
    """The people of an organisation, by what they are called."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._whole: dict[str, list[Person]] = defaultdict(list)
        self._given: dict[str, list[Person]] = defaultdict(list)
        self._address: dict[str, Person] = {}
        for person in people:
            self._whole[fold(person.name)].append(person)
            self._given[fold(given_name(person.name))].append(person)
            if person.email:
                self._address[person.email.lower()] = person

    def called(self, name: str) -> list[Person]:
        """Return who may be meant: one where it is clear, several where it is not, nobody where nobody has the name.

        What is written with all its marks counts before what fits without them; a given name alone will do.
        """
        found = self._whole[fold(name)] if fold(name) in self._whole else self._given.get(fold(name), [])
        exact = [person for person in found if _spelt(name) in (_spelt(person.name), _spelt(given_name(person.name)))]
        return exact if len(exact) == 1 else list(found)

    def addressed(self, address: str) -> Person | None:
        """Return whose e-mail address this is."""
        return self._address.get(address.strip().lower())

    def named_in(self, text: str) -> list[Person]:
        """Return everybody whose whole name stands in a text."""
        words = " ".join(["", *WORD.findall(fold(text)), ""])
        return [person for name, people in self._whole.items() if f" {name} " in words for person in people]


def _spelt(name: str) -> str:
    return normalise_tone(" ".join(name.split())).lower()
