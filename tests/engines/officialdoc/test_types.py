"""Any of the 29 types of NĐ 30/2020 prints with its own symbol and heading."""

import pytest
from tests.engines.officialdoc.reading import Pdf, docx_text
from tests.engines.officialdoc.samples import CREATED

from thongsuot.engines.officialdoc import TYPES, Letterhead, Paper, Paragraph, Signature, symbol_of, to_docx


def test_there_are_29_types_and_no_symbol_twice():
    symbols = [symbol for symbol in TYPES.values() if symbol]
    assert (len(TYPES), len(symbols), len(set(symbols))) == (29, 27, 27)


def test_a_symbol_joins_the_type_the_body_and_the_unit():
    assert symbol_of("Báo cáo", "STTTT") == "BC-STTTT"
    assert symbol_of("Công văn", "STTTT", "BCVT") == "STTTT-BCVT"
    with pytest.raises(KeyError):
        symbol_of("Không có", "STTTT")


@pytest.mark.parametrize("type_name", TYPES)
def test_each_type_prints(type_name, printed):
    symbol = symbol_of(type_name, "VTSB")
    paper = Paper(
        letterhead=Letterhead(body="Viễn thông Sao Bắc", symbol=symbol, place="Cao Sơn", number=5),
        type_name=type_name,
        subject="Công tác trực ca",
        blocks=(Paragraph("Nội dung của văn bản."),),
        signatures=(Signature(post="Giám đốc", name="Đinh Văn Khải"),),
    )
    for text in (Pdf(printed(paper)).all_text, docx_text(to_docx(paper, created=CREATED))):
        assert f"Số: 05/{symbol}" in text
        assert "Nội dung của văn bản./." in text
        letter = type_name == "Công văn"
        assert (type_name.upper() in text.split("\n") or f"{type_name.upper()}\r" in text) is not letter
        assert ("V/v Công tác trực ca" in text) is letter
