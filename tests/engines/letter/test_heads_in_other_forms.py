"""Heads, citations, telephones and signatures as other offices write them: one line, old forms, glued columns."""

import pytest
from tests.engines.letter import phrasing

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc"
DATE = "Gia Bình, ngày 10 tháng 3 năm 2022"
ORDER = "Sở Y tế yêu cầu các đơn vị kiểm tra máy phát."


def under(title, body=ORDER):
    return phrasing.read(f"UBND TỈNH GIA BÌNH\nSỞ Y TẾ\nSố: 9/TB-SYT\n{DATE}\n\n{title}\n\n{body}\n")


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Số: 12/SYT-TTra", "12/SYT-TTra"),
        ("Số: 12/SYT-GDTrH   V/v trực", "12/SYT-GDTrH"),
        ("Số: 12/SYT-VTh\n", "12/SYT-VTh"),
        ("Số: 12/SYT-NVGia Bình, ngày 10 tháng 3 năm 2022", "12/SYT-NV"),
        ("Số: 7a/SYT", "7a/SYT"),
        ("Số: 33-2022/CV-SYT", "33-2022/CV-SYT"),
    ],
)
def test_units_may_end_in_small_letters(line, number):
    assert phrasing.headed(f"SỞ Y TẾ\n{line}")["number"] == number


def test_a_symbol_without_a_body_is_no_type_under_a_subject():
    assert phrasing.headed("SỞ Y TẾ\nSố: 12/BC\nV/v trực dịch")["doc_type"] == "Công văn"
    assert phrasing.headed("SỞ Y TẾ\nSố: 12/BC")["doc_type"] == "Báo cáo"


def test_an_hour_stands_between_the_place_and_the_date():
    assert phrasing.headed("SỞ Y TẾ\nGia Bình, hồi 16h30' ngày 10 tháng 3 năm 2022")["place"] == "Gia Bình"


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("THÔNG BÁO\nV/v trực dịch", "trực dịch"),
        ("THÔNG BÁO\nVề việc trực dịch", "Về việc trực dịch"),
        ("CHỈ THỊ\nCỦA GIÁM ĐỐC SỞ Y TẾ\nVề việc trực dịch", "Về việc trực dịch"),
        ("CÔNG ĐIỆN KHẨN\nVề việc trực dịch", "Về việc trực dịch"),
        (
            "THÔNG BÁO\nVề việc trực dịch\n"
            "Hôm qua các trạm y tế đã trực đủ cả ba ca, sở ghi nhận. Nay sở yêu cầu tiếp tục trực.",
            "Về việc trực dịch",
        ),
        ("THÔNG BÁO\nVề việc trực dịch\nTại các trạm", "Về việc trực dịch Tại các trạm"),
    ],
)
def test_the_subject_stands_under_the_title(title, subject):
    assert under(title)["subject"] == subject


def test_a_party_letter_spells_its_subject_under_the_number():
    lines = "TỈNH ỦY GIA BÌNH\nBAN TUYÊN GIÁO\n*\nSố 12-CV/BTG\nVề việc trực dịch"
    assert phrasing.headed(lines)["subject"] == "trực dịch"


def test_a_letter_may_be_one_line():
    tail = "Nơi nhận:- Như trên; - Lưu: VT, NV. GIÁM ĐỐC (đã ký) Trần Văn An"
    ground = "Thực hiện Công điện số 3/CĐ-BYT ngày 01/3/2022 của Bộ Y tế, Giám đốc Sở chỉ thị các đơn vị "
    middle = "tổ chức trực tại chỗ, kiểm tra máy phát, rà soát kho thuốc và các trạm lưu động trong toàn ngành"
    text = f"SỞ Y TẾ Số: 12/CT-SYT {MOTTO} {DATE} CHỈ THỊ Về việc trực dịch {ground}{middle * 2}. {tail}"
    read = phrasing.read(text)
    assert (read["doc_type"], read["subject"]) == ("Chỉ thị", "Về việc trực dịch")
    assert [row["name"] for row in read["recipients"]] == ["Như trên", "Lưu: VT, NV"]
    assert read["signer"] == {"authority_form": None, "title": "GIÁM ĐỐC", "name": "Trần Văn An"}
    whole = under(f"THÔNG BÁO\n{'trực dịch và kiểm tra máy phát của các trạm ' * 9}")
    assert whole["subject"].startswith("trực dịch")


