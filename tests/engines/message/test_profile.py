"""A profile that contradicts itself is refused before anything is sent by it."""

import pytest

from thongsuot.engines.message import Alphabet, Profile, Steps, UnusableProfile, compose


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"alphabets": frozenset()}, "bảng mã"),
        ({"alphabets": frozenset({Alphabet.LATIN1})}, "bảng mã"),
        ({"carriage": "pigeon"}, "tin dài"),
        ({"most_parts": 0}, "Số phần"),
        ({"most_parts": 256}, "Số phần"),
        ({"gsm_coding": 8}, "data_coding"),
        ({"ucs2_coding": 256}, "data_coding"),
        ({"gsm_coding": -1}, "data_coding"),
        ({"gsm_steps": Steps(100, 0)}, "tính cước"),
        ({"ucs2_steps": Steps(67, 70)}, "tính cước"),
    ],
)
def test_what_no_centre_can_mean_is_refused(told, why):
    with pytest.raises(UnusableProfile, match=why):
        Profile(**told)


def test_without_words_it_is_what_most_operators_take():
    usual = Profile()
    assert (usual.gsm_coding, usual.ucs2_coding, usual.packed, usual.carriage) == (0, 8, False, "udh8")


def test_names_as_a_database_keeps_them_do_as_well():
    told = Profile(alphabets=frozenset({"ucs2"}), carriage="udh16")
    assert [part.short_message[0] for part in compose("a" * 71, told)] == [6, 6]
