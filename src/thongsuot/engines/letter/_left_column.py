"""The pieces of the left column of a head, stamps and the motto left out."""

import re

from thongsuot.engines.letter._frame import Frame
from thongsuot.engines.letter._source import Source

MOTTO = re.compile(
    r"[cg]ong\s*hoa\s*xa\s*h[o0]i\s*chu\s*nghia\s*v[i1]?et\s*nam|"
    r"[dp]oc\s*lap\s*[-\u2010-\u2015]?\s*tu\s*do\s*[-\u2010-\u2015]?\s*hanh\s*phuc|dang cong san viet nam"
)
_PIECE = re.compile(r"[^\n\t|]+?(?=\s{3}|\n|\t|\||\s\*\s|$)")
_MARKS = re.compile(r"\s+(?:hoa toc|thuong khan|khan)(?:\s*hen gio.*)?$")
_STOP = re.compile(
    r"(?:so\s*[:.]|so\s+\d|v/v|v/viec|ve viec|kinh\s*gui|[^\n]{0,30}ngay\s*\d|hoa toc|thuong khan|khan$|mat$|toi mat)"
)
_STAMP = re.compile(
    r"(?:nguoi ky|ky boi|ky so|email|co quan\s*:|thoi gian|ngay ky|chu ky|digitally|signature|xac thuc)"
)


def pieces_of(source: Source, frame: Frame, number_at: int, floor: int = 0) -> list[tuple[int, int]]:
    """The stretches of the head's left column in the order of the text."""
    plain = source.plain
    masked = MOTTO.sub(
        lambda m: "\n" + " " * (len(m.group()) - 2) + "\n",
        plain[: frame.head if number_at < 0 else min(number_at, frame.head)],
    )
    found = []
    for piece in _PIECE.finditer(masked, floor):
        words = piece.group().strip()
        start = piece.start() + len(piece.group()) - len(piece.group().lstrip())
        if _STAMP.match(words):
            continue
        stop = _STOP.search(words)
        if stop and stop.start() == 0:
            continue
        mark = _MARKS.search(words)
        words = words[: mark.start()] if mark else words
        if words.strip("-_* "):
            found.append((start, start + len(words)))
    return found
