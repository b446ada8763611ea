"""How urgent and until when: classes that begin and end, outbreaks, conferences, overrides, warnings and breaches."""

from __future__ import annotations

import pytest
from tests.incidents.scenarios.stage import play

pytestmark = pytest.mark.django_db

STORIES = {
    "a site without a class comes last, calls nobody and stays inside": """
        0 new tram
        0 lan report tram
        0 priority 3
        0 target none
        0 calls 0
        0 sees binh 1
        0 told no""",
    "a class that begins counts for what fails from then on": """
        0 new truong
        0 lan report truong
        0 priority 3
        10 lan void
        11 classify truong health
        12 lan report truong
        12 priority 1
        12 target 132""",
    "a class that ended counts no more, and what stands keeps its own": """
        0 fire bv-tinh
        5 declassify bv-tinh
        5 priority 1
        6 lan report bv-tinh power
        6 priority 3
        6 told no #2""",
    "a site in two classes has the stricter one": """
        0 classify bv-tinh conference
        0 fire bv-tinh
        0 priority 1
        0 target 30
        0 reason conference,health""",
    "a conference in progress is mended within half an hour": """
        0 fire diem-cau
        0 priority 1
        0 target 30""",
    "after the conference its place is like any other": """
        0 declassify diem-cau
        1 fire diem-cau
        1 priority 3
        1 target none""",
    "a conference that begins does not hurry what stands already": """
        0 new hoi-truong
        0 lan report hoi-truong
        5 classify hoi-truong conference
        5 priority 3
        6 lan report hoi-truong power
        6 priority 1
        6 target 36""",
    "an outbreak area has four hours": """
        0 fire khu-an-binh
        0 priority 1
        0 target 240
        0 reason outbreak_area""",
    "a site that becomes an outbreak area keeps its stricter time": """
        0 classify bv-nhi outbreak_area
        0 fire bv-nhi
        0 target 120""",
    "what the department lays down holds from then on": """
        0 fire bv-tinh
        1 laid-down health 1 45
        2 fire bv-nhi
        2 target 120 #1
        2 target 47 #2""",
    "laid down anew, the newest holds": """
        0 laid-down health 1 45
        1 laid-down health 2 60
        2 fire bv-nhi
        2 priority 2
        2 target 62""",
    "made more urgent, somebody is called": """
        0 lan report none
        0 calls 0
        5 lan override 1 60
        5 priority 1
        5 calls 1
        5 target 60""",
    "made less urgent, nobody is called anew": """
        0 fire bv-nhi
        5 binh override 3
        5 priority 3
        5 calls 1
        5 target 120""",
    "weighed twice, the last word holds": """
        0 fire bv-nhi
        5 binh override 3
        9 lan override 2 200
        9 priority 2
        9 target 200""",
    "what is over is weighed no more": """
        0 lan report bv-nhi
        5 quan confirm
        6 refused lan override 3""",
    "a rival weighs nothing": """
        0 fire bv-nhi
        1 refused rival override 3
        1 priority 1""",
    "the leader is warned ten minutes before the time runs out": """
        0 fire bv-nhi
        1 lan accept
        2 lan expected 300
        109.9 warned none
        110 warned 110
        119.9 breached none
        120 breached 120""",
    "mended within the notice, nothing is told": """
        0 fire bv-nhi
        1 lan accept
        2 lan expected 300
        115 over bv-nhi
        200 warned 110
        200 breached none
        200 figures 1/1/115""",
    "mended by the carrier's word the clock stands, denied it runs on": """
        0 lan report bv-nhi
        1 lan accept
        50 lan mend
        100 warned none
        105 quan deny
        106 lan accept
        107 lan expected 300
        110 warned 110
        120 breached 120""",
    "a longer notice that was agreed is kept": """
        0 connect
        0 agree 60 40
        0 fire bv-nhi
        1 lan accept
        2 lan expected 300
        80 warned 80
        120 breached 120""",
    "what is entered after its time gives the leader notice all the same": """
        0 lan late 200 bv-nhi
        0 late yes
        0 lan accept
        0 lan expected 300
        0 warned 0
        9.9 breached none
        10 breached 10""",
    "beyond the threshold it is told, and the leader knew before": """
        0 agree 45 10
        0 lan report none
        1 lan accept
        2 lan expected 300
        35 warned 35
        44.9 told no
        45 told minutes
        45 sees binh 1""",
    "a cause that was agreed is told at once": """
        0 agree 45 10 cable
        0 lan report none cable
        0 told cause
        0 lan report none power
        0 told no #2""",
    "terms agreed later do not call back what was told": """
        0 fire bv-nhi
        0 told priority
        5 agree 1000 10
        5 told priority
        5 sees binh 1""",
    "made urgent it reaches the department by its length alone": """
        0 agree 45 10
        0 lan report none
        1 lan override 1 300
        2 told no
        2 lan accept
        3 lan expected 400
        45 told minutes""",
    "the carrier's own word stops no clock of a line that falls again": """
        0 fire bv-nhi
        1 lan accept
        30 lan mend
        31 over bv-nhi
        31 is closed
        35 fire bv-nhi
        35 is open
        36 lan accept
        37 lan expected 400
        110 warned 110
        120 breached 120""",
}


@pytest.mark.parametrize("name", STORIES)
def test_story(scene, name):
    play(scene, STORIES[name])
