"""The two blocks under a letter, put back in order: to whom copies go, and who signs."""

import re
from dataclasses import replace

from thongsuot.engines.letter._columns import pieces_of
from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._frame import Frame
from thongsuot.engines.letter._openers import POST
from thongsuot.engines.letter._parts import Recipient, Signer
from thongsuot.engines.letter._recipients import ITEM, add_entry, recipient_of
from thongsuot.engines.letter._signer import RANK, could_be_person, could_name, is_signature, signer_of
from thongsuot.engines.letter._source import Source

_SIGNED = re.compile(
    r"(?i)[(\[/]*\s*(?:đã ký|ký tên|chữ ký số|đã ký số|ký, đóng dấu)(?![^\W\d_])"
    r"[^)\]\n/]{0,30}?[)\]/]+\s*|^\W*đã ký(?:\W+(?=\w)|\W*$)|\s+đã ký\W*$"
)

_STAMP = re.compile(r"(?i)(?:người ký|ký bởi|ký số|ngày ký|thời gian ký|cơ quan\s*:|email\s*:|digitally|signature)")
_STRAY = re.compile(r"^[^\w(\[+–—-]+|^_+|[\s_\"'`´~^*|°”“‘’]+$|(?<=[^\W\d_])\s+[_\"'`~^*|]{1,2}$")
_SPECK = re.compile(r"^[^\s\d-]{1,2}\s+(?=[-–]\s)")
_NUMBERED = re.compile(r"(?P<post>.*[^\W\d_])\s+\d{1,2}$")
_ARCHIVE = re.compile(r"(?i)\W*lưu\s*[:(]")
_GLUED_POST = re.compile(r"(?<=[^\W\d_a-z])(?=PHÓ\s)")
_GLUED = re.compile(r"(?P<entry>.*[.;)\d])\s*(?P<name>[^\W\d_][^.;:()\d]+)$")
_BESIDE = re.compile(r"(?P<entry>.*;)\s+(?P<name>[^\W\d_][^.;:()\d]+)$")
_OFFICE = re.compile(
    r"(?:Sở|Ban|Bộ|Cục|Công|Phòng|Văn|Trung|Đài|Báo|Hội|Đoàn|Viễn|Bưu|Chi|Ủy|Kho|Ngân|Điện|Các|Như|Lưu|Cổng|"
    r"Thanh tra)\b"
)
_CLOSED = re.compile(r"(?P<entry>[^;]*(?:;|(?:Lưu|Lưu:)[^;]*[.)\d]))\s+(?P<name>[^;.:()]+)$")


def tail_of(source: Source, frame: Frame) -> tuple[tuple[Recipient, ...], Signer]:
    """The recipients and the signer."""
    listed: list[list[str]] = []
    signs: list[str] = []
    opened = False
    for piece in pieces_of(source, frame):
        words = _SIGNED.sub("", source.value(piece.start, piece.end).strip(" |"))
        if re.match(r"(?i)\W*n[ơo]i\s*nh[ậa]n", words):
            opened = True
            words = re.sub(r"(?i)^\W*n[ơo]i\s*nh[ậa]n\s*:?\s*", "", words)
        if not words:
            continue
        if _STAMP.match(words):
            continue
        words = _GLUED_POST.sub(" ", words)
        words, beside = _apart(words) if opened else (words, "")
        signs.extend([beside] if beside else [])
        bare, words = _bare(words), _SPECK.sub("", words) if opened else words
        if is_signature(bare) or RANK.match(bare) or (not opened and could_name(bare)):
            signs.append(bare)
        elif opened and (not signs or ITEM.match(words) or not could_name(bare)):
            add_entry(listed, words)
        else:
            signs.append(bare)
    signer = signer_of(signs)
    if signer.name is None and (signer.title or signer.authority_form) and listed:
        signer = replace(signer, name=_unglued(listed))
    return tuple(recipient_of(" ".join(parts)) for parts in _kept(listed) if " ".join(parts).strip(" -;.")), signer


def _bare(words: str) -> str:
    """A line of the signature without stray marks; a digit behind a whole post is one, "CHI NHÁNH 2" is a name."""
    bare = _STRAY.sub("", words)
    post = _NUMBERED.match(bare)
    return post["post"] if post and POST.fullmatch(fold(post["post"])) else bare


def _kept(listed: list[list[str]]) -> list[list[str]]:
    """The entries, without the seal and the pen strokes that lie under the archive's, which ends most lists.

    What goes on under it is kept where it is marked or closed as an entry is.
    """
    last = next((at for at, parts in enumerate(listed) if _ARCHIVE.match(parts[0])), len(listed))
    return [parts for at, parts in enumerate(listed) if _says(parts, under=at > last)]


def _says(parts: list[str], *, under: bool) -> bool:
    letters = sum(map(str.isalpha, "".join(parts)))
    whole = ITEM.match(parts[0]) is not None or parts[-1].endswith((";", "."))
    return letters > 3 and whole if under else letters > 1


def _unglued(listed: list[list[str]]) -> str | None:
    """The signer's name that ran into an entry of the copies, taken out of it: "Lưu: VT, BCVT.Nguyễn Văn An"."""
    for index, entry in reversed(list(enumerate(listed))):
        words = " ".join(entry)
        glued = _GLUED.match(words) if words.lstrip(" -+*").startswith("Lưu") else _BESIDE.match(words)
        if glued and could_name(glued["name"]) and not _OFFICE.match(glued["name"]):
            listed[index] = [glued["entry"]]
            return RANK.sub("", glued["name"])
    return None


def _apart(words: str) -> tuple[str, str]:
    """A closed entry and the name of the signer that stands beside it."""
    closed = _CLOSED.match(words)
    if closed and could_name(closed["name"]) and could_be_person(closed["name"]):
        return closed["entry"], closed["name"]
    return words, ""
