"""Gateway, PostgreSQL and centre are killed while campaigns are sent: ledger and record agree on every recipient."""

from __future__ import annotations

import random

import pytest
from tests.faults.centre import ROUGH, centre
from tests.faults.gateways import Forker
from tests.faults.house import seed
from tests.faults.striking import CLAIM, Found, Struck, drawn

pytestmark = pytest.mark.django_db(transaction=True)
SEED = seed()


def struck(running, own, folder, blows: list[tuple[str, ...]], *words: str, recipients: int) -> Found:
    """Strike, and print what repeats the run and what came of it."""
    chance = random.Random(SEED)  # noqa: S311  # moments, not secrets
    print(f"\nTS_SEED={SEED}; {'; '.join('+'.join(blow) for blow in blows)}")  # noqa: T201  # repeats the run
    with centre(folder / "record.tsv", f"--seed={SEED}", *ROUGH) as ours, Forker(*words) as forker:
        under_way = Struck(running, own, ours, forker, chance)
        try:
            return under_way.run(blows, recipients)
        finally:
            print(under_way.found.words())  # noqa: T201  # for the record


def blows(count: int) -> list[tuple[str, ...]]:
    return drawn(random.Random(SEED), count)  # noqa: S311  # moments, not secrets


def test_whatever_is_killed_ledger_and_record_agree_and_doubt_lies_in_what_was_claimed(running, own, tmp_path):
    found = struck(running, own, tmp_path, blows(10), recipients=6_000)
    assert found.wrong == []
    assert found.figures["blows"] == 10
    assert all(found.figures[f"killed {kind}"] >= 3 for kind in ("gateway", "database", "centre"))
    assert found.largest <= CLAIM
    assert found.figures["accepted"] > found.figures["uncertain"]


def test_without_the_fence_the_comparison_finds_what_was_sent_twice(running, own, tmp_path):
    found = struck(running, own, tmp_path, [("gateway",), ("database", "gateway")] * 2, "unfenced", recipients=4_000)
    assert [line for line in found.wrong if line.endswith("got 2 messages")], found


@pytest.mark.soak
def test_the_long_form_agrees_after_a_hundred_blows(running, own, tmp_path):
    found = struck(running, own, tmp_path, blows(100), recipients=20_000)
    assert found.wrong == []
    assert found.figures["blows"] == 100
    assert found.largest <= CLAIM
