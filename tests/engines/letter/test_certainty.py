"""Confidence keeps its word: what is said to be sure is right, and how often is told beforehand."""

import pytest
from tests.engines.letter import blind, certainty, fitting, scoring

from thongsuot.engines import letter as letters
from thongsuot.engines.letter._head_signs import HEAD
from thongsuot.engines.letter._logit import weights
from thongsuot.engines.letter._opinion import opinions
from thongsuot.engines.letter._signs import found_by

LETTER = """SỞ THÔNG TIN VÀ TRUYỀN THÔNG
Số: 12/STTTT-BCVT
V/v bảo đảm thông tin liên lạc
Lam Sơn, ngày 03 tháng 3 năm 2022
Kính gửi: Các doanh nghiệp viễn thông

Sở yêu cầu các doanh nghiệp:
1. {first}
2. Báo cáo kết quả về Sở trước ngày 15/3/2022.

Nơi nhận:
- Như trên;
- Lưu: VT.
GIÁM ĐỐC
Trần Văn Mẫu
"""
CEILINGS = {"duty": 0.06, "head": 0.05, "limit": 0.06}  # expected calibration error
BETTER = {"duty": 0.68, "head": 0.78, "limit": 0.68}  # how often a right one is held surer than a wrong one


@pytest.fixture(scope="module")
def judged() -> list[tuple[certainty.Judged, float]]:
    """Everything in letters read before anyone tuned on them, each judged by weights fitted on other letters."""
    return certainty.crossed(certainty.left_out(list(blind.readings()), folds=3))


def rows(judged: list[tuple[certainty.Judged, float]], model: str) -> list[tuple[float, bool]]:
    return [(chance, row.right) for row, chance in judged if row.model == model]


@pytest.mark.parametrize("model", CEILINGS)
def test_confidence_is_as_high_as_the_share_that_is_right(judged, model):
    assert len(rows(judged, model)) > 300
    assert fitting.error(rows(judged, model)) < CEILINGS[model]


@pytest.mark.parametrize("model", CEILINGS)
def test_what_is_unsure_is_wrong_more_often(judged, model):
    sure = [right for chance, right in rows(judged, model) if chance >= letters.SURE]
    unsure = [right for chance, right in rows(judged, model) if chance < letters.SURE]
    assert len(sure) > 50
    assert len(unsure) > 50
    assert sum(sure) / len(sure) > 0.86
    assert sum(sure) / len(sure) - sum(unsure) / len(unsure) > 0.2
    assert fitting.ranked(rows(judged, model)) > BETTER[model]


@pytest.mark.parametrize("model", CEILINGS)
def test_the_least_sure_tenth_is_wrong_far_more_often_than_the_surest(judged, model):
    bins = fitting.apart(rows(judged, model))
    assert bins[0][2] < 0.65
    assert bins[-1][2] > bins[0][2] + 0.25


def test_no_letter_is_judged_by_weights_that_saw_it():
    known = list(blind.readings())[:7]
    for others, own in certainty.parts(known, folds=3):
        assert {b.name for b in others} & {b.name for b in own} == set()
        assert len(others) + len(own) == len(known)


def test_readings_were_kept_of_letters_of_the_corpus():
    known = list(blind.readings())
    assert len({b.name for b in known}) == len(known) > 100
    assert all((scoring.CORPUS / f"{b.name}.txt").exists() for b in known)
    assert all(duty.quote.strip() for b in known for duty in b.letter.obligations)


def test_the_weights_are_small_and_whole():
    assert certainty.WEIGHTS.stat().st_size < 180_000
    assert set(certainty.RIDGES) | {"mode", "obliged"} == set(weights())
    assert set(weights()["mode"]) == {mode.value for mode in letters.Mode}


def read(first: str = "Rà soát, sửa chữa máy phát điện dự phòng tại các trạm.") -> letters.Letter:
    return letters.read_text(LETTER.format(first=first))


