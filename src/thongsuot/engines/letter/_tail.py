"""The two blocks under a letter, put back in order: to whom copies go, and who signs."""

import re
from dataclasses import dataclass

from thongsuot.engines.letter._fold import fold, folded
from thongsuot.engines.letter._frame import AUTHORITY, Frame
from thongsuot.engines.letter._letter import Recipient, Signer
from thongsuot.engines.letter._source import Source

_ITEM = re.compile(r"^[ \t]*[-+*•][ \t]*")
_PURPOSE = re.compile(
    r"\s*\(\s*(?P<what>(?:de\s+)?(?:b/c|bao cao|t/h|thuc hien|th|phoi hop|p/h|tuyen truyen|dang tai|"
    r"dua tin|biet|theo doi|chi dao|thi hanh|giam sat|kiem tra|tong hop|dang tin|niem yet|"
    r"phoi hop thuc hien|bc|dua)[^()]{0,40})\)"
)
_TITLES = re.compile(
    r"(?:(?:pho|quyen)\s+)?(?:giam doc|chu tich|chanh van phong|chu nhiem|truong phong|bo truong|"
    r"thu truong|cuc truong|chi cuc truong|vu truong|tong giam doc|truong ban|thu tuong|tong cuc truong|"
    r"vien truong|chanh thanh tra|truong tieu ban|pho thu tuong|bi thu|tong bien tap|hieu truong|"
    r"chi huy truong|pho|truong)(?:\s|$)"
)
_COLUMNS = re.compile(r"[ \t]{3,}|\t|\s*\|\s*")
_FORM = re.compile(r"(?:KT|TM|TL|TUQ|Q)\s?\.|[KT]/[TML]\s")
_WORD = re.compile(r"[^\W\d_]+\.?")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line that belongs to one column."""

    start: int
    end: int
    first: bool


def tail_of(source: Source, frame: Frame) -> tuple[tuple[Recipient, ...], Signer]:
    """The recipients and the signer."""
    listed: list[list[str]] = []
    signs: list[str] = []
    opened = False
    for piece in _pieces(source, frame):
        words = source.value(piece.start, piece.end).strip()
        if re.match(r"(?i)\W*n[ơo]i\s*nh[ậa]n", words):
            opened = True
            words = re.sub(r"(?i)^\W*n[ơo]i\s*nh[ậa]n\s*:?\s*", "", words)
        if not words or re.fullmatch(r"(?i)\(?đã ký\)?", words):
            continue
        if _is_signature(words) or (not opened and _could_name(words)):
            signs.append(words)
        elif opened and (not signs or _ITEM.match(words) or not _could_name(words)):
            _add(listed, words)
        else:
            signs.append(words)
    return tuple(_recipient(" ".join(parts)) for parts in listed if " ".join(parts).strip(" -;.")), _signer(signs)


def _pieces(source: Source, frame: Frame) -> list[Piece]:
    found: list[Piece] = []
    at = frame.tail
    plain = source.plain
    while at < len(plain):
        stop = plain.find("\n", at)
        stop = len(plain) if stop < 0 else stop
        line = plain[at:stop]
        cuts = [0]
        for gap in _COLUMNS.finditer(line):
            if line[: gap.start()].strip():
                cuts.append(gap.end())
        cuts.extend(m.start() for m in AUTHORITY.finditer(line) if source.upper(at + m.start()) and m.start())
        if re.search(r"noi\s*nhan", line):
            cuts.extend(m.end() for m in re.finditer(r"[;:](?=\s*-)|noi\s*nhan\s*:", line))
        elif frame.recipients and at >= frame.recipients.start():
            cuts.extend(m.end() for m in re.finditer(r";(?=\s*[-+•])", line))
        edges = sorted({cut for cut in cuts if cut < len(line)})
        found.extend(
            Piece(at + a, at + b, a == 0)
            for a, b in zip(edges, [*edges[1:], len(line)], strict=False)
            if line[a:b].strip()
        )
        at = stop + 1
    return found


def _add(listed: list[list[str]], words: str) -> None:
    if _ITEM.match(words) or not listed or listed[-1][-1].endswith((";", ".")):
        listed.append([])
    listed[-1].append(words)


def _recipient(words: str) -> Recipient:
    name = _ITEM.sub("", words).strip()
    plain = folded(name).plain
    purpose = None
    found = _PURPOSE.search(plain) if len(plain) == len(name) else None
    if found:
        purpose = name[found.start("what") : found.end("what")].strip()
        name = (
            f"{name[: found.start()]} {name[found.end() :].strip()}"
            if name[found.end() :].strip(" ;.,")
            else name[: found.start()]
        )
    return Recipient(_stripped(name), purpose)


def _stripped(name: str) -> str:
    name = name.strip(" ;,")
    name = re.sub(r",?\s*\d{1,3}\s*$", "", name) if name.startswith("Lưu") else name
    return name[:-1].rstrip() if name.endswith(".") and not name.endswith("..") else name


def _is_signature(words: str) -> bool:
    letters = [c for c in words if c.isalpha()]
    return (
        len(letters) > 3 and all(c.isupper() for c in letters) and not words.startswith("-") or bool(_FORM.match(words))
    )


def _could_name(words: str) -> bool:
    parts = words.split()
    return 2 <= len(parts) <= 6 and all(_WORD.fullmatch(part) and part[0].isupper() for part in parts)


def _signer(lines: list[str]) -> Signer:
    form: list[str] = []
    title: list[str] = []
    name = None
    for line in _parted(lines):
        plain = fold(line)
        if _FORM.match(line):
            form.append(line)
        elif _TITLES.match(plain) and (line.isupper() or not title):
            title.append(_capitals(line))
        elif line.isupper() and form and not title:
            form[-1] = f"{form[-1]} {line}"
        elif line.isupper() and title and len(line.split()) > 1 and not _could_be_person(line):
            title[-1] = f"{title[-1]} {line}"
        elif _could_name(line) and not line.isupper():
            name = line
    if name is None:
        name = next(
            (
                line
                for line in lines
                if _could_name(line) and _could_be_person(line) and not _TITLES.match(fold(line)) and form + title
            ),
            None,
        )
    return Signer(" ".join(form) or None, title[-1] if title else None, name if form or title else None)


def _parted(lines: list[str]) -> list[str]:
    """Titles and names that ran together, taken apart."""
    found: list[str] = []
    for line in lines:
        head = _capitals(line)
        name = line[len(head) :].strip()
        second = re.search(r"\s(?=PHÓ\s)", head) if re.match(r"(?:KT|TL|TUQ)\s?\.|K/T", head) else None
        found.extend([head[: second.start()], head[second.end() :]] if second else [head])
        found.extend([name] if name else [])
    return found


def _capitals(line: str) -> str:
    """The leading words in capitals: a name may be glued behind a title."""
    stop = next((i for i in range(1, len(line)) if line[i].islower()), None)
    return line if stop is None or not line[: stop - 1].isupper() else line[: stop - 1].strip()


def _could_be_person(line: str) -> bool:
    return fold(line).split()[0] in (
        "nguyen",
        "tran",
        "le",
        "pham",
        "hoang",
        "huynh",
        "phan",
        "vu",
        "vo",
        "dang",
        "bui",
        "do",
        "ho",
        "ngo",
        "duong",
        "ly",
        "dinh",
        "truong",
        "mai",
        "trinh",
        "lam",
        "to",
        "luong",
        "cao",
        "ta",
        "ha",
        "dao",
        "luu",
        "chau",
        "nay",
        "rmah",
        "siu",
        "y",
        "h",
        "kpa",
        "ksor",
    )
