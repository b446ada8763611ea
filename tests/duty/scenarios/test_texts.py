"""Taking over by SMS: the words with and without marks, wrong numbers, late answers, and what the writer is told."""

from __future__ import annotations

import pytest
from tests.duty.scenarios.playing import Played

pytestmark = pytest.mark.django_db

SCENARIOS = {
    "NHAN CA takes the shift over at its own minute, and says so": """
        with old hai operations -720
        with new dung
        2 sms dung NHAN CA
        2 state new taken
        2 way new sms
        2 minute new 2
        2 heard dung Đã_ghi_nhận_nhận_ca_lúc_06:02 1
        30 asked new dung""",
    "marks, case and signs do not matter": """
        with new dung
        2 sms dung  Nhận ca! 
        2 state new taken""",
    "politely, it is the same": """
        with new dung
        2 sms dung em xin nhận ca trực
        2 state new taken""",
    "without spaces, it is the same": """
        with new dung
        2 sms dung nhanca
        2 state new taken""",
    "what says something else takes nothing over": """
        with new dung
        2 sms dung em kẹt xe, chưa nhận ca được
        2 state new asked
        10 state new escalated""",
    "half of the words take nothing over": """
        with new dung
        2 sms dung NHAN
        2 state new asked""",
    "the same words twice take over once": """
        with new dung
        2 sms dung NHAN CA
        3 sms dung NHAN CA
        15 sms dung NHAN CA
        15 state new taken
        15 minute new 2
        15 heard dung Đã_ghi_nhận 1
        15 heard dung Ca_này_đã_được_ghi_nhận_lúc_06:02 2""",
    "a colleague's telephone takes nothing over, and its owner is told when to write": """
        with old hai operations -720
        with new dung
        with next hai operations 720
        6 sms hai NHAN CA
        6 state new chased
        6 heard hai Ca_này_đã_được_ghi_nhận 0
        6 heard hai Chưa_ghi_nhận_nhận_ca:_trả_lời_từ_17:30 1""",
    "whoever has no shift to come is told so": """
        with old hai operations -720
        with new dung
        6 sms hai NHAN CA
        6 heard hai Chưa_ghi_nhận_nhận_ca:_bạn_không_có_ca_trực 1
        6 state new chased""",
    "a number that nobody wrote to takes nothing over": """
        with new dung
        2 number 0900_999_999 NHAN CA
        2 state new asked""",
    "an answer after ten minutes still ends the calling": """
        with old hai operations -720
        with new dung
        12 called new lan
        13 sms dung NHAN CA
        13 state new taken
        13 ladder new stopped
        40 called new lan""",
    "an answer after the end comes too late": """
        with new dung
        730 sms dung NHAN CA
        730 state new missed
        730 heard dung Chưa_ghi_nhận_nhận_ca 1""",
    "an answer too early is told from when on": """
        with first dung operations 0 1
        with new dung operations 120
        2 sms dung NHAN CA
        2 state first taken
        70 sms dung NHAN CA
        70 state new expected
        70 heard dung Chưa_ghi_nhận_nhận_ca:_trả_lời_từ_07:30 1
        95 sms dung NHAN CA
        95 state new taken""",
    "who gave the shift away takes nothing over by SMS": """
        with new dung
        1 change new thu
        2 sms dung NHAN CA
        2 state new asked
        2 sms thu NHAN CA
        2 state new taken
        2 duty operations thu""",
    "one of those called who writes NHAN takes the call on, not the shift": """
        with new dung
        11 sms lan NHAN
        11 ladder new accepted
        11 state new escalated""",
    "one of those called who writes NHAN CA takes neither": """
        with new dung
        11 sms lan NHAN CA
        11 ladder new open
        11 state new escalated""",
}


@pytest.mark.parametrize("name", SCENARIOS)
def test_somebody_writes(played, name):
    played.play(SCENARIOS[name])
    assert played.see_open() == 0


def test_without_a_line_nothing_leaves_and_nothing_is_lost(played, settings):
    settings.SMS_URL = ""
    played.play("""
        with new dung
        10 state new escalated
        10 heard dung 0
        11 take new
        11 state new taken""")


def test_in_an_exercise_everything_goes_the_same_way_in_its_own_reality(cast, settings):
    settings.REALITY = "exercise"
    played = Played(cast, reality="exercise")
    played.play("""
        with old hai operations -720
        with new dung
        6 state new chased
        7 sms dung NHẬN CA
        7 state new taken
        720 counted 1/1/1v1""")


def test_an_answer_to_the_exercise_takes_nothing_over_in_earnest(cast, settings):
    played = Played(cast)
    played.play("""
        with new dung
        1 state new asked""")
    settings.REALITY = "exercise"
    played.play("2 sms dung NHAN CA")
    settings.REALITY = "live"
    played.play("3 state new asked")


def test_two_operators_keep_apart(cast):
    one, other = Played(cast), Played(cast, code="dd-2")
    one.play("""
        with old hai operations -720
        with new dung""")
    other.play("""
        with old hai operations -720
        with new dung
        0 state new asked""")
    one.play("""
        2 sms dung NHAN CA
        2 state new taken""")
    other.play("""
        2 state new asked
        10 called new lan
        10 duty operations dung""")
    assert one.see_called("new") == "nobody"
    assert {row.organisation.code for row in (one.of(one.shifts["new"]), other.of(other.shifts["new"]))} == {
        "dd-1",
        "dd-2",
    }
