"""Whom an order binds: everyone, a trade, or those it names; in its sentence, over a list, before a colon."""

import pytest
from tests.engines.letter import phrasing

ROWS = [
    (
        "Các doanh nghiệp cung cấp dịch vụ chuyển phát",
        "postal",
        [],
    ),
    (
        "Các doanh nghiệp cung cấp dịch vụ viễn thông di động",
        "mobile",
        [],
    ),
    (
        "Các nhà mạng di động",
        "mobile",
        [],
    ),
    (
        "Các doanh nghiệp viễn thông, Internet",
        "telecom",
        [],
    ),
    (
        "Các doanh nghiệp cung cấp dịch vụ truy nhập Internet",
        "internet",
        [],
    ),
    (
        "Các doanh nghiệp viễn thông cố định",
        "fixed",
        [],
    ),
    (
        "Các bưu cục, điểm phục vụ bưu chính",
        "postal",
        [],
    ),
    (
        "Các doanh nghiệp bưu chính, viễn thông",
        "all",
        [],
    ),
    (
        "Giám đốc các doanh nghiệp viễn thông",
        "telecom",
        [],
    ),
    (
        "Thủ trưởng các đơn vị",
        "all",
        [],
    ),
    (
        "Lãnh đạo các doanh nghiệp di động",
        "mobile",
        [],
    ),
    (
        "Toàn thể các đơn vị",
        "all",
        [],
    ),
    (
        "Quý doanh nghiệp",
        "all",
        [],
    ),
    (
        "Bưu điện tỉnh",
        "named",
        [
            "Bưu điện tỉnh",
        ],
    ),
    (
        "VNPT Gia Bình",
        "named",
        [
            "VNPT Gia Bình",
        ],
    ),
    (
        "Viettel Gia Bình",
        "named",
        [
            "Viettel Gia Bình",
        ],
    ),
    (
        "MobiFone tỉnh Gia Bình",
        "named",
        [
            "MobiFone tỉnh Gia Bình",
        ],
    ),
    (
        "VNPT Gia Bình, Viettel Gia Bình",
        "named",
        [
            "VNPT Gia Bình",
            "Viettel Gia Bình",
        ],
    ),
    (
        "Sở Y tế",
        "named",
        [
            "Sở Y tế",
        ],
    ),
    (
        "Sở Giáo dục và Đào tạo",
        "named",
        [
            "Sở Giáo dục và Đào tạo",
        ],
    ),
    (
        "Công an tỉnh",
        "named",
        [
            "Công an tỉnh",
        ],
    ),
    (
        "UBND các huyện",
        "named",
        [
            "UBND các huyện",
        ],
    ),
    (
        "Phòng Bưu chính Viễn thông",
        "named",
        [
            "Phòng Bưu chính Viễn thông",
        ],
    ),
    (
        "Thanh tra Sở",
        "named",
        [
            "Thanh tra Sở",
        ],
    ),
    (
        "Trung tâm Công nghệ thông tin",
        "named",
        [
            "Trung tâm Công nghệ thông tin",
        ],
    ),
    (
        "Chi cục Kiểm lâm",
        "named",
        [
            "Chi cục Kiểm lâm",
        ],
    ),
    (
        "Ban Chỉ huy phòng, chống thiên tai tỉnh",
        "named",
        [
            "Ban Chỉ huy phòng, chống thiên tai tỉnh",
        ],
    ),
    (
        "Đài Phát thanh và Truyền hình tỉnh",
        "named",
        [
            "Đài Phát thanh và Truyền hình tỉnh",
        ],
    ),
    (
        "Đối với các doanh nghiệp bưu chính",
        "postal",
        [],
    ),
    (
        "Về phía các doanh nghiệp viễn thông",
        "telecom",
        [],
    ),
    (
        "Riêng các doanh nghiệp di động",
        "mobile",
        [],
    ),
    (
        "Đối với Bưu điện tỉnh",
        "named",
        [
            "Bưu điện tỉnh",
        ],
    ),
    (
        "Các đại lý phân phối SIM",
        "all",
        [],
    ),
    (
        "Các đơn vị viễn thông",
        "telecom",
        [],
    ),
    (
        "Tất cả các doanh nghiệp",
        "all",
        [],
    ),
    (
        "Công ty Cổ phần Chuyển phát Mây Trắng",
        "named",
        [
            "Công ty Cổ phần Chuyển phát Mây Trắng",
        ],
    ),
    (
        "Công ty TNHH Vận tải Suối Xanh",
        "named",
        [
            "Công ty TNHH Vận tải Suối Xanh",
        ],
    ),
    (
        "Chi nhánh Viettel Gia Bình",
        "named",
        [
            "Chi nhánh Viettel Gia Bình",
        ],
    ),
    (
        "Các doanh nghiệp Internet",
        "internet",
        [],
    ),
    (
        "Các doanh nghiệp chuyển phát",
        "postal",
        [],
    ),
]
SHAPES = {
    "in the sentence": "1. {party} lập phương án phòng cháy tại nhà trạm.",
    "over a list": "1. {party}:\n- Lập phương án phòng cháy tại nhà trạm.",
    "before a colon": "1. {party}: lập phương án phòng cháy tại nhà trạm.",
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize(("party", "obliged", "names"), ROWS, ids=[row[0] for row in ROWS])
def test_an_order_binds_those_it_names(shape, party, obliged, names):
    text = f"{phrasing.DATED}{phrasing.GREETING}{phrasing.ORDER}{shape.format(party=party)}\n"
    found = phrasing.read(text)["obligations"]
    assert [(duty["obliged"], duty["obliged_names"]) for duty in found] == [(obliged, names)]
    assert found[0]["quote"].lower().startswith("lập phương án")
