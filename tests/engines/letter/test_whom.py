"""Whom an order binds: groups that mean everyone, groups of one kind, names side by side, short words under a head."""

import pytest
from tests.engines.letter import phrasing

LETTER = "Gia Bình, ngày 10 tháng 3 năm 2022\n\nKính gửi: {to}.\n\nSở Y tế đề nghị:\n{items}\n"
ALL = "Các đơn vị"


def bound(items, to=ALL):
    """Return whom each duty of a list binds."""
    found = phrasing.read(LETTER.format(to=to, items=items))["obligations"]
    return [(duty["obliged"], duty["obliged_names"]) for duty in found]


@pytest.mark.parametrize(
    "party",
    [
        "Các sở, ban, ngành và địa phương",
        "Các đơn vị liên quan",
        "Các cơ quan, đơn vị, doanh nghiệp",
        "Thủ trưởng các cơ quan, đơn vị thuộc Sở",
        "Từng doanh nghiệp",
        "Các đơn vị có tên trên",
        "Mỗi đơn vị",
    ],
)
def test_a_group_of_whoever_received_the_letter_means_all(party):
    assert bound(f"1. {party} kiểm tra máy phát.") == [("all", [])]


@pytest.mark.parametrize(
    "party",
    [
        "Các bệnh viện",
        "Các cơ sở lưu trú, nhà hàng",
        "Các chủ đầu tư khu đô thị",
        "Các cơ quan báo chí",
        "Các doanh nghiệp vận tải",
        "Các huyện ủy, thành ủy",
        "Các viễn thông huyện, thành phố",
        "Hiệu trưởng các trường trung học",
        "Ban tuyên giáo các huyện ủy, thành ủy",
        "Công đoàn các cấp",
        "Đơn vị cấp nước tập trung",
        "Phòng Bưu chính, Viễn thông",
        "Công ty Thông tin di động Sao Mai",
        "Ủy ban nhân dân các xã, phường nơi tổ chức lễ hội",
    ],
)
def test_a_group_of_one_kind_or_a_name_is_bound_by_its_words(party):
    assert bound(f"1. {party} kiểm tra máy phát.") == [("named", [party])]
    assert bound(f"1. {party}\na) Kiểm tra máy phát;\nb) Rà soát kho.") == [("named", [party])] * 2


@pytest.mark.parametrize(
    ("party", "obliged", "names"),
    [
        ("Sở Nội vụ, Công ty Điện lực cùng các doanh nghiệp viễn thông", "named",
         ["Sở Nội vụ", "Công ty Điện lực", "các doanh nghiệp viễn thông"]),
        ("Bưu điện tỉnh và các doanh nghiệp chuyển phát", "named", ["Bưu điện tỉnh", "các doanh nghiệp chuyển phát"]),
        ("Các sở, ban, ngành, Ủy ban nhân dân các huyện", "named", ["Các sở, ban, ngành", "Ủy ban nhân dân các huyện"]),
        ("Các doanh nghiệp viễn thông, Ủy ban nhân dân các huyện", "named",
         ["Các doanh nghiệp viễn thông", "Ủy ban nhân dân các huyện"]),
        ("Chánh Văn phòng HĐND và UBND huyện, thủ trưởng các đơn vị", "named",
         ["Chánh Văn phòng HĐND và UBND huyện", "thủ trưởng các đơn vị"]),
        ("Doanh nghiệp bưu chính", "postal", []),
        ("Văn phòng Sở (bộ phận một cửa)", "named", ["Văn phòng Sở"]),
        ("Sở Tài chính", "named", ["Sở Tài chính"]),
    ],
)  # fmt: skip
def test_names_beside_each_other_are_each_bound(party, obliged, names):
    assert bound(f"1. {party} kiểm tra máy phát.") == [(obliged, names)]


def test_a_group_that_the_letter_is_addressed_to_is_the_whole_of_it():
    assert bound("1. Các bưu cục kiểm tra kho.", to="Các bưu cục thuộc Chi nhánh") == [("all", [])]
    assert bound("1. Các trường kiểm tra kho.", to="Hiệu trưởng các trường tiểu học") == [("all", [])]
    assert bound("1. Viễn thông Hà Sơn kiểm tra kho.", to="Viễn thông Hà Sơn") == [("named", ["Viễn thông Hà Sơn"])]


def test_short_words_mean_the_party_of_the_heading_again():
    center = "Trung tâm Công nghệ thông tin"
    assert bound(f"1. {center}\n- Trung tâm có trách nhiệm kiểm tra kho.\n- Trực 24/24.") == [("named", [center])] * 2
    assert bound("1. Các doanh nghiệp di động\n- Doanh nghiệp rà soát trạm.\n- Kiểm tra kho.") == [("mobile", [])] * 2


def test_a_party_ends_before_the_words_that_bind_it():
    for words in ("có trách nhiệm", "có nhiệm vụ", "phải"):
        assert (
            bound(f"1. Thanh tra Sở {words}:\na) Kiểm tra kho;\nb) Rà soát máy.") == [("named", ["Thanh tra Sở"])] * 2
        )


