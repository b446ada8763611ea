"""Words of a PDF page in reading order: columns of head and signature one after the other, rows of tables as rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from thongsuot.engines.letter._ocr_words import Word
from thongsuot.engines.letter._pdf_columns import two_columns
from thongsuot.engines.letter._pdf_lines import SCALE, Grid
from thongsuot.engines.letter._rows_of_tables import as_rows, row_of

_MOST_RECTANGLES = 3000
_GAP, _ROW = 1.1, 1.2  # heights of a line: white that may part columns; how far apart the lines of a row may lie
_RETURNS = 2


def is_interleaved(words: Any) -> bool:
    """Whether the file goes several times from a left column straight across to a right one and back."""
    across, before = 0, None
    for index in range(min(words.count_rects(), _MOST_RECTANGLES)):
        left, bottom, right, top = words.get_rect(index)
        if before is not None:
            height = max(top - bottom, before[3] - before[1], 1)
            level = abs((top + bottom) - (before[3] + before[1])) < 2 * _ROW * height
            across += level and left - before[2] > _GAP * height
        before = left, bottom, right, top
    return across >= _RETURNS


@dataclass(frozen=True, slots=True)
class _Part:
    """A word and the white before it, in the order of the file."""

    before: str
    word: Word


def laid_out(words: Any, grids: Sequence[Grid], width: float) -> str:
    """The text of a page; nothing is left out, and what is in no column or table stays in the order of the file."""
    parts, end = _parts(words)
    places: dict[int, int] = {}
    lines: list[list[str]] = []
    for inside, rows in [*_tables(parts, grids), *_columns(parts, width)]:
        if inside and not any(index in places for index in inside):
            places |= dict.fromkeys(inside, len(lines))
            lines.append(rows)
    text, shown, apart = list[str](), set[int](), False
    for index, part in enumerate(parts):
        block = places.get(index)
        if block is None:
            text += ["\n" if apart and text else part.before, part.word.text]
            apart = False
        elif block not in shown:
            shown.add(block)
            text += ["\n" if text else "", "\n".join(lines[block])]
            apart = True
    return "".join(text) + end


def _parts(words: Any) -> tuple[list[_Part], str]:
    """The words of a page with their boxes, and the white at its end."""
    parts: list[_Part] = []
    white, text = "", ""
    boxes: list[tuple[float, float, float, float]] = []
    for index in range(words.count_chars()):
        character = _character(words, index)
        if character.isspace() or character == "\x00":
            if text:
                parts.append(_part(white, text, boxes))
                white, text, boxes = "", "", []
            white += character
        else:
            text += character
            boxes.append(words.get_charbox(index, loose=True))
    if text:
        parts.append(_part(white, text, boxes))
        white = ""
    return parts, white


def _character(words: Any, index: int) -> str:
    from pypdfium2 import raw

    code = raw.FPDFText_GetUnicode(words, index)
    return chr(code) if 0 < code < 0x110000 else "\x00"


def _part(white: str, text: str, boxes: list[tuple[float, float, float, float]]) -> _Part:
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    bottom, top = min(box[1] for box in boxes), max(box[3] for box in boxes)
    edges = [round(value * SCALE) for value in (left, -top, right, -bottom)]
    return _Part(white, Word(text, edges[0], edges[1], edges[2], edges[3], 100.0))


def _tables(parts: list[_Part], grids: Iterable[Grid]) -> Iterable[tuple[list[int], list[str]]]:
    """The words inside each table that hands out tasks or lists figures, and its rows."""
    for grid in grids:
        cells: dict[tuple[int, int], list[int]] = {}
        boxes = [(row, column, box) for row, line in enumerate(grid) for column, box in enumerate(line) if box]
        for index, part in enumerate(parts):
            place = next((at for at in boxes if _inside(part.word, at[2])), None)
            if place is not None:
                cells.setdefault(place[:2], []).append(index)
        rows = [
            [" ".join(parts[index].word.text for index in cells.get((row, column), ())) for column in range(len(line))]
            for row, line in enumerate(grid)
        ]
        rows = [row for row in rows if any(row)]
        if as_rows(rows):
            yield sorted(index for inside in cells.values() for index in inside), [row_of(row) for row in rows]


def _inside(word: Word, box: tuple[float, float, float, float]) -> bool:
    across, down = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return box[0] <= across < box[2] and box[1] <= down < box[3]


def _columns(parts: list[_Part], width: float) -> Iterable[tuple[list[int], list[str]]]:
    """The words of a head or a signature that stand in two columns, and the lines of the left and of the right one."""
    where = {id(part.word): index for index, part in enumerate(parts)}
    for columns in two_columns([part.word for part in parts], round(width * SCALE)):
        lines = [*columns.left, *columns.right]
        inside = sorted(where[id(word)] for line in lines for word in line)
        yield inside, [" ".join(word.text for word in line) for line in lines]
