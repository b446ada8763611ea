"""How a ladder climbs: who is skipped, who is asked again, when it is exhausted, and what is sent twice."""

from __future__ import annotations

import pytest
from tests.paging.scenarios.player import Stage

pytestmark = pytest.mark.django_db

CLIMBS = {
    "nobody answers": """
        people A=sms B=sms
        0 page 1 A B
        299 asked 1 A:sent
        300 asked 1 A:expired B:sent
        600 asked 1 A:expired B:expired A:sent
        1800 is 1 exhausted
        1800 calls 1 A B""",
    "who has no way is not waited for": """
        people A=none B=sms
        0 page 1 A B
        0 asked 1 A:skipped B:sent""",
    "whose number is dead is not waited for": """
        people A=sms,dead B=sms
        0 page 1 A B
        1 asked 1 A:skipped B:sent
        60 forsaken 0""",
    "a number that died before is skipped at once": """
        people A=sms,dead B=sms
        0 page 1 A B
        1 stop 1
        2 page 2 A B
        2 asked 2 A:skipped B:sent""",
    "a number that lives again is waited for": """
        people A=sms,dead B=sms
        0 page 1 A B
        1 stop 1
        2 lives A
        3 page 2 A B
        3 stop 2
        4 page 1 A B
        4 asked 1 A:sent""",
    "mail is enough": """
        people A=mail B=sms
        0 page 1 A B
        60 asked 1 A:sent
        60 forsaken 0""",
    "one of two ways is enough": """
        people A=both B=sms
        0 dies B
        0 page 1 A B
        1 asked 1 A:sent""",
    "all are dead": """
        people A=sms,dead B=sms,dead
        0 page 1 A B
        2 is 1 exhausted
        2 calls 1 A B
        60 forsaken 0""",
    "the wait of each is its own": """
        people A=sms B=sms
        0 page 1 A/1 B/10
        59 asked 1 A:sent
        60 asked 1 A:expired B:sent
        659 asked 1 A:expired B:sent
        660 asked 1 A:expired B:expired A:sent""",
    "no wait asks two together": """
        people A=sms B=sms
        0 page 1 A/0 B
        1 asked 1 A:expired B:sent
        5 B says NHAN
        6 is 1 accepted B""",
    "a late yes is welcome": """
        people A=sms B=sms
        0 page 1 A B
        310 A says NHAN {1}
        311 is 1 accepted A
        311 asked 1 A:accepted B:stopped""",
    "who cannot is asked no more": """
        people A=sms B=sms
        0 page 1 A B
        5 A says KHONG
        305 asked 1 A:declined B:expired B:sent
        910 is 1 exhausted""",
    "everybody cannot": """
        people A=sms B=sms
        0 page 1 A B
        5 A says KHONG
        6 B says KHONG
        7 is 1 exhausted
        7 calls 1 A B""",
    "an exhausted ladder is still taken": """
        people A=sms
        0 page 1 A
        900 is 1 exhausted
        950 A says {1}
        951 is 1 accepted A""",
    "what was accepted and comes open again begins anew and counts on": """
        people A=sms B=sms
        0 page 1 A B
        5 A says NHAN
        6 is 1 accepted A
        20 page 1 A B
        20 ladders 1 2
        20 is 1 open
        25 B says NHAN
        25 outcome none
        320 asked 1 A:expired B:sent
        325 B says {1}
        326 is 1 accepted B""",
    "the second priority asks each once": """
        people A=sms B=sms
        0 page2 1 A B
        900 asked 1 A:expired B:sent
        1800 is 1 exhausted""",
    "the third costs no SMS": """
        people A=both
        0 page3 1 A
        1 told A 0
        1 sent A 1""",
    "a page of the first priority in doubt is sent again": """
        people A=sms,unsure
        0 page 1 A
        1 sent A 2
        1 asked 1 A:sent""",
    "one of the second is not": """
        people A=sms,unsure
        0 page2 1 A
        1 sent A 1
        1 asked 1 A:sent""",
    "a reminder in doubt is not": """
        people A=mail,unsure
        0 remind T
        60 sent A 1""",
    "a number that dies under way asks the next": """
        people A=sms B=sms
        0 page 1 A B
        300 dies A
        599 asked 1 A:expired B:sent
        600 asked 1 A:expired B:expired A:skipped B:sent""",
}


@pytest.fixture
def stage(cast, settings):
    settings.SMS_URL = "link:dd-1"
    return Stage(cast)


@pytest.mark.parametrize("case", CLIMBS)
def test_a_ladder(stage, case):
    stage.play(CLIMBS[case])
