"""Alphabetical order, against a comparison written out by hand."""

import unicodedata
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.engines.vietnamese import name_sort_key, sort_key

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = {
    "a": "aàảãáạ",
    "ă": "ăằẳẵắặ",
    "â": "âầẩẫấậ",
    "e": "eèẻẽéẹ",
    "ê": "êềểễếệ",
    "i": "iìỉĩíị",
    "o": "oòỏõóọ",
    "ô": "ôồổỗốộ",
    "ơ": "ơờởỡớợ",
    "u": "uùủũúụ",
    "ư": "ưừửữứự",
    "y": "yỳỷỹýỵ",
}
LETTERS = ALPHABET + "".join(TONES.values())
PLACE = {letter: (ALPHABET.index(base), tone) for base, row in TONES.items() for tone, letter in enumerate(row)}
PLACE |= {letter: (place, 0) for place, letter in enumerate(ALPHABET) if letter not in PLACE}
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=6), min_size=1, max_size=5)


def reference(words: list[str]) -> tuple[list[list[int]], list[int]]:
    """Letters word by word, a shorter word before a longer one; then the tones of all vowels in turn."""
    return [[PLACE[letter][0] for letter in word] for word in words], [
        PLACE[letter][1] for word in words for letter in word
    ]


def test_the_alphabet_is_in_its_order() -> None:
    assert sorted(reversed(ALPHABET), key=sort_key) == list(ALPHABET)


def test_tones_are_in_dictionary_order() -> None:
    for row in TONES.values():
        assert sorted(reversed(row), key=sort_key) == list(row)


@settings(deadline=None)
@given(WORDS, WORDS)
def test_any_two_texts_compare_as_by_hand(one: list[str], other: list[str]) -> None:
    keys = sort_key(" ".join(one)), sort_key(" ".join(other))
    assert (keys[0] < keys[1]) == (reference(one) < reference(other))
    assert (keys[0] == keys[1]) == (reference(one) == reference(other))


@settings(deadline=None)
@given(WORDS)
def test_the_key_of_vietnamese_text_is_plain_and_short(words: list[str]) -> None:
    text = " ".join(words)
    assert sort_key(text).isascii()
    assert sort_key(text).isalnum()
    assert sort_key(text) == sort_key(text).lower()
    assert len(sort_key(text)) <= 3 * max(len(text), 4)


@settings(deadline=None)
@given(st.text(min_size=4))
def test_the_key_of_any_text_is_printable_and_at_most_three_times_as_long(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert len(sort_key(text)) <= 3 * max(len(composed.lower()), 4)
    assert sort_key(composed) == sort_key(unicodedata.normalize("NFD", text))


@settings(deadline=None)
@given(st.integers(0, 10**20), st.integers(0, 10**20))
def test_numbers_sort_by_value(one: int, other: int) -> None:
    assert (sort_key(f"Phường {one}") < sort_key(f"Phường {other}")) == (one < other)


def test_case_punctuation_and_leading_zeros_do_not_count() -> None:
    assert sort_key("Bưu điện (Chi nhánh 02)") == sort_key("BƯU ĐIỆN - chi nhánh 2")


def test_what_is_no_letter_of_ours_comes_after_z() -> None:
    assert sort_key("z") < sort_key("ø") < sort_key("中")


def test_people_are_listed_by_given_name_then_family_name_then_the_rest() -> None:
    names = [
        "Bùi Anh An",
        "Bùi Văn An",
        "Lê An",
        "Nguyễn Thị An",
        "Rơ Châm Ánh",
        "Đỗ Bình",
        "Hà",
        "Lê Hà",
        "Lê Thu Hà",
        "Lê Hạ",
    ]
    assert sorted(reversed(names), key=name_sort_key) == names


def test_names_that_differ_only_in_where_they_part_do_not_mix() -> None:
    for tones in product("aàạ", repeat=2):
        given_name, family = f"T{tones[0]}", f"L{tones[1]}"
        assert name_sort_key(f"{family} {given_name}") > name_sort_key(given_name)


@settings(deadline=None)
@given(st.text(LETTERS + " ", max_size=80))
def test_the_key_of_a_name_fits_its_column(name: str) -> None:
    assert len(name_sort_key(name)) <= 300
