"""Time limits by week, month, event and hour, in a letter of Thursday 10/03/2022; which duty a limit binds."""

import pytest
from tests.engines.letter import phrasing

from thongsuot.engines import letter as letters

ROWS = [
    ("trước 10 giờ sáng ngày 16/3/2022", "2022-03-16T10:00:00+07:00", "before"),
    ("trước 5 giờ chiều ngày 16/3/2022", "2022-03-16T17:00:00+07:00", "before"),
    ("chậm nhất chiều ngày 16/3/2022", "2022-03-16T23:59:00+07:00", "until"),
    ("muộn nhất 11 giờ trưa thứ Hai (14/3/2022)", "2022-03-14T11:00:00+07:00", "until"),
    ("không muộn hơn ngày 20/3/2022", "2022-03-20T23:59:00+07:00", "until"),
    ("không quá ngày 20/3/2022", "2022-03-20T23:59:00+07:00", "until"),
    ("trễ nhất là ngày 20/3/2022", "2022-03-20T23:59:00+07:00", "until"),
    ("tới hết ngày 20/3/2022", "2022-03-20T23:59:00+07:00", "until"),
    ("vào 16h00’ ngày 20/3/2022", "2022-03-20T16:00:00+07:00", "until"),
    ("vào ngày 20/3/2022", "2022-03-20T23:59:00+07:00", "until"),
    ("trước 20 giờ tối nay", "2022-03-10T20:00:00+07:00", "before"),
    ("trước 10 giờ sáng mai", "2022-03-11T10:00:00+07:00", "before"),
    ("trước 10 giờ sáng mai, ngày 11/3", "2022-03-11T10:00:00+07:00", "before"),
    ("trong chiều nay", "2022-03-10T23:59:00+07:00", "until"),
    ("muộn nhất vào cuối giờ chiều ngày 15/3/2022", "2022-03-15T23:59:00+07:00", "until"),
    ("trước cho xã 24 giờ", None, "before"),
    ("trong tháng này", "2022-03-31T23:59:00+07:00", "until"),
    ("chậm nhất trong tháng 4/2022", "2022-04-30T23:59:00+07:00", "until"),
    ("trước cuối tháng 4/2022", "2022-04-30T23:59:00+07:00", "until"),
    ("đến hết năm 2022", "2022-12-31T23:59:00+07:00", "until"),
    ("xong trong năm 2022", "2022-12-31T23:59:00+07:00", "until"),
    ("hoàn thành trong 6 tháng đầu năm 2022", "2022-06-30T23:59:00+07:00", "until"),
    ("hoàn thành trong 6 tháng cuối năm 2022", "2022-12-31T23:59:00+07:00", "until"),
    ("trước quý II/2022", "2022-04-01T00:00:00+07:00", "before"),
    ("trước ngày 18 tháng này", "2022-03-18T00:00:00+07:00", "before"),
    ("chậm nhất ngày 05 tháng sau", "2022-04-05T23:59:00+07:00", "until"),
    ("chậm nhất ngày 31 tháng sau", None, "until"),
    ("trước 16 giờ thứ Sáu tuần này", "2022-03-11T16:00:00+07:00", "before"),
    ("trước 26 giờ thứ Sáu tuần này", None, "before"),
    ("chậm nhất thứ Ba tuần sau", "2022-03-15T23:59:00+07:00", "until"),
    ("trong tuần này", None, "until"),
    ("vào tuần đầu tháng 7/2022", None, "until"),
    ("vào cuối tháng 4/2022", None, "until"),
    ("ngay trong ngày", None, "until"),
    ("trong vòng 60 phút", None, "until"),
    ("trong 03 giờ", None, "until"),
    ("trong thời hạn 24 giờ", None, "until"),
    ("trong vòng ba ngày kể từ ngày ký", "2022-03-13T23:59:00+07:00", "until"),
    ("trong vòng 01 tháng kể từ ngày ban hành", "2022-04-10T23:59:00+07:00", "until"),
    ("chậm nhất 05 ngày làm việc kể từ ngày ký", "2022-03-17T23:59:00+07:00", "until"),
    ("chậm nhất sau 10 ngày kể từ ngày 20/3/2022", "2022-03-30T23:59:00+07:00", "until"),
    ("trong vòng 05 ngày kể từ ngày học sinh trở lại trường", None, "until"),
    ("trong vòng 05 giờ kể từ ngày ký", None, "until"),
    ("trước khi cắt điện ít nhất 24 giờ", None, "before"),
    ("ít nhất 03 ngày trước ngày khai mạc", None, "before"),
    ("trước giờ khai mạc 24 giờ", None, "before"),
    ("trước ít nhất 02 giờ", None, "before"),
    ("trước 03 ngày làm việc", None, "before"),
    ("trước ngày 25 tháng Chạp", None, "before"),
    ("cho tới hết mùng 4 Tết", None, "until"),
]


