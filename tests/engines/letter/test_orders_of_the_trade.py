"""Orders about subscribers, post, attacks and festivals: where each duty begins, its mode, its kind."""

import pytest
from tests.engines.letter import phrasing

ROWS = [
    (
        "Gỡ bỏ tin giả về dịch bệnh theo yêu cầu của cơ quan chức năng.",
        [
            (
                "Gỡ bỏ tin giả về dịch bệnh theo yêu cầu của cơ quan chức năng",
                "conditional",
                "MISINFORMATION",
            ),
        ],
    ),
    (
        "Xác minh chủ thuê bao phát tán tin nhắn lừa đảo.",
        [
            (
                "Xác minh chủ thuê bao phát tán tin nhắn lừa đảo",
                "standing",
                "MISINFORMATION",
            ),
        ],
    ),
    (
        "Ưu tiên khôi phục liên lạc cho Ban Chỉ huy phòng, chống thiên tai.",
        [
            (
                "Ưu tiên khôi phục liên lạc cho Ban Chỉ huy phòng, chống thiên tai",
                "standing",
                "PRIORITY_RESTORATION",
            ),
        ],
    ),
    (
        "Dự trữ nhiên liệu cho máy phát điện đủ dùng trong 03 ngày.",
        [
            (
                "Dự trữ nhiên liệu cho máy phát điện đủ dùng trong 03 ngày",
                "standing",
                "SPARE_EQUIPMENT",
            ),
        ],
    ),
    (
        "Chia sẻ hạ tầng cho doanh nghiệp khác khi trạm bị hư hỏng.",
        [
            (
                "Chia sẻ hạ tầng cho doanh nghiệp khác khi trạm bị hư hỏng",
                "conditional",
                "MUTUAL_AID",
            ),
        ],
    ),
    (
        "Hỗ trợ lẫn nhau về vật tư, phương tiện ứng cứu.",
        [
            (
                "Hỗ trợ lẫn nhau về vật tư, phương tiện ứng cứu",
                "standing",
                "MUTUAL_AID",
            ),
        ],
    ),
    (
        "Nâng cấp băng thông kết nối cổng dịch vụ công của tỉnh.",
        [
            (
                "Nâng cấp băng thông kết nối cổng dịch vụ công của tỉnh",
                "one_off",
                "CAPACITY_UPGRADE",
            ),
        ],
    ),
    (
        "Mở rộng vùng phủ sóng tại các thôn chưa có sóng di động.",
        [
            (
                "Mở rộng vùng phủ sóng tại các thôn chưa có sóng di động",
                "one_off",
                "CAPACITY_UPGRADE",
            ),
        ],
    ),
    (
        "Báo cáo tình hình thiệt hại về Sở trước 16 giờ hằng ngày.",
        [
            (
                "Báo cáo tình hình thiệt hại về Sở trước 16 giờ hằng ngày",
                "recurring",
                "REPORT",
            ),
        ],
    ),
    (
        "Thông báo ngay về Sở qua số điện thoại 0900 000 111 khi có sự cố.",
        [
            (
                "Thông báo ngay về Sở qua số điện thoại 0900 000 111 khi có sự cố",
                "conditional",
                "HOTLINE",
            ),
        ],
    ),
    (
        "Không để xảy ra nghẽn mạng trong giờ cao điểm.",
        [
            (
                "Không để xảy ra nghẽn mạng trong giờ cao điểm",
                "prohibition",
                "OTHER",
            ),
        ],
    ),
    (
        "Đăng ký mẫu tin nhắn với Cục An toàn thông tin.",
        [
            (
                "Đăng ký mẫu tin nhắn với Cục An toàn thông tin",
                "one_off",
                "MASS_SMS",
            ),
        ],
    ),
    (
        "Cử cán bộ tham gia tổ công tác của tỉnh.",
        [
            (
                "Cử cán bộ tham gia tổ công tác của tỉnh",
                "one_off",
                "OTHER",
            ),
        ],
    ),
    (
        "Xây dựng phương án bảo đảm thông tin phục vụ lễ hội.",
        [
            (
                "Xây dựng phương án bảo đảm thông tin phục vụ lễ hội",
                "one_off",
                "OTHER",
            ),
        ],
    ),
    (
        "Thẩm tra hồ sơ thuê bao của các đại lý.",
        [
            (
                "Thẩm tra hồ sơ thuê bao của các đại lý",
                "standing",
                "OTHER",
            ),
        ],
    ),
    (
        "Sắp xếp lại cáp viễn thông, bó gọn cáp trên các tuyến phố trung tâm.",
        [
            (
                "Sắp xếp lại cáp viễn thông, bó gọn cáp trên các tuyến phố trung tâm",
                "one_off",
                "NETWORK_SAFETY",
            ),
        ],
    ),
    (
        "Hướng dẫn người dân cài đặt ứng dụng khai báo y tế.",
        [
            (
                "Hướng dẫn người dân cài đặt ứng dụng khai báo y tế",
                "standing",
                "OTHER",
            ),
        ],
    ),
    (
        "Chấm dứt việc bán SIM đã kích hoạt sẵn.",
        [
            (
                "Chấm dứt việc bán SIM đã kích hoạt sẵn",
                "prohibition",
                "OTHER",
            ),
        ],
    ),
    (
        "Khắc phục sự cố đứt cáp trong thời gian sớm nhất.",
        [
            (
                "Khắc phục sự cố đứt cáp trong thời gian sớm nhất",
                "conditional",
                "PRIORITY_RESTORATION",
            ),
        ],
    ),
    (
        "Cung cấp dữ liệu vị trí thuê bao khi có yêu cầu bằng văn bản của cơ quan điều tra.",
        [
            (
                "Cung cấp dữ liệu vị trí thuê bao khi có yêu cầu bằng văn bản của cơ quan điều tra",
                "conditional",
                "OTHER",
            ),
        ],
    ),
    (
        "Ký cam kết không bán SIM rác với các đại lý.",
        [
            (
                "Ký cam kết không bán SIM rác với các đại lý",
                "one_off",
                "OTHER",
            ),
        ],
    ),
    (
        "Hoàn thành việc ngầm hóa cáp trước ngày 30/4/2022.",
        [
            (
                "Hoàn thành việc ngầm hóa cáp trước ngày 30/4/2022",
                "one_off",
                "NETWORK_SAFETY",
            ),
        ],
    ),
    (
        "Vận hành thử máy phát điện mỗi tuần một lần.",
        [
            (
                "Vận hành thử máy phát điện mỗi tuần một lần",
                "recurring",
                "SPARE_EQUIPMENT",
            ),
        ],
    ),
    (
        "Đo kiểm chất lượng sóng tại khu vực tổ chức đại hội.",
        [
            (
                "Đo kiểm chất lượng sóng tại khu vực tổ chức đại hội",
                "one_off",
                "OTHER",
            ),
        ],
    ),
    (
        "Treo băng rôn chào mừng ngày bầu cử tại trụ sở.",
        [
            (
                "Treo băng rôn chào mừng ngày bầu cử tại trụ sở",
                "one_off",
                "OFFICIAL_INFORMATION",
            ),
        ],
    ),
    (
        "Phát tờ rơi hướng dẫn bỏ phiếu tại các bưu cục.",
        [
            (
                "Phát tờ rơi hướng dẫn bỏ phiếu tại các bưu cục",
                "one_off",
                "OFFICIAL_INFORMATION",
            ),
        ],
    ),
    (
        "Trực ban 24/24 giờ trong thời gian bão đổ bộ.",
        [
            (
                "Trực ban 24/24 giờ trong thời gian bão đổ bộ",
                "standing",
                "DUTY_ROSTER",
            ),
        ],
    ),
]


@pytest.mark.parametrize(("sentence", "duties"), ROWS, ids=[row[0] for row in ROWS])
def test_an_order_is_cut_and_told_apart(sentence, duties):
    assert [(duty["quote"], duty["mode"], duty["kind"]) for duty in phrasing.duties(sentence)] == duties
