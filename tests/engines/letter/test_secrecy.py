"""A mark of secrecy on the head refuses the letter; the words of secrecy elsewhere are read as any others."""

import json

import pytest
from tests.engines.letter import phrasing

from thongsuot.engines import letter as letters
from thongsuot.web.letter_command import run

HEAD = "BỘ Y TẾ\nCỤC QUẢN LÝ\nSố: 12/CQL-VP{beside}\n{mark}\nHà Nội, ngày 10 tháng 3 năm 2022\n\n{body}"
BODY = "Kính gửi: Các đơn vị.\n\nCục Quản lý đề nghị các đơn vị trực 24/24.\n"


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "(MẬT)", "Độ mật: Tối mật", "ĐỘ MẬT: MẬT", " *MẬT*"])
def test_a_marked_letter_is_refused_and_says_that_nothing_was_kept_and_what_to_do(mark):
    with pytest.raises(letters.UnreadableLetter) as refused:
        letters.read_text(HEAD.format(beside="", mark=mark, body=BODY))
    assert refused.value.code == "secret"
    assert "không có nội dung nào được lưu lại" in refused.value.message
    assert "Đề nghị xóa tệp" in refused.value.message


@pytest.mark.parametrize(
    "beside",
    [" TỐI MẬT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "\tMẬT", "   MẬT", " | MẬT", " MẬT Kính chuyển"],
)
def test_a_mark_beside_the_number_counts(beside):
    with pytest.raises(letters.UnreadableLetter):
        letters.read_text(HEAD.format(beside=beside, mark="", body=BODY))


@pytest.mark.parametrize(
    "mark",
    ["V/v BẢO MẬT thông tin", "BAN BẢO VỆ BÍ MẬT", "Mật", "MẶT TRẬN", "MẮT", "V/v bảo vệ bí mật", "BÍ MẬT NHÀ NƯỚC"],
)
def test_a_name_or_a_word_is_no_mark(mark):
    assert letters.read_text(HEAD.format(beside="", mark=mark, body=BODY)).number == "12/CQL-VP"


def test_the_words_of_the_body_mark_nothing():
    text = "Kính gửi: Các đơn vị.\n\nĐề nghị các đơn vị rà soát văn bản đóng dấu TỐI MẬT.\nMẬT\n"
    assert letters.read_text(HEAD.format(beside="", mark="", body=text)).urgency is None
    prose = "Ủy ban nhân dân tỉnh nhận được nhiều phản ánh về việc để lộ tài liệu trong quá trình gửi nhận văn bản.\n"
    assert phrasing.read(f"BỘ Y TẾ\n{prose}\nMẬT\n")["obligations"] == []
    assert phrasing.read(f"{prose * 8}MẬT\n")["urgency"] is None


def test_those_who_score_readings_read_it_all_the_same(tmp_path, capsys):
    text = HEAD.format(beside="", mark="MẬT", body=BODY)
    assert len(letters.read(text.encode(), secret=True).obligations) == 1
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "a.json").write_text('{"number": "12/CQL-VP"}', encoding="utf-8")
    assert run(["score", str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["number"]["f1"] == 1.0
    assert run(["read", str(tmp_path / "a.txt"), "--json"]) == 3
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "secret"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("KHẨN", "khẩn"),
        ("THƯỢNG KHẨN", "thượng khẩn"),
        ("HỎA TỐC HẸN GIỜ", "hỏa tốc"),
        ("HỎA TỐC: trước 14 giờ", None),
        ("CÔNG ĐIỆN KHẨN", "khẩn"),
        ("Độ khẩn: Hỏa tốc", "hỏa tốc"),
        ("Số: 7/YT HỎA TỐC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "hỏa tốc"),
        ("TRUNG TÂM ỨNG CỨU KHẨN CẤP", None),
        ("ỦY BAN KHẨN", None),
        ("V/v chuyển phát hỏa tốc", None),
        ("V/v hàng HỎA TỐC", None),
    ],
)
def test_the_urgency_is_a_field_of_the_reading_in_the_words_of_the_letter(line, expected):
    text = HEAD.format(beside="", mark=line, body=f"{BODY}Hàng hỏa tốc nội tỉnh vẫn nhận.\nHỎA TỐC\n")
    assert phrasing.read(text)["urgency"] == expected
