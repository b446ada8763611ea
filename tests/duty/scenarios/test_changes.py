"""Shifts that change hands, move, or stay empty while the clock runs; each scenario is a rule."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db

SCENARIOS = {
    "who is put in at the last minute is the one who is asked": """
        with old hai operations -720
        with new dung
        -1 change new thu
        0 asked new thu
        0 state new asked
        0 duty operations thu""",
    "who is put in after the begin is asked from then on": """
        with old hai operations -720
        with new dung
        12 state new escalated
        13 change new thu
        13 state new asked
        13 ladder new none
        18 state new chased
        23 state new escalated""",
    "who has taken over and falls ill keeps what was done until then": """
        with new dung
        0 take new
        180 change new thu
        180 state new taken
        180 duty operations thu
        185 take new-
        185 from new- dung
        720 counted 2/2/2v1""",
    "somebody who stands elsewhere is not put in": """
        with new dung
        with other thu responder
        5 change new thu !breaks
        5 duty operations dung""",
    "somebody away is not put in": """
        with new dung
        -60 leave thu -30 600
        -20 change new thu !breaks
        0 state new asked""",
    "a leave taken back is none": """
        with new dung
        -60 leave thu -30 600
        -50 back thu
        -20 change new thu
        0 duty operations thu""",
    "who is away while on the roster is asked all the same": """
        with new dung
        -60 leave dung -30 600
        0 state new asked
        0 duty operations dung""",
    "a shift that is moved is asked for at its new begin": """
        with new dung
        with cover hai operations -60
        -30 move new 60 11
        0 state new expected
        60 state new asked
        60 asked new dung""",
    "a shift that is moved back is asked for earlier": """
        with new dung operations 120
        -60 move new 30 13.5
        29 state new expected
        30 state new asked""",
    "a shift that has begun is not moved": """
        with new dung
        1 move new 60 10 !unsuited
        1 state new asked""",
    "moving a shift leaves no gap behind": """
        with new dung
        with two hai responder
        with three thu responder
        -60 move two 60 11 !breaks
        0 state two asked""",
    "a swap agreed on before the begin is the other's to take over": """
        with old hai operations -720
        with new dung
        -120 offer new dung
        -100 accept new thu
        -90 approve new
        -90 swap new approved
        0 asked new thu
        1 take new""",
    "a swap that nobody decides leaves the shift where it was": """
        with new dung
        -120 offer new dung
        -100 accept new thu
        -1 due 0
        0 swap new withdrawn
        0 asked new dung
        0 heard dung Lịch_trực:_Chưa_duyệt_trực_thay 1""",
    "a minute before the begin a swap may still be approved": """
        with new dung
        -10 offer new dung
        -5 accept new thu
        -1 approve new
        0 state new asked
        0 duty operations thu""",
    "after the begin nothing is swapped": """
        with new dung
        -10 offer new dung
        1 accept new thu !begun
        1 approve new !begun
        1 duty operations dung""",
    "a refusal leaves the shift where it was": """
        with new dung
        -60 offer new dung
        -50 accept new thu
        -40 refuse new
        -40 swap new refused
        0 duty operations dung""",
    "an offer taken back asks nobody": """
        with new dung
        -60 offer new dung
        -50 withdraw new dung
        -40 accept new thu !moved
        0 duty operations dung""",
    "who would take it and cannot leaves the offer standing": """
        with new dung
        -60 offer new dung
        -50 accept new thu
        -40 withdraw new thu
        -40 swap new offered""",
    "one shift for another": """
        with old hai operations -720
        with new dung
        with later thu operations 1440
        -60 offer new dung
        -50 accept new thu later
        -40 approve new
        0 duty operations thu
        1440 duty operations dung""",
    "too little rest is told before it is approved": """
        with night thu operations -720
        with new dung
        -800 offer new dung
        -790 accept new thu
        -780 approve new !doubt
        -780 swap new taken
        -770 approve new even
        0 duty operations thu""",
    "a swap that was taken over early by who gave it away begins anew": """
        with new dung
        -40 offer new dung
        -35 accept new thu
        -29 take new
        -28 approve new
        -28 state new expected
        0 asked new thu""",
    "whoever has taken over is reached before who has not": """
        with one hai responder
        with two dung responder
        with lead long leader
        1 first hai
        2 take two
        2 first dung
        3 take one
        3 first hai""",
    "who is on duty for operations is reached where nobody mends": """
        with new son
        1 first son
        721 first lan""",
    "where nobody is on duty those behind are reached": """
        with new son operations 60
        0 first lan
        60 first son""",
    "two days, two entries, each when its last shift has ended": """
        with day lan
        with night hai operations 720
        with next dung operations 1440
        0 take day
        720 take night
        1439 counted nothing
        1440 counted 2/2/2v1
        2159 counted 1 nothing
        2160 counted 1 1/1/0v1""",
}


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_shift_changes(played, name):
    played.play(SCENARIOS[name])
    assert played.see_open() == 0
