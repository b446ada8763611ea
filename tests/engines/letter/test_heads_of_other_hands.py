"""Heads in other hands: short forms of offices, a group before its firms, a year on a line of its own, ranks."""

import pytest
from tests.engines.letter import phrasing

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
DATE = "Sơn Hậu, ngày 10 tháng 3 năm 2022\n"


@pytest.mark.parametrize(
    ("lines", "issuer", "parent"),
    [
        (
            "UBND TỈNH SƠN HẬU\nBCH PHÒNG, CHỐNG THIÊN TAI\nVÀ TÌM KIẾM CỨU NẠN",
            "Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn",
            "UBND tỉnh Sơn Hậu",
        ),
        (
            "UBND HUYỆN SUỐI TRÀ\nBAN CHỈ HUY PCTT, TKCN VÀ PTDS",
            "Ban Chỉ huy PCTT, TKCN và PTDS",
            "UBND huyện Suối Trà",
        ),
        (
            "UBND TỈNH SƠN HẬU\nBAN CHỈ ĐẠO ĐỀ ÁN SỐ HÓA TRUYỀN HÌNH",
            "Ban Chỉ đạo Đề án số hóa truyền hình",
            "UBND tỉnh Sơn Hậu",
        ),
        ("SỞ Y TẾ SƠN HẬU - TRUNG TÂM KIỂM SOÁT BỆNH TẬT", "Trung tâm Kiểm soát bệnh tật", "Sở Y tế Sơn Hậu"),
        ("NGÂN HÀNG TMCP ĐÔNG HẢI\nHỘI SỞ CHÍNH", "Hội sở chính", "Ngân hàng TMCP Đông Hải"),
        (
            "TỔNG CÔNG TY VIỄN THÔNG BIỂN BẮC\nTRUNG TÂM KỸ THUẬT KHU VỰC 2",
            "Trung tâm Kỹ thuật khu vực 2",
            "Tổng công ty Viễn thông Biển Bắc",
        ),
    ],
)
def test_who_wrote_is_spelt_as_a_sentence_spells_it(lines, issuer, parent):
    found = phrasing.headed(f"{lines}\nSố: 12/CV-VP\n{MOTTO}{DATE}")
    assert (found["issuer"]["name"], found["issuer"]["parent"]) == (issuer, parent)


def test_a_motto_that_a_scan_garbled_is_no_issuer():
    head = f"UBND TỈNH SƠN HẬU\nGỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ Y TẾ\nSố: 12/SYT-NV\n{DATE}"
    assert phrasing.headed(head)["issuer"] == {"name": "Sở Y tế", "parent": "UBND tỉnh Sơn Hậu"}


@pytest.mark.parametrize(
    "greeting",
    [
        "Kính gửi: Các doanh nghiệp viễn thông di động:\nTập đoàn Hải Âu; Tổng công ty Viễn thông Biển Bắc",
        "Kính gửi: Các doanh nghiệp sau: Tập đoàn Hải Âu; Tổng công ty Viễn thông Biển Bắc.",
    ],
)
def test_a_group_that_only_announces_its_firms_is_not_addressed(greeting):
    found = phrasing.headed(phrasing.LETTERHEAD, f"{greeting}\n\nSở Y tế yêu cầu các đơn vị kiểm tra máy phát.\n\n")
    assert found["addressees"] == ["Tập đoàn Hải Âu", "Tổng công ty Viễn thông Biển Bắc"]


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("THÔNG BÁO\nKết luận hội nghị giao ban vốn đầu tư công năm\n2022", "vốn đầu tư công năm 2022"),
        ("KẾ HOẠCH\nNâng cao chất lượng mạng lưới giai đoạn\n2021 - 2025", "mạng lưới giai đoạn 2021 - 2025"),
    ],
)
def test_a_year_on_a_line_of_its_own_ends_the_subject(title, subject):
    found = phrasing.headed(f"UBND TỈNH SƠN HẬU\nSố: 12/TB-UBND\n{MOTTO}{DATE}\n{title}")
    assert found["subject"].endswith(subject)


def test_a_council_that_writes_about_something_sends_a_plain_letter():
    head = f"HỘI ĐỒNG THI ĐUA TỈNH SƠN HẬU\nSố: 45/HĐ-TĐKT\nV/v xét khen thưởng\n{MOTTO}{DATE}"
    assert phrasing.headed(head)["doc_type"] == "Công văn"


@pytest.mark.parametrize("rank", ["BS.CKII ", "BS. CKII ", "TS.BS ", "ThS.BS. "])
def test_a_rank_is_no_part_of_a_signers_name(rank):
    body = f"{phrasing.BODY}{phrasing.COPIES}KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\n{rank}Phan Thị Mỹ Lài\n"
    signer = phrasing.read(f"{phrasing.LETTERHEAD}{DATE}\n{body}")["signer"]
    assert (signer["title"], signer["name"]) == ("PHÓ GIÁM ĐỐC", "Phan Thị Mỹ Lài")


def test_a_body_named_by_what_it_is_about_keeps_its_name():
    found = phrasing.grounded(
        "Thực hiện Công điện số 37/CĐ-QG ngày 14/10/2021 của Ban Chỉ đạo Quốc gia về Phòng, chống thiên tai"
    )
    (ground,) = found["legal_basis"]
    assert (ground["issuer"], ground["title"]) == ("Ban Chỉ đạo Quốc gia về Phòng, chống thiên tai", None)