@pytest.mark.parametrize(("words", "at", "relation"), ROWS, ids=[row[0] for row in ROWS])
def test_a_limit_is_read_as_its_words_state(words, at, relation):
    (duty,) = phrasing.duties(f"Báo cáo kết quả kiểm tra thiết bị {words}.")
    assert (duty["deadline"]["at"], duty["deadline"]["relation"]) == (at, relation)
    assert duty["deadline"]["text"] in words


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("Trực từ 12 giờ ngày 15/3/2022; gửi danh sách trực trước 10 giờ cùng ngày.", "2022-03-15T10:00:00+07:00"),
        ("Xử lý vi phạm ngày 01/3/2022; gửi báo cáo trước 10 giờ cùng ngày.", "2022-03-10T10:00:00+07:00"),
    ],
)
def test_the_same_day_is_the_day_the_paragraph_has_named(words, at):
    assert phrasing.duties(words)[-1]["deadline"]["at"] == at


def test_the_same_day_of_a_letter_without_a_date_is_unknown():
    found = letters.to_json(letters.read_text(f"{phrasing.GREETING}{phrasing.ORDER}- Báo cáo trước 10 giờ ngày mai.\n"))
    assert found["deadlines"][0]["at"] is None


def test_what_is_made_for_a_report_is_due_with_it():
    first, second = phrasing.duties("Lập ngay danh sách hộ cần giúp, gửi báo cáo về Sở trước ngày 20/3/2022.")
    assert first["deadline"] == second["deadline"]


def test_a_season_limits_what_must_be_finished_before_it():
    (duty,) = phrasing.duties("Hoàn thành lắp đặt 12 trạm trước Tết Nguyên đán.")
    assert duty["deadline"] == {"at": None, "relation": "before", "text": "trước Tết Nguyên đán"}


@pytest.mark.parametrize(
    "words",
    [
        "tình hình trong 24 giờ qua",
        "số liệu phát sinh trong tháng 4/2022",
        "thiệt hại xảy ra vào ngày 12/3/2022",
        "phiên họp tổ chức vào 8h00 ngày 26/3/2022",
        "thiệt hại gửi vào ngày 01/3/2022",
        "số liệu trong tuần này",
        "thiết bị trong tháng 02/2022",
        "chỉ tiêu trong năm 2022",
        "chương trình từ năm 2022",
        "thiết bị trong tháng 13/2022",
        "kết quả của hai ngày 14 và 15/3/2022",
        "thiết bị có giá trị đến hết ngày 15/3/2023",
    ],
)
def test_a_time_that_is_no_limit_binds_nothing(words):
    (duty,) = phrasing.duties(f"Báo cáo {words}.")
    assert duty["deadline"] is None


@pytest.mark.parametrize(
    "words",
    [
        "Lưu trữ nhật ký trong thời gian 24 tháng.",
        "Bảo đảm máy phát chạy trong 72 giờ.",
        "Chuẩn bị tham luận (không quá 05 phút).",
        "Trực sáng ngày 26/3/2022.",
        "Trực thứ Tư ngày 16/3/2022.",
        "Trực tại chỗ chậm nhất 11 giờ.",
        "Bảo đảm liên lạc trước, trong và sau Tết.",
    ],
)
def test_how_long_or_at_what_hour_is_no_limit(words):
    (duty,) = phrasing.duties(words)
    assert (duty["deadline"], duty["effective_from"]) == (None, None)


def test_a_letter_without_a_date_counts_nothing():
    words = "trước 16 giờ thứ Sáu tuần này; gửi số liệu trong tháng này; nộp tờ khai trong quý I"
    found = letters.to_json(letters.read_text(f"{phrasing.GREETING}{phrasing.ORDER}- Báo cáo {words}.\n"))
    assert {limit["at"] for limit in found["deadlines"]} <= {None}


