"""What happens to a line, told minute by minute; each scenario is a rule."""

from __future__ import annotations

import pytest
from tests.incidents.script import play

pytestmark = pytest.mark.django_db

SCENARIOS = {
    "a hospital's line opens an incident of the first priority and calls": """
        0 fire bv-tinh
        0 is open
        0 priority 1
        0 told priority
        0 calls 1
        0 asked 1""",
    "a portal comes second and calls as well": """
        0 fire cong-tinh service
        0 priority 2
        0 calls 1""",
    "it closes by measurement and counts its minutes": """
        0 fire bv-tinh
        42 over bv-tinh
        42 is closed
        42 closing measured
        42 figures 1/1/42
        42 measured yes""",
    "beyond the time laid down it counts, but not as within": """
        0 fire bv-tinh
        5 accept
        6 expected 100
        130 over bv-tinh
        130 figures 1/0/130""",
    "the same told again changes nothing": """
        0 fire bv-tinh
        1 again
        2 again
        2 incidents 1
        2 alarms 1
        2 calls 1""",
    "two kinds of failure at one site are two incidents": """
        0 fire bv-tinh line
        0 fire bv-tinh power
        0 incidents 2
        0 board 2""",
    "a failure at two sites is two incidents": """
        0 fire bv-tinh
        0 fire bv-ia-lau
        0 incidents 2""",
    "on again within ten minutes it is the same incident": """
        0 fire bv-tinh
        12 over bv-tinh
        20 fire bv-tinh
        20 incidents 1
        20 is open
        20 calls 2
        25 over bv-tinh
        25 figures 1/1/17
        25 versions 2""",
    "on again after an hour it is another": """
        0 fire bv-tinh
        12 over bv-tinh
        80 fire bv-tinh
        80 incidents 2
        80 board 1""",
    "who flaps is held until quiet": """
        0 fire bv-tinh
        2 over bv-tinh
        4 fire bv-tinh
        6 over bv-tinh
        6 is open
        8 fire bv-tinh
        9 over bv-tinh
        9 incidents 1
        18 is open
        20 is closed
        20 board 0""",
    "who flaps calls twice and no more": """
        0 fire bv-tinh
        2 over bv-tinh
        4 fire bv-tinh
        6 over bv-tinh
        8 fire bv-tinh
        9 over bv-tinh
        10 fire bv-tinh
        11 calls 2""",
    "accepting ends the calls": """
        0 fire bv-tinh
        2 accept
        16 asked 1""",
    "an accepted call is an accepted incident": """
        0 fire bv-tinh
        2 take
        2 is accepted""",
    "whoever accepted and says nothing loses it after a quarter of an hour": """
        0 fire bv-tinh
        2 accept
        16 is accepted
        17 is open
        17 calls 2""",
    "whoever tells when is left until then and a quarter more": """
        0 fire bv-tinh
        2 accept
        5 expected 60
        74 is accepted
        75 is open""",
    "a released incident is called out again": """
        0 fire bv-tinh
        2 accept
        4 release
        4 is open
        4 calls 2""",
    "nobody answering climbs to the next": """
        0 fire bv-tinh
        5 asked 2
        10 asked 3""",
    "the carrier's word alone closes nothing at a site": """
        0 report bv-tinh
        10 accept
        20 mend
        20 is mended
        300 is mended
        300 board 1""",
    "the site's word closes what the carrier mended": """
        0 report bv-tinh
        10 accept
        20 mend
        30 confirm
        30 is closed
        30 closing site
        30 figures 1/1/20
        30 measured no""",
    "the site's word closes what nobody has touched": """
        0 report bv-tinh
        15 confirm
        15 closing site
        15 figures 1/1/15""",
    "the site says no and it is open again": """
        0 report bv-tinh
        5 accept
        15 mend
        25 deny
        25 is open
        25 calls 2""",
    "a carrier's word that the alarm belies is not believed": """
        0 fire bv-tinh
        5 accept
        6 expected 60
        20 mend
        29 is mended
        30 is open""",
    "measured after the carrier's word, the measure counts": """
        0 fire bv-tinh
        5 accept
        20 mend
        24 over bv-tinh
        24 closing measured
        24 figures 1/1/24""",
    "reported by telephone and then seen by a machine is one": """
        0 report bv-tinh
        3 fire bv-tinh
        3 incidents 1
        9 over bv-tinh
        9 closing measured
        9 measured no
        9 figures 1/1/9""",
    "seen by a machine and then reported is one": """
        0 fire bv-tinh
        3 report bv-tinh
        3 incidents 1""",
    "a report of what is mended opens it anew": """
        0 report bv-tinh
        5 accept
        10 mend
        15 report bv-tinh
        15 is open
        15 incidents 1""",
    "a lost end is found out by asking": """
        0 fire bv-tinh
        20 lost over bv-tinh
        60 is open
        60 ask
        60 is closed
        60 closing measured""",
    "a lost begin is found out by asking": """
        0 lost fire bv-tinh
        5 ask
        5 is open
        5 incidents 1""",
    "what was just heard is not decided by an answer": """
        0 fire bv-tinh
        0.2 lost over bv-tinh
        0.3 ask
        0.3 is open""",
    "an end and a begin lost together end the one and open the other": """
        0 fire bv-tinh
        20 lost over bv-tinh
        50 lost fire bv-tinh
        60 ask
        60 alarms 2
        60 board 1""",
    "asking when all is known changes nothing": """
        0 fire bv-tinh
        10 ask
        20 ask
        20 alarms 1
        20 is open""",
    "the leader is warned ten minutes before the time runs out": """
        0 fire bv-tinh
        2 accept
        5 expected 200
        109 warned no
        110 warned yes
        119 breached no
        120 breached yes""",
    "what is mended in time is not told as late": """
        0 fire bv-tinh
        2 accept
        5 expected 100
        111 warned yes
        115 over bv-tinh
        200 breached no
        200 figures 1/1/115""",
    "what the carrier has mended runs no clock": """
        0 report bv-tinh
        2 accept
        5 expected 100
        50 mend
        300 warned no
        300 breached no""",
    "an incident at no site of the register stays inside for half an hour": """
        0 fire khac-1 line
        0 priority 3
        0 told no
        0 calls 0
        20 warned yes
        29 told no
        30 told minutes""",
    "what is over before half an hour is never told": """
        0 fire khac-1 line
        25 over khac-1 line
        90 is closed
        90 told no""",
    "a void incident counts nothing and runs no clock": """
        0 report bv-tinh
        5 void
        200 is void
        200 warned no
        200 board 0""",
    "a conference is mended in half an hour": """
        0 fire diem-cau
        0 priority 1
        2 accept
        5 expected 90
        20 warned yes
        30 breached yes""",
    "hand and machine and the site together leave one figure": """
        0 report bv-tinh
        1 fire bv-tinh
        5 accept
        20 mend
        25 confirm
        26 over bv-tinh
        26 incidents 1
        26 versions 1
        26 figures 1/1/20""",
    "a line that fails again after the site's word is another incident": """
        0 report bv-tinh
        15 confirm
        20 fire bv-tinh
        20 incidents 2""",
    "an accepted incident that is back is closed": """
        0 fire bv-tinh
        3 accept
        8 over bv-tinh
        8 is closed
        60 calls 1""",
    "an acceptance that expired can be taken up again": """
        0 fire bv-tinh
        2 accept
        18 is open
        19 accept
        19 is accepted
        19 calls 2""",
}


@pytest.mark.parametrize("name", SCENARIOS)
def test_scenario(scene, name):
    play(scene, SCENARIOS[name])