def test_the_office_that_directs_is_read_where_no_letterhead_stands():
    body = "Do phòng dịch, Chủ tịch Ủy ban nhân dân tỉnh Gia Bình chỉ thị:\n1. Trực.\n"
    assert (
        phrasing.read(f"{DATE}\n\nCHỈ THỊ\nVề việc trực dịch\n\n{body}")["issuer"]["name"]
        == "Ủy ban nhân dân tỉnh Gia Bình"
    )


@pytest.mark.parametrize(
    ("shouted", "name"),
    [
        ("PHÒNG VĂN HÓA - THÔNG TIN", "Phòng Văn hóa - Thông tin"),
        ("TẬP ĐOÀN ĐIỆN LỰC SAO MAI", "Tập đoàn Điện lực Sao Mai"),
        ("SỞ DÂN TỘC VÀ TÔN GIÁO", "Sở Dân tộc và Tôn giáo"),
        ("TỔNG CÔNG TY HÀNG KHÔNG SAO MAI", "Tổng công ty Hàng không Sao Mai"),
    ],
)
def test_the_word_after_the_kind_of_an_office_is_its_own(shouted, name):
    assert phrasing.read(f"{shouted}\nSố: 1/A-B\n{DATE}\n\n{phrasing.GREETING}Trân trọng.\n")["issuer"]["name"] == name


@pytest.mark.parametrize(
    ("greeting", "expected"),
    [
        ("1. Viễn thông Gia Bình;\n2. Bưu điện tỉnh.\n", ["Viễn thông Gia Bình", "Bưu điện tỉnh"]),
        ("a) Sở Nội vụ\nb) Sở Y tế.\n", ["Sở Nội vụ", "Sở Y tế"]),
        ("Viễn thông Gia Bình\nTrường Sao Mai đề nghị Viễn thông Gia Bình kiểm tra cáp.\n", ["Viễn thông Gia Bình"]),
    ],
)
def test_addressees_may_be_numbered_or_end_with_their_line(greeting, expected):
    assert phrasing.read(f"TRƯỜNG SAO MAI\n{DATE}\n\nKính gửi: {greeting}\n")["addressees"] == expected


@pytest.mark.parametrize(
    ("opening", "basis"),
    [
        ("Căn cứ Luật Phòng, chống bệnh truyền nhiễm năm 2007", ("Luật", None, None, "Phòng, chống bệnh truyền nhiễm")),
        ("Căn cứ Pháp lệnh Bưu chính, viễn thông ngày 25/5/2002", ("Pháp lệnh", None, None, "Bưu chính, viễn thông")),
        ("Thực hiện Luật Sao chép và Luật sửa đổi, bổ sung một số điều của Luật Đê và Luật Kè ngày 17/6/2020",
         ("Luật", None, None, "sửa đổi, bổ sung một số điều của Luật Đê và Luật Kè")),
        ("Theo Công văn số 3/BYT-DP của Bộ Văn hóa, Thể thao và Du lịch\nvề việc trực",
         ("Công văn", "3/BYT-DP", "Bộ Văn hóa, Thể thao và Du lịch", "về việc trực")),
        ("Được sự đồng ý của Ủy ban nhân dân tỉnh tại Văn bản số 3/UBND-VX",
         ("Văn bản", "3/UBND-VX", "Ủy ban nhân dân tỉnh", None)),
        ("Sở đồng ý lùi hạn nêu tại Công văn số 3/SYT-NV", ("Công văn", "3/SYT-NV", None, None)),
        ("Theo Công văn số 3/BYT-DP của Công ty Sông Vẽ về việc trực",
         ("Công văn", "3/BYT-DP", "Công ty Sông Vẽ", "về việc trực")),
        ("Theo Công văn số 3/BYT-DP của Bộ Y tế về việc quản lý máy phát, vũ khí, vi phạm, do sơ suất",
         ("Công văn", "3/BYT-DP", "Bộ Y tế", "về việc quản lý máy phát, vũ khí, vi phạm")),
        ("Theo Công văn số 3/BYT-DP của Bộ Y tế về việc trực dịch, trong đó nêu hạn",
         ("Công văn", "3/BYT-DP", "Bộ Y tế", "về việc trực dịch")),
        ("Theo Công văn số 3/BYT-DP của Bộ Y tế về việc trực dịch, các đơn vị phải trực",
         ("Công văn", "3/BYT-DP", "Bộ Y tế", "về việc trực dịch")),
    ],
)  # fmt: skip
def test_a_citation_ends_where_the_sentence_goes_on(opening, basis):
    last = phrasing.grounded(opening)["legal_basis"][-1]
    assert (last["type"], last["number"], last["issuer"], last["title"]) == basis


