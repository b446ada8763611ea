"""Each line of a list of contacts laid beside the directory: who is known, what is new, what would change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from thongsuot.engines import contacts
from thongsuot.organisations.models import Organisation, Person, Role
from thongsuot.organisations.queries.seeing import in_force

NAMELESS = "Cán bộ đầu mối"  # of whom a list gives a number and nothing else
FILLED = (
    "address",
    "phone",
    "email",
    "services",
)  # an organisation's own entry goes before a list: only gaps are filled


@dataclass(frozen=True)
class Change:
    """One row made (`before` is none) or changed by a line; `ref` names it before it has a key."""

    line: int
    topic: str  # organisation, person, role
    ref: str
    before: dict[str, Any] | None
    after: dict[str, Any]


@dataclass
class _Known:
    """A row of the directory, or one that the list will make."""

    ref: str
    name: str
    facts: dict[str, Any]
    made: Change | None = None  # the change by which the list makes it
    organisations: set[str] = field(default_factory=set)
    roles: set[tuple[str, str]] = field(default_factory=set)
    signs_in: bool = False

    @property
    def digits(self) -> set[str]:
        """Return the numbers, comparable."""
        return {contacts.digits(phone) for phone in (self.facts["phone"], *self.facts["other_phones"]) if phone}


class Planner:
    """Takes the lines one by one; what an earlier line makes is known to the later ones."""

    def __init__(self, department: Organisation, at: datetime) -> None:
        self.changes: list[Change] = []
        self._numbers = 0
        self._organisations: dict[str, _Known] = {}
        self._names = contacts.Names()
        self._people: dict[str, list[_Known]] = {}
        self._by_digits: dict[str, list[_Known]] = {}
        rows = Organisation.objects.filter(in_force(at), supervisor=department, kind=Organisation.Kind.ENTERPRISE)
        for row in rows:
            facts = {name: getattr(row, name) for name in FILLED}
            self._know_organisation(_Known(f"organisation:{row.pk}", row.name, facts), row.short_name, row.code)
        for known in _people(rows, at):
            self._know_person(known)

    def take(self, line: contacts.Line) -> tuple[str, tuple[str, ...]]:
        """Plan one line; return what it comes to and what is to be looked at."""
        before, notes = len(self.changes), list(line.notes)
        organisation = self._organisation(line, notes)
        for person in line.people:
            self._person(line.line, organisation, person, notes)
        told = self.changes[before:]
        if not told:
            return "same", tuple(notes)
        return ("new" if any(change.before is None for change in told) else "changed"), tuple(notes)

    def _organisation(self, line: contacts.Line, notes: list[str]) -> _Known:
        said: dict[str, Any] = {
            "address": line.address,
            "phone": line.phone,
            "email": line.email,
            "services": list(line.services),
        }
        known = self._organisations.get(contacts.organisation_key(line.organisation))
        if known is not None:
            gaps = {name: value for name, value in said.items() if value and not known.facts[name]}
            self._change(line.line, known, gaps)
            return known
        if like := self._names.like(line.organisation):
            notes.append(f"Đơn vị mới, tên gần giống “{like}”; nếu là một đơn vị, hãy sửa tên trong bảng")
        if not line.services:
            notes.append("Chưa rõ dịch vụ của đơn vị")
        facts = {"name": line.organisation, "short_name": line.short_name or _short(line.organisation), **said}
        known = _Known(self._new("organisation"), line.organisation, facts)
        known.made = self._make(line.line, known)
        self._know_organisation(known, line.short_name)
        return known

    def _person(self, line: int, organisation: _Known, told: contacts.Person, notes: list[str]) -> None:
        known = self._find(organisation, told)
        if known is None:
            facts: dict[str, Any] = {
                "name": told.name or NAMELESS,
                "title": told.title,
                "organisation": organisation.ref,
                "phone": next(iter(told.phones), ""),
                "other_phones": list(told.phones[1:]),
                "email": told.email,
            }
            known = _Known(self._new("person"), facts["name"], facts, organisations={organisation.ref})
            notes.extend(self._shared(known))
            known.made = self._make(line, known)
            self._know_person(known)
        else:
            news = _news(known, told)
            if known.signs_in and news.pop("email", None):  # a password is renewed by mail
                notes.append(f"{known.name} có tài khoản nên thư điện tử không đổi theo bảng")
            self._change(line, known, news)
            self._know_numbers(known)
            if organisation.ref not in known.organisations:
                notes.append(f"{known.name} làm việc cho nhiều đơn vị")
                known.organisations.add(organisation.ref)
        if (organisation.ref, told.role) not in known.roles:
            known.roles.add((organisation.ref, told.role))
            after = {"person": known.ref, "organisation": organisation.ref, "name": told.role}
            self.changes.append(Change(line, "role", self._new("role"), None, after))

    def _find(self, organisation: _Known, told: contacts.Person) -> _Known | None:
        """Find the same human: the same name in the same organisation, or with the same number or address elsewhere."""
        digits = {contacts.digits(phone) for phone in told.phones}
        if not told.name:
            by_number = [known for number in sorted(digits) for known in self._by_digits.get(number, [])]
            return next((known for known in by_number if organisation.ref in known.organisations), None)
        named = self._people.get(contacts.person_key(told.name), [])
        for known in named:
            if organisation.ref in known.organisations:
                return known
        for known in named:
            if digits & known.digits or (told.email and told.email == known.facts["email"]):
                return known
        return None

    def _shared(self, new: _Known) -> Iterator[str]:
        for number in sorted(new.digits):
            for other in self._by_digits.get(number, [])[:1]:
                yield f"Số {new.facts['phone']} cũng là của {other.name}"

    def _change(self, line: int, known: _Known, news: dict[str, Any]) -> None:
        if not news:
            return
        before = {name: known.facts[name] for name in news}
        known.facts.update(news)
        if known.made is not None:
            known.made.after.update(news)  # an earlier line makes the row: it is made so at once
        else:
            self.changes.append(Change(line, known.ref.split(":")[0], known.ref, before, dict(news)))

    def _make(self, line: int, known: _Known) -> Change:
        change = Change(line, known.ref.split(":")[0], known.ref, None, dict(known.facts))
        self.changes.append(change)
        return change

    def _new(self, topic: str) -> str:
        self._numbers += 1
        return f"{topic}:new-{self._numbers}"

    def _know_organisation(self, known: _Known, *other_names: str) -> None:
        for name in filter(None, (known.name, *other_names)):
            self._organisations.setdefault(contacts.organisation_key(name), known)
        self._names.add(known.name)

    def _know_person(self, known: _Known) -> None:
        self._people.setdefault(contacts.person_key(known.name), []).append(known)
        self._know_numbers(known)

    def _know_numbers(self, known: _Known) -> None:
        for number in known.digits:
            if known not in (others := self._by_digits.setdefault(number, [])):
                others.append(known)


def _news(known: _Known, told: contacts.Person) -> dict[str, Any]:
    """Return what the list says otherwise; a number that was known stays among the others."""
    news: dict[str, Any] = {}
    fresh = [phone for phone in told.phones if contacts.digits(phone) not in known.digits]
    if fresh:
        first = told.phones[0]
        kept = [known.facts["phone"], *known.facts["other_phones"], *told.phones[1:]]
        rest = {contacts.digits(phone): phone for phone in kept if phone and phone != first}
        news = {"phone": first, "other_phones": list(rest.values())}
    for name in ("title", "email"):
        value = getattr(told, name)
        if value and value != known.facts[name]:
            news[name] = value
    return news


def _people(organisations: Any, at: datetime) -> Iterator[_Known]:
    """Give the active people of the organisations, main and other, each with the roles held."""
    held: dict[int, set[tuple[str, str]]] = {}
    for person, organisation, name in Role.objects.filter(in_force(at), organisation__in=organisations).values_list(
        "person_id", "organisation_id", "name"
    ):
        held.setdefault(person, set()).add((f"organisation:{organisation}", name))
    rows = Person.objects.filter(is_active=True, organisation__in=organisations) | Person.objects.filter(
        is_active=True, pk__in=held
    )
    for row in rows.distinct():
        roles = held.get(row.pk, set())
        facts = {name: getattr(row, name) for name in ("title", "phone", "other_phones", "email")}
        belongs = {f"organisation:{row.organisation_id}", *(organisation for organisation, _ in roles)}
        signs_in = row.has_usable_password()
        yield _Known(f"person:{row.pk}", row.name, facts, organisations=belongs, roles=roles, signs_in=signs_in)


def _short(name: str) -> str:
    """Give a name for columns: usual abbreviations, at most 40 characters."""
    for long, short in (
        ("Tổng công ty", "TCT"), ("Công ty", "Cty"), ("Trách nhiệm hữu hạn", "TNHH"), ("trách nhiệm hữu hạn", "TNHH"),
        ("Cổ phần", "CP"), ("cổ phần", "CP"), ("Chi nhánh", "CN"), ("một thành viên", "MTV"),
    ):  # fmt: skip
        name = name.replace(long, short)
    return name if len(name) <= 40 else name[:39].rstrip() + "…"
