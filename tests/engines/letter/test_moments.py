"""Time limits to the minute: every way a letter says when."""

import pytest

from thongsuot.engines import letter as letters

HEAD = (
    "Gia Bình, ngày {day} tháng {month} năm {year}\n\nKính gửi: Các doanh nghiệp bưu chính, viễn "
    "thông.\n\nSở yêu cầu các doanh nghiệp:\n"
)


def read(words: str, written: str = "10/03/2022"):
    day, month, year = written.split("/")
    return letters.to_json(letters.read_text(f"{HEAD.format(day=day, month=month, year=year)}- {words}.\n"))


@pytest.mark.parametrize(
    ("words", "at", "relation", "text"),
    [
        ("trước 14 giờ 00 ngày 15/3/2022", "2022-03-15T14:00:00+07:00", "before", None),
        ("trước 16h30’ ngày 15/3", "2022-03-15T16:30:00+07:00", "before", None),
        ("trước 9h, thứ Ba, ngày 15/03/2022", "2022-03-15T09:00:00+07:00", "before", None),
        ("trước ngày 15 tháng 3 năm 2022", "2022-03-15T00:00:00+07:00", "before", None),
        ("trước 15/3/2022", "2022-03-15T00:00:00+07:00", "before", None),
        ("trước 24 giờ 00 ngày 15/3/2022", "2022-03-16T00:00:00+07:00", "before", None),
        ("đến hết ngày 15/3/2022", "2022-03-15T23:59:00+07:00", "until", None),
        ("chậm nhất là 17 giờ ngày 15/3/2022", "2022-03-15T17:00:00+07:00", "until", None),
        ("chậm nhất ngày 15/3/2022", "2022-03-15T23:59:00+07:00", "until", None),
        ("trong ngày 15/3/2022", "2022-03-15T23:59:00+07:00", "until", None),
        ("trước 17 giờ cùng ngày", "2022-03-10T17:00:00+07:00", "before", None),
        ("trong tháng 4/2022", "2022-04-30T23:59:00+07:00", "until", None),
        ("trong tháng 12", "2022-12-31T23:59:00+07:00", "until", None),
        ("trước tháng 5/2022", "2022-05-01T00:00:00+07:00", "before", None),
        ("trong quý II/2022", "2022-06-30T23:59:00+07:00", "until", None),
        ("trước quý 3/2022", "2022-07-01T00:00:00+07:00", "before", None),
        ("trong vòng 03 ngày kể từ ngày ký", "2022-03-13T23:59:00+07:00", "until", None),
        ("trong thời hạn 02 tuần kể từ ngày ban hành", "2022-03-24T23:59:00+07:00", "until", None),
        ("trong thời hạn 05 ngày làm việc kể từ ngày ký", "2022-03-17T23:59:00+07:00", "until", None),
        ("trong vòng 05 ngày kể từ ngày nhận được văn bản này", None, "until", None),
        ("trước ngày 48/3/2022", None, "before", None),
        ("trước 25 giờ ngày 15/3/2022", None, "before", None),
        ("trước ngày 30/02", None, "before", None),
    ],
)
def test_a_report_is_due_when_its_words_say(words, at, relation, text):
    found = read(f"Báo cáo kết quả kiểm tra thiết bị {words}")
    assert [duty["deadline"] for duty in found["obligations"]] == [
        {"at": at, "relation": relation, "text": text or words}
    ]
    assert found["deadlines"] == [{"at": at, "relation": relation, "text": text or words, "recurrence": None}]


