"""The traps of real letters: lost, glued, broken and misspelt heads and tails."""

import pytest

from thongsuot.engines import letter as letters

HEAD = (
    "UBND TỈNH GIA BÌNH\nSỞ Y TẾ\nSố: 12/SYT-NV\n{about}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT "
    "NAM\nĐộc lập - Tự do - Hạnh phúc\n{place}, ngày {date}\n\n"
)
BODY = "Kính gửi: Các đơn vị.\n\nSở Y tế yêu cầu các đơn vị kiểm tra máy phát.\n\n"
TAIL = "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nTrần Văn An\n"


def letter(text: str = "", *, about="V/v kiểm tra", place="Gia Bình", date="10 tháng 3 năm 2022", body=BODY, tail=TAIL):
    return letters.to_json(letters.read_text(text or HEAD.format(about=about, place=place, date=date) + body + tail))


@pytest.mark.parametrize(
    ("about", "subject"),
    [
        ("V/v kiểm tra\nnguồn điện dự phòng", "kiểm tra nguồn điện dự phòng"),
        ("V/việc kiểm tra nguồn điện", "kiểm tra nguồn điện"),
        ("v/v: kiểm tra nguồn điện.", "kiểm tra nguồn điện"),
        ("", None),
    ],
)
def test_the_subject_in_its_spellings(about, subject):
    assert letter(about=about)["subject"] == subject


def test_a_subject_split_around_the_date_is_joined():
    text = (
        "SỞ Y TẾ\nSố: 12/SYT\nV/v kiểm tra     Gia Bình, ngày 10 tháng 3 năm 2022    nguồn "
        "điện\n______\nkhu vực miền núi\n\n"
    )
    assert letter(text + BODY + TAIL)["subject"] == "kiểm tra nguồn điện khu vực miền núi"


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Số: 3 70 /SYT", "370/SYT"),
        ("Số: 24 / SYT - NV", "24/SYT-NV"),
        ("Số: 05/BC-SYTGia Bình, ngày", "05/BC-SYT"),
        ("Số:      /SYT-NV", None),
        ("Số: 12/syt", None),
        ("Số 79-CV/TW", "79-CV/TW"),
    ],
)
def test_numbers_with_gaps_and_glue(line, number):
    assert letter(f"SỞ Y TẾ\n{line}\n\n{BODY}{TAIL}")["number"] == number


@pytest.mark.parametrize(
    ("place", "date", "where", "when"),
    [
        ("TP. Hồ Chí Minh", "02tháng 3 năm 2022", "TP. Hồ Chí Minh", "2022-03-02"),
        ("Hạnh phúc Gia Bình", "02 tháng 3 năm 2022", "Gia Bình", "2022-03-02"),
        ("số 5", "02/3/2022", None, "2022-03-02"),
        ("Gia Bình", "31 tháng 02 năm 2022", "Gia Bình", None),
        ("Gia Bình", "   tháng 3 năm 2022", "Gia Bình", None),
    ],
)
def test_place_and_date(place, date, where, when):
    found = letter(place=place, date=date)
    assert (found["place"], found["date"]) == (where, when)
    assert any("không hợp lệ" in warning for warning in found["warnings"]) == ("31 tháng 02" in date)


def test_a_date_under_the_letter_counts():
    assert letter(f"{BODY}{TAIL}Gia Bình, ngày 10 tháng 3 năm 2022\n")["date"] == "2022-03-10"


def test_without_greeting_or_title_the_body_begins_behind_the_date():
    text = (
        "Gia Bình, ngày 10 tháng 3 năm 2022\nThực hiện kế hoạch năm, Sở Y tế tỉnh Gia Bình yêu "
        "cầu các đơn vị kiểm tra máy phát./.\n"
    )
    found = letter(text)
    assert (found["doc_type"], found["addressees"], len(found["obligations"])) == (None, [], 1)
    assert found["issuer"] == {"name": "Sở Y tế tỉnh Gia Bình", "parent": "Ủy ban nhân dân tỉnh Gia Bình"}