def test_only_the_opening_cites_what_a_letter_stands_on():
    decree = "Nghị định số 7/2012/NĐ-CP còn hiệu lực."
    for opening in (
        f"Phúc đáp Công văn số 3/A-B, Sở có ý kiến như sau:\n\n{decree}",
        f"Sở Y tế yêu cầu các đơn vị thực hiện Công văn số 3/A-B. {decree}",
        f"Sở Y tế yêu cầu các đơn vị thực hiện Công văn số 3/A-B theo luật bưu chính, theo lệ. {decree}",
    ):
        text = f"Kính gửi: Các đơn vị.\n\n{opening}\n\n"
        basis = phrasing.headed(phrasing.LETTERHEAD, text)["legal_basis"]
        assert [row["number"] for row in basis] == ["3/A-B"]


@pytest.mark.parametrize(
    ("words", "name", "title", "phone"),
    [
        ("ông Lê An, Trưởng phòng Bưu chính, Viễn thông, điện thoại 0900 000 101", "Lê An",
         "Trưởng phòng Bưu chính, Viễn thông", "0900 000 101"),
        ("Văn phòng Thường trực Ban Chỉ huy PCTT và TKCN tỉnh (điện thoại: 0200 3000 118)", None,
         "Văn phòng Thường trực Ban Chỉ huy PCTT và TKCN tỉnh", "0200 3000 118"),
        ("công khai số đường dây\nnóng 1800 0045 tại bến", None, "đường dây\nnóng".replace("\n", " "), "1800 0045"),
        ("số máy báo chị Hạ - 0909 000 417", "Hạ", None, "0909 000 417"),
        ("gọi 0909 000 417 (thầy Lê An)", "Lê An", None, "0909 000 417"),
        ("gọi 0909 000 417, gặp bà Lê Thị Hà", "Lê Thị Hà", None, "0909 000 417"),
        ("gọi 0909 000 417 (giờ hành chính)", None, None, "0909 000 417"),
        ("chi tiết xin hỏi đồng chí Lê An, số máy 0909 000 417", "Lê An", None, "0909 000 417"),
    ],
)  # fmt: skip
def test_a_telephone_has_the_person_and_the_post_beside_it(words, name, title, phone):
    found = phrasing.ordered(f"Kiểm tra kho.\n\nMọi vướng mắc liên hệ {words}.")["contacts"]
    assert found == [{"name": name, "title": title, "phone": phone}]


def test_a_sum_and_a_year_are_no_hotline():
    assert phrasing.ordered("Kiểm tra 1900 0000 bưu gửi.")["contacts"] == []


SIGNED = {"authority_form": "KT. GIÁM ĐỐC", "title": "PHÓ GIÁM ĐỐC", "name": "Trần Thị Mận"}


