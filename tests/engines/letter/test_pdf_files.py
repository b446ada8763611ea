"""PDF files: columns in reading order, rows of tables as rows, locked and signed ones told apart."""

import pytest
from tests.engines.letter.files_made import assembled, carrying, locked, placed, printed, signed, simple

from thongsuot.engines import letter as letters

HEAD = (
    (0, 0, "ỦY BAN NHÂN DÂN"),
    (8, 0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (0, 0.6, "TỈNH MAI CHÂU"),
    (8.5, 0.6, "Độc lập - Tự do - Hạnh phúc"),
    (0, 1.2, "Số: 620/UBND-KGVX"),
    (8.5, 1.3, "Mai Châu, ngày 11 tháng 10 năm 2022"),
    (0, 1.9, "V/v bảo đảm thông tin"),
)
BODY = """#v(3cm)
Kính gửi: Các doanh nghiệp viễn thông

Ủy ban nhân dân tỉnh yêu cầu các doanh nghiệp thực hiện các nội dung sau:

1. Kiểm tra thiết bị dự phòng tại các trạm.

2. Báo cáo kết quả trước ngày 15/10/2022./.
"""
TAIL = (
    (10, 9, "TM. ỦY BAN NHÂN DÂN"),
    (0, 9.6, "*Nơi nhận:*"),
    (10, 9.6, "KT. CHỦ TỊCH"),
    (0, 10.1, "\\- Như trên;"),
    (10, 10.1, "PHÓ CHỦ TỊCH"),
    (0, 10.6, "\\- Sở Y tế;"),
    (0, 11.1, "\\- Lưu: VT."),
    (10, 12.2, "Lò Văn Sơn"),
)


def test_a_head_and_a_signature_written_line_by_line_are_read_column_by_column():
    read = letters.read(printed(placed(*HEAD) + BODY + placed(*TAIL)))
    assert read.text.split("\n")[:4] == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH MAI CHÂU",
        "Số: 620/UBND-KGVX",
        "V/v bảo đảm thông tin",
    ]
    tail = read.text[read.text.index("Nơi nhận") :]
    assert [line for line in tail.split("\n") if line][:4] == ["Nơi nhận:", "- Như trên;", "- Sở Y tế;", "- Lưu: VT."]
    assert read.issuer.name == "Ủy ban nhân dân tỉnh Mai Châu"
    assert (read.number, read.place, str(read.date)) == ("620/UBND-KGVX", "Mai Châu", "2022-10-11")
    assert read.subject == "bảo đảm thông tin"
    assert (read.signer.title, read.signer.name) == ("PHÓ CHỦ TỊCH", "Lò Văn Sơn")
    assert [who.name for who in read.recipients] == ["Như trên", "Sở Y tế", "Lưu: VT"]
    assert len(read.obligations) == 2


def test_words_side_by_side_in_the_body_stay_side_by_side():
    rows = (("Ông Nguyễn Văn A", "0900 000 001"), ("Bà Trần Thị B", "0900 000 002"), ("Ông Lê Văn C", "0900 000 003"))
    contacts = [(9 * x, 6 + y * 0.6, words) for y, row in enumerate(rows) for x, words in enumerate(row)]
    text = letters.read(printed("Kính gửi: Các đơn vị\n" + placed(*contacts))).text
    assert "Ông Nguyễn Văn A 0900 000 001\nBà Trần Thị B 0900 000 002" in text


TABLE = """Kính gửi: Các doanh nghiệp

#table(columns: (auto, 1fr, 1fr, auto), [TT], [Nhiệm vụ], [Đơn vị chủ trì], [Thời hạn],
  [1], [Kiểm tra thiết bị dự phòng tại các trạm thu phát sóng trong toàn tỉnh],
  [Các doanh nghiệp di động], [Trước ngày 15/10/2022],
  [2], [Báo cáo kết quả], [Các doanh nghiệp], [20/10/2022])
Trân trọng./.
"""


def test_a_ruled_table_is_read_row_by_row():
    lines = [line for line in letters.read(printed(TABLE)).text.split("\n") if line]
    assert lines == [
        "Kính gửi: Các doanh nghiệp",
        "| TT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn |",
        "| 1 | Kiểm tra thiết bị dự phòng tại các trạm thu phát sóng trong toàn tỉnh | Các doanh nghiệp di động "
        "| Trước ngày 15/10/2022 |",
        "| 2 | Báo cáo kết quả | Các doanh nghiệp | 20/10/2022 |",
        "Trân trọng./.",
    ]


