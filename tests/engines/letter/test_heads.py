"""What a head says of its subject, its type and its office."""

import pytest
from tests.engines.letter import phrasing

SUBJECTS = [
    (
        "V/v tăng cường phòng cháy rừng",
        "tăng cường phòng cháy rừng",
    ),
    (
        "V/v: tăng cường phòng cháy rừng",
        "tăng cường phòng cháy rừng",
    ),
    (
        "v/v tăng cường phòng cháy rừng",
        "tăng cường phòng cháy rừng",
    ),
    (
        "V/V tăng cường phòng cháy rừng",
        "tăng cường phòng cháy rừng",
    ),
    (
        "V/việc tăng cường phòng cháy rừng",
        "tăng cường phòng cháy rừng",
    ),
    (
        "V / v tăng cường phòng cháy rừng",
        "tăng cường phòng cháy rừng",
    ),
    (
        "V/v tăng cường phòng cháy rừng.",
        "tăng cường phòng cháy rừng",
    ),
    (
        "V/v tăng cường\nphòng cháy rừng",
        "tăng cường phòng cháy rừng",
    ),
    (
        "V/v tăng cường phòng cháy\nrừng mùa khô\nnăm 2022",
        "tăng cường phòng cháy rừng mùa khô năm 2022",
    ),
    (
        "V/v chuẩn hóa thông tin thuê bao;",
        "chuẩn hóa thông tin thuê bao",
    ),
    (
        "V/v bảo đảm thông tin liên lạc phục vụ bầu cử",
        "bảo đảm thông tin liên lạc phục vụ bầu cử",
    ),
]
TYPES = [
    (
        "CHỈ THỊ",
        "CT",
        "Chỉ thị",
    ),
    (
        "CÔNG ĐIỆN",
        "CĐ",
        "Công điện",
    ),
    (
        "KẾ HOẠCH",
        "KH",
        "Kế hoạch",
    ),
    (
        "THÔNG BÁO",
        "TB",
        "Thông báo",
    ),
    (
        "QUYẾT ĐỊNH",
        "QĐ",
        "Quyết định",
    ),
    (
        "HƯỚNG DẪN",
        "HD",
        "Hướng dẫn",
    ),
    (
        "BÁO CÁO",
        "BC",
        "Báo cáo",
    ),
    (
        "TỜ TRÌNH",
        "TTr",
        "Tờ trình",
    ),
    (
        "GIẤY MỜI",
        "GM",
        "Giấy mời",
    ),
    (
        "CHƯƠNG TRÌNH",
        "CTr",
        "Chương trình",
    ),
    (
        "PHƯƠNG ÁN",
        "PA",
        "Phương án",
    ),
    (
        "NGHỊ QUYẾT",
        "NQ",
        "Nghị quyết",
    ),
    (
        "BIÊN BẢN",
        "BB",
        "Biên bản",
    ),
    (
        "GIẤY ỦY QUYỀN",
        "GUQ",
        "Giấy ủy quyền",
    ),
    (
        "GIẤY GIỚI THIỆU",
        "GGT",
        "Giấy giới thiệu",
    ),
    (
        "PHIẾU GỬI",
        "PG",
        "Phiếu gửi",
    ),
    (
        "THÔNG CÁO",
        "TC",
        "Thông cáo",
    ),
    (
        "ĐỀ ÁN",
        "ĐA",
        "Đề án",
    ),
    (
        "DỰ ÁN",
        "DA",
        "Dự án",
    ),
    (
        "QUY CHẾ",
        "QC",
        "Quy chế",
    ),
]
OFFICES = [
    (
        "SỞ Y TẾ",
        "Sở Y tế",
    ),
    (
        "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
        "Sở Giáo dục và Đào tạo",
    ),
    (
        "SỞ CÔNG THƯƠNG",
        "Sở Công Thương",
    ),
    (
        "SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN",
        "Sở Nông nghiệp và Phát triển nông thôn",
    ),
    (
        "SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG",
        "Sở Tài nguyên và Môi trường",
    ),
    (
        "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "Sở Khoa học và Công nghệ",
    ),
    (
        "SỞ GIAO THÔNG VẬN TẢI",
        "Sở Giao thông vận tải",
    ),
    (
        "BỘ Y TẾ",
        "Bộ Y tế",
    ),
    (
        "BỘ CÔNG AN",
        "Bộ Công an",
    ),
    (
        "CHI CỤC KIỂM LÂM",
        "Chi cục Kiểm lâm",
    ),
    (
        "UBND TỈNH GIA BÌNH",
        "UBND tỉnh Gia Bình",
    ),
    (
        "ỦY BAN NHÂN DÂN TỈNH GIA BÌNH",
        "Ủy ban nhân dân tỉnh Gia Bình",
    ),
    (
        "UBND HUYỆN SƠN LA",
        "UBND huyện Sơn La",
    ),
    (
        "CÔNG AN TỈNH GIA BÌNH",
        "Công an tỉnh Gia Bình",
    ),
    (
        "BƯU ĐIỆN TỈNH GIA BÌNH",
        "Bưu điện tỉnh Gia Bình",
    ),
    (
        "VĂN PHÒNG CHÍNH PHỦ",
        "Văn phòng Chính phủ",
    ),
]


@pytest.mark.parametrize(("lines", "subject"), SUBJECTS, ids=[row[0] for row in SUBJECTS])
def test_a_subject_loses_its_mark_and_its_line_breaks(lines, subject):
    assert phrasing.headed(f"{phrasing.LETTERHEAD}{lines}\n\n{phrasing.DATED}")["subject"] == subject


@pytest.mark.parametrize(("title", "sign", "kind"), TYPES, ids=[row[0] for row in TYPES])
def test_a_title_and_a_symbol_tell_the_same_type(title, sign, kind):
    head = f"SỞ Y TẾ\nSố: 9/{sign}-SYT\n{phrasing.DATED}"
    titled = phrasing.read(
        f"{head}{title}\nVề việc bảo đảm liên lạc mùa bão\n\nSở Y tế yêu cầu các đơn vị kiểm tra máy phát.\n"
    )
    assert (titled["doc_type"], titled["subject"]) == (kind, "Về việc bảo đảm liên lạc mùa bão")
    assert phrasing.headed(f"SỞ Y TẾ\nSố: 9/{sign}-SYT")["doc_type"] == kind


@pytest.mark.parametrize(("shouted", "name"), OFFICES, ids=[row[0] for row in OFFICES])
def test_an_office_is_spelt_as_a_sentence_spells_it(shouted, name):
    body = phrasing.BODY.replace("Sở Y tế ", "")
    assert phrasing.headed(f"{shouted}\nSố: 9/ABC", body)["issuer"]["name"] == name