@pytest.mark.parametrize(
    ("words", "rule", "at"),
    [
        ("hằng ngày", "FREQ=DAILY", None),
        ("trước 16 giờ hàng ngày", "FREQ=DAILY;BYHOUR=16;BYMINUTE=0", None),
        ("hằng ngày trước 16h30", "FREQ=DAILY;BYHOUR=16;BYMINUTE=30", None),
        ("trước 10h00 và 16h00 hằng ngày", "FREQ=DAILY;BYHOUR=10,16;BYMINUTE=0", None),
        ("03 ngày/lần", "FREQ=DAILY;INTERVAL=3", None),
        ("1 tuần/lần", "FREQ=WEEKLY", None),
        ("02 lần/ngày", "FREQ=DAILY", None),
        ("01 lần/quý", "FREQ=MONTHLY;INTERVAL=3", None),
        ("vào thứ Sáu hằng tuần", "FREQ=WEEKLY;BYDAY=FR", None),
        ("chủ nhật hằng tuần", "FREQ=WEEKLY;BYDAY=SU", None),
        ("hằng tuần", "FREQ=WEEKLY", None),
        ("ngày 15 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=15", None),
        ("ngày 45 hằng tháng", "FREQ=MONTHLY", None),
        ("hằng quý", "FREQ=MONTHLY;INTERVAL=3", None),
        ("ngày 20 của tháng cuối quý", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20", None),
        ("hằng năm", "FREQ=YEARLY", None),
        ("ngày 15/12 hằng năm", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15", None),
        (
            "trước 16 giờ hằng ngày, từ ngày 12/3/2022 đến hết ngày 20/3/2022",
            "FREQ=DAILY;BYHOUR=16;BYMINUTE=0;UNTIL=20220320T165900Z",
            "2022-03-12T16:00:00+07:00",
        ),
        ("trước 30 giờ hằng ngày", "FREQ=DAILY", None),
    ],
)
def test_a_duty_that_comes_back_has_a_rule(words, rule, at):
    (duty,) = read(f"Báo cáo số lượng sự cố {words}")["obligations"]
    assert (duty["mode"], duty["recurrence"], duty["deadline"]["at"]) == ("recurring", rule, at)


def test_daily_needs_of_people_are_no_recurrence():
    (duty,) = read("Bảo đảm thông tin phục vụ nhu cầu hằng ngày của nhân dân")["obligations"]
    assert (duty["mode"], duty["recurrence"], duty["deadline"]) == ("standing", None, None)


def test_nought_days_are_no_recurrence():
    (duty,) = read("Kiểm tra máy phát 0 ngày/lần")["obligations"]
    assert duty["recurrence"] is None


def test_a_deadline_in_january_of_a_december_letter_lies_in_the_next_year():
    (duty,) = read("Báo cáo kết quả trước ngày 05/01", "30/12/2021")["obligations"]
    assert duty["deadline"]["at"] == "2022-01-05T00:00:00+07:00"


def test_a_december_start_in_a_january_letter_lies_in_the_last_year():
    (duty,) = read("Kể từ ngày 28/12, tạm dừng nhận gửi pháo", "03/01/2022")["obligations"]
    assert duty["effective_from"] == "2021-12-28"


def test_the_29th_of_february_is_not_moved_to_a_year_without_it():
    (duty,) = read("Báo cáo kết quả trước ngày 29/02", "30/12/2024")["obligations"]
    assert duty["deadline"]["at"] is None


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Lập tức sửa chữa cột ăng ten", "Lập tức"),
        ("Khi cột ăng ten đổ, khẩn trương sửa chữa", "khẩn trương"),
        ("Báo cáo ngay về Sở", "ngay"),
        ("Kịp thời báo cáo vướng mắc về Sở", "Kịp thời"),
    ],
)
def test_at_once_has_no_moment(words, text):
    (duty,) = read(words)["obligations"]
    assert duty["deadline"] == {"at": None, "relation": "asap", "text": text}


def test_swiftly_at_the_head_of_a_duty_is_a_manner():
    (duty,) = read("Khẩn trương sửa chữa cột ăng ten")["obligations"]
    assert duty["deadline"] is None


def test_each_day_of_a_list_is_a_limit():
    found = read("Báo cáo nhanh trước 9 giờ các ngày 15, 17/3 và 19/3/2022")
    assert [limit["at"] for limit in found["deadlines"]] == [f"2022-03-{day}T09:00:00+07:00" for day in (15, 17, 19)]


def test_days_on_which_something_is_held_are_no_limit():
    assert read("Bảo đảm đường truyền trong các ngày 15 và 16/3/2022")["deadlines"] == []


def test_a_limit_in_its_own_sentence_belongs_to_the_duty_before():
    found = read("Lưu trữ nhật ký truy cập của khách hàng. Thời hạn thực hiện: trước 17 giờ 00 ngày 12/3/2022")
    assert [duty["deadline"]["at"] for duty in found["obligations"]] == ["2022-03-12T17:00:00+07:00"]
    assert found["obligations"][0]["mode"] == "one_off"


def test_done_by_belongs_to_the_duty_before():
    found = read("Thay thế ắc quy tại các trạm; hoàn thành trước ngày 20/3/2022")
    assert [duty["deadline"]["text"] for duty in found["obligations"]] == ["trước ngày 20/3/2022"]


def test_the_period_of_figures_is_no_limit():
    found = read("Báo cáo số liệu từ ngày 15/02/2022 đến ngày 14/3/2022 trước ngày 20/3/2022")
    assert [limit["at"] for limit in found["deadlines"]] == ["2022-03-20T00:00:00+07:00"]


def test_odd_limits_are_told():
    warnings = read("Báo cáo trước ngày 48/3/2022; gửi danh sách trước ngày 01/3/2022")["warnings"]
    assert any("Không xác định được ngày" in warning for warning in warnings)
    assert any("được tính chặt" in warning for warning in warnings)
    assert any("sớm hơn ngày của văn bản" in warning for warning in warnings)


def test_without_the_letters_date_a_day_without_a_year_stays_open():
    found = letters.to_json(
        letters.read_text(
            "Kính gửi: Các đơn vị.\n\nSở yêu cầu các đơn vị báo cáo kết quả trước ngày 15/3 và trong tháng 4.\n"
        )
    )
    assert [limit["at"] for limit in found["deadlines"]] == [None]


def test_working_days_of_a_year_without_a_calendar_are_weekdays_and_told():
    found = read("Báo cáo kết quả trong thời hạn 05 ngày làm việc kể từ ngày ký", "10/03/1999")
    assert found["obligations"][0]["deadline"]["at"] == "1999-03-17T23:59:00+07:00"
    assert any("chưa có lịch nghỉ của năm đó" in warning for warning in found["warnings"])
