"""How a report is to be sent, in which form, up to when its figures count, and who leads a duty."""

import pytest
from tests.engines.letter import phrasing

from thongsuot.engines import letter as letters


def duty(words):
    return phrasing.duties(words)[-1]


@pytest.mark.parametrize(
    ("words", "channels"),
    [
        ("Báo cáo kết quả về Sở qua email: truc@sotttt.example trước ngày 20/3.", ["email", "truc@sotttt.example"]),
        ("Gửi báo cáo về Sở bằng văn bản và thư điện tử.", ["văn bản", "thư điện tử"]),
        ("Gửi số liệu về Sở bằng bản giấy, bản mềm.", ["bản giấy", "bản mềm"]),
        ("Báo cáo Sở qua số điện thoại 0900 000 555.", ["số điện thoại 0900 000 555"]),
        ("Báo cáo Sở qua điện thoại 0900 000 555, fax 0900 000 556.", ["điện thoại 0900 000 555", "fax 0900 000 556"]),
        ("Gửi kết quả về Sở qua Trục liên thông văn bản quốc gia.", ["Trục liên thông văn bản quốc gia"]),
        ("Báo cáo Sở qua nhóm Zalo ứng cứu của tỉnh.", ["nhóm Zalo ứng cứu của tỉnh"]),
        ("Cập nhật báo cáo trên phần mềm dùng chung của Sở trước 15h.", ["phần mềm dùng chung của Sở"]),
        ("Báo cáo Bộ trên Hệ thống báo cáo trực tuyến của Bộ.", ["Hệ thống báo cáo trực tuyến của Bộ"]),
        ("Gửi danh sách về Sở, không gửi bằng thư điện tử.", []),
        ("Cảnh báo người dân qua điện thoại di động.", []),
        ("Thông báo giá cước trên trang thông tin điện tử của đơn vị.", []),
        ("Kiểm tra máy phát bằng văn bản đã có.", []),
    ],
)
def test_the_ways_of_sending_are_named(words, channels):
    assert duty(words)["channels"] == channels


def test_a_way_belongs_to_the_duty_before_it():
    first, second = phrasing.duties("Gửi danh sách về Sở; báo cáo kết quả bằng văn bản trước ngày 20/3.")
    assert (first["channels"], second["channels"]) == ([], ["văn bản"])


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("Báo cáo kết quả theo mẫu đính kèm trước ngày 20/3.", "theo mẫu đính kèm"),
        ("Báo cáo kết quả theo đề cương kèm theo, gửi về Sở.", "theo đề cương kèm theo"),
        ("Báo cáo kết quả (mẫu số 02 kèm theo) về Sở.", "mẫu số 02 kèm theo"),
        ("Gửi số liệu theo các biểu 01, 02 về Sở.", "theo các biểu 01, 02"),
        (
            "Báo cáo theo Biểu số 01, 02 và 03 kèm theo, gửi về Sở.",
            "theo Biểu số 01, 02 và 03 kèm theo",
        ),
        ("Chặn các địa chỉ tại Phụ lục.", None),
        ("Lấy mẫu bệnh phẩm gửi về Viện.", None),
    ],
)
def test_the_form_is_named(words, form):
    assert duty(words)["form"] == form


@pytest.mark.parametrize(
    ("words", "at", "text"),
    [
        ("Báo cáo (số liệu tính đến ngày 15/3/2022) về Sở.", "15T23:59", "số liệu tính đến ngày 15/3/2022"),
        ("Báo cáo số liệu tính đến 17 giờ ngày 15/3 về Sở.", "15T17:00", "số liệu tính đến 17 giờ ngày 15/3"),
        ("Báo cáo kết quả, chốt số liệu đến hết ngày 15/3/2022.", "15T23:59", "chốt số liệu đến hết ngày 15/3/2022"),
        ("Báo cáo kết quả, tính đến 24 giờ ngày 15/3/2022.", "15T23:59", "tính đến 24 giờ ngày 15/3/2022"),
        ("Báo cáo kết quả, số liệu từ ngày 01/3 đến ngày 15/3.", "15T23:59", "số liệu từ ngày 01/3 đến ngày 15/3"),
        ("Báo cáo kết quả, tính đến ngày 31/02/2022.", None, "tính đến ngày 31/02/2022"),
    ],
)  # fmt: skip
def test_the_figures_end_where_the_words_say(words, at, text):
    assert duty(words)["cut_off"] == {"at": at and f"2022-03-{at}:00+07:00", "text": text}


def test_a_report_without_a_cut_off_has_none():
    assert duty("Báo cáo kết quả trước ngày 20/3/2022.")["cut_off"] is None


@pytest.mark.parametrize(
    ("words", "leaders", "partners"),
    [
        ("Giao Sở Tài chính chủ trì, phối hợp với Sở Y tế lập dự toán.", ["Sở Tài chính"], ["Sở Y tế"]),
        ("Sở Y tế là đơn vị đầu mối tổng hợp số liệu.", ["Sở Y tế"], []),
        ("Phòng Kỹ thuật là đầu mối tổng hợp.", ["Phòng Kỹ thuật"], []),
        ("Lập phương án do Công an tỉnh chủ trì.", ["Công an tỉnh"], []),
        ("Trực ứng cứu dưới sự điều hành của Ban Chỉ huy tỉnh.", ["Ban Chỉ huy tỉnh"], []),
        ("Kiểm tra máy phát.", [], []),
    ],
)
def test_who_leads_is_named(words, leaders, partners):
    found = phrasing.duties(words)
    told = found[0] if found else {"led_by": [], "coordinate_with": []}
    assert (told["led_by"], told["coordinate_with"]) == (leaders, partners)


def test_a_reading_comes_back_from_its_json():
    plain = phrasing.ordered("Báo cáo (số liệu tính đến ngày 15/3/2022) theo mẫu 02 qua email truc@so.example.")
    assert letters.to_json(letters.from_json(plain)) == plain


def test_a_reading_kept_before_these_were_read_still_comes_back():
    plain = phrasing.ordered("Báo cáo kết quả về Sở.")
    old = {key: value for key, value in plain.items() if key not in ("groups", "cites", "commitments")}
    names = ("led_by", "channels", "form", "cut_off")
    old["obligations"] = [{k: v for k, v in row.items() if k not in names} for row in plain["obligations"]]
    assert letters.to_json(letters.from_json(old)) == {**plain, "groups": []}