def test_a_letter_with_nothing_known_leaves_all_null():
    found = letter("Mây bay trên núi.")
    assert (found["issuer"], found["signer"]) == (
        {"name": None, "parent": None},
        {"authority_form": None, "title": None, "name": None},
    )


def test_a_title_inside_the_body_is_no_type():
    assert letter(body=f"{BODY}KẾ HOẠCH\n")["doc_type"] == "Công văn"


def test_the_stamp_of_a_signature_is_no_office():
    text = "Người ký: Sở Y tế\nThời gian ký: 10.03.2022\n| BAN QUẢN LÝ DỰ ÁN | x |\n1\n" + BODY + TAIL
    assert letter(text)["issuer"]["name"] == "Ban quản lý dự án"


def test_an_office_on_two_lines_is_one():
    text = "SỞ THÔNG TIN\nVÀ TRUYỀN THÔNG\nThành phố\nSố: 1/STTTT\n\n" + BODY + TAIL
    assert letter(text)["issuer"]["name"] == "Sở Thông tin và Truyền thông"


def test_a_city_keeps_its_small_word():
    assert letter("UBND THÀNH PHỐ PHÚ MỸ\nSố: 1/UBND\n\n" + BODY + TAIL)["issuer"]["name"] == "UBND thành phố Phú Mỹ"


def test_a_body_that_runs_on_behind_the_greeting():
    for gap in (". ", " "):
        found = letter(
            f"Kính gửi: Các doanh nghiệp bưu chính{gap}Thực hiện kế hoạch năm, Sở Y tế yêu "
            f"cầu các đơn vị kiểm tra trạm./.\n"
        )
        assert found["addressees"] == ["Các doanh nghiệp bưu chính"]
        assert len(found["obligations"]) == 1


def test_an_unclosed_greeting_ends_at_the_empty_line():
    found = letter(
        "Kính gửi: Các doanh nghiệp\nbưu chính\n\nMùa mưa đã đến. Sở Y tế yêu cầu các đơn vị kiểm tra trạm./.\n"
    )
    assert found["addressees"] == ["Các doanh nghiệp bưu chính"]


def test_a_plan_without_lines_under_its_title_has_no_subject():
    for body in (
        "KẾ HOẠCH\nCăn cứ Luật Bưu chính số 49/2010/QH12 ngày 17/6/2010;\n",
        "KẾ HOẠCH\n\n1. Kiểm tra trạm.\n",
    ):
        assert letter("SỞ Y TẾ\nSố: 1/KH-SYT\n\n" + body)["subject"] is None


def test_a_long_title_stops_where_the_body_begins():
    text = (
        "SỞ Y TẾ\nSố: 1/KH-SYT\n\nKẾ HOẠCH\n\nKiểm tra trạm\nnăm 2022\nThực hiện chỉ đạo của Bộ, "
        "Sở xây dựng Kế hoạch.\n"
    )
    assert letter(text)["subject"] == "Kiểm tra trạm năm 2022"


def test_citations_are_read_once_each_with_type_number_date_issuer_and_title():
    body = (
        "Kính gửi: Các đơn vị.\n\nCăn cứ Luật Bưu chính số 49/2010/QH12 ngày 17/6/2010; Căn "
        "cứ Nghị định số 15/2020/NĐ-CP (03/02/2020) của Chính phủ;"
        ' Thực hiện Chỉ thị số 02/CT-UBND ngày 01/3/2022 "Về tăng cường phòng cháy" của Chủ '
        "tịch UBND tỉnh và Chỉ thị số 02/CT-UBND, Công văn số 5/abc,"
        " Sở Y tế yêu cầu các đơn vị kiểm tra trạm.\n\n"
    )
    basis = letter(body=body)["legal_basis"]
    assert [(row["type"], row["number"], row["date"]) for row in basis] == [
        ("Luật", "49/2010/QH12", "2010-06-17"),
        ("Nghị định", "15/2020/NĐ-CP", "2020-02-03"),
        ("Chỉ thị", "02/CT-UBND", "2022-03-01"),
    ]
    assert (basis[2]["title"], basis[2]["issuer"]) == ("Về tăng cường phòng cháy", "Chủ tịch UBND tỉnh")


