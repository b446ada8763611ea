"""A list of contacts as offices keep it, read line by line: who belongs where, and how to reach them."""

from __future__ import annotations

from thongsuot.engines.contacts._columns import MEANINGS, ROLES, services_of
from thongsuot.engines.contacts._guess import Layout, cleaned, guess, rows_of
from thongsuot.engines.contacts._lines import Fault, Line, Reading, read
from thongsuot.engines.contacts._names import Names, organisation_key, person_key
from thongsuot.engines.contacts._people import Named, UnreadableName, people
from thongsuot.engines.contacts._persons import Person
from thongsuot.engines.contacts._phones import UnreadablePhone, digits, phones

__all__ = [
    "MEANINGS",
    "ROLES",
    "Fault",
    "Layout",
    "Line",
    "Named",
    "Names",
    "Person",
    "Reading",
    "UnreadableName",
    "UnreadablePhone",
    "cleaned",
    "digits",
    "guess",
    "organisation_key",
    "people",
    "person_key",
    "phones",
    "read",
    "rows_of",
    "services_of",
]
