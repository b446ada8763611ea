"""Lines of a DOCX file: paragraphs with their signs, text boxes, notes, rows and cells of tables."""

from collections.abc import Iterator
from typing import Any

from thongsuot.engines.letter._docx_lists import Lists
from thongsuot.engines.letter._docx_runs import Fonts, pieces
from thongsuot.engines.letter._docx_xml import is_on, local, number, tag, value
from thongsuot.engines.letter._plain import told
from thongsuot.engines.letter._rows_of_tables import as_rows, row_of

_WIDEST = 60  # columns that one cell may span
_DEEPEST = 40  # tables and boxes in each other
_WRAPS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}


class Body:
    """Reads the parts of one document; lists go on counting from part to part."""

    def __init__(self, lists: Lists, fonts: Fonts, notes: dict[str, dict[str, Any]]) -> None:
        self._lists, self._fonts, self._notes = lists, fonts, notes
        self._waiting: list[tuple[int, Any]] = []
        self._noted = 0
        self._changed = self._hidden = False

    def lines(self, element: Any, depth: int = 0) -> Iterator[str]:
        """The lines of what stands inside an element."""
        merged = ""
        for child in _parts(element):
            if local(child) == "tbl":
                if depth < _DEEPEST:
                    yield from self._table(child, depth + 1)
                yield from self.left_notes()
                continue
            text, boxes = self._paragraph(child)
            if _joined(child):
                merged += text
                continue
            text, merged = merged + text, ""
            yield text
            for box in boxes if depth < _DEEPEST else ():
                yield from self.lines(box, depth + 1)
            if not depth:
                yield from self.left_notes()
        if merged:
            yield merged

    def left_notes(self) -> Iterator[str]:
        """The notes referred to since they were last asked for."""
        while self._waiting:
            count, note = self._waiting.pop(0)
            words = " ".join(" ".join(self.lines(note, _DEEPEST)).split())
            if words:
                yield f"[{count}] {words}"

    def warnings(self) -> Iterator[str]:
        """What a person should know of how the file was read."""
        if self._changed:
            yield (
                "Tệp còn vết sửa (track changes): phần chèn được đọc, phần xóa được bỏ. Đề nghị đối chiếu với bản phát "
                "hành."
            )
        if self._hidden:
            yield "Tệp có chữ ẩn, không hiện khi in; phần chữ này được bỏ qua. Đề nghị đối chiếu với bản gốc."
        for name in sorted(self._fonts.used):
            yield told(name)

    def _paragraph(self, paragraph: Any) -> tuple[str, list[Any]]:
        """The text of a paragraph behind its sign, and the text boxes that hang on it."""
        words, boxes = list[str](), list[Any]()
        for piece in pieces(paragraph, self._fonts):
            if isinstance(piece, str):
                words.append(piece)
            elif local(piece) == "txbxContent":
                boxes.append(piece)
            else:
                self._refer(piece)
        self._look(paragraph)
        sign, text = self._lists.sign(paragraph), "".join(words)
        return (f"{sign} {text}" if sign and text.strip() else text), boxes

    def _refer(self, mark: Any) -> None:
        note = self._notes.get(local(mark).removesuffix("Reference"), {}).pop(mark.get(tag("id")), None)
        if note is not None:
            self._noted += 1
            self._waiting.append((self._noted, note))

    def _look(self, paragraph: Any) -> None:
        self._changed = self._changed or any(
            next(paragraph.iter(tag(name)), None) is not None for name in ("ins", "del", "moveFrom")
        )
        self._hidden = self._hidden or any(is_on(run.find(tag("rPr")), "vanish") for run in paragraph.iter(tag("r")))

    def _table(self, table: Any, depth: int) -> Iterator[str]:
        """Rows of a table of tasks or figures stay rows; cells of a layout table are read one after the other."""
        rows = [row for row in _parts(table) if local(row) == "tr" and not _deleted(row)]
        grid = [[cell for cell in _parts(row) if local(cell) == "tc"] for row in rows]
        read = [[list(self.lines(cell, depth)) for cell in cells] for cells in grid]
        flat = [_spread(cells, words) for cells, words in zip(grid, read, strict=True)]
        if as_rows(flat):
            for number_, row in enumerate(flat):
                yield row_of([_above(grid, flat, number_, place) for place in range(len(row))])
            return
        for words in read:
            for lines in words:
                yield from lines


def _parts(element: Any) -> Iterator[Any]:
    """Paragraphs, tables, rows and cells inside an element, through what only wraps them."""
    for child in element:
        name = local(child)
        if name in ("p", "tbl", "tr", "tc"):
            yield child
        elif name in _WRAPS:
            yield from _parts(child)


def _joined(paragraph: Any) -> bool:
    """Whether the end of a paragraph was struck out, so that the next goes on in it."""
    return paragraph.find(f"{tag('pPr')}/{tag('rPr')}/{tag('del')}") is not None


def _deleted(row: Any) -> bool:
    return row.find(f"{tag('trPr')}/{tag('del')}") is not None


def _spread(cells: list[Any], read: list[list[str]]) -> list[str]:
    """The words of each column of a row; a wide cell stands in all its columns."""
    row = list[str]()
    for cell, lines in zip(cells, read, strict=True):
        row += [" ".join(" ".join(lines).split())] * _width(cell)
    return row


def _width(cell: Any) -> int:
    """How many columns a cell spans."""
    return min(max(number(value(cell, "tcPr", "gridSpan"), 1), 1), _WIDEST)


def _above(grid: list[list[Any]], flat: list[list[str]], at: int, column: int) -> str:
    """The words of a column, from above where its cell only goes on."""
    if flat[at][column] or not at:
        return flat[at][column]
    cells = [cell for cell in grid[at] for _ in range(_width(cell))]
    merge = cells[column].find(f"{tag('tcPr')}/{tag('vMerge')}") if column < len(cells) else None
    goes_on = merge is not None and merge.get(tag("val")) != "restart"
    if goes_on and column < len(flat[at - 1]):
        flat[at][column] = flat[at - 1][column]
    return flat[at][column]
