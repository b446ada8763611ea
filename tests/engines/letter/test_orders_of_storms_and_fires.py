"""Orders before storms and fires, at elections and exams: where each duty begins, its mode, its kind."""

import pytest
from tests.engines.letter import phrasing

ROWS = [
    (
        "Rà soát toàn bộ cột ăng ten trên mái nhà dân; gia cố dây néo trước mùa bão.",
        [
            (
                "Rà soát toàn bộ cột ăng ten trên mái nhà dân",
                "one_off",
                "OTHER",
            ),
            (
                "gia cố dây néo trước mùa bão",
                "one_off",
                "OTHER",
            ),
        ],
    ),
    (
        "Chằng chống nhà trạm, cắt tỉa cành cây gần tuyến cáp treo.",
        [
            (
                "Chằng chống nhà trạm",
                "one_off",
                "OTHER",
            ),
            (
                "cắt tỉa cành cây gần tuyến cáp treo",
                "one_off",
                "NETWORK_SAFETY",
            ),
        ],
    ),
    (
        "Di dời thiết bị ở nơi có nguy cơ sạt lở đến vị trí an toàn.",
        [
            (
                "Di dời thiết bị ở nơi có nguy cơ sạt lở đến vị trí an toàn",
                "one_off",
                "OTHER",
            ),
        ],
    ),
    (
        "Khơi thông cống thoát nước quanh nhà trạm, phát quang hành lang tuyến cáp.",
        [
            (
                "Khơi thông cống thoát nước quanh nhà trạm",
                "one_off",
                "OTHER",
            ),
            (
                "phát quang hành lang tuyến cáp",
                "standing",
                "NETWORK_SAFETY",
            ),
        ],
    ),
    (
        "Bố trí xe thu phát sóng lưu động tại các điểm bỏ phiếu.",
        [
            (
                "Bố trí xe thu phát sóng lưu động tại các điểm bỏ phiếu",
                "one_off",
                "SPARE_EQUIPMENT",
            ),
        ],
    ),
    (
        "Kiểm tra bình chữa cháy tại phòng máy; thay thế bình hết hạn.",
        [
            (
                "Kiểm tra bình chữa cháy tại phòng máy",
                "standing",
                "OTHER",
            ),
            (
                "thay thế bình hết hạn",
                "one_off",
                "OTHER",
            ),
        ],
    ),
    (
        "Nghiêm cấm hàn cắt trong phòng máy khi chưa có giấy phép.",
        [
            (
                "Nghiêm cấm hàn cắt trong phòng máy khi chưa có giấy phép",
                "prohibition",
                "OTHER",
            ),
        ],
    ),
    (
        "Tổ chức diễn tập phương án chữa cháy tại trung tâm dữ liệu.",
        [
            (
                "Tổ chức diễn tập phương án chữa cháy tại trung tâm dữ liệu",
                "one_off",
                "OTHER",
            ),
        ],
    ),
    (
        "Lắp đặt đường truyền dự phòng cho điểm thi; bố trí kỹ thuật viên trực tại điểm thi.",
        [
            (
                "Lắp đặt đường truyền dự phòng cho điểm thi",
                "one_off",
                "SPARE_EQUIPMENT",
            ),
            (
                "bố trí kỹ thuật viên trực tại điểm thi",
                "standing",
                "DUTY_ROSTER",
            ),
        ],
    ),
    (
        "Ngừng các hoạt động nâng cấp mạng trong thời gian thi.",
        [
            (
                "Ngừng các hoạt động nâng cấp mạng trong thời gian thi",
                "prohibition",
                "CAPACITY_UPGRADE",
            ),
        ],
    ),
    (
        "Đối soát thông tin thuê bao với cơ sở dữ liệu quốc gia về dân cư.",
        [
            (
                "Đối soát thông tin thuê bao với cơ sở dữ liệu quốc gia về dân cư",
                "one_off",
                "OTHER",
            ),
        ],
    ),
    (
        "Thu hồi SIM có thông tin không chính xác trên các kênh phân phối.",
        [
            (
                "Thu hồi SIM có thông tin không chính xác trên các kênh phân phối",
                "one_off",
                "OTHER",
            ),
        ],
    ),
    (
        "Khóa dịch vụ một chiều đối với thuê bao không xác thực lại.",
        [
            (
                "Khóa dịch vụ một chiều đối với thuê bao không xác thực lại",
                "conditional",
                "OTHER",
            ),
        ],
    ),
    (
        "Rà quét mã độc trên máy chủ, cập nhật bản vá, sao lưu dữ liệu quan trọng.",
        [
            (
                "Rà quét mã độc trên máy chủ",
                "one_off",
                "NETWORK_SAFETY",
            ),
            (
                "cập nhật bản vá",
                "one_off",
                "NETWORK_SAFETY",
            ),
            (
                "sao lưu dữ liệu quan trọng",
                "one_off",
                "NETWORK_SAFETY",
            ),
        ],
    ),
    (
        "Cách ly máy tính nhiễm mã độc và báo cáo về Sở.",
        [
            (
                "Cách ly máy tính nhiễm mã độc",
                "standing",
                "NETWORK_SAFETY",
            ),
            (
                "báo cáo về Sở",
                "one_off",
                "REPORT",
            ),
        ],
    ),
    (
        "Phối hợp với Công an tỉnh truy vết nguồn tấn công.",
        [
            (
                "Phối hợp với Công an tỉnh truy vết nguồn tấn công",
                "standing",
                "OTHER",
            ),
        ],
    ),
    (
        "Tăng dung lượng mạng tại khu vực lễ hội; bổ sung trạm phát sóng lưu động.",
        [
            (
                "Tăng dung lượng mạng tại khu vực lễ hội",
                "standing",
                "CAPACITY_UPGRADE",
            ),
            (
                "bổ sung trạm phát sóng lưu động",
                "one_off",
                "CAPACITY_UPGRADE",
            ),
        ],
    ),
    (
        "Niêm yết giá cước tại quầy giao dịch; không tăng giá trong dịp lễ.",
        [
            (
                "Niêm yết giá cước tại quầy giao dịch",
                "standing",
                "OFFICIAL_INFORMATION",
            ),
            (
                "không tăng giá trong dịp lễ",
                "prohibition",
                "OTHER",
            ),
        ],
    ),
    (
        "Phun khử trùng điểm giao dịch, trang bị nước sát khuẩn cho khách hàng.",
        [
            (
                "Phun khử trùng điểm giao dịch",
                "one_off",
                "OTHER",
            ),
            (
                "trang bị nước sát khuẩn cho khách hàng",
                "one_off",
                "OTHER",
            ),
        ],
    ),
    (
        "Nhắn tin khuyến cáo phòng dịch đến thuê bao trên địa bàn.",
        [
            (
                "Nhắn tin khuyến cáo phòng dịch đến thuê bao trên địa bàn",
                "one_off",
                "MASS_SMS",
            ),
        ],
    ),
    (
        "Tạm dừng nhận bưu gửi chứa pháo nổ, pháo hoa.",
        [
            (
                "Tạm dừng nhận bưu gửi chứa pháo nổ, pháo hoa",
                "prohibition",
                "GOODS_SUSPENSION",
            ),
        ],
    ),
    (
        "Kiểm tra nội dung bưu gửi trước khi chấp nhận; từ chối hàng cấm gửi.",
        [
            (
                "Kiểm tra nội dung bưu gửi trước khi chấp nhận",
                "standing",
                "CONTENT_CHECK",
            ),
            (
                "từ chối hàng cấm gửi",
                "standing",
                "GOODS_SUSPENSION",
            ),
        ],
    ),
    (
        "Chuyển phát kịp thời công văn hỏa tốc của Ban Chỉ huy.",
        [
            (
                "Chuyển phát kịp thời công văn hỏa tốc của Ban Chỉ huy",
                "standing",
                "GOVERNMENT_POST",
            ),
        ],
    ),
    (
        "Duy trì mạng truyền số liệu chuyên dụng thông suốt.",
        [
            (
                "Duy trì mạng truyền số liệu chuyên dụng thông suốt",
                "standing",
                "GOVERNMENT_NETWORK",
            ),
        ],
    ),
    (
        "Kiểm tra đường truyền phục vụ họp trực tuyến của Ủy ban bầu cử.",
        [
            (
                "Kiểm tra đường truyền phục vụ họp trực tuyến của Ủy ban bầu cử",
                "standing",
                "CONFERENCE_LINES",
            ),
        ],
    ),
    (
        "Quán triệt đến toàn thể người lao động quy định về bảo mật thông tin khách hàng.",
        [
            (
                "Quán triệt đến toàn thể người lao động quy định về bảo mật thông tin khách hàng",
                "one_off",
                "STAFF_ACKNOWLEDGEMENT",
            ),
        ],
    ),
    (
        "Tuyên truyền trên màn hình LED tại các cửa hàng về bầu cử.",
        [
            (
                "Tuyên truyền trên màn hình LED tại các cửa hàng về bầu cử",
                "standing",
                "OFFICIAL_INFORMATION",
            ),
        ],
    ),
]


@pytest.mark.parametrize(("sentence", "duties"), ROWS, ids=[row[0] for row in ROWS])
def test_an_order_is_cut_and_told_apart(sentence, duties):
    assert [(duty["quote"], duty["mode"], duty["kind"]) for duty in phrasing.duties(sentence)] == duties
