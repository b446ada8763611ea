"""A province drawn from the outlines of its districts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from textwrap import wrap
from typing import Any

from django.db.models import Count, Q

from thongsuot.organisations.models import Area
from thongsuot.organisations.queries.seeing import in_force

WIDTH = 1000  # of the drawing of a province, in units of its own
NAME = 12  # characters of a name in one line of the drawing


@dataclass(frozen=True)
class Shape:
    """One area of the drawing: its path, its name in short lines and where they stand, and how many sites lie in it."""

    area: Area
    path: str
    lines: tuple[str, ...]
    x: int
    y: int
    sites: int


@dataclass(frozen=True)
class Drawing:
    """A province as an SVG: the size of its box and the shapes inside."""

    width: int
    height: int
    shapes: tuple[Shape, ...]


def districts(at: datetime) -> list[Area]:
    """Return the districts in force, each with the number of its priority sites."""
    held = Count("site", filter=Q(site__valid_from__lte=at) & (Q(site__valid_until=None) | Q(site__valid_until__gt=at)))
    rows = Area.objects.filter(in_force(at), kind=Area.Kind.DISTRICT).select_related("parent")
    return list(rows.annotate(held=held))


def draw(areas: Iterable[Area]) -> Drawing | None:
    """Draw the outlines of areas, north up; none where no area has one."""
    rings = [(area, _rings(area.outline)) for area in areas if area.outline]
    points = [point for _area, told in rings for ring in told for point in ring]
    if not points:
        return None
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    scale = WIDTH / ((east - west) or 1)

    def place(point: tuple[float, float]) -> tuple[int, int]:
        return round((point[0] - west) * scale), round((north - point[1]) * scale)

    shapes = [_shape(area, [[place(point) for point in ring] for ring in told]) for area, told in rings]
    return Drawing(WIDTH, max(round((north - south) * scale), 1), tuple(shapes))


def _rings(outline: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """Return the rings of a GeoJSON Polygon or MultiPolygon (RFC 7946, 3.1): longitude first."""
    coordinates = outline["coordinates"]
    polygons = coordinates if outline["type"] == "MultiPolygon" else [coordinates]
    return [[(float(x), float(y)) for x, y, *_ in ring] for polygon in polygons for ring in polygon]


def _shape(area: Area, rings: list[list[tuple[int, int]]]) -> Shape:
    path = " ".join("M" + " L".join(f"{x},{y}" for x, y in ring) + " Z" for ring in rings)
    outer = rings[0]
    x = round(sum(x for x, _ in outer[:-1]) / max(len(outer) - 1, 1))
    y = round(sum(y for _, y in outer[:-1]) / max(len(outer) - 1, 1))
    return Shape(area, path, tuple(wrap(area.name, NAME)), x, y, getattr(area, "held", 0))
