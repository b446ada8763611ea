"""Names of offices with verbs in them: the duty begins behind the whole name, and the whole name is bound."""

import pytest
from tests.engines.letter import phrasing

NAMES = [
    "Bộ Ngoại giao",
    "Cục Xuất bản, In và Phát hành",
    "Cục Chăn nuôi",
    "Cục Quản lý Dược",
    "Cục Tần số vô tuyến điện",
    "Cục Đăng kiểm Việt Nam",
    "Chi cục Trồng trọt và Bảo vệ thực vật",
    "Chi cục Thi hành án dân sự huyện",
    "Trạm Chăn nuôi và Thú y",
    "Trung tâm Phòng, chống thiên tai",
    "Trung tâm Giám sát, điều hành đô thị thông minh",
    "Trung tâm Phát triển quỹ đất",
    "Trung tâm Ứng cứu khẩn cấp không gian mạng",
    "Ban Quản lý dự án đầu tư xây dựng công trình giao thông",
    "Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn tỉnh",
    "Ban Chỉ đạo chuyển đổi số tỉnh",
    "Công ty TNHH MTV Khai thác công trình thủy lợi",
    "Phòng Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ",
    "Đội Ứng cứu sự cố",
    "Các đội ứng cứu thông tin",
    "Các hợp tác xã vận tải",
    "Đài Khí tượng Thủy văn tỉnh",
    "Kiểm toán nhà nước khu vực II",
    "Thanh tra giao thông",
    "Quỹ Bảo vệ và Phát triển rừng",
    "Khối Khách hàng cá nhân",
    "Hãng taxi Sông Lam",
    "Kíp trực trạm Đồi Cọ",
    "Nhà thầu thi công",
    "Trưởng ca trực",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("rà soát, lập danh sách hộ nghèo.", "rà soát, lập"),
        ("khẩn trương cung cấp số liệu cho Sở Y tế.", "khẩn trương cung cấp"),
        ("có trách nhiệm bố trí kinh phí.", "bố trí"),
    ],
)
def test_a_duty_begins_behind_the_whole_name(name, words, start):
    (duty,) = phrasing.duties(f"{name} {words}")
    assert duty["quote"].startswith(start)
    assert duty["obliged_names"] == [name]


@pytest.mark.parametrize(
    ("words", "name", "start"),
    [
        (
            "Chủ tịch Ủy ban nhân dân các xã theo chức năng, nhiệm vụ được giao chỉ đạo sơ tán dân.",
            "Chủ tịch Ủy ban nhân dân các xã",
            "chỉ đạo",
        ),
        ("Chủ tịch UBND các huyện trực tiếp đối thoại với các hộ dân.", "Chủ tịch UBND các huyện", "trực tiếp"),
        ("Nhân viên giao nhận khi vào khu phong tỏa phải đeo khẩu trang.", "Nhân viên giao nhận", "phải đeo"),
        ("Bưu điện tỉnh khi có yêu cầu của Công an cung cấp thông tin.", "Bưu điện tỉnh", "cung cấp"),
        ("Các trường học, nếu có ca bệnh, phải báo ngay trạm y tế.", "Các trường học", "phải báo"),
        ("Các hộ kinh doanh nằm dọc đường tháo dỡ biển quảng cáo.", "Các hộ kinh doanh nằm dọc đường", "tháo dỡ"),
        ("Các trường được trưng dụng làm khu cách ly bàn giao nhà.", None, "bàn giao"),
        ("Các cơ quan có nhu cầu thay đổi địa điểm gửi văn bản về Sở.", None, "gửi văn bản"),
        ("Các đơn vị có cáp treo trên cầu di dời cáp.", None, "di dời"),
        ("Các phòng căn cứ nhiệm vụ được giao xây dựng kế hoạch.", None, "xây dựng"),
    ],
)
def test_what_only_describes_a_party_is_neither_its_name_nor_its_duty(words, name, start):
    (duty,) = phrasing.duties(words)
    assert duty["quote"].startswith(start)
    assert name is None or duty["obliged_names"] == [name]


@pytest.mark.parametrize(
    ("words", "partner"),
    [
        ("Phối hợp với Sở Y tế lập dự toán kinh phí.", "Sở Y tế"),
        ("Phối hợp với UBND các xã vận động nhân dân hiến đất.", "UBND các xã"),
        ("Phối hợp với Phòng Cơ yếu - Công nghệ thông tin tổng duyệt kỹ thuật.", "Phòng Cơ yếu - Công nghệ thông tin"),
    ],
)
def test_a_partner_is_named_without_what_is_done_together(words, partner):
    (duty,) = phrasing.duties(words)
    assert duty["coordinate_with"] == [partner]