@pytest.mark.parametrize(
    ("tail", "signer"),
    [
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Văn An\n", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Văn An")),
        ("TL. BỘ TRƯỞNG\nCHÁNH VĂN PHÒNG\nTRẦN VĂN AN\n", ("TL. BỘ TRƯỞNG", "CHÁNH VĂN PHÒNG", "TRẦN VĂN AN")),
        (
            "KT. CHỦ TỊCH\nỦY BAN NHÂN DÂN\nPHÓ CHỦ TỊCH\nTrần Văn An\n",
            ("KT. CHỦ TỊCH ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH", "Trần Văn An"),
        ),
        ("GIÁM ĐỐC\nTRUNG TÂM KỸ THUẬT\nTrần Văn An\n", (None, "GIÁM ĐỐC TRUNG TÂM KỸ THUẬT", "Trần Văn An")),
    ],
)
def test_signers(tail, signer):
    found = letter(tail="Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\n" + tail)["signer"]
    assert (found["authority_form"], found["title"], found["name"]) == signer


def test_recipients_over_several_lines_with_purposes_inside():
    tail = (
        "Nơi nhận: - Như trên; - Bộ Y tế (để b/c) và các Vụ;\n- UBND các huyện,\nthị xã (số 7 "
        "phố Mới);\n- Lưu: VT, 20KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nTrần Văn An\n"
    )
    found = letter(tail=tail)
    assert [(row["name"], row["purpose"]) for row in found["recipients"]] == [
        ("Như trên", None),
        ("Bộ Y tế và các Vụ", "để b/c"),
        ("UBND các huyện, thị xã (số 7 phố Mới)", None),
        ("Lưu: VT", None),
    ]
    assert found["signer"]["name"] == "Trần Văn An"


def test_marks_in_the_old_place_are_the_same_word():
    body = "Kính gửi: Các đơn vị.\n\nSở Y tế yêu cầu các đơn vị:\n- Khoá van xăng tại trạm;\n- Huỷ thẻ SIM hỏng.\n\n"
    assert len(letter(body=body)["obligations"]) == 2


def test_conditions_and_grounds_between_the_party_and_its_verb():
    body = (
        "Kính gửi: Các đơn vị.\n\nSở Y tế yêu cầu các đơn vị:\n1. Các doanh nghiệp, căn cứ "
        "tình hình, kiểm tra trạm, nếu có hư hỏng, báo cáo về Sở.\n"
        "2. Sở Công Thương đề nghị các doanh nghiệp bán lẻ cung cấp số liệu.\n3. Các cơ sở "
        "được cấp phép kiểm tra nhiên liệu.\n"
        "4. Các doanh nghiệp để bảo vệ trạm.\n5. Nếu có hư hỏng, kính đề nghị phản ánh về "
        "Sở.\n6. Từ ngày 12/3/2022: mở kho.\n7. Khi.\n8. Khẩn trương; kiểm tra kho.\n9. Từ\n"
    )
    quotes = [duty["quote"] for duty in letter(body=body)["obligations"]]
    assert "nếu có hư hỏng, báo cáo về Sở" in quotes
    assert "cung cấp số liệu" in quotes
    assert "kiểm tra nhiên liệu" in quotes


def test_a_party_after_its_colon_and_a_command_of_its_own():
    body = (
        "Kính gửi: Các đơn vị.\n\nSở Y tế yêu cầu các đơn vị:\n1. Phòng Kỹ thuật: kiểm tra kho; "
        "lập danh sách; mở sổ.\n2. Yêu cầu Viettel Gia Bình:\n- Sửa chữa trạm.\n"
    )
    found = letter(body=body)["obligations"]
    assert [duty["obliged_names"] for duty in found] == [["Phòng Kỹ thuật"]] * 3 + [["Viettel Gia Bình"]]
