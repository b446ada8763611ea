"""What came of a stretch and the next claim are kept in one commit, receipts before they are acknowledged."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from thongsuot.campaigns.actions.claiming import Held
from thongsuot.campaigns.queries.claims import Counts, Private

OUTCOME = """
WITH kept AS (
  UPDATE campaigns_batch AS batch SET sent_upto = %(sent)s, claimed_upto = %(claimed)s,
    accepted = batch.accepted + %(accepted)s, refused = batch.refused + %(refused)s,
    uncertain = batch.uncertain + %(uncertain)s, segments = batch.segments + %(segments)s, causes = %(causes)s::jsonb
  FROM campaigns_lane AS lane
  WHERE lane.id = %(lane)s AND lane.epoch = %(epoch)s
    AND batch.id = %(batch)s AND batch.lane_id = lane.id AND batch.epoch = lane.epoch AND batch.sent_upto = %(was)s
  RETURNING batch.id, batch.share_id, batch.organisation_id, batch.reality
), told AS (
  INSERT INTO campaigns_result (share_id, batch_id, organisation_id, reality, start, count, parts, width, states, ids)
  SELECT kept.share_id, kept.id, kept.organisation_id, kept.reality, one.start, one.count, %(parts)s, one.width,
    one.states, one.ids
  FROM kept, unnest(%(starts)b::int8[], %(counts)b::int8[], %(widths)b::int8[], %(states)b::bytea[], %(ids)b::bytea[])
    AS one (start, count, width, states, ids)
  ON CONFLICT (batch_id, start) DO NOTHING RETURNING id, start
), spread AS (
  INSERT INTO campaigns_areacounts (share_id, batch_id, organisation_id, reality, counts)
  SELECT share_id, id, organisation_id, reality, %(by_area)b FROM kept WHERE %(by_area)b::bytea IS NOT NULL
  ON CONFLICT (batch_id) DO UPDATE SET counts = excluded.counts
)
SELECT (SELECT count(*) FROM kept), ARRAY(SELECT id FROM told ORDER BY start),
  ARRAY(SELECT start FROM told ORDER BY start)
"""
STANDS = """
SELECT lane.epoch, batch.lane_id, batch.epoch, batch.sent_upto, batch.claimed_upto
FROM campaigns_batch AS batch, campaigns_lane AS lane WHERE batch.id = %s AND lane.id = %s
"""
RECEIPTS = """
WITH came AS (
  SELECT * FROM unnest(%(batches)b::int8[], %(delivered)b::int8[], %(undelivered)b::int8[], %(known)b::int8[],
    %(rows)b::bytea[]) AS one (batch, delivered, undelivered, known, rows)
), fit AS (
  UPDATE campaigns_batch AS batch SET delivered = batch.delivered + came.delivered,
    undelivered = batch.undelivered + came.undelivered
  FROM came WHERE batch.id = came.batch AND batch.accepted >= batch.delivered + came.delivered + batch.undelivered
    + came.undelivered AND NOT EXISTS (
      SELECT FROM campaigns_receiptlot AS lot WHERE lot.batch_id = came.batch AND lot.id > came.known)
  RETURNING batch.id, batch.share_id, batch.organisation_id, batch.reality, came.rows
)
INSERT INTO campaigns_receiptlot (share_id, batch_id, organisation_id, reality, rows)
SELECT share_id, id, organisation_id, reality, rows FROM fit RETURNING batch_id, id
"""
ENDING = 0x736D75  # the first number of the lock under which a share's last batches are looked at
ONE_AT_A_TIME = """
SELECT pg_advisory_xact_lock(%s, (share_id %% 2147483647)::int)
FROM campaigns_batch WHERE id = ANY(%s) ORDER BY share_id
"""
THROUGH = """
SELECT DISTINCT share.campaign_id
FROM campaigns_batch AS batch JOIN campaigns_share AS share ON share.id = batch.share_id
WHERE batch.id = ANY(%s) AND NOT EXISTS (
  SELECT FROM campaigns_batch AS open
  WHERE open.share_id = batch.share_id AND open.wave = batch.wave AND open.sent_upto < open.count)
"""


class Fenced(Exception):
    """Another gateway has taken the lane; nothing of this was kept."""

    def __init__(self, held: Held) -> None:
        super().__init__(f"lane {held.number} of share {held.share} was taken by another gateway")
        self.held = held


class Elsewhere(Exception):
    """A batch of which nothing was claimed any more is another lane's by now; nothing of this was kept."""

    def __init__(self, batch: int) -> None:
        super().__init__(f"batch {batch} is another lane's")
        self.batch = batch


