"""Letterheads of every kind of office: whose name is read, and whose above it."""

import pytest
from tests.engines.letter import phrasing

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
FREE = "Độc lập - Tự do - Hạnh phúc"
DAY = "Đông Lĩnh, ngày 10 tháng 3 năm 2022"
ABOUT = "Số: 12/CV-ABC\nV/v kiểm tra máy phát"

OFFICES = [
    (
        "TÒA ÁN NHÂN DÂN TỐI CAO\nTÒA ÁN NHÂN DÂN TỈNH ĐÔNG LĨNH",
        "Tòa án nhân dân tỉnh Đông Lĩnh",
        "Tòa án nhân dân tối cao",
    ),
    (
        "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO HUYỆN SƠN HẠ\nTRƯỜNG THCS LÊ LỢI",
        "Trường THCS Lê Lợi",
        "Phòng Giáo dục và Đào tạo huyện Sơn Hạ",
    ),
    (
        "SỞ GIÁO DỤC VÀ ĐÀO TẠO\nTRƯỜNG TRUNG HỌC PHỔ THÔNG CHUYÊN LÊ QUÝ ĐÔN",
        "Trường Trung học phổ thông chuyên Lê Quý Đôn",
        "Sở Giáo dục và Đào tạo",
    ),
    ("UBND HUYỆN SƠN HẠ\nTRƯỜNG TIỂU HỌC MƯỜNG PHĂNG", "Trường Tiểu học Mường Phăng", "UBND huyện Sơn Hạ"),
    (
        "BỘ CÔNG THƯƠNG\nTRƯỜNG CAO ĐẲNG KỸ THUẬT TỈNH ĐÔNG LĨNH",
        "Trường Cao đẳng Kỹ thuật tỉnh Đông Lĩnh",
        "Bộ Công Thương",
    ),
    ("ĐOÀN TNCS HỒ CHÍ MINH\nBCH TỈNH ĐÔNG LĨNH", "Ban Chấp hành tỉnh Đông Lĩnh", "Đoàn TNCS Hồ Chí Minh"),
    ("ĐÀI PHÁT THANH VÀ TRUYỀN HÌNH TỈNH ĐÔNG LĨNH", "Đài Phát thanh và Truyền hình tỉnh Đông Lĩnh", None),
    ("HUYỆN ỦY SƠN HẠ\nBAN TUYÊN GIÁO", "Ban Tuyên giáo", "Huyện ủy Sơn Hạ"),
    (
        "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM\nLIÊN ĐOÀN LAO ĐỘNG TỈNH ĐÔNG LĨNH",
        "Liên đoàn Lao động tỉnh Đông Lĩnh",
        "Tổng Liên đoàn Lao động Việt Nam",
    ),
    ("BỘ Y TẾ\nCỤC Y TẾ DỰ PHÒNG", "Cục Y tế dự phòng", "Bộ Y tế"),
    ("HỘI ĐỒNG NHÂN DÂN\nTỈNH ĐÔNG LĨNH", "Hội đồng nhân dân tỉnh Đông Lĩnh", None),
    (
        "NGÂN HÀNG NHÀ NƯỚC VIỆT NAM\nCHI NHÁNH TỈNH ĐÔNG LĨNH",
        "Chi nhánh tỉnh Đông Lĩnh",
        "Ngân hàng Nhà nước Việt Nam",
    ),
    (
        "BẢO HIỂM XÃ HỘI VIỆT NAM\nBẢO HIỂM XÃ HỘI TỈNH ĐÔNG LĨNH",
        "Bảo hiểm xã hội tỉnh Đông Lĩnh",
        "Bảo hiểm xã hội Việt Nam",
    ),
    ("QUÂN KHU 5\nBỘ CHỈ HUY QUÂN SỰ TỈNH ĐÔNG LĨNH", "Bộ Chỉ huy Quân sự tỉnh Đông Lĩnh", "Quân khu 5"),
    ("TẬP ĐOÀN VIỄN THÔNG SAO MAI\nVIETTEL ĐÔNG LĨNH", "Viettel Đông Lĩnh", "Tập đoàn Viễn thông Sao Mai"),
    ("ỦY BAN NHÂN DÂN\nXÃ HÒA TRUNG", "Ủy ban nhân dân xã Hòa Trung", None),
    ("BCH ĐẢNG BỘ TỈNH SƠN HẬU", "Ban Chấp hành Đảng bộ tỉnh Sơn Hậu", None),
    ("BCH CÔNG ĐOÀN NGÀNH Y TẾ", "Ban Chấp hành công đoàn ngành Y tế", None),
    ("TỈNH ĐOÀN SƠN HẬU\nBCH ĐOÀN HUYỆN SƠN HẠ", "Ban Chấp hành Đoàn huyện Sơn Hạ", "Tỉnh Đoàn Sơn Hậu"),
    ("CÔNG TY CỔ PHẦN\nCẤP NƯỚC ĐÔNG LĨNH", "Công ty cổ phần Cấp nước Đông Lĩnh", None),
    ("SỞ Y TẾ ĐÔNG LĨNH\nBỆNH VIỆN ĐA KHOA TỈNH", "Bệnh viện Đa khoa tỉnh", "Sở Y tế Đông Lĩnh"),
    ("ĐẠI HỌC ĐÔNG LĨNH\nTRƯỜNG ĐẠI HỌC KHOA HỌC", "Trường Đại học Khoa học", "Đại học Đông Lĩnh"),
    ("UBND TỈNH ĐÔNG LĨNH\nBAN QUẢN LÝ KHU KINH TẾ", "Ban Quản lý Khu kinh tế", "UBND tỉnh Đông Lĩnh"),
    ("CÔNG AN TỈNH ĐÔNG LĨNH\nCÔNG AN HUYỆN SƠN HẠ", "Công an huyện Sơn Hạ", "Công an tỉnh Đông Lĩnh"),
    (
        "CÔNG AN TỈNH ĐÔNG LĨNH\nPHÒNG AN NINH MẠNG VÀ PHÒNG, CHỐNG\nTỘI PHẠM SỬ DỤNG CÔNG NGHỆ CAO",
        "Phòng An ninh mạng và Phòng, chống tội phạm sử dụng công nghệ cao",
        "Công an tỉnh Đông Lĩnh",
    ),
    (
        "VIỆN KIỂM SÁT NHÂN DÂN TỐI CAO\nVIỆN KIỂM SÁT NHÂN DÂN TỈNH ĐÔNG LĨNH",
        "Viện kiểm sát nhân dân tỉnh Đông Lĩnh",
        "Viện kiểm sát nhân dân tối cao",
    ),
    (
        "HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM\nHỘI LIÊN HIỆP PHỤ NỮ TỈNH ĐÔNG LĨNH",
        "Hội Liên hiệp Phụ nữ tỉnh Đông Lĩnh",
        "Hội Liên hiệp Phụ nữ Việt Nam",
    ),
    ("UBND THÀNH PHỐ LÂM SƠN\nPHÒNG VĂN HÓA VÀ THÔNG TIN", "Phòng Văn hóa và Thông tin", "UBND thành phố Lâm Sơn"),
    (
        "BỘ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN\nTỔNG CỤC PHÒNG, CHỐNG THIÊN TAI",
        "Tổng cục Phòng, chống thiên tai",
        "Bộ Nông nghiệp và Phát triển nông thôn",
    ),
    ("BỘ TÀI CHÍNH\nKHO BẠC NHÀ NƯỚC", "Kho bạc Nhà nước", "Bộ Tài chính"),
    ("KHO BẠC NHÀ NƯỚC\nKHO BẠC NHÀ NƯỚC ĐÔNG LĨNH", "Kho bạc Nhà nước Đông Lĩnh", "Kho bạc Nhà nước"),
    ("TỔNG CỤC HẢI QUAN\nCỤC HẢI QUAN TỈNH ĐÔNG LĨNH", "Cục Hải quan tỉnh Đông Lĩnh", "Tổng cục Hải quan"),
    (
        "TỔNG CÔNG TY ĐIỆN LỰC MIỀN TRUNG\nCÔNG TY ĐIỆN LỰC ĐÔNG LĨNH",
        "Công ty Điện lực Đông Lĩnh",
        "Tổng công ty Điện lực miền Trung",
    ),
    ("UBND TỈNH ĐÔNG LĨNH\nSỞ VĂN HÓA, THỂ THAO\nVÀ DU LỊCH", "Sở Văn hóa, Thể thao và Du lịch", "UBND tỉnh Đông Lĩnh"),
    (
        "UBND TỈNH ĐÔNG LĨNH\nSỞ LAO ĐỘNG - THƯƠNG BINH\nVÀ XÃ HỘI",
        "Sở Lao động - Thương binh và Xã hội",
        "UBND tỉnh Đông Lĩnh",
    ),
    ("ĐẢNG BỘ TỈNH ĐÔNG LĨNH\nHUYỆN ỦY SƠN HẠ", "Huyện ủy Sơn Hạ", "Đảng bộ tỉnh Đông Lĩnh"),
    (
        "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM\nTỈNH ĐÔNG LĨNH\nBAN THƯỜNG TRỰC",
        "Ban Thường trực",
        "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Đông Lĩnh",
    ),
    ("TỔNG CÔNG TY\nVIỄN THÔNG SAO MAI\nCHI NHÁNH ĐÔNG LĨNH", "Chi nhánh Đông Lĩnh", "Tổng công ty Viễn thông Sao Mai"),
    ("BỘ KHOA HỌC VÀ CÔNG NGHỆ\nCỤC VIỄN THÔNG", "Cục Viễn thông", "Bộ Khoa học và Công nghệ"),
    (
        "BAN CHỈ ĐẠO PHÒNG, CHỐNG DỊCH COVID-19\nTỈNH ĐÔNG LĨNH",
        "Ban Chỉ đạo phòng, chống dịch COVID-19 tỉnh Đông Lĩnh",
        None,
    ),
    ("THỦ TƯỚNG CHÍNH PHỦ", "Thủ tướng Chính phủ", None),
    ("CHÍNH PHỦ", "Chính phủ", None),
    (
        "UBND TỈNH ĐÔNG LĨNH\nTRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
        "Trung tâm Phục vụ hành chính công",
        "UBND tỉnh Đông Lĩnh",
    ),
    ("ĐÀI PHÁT THANH - TRUYỀN HÌNH TỈNH ĐÔNG LĨNH", "Đài Phát thanh - Truyền hình tỉnh Đông Lĩnh", None),
    ("UBND QUẬN TÂN PHÚ ĐÔNG\nTHANH TRA", "Thanh tra", "UBND quận Tân Phú Đông"),
    ("HIỆP HỘI VIỄN THÔNG SAO MAI", "Hiệp hội Viễn thông Sao Mai", None),
    ("TRƯỜNG ĐẠI HỌC ĐÔNG LĨNH", "Trường Đại học Đông Lĩnh", None),
]


