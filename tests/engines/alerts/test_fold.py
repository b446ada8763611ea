"""One alert after the other: what is remembered, what it changes, how episodes are told apart."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.engines.alerts.samples import NOON, SECOND, alert, at

from thongsuot.engines.alerts import History, Outcome, What, episodes, fold, seen


def played(*alerts, received=NOON, state=None):
    """Fold alerts, each received a second after the one before; return the history and what each changed."""
    state = state or History()
    changes = []
    for place, one in enumerate(alerts):
        state, change = fold(state, one, received + place * SECOND)
        changes.append(change)
    return state, changes


def spans(state):
    """Episodes by minutes after noon: start, end, how it stands."""
    minutes = [(e.starts_at, e.ends_at, e.outcome) for e in episodes(state)]
    return [((s - NOON).seconds // 60, None if e is None else (e - NOON).seconds // 60, o) for s, e, o in minutes]


def whats(*alerts):
    return [change.what for change in played(*alerts)[1]]


def test_a_failure_opens_and_ends():
    state, changes = played(alert(1), alert(1), alert(1, 5), alert(1, 5))
    assert [change.what for change in changes] == [What.OPENED, What.NOTHING, What.ENDED, What.NOTHING]
    assert spans(state) == [(1, 5, Outcome.TOLD)]
    ended = changes[2]
    assert (ended.before.open, ended.ended.ends_at) == (True, at(5))
    assert (ended.ended.first_at, ended.ended.last_at) == (NOON, NOON + 2 * SECOND)
    assert episodes(state)[0].last_at == NOON + 3 * SECOND


def test_what_fires_after_its_resolve_changes_nothing():
    state, changes = played(alert(1, 5), alert(1))
    assert [change.what for change in changes] == [What.PASSED, What.NOTHING]
    assert changes[0].passed[0].fired is False
    assert episodes(state)[0].fired is True
    assert spans(state) == [(1, 5, Outcome.TOLD)]


def test_a_later_start_is_another_episode():
    state, changes = played(alert(1), alert(1, 5), alert(7))
    assert [change.what for change in changes] == [What.OPENED, What.ENDED, What.OPENED]
    assert spans(state) == [(1, 5, Outcome.TOLD), (7, None, Outcome.OPEN)]


def test_a_later_start_after_a_lost_resolve_renews_and_the_end_is_known_at_the_latest():
    state, changes = played(alert(1), alert(7))
    assert changes[1].what is What.RENEWED
    assert (changes[1].before.starts_at, changes[1].episode.starts_at) == (at(1), at(7))
    assert (changes[1].ended.outcome, changes[1].ended.ends_at) == (Outcome.SUPERSEDED, at(7))
    state, (late,) = played(alert(1, 5), state=state)
    assert (late.what, late.passed[0].ends_at) == (What.PASSED, at(5))
    assert spans(state) == [(1, 5, Outcome.TOLD), (7, None, Outcome.OPEN)]


def test_an_earlier_start_that_comes_late_opens_nothing():
    assert whats(alert(7), alert(1)) == [What.OPENED, What.PASSED]
    assert whats(alert(7, 9), alert(1)) == [What.PASSED, What.PASSED]


def test_a_resolve_ends_every_start_that_it_spans():
    """Two Prometheus began to count at different moments; Alertmanager goes on with the earlier one."""
    state, changes = played(alert(2), alert(1), alert(1, 6))
    assert [change.what for change in changes] == [What.OPENED, What.PASSED, What.ENDED]
    assert spans(state) == [(1, 6, Outcome.TOLD)]
    assert episodes(state)[0].starts == (at(1), at(2))


def test_a_start_in_the_moment_of_the_end_is_another_episode():
    assert spans(played(alert(1, 5), alert(5))[0]) == [(1, 5, Outcome.TOLD), (5, None, Outcome.OPEN)]


def test_an_episode_that_passed_unseen_may_end_another():
    """The resolve of the first was lost, both deliveries of the second come late."""
    _, changes = played(alert(1), alert(7, 9))
    assert (changes[1].what, changes[1].ended.outcome) == (What.ENDED, Outcome.SUPERSEDED)
    assert [episode.starts_at for episode in changes[1].passed] == [at(7)]


def test_of_two_ends_of_one_start_the_later_counts():
    state, changes = played(alert(1, 5), alert(1, 6), alert(1, 4))
    assert [change.what for change in changes] == [What.PASSED, What.PASSED, What.NOTHING]
    assert spans(state) == [(1, 6, Outcome.TOLD)]


def test_overlapping_episodes_are_one():
    assert spans(played(alert(1, 5), alert(4, 9), alert(6, 7))[0]) == [(1, 9, Outcome.TOLD)]


def test_a_resolve_without_its_time_is_one():
    state, changes = played(alert(1), alert(1, firing=False), alert(3, firing=False))
    assert [change.what for change in changes] == [What.OPENED, What.ENDED, What.PASSED]
    assert spans(state) == [(1, None, Outcome.UNTIMED), (3, None, Outcome.UNTIMED)]


def test_an_end_before_its_start_or_of_what_fires_is_put_right():
    assert spans(played(alert(5, 1))[0]) == [(5, 5, Outcome.TOLD)]
    assert spans(played(alert(5, 9, firing=True))[0]) == [(5, None, Outcome.OPEN)]


def test_a_resolve_that_names_no_start_ends_what_began_before():
    state, changes = played(alert(1), alert(None, 5), alert(None, 6), alert(4))
    assert [change.what for change in changes] == [What.OPENED, What.ENDED, What.NOTHING, What.PASSED]
    assert spans(state) == [(1, 4, Outcome.SUPERSEDED), (4, 5, Outcome.TOLD)]
    assert spans(played(alert(7), state=state)[0])[-1] == (7, None, Outcome.OPEN)


def test_a_resolve_without_any_time_counts_from_its_receipt():
    state, changes = played(alert(None, firing=False), received=at(9))
    assert (state.ends, changes[0].what) == ((at(9),), What.NOTHING)


def test_an_end_in_the_moment_of_a_start_belongs_to_what_lasted_before():
    lone = played(alert(5), alert(None, 5))[0]
    assert spans(lone) == [(5, 5, Outcome.TOLD)]
    state, changes = played(alert(1), state=lone)
    assert changes[0].what is What.OPENED
    assert spans(state) == [(1, 5, Outcome.TOLD), (5, None, Outcome.OPEN)]


def test_sightings_without_an_end_between_are_one_episode():
    state, changes = played(alert(5, exact=False), alert(9, exact=False), alert(1, exact=False))
    assert [change.what for change in changes] == [What.OPENED, What.NOTHING, What.MOVED]
    assert spans(state) == [(1, None, Outcome.OPEN)]
    assert episodes(state)[0].starts == (at(1), at(5), at(9))


def test_an_end_told_late_parts_sightings():
    state, changes = played(alert(1, exact=False), alert(9, exact=False), alert(None, 4))
    assert changes[2].what is What.RENEWED
    assert (changes[2].ended.ends_at, changes[2].episode.starts_at) == (at(4), at(9))
    assert spans(state) == [(1, 4, Outcome.TOLD), (9, None, Outcome.OPEN)]


def test_a_resolve_with_a_corrected_start_ends_what_was_seen():
    assert spans(played(alert(1, exact=False), replace(alert(2, 8), exact=False))[0]) == [(1, 8, Outcome.TOLD)]
    untimed = alert(2, firing=False, exact=False)
    assert spans(played(alert(1, exact=False), untimed)[0]) == [(1, None, Outcome.UNTIMED)]


def test_what_fires_without_a_time_was_seen_when_it_came():
    state, changes = played(alert(None, firing=True), alert(None, firing=True), received=at(3))
    assert [change.what for change in changes] == [What.OPENED, What.NOTHING]
    assert spans(state) == [(3, None, Outcome.OPEN)]


def test_a_start_told_exactly_later_stays_exact():
    state, _ = played(alert(1, exact=False), alert(1), alert(5))
    assert spans(state) == [(1, 5, Outcome.SUPERSEDED), (5, None, Outcome.OPEN)]


def test_of_many_episodes_the_latest_are_remembered():
    state, _ = played(*[alert(n, n + 0.5) for n in range(100)])
    assert len(state.facts) == 32
    assert spans(state)[0][0] == 68
    _, (change,) = played(alert(3), state=state)
    assert change.what is What.NOTHING


def test_the_start_of_what_lasts_is_never_let_go():
    state, changes = played(*[alert(n, exact=False) for n in range(100)])
    assert len(state.facts) == 32
    assert spans(state) == [(0, None, Outcome.OPEN)]
    assert {change.what for change in changes[1:]} == {What.NOTHING}
    state, (change,) = played(alert(None, 200), state=state)
    assert (change.what, change.ended.starts_at) == (What.ENDED, at(0))


def test_many_ends_are_remembered_by_the_first_and_last_between_starts():
    state, _ = played(alert(10.5), *[alert(None, n) for n in range(100)])
    assert len(state.ends) <= 32
    assert spans(state) == [(10, 11, Outcome.TOLD)]
    assert spans(played(alert(99.5), state=state)[0])[-1][2] is Outcome.OPEN


def test_a_history_is_kept_as_json():
    state, _ = played(alert(1, 5), alert(7), alert(None, 9), alert(11, exact=False))
    assert History.from_plain(json.loads(json.dumps(state.as_plain()))) == state
    assert History.from_plain(History().as_plain()) == History()
    with pytest.raises(ValueError, match="unpack"):
        History.from_plain({"facts": [[1]], "ends": []})


def test_what_the_source_lists_again_after_its_resolve_lasts_since_then():
    """Alertmanager gave up on it, Prometheus came back and goes on with the same start."""
    state, _ = played(alert(1), alert(1, 5))
    state, change = seen(state, alert(1), at(8))
    assert change.what is What.OPENED
    assert spans(state) == [(1, 5, Outcome.TOLD), (8, None, Outcome.OPEN)]
    state, change = seen(state, alert(1), at(9))
    assert change.what is What.NOTHING
    state, (change,) = played(alert(1, 12), state=state)
    assert change.what is What.ENDED
    assert spans(state) == [(1, 12, Outcome.TOLD)]


def test_what_the_source_lists_and_we_never_heard_of_opens():
    state, change = seen(History(), alert(1), at(8))
    assert (change.what, change.episode.starts_at) == (What.OPENED, at(1))
    assert seen(state, alert(1), at(9))[1].what is What.NOTHING


def test_an_answer_older_than_the_end_opens_nothing():
    state, _ = played(alert(1), alert(1, 9))
    state, change = seen(state, alert(1), at(8))
    assert change.what is What.NOTHING
    assert spans(state) == [(1, 9, Outcome.TOLD)]
