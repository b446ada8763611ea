"""Slips: one page A5 for each, with its own square, digits and words; archives keep them."""

from dataclasses import replace

import pytest
from tests.engines.officialdoc.reading import MM, Pdf
from tests.engines.officialdoc.samples import CREATED

from thongsuot.engines.officialdoc import MissingTypeface, Slip, to_slips

SLIP = Slip(
    parent="UBND tỉnh Đông Xuyên",
    body="Sở Khoa học và Công nghệ tỉnh Đông Xuyên",
    letter="Công văn số 12/SKHCN-BCVT về việc bảo đảm thông tin liên lạc",
    addressee="Công ty Cổ phần Thông tin di động Sao Mai",
    deadline="14 giờ 00 phút ngày 07 tháng 02 năm 2020",
    address="https://thongsuot.dongxuyen.example/moi/abcdefghijklmnopqrstuvwxyz012345/",
    short_address="https://thongsuot.dongxuyen.example/moi/",
    short_code="482 190 3577",
    phone="02600 000 100",
)


def words(pdf: Pdf, page: int = 0) -> str:
    return " ".join(pdf.text(page).split())


def test_each_slip_is_one_page_a5_of_its_own(faces):
    slips = [replace(SLIP, addressee=f"Doanh nghiệp {n}", short_code=f"000 000 000{n}") for n in range(3)]
    pdf = Pdf(to_slips(slips, fonts=faces, created=CREATED))
    assert pdf.pages == 3
    for page in range(3):
        assert [round(side / MM) for side in pdf.document[page].get_size()] == [148, 210]
        assert f"Doanh nghiệp {page}" in words(pdf, page)
        assert f"000 000 000{page}" in words(pdf, page)
        assert f"Doanh nghiệp {page - 1}" not in words(pdf, page)


def test_every_word_of_a_slip_is_printed(faces):
    told = words(Pdf(to_slips([SLIP], fonts=faces, created=CREATED)))
    for text in (SLIP.letter, SLIP.addressee, SLIP.deadline, SLIP.short_code, SLIP.phone, "PHIẾU MỜI"):
        assert text in told
    assert SLIP.body.upper() in told
    assert SLIP.short_address.replace(" ", "") in told.replace(" ", "")


@pytest.mark.parametrize("name", ["parent", "deadline", "phone", "exercise"])
def test_an_empty_text_is_left_out(faces, name):
    told = words(Pdf(to_slips([replace(SLIP, **{name: ""})], fonts=faces, created=CREATED)))
    label = {"deadline": "Thời hạn", "phone": "gọi"}.get(name, getattr(SLIP, name).upper() or "DIỄN TẬP")
    assert label not in told


def test_an_exercise_says_so(faces):
    pdf = Pdf(to_slips([replace(SLIP, exercise="DIỄN TẬP")], fonts=faces, created=CREATED))
    assert "DIỄN TẬP" in words(pdf)


def test_the_longest_names_still_fit_one_page(faces):
    long = replace(
        SLIP,
        body=(SLIP.body + " ") * 4,
        addressee=((SLIP.addressee + " ") * 5)[:200],
        letter=((SLIP.letter + " ") * 8)[:400],
    )
    assert Pdf(to_slips([long], fonts=faces, created=CREATED)).pages == 1


def test_hostile_words_are_set_as_words(faces):
    hostile = replace(SLIP, addressee="#panic() $x$ *đậm* \\u{0} `mã` <a>", letter="\u202e@ref // lời ghi")
    told = words(Pdf(to_slips([hostile], fonts=faces, created=CREATED)))
    assert "#panic() $x$ *đậm* \\u{0} `mã` <a>" in told
    assert "@ref // lời ghi" in told


def test_the_same_slips_and_time_are_the_same_bytes(faces):
    assert to_slips([SLIP], fonts=faces, created=CREATED) == to_slips([SLIP], fonts=faces, created=CREATED)


def test_a_square_differs_with_its_address(faces):
    other = replace(SLIP, address=SLIP.address.replace("abc", "xyz"))
    assert to_slips([SLIP], fonts=faces, created=CREATED) != to_slips([other], fonts=faces, created=CREATED)


def test_without_its_faces_nothing_is_printed(tmp_path):
    with pytest.raises(MissingTypeface):
        to_slips([SLIP], fonts=tmp_path, created=CREATED)
