"""What happens to a call, told minute by minute; each scenario is a rule."""

from __future__ import annotations

import pytest
from tests.hotline.script import Play

pytestmark = pytest.mark.django_db

SCENARIOS = {
    "answered on the telephone it never waits": """
        0 ring now answered
        0 state a answered
        0 waiting
        0 figures a 1/1/0
        600 asked a 0""",
    "what waits is answered in time and nobody is asked": """
        0 ring now
        4 answer a
        4 figures a 1/1/4
        600 asked a 0""",
    "after five minutes the people on duty are asked": """
        0 ring now
        4 asked a 0
        5 asked a 1
        5 state a waiting""",
    "what can wait a day waits four hours before anybody is asked": """
        0 ring today
        239 asked a 0
        240 asked a 1""",
    "what can wait waits a day": """
        0 ring later
        1439 asked a 0
        1440 asked a 1""",
    "nobody answers: one after another is asked": """
        0 ring now
        5 pages a 1
        10 pages a 2
        15 pages a 3""",
    "and after all were asked it begins anew with whoever is on duty then": """
        0 ring now
        20 asked a 2
        35 asked a 3
        50 asked a 4
        50 state a waiting""",
    "an answer ends the asking": """
        0 ring now
        6 answer a
        6 asked a 1
        60 asked a 1
        60 pages a 1""",
    "whoever takes it ends the asking for a quarter of an hour": """
        0 ring now
        6 take a
        20 asked a 1
        21 asked a 2
        21 first a lan""",
    "whoever takes it before anybody is asked is left in peace": """
        0 ring now
        2 take a hang
        16 asked a 0
        17 asked a 1
        17 first a hang""",
    "taken over by somebody else the time begins anew": """
        0 ring now
        1 take a
        10 take a hang
        16 asked a 0
        25 asked a 1
        25 first a hang""",
    "given back it escalates as a new one": """
        0 ring now
        1 take a
        3 back a
        3 holder a nobody
        7 asked a 0
        8 asked a 1""",
    "a page that was accepted is a call that was taken": """
        0 ring now
        7 accept a
        7 state a taken
        7 due a 22
        21 asked a 1
        22 asked a 2""",
    "taken by page and answered at the desk": """
        0 ring now
        7 accept a
        12 answer a
        12 state a answered
        12 figures a 1/1/12
        600 asked a 1""",
    "a promise holds until its time": """
        0 ring now
        2 promise a 60
        2 waiting
        2 returning a
        59 asked a 0
        60 asked a 1
        60 first a lan""",
    "kept, a promise is an answer": """
        0 ring today
        2 promise a 60
        55 answer a
        55 returning
        55 figures a 1/1/55
        600 asked a 0""",
    "nobody picks up: promised anew": """
        0 ring now
        2 promise a 30
        29 unreached a 90
        31 asked a 0
        90 asked a 1""",
    "three times nobody picks up and then somebody does": """
        0 ring now
        1 promise a 20
        19 unreached a 40
        39 unreached a 60
        58 answer a
        58 state a answered
        58 figures a 1/1/58
        58 versions a 2""",
    "an accepted call back is still to be made": """
        0 ring now
        2 promise a 30 hang
        31 accept a
        31 state a call_back
        31 holder a hang
        45 asked a 1
        46 asked a 2""",
    "the most urgent stands first, then the oldest": """
        0 ring later
        1 ring now
        2 ring today
        3 ring now
        3 waiting b d c a""",
    "what is to be returned stands by its time": """
        0 ring now
        0 ring now
        0 promise a 90
        0 promise b 30
        0 returning b a
        0 waiting""",
    "a wrong number counts nothing and asks nobody": """
        0 ring now
        1 void a
        1 figures a 0/0/0
        1 versions a 2
        600 asked a 0""",
    "an incident answers whoever waits": """
        0 ring now site=bv-tinh
        2 incident a
        2 state a answered
        2 incidents 1
        2 figures a 1/1/2
        30 asked a 0""",
    "two calls about one failure are one incident": """
        0 ring now site=bv-tinh
        1 incident a
        2 ring now site=bv-tinh
        3 incident b
        3 incidents 1
        3 state b answered""",
    "two failures at one site are two incidents": """
        0 ring now site=bv-tinh
        1 incident a line
        2 ring now site=bv-tinh
        3 incident b power
        3 incidents 2""",
    "a call back that was promised survives the incident": """
        0 ring now site=bv-tinh
        1 promise a 45
        2 incident a
        2 state a call_back
        45 asked a 1""",
    "keyed an hour late it has waited an hour": """
        60 ring now late=60
        60 late a yes
        60 asked a 1
        60 first a lan""",
    "keyed late and answered it was answered when it rang": """
        60 ring now late=60 answered
        60 late a yes
        60 figures a 1/1/0
        600 asked a 0""",
    "ten minutes are not late": """
        10 ring today late=10
        10 late a no
        10 due a 240""",
    "found to be urgent it escalates earlier": """
        0 ring later
        3 urgent a now
        3 due a 5
        5 asked a 1""",
    "found to be urgent too late it is asked at once": """
        0 ring later
        30 urgent a now
        30.1 asked a 1""",
    "found to be less urgent it may wait": """
        0 ring now
        3 urgent a today
        6 asked a 0
        240 asked a 1""",
    "answered, promised again, answered again: it counts from its first answer": """
        0 ring now
        3 answer a
        10 promise a 60
        10 state a call_back
        50 answer a
        50 figures a 1/1/3
        50 versions a 2""",
    "many calls at once each have their own ladder": """
        0 ring now
        0 ring now
        0 ring now
        5 asked a 1
        5 asked b 1
        5 asked c 1
        6 answer b
        6 waiting a c
        20 asked b 1
        20 asked a 2""",
    "where the desk cannot be reached the others are": """
        0 silence lan
        0 ring now
        5 asked a 1
        5 first a hang""",
    "where nobody can be reached the department is asked": """
        0 silence lan hang long
        0 ring now
        5 asked a 1
        5 state a waiting""",
    "a call of an enterprise's own counts once for it": """
        0 ring today from=dd-1
        2 answer a
        2 figures a 1/1/2
        2 versions a 2""",
    "whoever writes for a leader is not the receiver of the page alone": """
        0 ring now by=long
        5 asked a 1
        6 take a
        6 holder a lan""",
}


@pytest.mark.parametrize("name", SCENARIOS)
def test_scenario(desk, name):
    Play(desk).run(SCENARIOS[name])
