"""The vocabulary: what an official paper is made of. Names are given in sentence case; the layout sets capitals."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class UnevenTable(ValueError):
    """A row has more or fewer cells than the table has columns."""


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Urgency(StrEnum):
    """Box 10b; the signer decides it."""

    URGENT = "KHẨN"
    VERY_URGENT = "THƯỢNG KHẨN"
    FLASH = "HỎA TỐC"


class Circulation(StrEnum):
    """Box 11: who may see the paper."""

    INTERNAL = "LƯU HÀNH NỘI BỘ"
    RETURN = "XEM XONG TRẢ LẠI"


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """Boxes 1 to 4. Without number and date the paper waits for its signature and the registry."""

    body: str
    place: str
    symbol: str
    parent: str = ""
    number: int | None = None
    on: date | None = None


@dataclass(frozen=True)
class Paragraph:
    """Plain text; each line of it becomes a paragraph of its own."""

    text: str


@dataclass(frozen=True)
class Ground:
    """A legal ground (căn cứ), in italics."""

    text: str


@dataclass(frozen=True)
class Proclamation:
    """A bold line in the middle: the power that decides, `QUYẾT ĐỊNH:`."""

    text: str


@dataclass(frozen=True)
class Item:
    """A numbered paragraph: 1., under it a), under that a dash."""

    text: str
    items: tuple["Item", ...] = ()


@dataclass(frozen=True)
class Article:
    """Điều 1, 2, 3 ... counted through the paper; one with a title has it in bold beside its number."""

    text: str
    items: tuple[Item, ...] = ()
    title: str = ""


@dataclass(frozen=True)
class Column:
    title: str
    weight: float = 1
    align: Align = Align.LEFT


@dataclass(frozen=True)
class Table:
    """Rows under a repeated header; whole numbers are printed grouped. A table with a caption is counted: Bảng 1.

    The rows of a `roomy` one are high enough to be filled in by hand.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str | int, ...], ...]
    caption: str = ""
    notes: tuple[str, ...] = ()
    roomy: bool = False

    def __post_init__(self) -> None:
        if not self.columns:
            raise UnevenTable(f"Bảng “{self.caption}” không có cột nào; cần ít nhất một cột.")
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise UnevenTable(
                    f"Bảng “{self.caption}”: dòng {number} có {len(row)} ô, cần {len(self.columns)} ô như dòng tiêu đề."
                )


@dataclass(frozen=True)
class Section:
    """A headed part: I. TITLE, under it 1., under that a)."""

    title: str
    blocks: tuple["Block", ...] = ()


class Rank(StrEnum):
    """What a division of a long paper is called; parts and chapters have Roman numerals, the others Arabic."""

    PART = "Phần"
    CHAPTER = "Chương"
    SECTION = "Mục"
    SUBSECTION = "Tiểu mục"


@dataclass(frozen=True)
class Division:
    """A centred division of a statute or a scheme: `Chương I` over its title; its articles count on."""

    title: str
    blocks: tuple["Block", ...] = ()
    rank: Rank = Rank.CHAPTER


Block = Paragraph | Ground | Proclamation | Item | Article | Table | Section | Division


@dataclass(frozen=True, kw_only=True)
class Annex:
    """Phụ lục: begins on a new page with its own page numbers, upright or across."""

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Boxes 7a and 7b: `authority` holds the forms above the post, as `TM. Ủy ban nhân dân` or `KT. Giám đốc`."""

    post: str
    name: str = ""
    authority: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Verification:
    """Where a reader checks the paper: a line, and the address its QR code holds (at most 1 000 characters)."""

    line: str
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One official paper of any type. Without a type name it is a công văn, its subject standing under the number.

    `call` and `addressees` are box 9a, `recipients` 9b, `circulation` 11, `drafter` (and copies) 12, `contact` 13;
    `draft` marks every page as not yet sent; `data` is attached to the PDF as JSON, so that the next level reads
    figures by machine.
    """

    letterhead: Letterhead
    subject: str
    type_name: str = ""
    call: str = "Kính gửi"
    addressees: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    recipients: tuple[str, ...] = ()
    drafter: str = ""
    signatures: tuple[Signature, ...] = ()
    annexes: tuple[Annex, ...] = ()
    urgency: Urgency | None = None
    circulation: Circulation | None = None
    contact: str = ""
    verification: Verification | None = None
    exercise: bool = False
    draft: bool = False
    landscape: bool = False
    data: Mapping[str, Any] | None = None
