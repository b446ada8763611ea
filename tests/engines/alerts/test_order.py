"""Order, repetition and grouping of deliveries make no difference; changes lead to what the history says."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.alerts.samples import alert, at

from thongsuot.engines.alerts import History, Outcome, What, episodes, fold

MINUTES = st.integers(0, 12)


@st.composite
def alerts(draw):
    """Any alert that a source may tell of one fingerprint, and when it is received."""
    starts = draw(st.none() | MINUTES)
    firing = draw(st.booleans())
    ends = None if firing else draw(st.none() | MINUTES)
    return alert(starts, ends, firing=firing, exact=draw(st.booleans())), at(draw(MINUTES))


STORIES = st.lists(alerts(), max_size=14)


def told(story):
    state, changes = History(), []
    for one, received_at in story:
        state, change = fold(state, one, received_at)
        changes.append(change)
    return state, changes


@settings(deadline=None, max_examples=300)
@given(STORIES, st.randoms(use_true_random=False))
def test_the_order_makes_no_difference(story, chance):
    other = list(story)
    chance.shuffle(other)
    assert told(story)[0] == told(other)[0]


@settings(deadline=None, max_examples=150)
@given(STORIES, st.randoms(use_true_random=False))
def test_repetition_makes_no_difference(story, chance):
    again = [*story, *chance.choices(story, k=len(story))] if story else []
    assert told(story)[0] == told(again)[0]
    state = told(story)[0]
    for one, received_at in story:
        after, change = fold(state, one, received_at)
        assert after == state
        assert change.what is What.NOTHING


@settings(deadline=None, max_examples=300)
@given(STORIES)
def test_who_follows_the_changes_holds_open_what_is_open(story):
    state, changes = told(story)
    held = set()
    passed = set()
    for change in changes:
        if change.what in (What.ENDED, What.RENEWED, What.MOVED):
            held.remove(change.before.starts_at)
        if change.what in (What.ENDED, What.RENEWED):
            assert not change.ended.open
            passed.add(change.ended.starts_at)
        if change.what in (What.OPENED, What.RENEWED, What.MOVED):
            assert change.episode.open
            assert not held
            held.add(change.episode.starts_at)
        assert bool(change.passed) or change.what is not What.PASSED
        assert not any(episode.open for episode in change.passed)
        passed |= {episode.starts_at for episode in change.passed}
    assert {episode.starts_at for episode in episodes(state) if not episode.open} <= passed
    assert held == {episode.starts_at for episode in episodes(state) if episode.open}


@settings(deadline=None, max_examples=200)
@given(STORIES)
def test_episodes_follow_each_other_and_only_the_last_is_open(story):
    known = episodes(told(story)[0])
    for earlier, later in zip(known, known[1:], strict=False):
        assert earlier.outcome is not Outcome.OPEN
        assert earlier.starts[-1] < later.starts_at
        assert earlier.ends_at is None or earlier.starts_at <= earlier.ends_at <= later.starts_at


@settings(deadline=None, max_examples=200)
@given(STORIES)
def test_a_resolve_of_its_start_is_never_undone(story):
    over = {one.starts_at for one, _ in story if not one.firing and one.starts_at is not None}
    lasting = [episode for episode in episodes(told(story)[0]) if episode.open]
    assert not any(over & {episode.starts[-1]} for episode in lasting)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(0, 60), min_size=36, max_size=60, unique=True), st.randoms(use_true_random=False))
def test_beyond_the_bound_the_latest_are_the_same_in_any_order(starts, chance):
    story = [(alert(start, start + 0.5, firing=False), at(0)) for start in starts]
    other = list(story)
    chance.shuffle(other)
    assert told(story)[0] == told(other)[0]
    assert len(told(story)[0].facts) == 32
