"""Sentences that say the same fall together; a figure or a denial more keeps them apart; nobody's words are lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.engines.similarity import Group, Said, group


def grouped(*texts):
    return group([Said(f"dn-{number}", text) for number, text in enumerate(texts)])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đã bố trí ca trực đầy đủ.", "Đã bố trí ca trực đầy đủ"),
        ("Đã bố trí ca trực đầy đủ.", "ĐÃ BỐ TRÍ  ca trực đầy đủ!"),
        ("Công ty đã bố trí ca trực đầy đủ.", "Đơn vị bố trí đầy đủ các ca trực."),
        ("Kiểm tra thiết bị dự phòng tại 12 trạm.", "Đã kiểm tra các thiết bị dự phòng tại 12 trạm."),
        ("Bảo đảm an tòan thông tin.", "Bảo đảm an toàn thông tin."),
        ("Và các đơn vị.", "và các đơn vị"),
    ],
    ids=["a full stop", "capitals", "filler words", "the same figure", "a slipped mark", "nothing but filler words"],
)
def test_the_same_in_nearly_the_same_words_is_one_group(one, other):
    (only,) = grouped(one, other)
    assert only.sources == ("dn-0", "dn-1")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kiểm tra thiết bị dự phòng tại 12 trạm.", "Kiểm tra thiết bị dự phòng tại 13 trạm."),
        ("Có khó khăn về xe chở máy nổ.", "Không có khó khăn về xe chở máy nổ."),
        ("Nhân lực trực ca đêm đủ.", "Nhân lực trực ca đêm dư."),
        ("Đã bố trí ca trực.", "Đề nghị cấp thêm xe tải."),
        ("Đã hoàn thành việc nhắn tin.", "Chưa hoàn thành việc nhắn tin."),
        ("Trực.", "Trực tại chỗ, kiểm tra máy nổ, pin và đường truyền dự phòng."),
    ],
    ids=["a figure", "a denial", "a mark changes the word", "other words", "not yet", "much longer"],
)
def test_what_says_something_else_stays_apart(one, other):
    assert [told.sources for told in grouped(one, other)] == [("dn-0",), ("dn-1",)]


def test_the_wording_that_most_use_stands_for_the_group():
    (only,) = grouped("Đã bố trí đủ ca trực.", "Bố trí đủ ca trực.", "Bố trí đủ ca trực.")
    assert only.text == "Bố trí đủ ca trực."
    assert [said.text for said in only.said][0] == "Đã bố trí đủ ca trực."


def test_of_equally_usual_wordings_the_first_stands_for_the_group():
    (only,) = grouped("Đã bố trí đủ ca trực.", "Bố trí đủ ca trực.")
    assert only.text == "Đã bố trí đủ ca trực."


def test_who_says_it_twice_is_one_source():
    told = group([Said("dn-1", "Đã trực."), Said("dn-1", "Đã trực.")])
    assert [one.sources for one in told] == [("dn-1",)]
    assert len(told[0].said) == 2


def test_the_key_of_a_group_does_not_hang_on_who_joins_it_later():
    (before,) = grouped("Đã bố trí đủ ca trực.")
    (after,) = grouped("Đã bố trí đủ ca trực.", "Bố trí đủ ca trực.")
    assert before.key == after.key
    assert len(before.key) == 32


VOCABULARY = ["trực", "ca", "đủ", "không", "12", "trạm", "đã", "máy", "nổ", "xe", "thiếu"]
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=8)


@given(st.lists(WORDS.map(" ".join), max_size=12))
def test_every_sentence_stands_in_exactly_one_group_and_keys_differ(texts):
    told: tuple[Group, ...] = grouped(*texts)
    assert sorted(said.source for one in told for said in one.said) == sorted(f"dn-{n}" for n in range(len(texts)))
    assert len({one.key for one in told}) == len(told)
    assert grouped(*texts) == told
