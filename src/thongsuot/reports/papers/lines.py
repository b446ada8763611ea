"""How figures read on paper, kind by kind, what tools saw and what was said apart."""

from __future__ import annotations

from collections.abc import Iterable

from thongsuot.engines.vietnamese import grouped, rate
from thongsuot.ledger.kinds import KINDS
from thongsuot.reports import layout

WORDS = {
    "done_on_time": "Hoàn thành đúng hạn",
    "done_late": "Hoàn thành quá hạn",
    "open_on_time": "Chưa hoàn thành trong hạn",
    "open_late": "Chưa hoàn thành quá hạn",
}
STATUS = {
    "on_time": "Đã gửi đúng hạn",
    "late": "Gửi sau thời điểm chốt",
    "missing": "Chưa gửi",
    "unsealed": "Đã gửi, chờ bản ký hoặc bản giấy",
}
SIDES = {"measured": "hệ thống ghi nhận", "declared": "đơn vị báo cáo"}


def told(figures: dict[str, dict[str, dict[str, int]]]) -> Iterable[tuple[str, list[str]]]:
    """Yield what is known of each kind, one text for each side that knows anything."""
    for kind in KINDS:
        sides = figures.get(kind, {})
        said = [f"{name} {_line(kind, sides[side])}" for side, name in SIDES.items() if sides.get(side)]
        if said:
            yield kind, said


def _line(kind: str, figures: dict[str, int]) -> str:
    return ", ".join(
        f"{rate(item.part, item.whole)} {item.label}"
        if item.whole is not None
        else f"{grouped(item.part)} {item.label}"
        for item in layout.items(kind, figures)
    )


def changes(delta: dict[str, dict[str, dict[str, int]]]) -> Iterable[tuple[str, list[str]]]:
    """Yield by how much each kind changed."""
    for kind in KINDS:
        said = [
            f"{SIDES[side]} {'tăng' if value > 0 else 'giảm'} {grouped(abs(value))} {KINDS[kind].figures[name]}"
            for side in SIDES
            for name, value in in_order(kind, delta.get(kind, {}).get(side, {}))
        ]
        if said:
            yield kind, said


def in_order(kind: str, figures: dict[str, int]) -> list[tuple[str, int]]:
    """Return the figures in the order of their kind; the database keeps none."""
    return [(name, figures[name]) for name in KINDS[kind].figures if name in figures]
