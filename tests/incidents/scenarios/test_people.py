"""Who takes it, who gives it back, who is believed: the carrier, the site, the department."""

from __future__ import annotations

import pytest
from tests.incidents.scenarios.stage import play

pytestmark = pytest.mark.django_db

STORIES = {
    "an acceptance of the first priority holds a quarter of an hour": """
        0 fire bv-tinh
        1 lan accept
        15.9 is accepted
        16 is open
        16 calls 2""",
    "of the second half an hour": """
        0 fire cong-tinh service
        1 lan accept
        30.9 is accepted
        31 is open""",
    "of the third an hour": """
        0 lan report none
        1 lan accept
        60.9 is accepted
        61 is open""",
    "word of progress holds it, and a quarter beyond what was expected": """
        0 fire bv-tinh
        1 lan accept
        10 lan expected 40
        54.9 is accepted
        55 is open""",
    "word given again holds it anew": """
        0 fire bv-tinh
        1 lan accept
        10 lan expected 30
        40 lan expected 100
        100 is accepted
        114.9 is accepted
        115 is open""",
    "what lies behind us is not expected": """
        0 fire bv-tinh
        1 lan accept
        10 refused lan expected 5
        16 is open""",
    "nobody tells what is expected of what they have not taken": """
        0 fire bv-tinh
        1 refused lan expected 60""",
    "two accept at once and the first has it": """
        0 fire bv-tinh
        2 lan accept
        2 refused hang accept
        2 is accepted""",
    "after it expired anybody may take it": """
        0 fire bv-tinh
        2 lan accept
        18 is open
        18 hang accept
        18 is accepted""",
    "given back it calls, and may be taken by another": """
        0 fire bv-tinh
        2 lan accept
        5 lan release
        5 is open
        5 calls 2
        6 hang accept
        6 is accepted""",
    "a call taken up by its link is the incident taken up": """
        0 fire bv-nhi
        3 take
        3 is accepted
        3 asked 1""",
    "the site confirms what the carrier mended": """
        0 lan report bv-nhi
        5 lan accept
        30 lan mend 25
        40 quan confirm
        40 is closed
        40 closing site
        40 mended 25
        40 figures 1/1/25
        40 measured no""",
    "the site says since when its line is back": """
        0 lan report bv-nhi
        30 lan mend
        40 quan confirm 35
        40 mended 35
        40 figures 1/1/35""",
    "the site denies, and denies again": """
        0 lan report bv-nhi
        10 lan mend
        15 quan deny
        15 is open
        25 lan mend
        30 quan deny
        30 is open
        30 calls 3
        30 figures none""",
    "denied, mended and confirmed it counts to the end": """
        0 lan report bv-nhi
        10 lan mend
        15 quan deny
        50 lan mend
        55 quan confirm
        55 figures 1/1/50""",
    "the site denies nothing that nobody has mended": """
        0 lan report bv-nhi
        5 refused quan deny
        5 is open""",
    "the carrier confirms nothing for the site": """
        0 lan report bv-nhi
        5 lan mend
        6 refused lan confirm
        6 refused long confirm
        6 is mended""",
    "the department confirms nothing for a hospital": """
        0 lan report bv-nhi
        5 lan mend
        6 refused binh confirm
        6 is mended""",
    "the department confirms at its own sites": """
        0 lan report bv-tinh
        5 lan mend
        6 binh confirm
        6 is closed""",
    "elsewhere the carrier's word is the last": """
        0 lan report none
        9 lan mend
        9 is closed
        9 closing carrier
        9 figures none""",
    "a hospital reports and somebody is called": """
        0 quan report bv-nhi
        0 priority 1
        0 calls 1
        0 told priority
        0 sees binh 1""",
    "a hospital reports what is measured already": """
        0 fire bv-nhi
        2 quan report bv-nhi
        2 incidents 1
        2 calls 1""",
    "a hospital reports at nobody else's site": """
        0 refused quan report bv-tinh
        0 incidents 0""",
    "mended before it failed, or tomorrow, is refused": """
        10 lan report bv-nhi
        20 refused lan mend 5
        20 refused lan mend 30
        20 refused quan confirm 5
        20 is open""",
    "a void one is touched no more": """
        0 lan report bv-nhi
        2 lan void
        2 refused lan accept
        2 refused lan mend
        2 refused quan confirm
        2 refused lan reopen
        2 figures none""",
    "closed by the site it is opened again by the carrier": """
        0 lan report bv-nhi
        10 quan confirm
        12 lan reopen
        12 is open
        12 calls 2
        30 quan confirm
        30 figures 1/1/30
        30 versions 2""",
    "lessons are written when it is over": """
        0 lan report bv-nhi
        5 refused lan review
        9 quan confirm
        9 lan review""",
    "a clerk of the enterprise takes nothing": """
        0 fire bv-nhi
        1 refused clerk accept
        1 refused clerk mend
        1 refused clerk override 3
        1 is open""",
    "nobody can be reached, and that is seen": """
        0 nobody
        0 lan report bv-nhi
        0 unreached yes
        5 is open
        6 lan accept
        6 unreached no""",
}


@pytest.mark.parametrize("name", STORIES)
def test_story(scene, name):
    play(scene, STORIES[name])