def test_every_task_of_a_ruled_table_is_a_duty():
    source = "Số: 1/UBND\nKính gửi: Các doanh nghiệp\n\nỦy ban nhân dân yêu cầu thực hiện các nhiệm vụ sau:\n" + TABLE
    read = letters.read(printed(source))
    assert [str(duty.deadline.at.date()) for duty in read.obligations if duty.deadline] == ["2022-10-15", "2022-10-20"]
    assert all(duty.quote == read.text[duty.start : duty.end] for duty in read.obligations)


def drawn(strokes: bytes) -> bytes:
    """A page with six words in two columns and what is drawn around them."""
    shown = (
        b"BT /F1 10 Tf 60 700 Td (Viec) Tj 200 0 Td (Don vi) Tj -200 -30 Td (Truc) Tj 200 0 Td (Ben A) Tj ET " + strokes
    )
    return assembled(simple() | {4: b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown)})


def boxes(left: int, bottom: int) -> bytes:
    """Six boxes that make a table of two columns."""
    return b" ".join(b"%d %d 200 30 re" % (left + 200 * x, bottom + 30 * y) for x in (0, 1) for y in (0, 1, 2))


def rules(level: bytes, upright: bytes) -> bytes:
    """The four level and three upright lines of the same table, each drawn as asked for."""
    return b" ".join([*(level % (660 + 30 * y) for y in range(4)), *(upright % (50 + 200 * x) for x in range(3))])


BOXES = boxes(50, 660).replace(b"re", b"re S")
RULES = {
    "boxes": BOXES,
    "one path": boxes(50, 660) + b" S",
    "moved": b"q 1 0 0 1 50 660 cm " + boxes(0, 0) + b" S Q",
    "thin bars": rules(b"50 %d 400 0.5 re f", b"%d 660 0.5 90 re f"),
    "closed paths": rules(b"q 1 0 0 1 0 %d cm 50 0 m 450 0 l h S Q", b"q 1 0 0 1 %d 0 cm 0 660 m 0 750 l h S Q"),
}


@pytest.mark.parametrize("kind", RULES)
def test_lines_may_be_drawn_in_any_way(kind):
    assert letters.read(drawn(RULES[kind])).text.strip() == "| Viec | Don vi |\n| Truc | Ben A |"


@pytest.mark.parametrize(
    "strokes",
    [
        b"",
        b"50 650 400 90 re S",
        b"50 650 m 450 740 l S 50 740 m 450 650 l S",
        BOXES * 300,
        b"0 1 -1 0 400 0 cm " + BOXES,
    ],
)
def test_other_drawings_make_no_table(strokes):
    text = letters.read(drawn(strokes)).text
    assert "|" not in text
    assert "Viec" in text


def test_a_pdf_that_asks_for_a_password_is_refused():
    with pytest.raises(letters.UnreadableLetter) as refusal:
        letters.read(locked("mat-khau"))
    assert refusal.value.code == "encrypted"


def test_a_pdf_that_only_its_owner_locked_is_read():
    read = letters.read(locked(""))
    assert read.text.strip() == "Kinh gui: Cac doanh nghiep"
    assert "hạn chế sao chép" in read.warnings[0]


def test_a_signed_pdf_is_read_and_its_signature_is_said_not_to_be_checked():
    read = letters.read(signed())
    assert read.text.strip() == "Kinh gui: Cac doanh nghiep"
    assert "chữ ký chưa được kiểm tra" in read.warnings[0]


def test_scripts_and_files_inside_a_pdf_are_told():
    assert "không được chạy" in letters.read(carrying()).warnings[0]


def test_a_pdf_longer_than_any_letter_is_read_no_further():
    shown = b"BT /F1 2 Tf 2 TL 10 830 Td " + b"(%s) ' " % (b"Kinh gui " * 60) * 30 + b"ET"
    with pytest.raises(letters.UnreadableLetter) as refusal:
        letters.read(assembled(simple(pages=150) | {4: b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown)}))
    assert refusal.value.code == "too_large"