def test_every_field_and_every_limit_has_its_confidence():
    told = read()
    limits = {f"deadlines.{number}" for number in range(1, len(told.deadlines) + 1)}
    assert limits == {"deadlines.1"}
    assert set(told.confidence) == {*HEAD, *limits}
    assert all(0 < share < 1 for share in told.confidence.values())
    assert all(0 < duty.score < 1 for duty in told.obligations)


def test_the_confidence_goes_through_json():
    told = read()
    again = letters.from_json(letters.to_json(told))
    assert again == told
    assert again.confidence["number"] == told.confidence["number"] > letters.SURE


def test_an_older_reading_without_confidence_is_still_a_letter():
    plain = letters.to_json(read())
    del plain["confidence"]
    assert letters.from_json(plain).confidence == {}


def test_a_letter_that_lost_its_signer_is_less_sure_of_it():
    whole, cut = read(), letters.read_text(LETTER.format(first="Kiểm tra máy phát.").split("Nơi nhận")[0])
    assert cut.signer.name is None
    assert cut.confidence["signer"] < whole.confidence["signer"]


def test_telephones_with_nobody_named_beside_them_make_contacts_unsure():
    plain = read()
    told = read("Rà soát máy phát điện dự phòng; khi mất điện báo ngay theo các số 0912.000.111 hoặc 0913.000.222.")
    assert [contact.name for contact in told.contacts] == [None, None]
    assert told.confidence["contacts"] < plain.confidence["contacts"]


def test_words_that_do_not_sound_like_the_mode_make_a_duty_unsure():
    told = read("Nghiêm cấm việc tháo dỡ máy phát điện dự phòng.")
    ban = told.obligations[0]
    assert ban.mode == letters.Mode.PROHIBITION
    own = opinions(told, ban)["mode"]
    assert own > 0.5
    changed = letters.Obligation(
        **{**{name: getattr(ban, name) for name in ban.__slots__}, "mode": letters.Mode.RECURRING}
    )
    assert opinions(told, changed)["mode"] < own


@pytest.mark.parametrize(
    ("before", "found"),
    [
        ("Sở yêu cầu:\n- ", "item"),
        ("Sở yêu cầu:\n2.1. ", "item"),
        ("Sở yêu cầu:\na) ", "item"),
        ("theo quy định.\nĐiều 4. ", "article"),
        ("theo quy định.\n\n", "line"),
        ("theo quy định. ", "sentence"),
        ("máy phát; ", "semicolon"),
        ("như sau: ", "colon"),
        ("máy phát, ", "comma"),
        ("máy phát và ", "and"),
        ("doanh nghiệp phải ", "must"),
        ("Sở yêu cầu ", "command"),
        ("Công ty Hải Âu ", "inside"),
        ("", "line"),
    ],
)
def test_what_a_duty_begins_behind(before, found):
    assert found_by(f"{before}kiểm tra máy phát", len(before)) == found


def word(start: int, end: int, confidence: float) -> letters.Placed:
    return letters.Placed(start, end, letters.Word("x" * (end - start), 0, 0, 10, 10, confidence))


def test_recognised_words_lower_the_duty_that_stands_on_them_and_no_other():
    reading = letters.to_json(read())
    first, second = reading["obligations"][:2]
    words = [word(first["start"], first["end"], 50.0), word(second["start"], second["end"], 100.0)]
    told = letters.dimmed(reading, words)
    assert told["obligations"][0]["score"] == pytest.approx(first["score"] / 2, abs=0.01)
    assert told["obligations"][1]["score"] == second["score"]
    assert 0.5 * reading["confidence"]["number"] < told["confidence"]["number"] < reading["confidence"]["number"]
    assert reading["obligations"][0]["score"] == first["score"]


def test_a_text_without_recognised_words_stays_as_sure_as_it_was():
    reading = letters.to_json(read())
    assert letters.dimmed(reading, []) == reading


def test_the_same_letter_is_as_sure_every_time():
    assert [read().confidence for _ in range(3)] == [read().confidence] * 3