def test_the_last_month_of_a_year_goes_over_into_the_next():
    text = "Gia Bình, ngày 10 tháng 12 năm 2022\n\n" + phrasing.GREETING + phrasing.ORDER
    found = letters.to_json(letters.read_text(f"{text}- Báo cáo chậm nhất ngày 05 tháng sau.\n"))
    assert found["deadlines"][0]["at"] == "2023-01-05T23:59:00+07:00"


def test_working_days_of_a_year_without_a_calendar_are_counted_and_told():
    text = "Gia Bình, ngày 18 tháng 10 năm 2018\n\n" + phrasing.GREETING + phrasing.ORDER
    found = letters.to_json(letters.read_text(f"{text}- Lập kế hoạch trong vòng 05 ngày làm việc kể từ ngày ký.\n"))
    assert found["obligations"][0]["deadline"]["at"] == "2018-10-25T23:59:00+07:00"
    assert any("chưa có lịch nghỉ" in warning for warning in found["warnings"])


def test_signing_something_else_is_not_the_signing_of_the_letter():
    (duty,) = phrasing.duties("Báo cáo kết quả trong vòng 05 ngày kể từ ngày ký hợp đồng.")
    assert duty["deadline"]["at"] is None


def test_figures_of_a_period_leave_the_limit_behind_them():
    (duty,) = phrasing.duties("Báo cáo kết quả xử lý phản ánh trong quý I/2022 trước ngày 05/4/2022.")
    assert duty["deadline"]["text"] == "trước ngày 05/4/2022"


def test_a_moved_limit_keeps_its_new_day_only():
    (duty,) = phrasing.duties("Lùi thời hạn nộp biểu mẫu từ ngày 15/3/2022 sang ngày 25/3/2022.")
    assert (duty["deadline"]["at"], duty["effective_from"], duty["mode"]) == (
        "2022-03-25T23:59:00+07:00",
        None,
        "one_off",
    )


def test_a_limit_in_front_binds_every_verb_behind_it():
    found = phrasing.duties("Trước ngày 20/3/2022, rà soát danh sách trạm, lập phương án di dời.")
    assert [duty["deadline"]["text"] for duty in found] == ["Trước ngày 20/3/2022"] * 2


def test_a_limit_in_front_does_not_reach_over_a_semicolon():
    _, second = phrasing.duties("Trước ngày 20/3/2022, rà soát danh sách trạm; bảo đảm liên lạc.")
    assert second["deadline"] is None


def test_a_rule_in_front_makes_every_duty_come_back():
    found = phrasing.duties("Hằng tuần, trước 16 giờ thứ Sáu, rà soát danh sách trạm, bảo đảm nguồn điện.")
    assert [duty["recurrence"] for duty in found] == ["FREQ=WEEKLY;BYDAY=FR;BYHOUR=16;BYMINUTE=0"] * len(found)


@pytest.mark.parametrize(
    "words",
    [
        "Lắp đặt đường truyền, tăng cường sóng tại bệnh viện, xong trước ngày 20/3/2022.",
        "Lắp đặt đường truyền, tăng cường sóng tại bệnh viện; hoàn thành trước ngày 20/3/2022.",
        "Xây dựng phương án của đơn vị, gửi báo cáo về Sở trước ngày 20/3/2022.",
        "Xây dựng phương án của đơn vị, ban hành trước ngày 20/3/2022.",
    ],
)
def test_a_limit_behind_binds_what_it_closes(words):
    assert {duty["deadline"]["at"] for duty in phrasing.duties(words)} == {"2022-03-20T00:00:00+07:00"}


def test_a_limit_of_the_last_verb_alone_binds_it_alone():
    first, second = phrasing.duties("Bảo đảm liên lạc, báo cáo Sở trước ngày 20/3/2022.")
    assert (first["deadline"], second["deadline"]["text"]) == (None, "trước ngày 20/3/2022")


def test_a_line_that_only_states_a_limit_binds_the_line_before():
    found = phrasing.ordered(
        "Rà soát danh sách trạm, bảo đảm nguồn điện.\n- Thời hạn hoàn thành: trước ngày 20/3/2022."
    )
    assert [duty["deadline"]["text"] for duty in found["obligations"]] == ["trước ngày 20/3/2022"] * 2


def test_a_line_of_another_kind_binds_nothing():
    found = phrasing.ordered("Bảo đảm nguồn điện.\n- Kinh phí do đơn vị tự bố trí.")
    assert [duty["deadline"] for duty in found["obligations"]] == [None]


