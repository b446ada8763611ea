"""The words before a list of orders: notices, instructions, conclusions, invitations; and those that only inform."""

import pytest
from tests.engines.letter import phrasing


def quotes(body: str, head: str = phrasing.GREETING) -> list[str]:
    read = phrasing.read(f"{phrasing.DATED}{head}{body}\n\n{phrasing.COPIES}{phrasing.SIGNATURE}")
    return [row["quote"] for row in read["obligations"]]


@pytest.mark.parametrize(
    "lead",
    [
        "Chi nhánh thông báo đến các bưu cục:",
        "Chi nhánh lưu ý anh chị em:",
        "Sở Y tế hướng dẫn một số nội dung như sau:",
        "Ủy ban nhân dân huyện ban hành Kế hoạch như sau:",
        "Sau khi nghe báo cáo, Chủ tịch UBND huyện kết luận:",
        "Cục Viễn thông có ý kiến như sau:",
        "Các bên thống nhất:",
        "Cục khuyến nghị các đơn vị thực hiện:",
        "Nhằm giữ liên lạc, các đơn vị triển khai ngay:",
        "Cục trưởng phân công nhiệm vụ như sau:",
        "Để hội thảo đạt kết quả tốt, Sở đề nghị:",
    ],
)
def test_a_lead_in_opens_a_list_of_orders(lead):
    assert quotes(f"{lead}\n- Vệ sinh quầy giao dịch;\n- Xe trung chuyển nghỉ ngày mùng Một.") == [
        "Vệ sinh quầy giao dịch"
    ]


@pytest.mark.parametrize(
    "lead",
    [
        "Cục thông báo tình hình cung ứng điện tháng 4 như sau:",
        "Kết quả đo kiểm như sau:",
        "Trung tâm gửi lịch nghỉ lễ như sau:",
    ],
)
def test_a_lead_in_to_figures_orders_nothing(lead):
    assert quotes(f"{lead}\n- Sản lượng tăng 3%;\n- Thời gian khắc phục trung bình 45 phút.") == []


@pytest.mark.parametrize("mark", ["Một là, ", "Thứ nhất: "])
def test_a_counted_paragraph_is_an_item(mark):
    second = "Hai là, " if mark.startswith("Một") else "Thứ hai: "
    body = f"Cục có ý kiến như sau:\n\n{mark}niêm yết giá cước.\n\n{second}nghiêm cấm thu thêm tiền của khách."
    assert quotes(body) == ["niêm yết giá cước", "nghiêm cấm thu thêm tiền của khách"]


def test_an_invitation_orders_only_what_is_to_be_prepared():
    body = (
        "Sở kính mời đại diện các đơn vị dự họp.\n\n"
        "1. Thời gian: 14 giờ 00 ngày 18/3/2022.\n2. Địa điểm: Hội trường B.\n"
        "3. Chuẩn bị: Phòng Kỹ thuật xây dựng báo cáo về vùng lõm sóng.\n4. Tài liệu: đại biểu mang theo sơ đồ tuyến."
    )
    assert quotes(body) == ["xây dựng báo cáo về vùng lõm sóng", "đại biểu mang theo sơ đồ tuyến"]


@pytest.mark.parametrize(
    "heading", ["I. MỤC ĐÍCH", "1. Mục tiêu", "IV. KINH PHÍ", "I. Nguyên tắc chung", "II. VỀ TÌNH HÌNH", "I- QUAN ĐIỂM"]
)
def test_what_stands_under_a_heading_of_aims_orders_nothing(heading):
    aims = f"{heading}\n\nGiảm hồ sơ giấy cho người dân."
    body = f"Sở ban hành Kế hoạch như sau:\n\n{aims}\n\nII. NHIỆM VỤ\n- Kéo cáp về xã Khe Vàng."
    assert quotes(body) == ["Kéo cáp về xã Khe Vàng"]


@pytest.mark.parametrize(
    ("before", "wanted"),
    [("I. NỘI DUNG\n- Lịch tiêm;", ["Không đăng ảnh trẻ em"]), ("I. MỤC ĐÍCH\n- Giữ an toàn;", [])],
)
def test_requirements_are_ordered_unless_they_stand_beside_the_aims(before, wanted):
    body = f"Sở hướng dẫn các nội dung như sau:\n\n{before}\n\nII. YÊU CẦU\n- Không đăng ảnh trẻ em."
    assert quotes(body) == wanted