def layouts(lines):
    """The two columns one after the other, beside each other, with one space between, and the other way round."""
    yield "\n".join([*lines, ABOUT, MOTTO, FREE, DAY])
    rows = [*lines, *[""] * (2 - len(lines))]
    right = [MOTTO, FREE, *[""] * len(rows)]
    yield "\n".join([*(left.ljust(45) + other for left, other in zip(rows, right, strict=False)), ABOUT, DAY])
    yield "\n".join([*(f"{left} {other}".strip() for left, other in zip(rows, right, strict=False)), ABOUT, DAY])
    yield "\n".join([MOTTO, FREE, *lines, ABOUT, DAY])


@pytest.mark.parametrize(("lines", "name", "parent"), OFFICES, ids=[row[0] for row in OFFICES])
def test_an_office_and_the_one_above_it_are_told_apart(lines, name, parent):
    for head in layouts(lines.split("\n")):
        read = phrasing.headed(head)
        told = {key: value and value.casefold() for key, value in read["issuer"].items()}
        assert told == {"name": name.casefold(), "parent": parent and parent.casefold()}
        assert (read["number"], read["subject"], read["place"]) == ("12/CV-ABC", "kiểm tra máy phát", "Đông Lĩnh")


def test_an_office_is_spelled_as_the_letter_spells_its_place():
    assert phrasing.headed(f"SỞ Y TẾ ĐÔNG LĨNH\n{ABOUT}\n{DAY}")["issuer"]["name"] == "Sở Y tế Đông Lĩnh"
    assert (
        phrasing.headed(f"UỶ BAN NHÂN DÂN\nXÃ HOÀ TRUNG\n{ABOUT}\n{DAY}")["issuer"]["name"]
        == "Ủy ban nhân dân xã Hoà Trung"
    )


