"""A duty on its way: what the head of the letter gave, and what one clause became."""

from dataclasses import dataclass
from datetime import date

from thongsuot.engines.letter._bound import Bound
from thongsuot.engines.letter._letter import Deadline
from thongsuot.engines.letter._terms import Mode

# Types of documents that order nobody.
SILENT = frozenset({"Báo cáo", "Tờ trình", "Biên bản", "Giấy giới thiệu", "Phiếu gửi", "Giấy nghỉ phép", "Hợp đồng"})


@dataclass(frozen=True, slots=True)
class Context:
    """What the head of the letter gave."""

    written: date | None
    issuer: str | None
    doc_type: str | None
    addressees: tuple[str, ...] = ()
    answers: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A duty in offsets of the shadow."""

    start: int
    end: int
    mode: Mode
    bound: Bound
    kind: str
    effective_from: date | None
    deadline: Deadline | None
    trigger: str | None = None
    coordinate_with: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    umbrella: bool = False
    paragraph: int = 0
    block: tuple[int, int] = (0, 0)
    limits: tuple[tuple[int, Deadline], ...] = ()
    warnings: tuple[str, ...] = ()
