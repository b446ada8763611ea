"""What comes and goes: blinking lines, words that get lost, and words that come too late."""

from __future__ import annotations

import pytest
from tests.incidents.scenarios.stage import play

pytestmark = pytest.mark.django_db

STORIES = {
    "a blip that was over before we heard of it troubles nobody": """
        0 connect
        0 lost fire bv-tinh
        0.5 over bv-tinh
        0.5 alarms 1
        0.5 incidents 0""",
    "what lasted two minutes unheard is an incident that is over": """
        0 connect
        0 lost fire bv-tinh
        2 over bv-tinh
        2 incidents 1
        2 is closed
        2 closing measured
        2 figures 1/1/2
        2 calls 0""",
    "a line that blinks is one incident": """
        0 fire bv-tinh
        1 over bv-tinh
        3 fire bv-tinh
        4 over bv-tinh
        6 fire bv-tinh
        7 over bv-tinh
        9 fire bv-tinh
        9 incidents 1
        9 is open""",
    "a line that blinks is not closed while it may blink again": """
        0 fire bv-tinh
        1 over bv-tinh
        3 fire bv-tinh
        4 over bv-tinh
        6 fire bv-tinh
        7 over bv-tinh
        10 is open
        40 is closed
        40 board 0""",
    "accepted while it blinks it stays with whoever took it": """
        0 fire bv-tinh
        1 lan accept
        2 over bv-tinh
        3 fire bv-tinh
        4 lan accept
        5 over bv-tinh
        6 fire bv-tinh
        6 incidents 1
        7 board 1""",
    "two lines that blink are two incidents": """
        0 fire bv-tinh
        0 fire bv-nhi
        2 over bv-tinh
        3 over bv-nhi
        5 fire bv-tinh
        6 fire bv-nhi
        6 incidents 2
        6 board 2""",
    "told again every minute it is called once": """
        0 fire bv-tinh
        1 again
        2 again
        3 again
        3 calls 1
        3 alarms 1""",
    "an end that got lost is found by asking": """
        0 fire bv-tinh
        30 lost over bv-tinh
        90 is open
        90 ask
        90 is closed
        90 closing measured
        90 measured yes""",
    "an end that got lost, asked for at once, is not believed yet": """
        0 fire bv-tinh
        0.3 lost over bv-tinh
        0.4 ask
        0.4 is open
        2 ask
        2 is closed""",
    "ends of two lines got lost, one is back and one is not": """
        0 fire bv-tinh
        0 fire bv-nhi
        20 lost over bv-tinh
        60 ask
        60 is closed #1
        60 is open #2""",
    "a begin that got lost is found by asking, and somebody is called": """
        0 connect
        0 lost fire bv-tinh
        5 incidents 0
        6 ask
        6 is open
        6 began 0
        6 calls 1""",
    "lost twice in one night": """
        0 fire bv-tinh
        10 lost over bv-tinh
        40 ask
        40 is closed
        120 fire bv-tinh
        130 lost over bv-tinh
        200 ask
        200 incidents 2
        200 board 0""",
    "back within ten minutes it is the same, and counts what it was down": """
        0 fire bv-nhi
        10 over bv-nhi
        18 fire bv-nhi
        18 incidents 1
        20 over bv-nhi
        20 figures 1/1/12""",
    "back after eleven minutes it is another": """
        0 fire bv-nhi
        10 over bv-nhi
        21.5 fire bv-nhi
        21.5 incidents 2""",
    "a lasting alarm after the word of the site is the same failure, still standing as another": """
        0 fire bv-nhi
        10 quan confirm
        10 is closed
        10 closing site
        12 again
        12 incidents 1""",
    "mended by the carrier, then measured": """
        0 fire bv-tinh
        5 lan accept
        20 lan mend
        20 is mended
        24 over bv-tinh
        24 is closed
        24 closing measured
        24 mended 24
        24 figures 1/1/24""",
    "mended by the carrier, and the alarm belies it": """
        0 fire bv-tinh
        5 lan accept
        19 lan mend
        28.9 is mended
        29 is open
        29 calls 2""",
    "mended by the carrier, it falls again before anybody confirmed": """
        0 lan report bv-tinh
        10 lan mend
        15 fire bv-tinh
        15 is open
        15 incidents 1""",
}


@pytest.mark.parametrize("name", STORIES)
def test_story(scene, name):
    play(scene, STORIES[name])
