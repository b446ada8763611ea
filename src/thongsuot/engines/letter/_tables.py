"""Tables drawn with pipes: which of them hand out tasks, and what each row says must be done, by whom and when."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from thongsuot.engines.letter._blocks import Block
from thongsuot.engines.letter._lines import lines_of
from thongsuot.engines.letter._markers import Marker
from thongsuot.engines.letter._source import Source

_WHEN = re.compile(r"(?:thoi|ky) (?:han|gian|diem|bao cao)|^han\b|tien do|^ngay|hoan thanh|^khi nao")
_WITH = re.compile(r"phoi hop|ghi chu|san pham|ket qua|don vi tinh|lien he|kinh phi|so luong|nguoi nhan|noi nhan")
_WHO = re.compile(
    r"don vi|co quan|chu tri|phu trach|thuc hien|trach nhiem|bo phan|dau moi|doanh nghiep|nha mang|dia phuong|^ai\b|"
    r"to chuc|nguoi lam|phan cong"
)
_TASK = re.compile(r"nhiem vu|cong viec|noi dung|viec|hang muc|yeu cau|hoat dong|bien phap|giai phap|phai lam|cong tac")
_NOT_ORDERS = re.compile(r"trinh bay|dien gia|bao cao vien|ket qua thuc hien|tinh trang|da thuc hien|chi huy|nguoi noi")
_PROGRAMME = re.compile(r"(?:tu )?\d{1,2}\s*(?:h|g|:|gio)\s*(?:\d{2})?\s*(?:-|den|$)")
_TABS = re.compile(r"[^\t|]\t+[^\t|]+\t")
_RULE = re.compile(r"[\s|:=+-]*")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row that tell a task, who is to do it and until when."""

    task: Span
    who: Span | None
    when: Span | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table between two offsets; no rows where it hands out no tasks."""

    start: int
    end: int
    rows: tuple[Row, ...]


def tables_of(source: Source, start: int, end: int) -> list[Table]:
    """The tables between two offsets, in their order; one without a header goes on with the columns before."""
    found: list[Table] = []
    columns: dict[str, int] | None = None
    wide = 0
    for lines in _runs(source.plain, start, end):
        cells = [row for line in lines if not _RULE.fullmatch(source.plain, *line) for row in [_cells(source, *line)]]
        head = [_words(source, cell) for cell in cells[0]]
        own = columns_of(head)
        goes_on = own is None and columns is not None and len(head) == wide and head[0][:1].isdigit()
        columns = own if not goes_on else columns
        wide = len(head)
        rows = () if columns is None else tuple(_rows(source, cells[0 if goes_on else 1 :], columns))
        if any(row.when and _PROGRAMME.match(_words(source, row.when)) for row in rows):
            columns, rows = None, ()
        found.append(Table(lines[0][0], lines[-1][1], rows))
    return found


def without(blocks: list[Block], tables: list[Table]) -> list[Block]:
    """The blocks with the tables taken out."""
    for table in tables:
        kept: list[Block] = []
        for block in blocks:
            if block.end <= table.start or block.start >= table.end:
                kept.append(block)
                continue
            if block.start < table.start:
                kept.append(Block(block.start, table.start, block.marker, block.sign, block.depth))
            if block.end > table.end:
                kept.append(Block(table.end, block.end, Marker.NONE, "", block.depth))
        blocks = kept
    return blocks


def _runs(plain: str, start: int, end: int) -> Iterator[list[Span]]:
    """Lines of cells that follow each other."""
    run: list[Span] = []
    for line in lines_of(plain, start, end):
        text = plain[line[0] : line[1]].strip()
        if (text.count("|") > 1 and len(text.strip("| ")) > 1) or _TABS.search(text):
            run.append(line)
        elif text and run:
            if len(run) > 1:
                yield run
            run = []
    if len(run) > 1:
        yield run


def _cells(source: Source, start: int, end: int) -> list[Span]:
    """The cells of a line, blanks trimmed."""
    plain = source.plain
    line = plain[start:end]
    start, end = start + len(line) - len(line.lstrip(" \t")), end - len(line) + len(line.rstrip())
    start, end = start + (plain[start : start + 1] == "|"), end - (plain[end - 1 : end] == "|")
    cells, at = list[Span](), start
    mark = r"\|" if "|" in line else r"\t"
    for stop in [*(start + m.start() for m in re.finditer(mark, plain[start:end])), end]:
        text = plain[at:stop]
        cells.append(
            (at + len(text) - len(text.lstrip()), stop - len(text) + len(text.rstrip())) if text.strip() else (at, at)
        )
        at = stop + 1
    return cells


def _words(source: Source, cell: Span) -> str:
    return " ".join(source.plain[cell[0] : cell[1]].split())


def columns_of(head: list[str]) -> dict[str, int] | None:
    """Which column tells the task, who and when; None where the table hands out none."""
    if any(_NOT_ORDERS.search(name) for name in head):
        return None
    found: dict[str, int] = {}
    for index, name in enumerate(head):
        if _WHEN.search(name):
            found.setdefault("when", index)
        elif _WITH.search(name) and not re.search(r"chu tri|nhiem vu", name):
            continue
        elif _TASK.match(name) or (_TASK.search(name) and not _WHO.search(name)):
            found.setdefault("task", index)
        elif _WHO.search(name):
            found.setdefault("who", index)
    return found if "task" in found and len(found) > 1 else None


def _rows(source: Source, cells: list[list[Span]], columns: dict[str, int]) -> Iterator[Row]:
    """The rows with a task; a cell that only repeats the one above takes its place."""
    who = None
    for row in cells:
        spans = {name: row[index] if index < len(row) else (0, 0) for name, index in columns.items()}
        named = _words(source, spans.get("who", (0, 0)))
        if re.search(r"[a-z]", named) and named not in ("nt", "nhu tren"):
            who = spans["who"]
        when = spans.get("when", (0, 0))
        if re.search(r"[a-z].*[a-z]", _words(source, spans["task"])):
            yield Row(spans["task"], who, when if _words(source, when) else None)
