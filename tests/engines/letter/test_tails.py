"""Telephones of the body, copies under it, and who signs."""

import pytest
from tests.engines.letter import phrasing

CONTACTS = [
    (
        "đồng chí Trần Văn An, Trưởng phòng Bưu chính Viễn thông, số điện thoại 0900 000 101",
        "Trần Văn An",
        "Trưởng phòng Bưu chính Viễn thông",
        "0900 000 101",
    ),
    (
        "ông Lê Minh Khôi - Giám đốc, điện thoại: 0900.000.102",
        "Lê Minh Khôi",
        "Giám đốc",
        "0900.000.102",
    ),
    (
        "bà Phạm Thị Lan, chuyên viên, điện thoại 02699 000 123",
        "Phạm Thị Lan",
        "chuyên viên",
        "02699 000 123",
    ),
    (
        "đ/c Vũ Đức Hải, Phó Giám đốc, ĐT: 0900000103",
        "Vũ Đức Hải",
        "Phó Giám đốc",
        "0900000103",
    ),
    (
        "Phòng Công nghệ thông tin, số điện thoại (0269) 3 000 124",
        None,
        "Phòng Công nghệ thông tin",
        "(0269) 3 000 124",
    ),
    (
        "đường dây nóng 02699 000 125",
        None,
        "đường dây nóng",
        "02699 000 125",
    ),
    (
        "Văn phòng Sở: 02699-000-126",
        None,
        "Văn phòng Sở",
        "02699-000-126",
    ),
    (
        "số +84 900 000 127",
        None,
        None,
        "+84 900 000 127",
    ),
]
RECIPIENTS = [
    (
        "- Như trên;",
        "Như trên",
        None,
    ),
    (
        "- UBND tỉnh (để b/c);",
        "UBND tỉnh",
        "để b/c",
    ),
    (
        "- UBND tỉnh (b/c);",
        "UBND tỉnh",
        "b/c",
    ),
    (
        "- Bộ Thông tin và Truyền thông (để báo cáo);",
        "Bộ Thông tin và Truyền thông",
        "để báo cáo",
    ),
    (
        "- Các phòng chuyên môn (t/h);",
        "Các phòng chuyên môn",
        "t/h",
    ),
    (
        "- Công an tỉnh (để phối hợp);",
        "Công an tỉnh",
        "để phối hợp",
    ),
    (
        "- Báo Gia Bình (đưa tin);",
        "Báo Gia Bình",
        "đưa tin",
    ),
    (
        "- Trang thông tin điện tử (đăng tải);",
        "Trang thông tin điện tử",
        "đăng tải",
    ),
    (
        "- Giám đốc Sở (để chỉ đạo);",
        "Giám đốc Sở",
        "để chỉ đạo",
    ),
    (
        "- Thanh tra Sở (theo dõi);",
        "Thanh tra Sở",
        "theo dõi",
    ),
    (
        "- Viettel Gia Bình (số 9 phố Mới);",
        "Viettel Gia Bình (số 9 phố Mới)",
        None,
    ),
    (
        "- Lưu: VT, BCVT.",
        "Lưu: VT, BCVT",
        None,
    ),
    (
        "- Lưu: VT, 25.",
        "Lưu: VT",
        None,
    ),
    (
        "+ Sở Y tế (để biết);",
        "Sở Y tế",
        "để biết",
    ),
    (
        "• Sở Y tế (để thực hiện);",
        "Sở Y tế",
        "để thực hiện",
    ),
    ("- Đài PT-TH tỉnh (phát sóng 2 lần/ngày);", "Đài PT-TH tỉnh", "phát sóng 2 lần/ngày"),
    ("- Văn phòng (bố trí xe);", "Văn phòng", "bố trí xe"),
    ("- VNPT, Viettel (ứng cứu khi có yêu cầu);", "VNPT, Viettel", "ứng cứu khi có yêu cầu"),
    ("- Ban QL chợ (nhắc hộ kinh doanh);", "Ban QL chợ", "nhắc hộ kinh doanh"),
    ("- Kho bạc (kiểm soát chi);", "Kho bạc", "kiểm soát chi"),
    ("- Trung tâm Internet Việt Nam (VNNIC);", "Trung tâm Internet Việt Nam (VNNIC)", None),
    ("- Các phòng (trừ Văn phòng);", "Các phòng (trừ Văn phòng)", None),
    ("- Chi nhánh tại tỉnh (cũ);", "Chi nhánh tại tỉnh (cũ)", None),
]
SIGNERS = [
    ("GIÁM ĐỐC CHI NHÁNH 2\n\nTrần Văn An", None, "GIÁM ĐỐC CHI NHÁNH 2", "Trần Văn An"),
    ("TRƯỞNG CHI NHÁNH KHU VỰC 2\n\nTrần Văn An", None, "TRƯỞNG CHI NHÁNH KHU VỰC 2", "Trần Văn An"),
    ("TRƯỞNG BAN\n\nH' Yâo Knul", None, "TRƯỞNG BAN", "H' Yâo Knul"),
    ("TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\n\nK' Brêu", "TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "K' Brêu"),
    ("TM. ĐOÀN CHỦ TỊCH\nCHỦ TỊCH\n\nHà Thị Khiết", "TM. ĐOÀN CHỦ TỊCH", "CHỦ TỊCH", "Hà Thị Khiết"),
    (
        "GIÁM ĐỐC\n\nTrần Văn An",
        None,
        "GIÁM ĐỐC",
        "Trần Văn An",
    ),
    (
        "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nLê Thị Bích Ngọc",
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "Lê Thị Bích Ngọc",
    ),
    (
        "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nHoàng Văn Sáng",
        "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Hoàng Văn Sáng",
    ),
    (
        "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\n\nVũ Ngọc Ánh",
        "TL. CHỦ TỊCH",
        "CHÁNH VĂN PHÒNG",
        "Vũ Ngọc Ánh",
    ),
    (
        "TUQ. GIÁM ĐỐC\nTRƯỞNG PHÒNG\n\nBùi Thế Anh",
        "TUQ. GIÁM ĐỐC",
        "TRƯỞNG PHÒNG",
        "Bùi Thế Anh",
    ),
    (
        "BỘ TRƯỞNG\n\nNguyễn Hải Đăng",
        None,
        "BỘ TRƯỞNG",
        "Nguyễn Hải Đăng",
    ),
    (
        "CHỦ TỊCH\n\nĐoàn Minh Triết",
        None,
        "CHỦ TỊCH",
        "Đoàn Minh Triết",
    ),
    (
        "CỤC TRƯỞNG\n\nPhan Quốc Bảo",
        None,
        "CỤC TRƯỞNG",
        "Phan Quốc Bảo",
    ),
    (
        "K/T GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nĐặng Thu Hà",
        "K/T GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "Đặng Thu Hà",
    ),
    (
        "GIÁM ĐỐC\n\n(Đã ký)\n\nTrần Văn An",
        None,
        "GIÁM ĐỐC",
        "Trần Văn An",
    ),
    (
        "GIÁM ĐỐC\n\nTRẦN VĂN AN",
        None,
        "GIÁM ĐỐC",
        "TRẦN VĂN AN",
    ),
]


@pytest.mark.parametrize(("words", "name", "title", "phone"), CONTACTS, ids=[row[0] for row in CONTACTS])
def test_a_telephone_keeps_the_person_and_the_post_beside_it(words, name, title, phone):
    order = f"Kính gửi: Các đơn vị.\n\nSở Y tế yêu cầu các đơn vị kiểm tra máy phát. Thông tin liên hệ: {words}.\n\n"
    found = phrasing.headed(phrasing.LETTERHEAD, order)
    assert found["contacts"] == [{"name": name, "title": title, "phone": phone}]


@pytest.mark.parametrize(("line", "name", "purpose"), RECIPIENTS, ids=[row[0] for row in RECIPIENTS])
def test_a_copy_has_a_name_and_what_it_is_for(line, name, purpose):
    text = f"{phrasing.LETTERHEAD}\n{phrasing.BODY}Nơi nhận:\n{line}\n- Lưu: KT.\n\n{phrasing.SIGNATURE}"
    first, last = phrasing.read(text)["recipients"]
    assert first == {"name": name, "purpose": purpose}
    assert last == {"name": "Lưu: KT", "purpose": None}


@pytest.mark.parametrize(("lines", "form", "title", "name"), SIGNERS, ids=[row[0] for row in SIGNERS])
def test_a_signature_is_read_in_its_parts(lines, form, title, name):
    found = phrasing.read(f"{phrasing.LETTERHEAD}\n{phrasing.BODY}{phrasing.COPIES}{lines}\n")
    assert found["signer"] == {"authority_form": form, "title": title, "name": name}
    assert [row["name"] for row in found["recipients"]] == ["Như trên", "Lưu: VT"]