@pytest.mark.parametrize(
    "tail",
    [
        "Nơi nhận: | KT. GIÁM ĐỐC\n- Như trên; | PHÓ GIÁM ĐỐC\n- Lưu: VT. | Trần Thị Mận\n",
        "Nơi nhận: KT. GIÁM ĐỐC\n- Như trên; PHÓ GIÁM ĐỐC\n- Lưu: VT. Trần Thị Mận\n",
        "Nơi nhận:\n– Như trên;\n– Lưu: VT (20).KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n(đã ký)\nTrần Thị Mận\n",
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n[Đã ký] Trần Thị Mận\n",
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nTRƯỞNG BAN PHÒNG DỊCH\nTrần Thị Mận\n",
        "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC (Đã ký) Trần Thị Mận\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n",
    ],
)
def test_copies_and_signature_are_put_back_in_order(tail):
    read = phrasing.read(f"{phrasing.LETTERHEAD}{DATE}\n\n{phrasing.BODY}{tail}")
    assert read["signer"] == SIGNED
    assert read["recipients"][0]["name"] == "Như trên"
    assert read["recipients"][-1]["name"].startswith("Lưu: VT")
    assert len(read["recipients"]) == 2


@pytest.mark.parametrize(
    ("line", "name", "purpose"),
    [
        ("- Lưu: VT, KT2.", "Lưu: VT, KT2", None),
        ("- Lưu: VT, KT, 20.", "Lưu: VT, KT", None),
        ("● Sở Nội vụ (để ph/h);", "Sở Nội vụ", "để ph/h"),
        ("- Sở Nội vụ (ph/h);", "Sở Nội vụ", "ph/h"),
        ("- Sở Nội vụ; các trường liên quan", "Sở Nội vụ; các trường liên quan", None),
    ],
)
def test_an_entry_keeps_its_own_figures_and_purpose(line, name, purpose):
    read = phrasing.read(f"{phrasing.LETTERHEAD}{DATE}\n\n{phrasing.BODY}Nơi nhận:\n{line}\n\nGIÁM ĐỐC\nTrần An\n")
    assert read["recipients"] == [{"name": name, "purpose": purpose}]


@pytest.mark.parametrize("name", ["Y Đham Niê", "Hơ'Rin Ksor", "Tô Quốc Vượng"])
def test_a_letter_without_copies_ends_with_its_signature(name):
    read = phrasing.read(f"{phrasing.LETTERHEAD}{DATE}\n\n{phrasing.BODY}GIÁM ĐỐC CHI NHÁNH\n(đã ký)\n{name}\n")
    assert read["signer"] == {"authority_form": None, "title": "GIÁM ĐỐC CHI NHÁNH", "name": name}


def test_a_unit_that_reads_like_a_form_of_authority_stays_among_the_copies():
    tail = "Nơi nhận:- Sở Nội vụ;- Lưu: VT, KT.  TL. GIÁM ĐỐC TRƯỞNG PHÒNG NGHIỆP VỤ Trần Văn An"
    read = phrasing.read(f"{phrasing.LETTERHEAD}{DATE}\n\n{phrasing.BODY}{tail}\n")
    assert read["recipients"][-1]["name"] == "Lưu: VT, KT"
    signed = {"authority_form": "TL. GIÁM ĐỐC", "title": "TRƯỞNG PHÒNG NGHIỆP VỤ", "name": "Trần Văn An"}
    assert read["signer"] == signed


def test_one_who_holds_two_posts_is_signed_for_in_both():
    tail = "KT. BỘ TRƯỞNG, CHỦ NHIỆM\nPHÓ CHỦ NHIỆM\nTrần Văn An\n"
    read = phrasing.read(f"{phrasing.LETTERHEAD}{DATE}\n\n{phrasing.BODY}{phrasing.COPIES}{tail}")
    signed = {"authority_form": "KT. BỘ TRƯỞNG, CHỦ NHIỆM", "title": "PHÓ CHỦ NHIỆM", "name": "Trần Văn An"}
    assert read["signer"] == signed


