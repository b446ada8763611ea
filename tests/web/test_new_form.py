"""A new install's names are written as official documents write them, or each wrong one is named."""

from __future__ import annotations

import unicodedata

import pytest
from tests.web.founding import ANSWERS, answers

from thongsuot.web.new_form import SECTIONS, Refused, check


def test_well_formed_answers_are_kept_as_they_are():
    told = check(ANSWERS)
    assert told["department"]["name"] == "Sở Khoa học và Công nghệ tỉnh Nam Sơn"
    assert told["department"]["address"] == ""
    assert [section.name for section in SECTIONS] == list(told)


def test_spaces_spelling_and_composition_are_put_right():
    apart = unicodedata.normalize("NFD", "  Uỷ ban  nhân dân tỉnh Nam Sơn ")
    assert check(answers(committee={"name": apart}))["committee"]["name"] == "Ủy ban nhân dân tỉnh Nam Sơn"


WRONG = {
    "an abbreviation": ("department", "name", "Sở KH&CN tỉnh Nam Sơn", "không viết tắt"),
    "an abbreviation with dots": ("department", "name", "Sở T.T.T.T. tỉnh Nam Sơn", "không viết tắt"),
    "capitals throughout": ("department", "name", "SỞ KHOA HỌC", "không viết hoa cả từ"),
    "another kind of body": ("department", "name", "Công ty Bưu chính", "bắt đầu bằng: Sở"),
    "nothing after the first word": ("department", "name", "Sở", "bắt đầu bằng"),
    "a committee that is none": ("committee", "name", "Tỉnh ủy Nam Sơn", "bắt đầu bằng: Ủy ban nhân dân"),
    "a ministry that is none": ("ministry", "name", "Sở Khoa học", "bắt đầu bằng: Bộ"),
    "a province without its level": ("province", "name", "Nam Sơn", "bắt đầu bằng: Tỉnh, Thành phố"),
    "a province without a source": ("province", "source", "", "province.source"),
    "a symbol in small letters": ("department", "symbol", "skhcn", "chữ in hoa"),
    "half a name": ("leader", "name", "Sen", "cả họ và tên"),
    "a number in a name": ("leader", "name", "Sen 2", "cả họ và tên"),
    "an account with marks": ("leader", "username", "lãnh đạo", "không dấu"),
    "a telephone number with letters": ("leader", "phone", "0900 000 abc", "Số điện thoại"),
    "an address without a place": ("leader", "email", "lanhdao", "leader.email"),
    "a longer name than is kept": ("department", "short_name", "S" * 41, "department.short_name"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_not_well_formed_is_named_with_its_place(case):
    section, field, value, said = WRONG[case]
    with pytest.raises(Refused) as refusal:
        check(answers(**{section: {field: value}}))
    lines = str(refusal.value).splitlines()
    assert all(line.startswith(f"{section}.{field}: ") for line in lines)
    assert said in str(refusal.value)


def test_every_wrong_answer_is_named_at_once():
    with pytest.raises(Refused) as refusal:
        check(answers(department={"symbol": "x"}, leader={"name": ""}))
    assert len(str(refusal.value).splitlines()) == 2


def test_a_part_that_is_missing_is_asked_for():
    told = answers()
    del told["leader"]
    with pytest.raises(Refused, match=r"leader\.username"):
        check(told)


@pytest.mark.parametrize("told", [{"department": "Sở"}, {"department": ["Sở"]}], ids=["a word", "a list"])
def test_a_part_that_is_no_table_is_no_part(told):
    with pytest.raises(Refused, match=r"department\.name"):
        check({**ANSWERS, **told})


def test_words_that_nobody_asked_for_are_refused():
    with pytest.raises(Refused, match=r"\[minister\]"):
        check({**ANSWERS, "minister": {}})
    with pytest.raises(Refused, match=r"leader\.password"):
        check(answers(leader={"password": "x"}))


def test_one_person_may_hold_two_roles_and_two_people_never_one_account():
    both = answers(follower=ANSWERS["leader"])
    assert check(both)["follower"]["username"] == "lanhdao"
    with pytest.raises(Refused, match="không dùng chung"):
        check(answers(follower={"username": "lanhdao"}))
