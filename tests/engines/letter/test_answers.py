"""Letters that answer, thank or inform: none of what they explain is an order; what they ask for is."""

import pytest
from tests.engines.letter import phrasing

SAID = (
    "\n\n1. Kết quả đo đều thấp hơn mức cho phép.\n\n"
    "2. Doanh nghiệp phải đạt hiệu suất 70%.\n\n3. Hồ sơ gửi lần đầu đã đủ."
)


def quotes(subject: str, body: str) -> list[str]:
    head = f"SỞ Y TẾ\nSố: 9/SYT-NV\nV/v {subject}\n{phrasing.DATED}Kính gửi: Công ty Sông Trắng.\n\n"
    return [
        row["quote"] for row in phrasing.read(f"{head}{body}\n\n{phrasing.COPIES}{phrasing.SIGNATURE}")["obligations"]
    ]


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        (
            "trả lời kiến nghị của cử tri",
            f"Sở Y tế nhận được Công văn số 5/ST của Công ty. Sở có ý kiến như sau:{SAID}",
        ),
        (
            "giải đáp vướng mắc",
            f"Phúc đáp Công văn số 5/ST về việc đề nghị hướng dẫn thủ tục, Sở có ý kiến như sau:{SAID}",
        ),
        (
            "trạm phát sóng",
            f"Trả lời Công văn số 5/ST của Công ty, Sở thông tin như sau:{SAID}\n\nSở trả lời để Công ty biết.",
        ),
    ],
)
def test_an_answer_orders_nothing(subject, body):
    assert quotes(subject, body) == []


def test_an_answer_may_ask_for_something():
    asked = "Sở đề nghị Công ty:\n- Nộp lại bản vẽ;\n- Di dời máy nổ."
    body = f"Sở Y tế nhận được Công văn số 5/ST của Công ty. {asked}\n\nSở trả lời để Công ty biết."
    assert quotes("trả lời đơn của Công ty", body) == ["Nộp lại bản vẽ", "Di dời máy nổ"]


@pytest.mark.parametrize(
    "told",
    [
        "Cử tri yêu cầu doanh nghiệp di dời trạm.",
        "Tại buổi họp, Công ty đề nghị các đơn vị kiểm tra trạm.",
        "Ngày 05/3, Sở đã ban hành Văn bản số 7 yêu cầu báo cáo trước ngày 20/3/2022.",
        "Tháng trước Cục đã yêu cầu các trạm kiểm tra nguồn.",
        "Sở nhận được Công văn số 8 của Cục yêu cầu kiểm tra các trạm.",
    ],
)
def test_what_others_asked_for_or_what_was_ordered_before_is_told_not_ordered(told):
    assert quotes("thông tin", told) == []


def test_an_order_by_this_very_paper_is_given():
    assert quotes("kiểm tra", "Bằng văn bản này Sở yêu cầu kiểm tra các trạm.") == ["kiểm tra các trạm"]


@pytest.mark.parametrize(
    "said",
    [
        "Ghi nhận sự cố gắng của các đơn vị.",
        "Biểu dương Viễn thông Gia Bình đã tham mưu tốt.",
        "Đồng ý chủ trương thuê trung tâm dữ liệu.",
        "Giám đốc Sở ghi nhận và cảm ơn tinh thần làm việc của anh em.",
        "Sở sẽ kiểm tra một số trạm.",
        "Quá hạn, đơn vị nào không trả lời được hiểu là thống nhất.",
        "Hướng dẫn này thay thế Hướng dẫn số 3.",
    ],
)
def test_praise_consent_and_the_letter_itself_are_no_orders(said):
    assert phrasing.duties(said) == []


def test_a_paper_that_must_be_carried_to_staff_is_an_order():
    assert len(phrasing.duties("Văn bản này phải niêm yết tại mọi điểm giao dịch.")) == 1
