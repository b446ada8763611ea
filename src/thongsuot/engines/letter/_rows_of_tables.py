"""Which tables of a file are rows to be kept, and how a row is written into the text."""

from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._tables import columns_of

_FEWEST = 3  # filled columns that make a table of figures; heads and signatures stand in two


def as_rows(rows: list[list[str]]) -> bool:
    """Whether a table hands out tasks or lists figures; other tables only place words side by side."""
    if len(rows) < 2:
        return False
    head = [fold(cell) for cell in rows[0]]
    if columns_of(head) is not None:
        return True
    filled = sum(bool(cell) for cell in head)
    return filled >= _FEWEST and len({len(row) for row in rows}) == 1 and len(set(head)) == len(head)


def row_of(cells: list[str]) -> str:
    """A row as a line of cells between bars."""
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
