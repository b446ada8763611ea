"""The people of one line: a column of names with the columns of titles, numbers and addresses that follow it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thongsuot.engines.contacts._columns import ROLES
from thongsuot.engines.contacts._people import EMAIL, Named, UnreadableName, people
from thongsuot.engines.contacts._phones import UnreadablePhone, phones

_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_LONGEST_TITLE, _LONGEST_ADDRESS = 80, 254


@dataclass(frozen=True)
class Person:
    """Somebody of a line; `name` is empty where there is a number and nothing else."""

    role: str
    name: str
    title: str = ""
    phones: tuple[str, ...] = ()
    email: str = ""


@dataclass(frozen=True)
class Group:
    """Which columns speak of the same people."""

    role: str
    name: int | None
    titles: tuple[int, ...]
    phones: tuple[int, ...]
    emails: tuple[int, ...]

    @property
    def places(self) -> tuple[int, ...]:
        """Return all of the columns."""
        return (*(() if self.name is None else (self.name,)), *self.titles, *self.phones, *self.emails)


class UnreadableGroup(ValueError):
    """A cell of the group, in the column `place`, cannot be read."""

    def __init__(self, place: int, message: str) -> None:
        super().__init__(message)
        self.place = place


def groups_of(columns: Sequence[str]) -> list[Group]:
    """Let each column of names begin a group; what stands left of the first belongs to it too."""
    starts = [place for place, meaning in enumerate(columns) if meaning in ROLES]
    if not starts:
        group = _group(columns, "contact", None, range(len(columns)))
        return [group] if group.places else []
    firsts = [0, *starts[1:]]
    ends = [*starts[1:], len(columns)]
    return [
        _group(columns, columns[start], start, range(first, end))
        for start, first, end in zip(starts, firsts, ends, strict=True)
    ]


def _group(columns: Sequence[str], role: str, name: int | None, places: range) -> Group:
    def all_of(meaning: str) -> tuple[int, ...]:
        return tuple(place for place in places if columns[place] == meaning)

    return Group(role, name, all_of("title"), all_of("phone"), all_of("email"))


def persons(cells: Sequence[str], group: Group) -> list[Person]:
    """Read the people of a line, and give each what is theirs; raises `UnreadableGroup`."""
    named = _named(cells, group)
    numbers, emails = list(_numbers(cells, group)), list(_emails(cells, group))
    titles = [cells[place][:_LONGEST_TITLE] for place in group.titles if cells[place]]
    if not named:
        if not numbers and not emails:
            return []
        named = [Named("")]
    _share_numbers(named, numbers, group)
    if len(named) == 1:
        named[0].emails += emails
    elif len(emails) == len(named):
        for person, email in zip(named, emails, strict=True):
            person.emails.append(email)
    else:
        named[0].emails += emails
    titles = _split(titles, len(named))
    for person, title in zip(named, titles, strict=True):
        person.title = person.title or title
    return [
        Person(
            group.role,
            person.name,
            " ".join(person.title.split())[:_LONGEST_TITLE],
            tuple(dict.fromkeys(person.phones)),
            next(iter(person.emails), ""),
        )
        for person in named
    ]


def _named(cells: Sequence[str], group: Group) -> list[Named]:
    if group.name is None:
        return []
    try:
        return people(cells[group.name])
    except (UnreadableName, UnreadablePhone) as error:
        raise UnreadableGroup(group.name, str(error)) from error


def _numbers(cells: Sequence[str], group: Group) -> Iterator[str]:
    for place in group.phones:
        try:
            yield from phones(cells[place])
        except UnreadablePhone as error:
            raise UnreadableGroup(place, str(error)) from error


def _emails(cells: Sequence[str], group: Group) -> Iterator[str]:
    for place in group.emails:
        if not cells[place]:
            continue
        try:
            yield from addresses(cells[place])
        except ValueError as error:
            raise UnreadableGroup(place, str(error)) from error


def addresses(text: str) -> list[str]:
    """Read the e-mail addresses of a cell; raises `ValueError` with words for whoever wrote it."""
    found = [address.rstrip(".").lower() for address in EMAIL.findall(text.replace("mailto:", ""))]
    if not found or any(not _ADDRESS.fullmatch(address) or len(address) > _LONGEST_ADDRESS for address in found):
        shown = " ".join(text.split())[:40]
        raise ValueError(f"“{shown}” không phải địa chỉ thư điện tử. Hãy viết như ten@donvi.example, hoặc để trống.")
    return found


def _share_numbers(named: list[Named], numbers: list[str], group: Group) -> None:
    """Give one person all the numbers, several people one each, or all of them the one they share."""
    if len(named) == 1:
        named[0].phones += numbers
    elif len(numbers) == 1:
        for person in named:
            person.phones += numbers
    elif len(numbers) == len(named):
        for person, number in zip(named, numbers, strict=True):
            person.phones.append(number)
    elif numbers:
        message = (
            f"Có {len(named)} người nhưng có {len(numbers)} số nên không rõ số nào của ai. Hãy ghi mỗi người một dòng."
        )
        raise UnreadableGroup(group.phones[0], message)


def _split(titles: list[str], count: int) -> list[str]:
    """Give each person a title: those of a cell one by one where they are as many, else the same for all."""
    if not titles:
        return [""] * count
    parts = [part.strip(" -") for part in re.split(r"[\n;/]", titles[0]) if part.strip(" -")]
    return parts if len(parts) == count > 1 else [titles[0]] * count
