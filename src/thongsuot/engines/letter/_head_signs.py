"""What speaks for and against a field of the head or tail as it was read, and against a time limit."""

import re
from collections.abc import Callable
from datetime import datetime, time

from thongsuot.engines.letter._letter import Deadline, Letter
from thongsuot.engines.letter._moment import ZONE

HEAD = (
    "doc_type",
    "number",
    "date",
    "place",
    "subject",
    "addressees",
    "legal_basis",
    "contacts",
    "recipients",
    "signer",
    "issuer",
)
_PHONE = re.compile(r"(?<![\d./])\(?0\d{1,3}\)?[\s.-]?\d{2,4}[\s.-]?\d{3}[\s.-]?\d{0,4}(?![\d/])")
_BASIS = re.compile(
    r"(?:căn cứ|thực hiện|theo|tiếp theo|xét) [^.;\n]{0,80}(?:số|luật|nghị định|công văn)", re.IGNORECASE
)
_TAIL = re.compile(r"n[ơo]i\s*nh[ậa]n\s*:?", re.IGNORECASE)
_NUMBER = re.compile(r"\d+[a-z]?(?:/\d{4})?(?:/|-)[A-ZĐƯ0-9&-]+(?:/[A-ZĐƯ0-9&-]+)*\Z")
_MOTTO = re.compile(r"[CG]ỘNG\s*H[ÒO][ÀA]?A?\s*XÃ", re.IGNORECASE)
_ROW = re.compile(r"\n\s*-|;\s*\n|;")
_LONG_LINE = 300  # characters a line, from which on a letter has lost its lines


def head_signs(letter: Letter) -> dict[str, dict[str, float]]:
    """The signs of each field of head and tail, each 1 or a measure."""
    wide = _letter_signs(letter)
    return {
        name: dict.fromkeys([name, *(f"{name} {sign}" for sign in _OWN[name](letter)), *wide], 1.0) for name in HEAD
    }


def limit_signs(letter: Letter, limit: Deadline) -> dict[str, float]:
    """The signs of a time limit: its kind, and what in its words makes it easy or hard to count."""
    words = limit.text.lower()
    said = {
        "no moment": limit.at is None,
        "recurs": limit.recurrence is not None,
        "before the letter": limit.at is not None and letter.date is not None and limit.at < _start(letter),
        "year": re.search(r"\d{4}", words) is not None,
        "month in words": re.search(r"tháng|quý|tuần", words) is not None,
        "hour": re.search(r"giờ|\dh", words) is not None,
        "counted": re.search(r"kể từ|tính từ|sau khi|trong (?:vòng |thời hạn )?\d|ngày làm việc", words) is not None,
        "no figure": not any(character.isdigit() for character in words),
        "long": len(words.split()) > 10,
        "one word": len(words.split()) < 3,
        "many": len(letter.deadlines) > 5,
        "of no duty": all(duty.deadline is None or duty.deadline.text != limit.text for duty in letter.obligations),
        "twice": sum(other.at == limit.at for other in letter.deadlines) > 1,
    }
    return dict.fromkeys([f"limit {limit.relation}", *(f"limit {name}" for name, holds in said.items() if holds)], 1.0)


def _start(letter: Letter) -> datetime:
    assert letter.date is not None  # noqa: S101 - the caller looked
    return datetime.combine(letter.date, time(0), ZONE)


def _letter_signs(letter: Letter) -> list[str]:
    """What makes a whole letter hard to read."""
    told = {
        "lines lost": len(letter.text) > _LONG_LINE * (letter.text.count("\n") + 1),
        "no motto": _MOTTO.search(letter.text) is None,
        "warned": bool(letter.warnings),
        "nobody signed": letter.signer.name is None,
        "nobody issued": letter.issuer.name is None,
    }
    return [name for name, holds in told.items() if holds]


def _told(signs: dict[str, bool]) -> list[str]:
    return [name for name, holds in signs.items() if holds]


def _size(value: str | None) -> int:
    return len((value or "").split())


