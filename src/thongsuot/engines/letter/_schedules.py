"""Days in a column of a table that says until when: "| Tuyến | Đơn vị | Hoàn thành |" over "31/8/2023"."""

import re
from collections.abc import Iterator
from datetime import datetime, time

from thongsuot.engines.letter._dates import made
from thongsuot.engines.letter._draft import Context
from thongsuot.engines.letter._letter import Deadline
from thongsuot.engines.letter._lines import lines_of
from thongsuot.engines.letter._moment import ZONE
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._terms import Relation

_HEADER = re.compile(
    r"\s*(?:(?:ngay |thoi gian |moc )?(?:phai )?(?:hoan thanh|xong)|thoi han|han (?:cuoi|chot|xong|hoan))(?!\w)"
)
_DAY = re.compile(r"\s*(?:truoc |xong )?(?:ngay )?(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>\d{4}))?\s*")


def scheduled(source: Source, start: int, end: int, context: Context) -> Iterator[tuple[int, Deadline]]:
    """The days of such columns between two offsets, each with its own."""
    column, before = -1, False
    for at, stop in lines_of(source.plain, start, end):
        cells = source.plain[at:stop].strip().strip("|").split("|")
        if len(cells) < 3:
            column = column if not source.plain[at:stop].strip() else -1
            continue
        named = next((i for i, cell in enumerate(cells) if _HEADER.match(cell)), -1)
        if named >= 0:
            column, before = named, "truoc" in cells[named]
            continue
        found = _DAY.fullmatch(cells[column]) if 0 <= column < len(cells) else None
        day = made(found, context.written) if found else None
        if found and day:
            strict = before or "truoc" in found.group()
            moment = datetime.combine(day, time(0) if strict else time(23, 59), ZONE)
            relation = Relation.BEFORE if strict else Relation.UNTIL
            yield source.plain.find(found.group(), at, stop), Deadline(moment, relation, found.group().strip())
