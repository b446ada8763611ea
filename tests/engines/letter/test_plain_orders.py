"""Orders that no word of command introduces: articles, plain sentences, steps, and what looks like one and is none."""

import pytest
from tests.engines.letter import phrasing


def decided(articles: str) -> list[dict]:
    """The duties of a decision with these articles."""
    return phrasing.read(f"{phrasing.DATED}QUYẾT ĐỊNH\nVề việc trực ban\n\nQUYẾT ĐỊNH:\n\n{articles}\n")["obligations"]


def written(body: str) -> list[dict]:
    """The duties of an official letter with this body."""
    return phrasing.headed(phrasing.LETTERHEAD, f"Kính gửi: Các đơn vị.\n\n{body}\n\n")["obligations"]


def quotes(duties: list[dict]) -> list[str]:
    return [duty["quote"] for duty in duties]


def test_the_items_of_an_article_order_whoever_they_begin_with():
    found = decided(
        "Điều 1. Biện pháp khẩn cấp\n1. Ủy ban nhân dân huyện Nam Bình di dời 40 hộ dân; cấm người vào bãi sông.\n"
        "2. Sở Xây dựng lập dự án kè trong quý III năm 2022."
    )
    assert quotes(found) == [
        "di dời 40 hộ dân",
        "cấm người vào bãi sông",
        "lập dự án kè trong quý III năm 2022",
    ]
    assert found[0]["obliged_names"] == ["Ủy ban nhân dân huyện Nam Bình"]


def test_the_title_of_an_article_binds_its_items():
    found = decided("Điều 2. Nhiệm vụ của Tổ trực\n1. Tiếp nhận tin báo của các xã.\n2. Điều phối xe giữa các đơn vị.")
    assert [(duty["obliged"], duty["obliged_names"]) for duty in found] == [("named", ["Tổ trực"])] * 2


@pytest.mark.parametrize(
    "end",
    [
        "chịu trách nhiệm thi hành Quyết định này",
        "căn cứ Quyết định thi hành",
        "có trách nhiệm tổ chức thực hiện Quyết định này",
    ],
)
def test_who_carries_a_decision_out_is_one_order_from_the_first_name_on(end):
    (duty,) = decided(f"Điều 5. Chánh Văn phòng, Giám đốc các Sở: Y tế, Tài chính và các đơn vị {end}./.")
    assert (duty["quote"].split(",")[0], duty["obliged"], duty["mode"]) == ("Chánh Văn phòng", "all", "standing")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Trưởng bưu cục duy trì giao ban đầu ca.", ["duy trì giao ban đầu ca"]),
        ("Do in nhầm giá, Sở Y tế thu hồi biểu cũ; các đơn vị hủy bản giấy đã nhận.", ["hủy bản giấy đã nhận"]),
        ("Vừa qua, các đơn vị kiểm tra máy phát tại 12 xã.", []),
        ("Các đơn vị đã kiểm tra máy phát.", []),
        ("Theo báo cáo của các xã, các đơn vị kiểm tra máy phát.", []),
        ("Sở Y tế sẽ kiểm tra máy phát của các đơn vị.", []),
    ],
)
def test_a_plain_sentence_orders_unless_it_tells(sentence, expected):
    assert quotes(written(sentence)) == expected


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Cá nhân có quyền kiến nghị với đơn vị quản lý.", []),
        ("Giá trị tài sản phải kê khai là giá mua.", []),
        ("Hộ không chấp hành tiêm phòng sẽ bị xử phạt.", []),
        ("Đến nay, các đơn vị đã kiểm đếm 40 hộ; 12 hộ chưa di dời.", []),
        ("Tiến độ còn chậm so với cam kết bàn giao.", []),
        ("Văn phòng UBND tỉnh thông báo để các đơn vị biết, thực hiện.", []),
        ("Số máy hỏng: ........", []),
    ],
)
def test_what_is_allowed_defined_threatened_or_told_in_a_list_orders_nothing(item, expected):
    assert quotes(phrasing.duties(item)) == expected


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Tuyệt đối không: tuyển người trái tuyến; thu tiền ngoài quy định.", ["prohibition", "prohibition"]),
        ("Không được tẩy xóa, sửa chữa trên bản kê khai.", ["prohibition"]),
        ("Khi phát hiện ca bệnh, doanh nghiệp tạm dừng bưu cục.", ["conditional"]),
        ("Đình chỉ phương tiện không có phao cứu sinh.", ["conditional"]),
        ("Gọi điện xin lỗi khách và hoàn cước nếu hàng trễ hẹn.", ["conditional", "conditional"]),
        ("Chốt danh sách thôn, trình Sở trước ngày 20/4/2022.", ["one_off", "one_off"]),
        ("Tổ chức lớp tập huấn cho cán bộ.", ["one_off"]),
        ("Mọi trục trặc xin báo về Sở.", ["conditional"]),
        ("Chuẩn bị phương án định tuyến khi đứt cáp.", ["one_off"]),
        ("Mở thêm một quầy vào những ngày chợ họp.", ["standing"]),
    ],
)
def test_an_item_binds_as_its_words_say(item, expected):
    assert [duty["mode"] for duty in phrasing.duties(item)] == expected


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Đo độ mặn tại 14 điểm đo, phát bản tin trên loa.", ["Đo độ mặn tại 14 điểm đo", "phát bản tin trên loa"]),
        ("Lập lịch trực lãnh đạo, trực kỹ thuật.", ["Lập lịch trực lãnh đạo, trực kỹ thuật"]),
        ("Góp ý kiến về mặt bằng, hoàn trả vỉa hè.", ["Góp ý kiến về mặt bằng, hoàn trả vỉa hè"]),
        (
            "Lấy mẫu để xét nghiệm, tuyệt đối không vứt xác lợn.",
            ["Lấy mẫu để xét nghiệm", "tuyệt đối không vứt xác lợn"],
        ),
    ],
)
def test_a_verb_behind_a_comma_is_told_from_a_noun(item, expected):
    assert quotes(phrasing.duties(item)) == expected


def test_a_heading_in_capitals_binds_the_items_below_it():
    found = written("Sở Y tế đề nghị các đơn vị:\n\nI. ĐỐI VỚI UBND CÁC XÃ\n1. Rà soát máy phát.\n")
    assert [duty["obliged"] for duty in found] == ["named"]


def test_a_line_that_names_the_doer_binds_the_duty_before_it():
    (duty,) = phrasing.duties("Khảo sát hạ tầng mạng của các xã. Đơn vị thực hiện: Sở Xây dựng.")
    assert duty["obliged_names"] == ["Sở Xây dựng"]


def test_a_party_that_names_the_addressees_again_means_all():
    body = "Kính gửi:\n- Phòng Giáo dục và Đào tạo các huyện;\n- Các đơn vị trực thuộc.\n\n"
    order = "Sở yêu cầu các Phòng Giáo dục và Đào tạo, các đơn vị trực thuộc thực hiện:\n1. Rà soát hố nước.\n\n"
    found = phrasing.headed(phrasing.LETTERHEAD, body + order)["obligations"]
    assert [duty["obliged"] for duty in found] == ["all"]
