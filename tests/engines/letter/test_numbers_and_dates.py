"""The number with its symbol, the type it tells, the day and the place of a head."""

import pytest
from tests.engines.letter import phrasing

NUMBERS = [
    (
        "Số: 45/STTTT-BCVT",
        "45/STTTT-BCVT",
        "Công văn",
    ),
    (
        "Số: 145/KH-UBND",
        "145/KH-UBND",
        "Kế hoạch",
    ),
    (
        "Số: 12/CĐ-UBND",
        "12/CĐ-UBND",
        "Công điện",
    ),
    (
        "Số: 07/CT-TTg",
        "07/CT-TTg",
        "Chỉ thị",
    ),
    (
        "Số 07/CT-TTg",
        "07/CT-TTg",
        "Chỉ thị",
    ),
    (
        "Số: 1204/QĐ-BTTTT",
        "1204/QĐ-BTTTT",
        "Quyết định",
    ),
    (
        "Số: 33/TB-SYT",
        "33/TB-SYT",
        "Thông báo",
    ),
    (
        "Số: 5/PCTT&TKCN",
        "5/PCTT&TKCN",
        "Công văn",
    ),
    (
        "Số: 88/BCH-VP",
        "88/BCH-VP",
        "Công văn",
    ),
    (
        "Số: 2414 / VPCP - KGVX",
        "2414/VPCP-KGVX",
        "Công văn",
    ),
    (
        "Số: 3 70 /TCHQ",
        "370/TCHQ",
        "Công văn",
    ),
    (
        "Số:123/STTTT",
        "123/STTTT",
        "Công văn",
    ),
    (
        "Số : 123/STTTT",
        "123/STTTT",
        "Công văn",
    ),
    (
        "Số. 123/STTTT",
        "123/STTTT",
        "Công văn",
    ),
    (
        "Số: 15/2022/NĐ-CP",
        "15/2022/NĐ-CP",
        "Nghị định",
    ),
    (
        "Số: 02/2022/TT-BTTTT",
        "02/2022/TT-BTTTT",
        "Thông tư",
    ),
    (
        "Số: 09-CT/TU",
        "09-CT/TU",
        "Chỉ thị",
    ),
    (
        "Số 211-CV/TU",
        "211-CV/TU",
        "Công văn",
    ),
    (
        "Số:       /STTTT-VP",
        None,
        "Công văn",
    ),
    (
        "Số: ... /STTTT",
        None,
        "Công văn",
    ),
]
DATES = [
    (
        "Gia Bình, ngày 04 tháng 02 năm 2021",
        "2021-02-04",
        "Gia Bình",
    ),
    (
        "Gia Bình, ngày 4 tháng 2 năm 2021",
        "2021-02-04",
        "Gia Bình",
    ),
    (
        "Gia Bình,ngày 04 tháng 02 năm 2021",
        "2021-02-04",
        "Gia Bình",
    ),
    (
        "Gia Bình, ngày 04tháng 02 năm 2021",
        "2021-02-04",
        "Gia Bình",
    ),
    (
        "Gia Bình, ngày 04 tháng02 năm 2021",
        "2021-02-04",
        "Gia Bình",
    ),
    (
        "Gia Bình, Ngày 04 tháng 02 năm 2021",
        "2021-02-04",
        "Gia Bình",
    ),
    (
        "Gia Bình, ngày 04/02/2021",
        "2021-02-04",
        "Gia Bình",
    ),
    (
        "Gia Bình, ngày 04-02-2021",
        "2021-02-04",
        "Gia Bình",
    ),
    (
        "Gia Bình, ngày 04.02.2021",
        "2021-02-04",
        "Gia Bình",
    ),
    (
        "TP. Gia Bình, ngày 04 tháng 02 năm 2021",
        "2021-02-04",
        "TP. Gia Bình",
    ),
    (
        "Hà Nội, ngày 31 tháng 12 năm 2021",
        "2021-12-31",
        "Hà Nội",
    ),
    (
        "Bà Rịa - Vũng Tàu, ngày 04 tháng 02 năm 2021",
        "2021-02-04",
        "Bà Rịa - Vũng Tàu",
    ),
    (
        "Thành phố Gia Bình, ngày 04 tháng 02 năm 2021",
        "2021-02-04",
        "Thành phố Gia Bình",
    ),
    (
        "Gia Bình, ngày 48 tháng 01 năm 2022",
        None,
        "Gia Bình",
    ),
    (
        "Gia Bình, ngày 30 tháng 02 năm 2022",
        None,
        "Gia Bình",
    ),
    (
        "Gia Bình, ngày 12 tháng 13 năm 2022",
        None,
        "Gia Bình",
    ),
    (
        "Gia Bình, ngày 29 tháng 02 năm 2024",
        "2024-02-29",
        "Gia Bình",
    ),
    (
        "Gia Bình, ngày      tháng 02 năm 2021",
        None,
        "Gia Bình",
    ),
]


@pytest.mark.parametrize(("line", "number", "kind"), NUMBERS, ids=[row[0] for row in NUMBERS])
def test_a_number_is_read_without_its_gaps_and_tells_the_type(line, number, kind):
    found = phrasing.headed(f"SỞ Y TẾ\n{line}")
    assert (found["number"], found["doc_type"]) == (number, kind)


@pytest.mark.parametrize(("line", "day", "place"), DATES, ids=[row[0] for row in DATES])
def test_a_day_and_a_place_are_read_and_an_impossible_day_is_told(line, day, place):
    found = phrasing.headed(phrasing.LETTERHEAD + line)
    assert (found["date"], found["place"]) == (day, place)
    told = any("Ngày của văn bản không hợp lệ" in warning for warning in found["warnings"])
    blank = "ngày      tháng" in line  # no day yet: nothing to doubt
    assert told == (day is None and place is not None and not blank)
