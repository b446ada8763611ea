"""Part the lines under a letter into the pieces of its two columns."""

import re
from dataclasses import dataclass

from thongsuot.engines.letter._frame import Frame
from thongsuot.engines.letter._openers import AUTHORITY, POST
from thongsuot.engines.letter._source import Source

_FORM = re.compile(r"(?<![a-z])(?:kt|tm|tl|tuq|q)\.$")
_COLUMNS = re.compile(r"[ \t]{3,}|\t|\s*\|\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line that belongs to one column."""

    start: int
    end: int
    first: bool


def pieces_of(source: Source, frame: Frame) -> list[Piece]:
    """The pieces under the body, line by line, each in its own column."""
    found: list[Piece] = []
    at = frame.tail
    plain = source.plain
    while at < frame.annex:
        stop = plain.find("\n", at, frame.annex)
        stop = frame.annex if stop < 0 else stop
        line = plain[at:stop]
        cuts = [0]
        for gap in _COLUMNS.finditer(line):
            if line[: gap.start()].strip():
                cuts.append(gap.end())
        cuts.extend(
            m.start()
            for m in AUTHORITY.finditer(line)
            if source.upper(at + m.start())
            and line[: m.start()].strip()
            and not line[: m.start()].rstrip().endswith(",")
        )
        cuts.extend(
            m.start() for m in POST.finditer(line) if source.shouts(at + m.start(), at + m.end()) and _ended(line, m)
        )
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


def _ended(line: str, post: re.Match[str]) -> bool:
    """Whether a list of copies ended before a title in the same line."""
    before = line[: post.start()].split()
    return bool(before) and before[-1][-1] in ".;)0123456789" and not _FORM.search(before[-1])