def _number(letter: Letter) -> list[str]:
    return _told({"empty": not letter.number, "odd": bool(letter.number) and not _NUMBER.match(letter.number or "")})


def _subject(letter: Letter) -> list[str]:
    size = _size(letter.subject)
    marks = bool(re.search(r"[.;:]|kính gửi", letter.subject or "", re.IGNORECASE))
    return _told({"empty": not size, "short": 0 < size < 5, "long": size > 35, "marks": marks})


def _addressees(letter: Letter) -> list[str]:
    sizes = [_size(name) for name in letter.addressees]
    asked = letter.doc_type in ("Công văn", "Công điện", "Tờ trình", None)
    return _told({"empty": asked and not sizes, "long": max(sizes, default=0) > 15, "many": len(sizes) > 4})


def _basis(letter: Letter) -> list[str]:
    """More is cited before the first duty than was read, or a row lacks a part."""
    first = min((duty.start for duty in letter.obligations), default=len(letter.text))
    cited, rows = len(_BASIS.findall(letter.text, 0, first)), letter.legal_basis
    bare = any(row.date is None and row.number is None for row in rows)
    return _told(
        {
            "empty": not rows,
            "fewer": len(rows) < cited,
            "more": len(rows) > cited,
            "many": len(rows) > 3,
            "bare": bare,
            "untitled": any(row.title is None for row in rows),
            "nobody": any(row.issuer is None for row in rows),
        }
    )


def _contacts(letter: Letter) -> list[str]:
    """More telephone numbers stand in the text than were read."""
    phones, rows = len(set(_PHONE.findall(letter.text))), letter.contacts
    return _told(
        {
            "empty": not rows,
            "fewer": len(rows) < phones,
            "none told": not phones,
            "nameless": any(row.name is None for row in rows),
            "many": len(rows) > 2,
        }
    )


def _recipients(letter: Letter) -> list[str]:
    """The rows behind "Nơi nhận" are more or fewer than were read."""
    found = list(_TAIL.finditer(letter.text))
    rows = len(_ROW.findall(letter.text[found[-1].end() :][:1500])) if found else 0
    sizes = [_size(row.name) for row in letter.recipients]
    return _told(
        {
            "empty": not sizes,
            "fewer": len(sizes) * 2 < rows - 2,
            "more": len(sizes) > rows + 1,
            "long": max(sizes, default=0) > 12,
            "short": min(sizes, default=9) < 2,
            "many": len(sizes) > 7,
            "purpose": any(row.purpose for row in letter.recipients),
        }
    )


def _signer(letter: Letter) -> list[str]:
    signer = letter.signer
    return _told(
        {
            "empty": not signer.name,
            "odd": bool(signer.name) and not 2 <= _size(signer.name) <= 5,
            "no post": not signer.title,
            "long post": _size(signer.title) > 6,
            "for another": bool(signer.authority_form),
        }
    )


def _issuer(letter: Letter) -> list[str]:
    name, parent = letter.issuer.name, letter.issuer.parent
    return _told(
        {
            "empty": not name,
            "alone": not parent,
            "short": 0 < _size(name) < 3,
            "long": _size(name) > 9,
            "long parent": _size(parent) > 8,
            "no top": letter.text.lstrip()[:200].upper() != letter.text.lstrip()[:200] and not parent,
        }
    )


def _place(letter: Letter) -> list[str]:
    return _told({"empty": not letter.place, "long": _size(letter.place) > 3})


def _date(letter: Letter) -> list[str]:
    return _told({"empty": letter.date is None})


def _type(letter: Letter) -> list[str]:
    return _told(
        {"empty": letter.doc_type is None, "rare": letter.doc_type not in ("Công văn", "Công điện", "Kế hoạch")}
    )


_OWN: dict[str, Callable[[Letter], list[str]]] = {
    "doc_type": _type,
    "number": _number,
    "date": _date,
    "place": _place,
    "subject": _subject,
    "addressees": _addressees,
    "legal_basis": _basis,
    "contacts": _contacts,
    "recipients": _recipients,
    "signer": _signer,
    "issuer": _issuer,
}