def test_an_invitation_lists_its_guests():
    body = "Sở Y tế trân trọng kính mời:\n- Trưởng phòng Y tế các huyện;\n- Giám đốc Bưu điện tỉnh.\nTới dự họp.\n"
    assert under("GIẤY MỜI\nHọp giao ban", body)["addressees"] == [
        "Trưởng phòng Y tế các huyện",
        "Giám đốc Bưu điện tỉnh",
    ]


def test_what_a_later_sentence_tells_of_a_letter_is_no_ground():
    told = "Mưa lớn kéo dài. Tại Công văn số 3/SYT-NV, Sở đã nêu việc này. Để phòng dịch"
    assert phrasing.grounded(told)["legal_basis"] == []
    assert len(phrasing.grounded("Tại Công văn số 3/SYT-NV, Sở đã nêu việc này. Để phòng dịch")["legal_basis"]) == 1


def test_an_event_has_its_own_name():
    read = phrasing.read(f"BAN TỔ CHỨC TUẦN VĂN HÓA - DU LỊCH\nSố: 1/BTC\n{DATE}\n\n{phrasing.GREETING}Trân trọng.\n")
    assert read["issuer"]["name"] == "Ban Tổ chức Tuần Văn hóa - Du lịch"


@pytest.mark.parametrize(
    ("opening", "issuer", "title"),
    [
        ("Được UBND tỉnh giao tại Công văn số 3/UBND-NC", "UBND tỉnh", None),
        ("Ban Chỉ đạo tỉnh về Phòng dịch tại Công văn số 3/BCD-VP đã nêu", "Ban Chỉ đạo tỉnh về Phòng dịch", None),
        ("Bộ Y tế giao tại Công điện số 3/CĐ-BYT về việc giám sát, song chưa đủ", "Bộ Y tế", "về việc giám sát"),
        ("Xét báo cáo của Sở Nội vụ tại Công văn số 3/SNV", "Sở Nội vụ", None),
        ("Theo Quyết định số 3/QĐ-SYT của Sở Y tế về việc công bố dịch, hai xã là vùng dịch", "Sở Y tế",
         "về việc công bố dịch"),
        ("Căn cứ Nghị định số 3/2022/NĐ-CP của Chính phủ quy định chi tiết Luật An ninh", "Chính phủ",
         "quy định chi tiết Luật An ninh"),
    ],
)  # fmt: skip
def test_whoever_speaks_in_a_document_has_issued_it(opening, issuer, title):
    found = phrasing.grounded(opening)["legal_basis"][-1]
    assert (found["issuer"], found["title"]) == (issuer, title)


@pytest.mark.parametrize(
    "told",
    [
        "Bộ trưởng đã có Công điện số 3/CĐ-BYT về việc giám sát, song chưa đủ",
        "Ngày 15/02/2022, Sở Y tế đã ban hành Công văn số 3/SYT-NV đề nghị báo cáo",
    ],
)
def test_a_letter_does_not_stand_on_what_it_only_tells(told):
    assert phrasing.grounded(told)["legal_basis"] == []


def test_a_mark_is_none_of_the_subject():
    lines = "SỞ Y TẾ\nSố: 12/SYT-NV\nV/v trực dịch\nTHƯỢNG KHẨN"
    assert phrasing.headed(lines)["subject"] == "trực dịch"


def test_a_bullet_is_one_addressee():
    greeting = "\n- Bưu điện thị xã; các doanh nghiệp chuyển phát;\n- Sở Nội vụ.\n"
    read = phrasing.read(f"SỞ Y TẾ\n{DATE}\n\nKính gửi:{greeting}\n")
    assert read["addressees"] == ["Bưu điện thị xã; các doanh nghiệp chuyển phát", "Sở Nội vụ"]


