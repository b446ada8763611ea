"""What the words of a duty weigh: they set right what the rules did not know, and leave alone what says itself."""

from dataclasses import replace

import pytest
from tests.engines.letter import blind, phrasing, scoring, weighing

from thongsuot.engines import letter as letters
from thongsuot.engines.letter import Letter, Mode
from thongsuot.engines.letter._weighed import WEIGHED, weighed

NEWEST = 5  # the generation of rules whose letters are left out


@pytest.fixture(scope="module")
def newest() -> tuple[list[blind.Blind], list[blind.Blind]]:
    """The letters read by the newest rules, and all that were read before; none that is sealed."""
    told = [one for one in blind.readings() if not one.name.startswith(weighing.SEALED)]
    return [one for one in told if one.rules == NEWEST], [one for one in told if one.rules < NEWEST]


def right(letter: Letter, gold: dict) -> list[bool]:
    """For each duty that was found, whether it binds as it should."""
    both, _, _ = scoring.pair_duties(letters.to_json(letter), gold)
    return [not scoring.faults(found, duty, fields=("mode",)) for found, duty in both]


def test_words_set_more_modes_right_than_wrong_in_letters_they_were_not_learnt_from(newest):
    own, others = newest
    told = weighing.weights(others)
    before = [was for one in own for was in right(one.letter, one.gold)]
    after = [was for one in own for was in right(weighed(one.letter, told), one.gold)]
    assert len(before) > 200
    assert sum(after) - sum(before) >= 4


def letter_of(sentence: str) -> Letter:
    return letters.read_text(f"{phrasing.DATED}{phrasing.GREETING}{phrasing.ORDER}- {sentence}\n")


@pytest.mark.parametrize(
    "sentence",
    [
        "Báo cáo kết quả hằng tháng.",
        "Nghiêm cấm đốt thực bì gần tuyến cáp.",
        "Cử kỹ thuật viên hỗ trợ điểm thi khi có đề nghị của Hội đồng thi.",
        "Tiếp tục kiểm tra cáp treo trên các tuyến phố.",
        "Lưu mẫu thức ăn 24 giờ.",
        "Lưu mẫu thức ăn\n24 giờ.",
        "Bố trí xe dự phòng tại trạm.",
    ],
)
def test_words_leave_alone_what_says_itself_how_it_binds(sentence):
    letter = letter_of(sentence)
    against = {mode: {"": 9.0 if mode is not letter.obligations[0].mode else 0.0} for mode in Mode}
    assert weighed(letter, against).obligations == letter.obligations


def test_words_weigh_between_three_modes_only():
    (duty,) = letter_of("Lập danh sách hộ thiếu nước sinh hoạt.").obligations
    letter = letter_of("Lập danh sách hộ thiếu nước sinh hoạt.")
    pushed = weighed(letter, {mode: {"": 9.0 if mode is Mode.PROHIBITION else 0.0} for mode in Mode})
    assert pushed.obligations[0].mode in WEIGHED
    assert weighed(letter, {mode: {"": 9.0 if mode is Mode.STANDING else 0.0} for mode in Mode}).obligations == (
        replace(duty, mode=Mode.STANDING),
    )


def test_a_sealed_letter_teaches_nothing(monkeypatch, newest):
    one, *_ = newest[0]
    monkeypatch.setattr(weighing, "oldest", lambda: iter(()))
    assert weighing.rows([replace(one, name=f"{weighing.SEALED}-x-01")]) == []
    assert weighing.rows([one])
