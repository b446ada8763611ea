"""Who comes, who is late, who does not come at all; each scenario is a rule, minutes count from six in the morning."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db

SCENARIOS = {
    "who comes in time is asked nothing": """
        with old hai operations -720
        with new lan
        -10 take new
        0 state new taken
        60 asked new nobody
        60 due 720""",
    "both confirm, in either order": """
        with old hai operations -720
        with new lan
        -20 hand new hai
        -20 state new expected
        -5 take new
        -5 state new handed""",
    "who comes first is confirmed afterwards": """
        with old hai operations -720
        with new lan
        -5 take new
        3 hand new hai
        3 state new handed""",
    "more than half an hour early is too early": """
        with new lan
        -31 take new !early
        -30 take new
        -30 minute new -30""",
    "nobody takes over for somebody else": """
        with new hai
        0 take new lan !other
        0 take new""",
    "only who goes hands over": """
        with old hai operations -720
        with new lan
        0 hand new dung !other
        0 hand new hai""",
    "a silent officer is asked, the colleague is chased, the leader's people are called": """
        with old hai operations -720
        with new dung
        0 state new asked
        4 state new asked
        5 state new chased
        9 state new chased
        10 state new escalated
        10 asked new dung,hai
        10 called new lan
        10 last new long""",
    "the leader hears of it when nobody before accepts": """
        with old hai operations -720
        with new dung
        15 called new lan,hang
        20 called new lan,hang,long
        20 ladder new open""",
    "what one of those called accepts is not asked of the next": """
        with old hai operations -720
        with new dung
        12 accepts lan
        39 called new lan
        39 ladder new accepted
        40 ladder new open
        40 called new lan,lan
        40 state new escalated""",
    "where everybody was called three times and nobody answered the sheet lies ready": """
        with old hai operations -720
        with new dung
        56 ladder new exhausted
        300 called new lan,hang,long,lan,hang,long,lan,hang,long
        300 due 720""",
    "who goes and was asked to stay is not called once more": """
        with old lan operations -720
        with new dung
        10 asked new dung,lan
        19 called new hang,long""",
    "who comes after all ends every asking": """
        with old hai operations -720
        with new dung
        12 take new
        12 ladder new stopped
        60 called new lan
        60 state new taken""",
    "without a colleague there are ten minutes all the same": """
        with new dung
        5 state new asked
        9 asked new dung
        10 state new escalated""",
    "who goes on in the same seat is not chased for the own absence": """
        with old dung operations -720
        with new dung
        10 state new escalated
        10 asked new dung""",
    "who did not come is not called for the own absence": """
        with old hai operations -720
        with new lan
        19 called new hang,long""",
    "whoever mends is not called away": """
        with fix thu responder
        with new dung
        0 take fix
        12 called new lan""",
    "who keeps the roster writes down what was said": """
        with new dung
        12 word new lan 2
        12 way new word
        12 minute new 2
        12 ladder new stopped""",
    "a word needs a role": """
        with new dung
        12 word new son 2 !role""",
    "after the end nobody is asked any more": """
        with new dung
        720 state new missed
        720 ladder new stopped
        720 counted 1/1/0v1""",
    "who was there and told nobody is written down the next day and counts": """
        with new dung
        721 state new missed
        1440 word new lan 1
        1441 counted 1/1/1v2""",
    "what nobody took over is not taken over later as if it were now": """
        with new dung
        721 take new !late""",
    "a gap is waited for by nobody, and counts as not filled": """
        with gap nobody leader
        with new lan
        0 take new
        0 state gap none
        720 counted 2/1/1v1""",
    "every seat of a position is asked for on its own": """
        with one hai responder
        with two dung responder
        0 take one
        10 state one taken
        10 state two escalated
        10 asked two dung""",
    "an hour's shift is told within the hour": """
        with new dung operations 0 1
        59 state new escalated
        60 state new missed
        60 due never""",
    "a shift of a few minutes still ends": """
        with new dung operations 0 0.1
        7 state new missed
        7 due never""",
    "the night hands over to the morning": """
        with night hai operations 720
        with day lan operations 1440
        720 take night
        1440 from day hai
        1440 take day
        1441 hand day hai
        1441 state day handed""",
}


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_watch_begins(played, name):
    played.play(SCENARIOS[name])
    assert played.see_open() == 0


LATE = {
    "a timer that was down makes up for all steps at once": """
        with old hai operations -720
        with new dung
        -1 down
        20 up
        20 state new escalated
        20 asked new dung,hai
        20 called new lan""",
    "a timer that was down past the end asks nobody": """
        with old hai operations -720
        with new dung
        -1 down
        725 up
        725 state new missed
        725 asked new nobody
        725 ladder new none
        725 counted 1/1/0v1""",
    "a restart between asking and chasing asks nobody twice": """
        with old hai operations -720
        with new dung
        1 down
        3 up
        3 asked new dung
        4 down
        8 up
        8 state new chased
        8 asked new dung,hai
        9 tick
        9 asked new dung,hai""",
    "who takes over while the timer is down is not asked when it is back": """
        with old hai operations -720
        with new dung
        -1 down
        2 take new
        30 up
        30 state new taken
        30 asked new nobody""",
    "an SMS that came while the timer was down counts from its own minute": """
        with old hai operations -720
        with new dung
        1 down
        3 sms dung NHAN CA
        9 up
        9 state new taken
        9 minute new 3
        9 asked new dung
        9 ladder new none""",
}


@pytest.mark.parametrize("name", LATE)
def test_the_timer_was_down(played, name):
    played.play(LATE[name])
    assert played.see_open() == 0
