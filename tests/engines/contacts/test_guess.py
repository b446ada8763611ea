"""Headings wherever they stand, and what they announce."""

from __future__ import annotations

import pytest

from thongsuot.engines import contacts
from thongsuot.engines.contacts import Layout, guess
from thongsuot.engines.tables import Row, read, write_csv


def layout(*rows: list[str]) -> Layout:
    filled = [Row(line, tuple(cells)) for line, cells in enumerate(rows, 1) if any(cells)]
    return guess(filled)


def meanings(*headings: str) -> tuple[str, ...]:
    return layout(list(headings), ["1"] * len(headings)).columns


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("Tên đơn vị", "organisation"), ("Doanh nghiệp", "organisation"), ("CƠ QUAN, ĐƠN VỊ", "organisation"),
        ("Tên DN", "organisation"), ("Nhà mạng", "organisation"), ("Đơn vị công tác", "organisation"),
        ("Họ và tên", "contact"), ("Họ tên cán bộ đầu mối", "contact"), ("Người liên hệ", "contact"),
        ("Đầu mối liên hệ", "contact"), ("Họ tên cán bộ của đơn vị", "contact"),
        ("Lãnh đạo phụ trách", "leader"), ("Giám đốc", "leader"), ("Thủ trưởng đơn vị", "leader"),
        ("Trực ban", "duty"), ("Người trực", "duty"), ("Văn thư", "registry"),
        ("Chức vụ", "title"), ("Chức danh", "title"), ("Chức vụ lãnh đạo", "title"),
        ("Điện thoại", "phone"), ("SĐT", "phone"), ("Số ĐT", "phone"), ("Di động", "phone"), ("ĐTDĐ", "phone"),
        ("Số điện thoại liên hệ", "phone"), ("SĐT lãnh đạo", "phone"),
        ("Email", "email"), ("E-mail", "email"), ("Thư điện tử", "email"), ("Địa chỉ email", "email"),
        ("Địa chỉ", "address"), ("Trụ sở", "address"), ("Dịch vụ", "services"), ("Lĩnh vực", "services"),
        ("Tên viết tắt", "short_name"), ("STT", ""), ("TT", ""), ("Ghi chú", ""), ("Fax", ""), ("Ngày sinh", ""),
    ],
)  # fmt: skip
def test_a_heading_announces_what_it_says(heading: str, meaning: str) -> None:
    assert meaning in meanings("Đơn vị", "Họ tên", heading) or meanings(heading, "Họ tên")[0] == meaning


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [("Điện thoại cơ quan", "org_phone"), ("Hotline", "org_phone"), ("Email đơn vị", "org_email")],
)
def test_what_belongs_to_the_office_is_told_apart(heading: str, meaning: str) -> None:
    assert meanings("Đơn vị", heading, "Họ tên", "SĐT") == ("organisation", meaning, "contact", "phone")


def test_a_number_left_of_every_name_is_the_offices() -> None:
    assert meanings("Đơn vị", "Điện thoại", "Họ tên", "Di động")[1] == "org_phone"


def test_a_number_without_any_name_is_whom_one_reaches() -> None:
    assert meanings("Đơn vị", "Điện thoại") == ("organisation", "phone")


def test_an_organisation_is_named_once() -> None:
    assert meanings("Doanh nghiệp", "Cơ quan chủ quản", "Họ tên") == ("organisation", "", "contact")


def test_headings_are_found_below_titles_that_fill_two_cells() -> None:
    found = layout(
        ["UBND TỈNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["SỞ KH&CN", "Độc lập - Tự do - Hạnh phúc"],
        ["", ""],
        ["Đơn vị", "Họ tên", "SĐT"],
        ["Bưu điện An Hà", "Trần Văn An", "0900000001"],
    )
    assert (found.header_line, found.columns) == (4, ("organisation", "contact", "phone"))


def test_headings_in_two_lines_are_joined() -> None:
    found = layout(
        ["TT", "Đơn vị", "Lãnh đạo", "", "Đầu mối", "", ""],
        ["", "", "Họ tên", "SĐT", "Họ tên", "SĐT", "Email"],
        ["1", "Bưu điện An Hà", "Trần Văn An", "0900000001", "Lê Thị Hà", "0900000002", ""],
    )
    assert found.header_line == 2
    assert found.columns == ("", "organisation", "leader", "phone", "contact", "phone", "email")
    assert found.headings[3] == "Lãnh đạo SĐT"


def test_the_first_line_of_contacts_is_no_second_heading() -> None:
    found = layout(["Đơn vị", "Họ tên", "SĐT"], ["Công ty Viễn thông An Hà", "Trần Văn An", ""])
    assert found.header_line == 1


def test_a_list_without_headings_is_asked_for_its_contents() -> None:
    found = layout(
        ["Viễn thông An Hà", "Trần Văn An", "0900000001", "an@dn.example"],
        ["Bưu điện Bình Sơn", "Lê Thị Hà", "0900000002", "ha@dn.example"],
    )
    assert (found.header_line, found.columns) == (0, ("organisation", "contact", "phone", "email"))
    assert found.headings == ("Cột A", "Cột B", "Cột C", "Cột D")


def test_the_same_headings_have_the_same_fingerprint_however_they_are_written() -> None:
    one, other = layout(["Đơn vị", "Họ tên"], ["a", "b"]), layout(["ĐƠN VỊ:", " ho ten "], ["c", "d"])
    assert one.fingerprint == other.fingerprint
    assert one.fingerprint != layout(["Đơn vị", "SĐT"], ["a", "b"]).fingerprint


def test_nothing_at_all_is_a_list_without_columns() -> None:
    assert guess([]).columns == ()


def test_signs_that_no_text_has_are_taken_out() -> None:
    sheet = contacts.cleaned(read(write_csv(["Đơn vị", "Họ tên"], [["Bưu\x7f điện", "An"]]), header_line=0))
    assert sheet.rows[0].cells[0] == "Bưu điện"


def test_services_are_read_from_words() -> None:
    assert contacts.services_of("Chi nhánh Thông tin di động An Hà") == ("mobile",)
    assert contacts.services_of("Bưu chính, chuyển phát") == ("postal",)
    assert contacts.services_of("DOANH NGHIỆP VIỄN THÔNG") == ("fixed", "internet")
    assert contacts.services_of("di động; cố định; Internet") == ("mobile", "fixed", "internet")
    assert contacts.services_of("Công ty An Hà") == ()


def test_one_organisation_has_one_key_however_it_is_written() -> None:
    keys = {
        contacts.organisation_key(name)
        for name in ("Công ty TNHH MTV Hòa An", "CÔNG TY TNHH một thành viên Hoà An", "Cty TNHH MTV Hòa An.")
    }
    assert len(keys) == 1
    assert contacts.organisation_key("Bưu điện An Hà") != contacts.organisation_key("Bưu điện An Hạ Tây")


def test_names_that_differ_in_a_number_are_not_alike() -> None:
    known = contacts.Names()
    known.add("Đài viễn thông số 1")
    assert known.like("Đài viễn thông số 2") == ""
    assert known.like("Đài viễn thôngg số 1") == "Đài viễn thông số 1"
    assert known.like("Bưu điện số 1") == ""
