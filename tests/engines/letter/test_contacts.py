"""Who answers which telephone: persons, posts, units, hotlines, second numbers, tables."""

import pytest
from tests.engines.letter import phrasing

CONTACTS = [
    (
        "Chi tiết liên hệ ông Lữ Quang Bình, Trưởng phòng Nghiệp vụ, ĐT: 0912.345.670.",
        [("Lữ Quang Bình", "Trưởng phòng Nghiệp vụ", "0912.345.670")],
    ),
    ("Đầu mối: bà Khúc Thị Hòa (SĐT 0912.345.670).", [("Khúc Thị Hòa", None, "0912.345.670")]),
    (
        "Mọi chi tiết xin liên hệ: Đ/c Y Blơ Niê, chuyên viên Phòng Kế hoạch - Tài chính; điện thoại: "
        "0236.3811.224; di động: 0912.345.670.",
        [
            ("Y Blơ Niê", "chuyên viên Phòng Kế hoạch - Tài chính", "0236.3811.224"),
            ("Y Blơ Niê", "chuyên viên Phòng Kế hoạch - Tài chính", "0912.345.670"),
        ],
    ),
    ("Thông tin phản ánh về đường dây nóng của Sở: 0236.3811.224.", [(None, "đường dây nóng của Sở", "0236.3811.224")]),
    ("Số điện thoại đường dây nóng: 0236.3811.224.", [(None, "đường dây nóng", "0236.3811.224")]),
    (
        "Báo cáo gửi về Sở Y tế (qua Phòng Nghiệp vụ Y, điện thoại 0236.3811.224, email nvy@donglinh.example) "
        "để tổng hợp.",
        [(None, "Phòng Nghiệp vụ Y", "0236.3811.224")],
    ),
    (
        "Báo cáo gửi về Văn phòng Ban Chỉ huy trước 16 giờ hằng ngày (điện thoại 0236.3811.224, fax 0236.3811.225).",
        [(None, "Văn phòng Ban Chỉ huy", "0236.3811.224")],
    ),
    (
        "Liên hệ ông Lữ Quang Bình, Phòng Nghiệp vụ, số điện thoại 0912.345.670.",
        [("Lữ Quang Bình", None, "0912.345.670")],
    ),
    (
        "Liên hệ Phòng Nghiệp vụ (ông Lữ Quang Bình, ĐT 0912.345.670; bà Khúc Thị Hòa, ĐT 0236.3811.224).",
        [("Lữ Quang Bình", None, "0912.345.670"), ("Khúc Thị Hòa", None, "0236.3811.224")],
    ),
    (
        "- Ông Lữ Quang Bình - Giám đốc Trung tâm: 0912.345.670;\n- Bà Khúc Thị Hòa - Phó Giám đốc: 0236.3811.224.",
        [("Lữ Quang Bình", "Giám đốc Trung tâm", "0912.345.670"), ("Khúc Thị Hòa", "Phó Giám đốc", "0236.3811.224")],
    ),
    (
        "- Đồng chí Rơ Châm H’Yên, Phó Chánh Văn phòng (0912.345.670);\n- Đồng chí Hờ A Chư, Trưởng "
        "phòng Hành chính (0236.3811.224).",
        [
            ("Rơ Châm H’Yên", "Phó Chánh Văn phòng", "0912.345.670"),
            ("Hờ A Chư", "Trưởng phòng Hành chính", "0236.3811.224"),
        ],
    ),
    ("Đầu mối liên hệ: Lữ Quang Bình, chuyên viên, 0912.345.670.", [("Lữ Quang Bình", "chuyên viên", "0912.345.670")]),
    ("Đầu mối liên hệ: Lữ Quang Bình - 0912.345.670.", [("Lữ Quang Bình", None, "0912.345.670")]),
    (
        "Cán bộ đầu mối: anh Lữ Quang Bình, số máy 0912.345.670, thư điện tử binh@donglinh.example.",
        [("Lữ Quang Bình", None, "0912.345.670")],
    ),
    (
        "Có vướng mắc, đề nghị trao đổi với Thiếu tá Lữ Quang Bình, Đội trưởng Đội 3, ĐT 0912.345.670.",
        [("Lữ Quang Bình", "Đội trưởng Đội 3", "0912.345.670")],
    ),
    ("Có vướng mắc, đề nghị gọi số máy trực 0236.3811.224.", [(None, "số máy trực", "0236.3811.224")]),
    (
        "Trung tâm Điều hành, điện thoại 0236.3811.224, trực 24/24 giờ.",
        [(None, "Trung tâm Điều hành", "0236.3811.224")],
    ),
    (
        "Liên hệ Trung tâm Ứng cứu khẩn cấp không gian mạng Việt Nam, số điện thoại: 0236.3811.224, "
        "thư điện tử: ir@vncert.example.",
        [(None, "Trung tâm Ứng cứu khẩn cấp không gian mạng Việt Nam", "0236.3811.224")],
    ),
    ("Mọi vướng mắc liên hệ tổng đài 1900 6868.", [(None, "tổng đài", "1900 6868")]),
    (
        "Đăng ký về Sở trước ngày 15/3/2022 qua bà Khúc Thị Hòa (chuyên viên Văn phòng), điện thoại 0912.345.670.",
        [("Khúc Thị Hòa", "chuyên viên Văn phòng", "0912.345.670")],
    ),
    ("Đăng ký qua số điện thoại 0912.345.670 (gặp bà Khúc Thị Hòa).", [("Khúc Thị Hòa", None, "0912.345.670")]),
    ("Đăng ký qua số điện thoại 0912.345.670 (gặp chị Hòa).", [("Hòa", None, "0912.345.670")]),
    (
        "Đăng ký qua điện thoại 0912.345.670 hoặc 0236.3811.224 (bà Khúc Thị Hòa).",
        [("Khúc Thị Hòa", None, "0912.345.670"), ("Khúc Thị Hòa", None, "0236.3811.224")],
    ),
    (
        "| STT | Họ và tên | Chức vụ | Điện thoại |\n| 1 | Lữ Quang Bình | Trưởng phòng | 0912.345.670 "
        "|\n| 2 | Khúc Thị Hòa | Phó Trưởng phòng | 0236.3811.224 |",
        [("Lữ Quang Bình", "Trưởng phòng", "0912.345.670"), ("Khúc Thị Hòa", "Phó Trưởng phòng", "0236.3811.224")],
    ),
    (
        "| STT | Đơn vị | Họ và tên | Điện thoại |\n| 1 | Văn phòng | Lữ Quang Bình | 0912.345.670 "
        "|\n| 2 | Phòng Y | Khúc Thị Hòa | 0236.3811.224 |",
        [("Lữ Quang Bình", None, "0912.345.670"), ("Khúc Thị Hòa", None, "0236.3811.224")],
    ),
    ("Liên hệ điện thoại số 823.456 (anh Bình) để được hướng dẫn.", [("Bình", None, "823.456")]),
    ("Liên hệ ông Lữ Quang Bình, máy lẻ 215.", [("Lữ Quang Bình", None, "215")]),
    ("Liên hệ ông Lữ Quang Bình, ĐT: 0236.3811.224 (máy lẻ 215).", [("Lữ Quang Bình", None, "0236.3811.224")]),
    (
        "Liên hệ ông Lữ Quang Bình, ĐT: 02363.811.224 - 0912.345.670.",
        [("Lữ Quang Bình", None, "02363.811.224"), ("Lữ Quang Bình", None, "0912.345.670")],
    ),
    ("Liên hệ ông Lữ Quang Bình, ĐT: (0236) 3811 224.", [("Lữ Quang Bình", None, "(0236) 3811 224")]),
    ("Liên hệ ông Lữ Quang Bình, ĐT: +84 912 345 670.", [("Lữ Quang Bình", None, "+84 912 345 670")]),
    ("Tài khoản số 3713.0.1068.254 mở tại Kho bạc Nhà nước tỉnh; mã số thuế 0101234567.", []),
    (
        "Báo cáo ngay cho Giám đốc Sở (đồng chí Lữ Quang Bình, 0912.345.670).",
        [("Lữ Quang Bình", "Giám đốc Sở", "0912.345.670")],
    ),
    ("Báo ngay về Chi cục Kiểm lâm (điện thoại trực: 0236.3811.224).", [(None, "Chi cục Kiểm lâm", "0236.3811.224")]),
    ("Thông tin chi tiết liên hệ Văn phòng Sở: 0236.3811.224.", [(None, "Văn phòng Sở", "0236.3811.224")]),
    (
        "Ông Lữ Quang Bình, Phó Trưởng phòng\nBưu chính, Viễn thông, số điện\nthoại 0912.345.670.",
        [("Lữ Quang Bình", "Phó Trưởng phòng Bưu chính, Viễn thông", "0912.345.670")],
    ),
]


@pytest.mark.parametrize(("words", "contacts"), CONTACTS, ids=[row[0] for row in CONTACTS])
def test_each_number_has_its_person_and_post(words, contacts):
    read = phrasing.headed(phrasing.LETTERHEAD + phrasing.DATED, f"{phrasing.BODY}{words}")
    assert [(one["name"], one["title"], one["phone"]) for one in read["contacts"]] == contacts


def test_a_number_given_up_is_no_contact():
    words = "Số máy báo hỏng 0236.3811.224 được thay bằng số 0236.3811.900."
    read = phrasing.headed(phrasing.LETTERHEAD + phrasing.DATED, f"{phrasing.BODY}{words}")
    assert [one["phone"] for one in read["contacts"]] == ["0236.3811.900"]
