"""Official papers in the layout of NĐ 30/2020/NĐ-CP: one Paper, two writers."""

from thongsuot.engines.officialdoc._docx import to_docx
from thongsuot.engines.officialdoc._paper import (
    Align,
    Annex,
    Article,
    Block,
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
from thongsuot.engines.officialdoc._text import grouped, pad, spell_date
from thongsuot.engines.officialdoc._types import TYPES, symbol_of

__all__ = [
    "TYPEFACES",
    "TYPES",
    "Align",
    "Annex",
    "Article",
    "Block",
    "Column",
    "Division",
    "Ground",
    "Item",
    "Letterhead",
    "MissingTypeface",
    "Paper",
    "Paragraph",
    "Proclamation",
    "Rank",
    "Section",
    "Signature",
    "Table",
    "UnevenTable",
    "Urgency",
    "Verification",
    "grouped",
    "pad",
    "spell_date",
    "symbol_of",
    "to_docx",
    "to_pdf",
]
