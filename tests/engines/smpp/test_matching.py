"""Receipts find their messages, however the centre writes the id the second time and in whatever order."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.engines.smpp import Matcher, MessageState, Verdict, Way

DELIVERED, ENROUTE, FAILED = MessageState.DELIVERED, MessageState.ENROUTE, MessageState.UNDELIVERABLE


def ids(*names):
    return np.array(names, np.bytes_)


def states(*values):
    return np.array(values, np.uint8)


def expecting(*names, **options):
    matcher = Matcher(**options)
    matcher.expect(ids(*names), np.arange(len(names)))
    return matcher


def match(matcher, *names, state=DELIVERED):
    found = matcher.match(ids(*names), states(*[state] * len(names)))
    return list(zip(found.keys.tolist(), [Verdict(verdict).name for verdict in found.verdicts], strict=True))


@pytest.mark.parametrize(
    ("answer", "receipt", "way"),
    [
        (b"7f3A", b"7f3A", Way.SAME),
        (b"7f3A", b"7F3a", Way.SAME),
        (b"007f3A", b"7f3a", Way.SAME),
        (b"7f3A", b"00007f3a", Way.SAME),
        (b"f8b5a3c2-1d2e-4f50-8a1b-2c3d4e5f6071", b"F8B5A3C2-1D2E-4F50-8A1B-2C3D4E5F6071", Way.SAME),
        (b"7f3A", b"32570", Way.HEX_TO_DECIMAL),
        (b"00007F3A", b"0032570", Way.HEX_TO_DECIMAL),
        (b"32570", b"7F3A", Way.DECIMAL_TO_HEX),
        (b"0032570", b"00007f3a", Way.DECIMAL_TO_HEX),
        (b"FFFFFFFFFFFFFFFF", b"18446744073709551615"[:19], None),
        (b"7f3B", b"32570", None),
    ],
)
def test_an_id_is_found_as_it_may_be_written(answer, receipt, way):
    matcher = expecting(b"1", answer)
    assert match(matcher, receipt) == ([(-1, "HELD")] if way is None else [(1, "MATCHED")])
    assert matcher.way is (way or Way.SAME)


@settings(deadline=None, max_examples=100)
@given(
    st.lists(st.integers(1, 2**60), min_size=1, max_size=60, unique=True),
    st.sampled_from([("%d", "%d"), ("%X", "%x"), ("%x", "%020x"), ("%012d", "%d"), ("%x", "%d"), ("%d", "%X")]),
    st.data(),
)
def test_each_receipt_finds_its_own_message(numbers, ways, data):
    written, again = ways
    order = data.draw(st.permutations(range(len(numbers))))
    matcher = Matcher()
    cut = data.draw(st.integers(0, len(numbers)))
    for part in (slice(0, cut), slice(cut, None)):
        names = [(written % number).encode() for number in numbers[part]]
        matcher.expect(np.array(names, "S64"), np.arange(len(numbers))[part])
    decided = written.lower()[-1] == again.lower()[-1]
    found = matcher.match(
        ids(*[(again % numbers[place]).encode() for place in order]), states(*[DELIVERED] * len(order))
    )
    if decided or matcher.way is not Way.SAME:
        assert found.keys.tolist() == order
        assert matcher.matched == len(order)


def test_a_receipt_that_overtakes_its_answer_is_held():
    matcher = expecting(b"A1")
    assert match(matcher, b"A1", b"A2", b"A3") == [(0, "MATCHED"), (-1, "HELD"), (-1, "HELD")]
    assert matcher.held == 2
    early = matcher.expect(ids(b"a3", b"A4"), np.array([30, 40]))
    assert (early.keys.tolist(), early.states.tolist(), early.errors.tolist()) == ([30], [DELIVERED], [b""])
    assert matcher.held == 1
    early = matcher.expect(ids(b"A2"), np.array([20]))
    assert early.keys.tolist() == [20]
    assert (matcher.held, matcher.matched) == (0, 3)


def test_errors_of_held_receipts_are_kept():
    matcher = Matcher()
    matcher.match(ids(b"A1"), states(FAILED), ids(b"0B1"))
    early = matcher.expect(ids(b"A1"), np.array([7]))
    assert (early.keys.tolist(), early.states.tolist(), early.errors.tolist()) == ([7], [FAILED], [b"0B1"])


def test_ids_that_only_look_alike_are_not_taken_for_each_other():
    matcher = expecting(b"1000", b"4096")
    assert match(matcher, b"4096") == [(1, "MATCHED")]
    assert match(matcher, b"4097", b"100") == [(-1, "HELD"), (-1, "HELD")]
    assert matcher.expect(ids(b"4097", b"16535"), np.array([5, 6])).keys.tolist() == [5]


def test_only_so_many_are_held_and_the_oldest_go():
    matcher = expecting(b"x", hold=3)
    match(matcher, b"x")
    match(matcher, *[b"y%d" % number for number in range(5)])
    assert (matcher.held, matcher.dropped) == (3, 2)
    names = ids(*[b"y%d" % number for number in range(5)])
    assert matcher.expect(names, np.arange(5)).keys.tolist() == [2, 3, 4]


def test_a_receipt_again_is_counted_once():
    matcher = expecting(b"A", b"B")
    assert match(matcher, b"A", b"A", b"B") == [(0, "MATCHED"), (0, "REPEATED"), (1, "MATCHED")]
    assert match(matcher, b"b") == [(1, "REPEATED")]
    assert (matcher.matched, matcher.repeated) == (2, 2)


def test_word_from_on_the_way_leaves_the_message_expected():
    matcher = expecting(b"A", b"B")
    assert match(matcher, b"A", b"A", state=ENROUTE) == [(0, "MATCHED"), (0, "MATCHED")]
    assert match(matcher, b"A") == [(0, "MATCHED")]
    assert match(matcher, b"A", state=ENROUTE) == [(0, "REPEATED")]


def test_ids_that_are_not_unique_are_taken_in_turn():
    matcher = expecting(*[b"00000001"] * 3, b"2")
    assert match(matcher, *[b"00000001"] * 4, b"2") == [
        (0, "MATCHED"),
        (1, "MATCHED"),
        (2, "MATCHED"),
        (0, "REPEATED"),
        (3, "MATCHED"),
    ]


def test_of_ids_that_look_alike_the_same_one_is_taken():
    matcher = expecting(b"aB", b"Ab", b"0aB")
    assert match(matcher, b"Ab", b"0aB", b"aB", b"AB") == [
        (1, "MATCHED"),
        (2, "MATCHED"),
        (0, "MATCHED"),
        (0, "REPEATED"),
    ]
    later = expecting(b"x")
    later.expect(ids(b"X"), np.array([9]))
    assert match(later, b"X", b"0000000000000X") == [(9, "MATCHED"), (0, "MATCHED")]


def test_a_message_without_an_id_is_expected_by_nobody():
    matcher = expecting(b"", b"A")
    assert match(matcher, b"A") == [(1, "MATCHED")]
    assert expecting(b"").expect(ids(b""), np.array([0])).keys.size == 0


def test_the_oldest_messages_are_forgotten_and_counted():
    matcher = Matcher(remember=100)
    for start in range(0, 300, 50):
        names = ids(*[b"n%d" % number for number in range(start, start + 50)])
        matcher.expect(names, np.arange(start, start + 50))
        match(matcher, b"n%d" % start)
    assert match(matcher, b"n1") == [(-1, "HELD")]
    assert match(matcher, b"n299") == [(299, "MATCHED")]
    assert matcher.unmatched == 196  # a hundred twice, less the two of each that had a receipt


def test_receipts_of_nobody_are_not_looked_at_for_ever():
    matcher = expecting(b"zz")
    for number in range(40):
        assert match(matcher, b"%d" % (number + 5)) == [(-1, "HELD")]
    assert matcher.way is Way.SAME
    assert matcher.held == 40


@pytest.mark.parametrize("count", [20, 31, 100])
def test_a_stray_receipt_beside_single_answers_does_not_keep_another_base_unknown(count):
    matcher = Matcher()
    assert match(matcher, b"zz") == [(-1, "HELD")]
    for number in range(count):
        matcher.expect(ids(b"%d" % (1000 + number)), np.array([number]))
    names = [b"%X" % (1000 + number) for number in range(count)]
    assert match(matcher, *names) == [(number, "MATCHED") for number in range(count)]
    assert matcher.way is Way.DECIMAL_TO_HEX


def test_receipts_that_came_too_often_in_vain_are_tried_anew_when_the_expected_have_doubled():
    matcher = expecting(b"1000", b"1001", hold=5)
    for number in range(20):
        match(matcher, b"z%d" % number)
    assert match(matcher, b"3E8") == [(-1, "HELD")]
    matcher.expect(ids(b"1002"), np.array([2]))
    assert match(matcher, b"3E9") == [(-1, "HELD")]
    matcher.expect(ids(b"1003"), np.array([3]))
    assert match(matcher, b"3EA") == [(2, "MATCHED")]


def test_after_some_were_forgotten_the_expected_double_from_what_is_left():
    matcher = expecting(*(b"%d" % number for number in range(1000, 1006)), remember=8, hold=1)
    matcher.expect(ids(b"2000", b"2001", b"2002", b"2003"), np.arange(6, 10))
    for number in range(20):
        match(matcher, b"z%d" % number)
    matcher.expect(ids(b"3000", b"3001", b"3002", b"3003"), np.arange(10, 14))
    assert match(matcher, b"BB8") == [(10, "MATCHED")]


def test_a_million_shuffled_receipts_find_their_messages_in_lots():
    matcher, rng = Matcher(), np.random.default_rng(3)
    count, lot = 60_000, 10_000
    names = np.array([b"%010X" % number for number in range(count)])
    order = rng.permutation(count)
    for start in range(0, count, lot):
        matcher.expect(names[start : start + lot], np.arange(start, start + lot))
    for start in range(0, count, 1000):
        places = order[start : start + 1000]
        found = matcher.match(names[places], states(*[DELIVERED] * 1000))
        assert found.keys.tolist() == places.tolist()
    assert matcher.matched == count


def test_a_matcher_that_remembers_nothing_matches_nothing():
    matcher = expecting(b"A", b"B", remember=1)
    assert matcher.unmatched == 2
    assert match(matcher, b"A") == [(-1, "HELD")]