def test_a_date_in_the_ground_of_an_order_is_no_limit():
    body = "Do sáp nhập đơn vị từ ngày 01/3/2022, Sở Y tế yêu cầu các đơn vị kiểm tra máy phát.\n\n"
    found = phrasing.headed(phrasing.LETTERHEAD + phrasing.DATED, f"Kính gửi: Các đơn vị.\n\n{body}")
    assert [duty["effective_from"] for duty in found["obligations"]] == [None]


@pytest.mark.parametrize("words", ["ngay lập tức", "tức thì", "ngay"])
def test_at_once_is_a_limit(words):
    (duty,) = phrasing.duties(f"Khôi phục liên lạc {words}.")
    assert duty["deadline"]["relation"] == "asap"


@pytest.mark.parametrize("words", ["khẩn trương triển khai thực hiện", "khẩn trương phối hợp thực hiện"])
def test_an_order_to_carry_out_the_letter_swiftly_has_no_limit(words):
    text = phrasing.DATED + phrasing.GREETING + phrasing.ORDER + "- Kiểm tra máy phát.\n\n"
    found = letters.to_json(letters.read_text(f"{text}Yêu cầu các đơn vị {words}.\n"))
    assert [duty["deadline"] for duty in found["obligations"]] == [None, None]


def test_a_text_without_marks_takes_a_day_for_a_day():
    text = "Gia Binh, ngay 10 thang 3 nam 2022\n\nKinh gui: Cac don vi.\n\nSo Y te yeu cau cac don vi:\n"
    found = letters.to_json(letters.read_text(f"{text}- Bao cao ngay lam viec cua don vi.\n- Bao cao ngay ve So.\n"))
    assert [duty["deadline"] and duty["deadline"]["relation"] for duty in found["obligations"]] == [None, "asap"]


MODES = [
    ("Không tự ý liên hệ với đối tượng tấn công.", "prohibition"),
    ("Không lợi dụng dịch vụ để trục lợi.", "prohibition"),
    ("Tuyệt đối không chia sẻ mật khẩu.", "prohibition"),
    ("Cắm biển báo tại các điểm ngập.", "one_off"),
    ("Mọi sự cố mất liên lạc phải được báo về Sở.", "conditional"),
    ("Khắc phục sự cố trong vòng 02 giờ kể từ khi phát hiện.", "conditional"),
    ("Chậm nhất 24 giờ sau khi nhận được yêu cầu, gỡ bỏ tin sai.", "conditional"),
    ("Khi hệ thống bị tấn công, dừng ngay máy chủ.", "conditional"),
    ("Chuyển cấp độ ứng phó khi diễn biến bão thay đổi.", "conditional"),
    ("Hoàn cước nếu bưu gửi trễ quá 03 ngày.", "conditional"),
    ("Khôi phục liên lạc ngay khi mất sóng.", "conditional"),
    ("Trực canh tại đầu cầu ngay khi nhận được công điện này.", "standing"),
    ("Đối với các sự cố nghiêm trọng, thông báo cho khách hàng.", "conditional"),
    ("Các đại lý không được tiếp nhận hồ sơ của khách hàng.", "prohibition"),
    ("Sửa chữa xong các trạm hỏng.", "one_off"),
    ("Theo dõi việc thực hiện các nhiệm vụ nêu trên.", "standing"),
    ("Duy trì việc chặn cho đến khi có thông báo.", "standing"),
    ("Chuyển phát công văn trong vòng 04 giờ.", "standing"),
    ("Duy trì người trực tới hết ngày 20/3/2022.", "standing"),
    ("Hoàn thiện quy chế trực.", "one_off"),
]


@pytest.mark.parametrize(("words", "mode"), MODES, ids=[row[0] for row in MODES])
def test_the_mode_follows_from_the_wording(words, mode):
    assert phrasing.duties(words)[0]["mode"] == mode


def test_what_a_place_does_is_no_condition():
    duty = phrasing.duties("Tại các trung tâm đã lắp máy soi thì soi chiếu toàn bộ bưu gửi.")[0]
    assert (duty["mode"], duty["trigger"]) == ("standing", None)


def test_a_condition_behind_a_duty_does_not_reach_the_next():
    first, second = phrasing.duties("Cử kỹ thuật viên khi có yêu cầu của Sở, bảo đảm nguồn điện.")
    assert (first["mode"], second["mode"]) == ("conditional", "standing")


