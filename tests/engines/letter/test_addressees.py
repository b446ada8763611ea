"""To whom a letter is written: on one line, in a list, wrapped, misspelt, unclosed."""

import pytest
from tests.engines.letter import phrasing

ROWS = [
    (
        "Kính gửi: Các doanh nghiệp viễn thông.",
        [
            "Các doanh nghiệp viễn thông",
        ],
    ),
    (
        "Kính gửi: Các doanh nghiệp bưu chính, viễn thông trong tỉnh.",
        [
            "Các doanh nghiệp bưu chính, viễn thông trong tỉnh",
        ],
    ),
    (
        "Kính gửi:\n- Các doanh nghiệp viễn thông;\n- Các doanh nghiệp bưu chính.",
        [
            "Các doanh nghiệp viễn thông",
            "Các doanh nghiệp bưu chính",
        ],
    ),
    (
        "Kính gửi:\n- Sở Y tế;\n- Công an tỉnh;\n- Các doanh nghiệp viễn thông.",
        [
            "Sở Y tế",
            "Công an tỉnh",
            "Các doanh nghiệp viễn thông",
        ],
    ),
    (
        "Kính gửi: - Sở Y tế;\n- Công an tỉnh.",
        [
            "Sở Y tế",
            "Công an tỉnh",
        ],
    ),
    (
        "Kinh gửi: Bưu điện tỉnh.",
        [
            "Bưu điện tỉnh",
        ],
    ),
    (
        "Kínhgửi: Bưu điện tỉnh.",
        [
            "Bưu điện tỉnh",
        ],
    ),
    (
        "Kính gửi: Bưu điện tỉnh; Viettel Gia Bình; VNPT Gia Bình.",
        [
            "Bưu điện tỉnh",
            "Viettel Gia Bình",
            "VNPT Gia Bình",
        ],
    ),
    (
        "KÍNH GỬI: Các đơn vị.",
        [
            "Các đơn vị",
        ],
    ),
    (
        "Kính gửi: Các đơn vị",
        [
            "Các đơn vị",
        ],
    ),
    (
        "Kính gửi:\n+ UBND các huyện;\n+ Các đơn vị.",
        [
            "UBND các huyện",
            "Các đơn vị",
        ],
    ),
    (
        "Kính gửi:\n• Các doanh nghiệp di động;\n• Các đại lý phân phối SIM.",
        [
            "Các doanh nghiệp di động",
            "Các đại lý phân phối SIM",
        ],
    ),
    (
        "Kính gửi: Giám đốc các doanh nghiệp viễn thông.",
        [
            "Giám đốc các doanh nghiệp viễn thông",
        ],
    ),
    (
        "Kính gửi: Các doanh nghiệp bưu chính, viễn thông\nhoạt động tại tỉnh Gia Bình.",
        [
            "Các doanh nghiệp bưu chính, viễn thông hoạt động tại tỉnh Gia Bình",
        ],
    ),
]
REST = "Thực hiện kế hoạch năm, Sở Y tế yêu cầu các đơn vị kiểm tra máy phát.\n\n"


@pytest.mark.parametrize(("greeting", "names"), ROWS, ids=[row[0] for row in ROWS])
def test_addressees_end_where_the_body_begins(greeting, names):
    found = phrasing.headed(phrasing.LETTERHEAD, f"{greeting}\n\n{REST}")
    assert found["addressees"] == names
    assert [duty["quote"] for duty in found["obligations"]] == ["kiểm tra máy phát"]


def test_a_list_without_an_end_is_not_read_for_ever():
    found = phrasing.read("Kính gửi: " + "các đơn vị trong tỉnh\n" * 2_000)
    assert sum(len(name) for name in found["addressees"]) < 9_000