@dataclass(frozen=True, slots=True)
class Told:
    """What the centre answered to recipients that follow each other, as Result keeps it."""

    start: int
    count: int
    width: int
    states: bytes
    ids: bytes


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What is to be kept of one batch: Results, and how far it has come from `was` on.

    `counts` are of the recipients between `was` and `sent`; `causes` and `by_area` (a row of accepted, refused,
    uncertain for each locality; None where they are not told apart) are those of the whole batch.
    """

    held: Held
    batch: int
    parts: int
    was: int
    sent: int
    claimed: int
    counts: Counts
    segments: int
    causes: dict[str, int]
    results: tuple[Told, ...] = ()
    by_area: NDArray[np.int64] | None = None


@dataclass(frozen=True, slots=True)
class Lot:
    """Receipts of one batch; `known` is the last lot of the batch that the counts take into account."""

    batch: int
    delivered: int
    undelivered: int
    known: int
    rows: bytes


def keep(connection: Private, outcome: Outcome) -> dict[int, int]:
    """Keep an outcome and the next claim; return the new Results by where they start. Keeping it twice changes nothing.

    Raises Fenced, Elsewhere; psycopg.errors.CheckViolation where the share's state does not release what is claimed.
    """
    results, counts, held = outcome.results, outcome.counts, outcome.held
    told = {
        "batch": outcome.batch,
        "lane": held.lane,
        "epoch": held.epoch,
        "was": outcome.was,
        "sent": outcome.sent,
        "claimed": outcome.claimed,
        "accepted": counts.accepted,
        "refused": counts.refused,
        "uncertain": counts.uncertain,
        "segments": outcome.segments,
        "causes": json.dumps(outcome.causes),
        "by_area": None if outcome.by_area is None else outcome.by_area.astype("<u4").tobytes(),
        "parts": outcome.parts,
        "starts": [each.start for each in results],
        "counts": [each.count for each in results],
        "widths": [each.width for each in results],
        "states": [each.states for each in results],
        "ids": [each.ids for each in results],
    }
    row = connection.execute(OUTCOME, told, binary=True, prepare=True).fetchone()
    if row is not None and row[0]:
        return dict(zip(row[2], row[1], strict=True))
    stands = connection.execute(STANDS, [outcome.batch, held.lane]).fetchone()
    if stands == (held.epoch, held.lane, held.epoch, outcome.sent, outcome.claimed):
        return {}  # the commit before went through, only its answer was lost
    if stands is not None and stands[0] == held.epoch and not results and outcome.was == outcome.sent:
        raise Elsewhere(outcome.batch)
    raise Fenced(held)


def keep_receipts(connection: Private, lots: Sequence[Lot]) -> dict[int, int]:
    """Keep receipts and count them; return the new lot of each batch.

    A batch whose counts do not fit what stands in the tables is left out: read its lots, count anew, keep again.
    """
    batches = sorted(lot.batch for lot in lots)
    with connection.transaction():
        connection.execute("SELECT id FROM campaigns_batch WHERE id = ANY(%s) ORDER BY id FOR UPDATE", [batches])
        told = {
            "batches": [lot.batch for lot in lots],
            "delivered": [lot.delivered for lot in lots],
            "undelivered": [lot.undelivered for lot in lots],
            "known": [lot.known for lot in lots],
            "rows": [lot.rows for lot in lots],
        }
        return dict(connection.execute(RECEIPTS, told, binary=True, prepare=True).fetchall())


def keep_strays(connection: Private, organisation: int, reality: str, width: int, rows: bytes) -> None:
    """Keep receipts whose message nobody here knows, `width` octets of id and one of state each."""
    connection.execute(
        "INSERT INTO campaigns_straylot (organisation_id, reality, width, rows) VALUES (%s, %s, %s, %b)",
        [organisation, reality, width, rows],
    )


def drop_strays(connection: Private, numbers: Iterable[int]) -> int:
    """Delete strays that found their message, or whose rest is kept anew; return how many were still there."""
    return connection.execute("DELETE FROM campaigns_straylot WHERE id = ANY(%s)", [list(numbers)]).rowcount


def show(connection: Private, held: Held, *, rate: int, trouble: str, at: datetime) -> None:
    """Show how a lane does."""
    connection.execute(
        "UPDATE campaigns_lane SET rate = %s, trouble = %s, seen_at = %s WHERE id = %s AND epoch = %s",
        [rate, trouble, at, held.lane, held.epoch],
    )


def tell_ends(connection: Private, batches: Sequence[int], organisation: int) -> bool:
    """Where these batches were the last of a wave, wake the timer for the next one and tell the campaign's pages.

    Gateways that end their last batches at the same moment look one behind the other, so that one of them sees it all.
    """
    connection.execute(ONE_AT_A_TIME, [ENDING, list(batches)])
    through = connection.execute(THROUGH, [list(batches)]).fetchall()
    for (campaign,) in through:
        connection.execute("SELECT pg_notify('changes', %s)", [f"campaign:{campaign}:{organisation}"])
    if through:
        connection.execute("SELECT pg_notify('timer', '')")
    return bool(through)


def announce(connection: Private, shares: Iterable[int], organisation: int) -> None:
    """Tell live pages that the counts of shares have changed."""
    for share in shares:
        connection.execute("SELECT pg_notify('changes', %s)", [f"share:{share}:{organisation}"])
