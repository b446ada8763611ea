"""Heads and tails of every kind of office: Party, courts, schools, armed forces, unions, communes, companies."""

import pytest
from tests.engines.letter import phrasing

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
BODY = "\n\nKính gửi: Viễn thông Kim Xuyên\n\nĐề nghị Viễn thông kiểm tra máy phát trước ngày 20/3/2022./.\n\n"


def letter(head, tail=""):
    return phrasing.read(f"{head}{BODY}{tail}\n")


HEADS = [
    (
        "TỈNH ỦY KIM XUYÊN              ĐẢNG CỘNG SẢN VIỆT NAM\nBAN TUYÊN GIÁO\n"
        "*                               Kim Xuyên, ngày 10 tháng 3 năm 2022\nSố 145-CV/BTGTU\nV/v tuyên truyền",
        ("Ban Tuyên giáo", "Tỉnh ủy Kim Xuyên", "145-CV/BTGTU"),
    ),
    (
        f"TÒA ÁN NHÂN DÂN TỐI CAO\nTÒA ÁN NHÂN DÂN TỈNH KIM XUYÊN\nSố: 88/TA-VP\nV/v phiên tòa\n\n{MOTTO}",
        ("Tòa án nhân dân tỉnh Kim Xuyên", "Tòa án nhân dân tối cao", "88/TA-VP"),
    ),
    (
        f"BỘ CHỈ HUY QUÂN SỰ TỈNH KIM XUYÊN\nBAN CHỈ HUY QUÂN SỰ HUYỆN BÌNH GIA\nSố: 210/CV-BCH\n{MOTTO}",
        ("Ban Chỉ huy Quân sự huyện Bình Gia", "Bộ Chỉ huy Quân sự tỉnh Kim Xuyên", "210/CV-BCH"),
    ),
    (
        f"LIÊN ĐOÀN LAO ĐỘNG TỈNH KIM XUYÊN\nCÔNG ĐOÀN VIÊN CHỨC TỈNH\nSố: 33/CĐVC\n{MOTTO}",
        ("Công đoàn viên chức tỉnh", "Liên đoàn Lao động tỉnh Kim Xuyên", "33/CĐVC"),
    ),
    (
        f"ỦY BAN NHÂN DÂN\nXÃ TÂN LẬP\nSố: 41/UBND-VHXH\n{MOTTO}",
        ("Ủy ban nhân dân xã Tân Lập", None, "41/UBND-VHXH"),
    ),
    (
        f"UỶ BAN NHÂN DÂN HUYỆN BÌNH GIA{MOTTO}Số: 541/UBND-NN\n",
        ("Ủy ban nhân dân huyện Bình Gia", None, "541/UBND-NN"),
    ),
    (
        f"TỔNG CÔNG TY ĐIỆN LỰC MIỀN BẮC\nCÔNG TY ĐIỆN LỰC KIM XUYÊN\nSố: 1204/PCKX-KD\n{MOTTO}",
        ("Công ty Điện lực Kim Xuyên", "Tổng công ty Điện lực miền Bắc", "1204/PCKX-KD"),
    ),
    (
        f"TẬP ĐOÀN BƯU CHÍNH VIỄN THÔNG VIỆT NAM\nVNPT KIM XUYÊN\nSố: 64/VNPT-KX-KTĐT\n{MOTTO}",
        ("VNPT Kim Xuyên", "Tập đoàn Bưu chính Viễn thông Việt Nam", "64/VNPT-KX-KTĐT"),
    ),
    (
        f"TỔNG CÔNG TY\nBƯU ĐIỆN VIỆT NAM\nBƯU ĐIỆN TỈNH KIM XUYÊN\nSố: 19/BĐKX\n{MOTTO}",
        ("Bưu điện tỉnh Kim Xuyên", "Tổng công ty Bưu điện Việt Nam", "19/BĐKX"),
    ),
    (
        f"CHỦ TỊCH\nỦY BAN NHÂN DÂN TỈNH KIM XUYÊN\nSố: 06/UBND-NC\n{MOTTO}",
        ("Chủ tịch Ủy ban nhân dân tỉnh Kim Xuyên", None, "06/UBND-NC"),
    ),
    (
        f"SỞ CÔNG THƯƠNG\n{MOTTO}Kim Xuyên, ngày 10 tháng 3 năm 2022\n"
        "Số: 310/SCT-QLNL V/v cấp điện\nUBND TỈNH KIM XUYÊN",
        ("Sở Công Thương", "UBND tỉnh Kim Xuyên", "310/SCT-QLNL"),
    ),
    (
        "TỔNG CÔNG TY VIỄN THÔNG KIM XUYÊN\nBAN CHỈ HUY PHÒNG, CHỐNG LỤT BÃO\n"
        f"VÀ TÌM KIẾM CỨU NẠN HỎA TỐC\nSố: 9/BCH\n{MOTTO}",
        ("Ban Chỉ huy Phòng, chống lụt bão và Tìm kiếm cứu nạn", "Tổng công ty Viễn thông Kim Xuyên", "9/BCH"),
    ),
    (
        f"SỞ GIÁO DỤC VÀ ĐÀO TẠO\nSố: 1980/SGDĐT-GDTrH Kim Xuyên, ngày 10 tháng 3 năm 2022\n{MOTTO}",
        ("Sở Giáo dục và Đào tạo", None, "1980/SGDĐT-GDTrH"),
    ),
    (
        f"BỘ NÔNG NGHIỆP\nSố: 112 CV/NN-TY\n{MOTTO}Hà Nội, ngày 10 tháng 3 năm 2022",
        ("Bộ Nông nghiệp", None, "112 CV/NN-TY"),
    ),
]