def test_an_abbreviation_is_written_out_where_the_letter_writes_it_out():
    body = "Kính gửi: Các xã.\n\nBan Chỉ huy Phòng thủ dân sự yêu cầu các xã trực ban.\n\n"
    read = phrasing.headed(f"UBND HUYỆN SƠN HẠ\nBAN CHỈ HUY PTDS\n{ABOUT}\n{DAY}", body)
    assert read["issuer"] == {"name": "Ban Chỉ huy Phòng thủ dân sự", "parent": "UBND huyện Sơn Hạ"}


def test_a_line_that_slipped_under_the_number_is_the_office_above():
    read = phrasing.headed(f"SỞ Y TẾ\n{MOTTO}\n{FREE}\n{DAY}\n{ABOUT}\nUBND TỈNH ĐÔNG LĨNH")
    assert read["issuer"] == {"name": "Sở Y tế", "parent": "UBND tỉnh Đông Lĩnh"}
    assert read["subject"] == "kiểm tra máy phát"


@pytest.mark.parametrize(
    ("stamped", "name"),
    [("SỞ Y TẾ HỎA TỐC", "Sở Y tế"), ("CÔNG TY CỔ PHẦN\nVIỄN THÔNG SAO MAI", "Công ty cổ phần Viễn thông Sao Mai")],
)
def test_neither_a_stamp_nor_the_kind_of_a_company_is_an_office(stamped, name):
    body = f"Kính gửi: Các xã.\n\n{name} yêu cầu các xã trực ban.\n\n"
    assert phrasing.headed(f"{stamped}\n{ABOUT}\n{DAY}", body)["issuer"] == {"name": name, "parent": None}


