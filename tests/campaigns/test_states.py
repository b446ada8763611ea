"""The tables of states: every legal way, and no other."""

from __future__ import annotations

from thongsuot.campaigns.states import (
    CAMPAIGN_MOVES,
    ENDED,
    RELEASED,
    SHARE_MOVES,
    CampaignState,
    ShareState,
)

CAMPAIGN = """
requested > approved refused withdrawn
approved > sending withdrawn halted closed
sending > paused halted closed
paused > sending halted
"""
SHARE = """
asked > estimated refused left_out halted
estimated > estimated accepted refused left_out halted
accepted > testing refused halted
testing > testing trial sending halted
trial > sending paused halted
sending > done paused halted
paused > trial sending halted
"""


def table(text):
    rows = (line.split(" > ") for line in text.strip().splitlines())
    return {start: set(ends.split()) for start, ends in rows}


def test_a_campaign_goes_these_ways_alone():
    assert table(CAMPAIGN) == CAMPAIGN_MOVES
    assert {s for ends in CAMPAIGN_MOVES.values() for s in ends} | {"requested"} == set(CampaignState)


def test_a_share_goes_these_ways_alone():
    assert table(SHARE) == SHARE_MOVES
    assert {s for ends in SHARE_MOVES.values() for s in ends} | {"asked"} == set(ShareState)


def test_what_has_ended_stays_ended():
    assert not {*ENDED} & set(SHARE_MOVES)


def reach(start, moves, without):
    found, todo = {start}, [start]
    while todo:
        for end in moves.get(todo.pop(), ()):
            if end not in found and end != without:
                found.add(end)
                todo.append(end)
    return found


def test_no_way_leads_round_the_approval_or_the_two_people():
    assert not {"sending", "paused", "closed", "halted"} & reach("requested", CAMPAIGN_MOVES, without="approved")
    assert not {*RELEASED} & reach("asked", SHARE_MOVES, without="accepted")
    assert not {"trial", "sending", "paused", "done"} & reach("asked", SHARE_MOVES, without="testing")
