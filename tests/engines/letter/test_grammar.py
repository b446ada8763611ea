"""How sentences part into duties, whom they bind, in which mode."""

import pytest

from thongsuot.engines import letter as letters

HEAD = "Gia Bình, ngày 10 tháng 3 năm 2022\n\nKính gửi: Các doanh nghiệp bưu chính, viễn thông.\n\n"
ORDER = "Sở Thông tin và Truyền thông yêu cầu các đơn vị:\n"


def duties(text: str, head: str = HEAD):
    return letters.to_json(letters.read_text(head + text))["obligations"]


def quotes(text: str) -> list[str]:
    return [" ".join(duty["quote"].split()) for duty in duties(text)]


@pytest.mark.parametrize(
    ("sentence", "cuts"),
    [
        (
            "Kiểm tra, rà soát các tuyến cáp; bố trí máy phát điện dự phòng.",
            ["Kiểm tra, rà soát các tuyến cáp", "bố trí máy phát điện dự phòng"],
        ),
        ("Niêm yết giá cước, đồng thời hướng dẫn khách hàng.", ["Niêm yết giá cước", "hướng dẫn khách hàng"]),
        ("Xây dựng kế hoạch và tổ chức diễn tập ứng cứu.", ["Xây dựng kế hoạch", "tổ chức diễn tập ứng cứu"]),
        ("Lập danh sách trạm và gửi về Sở.", ["Lập danh sách trạm và gửi về Sở"]),
        ("Phối hợp với Công an tỉnh để bảo vệ hạ tầng.", ["Phối hợp với Công an tỉnh để bảo vệ hạ tầng"]),
        ("Rút kinh nghiệm, khắc phục các tồn tại.", ["Rút kinh nghiệm", "khắc phục các tồn tại"]),
        ("Khắc phục và báo cáo kết quả về Sở.", ["Khắc phục", "báo cáo kết quả về Sở"]),
        (
            "Chuẩn bị kênh nhắn tin để nhắn tin cảnh báo khi có yêu cầu của Sở.",
            ["Chuẩn bị kênh nhắn tin", "nhắn tin cảnh báo khi có yêu cầu của Sở"],
        ),
        ("Thay ắc quy tại trạm, không để gián đoạn liên lạc.", ["Thay ắc quy tại trạm, không để gián đoạn liên lạc"]),
        (
            "Bảo đảm hoạt động mạng nội bộ; đường truyền phục vụ họp trực tuyến.",
            ["Bảo đảm hoạt động mạng nội bộ", "đường truyền phục vụ họp trực tuyến"],
        ),
        (
            "Tạm dừng nhận các mặt hàng như: pháo; thuốc nổ; xăng dầu các loại.",
            ["Tạm dừng nhận các mặt hàng như: pháo; thuốc nổ; xăng dầu các loại"],
        ),
        ("Kiểm tra trạm; gọn.", ["Kiểm tra trạm; gọn"]),
        ("Đặc biệt, bảo vệ trạm trung tâm.", ["bảo vệ trạm trung tâm"]),
        (
            "Triển khai các việc sau: kiểm tra nguồn điện; thay thế cáp hỏng.",
            ["kiểm tra nguồn điện", "thay thế cáp hỏng"],
        ),
        ("Kỹ thuật viên thường trực tại trạm trung tâm.", ["thường trực tại trạm trung tâm"]),
        ("Thông suốt đường truyền cho mọi hội nghị.", []),
        ("Các cơ quan, tổ chức, cá nhân phối hợp giữ gìn cột mốc.", ["phối hợp giữ gìn cột mốc"]),
        ("Trên cơ sở kế hoạch năm, rà soát nhân lực kỹ thuật.", ["rà soát nhân lực kỹ thuật"]),
        ("Kiểm tra thiết bị (gồm: máy phát, ắc quy).", ["Kiểm tra thiết bị (gồm: máy phát, ắc quy)"]),
        ("Kiểm tra máy phát và", ["Kiểm tra máy phát"]),
    ],
)
def test_an_item_parts_at_the_verbs_that_have_their_own_object(sentence, cuts):
    assert quotes(f"{ORDER}- {sentence}\n") == cuts


