"""Blocks are large while there is much to send, and small at the end, so that all sessions come to it together."""

from __future__ import annotations

import heapq

import pytest

from thongsuot.campaigns.actions.numbering import LEAST, sizes
from thongsuot.campaigns.models import MOST_IN_A_BLOCK


def longest(count, sessions):
    """Let each session take the next block when it has none, all equally quick; return what the longest one sends."""
    sent = [0] * sessions
    for size in sizes(count):
        heapq.heapreplace(sent, sent[0] + size)
    return max(sent)


@pytest.mark.parametrize("sessions", [1, 2, 3, 4, 6])
@pytest.mark.parametrize("count", [60_000, 150_001, 1_485_000])
def test_the_contracted_rate_is_used_to_the_end(count, sessions):
    assert count / (sessions * longest(count, sessions)) >= 0.99


def test_three_sessions_use_it_also_for_a_small_operator():
    assert 24_750 / (3 * longest(24_750, 3)) >= 0.99


@pytest.mark.parametrize("count", [0, 1, LEAST, LEAST + 1, 2_345, 10_000, 160_001, 1_485_000])
def test_everybody_is_in_one_block_and_no_block_is_too_large_or_larger_than_the_one_before(count):
    found = list(sizes(count))
    assert sum(found) == count
    assert all(0 < size <= MOST_IN_A_BLOCK for size in found)
    assert found == sorted(found, reverse=True)
    assert all(size >= LEAST for size in found[:-1])


def test_a_large_share_is_hardly_cut_into_more_blocks():
    assert len(list(sizes(1_485_000))) <= 1.05 * 1_485_000 / MOST_IN_A_BLOCK
