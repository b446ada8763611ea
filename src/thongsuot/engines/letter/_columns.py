"""Part the lines under a letter into the pieces of its two columns."""

import re
from dataclasses import dataclass

from thongsuot.engines.letter._frame import Frame
from thongsuot.engines.letter._openers import AUTHORITY, POST_RUN
from thongsuot.engines.letter._source import Source

_FORM = re.compile(r"(?<![a-z])(?:kt|tm|tl|tuq|q)\.$")
_ITEM_BEHIND = re.compile(r"\s-\s+(?=\w)")
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
            m.start()
            for m in POST_RUN.finditer(line)
            if source.shouts(at + m.start(), at + m.end())
            and _whole(source, line, at, m.end())
            and (_ended(line, m) or _beside_item(line, m))
        )
        if re.search(r"noi\s*nhan", line):
            cuts.extend(m.end() for m in re.finditer(r"[;:,](?=\s*-\s*[^\W\d])|noi\s*nhan\s*:", line))
        elif frame.recipients and at >= frame.recipients.start():
            cuts.extend(m.end() for m in re.finditer(r";(?=\s*[-+•])", line))
        cuts.extend(m.start() + 1 for m in _ITEM_BEHIND.finditer(line) if _signs_before(source, at, line, m.start()))
        edges = sorted({cut for cut in cuts if cut < len(line)})
        found.extend(
            Piece(at + a, at + b, a == 0)
            for a, b in zip(edges, [*edges[1:], len(line)], strict=False)
            if line[a:b].strip()
        )
        at = stop + 1
    return found


def _signs_before(source: Source, at: int, line: str, stop: int) -> bool:
    """Whether a form of authority or a title in capitals stands right before an entry of the copies."""
    start = max(0, stop - 40)
    signs = [*AUTHORITY.finditer(line, start, stop), *POST_RUN.finditer(line, start, stop)]
    behind = line[stop:].partition(";")[0]
    whole = source.shouts(at + stop, at + stop + len(behind))
    return not whole and any(source.shouts(at + sign.start(), at + stop) for sign in signs)


def _whole(source: Source, line: str, at: int, end: int) -> bool:
    """Whether a title ends here, if only because small letters run into it: "PHÓ CHỦ NHIỆMVăn phòng"."""
    behind = line[end : end + 2]
    return not behind[:1].isalnum() or (
        behind.isalpha() and len(behind) > 1 and not source.shouts(at + end, at + end + 2)
    )


def _beside_item(line: str, post: re.Match[str]) -> bool:
    """Whether a title closes the line of an entry that has no mark of its own: "- Như trên THỨ TRƯỞNG"."""
    before = line[: post.start()].rstrip()
    return before.lstrip().startswith("-") and not line[post.end() :].strip() and before[-1:].isalpha()


def _ended(line: str, post: re.Match[str]) -> bool:
    """Whether a list of copies ended before a title in the same line."""
    before = line[: post.start()].split()
    return bool(before) and before[-1][-1] in ".;)0123456789" and not _FORM.search(before[-1])