def test_an_invitation_orders_everything_once():
    text = "SỞ Y TẾ\nSố: 12/GM-SYT\n\nGia Bình, ngày 10 tháng 3 năm 2022\n\nGIẤY MỜI\nHọp giao ban\n\n"
    body = "Kính gửi: Các đơn vị.\n\nSở Y tế đề nghị các đơn vị:\n- Bố trí máy chiếu.\n"
    found = letters.to_json(letters.read_text(text + body))
    assert [duty["mode"] for duty in found["obligations"]] == ["one_off"]


def test_the_first_day_of_a_stretch_takes_the_month_of_the_last():
    (duty,) = phrasing.duties("Nhắn tin đến thuê bao từ ngày 10 đến hết ngày 15/3/2022.")
    assert (duty["effective_from"], duty["deadline"]["at"]) == ("2022-03-10", "2022-03-15T23:59:00+07:00")


def test_a_first_day_that_cannot_be_is_left_out():
    (duty,) = phrasing.duties("Nhắn tin đến thuê bao từ ngày 40 đến hết ngày 15/3/2022.")
    assert duty["effective_from"] is None


@pytest.mark.parametrize("words", ["(hạn 15/3/2022)", ", hạn chót 17h ngày 15/3", ", hạn cuối: ngày 15/3/2022"])
def test_the_word_for_a_limit_makes_a_date_one(words):
    (duty,) = phrasing.duties(f"Gửi danh sách{words}.")
    assert duty["deadline"]["at"].startswith("2022-03-15T")


def test_a_second_rule_of_a_duty_is_told_among_the_limits():
    found = phrasing.ordered("Gửi báo cáo hằng tháng vào ngày 20, hằng quý vào ngày 20 tháng cuối quý.")
    assert [limit["recurrence"] for limit in found["deadlines"]] == [
        "FREQ=MONTHLY;BYMONTHDAY=20",
        "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20",
    ]


def test_a_second_rule_that_says_no_more_is_not():
    found = phrasing.ordered("Sao lưu dữ liệu hằng ngày, hằng tuần theo quy định.")
    assert [limit["recurrence"] for limit in found["deadlines"]] == ["FREQ=DAILY"]


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("trong tháng 3 đến tháng 5/2022", "2022-03-31T23:59:00+07:00"),
        ("từ tháng 3 đến tháng 5/2022", "2022-05-31T23:59:00+07:00"),
    ],
)
def test_a_month_after_another_closes_a_stretch(words, at):
    (duty,) = phrasing.duties(f"Lắp đặt camera {words}.")
    assert duty["deadline"]["at"] == at


@pytest.mark.parametrize(
    ("cell", "at"),
    [
        ("Quý II/2022", "2022-06-30T23:59:00+07:00"),
        ("Tháng 6/2022", "2022-06-30T23:59:00+07:00"),
        ("30/9/2022", "2022-09-30T23:59:00+07:00"),
        ("Xong trước 15/4", "2022-04-15T00:00:00+07:00"),
        ("Trong năm 2022", "2022-12-31T23:59:00+07:00"),
        ("Tuần cuối tháng 12", None),
    ],
)
def test_a_cell_says_until_when(cell, at):
    table = (
        f"| TT | Nhiệm vụ | Đơn vị | Thời hạn |\n|---|---|---|---|\n| 1 | Lắp đặt camera | Công an tỉnh | {cell} |\n"
    )
    found = letters.to_json(letters.read_text(phrasing.DATED + phrasing.GREETING + phrasing.ORDER + "\n" + table))
    assert [duty["deadline"]["at"] for duty in found["obligations"]] == [at]


def test_an_issuers_moved_limit_is_met_once():
    (duty,) = phrasing.duties("Thời hạn nộp hồ sơ phải được lùi đến hết ngày 25/3/2022.")
    assert (duty["mode"], duty["deadline"]["at"]) == ("one_off", "2022-03-25T23:59:00+07:00")


def test_a_condition_of_another_part_of_the_sentence_is_not_the_duty_s():
    duty = phrasing.duties("Đo mức phát xạ của trạm; nếu vượt ngưỡng thì được quyền yêu cầu tạm ngắt.")[0]
    assert duty["mode"] == "standing"


def test_a_report_of_difficulties_in_time_is_no_limit_where_they_may_not_come():
    (duty,) = phrasing.duties("Nếu có khó khăn, vướng mắc, kịp thời phản ánh về Sở.")
    assert duty["deadline"] is None