def test_a_rank_is_none_of_the_name():
    text = f"{phrasing.LETTERHEAD}{DATE}\n\n{phrasing.BODY}{phrasing.COPIES}GIÁM ĐỐC\nĐại tá Cao Viết An\n"
    assert phrasing.read(text)["signer"]["name"] == "Cao Viết An"
    found = phrasing.ordered("Kiểm tra kho.\n\nHỏi đồng chí Thiếu tá Lưu Bích An, điện thoại 0909 000 417.")["contacts"]
    assert found[0]["name"] == "Lưu Bích An"


def test_a_line_that_holds_all_begins_its_body_with_the_last_capital_before_a_full_stop():
    body = (
        "Mùa hanh khô năm nay đến sớm, từ đầu tháng đã có ba vụ cháy. Sở yêu cầu: 1. Trạm y tế trực. 2. Kiểm tra kho."
    )
    text = f"SỞ Y TẾ Số: 12/TB-SYT {MOTTO} {DATE} THÔNG BÁO Về việc báo cháy rừng {body} {'Sở sẽ kiểm tra. ' * 19}"
    assert phrasing.read(text)["subject"] == "Về việc báo cháy rừng"
    text = f"SỞ Y TẾ Số: 12/TB-SYT {MOTTO} {DATE} THÔNG BÁO {'về việc báo cháy rừng và trực ' * 16}"
    assert phrasing.read(text)["subject"].startswith("về việc báo cháy rừng")


def test_an_act_of_a_letter_whose_number_is_lost_is_of_the_one_it_cites():
    told = "Tại Công văn số 3/SYT-NV, Sở đã nêu. Thời hạn nộp được kéo dài đến hết ngày 28/4/2022"
    assert phrasing.read(f"{DATE}\n\nKính gửi: Các đơn vị.\n\n{told}.\n")["cites"] == [
        {"number": "3/SYT-NV", "act": "extends"}
    ]
    told = "Theo Nghị định số 3/2022/NĐ-CP, thời hạn nộp đã có. Thời hạn nộp được kéo dài đến hết ngày 28/4/2022"
    assert phrasing.read(f"{DATE}\n\nKính gửi: Các đơn vị.\n\n{told}.\n")["cites"] == []


def test_a_parent_and_its_office_may_be_joined_by_a_dash():
    text = f"BỘ Y TẾ - CỤC QUẢN LÝ DƯỢC\nSố: 1/QLD\n{DATE}\n\n{phrasing.GREETING}Trân trọng.\n"
    assert phrasing.read(text)["issuer"] == {"name": "Cục Quản lý dược", "parent": "Bộ Y tế"}


def test_a_bare_date_ends_the_line_of_its_place():
    read = phrasing.headed("SỞ Y TẾ\nSố: 5/SYT\nGia Bình, 05/6/2023")
    assert (read["date"], read["place"]) == ("2023-06-05", "Gia Bình")


def test_a_name_may_stand_behind_the_word_that_it_is_signed():
    text = f"{phrasing.LETTERHEAD}{DATE}\n\n{phrasing.BODY}TRƯỞNG PHÒNG\nĐã ký: Lâm Tấn Lợi\n"
    assert phrasing.read(text)["signer"]["name"] == "Lâm Tấn Lợi"


def test_of_two_numbers_each_has_its_own_person():
    numbers = "đường dây nóng: 0258.3.999.888 (Phòng Y) - 0905.111.222 (Ông Tín - Phó Giám đốc)"
    found = phrasing.ordered(f"Kiểm tra kho.\n\nMọi việc gọi {numbers}.")["contacts"]
    assert [(row["name"], row["title"]) for row in found] == [(None, "đường dây nóng"), ("Tín", "Phó Giám đốc")]


def test_a_law_that_amends_another_stands_behind_a_semicolon():
    found = phrasing.grounded("Căn cứ Luật Điện lực năm 2004; Luật sửa đổi Luật Điện lực ngày 20/11/2012")
    assert [row["title"] for row in found["legal_basis"]] == ["Điện lực", "sửa đổi Luật Điện lực"]
