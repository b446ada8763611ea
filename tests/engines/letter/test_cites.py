"""What a letter does to earlier ones: it extends their time, replaces, recalls or corrects them; others are named."""

import pytest
from tests.engines.letter import phrasing

from thongsuot.engines import letter as letters

HEAD = (
    "UBND TỈNH GIA BÌNH\nSỞ Y TẾ\nSố: 90/SYT-NV\nV/v {about}\nGia Bình, ngày 10 tháng 3 năm 2022\n\n"
    "Kính gửi: Các đơn vị.\n\n"
)


def cites(sentence, about="trực dịch"):
    return [(row["number"], row["act"]) for row in phrasing.read(f"{HEAD.format(about=about)}{sentence}./.\n")["cites"]]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sở Y tế gia hạn thời hạn nộp biểu tại Công văn số 41/SYT-NV đến ngày 20/3/2022", ("41/SYT-NV", "extends")),
        ("Sở đồng ý lùi ngày tổng hợp nêu tại Kế hoạch số 7/KH-SYT sang tháng 4", ("7/KH-SYT", "extends")),
        ("Mốc này thay cho thời hạn ghi tại Thông báo số 8/TB-SYT", ("8/TB-SYT", "extends")),
        ("Hạn nộp theo Công văn số 41/SYT-NV được lùi đến hết ngày 20/3/2022", ("41/SYT-NV", "extends")),
        ("Công văn này thay thế Công văn số 41/SYT-NV ngày 01/3/2022", ("41/SYT-NV", "replaces")),
        ("Công văn số 41/SYT-NV được thay thế bằng văn bản này", ("41/SYT-NV", "replaces")),
        ("Công văn số 41/SYT-NV hết hiệu lực kể từ ngày 10/3/2022", ("41/SYT-NV", "replaces")),
        ("Sở Y tế thu hồi Công văn số 41/SYT-NV", ("41/SYT-NV", "recalls")),
        ("Bãi bỏ toàn bộ Quyết định số 12/QĐ-SYT", ("12/QĐ-SYT", "recalls")),
        ("Thông báo số 8/TB-SYT bị hủy bỏ", ("8/TB-SYT", "recalls")),
        ("Sở Y tế xin đính chính Công văn số 41/SYT-NV", ("41/SYT-NV", "corrects")),
        ("Số giường ghi tại Công văn số 41/SYT-NV nay sửa lại là 120 giường", ("41/SYT-NV", "corrects")),
    ],
)
def test_an_act_holds_for_the_letter_it_names(sentence, expected):
    assert cites(sentence) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "Thực hiện Công văn số 41/SYT-NV, Sở Y tế đề nghị các đơn vị trực 24/24",
        "Sở không đồng ý gia hạn thời hạn nêu tại Công văn số 41/SYT-NV",
        "Công ty đề nghị gia hạn thời hạn tại Công văn số 41/SYT-NV",
        "Các đơn vị thay thế ắc quy theo Công văn số 41/SYT-NV",
        "Công văn số 90/SYT-NV thay thế Công văn số 90/SYT-NV",
        "Thu hồi máy thở hỏng, gửi về kho",
        "Sở Y tế gia hạn hợp đồng bảo trì",
    ],
)
def test_what_is_only_named_asked_for_or_refused_is_no_act(sentence):
    assert cites(sentence) == []


def test_several_letters_are_replaced_at_once_each_counted_once():
    sentence = "Thay thế Công văn số 41/SYT-NV và Công văn số 42/SYT-NV. Công văn số 41/SYT-NV hết hiệu lực"
    assert cites(sentence) == [("41/SYT-NV", "replaces"), ("42/SYT-NV", "replaces")]


def test_a_change_of_time_without_a_number_is_of_the_issuers_own_letter_cited_before():
    opening = "Theo Công văn số 3/BYT-DP và Công văn số 41/SYT-NV, các đơn vị nộp biểu trong tháng. "
    assert cites(f"{opening}Nay thời hạn nộp biểu được lùi đến ngày 20/3/2022") == [("41/SYT-NV", "extends")]
    assert cites("Theo Công văn số 3/BYT-DP, các đơn vị nộp biểu. Nay hạn được lùi đến ngày 20/3/2022") == []


def test_the_subject_tells_the_act_as_well():
    assert cites("Sở xin lỗi các đơn vị", about="đính chính Công văn số 41/SYT-NV") == [("41/SYT-NV", "corrects")]


def test_acts_go_to_json_and_back_and_readings_of_before_have_none():
    letter = letters.read_text(f"{HEAD.format(about='x')}Công văn này thay thế Công văn số 41/SYT-NV.\n")
    plain = letters.to_json(letter)
    assert letters.from_json(plain) == letter
    assert letter.cites == (letters.Cite("41/SYT-NV", letters.Act.REPLACES),)
    del plain["cites"], plain["urgency"]
    assert letters.from_json(plain).cites == ()
