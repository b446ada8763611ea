"""Official papers in the layout of NĐ 30/2020/NĐ-CP: one Paper, two writers."""

from thongsuot.engines.officialdoc._compare import Change, Difference, compare
from thongsuot.engines.officialdoc._docx import to_docx
from thongsuot.engines.officialdoc._paper import (
    Align,
    Annex,
    Article,
    Block,
    Circulation,
    Column,
    Division,
    Ground,
    Item,
    Letterhead,
    Paper,
    Paragraph,
    Proclamation,
    Rank,
    Section,
    Signature,
    Table,
    UnevenTable,
    Urgency,
    Verification,
)
from thongsuot.engines.officialdoc._pdf import TYPEFACES, MissingTypeface, to_pdf
from thongsuot.engines.officialdoc._reading import Part, UnreadablePaper, read_docx
from thongsuot.engines.officialdoc._slips import Slip, to_slips
from thongsuot.engines.officialdoc._text import grouped, pad, spell_date
from thongsuot.engines.officialdoc._types import TYPES, symbol_of

__all__ = [
    "TYPEFACES",
    "TYPES",
    "Align",
    "Annex",
    "Article",
    "Block",
    "Change",
    "Circulation",
    "Column",
    "Difference",
    "Division",
    "Ground",
    "Item",
    "Letterhead",
    "MissingTypeface",
    "Paper",
    "Paragraph",
    "Part",
    "Proclamation",
    "Rank",
    "Section",
    "Signature",
    "Slip",
    "Table",
    "UnevenTable",
    "UnreadablePaper",
    "Urgency",
    "Verification",
    "compare",
    "grouped",
    "pad",
    "read_docx",
    "spell_date",
    "symbol_of",
    "to_docx",
    "to_pdf",
    "to_slips",
]
