"""The annexes of what goes up: how each organisation stands, then and now, and what it said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from thongsuot.engines.officialdoc import Align, Annex, Block, Column, Item, Paragraph, Section, Table
from thongsuot.engines.vietnamese import spell_time
from thongsuot.ledger.kinds import KINDS
from thongsuot.reports.models import Snapshot, Upward
from thongsuot.reports.papers.lines import SIDES, STATUS, WORDS, in_order


def annexes(content: dict[str, Any], recipient: str, first: Snapshot | None) -> Iterable[Annex]:
    """Return the annexes for one recipient; a supplement says of everybody how it was when the figures were frozen."""
    if not content["organisations"]:
        return
    table = _by_organisation(content) if first is None else _then_and_now(content, first)
    yield Annex(title="Tình hình thực hiện của các đơn vị", blocks=(table,), landscape=True)
    if recipient == Upward.Recipient.COMMITTEE:
        yield Annex(title="Nội dung báo cáo của các đơn vị", blocks=tuple(_narratives(content)))
    else:
        yield Annex(title="Số liệu báo cáo của các đơn vị", blocks=(_figures_by_organisation(content),), landscape=True)


def _by_organisation(content: dict[str, Any]) -> Table:
    stands = ((Column("Báo cáo", 3), Column("Thời điểm gửi", 3)), [_now(row) for row in content["organisations"]])
    return _table(content, *stands)


def _then_and_now(content: dict[str, Any], first: Snapshot) -> Table:
    then = {row["code"]: STATUS[row["status"]] for row in first.content["organisations"]}
    moment = localtime(first.taken_at)
    columns = (
        Column(f"Lúc chốt ({spell_time(moment)})", 3),
        Column("Đến thời điểm bổ sung", 3),
        Column("Thời điểm gửi", 3),
    )
    rows = [(then.get(row["code"], STATUS["missing"]), *_now(row)) for row in content["organisations"]]
    return _table(content, columns, rows)


def _now(row: dict[str, Any]) -> tuple[str, ...]:
    on_behalf = ", nhập thay" if row.get("channel") else ""
    return STATUS[row["status"]] + on_behalf, _sent(row["submitted_at"])


def _table(content: dict[str, Any], columns: tuple[Column, ...], stands: Sequence[tuple[str, ...]]) -> Table:
    heads = [Column("TT", 1, Align.CENTER), Column("Đơn vị", 5), *columns]
    heads += [Column(name, 2, Align.RIGHT) for name in WORDS.values()]
    rows = [
        (str(number), row["name"], *stand, *(row["words"].get(word, 0) for word in WORDS))
        for number, (row, stand) in enumerate(zip(content["organisations"], stands, strict=True), start=1)
    ]
    return Table(tuple(heads), tuple(rows))


def _sent(moment: str | None) -> str:
    return f"{localtime(datetime.fromisoformat(moment)):%H:%M %d/%m/%Y}" if moment else "–"


def _figures_by_organisation(content: dict[str, Any]) -> Table:
    columns = (Column("Đơn vị", 4), Column("Nội dung", 4), Column("Số liệu", 2, Align.RIGHT), Column("Nguồn", 3))
    rows = [
        (row["name"], f"{KINDS[kind].title}: {KINDS[kind].figures[name]}", value, SIDES[side].capitalize())
        for row in content["organisations"]
        for kind in KINDS
        for side in SIDES
        for name, value in in_order(kind, row["figures"].get(kind, {}).get(side, {}))
    ]
    return Table(columns, tuple(rows) or (("–", "Chưa có số liệu", 0, "–"),))


def _narratives(content: dict[str, Any]) -> Iterable[Block]:
    told = [row for row in content["organisations"] if any(words.strip() for words in row["narrative"].values())]
    for row in told:
        said = [
            Item(f"Nội dung {number}: {words.strip()}")
            for number, words in sorted(row["narrative"].items(), key=lambda pair: int(pair[0]))
            if words.strip()
        ]
        yield Section(row["name"], tuple(said))
    if not told:
        yield Paragraph("Các đơn vị không có nội dung báo cáo bằng lời.")