@pytest.mark.parametrize(("head", "wanted"), HEADS, ids=[row[1][2] for row in HEADS])
def test_the_office_the_body_above_it_and_the_number_are_read(head, wanted):
    found = letter(head)
    assert (found["issuer"]["name"], found["issuer"]["parent"], found["number"]) == wanted


HEAD = f"SỞ Y TẾ\nSố: 12/SYT-NV\n{MOTTO}Kim Xuyên, ngày 10 tháng 3 năm 2022"
TAILS = [
    (
        "Nơi nhận:                    K/T TRƯỞNG BAN\n- Như trên,                    PHÓ TRƯỞNG BAN\n"
        "- Thường trực Tỉnh ủy (để báo cáo),\n- Lưu.                           Hoàng Thị Mơ",
        [("Như trên", None), ("Thường trực Tỉnh ủy", "để báo cáo"), ("Lưu", None)],
        ("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "Hoàng Thị Mơ"),
    ),
    (
        "Nơi nhận:\n- Như trên;\n- Lưu: VP.\n\nCHÁNH ÁN\n\nVương Đình Khoa",
        [("Như trên", None), ("Lưu: VP", None)],
        (None, "CHÁNH ÁN", "Vương Đình Khoa"),
    ),
    (
        "Nơi nhận:\n- Như trên;\n- Lưu: VT, TC.\n\nCHỈ HUY TRƯỞNG\n\nThượng tá Lục Văn Bền",
        [("Như trên", None), ("Lưu: VT, TC", None)],
        (None, "CHỈ HUY TRƯỞNG", "Lục Văn Bền"),
    ),
    (
        "Nơi nhận: - Như trên; - TT HĐND xã (b/c); - Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\n"
        "PHÓ CHỦ TỊCH\n\nHà Văn Thuyết",
        [("Như trên", None), ("TT HĐND xã", "b/c"), ("Lưu: VT", None)],
        ("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Hà Văn Thuyết"),
    ),
    (
        "Nơi nhận:\n- Như trên;\n- Tổng công ty (để\nbáo cáo);\n"
        "- Sở Công Thương, Sở Thông tin\nvà Truyền thông (để phối hợp);\n"
        "- Lưu: VT, KD.12\nTUQ. GIÁM ĐỐC\nTRƯỞNG PHÒNG KINH DOANH\n\nNông Quốc Bảo",
        [
            ("Như trên", None),
            ("Tổng công ty", "để báo cáo"),
            ("Sở Công Thương, Sở Thông tin và Truyền thông", "để phối hợp"),
            ("Lưu: VT, KD", None),
        ],
        ("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG KINH DOANH", "Nông Quốc Bảo"),
    ),
    (
        "Nơi nhận:KT. CHỦ TỊCH\n- Như trên;PHÓ CHỦ TỊCH\n- Công an huyện;\n- Lưu: VT, NN.Sùng A Páo",
        [("Như trên", None), ("Công an huyện", None), ("Lưu: VT, NN", None)],
        ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Sùng A Páo"),
    ),
    (
        "Nơi nhận: KT.GIÁM ĐỐC\n- Như trên; PHÓ GIÁM ĐỐC\n- Công an tỉnh (p/h); Tiêu Hải Đường\n- Lưu: VT, BCVT.",
        [("Như trên", None), ("Công an tỉnh", "p/h"), ("Lưu: VT, BCVT", None)],
        ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Tiêu Hải Đường"),
    ),
    (
        "Nơi nhận: KT. GIÁM ĐỐC - Như trên; PHÓ GIÁM ĐỐC - UBND tỉnh (báo cáo); - Lưu: VT, HCSN. Phạm Hữu Dũng",
        [("Như trên", None), ("UBND tỉnh", "báo cáo"), ("Lưu: VT, HCSN", None)],
        ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Phạm Hữu Dũng"),
    ),
    (
        "TRƯỞNG BAN\nNơi nhận:\n- Như trên; PHÓ TỔNG GIÁM ĐỐC\n- Lưu: VT, KTM. Vũ Mạnh Cường",
        [("Như trên", None), ("Lưu: VT, KTM", None)],
        (None, "TRƯỞNG BAN", "Vũ Mạnh Cường"),
    ),
    (
        "Nơi nhận: - Như kính gửi, - Thường trực Tỉnh ủy (để báo cáo), - Lưu Văn phòng. CHÁNH VĂN PHÒNG Bế Ích Nguyên",
        [("Như kính gửi", None), ("Thường trực Tỉnh ủy", "để báo cáo"), ("Lưu Văn phòng", None)],
        (None, "CHÁNH VĂN PHÒNG", "Bế Ích Nguyên"),
    ),
]


@pytest.mark.parametrize(("tail", "copies", "signer"), TAILS, ids=[row[2][2] for row in TAILS])
def test_the_copies_and_the_signer_are_read(tail, copies, signer):
    found = letter(HEAD, tail)
    assert [(row["name"], row["purpose"]) for row in found["recipients"]] == copies
    assert (found["signer"]["authority_form"], found["signer"]["title"], found["signer"]["name"]) == signer


@pytest.mark.parametrize(
    ("line", "day", "place"),
    [
        ("Ngàn Sơn, 21 giờ 00 ngày 11 tháng 9 năm 2024", "2024-09-11", "Ngàn Sơn"),
        ("Hà Nội, hồi 10 giờ 30 ngày 13 tháng 9 năm 2017", "2017-09-13", "Hà Nội"),
        ("Kinh Lam, ngày 1 9 tháng 6 năm 2020", "2020-06-19", "Kinh Lam"),
        ("PhúMỹ Tây, ngày 19 tháng 6 năm 2020", "2020-06-19", "Phú Mỹ Tây"),
    ],
)
def test_the_day_and_the_place_are_read_whatever_stands_between(line, day, place):
    found = letter(f"SỞ Y TẾ\nSố: 12/SYT-NV\n{MOTTO}{line}")
    assert (found["date"], found["place"]) == (day, place)


@pytest.mark.parametrize(
    ("head", "subject"),
    [
        (
            "V/v xử lý tin nhắn rác, tin nhắn Hà Nội, ngày 16 tháng 5 năm 2012\nlừa đảo trên mạng",
            "xử lý tin nhắn rác, tin nhắn lừa đảo trên mạng",
        ),
        ("Kim Xuyên, ngày 20 tháng 12 năm 2012 Về việc khóa sổ ngân sách", "khóa sổ ngân sách"),
        ("QUYẾT ĐỊNH\nVề việc phân luồng cầu\nGIÁM ĐỐC SỞ GIAO THÔNG VẬN TẢI", "Về việc phân luồng cầu"),
    ],
)  # fmt: skip
def test_the_subject_is_whole_and_nothing_else(head, subject):
    assert subject in letter(f"SỞ Y TẾ\nSố: 12/SYT-NV\n{MOTTO}{head}")["subject"]
    assert "GIÁM ĐỐC" not in letter(f"SỞ Y TẾ\nSố: 12/SYT-NV\n{MOTTO}{head}")["subject"]


def test_a_row_of_a_table_names_its_person_and_post():
    row = "| TT | Họ tên | Chức vụ | Điện thoại |\n| 1 | Âu Thị Mỹ Lệ | Phó Giám đốc | 0914 220 045 |\n"
    found = phrasing.read(f"{HEAD}\n\nKính gửi: Viễn thông Kim Xuyên\n\nDanh sách trực:\n{row}\nĐề nghị kiểm tra./.\n")
    assert found["contacts"] == [{"name": "Âu Thị Mỹ Lệ", "title": "Phó Giám đốc", "phone": "0914 220 045"}]


@pytest.mark.parametrize(
    ("words", "contacts"),
    [
        ("(ĐT: 024.3822.0114, fax: 024.3822.0115)", [(None, "024.3822.0114")]),
        (
            "liên hệ chị Đào Ngân Hà, ĐT: 024.3556.0144 (máy lẻ 512), 0936.040.771",
            [("Đào Ngân Hà", "024.3556.0144"), ("Đào Ngân Hà", "0936.040.771")],
        ),
        ("đ/c Rơ Châm H'Liên, số 0593.820.446", [("Rơ Châm H'Liên", "0593.820.446")]),
    ],
)  # fmt: skip
def test_numbers_belong_to_whom_they_stand_by(words, contacts):
    found = phrasing.ordered(f"Báo cáo về Sở {words}.")["contacts"]
    assert [(row["name"], row["phone"]) for row in found] == contacts
