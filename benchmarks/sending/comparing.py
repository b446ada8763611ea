"""A process of its own that holds the install's tables against the centre's record, recipient by recipient.

python -m sending.comparing RECORD SHARE SAMPLE, with the database's address in COMPARED, prints one line of JSON. All
recipients and all totals are compared as arrays, and SAMPLE recipients drawn at random once more, each by itself. What
the ledger calls uncertain may or may not have arrived; all else must agree, and nobody may have been sent it twice.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import psycopg

from sending.centre import BENCHMARKS, recorded
from thongsuot.engines.smpp import Standing

Database = psycopg.Connection[tuple[Any, ...]]
BATCHES = """
SELECT batch.id, block.recipients, batch.sent_upto, batch.accepted, batch.refused, batch.uncertain, batch.delivered
FROM campaigns_batch AS batch JOIN campaigns_block AS block ON block.id = batch.block_id
WHERE batch.share_id = %s ORDER BY batch.id
"""
TOTALS = ("sent", "accepted", "refused", "uncertain", "delivered")
RESULTS = "SELECT batch_id, start, count, parts, width, states, ids FROM campaigns_result WHERE share_id = %s"
LOTS = "SELECT batch_id, rows FROM campaigns_receiptlot WHERE share_id = %s"
RECEIPT = np.dtype([("place", "<u4"), ("state", "u1")])
DELIVERED = 2


class Ledger:
    """What the tables say of each recipient: its state and the number of its message id, 0 where there is none."""

    def __init__(self, database: Database, share: int) -> None:
        self.totals: Counter[str] = Counter()
        self.starts: dict[int, int] = {}
        pieces: list[np.ndarray] = []
        for batch, octets, *counts in database.execute(BATCHES, [share], binary=True):
            self.starts[batch] = sum(piece.size for piece in pieces)
            pieces.append(np.frombuffer(octets, "<i8"))
            self.totals.update(dict(zip(TOTALS, counts, strict=True)))
        self.recipients = np.concatenate(pieces)
        self.states = np.zeros(self.recipients.size, np.uint8)
        self.ids = np.zeros(self.recipients.size, np.int64)
        self.told_twice = 0
        self._read_results(database, share)
        self.delivered = self._read_receipts(database, share)

    def _read_results(self, database: Database, share: int) -> None:
        for batch, start, count, parts, width, states, ids in database.execute(RESULTS, [share], binary=True):
            if parts != 1:
                raise SystemExit("the benchmark's text has one part")
            place = slice(self.starts[batch] + start, self.starts[batch] + start + count)
            self.told_twice += int(np.count_nonzero(self.states[place]))
            self.states[place] = np.frombuffer(states, np.uint8)
            if width:
                names = np.frombuffer(ids, f"S{width}").copy()
                names[names == b""] = b"0"
                self.ids[place] = names.astype(np.int64)

    def _read_receipts(self, database: Database, share: int) -> int:
        """Count the recipients whose receipt says delivered."""
        found = np.zeros(self.recipients.size, bool)
        for batch, octets in database.execute(LOTS, [share], binary=True):
            rows = np.frombuffer(octets, RECEIPT)
            found[self.starts[batch] + rows["place"][rows["state"] == DELIVERED]] = True
        return int(np.count_nonzero(found))


def compared(record: Path, share: int, sample: int) -> dict[str, int]:
    """Return the totals, and how many of them and of the recipients disagree."""
    with psycopg.connect(os.environ["COMPARED"]) as database:
        ledger = Ledger(database, share)
    rows = recorded(record)
    taken = rows[rows["status"] == 0]
    order = np.argsort(taken["to"], kind="stable")
    known, ids = taken["to"][order].astype(np.int64), taken["id"][order].astype(np.int64)
    place = np.searchsorted(known, ledger.recipients) % max(known.size, 1)
    arrived = known[place] == ledger.recipients
    accepted, refused, uncertain = (
        ledger.states == standing for standing in (Standing.ACCEPTED, Standing.REFUSED, Standing.UNCERTAIN)
    )
    heard_of = np.isin(ledger.recipients, rows["to"].astype(np.int64))
    wrong = (accepted & ~(arrived & (ids[place] == ledger.ids))) | (refused & (arrived | ~heard_of))
    wrong |= ~(accepted | refused | uncertain)
    told = {
        "sent": ledger.recipients.size,
        "accepted": int(np.count_nonzero(accepted)),
        "refused": int(np.count_nonzero(refused)),
        "uncertain": int(np.count_nonzero(uncertain)),
        "delivered": ledger.delivered,
    }
    in_doubt = int(np.count_nonzero(uncertain & arrived))
    return {
        **told,
        "uncertain_arrived": in_doubt,
        "doubled": int(known.size - np.unique(known).size) + ledger.told_twice,
        "strangers": int(np.count_nonzero(~np.isin(rows["to"].astype(np.int64), ledger.recipients))),
        "wrong": int(np.count_nonzero(wrong)),
        "totals_wrong": sum(ledger.totals[name] != count for name, count in told.items())
        + (taken.size != told["accepted"] + in_doubt),
        "sampled": min(sample, ledger.recipients.size),
        "sampled_wrong": _one_by_one(ledger, rows, sample),
    }


def _one_by_one(ledger: Ledger, rows: np.ndarray, sample: int) -> int:
    """Draw recipients and read what the record says of each, line by line."""
    drawn = Random(sample).sample(range(ledger.recipients.size), min(sample, ledger.recipients.size))  # noqa: S311 - a sample, no secret
    lines: dict[int, list[int]] = defaultdict(list)  # numbers of message ids, 0 for a refusal
    for to, number, status in rows[np.isin(rows["to"].astype(np.int64), ledger.recipients[drawn])].tolist():
        lines[to].append(number if status == 0 else 0)
    return sum(not _agrees(lines[int(ledger.recipients[at])], ledger.states[at], int(ledger.ids[at])) for at in drawn)


def _agrees(lines: list[int], state: int, number: int) -> bool:
    given = [line for line in lines if line]
    match state:
        case Standing.ACCEPTED:
            return given == [number]
        case Standing.REFUSED:
            return bool(lines) and not given
        case Standing.UNCERTAIN:
            return len(given) <= 1
    return False


def in_another_process(record: Path, share: int, url: str, sample: int = 10_000) -> dict[str, int]:
    """Compare in a process that has seen nothing of the sending."""
    words = [sys.executable, "-m", "sending.comparing", str(record), str(share), str(sample)]
    told = {**os.environ, "COMPARED": url}
    done = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True, cwd=BENCHMARKS, env=told)
    return dict(json.loads(done.stdout))


def disagreements(told: dict[str, int]) -> int:
    """Return how much of it is wrong."""
    return sum(told[name] for name in ("doubled", "strangers", "wrong", "totals_wrong", "sampled_wrong"))


if __name__ == "__main__":
    print(json.dumps(compared(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])), default=int))