def test_a_verb_with_a_colon_is_a_label():
    body = (
        "Sở yêu cầu các đơn vị:\n1. Nhận gửi:\n- Cân hàng trước khi in vận đơn.\n"
        "2. Báo cáo: các bưu cục nhắn sản lượng vào nhóm."
    )
    assert quotes(body) == ["Cân hàng trước khi in vận đơn", "nhắn sản lượng vào nhóm"]


def test_a_party_that_is_charged_heads_the_list_below_it():
    body = "Sở yêu cầu:\n1. Viễn thông Gia Bình chịu trách nhiệm:\n- Phát hết thư trong ngày;\n- Dán lịch mở cửa."
    assert quotes(body) == ["Phát hết thư trong ngày", "Dán lịch mở cửa"]


def test_numbers_to_call_are_no_orders():
    body = (
        "Sở yêu cầu các đơn vị:\n1. Kiểm tra máy phát.\n"
        "Đứt cáp thì báo ngay cho Sở theo các số:\n- Chuyên viên trực: 0900 111 222."
    )
    assert quotes(body) == ["Kiểm tra máy phát", "Đứt cáp thì báo ngay cho Sở theo các số"]


def test_a_letter_on_one_line_is_parted_where_its_addressees_end():
    line = (
        "SỞ Y TẾ Số: 7/SYT-VP Gia Bình, ngày 20 tháng 8 năm 2022 Kính gửi: - Các phòng thuộc Sở; - Các trạm y tế. "
        "Hướng tới ngày lễ, Sở lưu ý các đơn vị: - Treo cờ từ ngày 31/8; - Thay pa nô cũ. GIÁM ĐỐC Trần Văn An"
    )
    assert [row["quote"] for row in phrasing.read(line)["obligations"]] == ["Treo cờ từ ngày 31/8", "Thay pa nô cũ"]


def test_an_empty_line_behind_a_full_stop_parts_paragraphs_of_any_length():
    long = "- Không đăng ảnh của trẻ em khi chưa có ý kiến của phụ huynh và nhà trường trên địa bàn toàn tỉnh."
    body = f"Sở lưu ý các đơn vị:\n{long}\n\nKết thúc đợt tiêm, các đơn vị gửi báo cáo tổng kết trước ngày 20/4/2022."
    assert quotes(body)[1:] == ["gửi báo cáo tổng kết trước ngày 20/4/2022"]


def test_a_lead_in_may_end_with_a_full_stop():
    lead = "Tổng Giám đốc chỉ thị các chi nhánh nghiêm túc thực hiện các việc dưới đây."
    body = f"{lead}\n\n- Kiểm đếm máy phát;\n- Vá mái kho."
    assert quotes(body) == ["Kiểm đếm máy phát", "Vá mái kho"]


def test_a_heading_over_a_paragraph_is_no_order():
    open_hours = "mở cửa mỗi tối từ thứ Hai đến thứ Sáu của mọi tuần trong năm"
    assert quotes(f"Sở yêu cầu các đơn vị:\n1. Điểm hỗ trợ tại thôn\nCác thôn {open_hours}.") == [open_hours]


def test_a_body_that_runs_on_behind_the_title_is_read():
    line = (
        "UBND XÃ KHE VÀNG Số: 4/TB-UBND Khe Vàng, ngày 19 tháng 12 năm 2022 THÔNG BÁO Về việc dùng loa báo cháy "
        f"Mùa khô đến sớm{', đã có vụ cháy' * 25}. UBND xã yêu cầu: 1. Bưu điện xã dán bảng cấp cháy. "
        "2. Người dân thấy cháy thì gọi ngay số 0900 111 222./. Nơi nhận: - Các bản. CHỦ TỊCH Trần Văn An"
    )
    assert [row["quote"] for row in phrasing.read(line)["obligations"]][:1] == ["dán bảng cấp cháy"]


@pytest.mark.parametrize(
    "item",
    [
        "Viễn thông Gia Bình tổ chức thực hiện các biện pháp sau:",
        "Đề nghị Viễn thông Gia Bình phối hợp với Công an tỉnh thực hiện các việc sau:",
    ],
)
def test_a_party_inside_an_item_that_leads_in_a_list_is_bound_by_all_of_it(item):
    body = f"Sở yêu cầu:\n1. {item}\na) Kiểm tra cột;\nb) Thay ắc quy."
    read = phrasing.read(f"{phrasing.DATED}{phrasing.GREETING}{body}\n\n{phrasing.COPIES}{phrasing.SIGNATURE}")
    assert [row["obliged_names"] for row in read["obligations"]] == [["Viễn thông Gia Bình"], ["Viễn thông Gia Bình"]]
