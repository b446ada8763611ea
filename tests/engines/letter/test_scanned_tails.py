"""Under a scanned letter lie seal and pen strokes: what they leave behind is no recipient and no title."""

import pytest

from thongsuot.engines import letter as letters

LETTER = """SỞ Y TẾ
Số: 12/SYT-VP
V/v trực ban

Lam Sơn, ngày 03 tháng 3 năm 2022

Kính gửi: Các bệnh viện

Sở Y tế yêu cầu các bệnh viện trực 24/24 giờ.

Nơi nhận:
{tail}
"""
COPIES = "- Như trên;\n- UBND tỉnh (để b/c);\n- Lưu: VT, NVY."
SIGNED = "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nTrần Văn Mẫu"


def read(tail: str) -> letters.Letter:
    return letters.read_text(LETTER.format(tail=tail))


@pytest.mark.parametrize("strokes", ["", "\nx IđN", "\n: Ty\n(2", "\nÍ ` si ở", "\n- Z"])
def test_what_stands_under_the_archive_is_no_recipient(strokes):
    letter = read(f"{COPIES}{strokes}\n\n{SIGNED}")
    assert [(row.name, row.purpose) for row in letter.recipients] == [
        ("Như trên", None),
        ("UBND tỉnh", "để b/c"),
        ("Lưu: VT, NVY", None),
    ]
    assert letter.signer.name == "Trần Văn Mẫu"


@pytest.mark.parametrize("speck", ["Š ", "sử ", ": "])
def test_a_speck_before_the_mark_of_an_entry_is_left_out(speck):
    letter = read(COPIES.replace("- Lưu", f"{speck}- Lưu") + f"\n\n{SIGNED}")
    assert [row.name for row in letter.recipients] == ["Như trên", "UBND tỉnh", "Lưu: VT, NVY"]


@pytest.mark.parametrize(
    "signed",
    ['KT. GIÁM ĐỐC "\nPHÓ GIÁM ĐỐC 3\n\nTrần Văn Mẫu', "KT. GIÁM ĐỐC\n_PHÓ GIÁM ĐỐC\n\nTrần Văn Mẫu '"],
)
def test_strokes_beside_the_signature_are_left_out(signed):
    signer = read(f"{COPIES}\n\n{signed}").signer
    assert (signer.authority_form, signer.title, signer.name) == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Văn Mẫu")


def test_whoever_is_listed_under_the_archive_without_a_mark_is_kept():
    letter = read(f"Như trên;\nLưu: VT;\nUBND tỉnh (b/c);\nSở Nội vụ.\n\n{SIGNED}")
    assert [row.name for row in letter.recipients] == ["Như trên", "Lưu: VT", "UBND tỉnh", "Sở Nội vụ"]


def test_an_entry_marked_as_one_may_follow_the_archive():
    letter = read("- Như trên;\n- Lưu: VT;\n- Bệnh viện Đa khoa tỉnh.\n\nGIÁM ĐỐC\nTrần Văn Mẫu")
    assert letter.recipients[-1].name == "Bệnh viện Đa khoa tỉnh"
