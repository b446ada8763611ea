"""Orders that do not begin with a verb that is known: cases, subjects, fronted objects, unknown verbs, moved limits."""

import pytest
from tests.engines.letter import phrasing

ROWS = [
    # what comes behind "thì"
    (
        "Trạm nào mất điện quá 02 giờ thì máy phát phải đến nơi.",
        ["Trạm nào mất điện quá 02 giờ thì máy phát phải đến nơi"],
    ),
    ("Bưu gửi đã nhận mà chưa phát thì giữ lại tại kho.", ["Bưu gửi đã nhận mà chưa phát thì giữ lại tại kho"]),
    ("Khách chưa có mã thì bấm số 3.", ["Khách chưa có mã thì bấm số 3"]),
    (
        "Đơn vị đã nộp thì không phải nộp lại nhưng phải soát tên xã.",
        ["Đơn vị đã nộp thì không phải nộp lại nhưng phải soát tên xã"],
    ),
    ("Đơn vị đã nộp thì không phải nộp lại.", []),
    ("Ai đến muộn mà không báo thì bị trừ điểm.", []),
    ("Ai làm hỏng đồ nào thì người đó sẽ đền.", []),
    ("Ý kiến thì nhiều.", []),
    ("Kiểm tra trạm, khi mất điện thì báo ngay về Sở.", ["Kiểm tra trạm", "khi mất điện thì báo ngay về Sở"]),
    (
        "Nhà mạng rà soát cột; nếu thấy hỏng thì được quyền hạ cột.",
        ["rà soát cột; nếu thấy hỏng thì được quyền hạ cột"],
    ),
    # whatever must happen
    ("Mọi sự cố bất thường phải báo ngay về Sở.", ["Mọi sự cố bất thường phải báo ngay về Sở"]),
    ("Giếng khơi phải được thau rửa, khử trùng.", ["Giếng khơi phải được thau rửa, khử trùng"]),
    ("Thư hỏa tốc ưu tiên hơn; xe phải niêm chì.", ["Thư hỏa tốc ưu tiên hơn", "xe phải niêm chì"]),
    ("Trạm y tế xã phải mượn đủ giường.", ["phải mượn đủ giường"]),
    ("Trạm y tế xã có trách nhiệm cấp thuốc tận hộ.", ["cấp thuốc tận hộ"]),
    ("Có trách nhiệm mượn đủ giường cho khu cách ly.", ["mượn đủ giường cho khu cách ly"]),
    ("Thuê bao trả trước không phải ký lại.", []),
    ("Giấy tờ phải.", []),
    # parts a party plays
    ("Phòng Kỹ thuật là đầu mối theo dõi tiến độ.", ["theo dõi tiến độ"]),
    ("Phòng Kỹ thuật là cơ quan thường trực, đôn đốc các đội.", ["đôn đốc các đội"]),
    ("Là cơ quan thường trực, chủ trì triển khai Kế hoạch.", ["Là cơ quan thường trực, chủ trì triển khai Kế hoạch"]),
    ("Phòng Kỹ thuật là bộ mặt của Sở.", []),
    ("Phòng Kỹ thuật là bộ mặt. Kiểm tra trạm.", ["Kiểm tra trạm"]),
    # what is sent stands first
    (
        "Kết quả đợt nghỉ lễ, các đơn vị gửi Sở trước ngày 03/5/2022.",
        ["Kết quả đợt nghỉ lễ, các đơn vị gửi Sở trước ngày 03/5/2022"],
    ),
    ("Số ca mới báo về Sở trước 9 giờ hằng ngày.", ["Số ca mới báo về Sở trước 9 giờ hằng ngày"]),
    ("Danh sách gửi qua bà Hường.", []),
    ("Kết quả khá tốt.", []),
    # known to no list
    ("Kê toàn bộ kiện hàng lên cao.", ["Kê toàn bộ kiện hàng lên cao"]),
    ("Lịch các chuyến xe như cũ.", []),
    ("Úp các chum đã cũ.", []),
    ("Việc phát bù hoàn thành trước ngày 20/3/2022.", ["Việc phát bù hoàn thành trước ngày 20/3/2022"]),
    ("Việc phát bù đã hoàn thành trước hạn.", []),
    ("Việc phát bù hoàn thành.", []),
    ("Việc này khó.", []),
    ("Việc này khó; để sau.", []),
    ("Đội không dọn kho thì không được xét thưởng.", []),
    ("Vệ sinh các trạm nguồn và kiểm tra.", ["Vệ sinh các trạm nguồn và kiểm tra"]),
    ("Đơn hàng thiết yếu được ưu tiên phát trước.", ["Đơn hàng thiết yếu được ưu tiên phát trước"]),
    ("Đơn hàng thiết yếu được nhiều người mua.", []),
    ("Đơn hàng đã được ưu tiên.", []),
    ("Yêu cầu người gửi xuất trình giấy tờ.", ["Yêu cầu người gửi xuất trình giấy tờ"]),
    ("Yêu cầu cao hơn năm trước.", []),
    (
        "Khi lớp học bị quấy phá, giáo viên dừng ngay buổi học.",
        ["Khi lớp học bị quấy phá, giáo viên dừng ngay buổi học"],
    ),
    ("Khi có bão, sóng lớn, gió to.", []),
    # bans, gatherings, results
    ("Nghiêm cấm đốt nương, xử lý thực bì.", ["Nghiêm cấm đốt nương, xử lý thực bì"]),
    ("Tổng hợp số vụ, báo cáo Bộ trước ngày 20/3/2022.", ["Tổng hợp số vụ, báo cáo Bộ trước ngày 20/3/2022"]),
    ("Kéo dài dịch vụ, không cắt liên lạc của khách.", ["Kéo dài dịch vụ", "không cắt liên lạc của khách"]),
    ("Chuyển hàng về kho, không để lại quầy qua đêm.", ["Chuyển hàng về kho", "không để lại quầy qua đêm"]),
    ("Chuyển hàng về kho, không gây ùn tắc.", ["Chuyển hàng về kho, không gây ùn tắc"]),
    ("Không quá 30 phút mỗi tiết.", []),
    ("Không lơ là trực ban.", ["Không lơ là trực ban"]),
    ("Hàng gửi không", []),
    ("Đôn đốc các đội, định kỳ ngày 25 hằng tháng tổng hợp số liệu.", ["Đôn đốc các đội", "tổng hợp số liệu"]),
    ("Phổ biến tới từng nhân viên và nghiêm túc thực hiện.", ["Phổ biến tới từng nhân viên", "nghiêm túc thực hiện"]),
    ("Vận động cán bộ, công nhân không mua hàng lậu.", ["Vận động cán bộ, công nhân không mua hàng lậu"]),
    ("Công ty Khai thác vận chuyển tăng 02 chuyến xe.", ["tăng 02 chuyến xe"]),
    ("Trưởng điểm giữ điện thoại thông suốt.", ["giữ điện thoại thông suốt"]),
    ("Phòng chống dịch tại các bưu cục.", ["Phòng chống dịch tại các bưu cục"]),
    ("Phòng rất bận.", []),
    ("Hàng hỏa tốc vẫn nhận bình thường.", []),
    ("Đối với khách ở xa, các bưu cục gọi điện hẹn giờ.", ["gọi điện hẹn giờ"]),
    ("Về trạm cũ: giữ nguyên.", ["giữ nguyên"]),
    ("Bưu điện Khe Vàng điều xe đến bản Lừu.", ["điều xe đến bản Lừu"]),
    ("Khi có người bệnh nặng thì điều xe đón.", ["Khi có người bệnh nặng thì điều xe đón"]),
    ("Người trực không rời vị trí.", ["không rời vị trí"]),
    ("Đường thuê riêng được sửa trước.", ["Đường thuê riêng được sửa trước"]),
    ("Mọi tình huống bất thường, các đơn vị báo ngay Sở.", ["Mọi tình huống bất thường, các đơn vị báo ngay Sở"]),
    ("Cho mượn máy nổ; chi phí hai bên thanh toán sau.", ["Cho mượn máy nổ; chi phí hai bên thanh toán sau"]),
    ("Biên soạn tài liệu, ưu tiên hình ảnh.", ["Biên soạn tài liệu, ưu tiên hình ảnh"]),
    (
        "Rà soát các điểm, điểm nào bán lậu thì chấm dứt hợp đồng.",
        ["Rà soát các điểm", "điểm nào bán lậu thì chấm dứt hợp đồng"],
    ),
    ("Trong đợt bão, kho hàng phải được canh gác.", ["được canh gác"]),
    ("Ngày 05 hằng tháng, bắt đầu từ tháng 10, các thôn báo cáo số lượt.", ["báo cáo số lượt"]),
    # a limit that is moved
    (
        "Thời hạn nộp biểu số liệu được lùi đến ngày 25/3/2022.",
        ["Thời hạn nộp biểu số liệu được lùi đến ngày 25/3/2022"],
    ),
    (
        "Gia hạn nộp biểu số liệu đến ngày 25/3/2022; gửi bản giấy sau.",
        ["Gia hạn nộp biểu số liệu đến ngày 25/3/2022", "gửi bản giấy sau"],
    ),
    ("Theo văn bản xin lùi thời hạn nộp sang ngày 25/3/2022.", []),
]


@pytest.mark.parametrize(("item", "wanted"), ROWS)
def test_an_order_is_found_whatever_it_begins_with(item, wanted):
    assert [row["quote"] for row in phrasing.duties(item)] == wanted


def test_consent_to_a_later_date_orders_without_a_command():
    body = "Do đổi tên xã, Sở Y tế đồng ý lùi thời hạn nộp biểu số liệu từ ngày 10/3/2022 sang ngày 25/3/2022."
    read = phrasing.read(f"{phrasing.DATED}{phrasing.GREETING}{body}\n\n{phrasing.COPIES}{phrasing.SIGNATURE}")
    assert [row["quote"].split()[0] for row in read["obligations"]] == ["lùi"]


def test_an_article_that_says_must_enacts_more_than_itself():
    body = "Điều 1. Ban hành Quy chế trực ban.\nĐiều 2. Người trực phải có mặt trước 15 phút.\n"
    assert [row["quote"] for row in phrasing.read(f"{phrasing.DATED}QUYẾT ĐỊNH:\n{body}")["obligations"]] == [
        "phải có mặt trước 15 phút"
    ]
