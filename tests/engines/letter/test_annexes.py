"""Annexes under the signature: those that hand out tasks are read, forms and lists are not."""

import pytest
from tests.engines.letter import phrasing

TABLE = (
    "| TT | Nhiệm vụ | Chủ trì | Thời hạn |\n"
    "| 1 | Dựng cột tại xã Khe Vàng | Viễn thông Gia Bình | trước ngày 05/4/2022 |"
)
SIGNED = f"{phrasing.BODY}{phrasing.COPIES}{phrasing.SIGNATURE}"


def read(annex: str, letter: str = SIGNED):
    return phrasing.read(f"{phrasing.LETTERHEAD}{phrasing.DATED}{letter}\n{annex}\n")


@pytest.mark.parametrize(
    "title", ["PHỤ LỤC\nPHÂN CÔNG NHIỆM VỤ", "Phụ lục 01", "Phụ lục II.", "BẢNG PHÂN CÔNG NHIỆM VỤ"]
)
def test_tasks_in_an_annex_are_duties_and_the_signer_stays_the_signer(title):
    letter = read(f"{title}\n(Kèm theo Công văn số 12/SYT-NV)\n\n{TABLE}")
    assert [row["quote"] for row in letter["obligations"]] == ["kiểm tra máy phát", "Dựng cột tại xã Khe Vàng"]
    assert [row["paragraph"] for row in letter["obligations"]] == [1, 2]
    assert letter["signer"]["name"] == "Trần Văn An"


@pytest.mark.parametrize(
    "title",
    [
        "PHỤ LỤC\nMẪU BÁO CÁO",
        "PHỤ LỤC 2: DANH SÁCH TRẠM",
        "PHỤ LỤC\nĐỀ CƯƠNG BÁO CÁO KẾT QUẢ",
        "Phụ lục số liệu theo xã",
    ],
)
def test_a_form_or_a_list_orders_nothing(title):
    assert [row["quote"] for row in read(f"{title}\n\n{TABLE}")["obligations"]] == ["kiểm tra máy phát"]


def test_each_annex_is_judged_by_its_own_title():
    letter = read(f"PHỤ LỤC I\nDANH MỤC TRẠM\n\n{TABLE}\n\nPHỤ LỤC II\nNHIỆM VỤ\n\n{TABLE}")
    assert [row["quote"] for row in letter["obligations"]] == ["kiểm tra máy phát", "Dựng cột tại xã Khe Vàng"]


@pytest.mark.parametrize(
    "letter",
    [
        f"{phrasing.BODY}GIÁM ĐỐC\n\nTrần Văn An\n",
        f"{phrasing.BODY}KT. TRƯỞNG BAN\nTrần Văn An\n",
    ],
)
def test_an_annex_may_follow_a_signature_without_copies(letter):
    assert len(read(f"PHỤ LỤC\nNHIỆM VỤ\n\n{TABLE}", letter)["obligations"]) == 2


def test_an_annex_named_before_any_signature_is_no_annex():
    letter = phrasing.read(f"PHỤ LỤC\n{phrasing.LETTERHEAD}{phrasing.DATED}{SIGNED}")
    assert [row["quote"] for row in letter["obligations"]] == ["kiểm tra máy phát"]
