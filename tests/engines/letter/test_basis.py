"""The documents a letter stands on: type, number, day, issuer and title; a lost part is null."""

import pytest
from tests.engines.letter import phrasing

ROWS = [
    (
        "Căn cứ Luật Viễn thông số 41/2009/QH12 ngày 23/11/2009",
        "Luật",
        "41/2009/QH12",
        "2009-11-23",
        None,
        "Viễn thông",
    ),
    (
        "Căn cứ Luật An ninh mạng năm 2018",
        "Luật",
        None,
        None,
        None,
        "An ninh mạng",
    ),
    (
        "Căn cứ Luật Bưu chính",
        "Luật",
        None,
        None,
        None,
        "Bưu chính",
    ),
    (
        "Thực hiện Chỉ thị số 05/CT-TTg ngày 02/02/2021 của Thủ tướng Chính phủ",
        "Chỉ thị",
        "05/CT-TTg",
        "2021-02-02",
        "Thủ tướng Chính phủ",
        None,
    ),
    (
        "Thực hiện Công điện số 12/CĐ-UBND ngày 08/3/2022 của Chủ tịch UBND tỉnh về ứng phó bão số 2",
        "Công điện",
        "12/CĐ-UBND",
        "2022-03-08",
        "Chủ tịch UBND tỉnh",
        "về ứng phó bão số 2",
    ),
    (
        "Thực hiện Công văn số 455/BTTTT-CVT ngày 01 tháng 3 năm 2022 của Bộ Thông tin và Truyền thông",
        "Công văn",
        "455/BTTTT-CVT",
        "2022-03-01",
        "Bộ Thông tin và Truyền thông",
        None,
    ),
    (
        "Theo Kế hoạch số 77/KH-UBND ngày 05/01/2022 của UBND tỉnh về bảo đảm thông tin phục vụ bầu cử",
        "Kế hoạch",
        "77/KH-UBND",
        "2022-01-05",
        "UBND tỉnh",
        "về bảo đảm thông tin phục vụ bầu cử",
    ),
    (
        "Căn cứ Nghị định số 49/2017/NĐ-CP ngày 24/4/2017 của Chính phủ",
        "Nghị định",
        "49/2017/NĐ-CP",
        "2017-04-24",
        "Chính phủ",
        None,
    ),
    (
        "Căn cứ Thông tư số 20/2017/TT-BTTTT ngày 12/9/2017 của Bộ Thông tin và Truyền thông",
        "Thông tư",
        "20/2017/TT-BTTTT",
        "2017-09-12",
        "Bộ Thông tin và Truyền thông",
        None,
    ),
    (
        "Căn cứ Quyết định số 05/2017/QĐ-TTg ngày 16/3/2017 của Thủ tướng Chính phủ",
        "Quyết định",
        "05/2017/QĐ-TTg",
        "2017-03-16",
        "Thủ tướng Chính phủ",
        None,
    ),
    (
        "Thực hiện Công văn số 3 70 /TCHQ-GSQL ngày 21/01/2022 của Tổng cục Hải quan",
        "Công văn",
        "370/TCHQ-GSQL",
        "2022-01-21",
        "Tổng cục Hải quan",
        None,
    ),
    (
        "Thực hiện Thông báo số 18/TB-VPCP của Văn phòng Chính phủ",
        "Thông báo",
        "18/TB-VPCP",
        None,
        "Văn phòng Chính phủ",
        None,
    ),
    (
        "Thực hiện Công văn số 90/SYT-NV ngày 31/02/2022 của Sở Y tế",
        "Công văn",
        "90/SYT-NV",
        None,
        "Sở Y tế",
        None,
    ),
    (
        "Thực hiện Công điện hỏa tốc số 03/CĐ-BCH ngày 09/3/2022 của Ban Chỉ huy phòng, chống thiên tai tỉnh",
        "Công điện",
        "03/CĐ-BCH",
        "2022-03-09",
        "Ban Chỉ huy phòng, chống thiên tai tỉnh",
        None,
    ),
]


@pytest.mark.parametrize(("opening", "kind", "number", "day", "issuer", "title"), ROWS, ids=[row[0] for row in ROWS])
def test_a_citation_is_read_in_its_parts(opening, kind, number, day, issuer, title):
    found = phrasing.grounded(opening)
    assert found["legal_basis"] == [{"type": kind, "number": number, "date": day, "issuer": issuer, "title": title}]
    assert [duty["quote"] for duty in found["obligations"]] == ["kiểm tra máy phát"]


@pytest.mark.parametrize(("first", "second"), zip(ROWS, ROWS[1:], strict=False))
def test_two_citations_keep_their_order(first, second):
    found = phrasing.grounded(f"{first[0]}; {second[0]}")["legal_basis"]
    assert [(row["type"], row["number"]) for row in found] == [first[1:3], second[1:3]]