LINES = [
    (f"V/v kiểm tra máy phát điện và bảo {DAY}\nđảm an toàn điện", "kiểm tra máy phát điện và bảo đảm an toàn điện"),
    (f"(V/v kiểm tra máy phát điện)\n{DAY}", "kiểm tra máy phát điện"),
    ("V/v kiểm tra máy phát điện\nTP. Đông Lĩnh, ngày 10/3/2022", "kiểm tra máy phát điện"),
    (f"{DAY}\nV/v: Kiểm tra máy phát điện.\nHỎA TỐC", "Kiểm tra máy phát điện"),
]


@pytest.mark.parametrize(("lines", "subject"), LINES, ids=[row[1] for row in LINES])
def test_a_subject_stands_clear_of_the_other_column(lines, subject):
    read = phrasing.headed(f"SỞ Y TẾ {MOTTO}\nSố: 12/SYT-NV {FREE}\n{lines}")
    assert (read["subject"], read["date"]) == (subject, "2022-03-10")


def test_a_decision_names_its_authority_under_its_subject():
    head = f"SỞ Y TẾ\nSố: 12/QĐ-SYT\n{DAY}\n\nQUYẾT ĐỊNH\nVề việc kiểm tra máy phát\nGIÁM ĐỐC SỞ Y TẾ TỈNH ĐÔNG LĨNH"
    body = "Căn cứ Quyết định số 5/QĐ-UBND;\n\nQUYẾT ĐỊNH:\nĐiều 1. Các đơn vị kiểm tra máy phát.\n\n"
    assert phrasing.headed(head, body)["subject"] == "Về việc kiểm tra máy phát"


def test_a_day_still_to_be_filled_in_has_its_place():
    read = phrasing.headed("SỞ Y TẾ\nSố:        /SYT-NV\nV/v trực ban\nĐông Lĩnh, ngày     tháng 3 năm 2022")
    assert (read["number"], read["date"], read["place"]) == (None, None, "Đông Lĩnh")
    assert read["issuer"]["name"] == "Sở Y tế"


ADDRESSED = [
    (
        "- Công an huyện; Đội Quản lý thị trường số 9;\n- Các xã.",
        ["Công an huyện", "Đội Quản lý thị trường số 9", "Các xã"],
    ),
    ("- Giám đốc các sở; Thủ trưởng các ban;\n- Các xã.", ["Giám đốc các sở; Thủ trưởng các ban", "Các xã"]),
    ("- Bệnh viện tỉnh;\n- Các trạm (để phối hợp).", ["Bệnh viện tỉnh", "Các trạm"]),
    ("Công ty Hoàng Phong (Mã số thuế: 01; địa chỉ: thôn Ba)", ["Công ty Hoàng Phong"]),
    ("- Bệnh viện tỉnh;\n- Các cơ quan trực thuộcTrung ương.", ["Bệnh viện tỉnh", "Các cơ quan trực thuộc Trung ương"]),
]


@pytest.mark.parametrize(("listed", "names"), ADDRESSED, ids=[row[0] for row in ADDRESSED])
def test_every_addressee_is_named_once_and_whole(listed, names):
    body = f"Kính gửi:\n{listed}\n\nĐể phòng dịch, Sở Y tế yêu cầu trực ban.\n\n"
    assert phrasing.headed(f"SỞ Y TẾ\n{ABOUT}\n{DAY}", body)["addressees"] == names
