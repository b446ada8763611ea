"""One of several: folded incidents, two companies at one site, silent sources, and what is keyed afterwards."""

from __future__ import annotations

import pytest
from tests.incidents.scenarios.stage import play

from thongsuot.incidents import queries
from thongsuot.incidents.models import Incident

pytestmark = pytest.mark.django_db

STORIES = {
    "folded, its urgency, its clock and its site go over": """
        0 lan report none cable
        5 fire bv-nhi
        6 lan fold into1 #2
        6 is folded #2
        6 priority 1 #1
        6 target 125 #1
        6 affected 1 #1
        6 calls 1 #1""",
    "folded, what is back closes the whole": """
        0 lan report none cable
        5 fire bv-nhi
        6 lan fold into1 #2
        30 over bv-nhi
        30 is closed #1
        30 closing measured #1""",
    "folded, what fails again joins the whole": """
        0 lan report none cable
        5 fire bv-nhi
        6 lan fold into1 #2
        8 quan report bv-nhi
        8 incidents 2
        8 board 1""",
    "taken out again it is called for": """
        0 lan report none cable
        5 fire bv-nhi
        6 lan fold into1 #2
        9 lan reopen #2
        9 is open #2
        9 calls 2 #2""",
    "nothing is folded into itself": """
        0 lan report none cable
        1 refused lan fold into1 #1""",
    "nothing is folded into what is over": """
        0 lan report none cable
        1 lan mend
        2 lan report bv-nhi
        3 refused lan fold into1 #2
        3 is open #2""",
    "nothing is folded into another company's": """
        0 rival report bv-nhi
        1 lan report bv-nhi
        2 refused lan fold into1 #2""",
    "of three, two are folded and each counts by its own time": """
        0 lan report none cable
        0 lan override 1 200
        5 lan report bv-nhi
        6 lan fold into1 #2
        10 lan report bv-tinh
        11 lan fold into1 #3
        40 lan mend #1
        40 figures 3/3/105 #1""",
    "two companies at one site have an incident each": """
        0 lan report bv-nhi
        0 rival report bv-nhi
        0 incidents 2
        0 sees lan 1
        0 sees rival 1
        0 sees quan 2
        0 sees binh 2""",
    "one company mends and the other does not": """
        0 lan report bv-nhi
        0 rival report bv-nhi
        20 quan confirm #1
        20 is closed #1
        20 is open #2""",
    "neither company takes up the other's": """
        0 lan report bv-nhi
        0 rival report bv-nhi
        1 refused lan accept #2
        1 refused rival accept #1
        1 refused rival mend #1""",
    "the company whose line measures does not close the other's": """
        0 rival report bv-nhi
        0 fire bv-nhi
        10 over bv-nhi
        10 is open #1
        10 is closed #2""",
    "a silent source is the company's own trouble": """
        0 connect 5
        5 failure silent
        5 priority 2
        5 calls 1
        5 told no
        5 sees binh 0""",
    "it speaks again and its silence is over": """
        0 connect 5
        9 heard
        9 is closed
        9 closing measured
        12 incidents 1""",
    "silent again it is another": """
        0 connect 5
        9 heard
        14 incidents 2
        14 is open""",
    "its silence is never told, however long": """
        0 connect 5
        6 lan accept
        7 lan expected 900
        900 told no
        900 sees binh 0""",
    "a source that was silent lost what it should have told, and is asked": """
        0 connect 5
        3 lost fire bv-nhi
        6 ask
        6 incidents 2
        6 is closed #1
        6 is open #2""",
    "what a source tells late begins when it began": """
        0 connect
        0 lost fire bv-nhi
        40 again
        40 began 0
        40 target 120
        40 late no""",
    "written down a quarter of an hour later it is not late": """
        0 lan late 15 bv-nhi
        0 late no
        0 began -15
        0 target 105""",
    "written down later than that it is marked": """
        0 lan late 16 bv-nhi
        0 late yes
        0 began -16""",
    "an earlier word moves its begin and its clock": """
        0 fire bv-nhi
        5 lan late 30 bv-nhi
        5 incidents 1
        5 began -25
        5 target 95""",
    "a later word moves nothing": """
        0 fire bv-nhi
        30 lan report bv-nhi
        30 began 0
        30 target 120""",
    "written down when it was over long ago it counts its whole time": """
        0 lan late 90 bv-nhi
        1 lan mend -30
        2 quan confirm
        2 mended -30
        2 figures 1/1/60
        2 late yes""",
    "everything of a live house is live": """
        0 fire bv-nhi
        0 reality live
        0 lan report none
        0 reality live""",
}


@pytest.mark.parametrize("name", STORIES)
def test_story(scene, name):
    play(scene, STORIES[name])


def test_what_is_exercised_stands_beside_what_is_live_and_joins_nothing(scene):
    """The database keeps realities apart; a row of the other is no incident that a report could join."""
    play(scene, "0 lan report bv-nhi")
    row = Incident.objects.get()
    assert row.reality == "live"
    assert queries.standing_at(row.organisation_id, "exercise", row.site_id, row.failure) is None
    assert queries.standing_at(row.organisation_id, "live", row.site_id, row.failure) == row