def test_a_subject_before_a_colon_leaves_the_party_behind_it():
    assert bound("1. Điện lực: Công ty Điện lực Gia Bình kiểm tra lưới.") == [("named", ["Công ty Điện lực Gia Bình"])]


def test_who_is_asked_stands_before_the_asking():
    assert bound("1. Hội Nông dân tỉnh được đề nghị cung cấp danh sách.") == [("named", ["Hội Nông dân tỉnh"])]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Việc nâng cấp do Viễn thông Gia Bình thực hiện, xong trong quý; đồng thời đơn vị này duy trì kênh.",
         [("named", ["Viễn thông Gia Bình"])] * 2),
        ("Nước rút đến đâu, Ủy ban nhân dân các xã tổ chức vệ sinh đến đó.", [("named", ["Ủy ban nhân dân các xã"])]),
        ("Kiểm tra kho do mưa lớn gây ngập.", [("all", [])]),
        ("Kiểm tra kho do bà con để lại.", [("all", [])]),
        ("Ban Quản lý dự án mỗi thứ Sáu gửi bảng đối chiếu.", [("named", ["Ban Quản lý dự án"])]),
        ("Bưu điện tỉnh từ ngày 15/3/2022 kiểm tra kho.", [("named", ["Bưu điện tỉnh"])]),
    ],
)  # fmt: skip
def test_who_acts_may_stand_inside_the_sentence(item, expected):
    assert bound(f"1. {item}") == expected


@pytest.mark.parametrize("owner", ["Trách nhiệm của", "Nhiệm vụ cụ thể của", "Công việc đối với"])
def test_a_heading_tells_whose_share_the_list_is(owner):
    items = f"1. {owner} Công an tỉnh\na) Kiểm tra kho;\nb) Rà soát máy."
    assert bound(items) == [("named", ["Công an tỉnh"])] * 2


@pytest.mark.parametrize(
    ("party", "names"),
    [
        ("Viễn thông Gia Bình (đơn vị chủ trì)", ["Viễn thông Gia Bình"]),
        ("Bưu điện tỉnh, khi Sở có yêu cầu,", ["Bưu điện tỉnh"]),
        ("Bưu điện tỉnh được phân công phụ trách kho", ["Bưu điện tỉnh"]),
    ],
)
def test_an_aside_is_none_of_the_name(party, names):
    assert bound(f"1. {party} kiểm tra máy phát.") == [("named", names)]


def test_a_heading_without_a_mark_binds_its_list():
    items = "1. Các doanh nghiệp cung cấp dịch vụ Internet\n- Kiểm tra kho;\n- Rà soát máy."
    assert bound(items) == [("internet", [])] * 2
    items = "1. Viễn thông Gia Bình (đơn vị chủ trì)\na) Kiểm tra kho;\nb) Rà soát máy."
    assert bound(items) == [("named", ["Viễn thông Gia Bình"])] * 2


def test_a_task_is_given_in_small_letters_too():
    assert bound("1. Giao phòng Nông nghiệp huyện kiểm tra kho.") == [("named", ["phòng Nông nghiệp huyện"])]


def test_one_who_is_singled_out_is_asked_behind_an_aside():
    text = "Riêng Sở Nội vụ, ngoài việc góp ý, đề nghị cung cấp thêm số liệu."
    found = phrasing.headed(phrasing.LETTERHEAD, f"Kính gửi: Các đơn vị.\n\n{text}\n\n")["obligations"]
    assert [duty["obliged_names"] for duty in found] == [["Sở Nội vụ"]]


def test_a_group_within_its_own_field_is_still_everyone():
    text = "Sở Y tế đề nghị các đơn vị, trong phạm vi quản lý của mình, thực hiện:\n1. Kiểm tra kho.\n"
    found = phrasing.headed(phrasing.LETTERHEAD, f"Kính gửi: Các đơn vị.\n\n{text}\n")["obligations"]
    assert [(duty["obliged"], duty["obliged_names"]) for duty in found] == [("all", [])]


@pytest.mark.parametrize(
    "intro",
    [
        "Yêu cầu các doanh nghiệp bưu chính tập trung thực hiện các nhiệm vụ sau:",
        "Để phòng dịch, đề nghị các doanh nghiệp bưu chính thực hiện các việc sau:",
        "Khi có dịch, các doanh nghiệp bưu chính tập trung thực hiện các nhiệm vụ sau:",
    ],
)
def test_an_item_that_leads_in_a_list_binds_it(intro):
    assert bound(f"1. {intro}\na) Kiểm tra kho;\nb) Rà soát máy.") == [("postal", [])] * 2


def test_items_may_be_numbered_with_a_stroke():
    assert bound("1/ Thanh tra Sở kiểm tra kho.\n2/ Công an tỉnh kiểm tra 15/9 điểm.") == [
        ("named", ["Thanh tra Sở"]),
        ("named", ["Công an tỉnh"]),
    ]
