"""Corners of the grammar, each met once in a real letter or thinkable in one."""

from dataclasses import replace

import pytest
from tests.engines.letter import scoring

from thongsuot.engines import letter as letters

HEAD = "Kính gửi: Các đơn vị.\n\nSở Y tế yêu cầu các đơn vị:"
ITEM = f"{HEAD}\n- "


def quotes(text: str) -> list[str]:
    return [" ".join(duty.quote.split()) for duty in letters.read_text(text).obligations]


@pytest.mark.parametrize(
    ("text", "cuts"),
    [
        (f"{HEAD}-Kiểm tra trạm;-Thay thế cáp.", ["Kiểm tra trạm", "Thay thế cáp"]),
        (f"{ITEM}Kiểm tra trạm, khi rảnh.", ["Kiểm tra trạm, khi rảnh"]),
        (f"{ITEM}Kiểm tra trạm, đồng thời", ["Kiểm tra trạm"]),
        (f"{ITEM}Tổ chức hội thi; gọn.", ["Tổ chức hội thi; gọn"]),
        (f"{ITEM}Kiểm tra trạm trong 15/3.", ["Kiểm tra trạm trong 15/3"]),
        (f"{ITEM}Thành phần gồm:", []),
        (f"{ITEM}Các cửa hàng để phục vụ nhân dân.", []),
        (f"{ITEM}Từ ngày 12/3/2022, mở kho.\n- Từ ngày", ["mở kho"]),
        (f"{ITEM}Các doanh nghiệp căn cứ tình hình, kiểm tra trạm.", ["kiểm tra trạm"]),
        (f"{ITEM}Các doanh nghiệp theo thẩm quyền.", []),
        (f"{ITEM}Các doanh nghiệp trong phạm vi quản lý của mình, kiểm tra trạm.", ["kiểm tra trạm"]),
        (f"{ITEM}Các doanh nghiệp tùy tình hình, kiểm tra trạm.", ["kiểm tra trạm"]),
        (f"{ITEM}Các doanh nghiệp nhằm mục tiêu chung.", []),
        (f"{ITEM}Đề nghị mây trắng bay.", []),
        (f"{ITEM}Trong mùa khô, gió lớn, kiểm tra trạm.", ["kiểm tra trạm"]),
        (f"{ITEM}Trong mùa khô, xem xét, kiểm tra trạm.", ["kiểm tra trạm"]),
        (f"{ITEM}Kiểm tra kho; và", ["Kiểm tra kho"]),
        (f"{ITEM}Sở Công Thương đề nghị các doanh nghiệp bán lẻ cung cấp số liệu.", ["cung cấp số liệu"]),
        (
            "Kính gửi: Các đơn vị.\n\nSở Y tế yêu cầu các đơn vị kiểm tra các trạm vùng cao:",
            ["kiểm tra các trạm vùng cao"],
        ),
        ("Kính gửi: Các đơn vị.\n\nSở Y tế yêu cầu kt. trạm vùng cao, kiểm tra kho.", []),
    ],
)
def test_a_corner_is_cut_as_a_person_would(text, cuts):
    assert quotes(text) == cuts


def test_a_party_that_introduces_its_own_list_binds_it():
    found = letters.read_text(
        f"{HEAD}\n1. Các doanh nghiệp bưu chính thực hiện các việc sau:\n- Kiểm tra kho;\n- Mở sổ.\n"
    )
    assert [duty.obliged for duty in found.obligations] == ["postal", "postal"]


@pytest.mark.xdist_group("corpus")
@pytest.mark.parametrize("file", sorted(scoring.CORPUS.glob("*.txt")), ids=lambda file: file.stem)
def test_a_letter_goes_to_json_and_back_unchanged(file):
    read = replace(scoring.letter(file.read_bytes()), file=file.name)
    assert letters.from_json(letters.to_json(read)) == read


def test_a_motto_of_capitals_alone_is_no_office():
    text = (
        "KHẨU HIỆU\nSỞ Y TẾ\nSố: 1/SYT\n\nKính gửi: Các đơn vị.\n\nĐể Sở thông "
        "báo, Sở Y tế yêu cầu các đơn vị kiểm tra kho.\n"
    )
    assert letters.read_text(text).issuer.name == "Sở Y tế"


def test_an_office_in_small_letters_is_not_taken_for_the_issuer():
    text = "Kính gửi: Các đơn vị.\n\nCác sở ngành địa phương đề nghị xem xét. Thanh tra kiểm tra kho.\n"
    assert letters.read_text(text).issuer.name is None


def test_a_telegram_without_a_letterhead_names_its_sender_before_its_wire_mark():
    text = "Ủy ban nhân dân tỉnh Gia Bình điện:\n- Các doanh nghiệp bưu chính.\n\nYêu cầu các đơn vị kiểm tra kho.\n"
    found = letters.read_text(text)
    assert found.issuer.name == "Ủy ban nhân dân tỉnh Gia Bình"
    assert found.addressees == ("Các doanh nghiệp bưu chính",)


def test_a_plan_may_end_with_its_title():
    assert letters.read_text("SỞ Y TẾ\nKẾ HOẠCH\nKiểm tra kho").subject == "Kiểm tra kho"


def test_a_party_with_a_ground_and_no_order_is_no_duty():
    assert quotes(f"{ITEM}Các doanh nghiệp căn cứ tình hình.") == []