@pytest.mark.parametrize(
    ("sentence", "mode", "trigger"),
    [
        ("Khi xảy ra sự cố, điều động lực lượng ứng cứu.", "conditional", "Khi xảy ra sự cố"),
        ("Nếu mất liên lạc thì khôi phục theo phương án.", "conditional", "Nếu mất liên lạc"),
        ("Khi mất điện lưới phải vận hành máy phát.", "conditional", "Khi mất điện lưới"),
        ("Trường hợp khẩn cấp báo cáo về Sở.", "conditional", "Trường hợp khẩn cấp"),
        ("Cung cấp số liệu thuê bao khi có văn bản của Sở.", "conditional", "khi có văn bản của Sở"),
        ("Xử lý các vi phạm về cáp treo (nếu có).", "conditional", "vi phạm về cáp treo (nếu có)"),
        ("Triển khai ngay khi nhận được văn bản này.", "standing", None),
        ("Không lắp đặt cột ăng ten trong hành lang đường bộ.", "prohibition", None),
        ("Nghiêm cấm tiết lộ danh sách thuê bao.", "prohibition", None),
        ("Nâng cấp trạm trung tâm.", "one_off", None),
        ("Tiếp tục rà soát cáp treo.", "standing", None),
        ("Duy trì trực ban đến hết ngày 20/3/2022.", "standing", None),
        ("Cung cấp danh bạ trước ngày 20/3/2022.", "one_off", None),
    ],
)
def test_the_mode_follows_from_the_words(sentence, mode, trigger):
    (duty,) = duties(f"{ORDER}- {sentence}\n")
    assert (duty["mode"], duty["trigger"]) == (mode, trigger)


@pytest.mark.parametrize(
    ("party", "obliged", "names"),
    [
        ("Các doanh nghiệp viễn thông", "telecom", []),
        ("Các doanh nghiệp thông tin di động", "mobile", []),
        ("Các doanh nghiệp cung cấp dịch vụ cố định", "fixed", []),
        ("Các nhà cung cấp dịch vụ Internet", "internet", []),
        ("Các doanh nghiệp bưu chính, chuyển phát", "postal", []),
        ("Các doanh nghiệp di động, cố định", "telecom", []),
        ("Giám đốc các doanh nghiệp bưu chính", "postal", []),
        ("Các đơn vị", "all", []),
        ("Viettel Gia Bình và MobiFone Gia Bình", "named", ["Viettel Gia Bình", "MobiFone Gia Bình"]),
        ("Sở Y tế, Công an tỉnh", "named", ["Sở Y tế", "Công an tỉnh"]),
        ("Công ty Cổ phần Sao Mai", "named", ["Công ty Cổ phần Sao Mai"]),
        ("Riêng Bưu điện tỉnh", "named", ["Bưu điện tỉnh"]),
    ],
)
def test_a_party_binds_those_it_names_at_the_head_and_over_a_list(party, obliged, names):
    (inline,) = duties(f"{ORDER}1. {party} lập phương án phòng cháy tại nhà trạm.\n")
    below = duties(f"{ORDER}1. {party}:\n- Lập phương án phòng cháy tại nhà trạm;\n- Thay thế bình chữa cháy.\n")
    assert [(duty["obliged"], duty["obliged_names"]) for duty in (inline, *below)] == [(obliged, names)] * 3


def test_what_the_issuer_does_itself_is_nobodys_duty():
    head = "UBND TỈNH GIA BÌNH\nSỞ THÔNG TIN VÀ TRUYỀN THÔNG\nSố: 9/STTTT-VP\n" + HEAD
    found = duties(ORDER + "- Kiểm tra trạm.\nSở Thông tin và Truyền thông tổng hợp, báo cáo Bộ.\n", head)
    assert len(found) == 1


def test_headings_aims_and_contents_of_a_report_are_no_duties():
    text = (
        "Sở yêu cầu các doanh nghiệp thực hiện các nội dung sau:\nI. MỤC ĐÍCH\n1. Nâng cao "
        "chất lượng dịch vụ.\nII. NHIỆM VỤ\n"
        "1. Về an toàn mạng\n- Kiểm tra cáp treo.\n2. Gửi báo cáo gồm các nội dung:\n- Số "
        "lượng trạm;\n- Đánh giá kết quả.\n"
    )
    assert quotes(text) == ["Kiểm tra cáp treo", "Gửi báo cáo gồm các nội dung"]


def test_the_officials_own_order_at_the_end_is_the_umbrella():
    found = duties(ORDER + "- Kiểm tra trạm.\n\nNhận được văn bản này, yêu cầu các đơn vị nghiêm túc thực hiện./.\n")
    assert [(duty["kind"], duty["umbrella"]) for duty in found] == [("OTHER", False), ("RECEIPT", True)]


def test_partners_and_receivers_are_named():
    (first, second) = duties(
        ORDER + "- Phối hợp với Công an tỉnh xử lý tin nhắn rác;\n- Báo cáo về Sở Y tế trước ngày 20/3/2022.\n"
    )
    assert first["coordinate_with"] == ["Công an tỉnh"]
    assert second["to"] == ["Sở Y tế"]


def test_a_command_inside_a_list_binds_its_own_party():
    (duty,) = duties(ORDER + "1. Ủy ban nhân dân tỉnh giao Sở Tài chính cân đối, bố trí kinh phí mua vật tư.\n")[:1]
    assert duty["mode"] == "one_off"


def test_what_follows_a_colon_after_numbers_or_addresses_is_a_list():
    assert quotes(ORDER + "- Liên hệ số máy: báo cáo trực ban, kiểm tra.\n") == [
        "Liên hệ số máy: báo cáo trực ban, kiểm tra"
    ]
