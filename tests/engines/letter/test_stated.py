"""Time limits count even where the order around them was not recognised; what is told of others does not."""

from datetime import date

import pytest
from tests.engines.letter import phrasing

from thongsuot.engines.letter._draft import Context
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._stated import stated_limits

DAY = date(2022, 3, 10)
ORDER = "Sở yêu cầu như sau: "


def limits(words, doc_type="Công văn", drafts=(), own=(), answers=False):
    source = Source(f"{ORDER}{words}")
    context = Context(DAY, "Sở Y tế", doc_type, answers=answers)
    rows = stated_limits(source, [(0, len(source.plain))], list(drafts), list(own), context)
    return [(row.limit.text, row.limit.relation, row.limit.at and f"{row.limit.at:%d/%m %H:%M}") for row in rows]


@pytest.mark.parametrize(
    ("words", "text", "relation", "at"),
    [
        ("Người trực chia ba ca, xong trước ngày 20/3.", "trước ngày 20/3", "before", "20/03 00:00"),
        ("Hạn cuối: 17 giờ ngày 20/3/2022.", "Hạn cuối: 17 giờ ngày 20/3/2022", "until", "20/03 17:00"),
        ("Trạm nào hỏng thì thay, chậm nhất ngày 20/3/2022.", "chậm nhất ngày 20/3/2022", "until", "20/03 23:59"),
        ("Tổ trực có mặt trong 90 phút khi có lệnh.", "trong 90 phút", "until", None),
        ("Trong 02 giờ đầu, các trạm nhường nhau.", "Trong 02 giờ đầu", "until", None),
        ("Phiếu về phòng trong hai ngày kể từ khi nhận.", "trong hai ngày kể từ khi nhận", "until", None),
    ],
)
def test_a_limit_stands_by_its_own_words(words, text, relation, at):
    assert limits(words) == [(text, relation, at)]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Loa thôn bốn lần mỗi ngày.", "bốn lần mỗi ngày"),
        ("Máy phát nổ thử mỗi sáng thứ Hai.", "mỗi sáng thứ Hai"),
        ("Bản tin mặn 02 ngày/lần trên loa.", "02 ngày/lần"),
    ],
)
def test_a_rule_stands_by_its_own_words(words, text):
    assert [row[0] for row in limits(words)] == [text]


@pytest.mark.parametrize(
    "words",
    [
        "Sở đã ban hành văn bản đòi xong trước ngày 20/3/2022.",
        "Bão dự báo vào bờ trước ngày 20/3/2022.",
        "Hội nghị diễn ra đến hết ngày 20/3/2022.",
        "Đợt một từ ngày 15/3 đến ngày 20/3/2022.",
        "Máy bảo hành đến hết ngày 20/3/2023.",
        "Sở sẽ kiểm tra trong tháng 4/2022.",
        "Trong tháng 4/2022 sẽ có lớp tập huấn.",
        "Điểm giao dịch mở cửa 03 buổi mỗi tuần.",
        "Số thuê bao trước ngày 01/01/2022 là 5.000.",
        "Quyết định này có hiệu lực đến hết ngày 20/3/2023.",
    ],
)
def test_what_is_or_was_limits_nothing(words):
    assert limits(words) == []


def test_an_order_behind_what_was_received_keeps_its_limit():
    words = "Các bưu cục hủy bản giấy đã nhận và gửi biên bản chậm nhất ngày 20/3/2022."
    assert limits(words) == [("chậm nhất ngày 20/3/2022", "until", "20/03 23:59")]


@pytest.mark.parametrize(("doc_type", "answers"), [("Báo cáo", False), ("Tờ trình", False), ("Công văn", True)])
def test_a_letter_that_orders_nobody_sets_no_limit(doc_type, answers):
    assert limits("Thay ắc quy trước ngày 20/3/2022.", doc_type, answers=answers) == []


def test_what_the_issuer_promises_is_no_limit_of_others():
    words = f"{ORDER}Sở trả lời trước ngày 20/3/2022."
    assert limits("Sở trả lời trước ngày 20/3/2022.", own=[(len(ORDER), len(words))]) == []


def test_words_before_the_first_order_set_no_limit():
    source = Source(f"Máy nào hỏng thì thay trước ngày 20/3/2022 là kịp. {ORDER}kiểm tra.")
    assert stated_limits(source, [(0, len(source.plain))], [], [], Context(DAY, "Sở Y tế", "Công văn")) == []


def test_a_limit_is_told_once_and_in_the_order_of_the_text():
    found = phrasing.ordered("Gửi danh sách trước ngày 20/3/2022; người trực xong việc trước ngày 15/3/2022.")
    assert [limit["text"] for limit in found["deadlines"]] == ["trước ngày 20/3/2022", "trước ngày 15/3/2022"]


@pytest.mark.parametrize(
    ("header", "relation", "day"),
    [("Hoàn thành", "until", "31/08 23:59"), ("Hoàn thành trước", "before", "31/08 00:00"), ("Ghi chú", None, None)],
)
def test_a_column_of_days_below_the_signature_limits_what_its_rows_name(header, relation, day):
    text = f"Sở yêu cầu chỉnh trang.\n\n| TT | Tuyến | {header} |\n| 1 | Đường số 9 | 31/8/2022 |\n"
    source = Source(text)
    rows = stated_limits(source, [(0, 24)], [], [], Context(DAY, "Sở Y tế", "Công văn"))
    told = [(row.limit.relation, row.limit.text, f"{row.limit.at:%d/%m %H:%M}") for row in rows]
    assert told == ([(relation, "31/8/2022", day)] if relation else [])
