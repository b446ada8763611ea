"""People as offices write them into one cell: "Đ/c Trần Văn A - Phó Giám đốc (0900 000 001); bà B"."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from thongsuot.engines.contacts._phones import UnreadablePhone, phones
from thongsuot.engines.vietnamese import fold

LONGEST = 80
EMAIL = re.compile(r"[^\s@<>();,:]+@[^\s@<>();,]+")
_PHONE = re.compile(r"\+?\d[\d\s.()-]{6,}\d")
_PARTING = re.compile(r"[\n;/,&|]|\bvà\b", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-+•*–]|\(?\d{1,2}[.)]|[a-hA-H]\))\s*")
_ASIDE = re.compile(r"\s[-–—]\s*|\s*[-–—]\s|[:()\[\]]")
_HONORIFIC = re.compile(
    r"^(?:(?:đ\s*[/.]?\s*c|đồng chí|ông|bà|anh|chị|cô|chú|bác|mr|mrs|ms|ô|th\.?\s?s|ts|pgs|gs|ks|cn|bs|ths\.?\s?ks)"
    r"(?:\s*[.:]\s*|\s+|$))+",
    re.IGNORECASE,
)
_TITLE = re.compile(  # with its marks: Trương is a family, trưởng a title
    r"(?:(?:phó |quyền |q\. ?|p\. ?)*(?:tổng giám đốc|giám đốc|trưởng phòng|phòng|trưởng ban|trưởng đài"
    r"|trưởng trung tâm|chủ tịch|trưởng bộ phận|tổ trưởng|đội trưởng|trưởng|chánh văn phòng|giám sát)"
    r"|chuyên viên|nhân viên|cán bộ|kế toán(?: trưởng)?|văn thư|thư ký|kỹ sư|kỹ thuật viên|phụ trách|trợ lý|trực ban"
    r"|phó phòng|phó ban|pgđ|ptgđ|tgđ|gđ|ptp|tp|pp|cvp|cv|nv|đầu mối)\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_][^\W\d_'’.\s-]*(?:[\s.'’-]+[^\W\d_]+)*\.?")
_NOBODY = {"", "-", "x", "khong", "khong co", "chua co", "chua phan cong", "n/a", "na", "null", "#n/a", "...", "?", "0"}


class UnreadableName(ValueError):
    """The cell holds something that is nobody's name; the message says what to write instead."""


@dataclass
class Named:
    """Somebody found in a cell, with what else the cell says."""

    name: str
    title: str = ""
    phones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)


def nothing(text: str) -> bool:
    """Tell whether a cell says that there is nothing: blank, a dash, "không có"."""
    return fold(" ".join(text.split())).strip(" .–—-") in _NOBODY or not text.strip(" .–—-\n")


def people(text: str) -> list[Named]:
    """Read the people of a cell; raises `UnreadableName` or `UnreadablePhone`."""
    found: list[Named] = []
    whole = unicodedata.normalize("NFC", text)
    if nothing(whole):
        return found
    for piece in _pieces(whole):
        person = Named("")
        rest = _take_numbers(_BULLET.sub("", piece), person)
        for part in filter(None, (part.strip(" .,") for part in _ASIDE.split(rest))):
            _read_part(part, person, text)
        if person.name:
            found.append(person)
        elif found:  # a title or a number on a line of its own belongs to whoever stands before it
            found[-1].title = found[-1].title or person.title
            found[-1].phones += person.phones
            found[-1].emails += person.emails
        elif person.title or person.phones or person.emails:
            found.append(person)
    return found


def _pieces(text: str) -> list[str]:
    """Part the people; a number's own slashes and dots are no parting."""
    pieces, start = [], 0
    numbers = [match.span() for match in (*_PHONE.finditer(text), *re.finditer(r"(?i)đ\s*/\s*c\b", text))]
    for sign in _PARTING.finditer(text):
        if not any(first <= sign.start() < last for first, last in numbers):
            pieces.append(text[start : sign.start()])
            start = sign.end()
    return [piece for piece in (*pieces, text[start:]) if piece.strip()]


def _take_numbers(piece: str, person: Named) -> str:
    """Take addresses and numbers out of the piece."""
    person.emails += [address.rstrip(".").lower() for address in EMAIL.findall(piece)]
    piece = EMAIL.sub(" ", piece)
    for number in _PHONE.findall(piece):
        try:
            person.phones += phones(number)
        except UnreadablePhone:
            continue  # digits that are no number stay in the piece, and make it no name
        piece = piece.replace(number, " : ")
    return re.sub(r"(?i)\b(?:đt|sđt|dđ|tel|email|mail|điện thoại)\b\s*[:.]*", " ", piece)


def _read_part(part: str, person: Named, text: str) -> None:
    bare = _HONORIFIC.sub("", part).strip()
    if not bare:
        return
    if title := _TITLE.match(bare):
        rest = bare[title.end() :].strip(" ,.")
        if not person.name and _is_name(rest):
            person.title, person.name = person.title or bare[: title.end()], _name(rest)
        else:
            person.title = person.title or bare
    elif not person.name:
        if not _LETTERS.fullmatch(bare) or len(bare) > LONGEST:
            shown = " ".join(text.split())
            raise UnreadableName(f"Không đọc được họ tên trong “{shown[:40]}”. Hãy chỉ ghi họ tên, mỗi người một dòng.")
        person.name = _name(bare)
    else:
        person.title = person.title or bare


def _is_name(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 6 and all(word[:1].isupper() for word in words) and bool(_LETTERS.fullmatch(text))


def _name(text: str) -> str:
    """Write a name as names are written where it was typed in one case; its spelling stays its owner's."""
    name = " ".join(text.split())
    return " ".join(map(str.capitalize, name.split())) if name.isupper() or name.islower() else name
