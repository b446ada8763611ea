"""What else a duty names: its first day, partners, receivers; and the order to carry out the whole."""

import pytest
from tests.engines.letter import phrasing

SINCE = [
    (
        "Từ ngày 15/3/2022, tạm dừng nhận bưu gửi đi nước ngoài.",
        "2022-03-15",
    ),
    (
        "Kể từ ngày 15/3/2022, áp dụng quy trình mới và thu hồi mẫu cũ.",
        "2022-03-15",
    ),
    (
        "Bắt đầu từ ngày 20/3/2022, mở điểm giao dịch lưu động.",
        "2022-03-20",
    ),
    (
        "Tạm dừng bảo trì mạng từ ngày 20/3/2022 đến hết ngày 25/3/2022.",
        "2022-03-20",
    ),
    (
        "Trực ban tại điểm thi từ 07 giờ 00 ngày 07/7/2022.",
        "2022-07-07",
    ),
    (
        "Kiểm tra máy phát.",
        None,
    ),
    (
        "Bố trí xe phát sóng từ ngày 22/5 đến hết ngày 23/5/2022.",
        "2022-05-22",
    ),
]
OTHERS = [
    (
        "Phối hợp với Sở Y tế tuyên truyền phòng dịch.",
        "Sở Y tế",
        None,
    ),
    (
        "Phối hợp với Điện lực Gia Bình bảo đảm nguồn điện cho nhà trạm.",
        "Điện lực Gia Bình",
        None,
    ),
    (
        "Phối hợp chặt chẽ với UBND các xã để bảo vệ tuyến cáp.",
        "UBND các xã",
        None,
    ),
    (
        "Phối hợp với Hội đồng thi kiểm tra đường truyền.",
        "Hội đồng thi",
        None,
    ),
    (
        "Gửi danh sách về Sở Thông tin và Truyền thông trước ngày 15/3/2022.",
        None,
        "Sở Thông tin và Truyền thông",
    ),
    (
        "Báo cáo kết quả cho Ban Chỉ huy trước ngày 15/3/2022.",
        None,
        "Ban Chỉ huy",
    ),
    (
        "Báo cáo về Phòng Bưu chính Viễn thông theo mẫu.",
        None,
        "Phòng Bưu chính Viễn thông",
    ),
    (
        "Thông báo đến Công an tỉnh khi có dấu hiệu xâm nhập.",
        None,
        "Công an tỉnh",
    ),
    (
        "Kiểm tra máy phát.",
        None,
        None,
    ),
]
UMBRELLAS = [
    "Yêu cầu các đơn vị nghiêm túc thực hiện.",
    "Đề nghị các doanh nghiệp khẩn trương triển khai thực hiện.",
    "Đề nghị Quý đơn vị quan tâm phối hợp thực hiện.",
    "Sở yêu cầu các doanh nghiệp nghiêm túc triển khai thực hiện các nội dung trên.",
    "Yêu cầu các doanh nghiệp tổ chức thực hiện tốt Chỉ thị này.",
]


@pytest.mark.parametrize(("sentence", "day"), SINCE, ids=[row[0] for row in SINCE])
def test_a_first_day_is_read(sentence, day):
    assert phrasing.duties(sentence)[0]["effective_from"] == day


@pytest.mark.parametrize(("sentence", "partner", "receiver"), OTHERS, ids=[row[0] for row in OTHERS])
def test_partners_and_receivers_are_named(sentence, partner, receiver):
    (duty,) = phrasing.duties(sentence)
    assert duty["coordinate_with"] == ([partner] if partner else [])
    assert duty["to"] == ([receiver] if receiver else [])


@pytest.mark.parametrize("sentence", UMBRELLAS)
def test_an_order_without_an_object_is_the_umbrella(sentence):
    kinds = [(duty["umbrella"], duty["kind"]) for duty in phrasing.duties(f"Kiểm tra trạm.\n\n{sentence}")]
    assert kinds == [(False, "OTHER"), (True, "RECEIPT")]
