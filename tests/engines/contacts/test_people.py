"""People as offices write them into one cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.engines.contacts import UnreadableName, UnreadablePhone, people


def names(text: str) -> list[str]:
    return [person.name for person in people(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Trần Văn An", "Đ/c Trần Văn An", "đ/c Trần Văn An", "Đ.c Trần Văn An", "ĐC Trần Văn An", 
        "Đồng chí Trần Văn An",
        "Đồng chí: Trần Văn An", "Ông Trần Văn An", "Ông: Trần Văn An", "Mr. Trần Văn An", "ThS. Trần Văn An",
        "Anh Trần Văn An.", "TRẦN VĂN AN", "trần văn an", "  Trần   Văn An ", "1. Trần Văn An", "- Trần Văn An",
        "a) Trần Văn An", "Trần Văn An\xa0", "Ông Đ/c Trần Văn An", "Trần Văn An,", "• Trần Văn An",
    ],
)  # fmt: skip
def test_a_name_is_found_behind_what_stands_around_it(text: str) -> None:
    assert names(text) == ["Trần Văn An"]


@pytest.mark.parametrize(
    "text",
    [
        "Trần Văn An\nLê Thị Hà", "Trần Văn An; Lê Thị Hà", "Trần Văn An, Lê Thị Hà", "Trần Văn An / Lê Thị Hà",
        "Trần Văn An và Lê Thị Hà", "Ông Trần Văn An & bà Lê Thị Hà", "1. Trần Văn An\n2. Lê Thị Hà",
        "Đ/c Trần Văn An; đ/c Lê Thị Hà",
    ],
)  # fmt: skip
def test_several_people_of_a_cell_are_parted(text: str) -> None:
    assert names(text) == ["Trần Văn An", "Lê Thị Hà"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Trần Văn An - Phó Giám đốc", "Phó Giám đốc"),
        ("Trần Văn An (Trưởng phòng Kỹ thuật)", "Trưởng phòng Kỹ thuật"),
        ("Trần Văn An, Phó Giám đốc", "Phó Giám đốc"),
        ("Trần Văn An: Chuyên viên", "Chuyên viên"),
        ("Giám đốc Trần Văn An", "Giám đốc"),
        ("Phó Giám đốc: Trần Văn An", "Phó Giám đốc"),
        ("Trần Văn An\nKế toán trưởng", "Kế toán trưởng"),
        ("PGĐ Trần Văn An", "PGĐ"),
        ("Trần Văn An – CV", "CV"),
    ],
)
def test_a_title_in_the_cell_is_told_apart(text: str, title: str) -> None:
    (person,) = people(text)
    assert (person.name, person.title) == ("Trần Văn An", title)


@pytest.mark.parametrize(
    "name", ["Trương Văn Trường", "Võ Phong", "Hoàng Anh", "Cao Bá Quát", "Phó Đức Chính", "Y Thuyên"]
)
def test_a_name_that_sounds_like_a_title_stays_a_name(name: str) -> None:
    assert name in names(name) or people(name)[0].title


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("Trần Văn An - 0900.000.001", ["0900 000 001"]),
        ("Trần Văn An: 0900000001", ["0900 000 001"]),
        ("Trần Văn An (ĐT: 0900 000 001)", ["0900 000 001"]),
        ("Trần Văn An\n0900000001", ["0900 000 001"]),
        ("Trần Văn An 0900000001 - 0900000002", ["0900 000 001", "0900 000 002"]),
    ],
)
def test_a_number_in_the_cell_is_told_apart(text: str, phones: list[str]) -> None:
    (person,) = people(text)
    assert (person.name, person.phones) == ("Trần Văn An", phones)


def test_each_number_belongs_to_whom_it_stands_with() -> None:
    found = people("Đ/c Trần Văn An (0900 000 001); bà Lê Thị Hà - 0900 000 002")
    assert [(person.name, person.phones) for person in found] == [
        ("Trần Văn An", ["0900 000 001"]),
        ("Lê Thị Hà", ["0900 000 002"]),
    ]


def test_an_address_in_the_cell_is_told_apart() -> None:
    (person,) = people("Trần Văn An, An.Tran@DN.example")
    assert (person.name, person.emails) == ("Trần Văn An", ["an.tran@dn.example"])


@pytest.mark.parametrize("text", ["", " ", "-", "–", "x", "không", "Không có", "chưa có", "N/A", "...", "?", "0"])
def test_a_cell_that_says_there_is_nobody_names_nobody(text: str) -> None:
    assert people(text) == []


@pytest.mark.parametrize(
    "text", ["Trần Văn 123", "An @ b", "=A1+1", "Trần <b>An</b>", "A" * 81, "12 Trần Phú, Pleiku 3"]
)
def test_what_is_no_name_is_told(text: str) -> None:
    with pytest.raises((UnreadableName, UnreadablePhone), match="Hãy"):
        people(text)


def test_a_spelling_stays_its_owners() -> None:
    assert names("Lê Thị Hoà") == ["Lê Thị Hoà"]


def test_names_of_the_highlands_are_names() -> None:
    assert names("H'Nhi Ksor; Rơ Châm Ánh") == ["H'Nhi Ksor", "Rơ Châm Ánh"]


@given(st.text(max_size=80))
def test_no_cell_whatever_brings_the_reader_down(text: str) -> None:
    try:
        found = people(text)
    except (UnreadableName, UnreadablePhone):
        return
    assert all(len(person.name) <= 80 for person in found)
