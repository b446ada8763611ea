"""Tables that are ruled on a PDF page: the lines that were drawn, and the cells they make."""

from collections.abc import Iterator
from typing import Any

SCALE = 10  # tenths of a point, counted from the top down, so that words and cells are whole numbers
_MOST_OBJECTS, _MOST_POINTS, _MOST_EDGES, _MOST_CROSSINGS = 20_000, 4000, 1200, 900
_THIN, _SHORT, _NEAR = 2.5, 8.0, 3.0  # points
_TURNED = 0.01

Box = tuple[float, float, float, float]
Edge = dict[str, Any]
Grid = list[list[Box | None]]


def grids_of(page: Any) -> list[Grid]:
    """The tables of a page as rows of cells (left, top, right, bottom); what a wider cell covers is None."""
    edges = _edges(page)
    if len(edges) > _MOST_EDGES or any(sum(e["orientation"] == way for e in edges) < 3 for way in "hv"):
        return []
    from pdfplumber import table

    merged = table.merge_edges(edges, _NEAR, _NEAR, _NEAR, _NEAR)
    crossings = table.edges_to_intersections(merged, _NEAR, _NEAR)
    if len(crossings) > _MOST_CROSSINGS:
        return []
    grids = [_rows(cells) for cells in table.cells_to_tables(table.intersections_to_cells(crossings))]
    return [grid for grid in grids if len(grid) > 1 and len(grid[0]) > 1]


def _rows(cells: list[Box]) -> Grid:
    """The cells of a table by the line they begin on and the column they begin in."""
    tops, lefts = sorted({cell[1] for cell in cells}), sorted({cell[0] for cell in cells})
    grid: Grid = [[None] * len(lefts) for _ in tops]
    for cell in cells:
        left, top, right, bottom = (value * SCALE for value in cell)
        grid[tops.index(cell[1])][lefts.index(cell[0])] = left, top, right, bottom
    return grid


def _edges(page: Any) -> list[Edge]:
    """The level and upright lines of a page; thin boxes count as lines."""
    from pypdfium2 import raw

    edges: list[Edge] = []
    points = 0
    for seen, drawn in enumerate(page.get_objects(max_depth=3)):
        if seen > _MOST_OBJECTS or points > _MOST_POINTS or len(edges) > _MOST_EDGES:
            break
        if drawn.type != raw.FPDF_PAGEOBJ_PATH:
            continue
        left, bottom, right, top = drawn.get_bounds()
        if right - left < _THIN or top - bottom < _THIN:
            edges += _edge(left, -top, right, -bottom)
            continue
        points += max(raw.FPDFPath_CountSegments(drawn), 0)
        for one, other in _strokes(drawn) if points <= _MOST_POINTS else ():
            (x0, x1), (y0, y1) = sorted((one[0], other[0])), sorted((-one[1], -other[1]))
            edges += _edge(x0, y0, x1, y1)
    return edges


def _edge(x0: float, y0: float, x1: float, y1: float) -> list[Edge]:
    """A line as pdfplumber has it; nothing for what is thick or short."""
    wide, high = x1 - x0, y1 - y0
    if high < _THIN and wide > _SHORT:
        y0 = y1 = (y0 + y1) / 2
    elif wide < _THIN and high > _SHORT:
        x0 = x1 = (x0 + x1) / 2
    else:
        return []
    size = {"width": x1 - x0, "height": y1 - y0, "doctop": y0}
    return [{"x0": x0, "x1": x1, "top": y0, "bottom": y1, "orientation": "h" if x1 > x0 else "v", **size}]


def _strokes(drawn: Any) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight strokes of a path, in the coordinates of its page."""
    from ctypes import byref, c_float

    from pypdfium2 import raw

    matrix = drawn.get_matrix()
    if drawn.level or abs(matrix.b) > _TURNED or abs(matrix.c) > _TURNED:
        return
    x, y = c_float(), c_float()
    at = begun = (0.0, 0.0)
    for index in range(raw.FPDFPath_CountSegments(drawn)):
        segment = raw.FPDFPath_GetPathSegment(drawn, index)
        raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        point = matrix.a * x.value + matrix.e, matrix.d * y.value + matrix.f
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            begun = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield at, point
        at = point
        if raw.FPDFPathSegment_GetClose(segment):
            yield at, begun
            at = begun
