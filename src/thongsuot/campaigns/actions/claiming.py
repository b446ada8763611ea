"""A gateway takes a session's place, claims a stretch before a byte of it leaves, and settles what a dead one left.

The place (slot) is a session-level advisory lock on the gateway's own connection: free means that its holder is gone.
Whoever takes it raises the epoch of its lanes, so that nothing the former holder still writes is kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from thongsuot.campaigns.queries.claims import Counts, Private, by_area, counted, outcomes
from thongsuot.engines.smpp import Standing

LOCK = 0x736D73  # the first number of a slot's lock; the second is organisation and slot
PRESENT = 0x736D74  # held, shared, by every gateway that lives; the second number is the organisation
MOST_SLOTS = 64

TAKE = """
INSERT INTO campaigns_lane (share_id, organisation_id, reality, number, epoch, gateway, rate, trouble, seen_at)
SELECT id, organisation_id, reality, %(number)s, 1, %(gateway)s, 0, '', %(at)s FROM campaigns_share WHERE id = %(share)s
ON CONFLICT (share_id, number) DO UPDATE
  SET epoch = campaigns_lane.epoch + 1, gateway = excluded.gateway, rate = 0, trouble = '', seen_at = excluded.seen_at
RETURNING id, epoch
"""
LEFT = """
SELECT batch.id, batch.sent_upto, batch.claimed_upto, block.areas, spread.counts
FROM campaigns_batch AS batch JOIN campaigns_block AS block ON block.id = batch.block_id
LEFT JOIN campaigns_areacounts AS spread ON spread.batch_id = batch.id
WHERE batch.lane_id = %s AND batch.sent_upto < batch.count AND batch.claimed_upto > batch.sent_upto
ORDER BY batch.id FOR UPDATE OF batch
"""
BEYOND = """
SELECT start, count, states FROM campaigns_result WHERE batch_id = %s AND start >= %s ORDER BY start
"""
DOUBT = """
INSERT INTO campaigns_result (share_id, batch_id, organisation_id, reality, start, count, parts, width, states, ids)
SELECT share_id, id, organisation_id, reality, %s, %s, %s, 0, %s, '' FROM campaigns_batch WHERE id = %s
"""
SETTLE = """
UPDATE campaigns_batch SET sent_upto = claimed_upto, epoch = %s, accepted = accepted + %s, refused = refused + %s,
  uncertain = uncertain + %s, segments = segments + %s WHERE id = %s
"""
SPREAD = """
INSERT INTO campaigns_areacounts (share_id, batch_id, organisation_id, reality, counts)
SELECT share_id, id, organisation_id, reality, %s FROM campaigns_batch WHERE id = %s
ON CONFLICT (batch_id) DO UPDATE SET counts = excluded.counts
"""
CLAIM = """
WITH mine AS (
  UPDATE campaigns_batch AS batch SET lane_id = lane.id, epoch = lane.epoch,
    claimed_upto = least(batch.count, batch.sent_upto + %(most)s)
  FROM campaigns_lane AS lane WHERE lane.id = %(lane)s AND lane.epoch = %(epoch)s AND batch.id = (
    SELECT open.id FROM campaigns_batch AS open JOIN campaigns_block AS block ON block.id = open.block_id
    WHERE open.share_id = %(share)s AND open.sent_upto < open.count AND open.claimed_upto = open.sent_upto
      AND block.kind = ANY(%(kinds)s) AND block.recipients IS NOT NULL
    ORDER BY open.wave, open.id LIMIT 1 FOR UPDATE OF open SKIP LOCKED)
  RETURNING batch.*
)
SELECT mine.id, mine.wave, mine.sent_upto, mine.claimed_upto, mine.count, mine.causes::text, block.recipients,
  block.areas, spread.counts
FROM mine JOIN campaigns_block AS block ON block.id = mine.block_id
LEFT JOIN campaigns_areacounts AS spread ON spread.batch_id = mine.id
"""
UNHEARD_OF = """
UPDATE campaigns_batch SET claimed_upto = sent_upto
WHERE lane_id = %s AND epoch = %s AND sent_upto < count AND claimed_upto > sent_upto AND NOT id = ANY(%s)
"""


@dataclass(frozen=True, slots=True)
class Held:
    """A lane that this gateway holds."""

    lane: int
    epoch: int
    share: int
    number: int


@dataclass(frozen=True, slots=True, eq=False)
class Claimed:
    """A batch of which the recipients from `sent` to `claimed` are ours to be sent.

    `areas` holds the locality of each recipient, where they are told apart, and `by_area` what is counted by locality.
    """

    batch: int
    held: Held
    wave: int
    sent: int
    claimed: int
    count: int
    causes: dict[str, int]
    recipients: NDArray[np.int64]
    areas: NDArray[np.uint16] | None = None
    by_area: NDArray[np.int64] | None = None


def be_present(connection: Private, organisation: int) -> None:
    """Count among the gateways that live, as long as the connection does."""
    connection.execute("SELECT pg_advisory_lock_shared(%s, %s)", [PRESENT, organisation])


def be_absent(connection: Private, organisation: int) -> None:
    """Count among them no more."""
    connection.execute("SELECT pg_advisory_unlock_shared(%s, %s)", [PRESENT, organisation])


def hold_slot(connection: Private, organisation: int, number: int) -> bool:
    """Take a session's place; False while another gateway has it."""
    key = organisation * MOST_SLOTS + number
    row = connection.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK, key]).fetchone()
    return bool(row and row[0])


def let_go_slot(connection: Private, organisation: int, number: int) -> None:
    """Give the place to another gateway."""
    connection.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK, organisation * MOST_SLOTS + number])


def take_lane(
    connection: Private, share: int, number: int, *, parts: int, weight: int, gateway: str, at: datetime
) -> Held:
    """Take a lane whose slot we hold, under a new epoch; what its former holder had claimed is uncertain from now on.

    Whoever was sent the message without an outcome is never sent it again. `weight` is how many converted
    messages all `parts` to a recipient come to.
    """
    with connection.transaction():
        told = {"share": share, "number": number, "gateway": gateway, "at": at}
        row = connection.execute(TAKE, told).fetchone()
        if row is None:
            raise LookupError(f"share {share} is not seen")
        for batch, sent, claimed, areas, counts in connection.execute(LEFT, [row[0]], binary=True).fetchall():
            whole, each = _doubt(connection, batch, (sent, claimed), parts)
            settled = whole.accepted, whole.refused, whole.uncertain, whole.converted(parts, weight)
            connection.execute(SETTLE, [row[1], *settled, batch])
            if spread := _spread(areas, counts):
                where, so_far = spread
                so_far += by_area(each, where[sent:claimed], len(so_far))
                connection.execute(SPREAD, [so_far.astype("<u4").tobytes(), batch])
        return Held(row[0], row[1], share, number)


def _doubt(connection: Private, batch: int, left: tuple[int, int], parts: int) -> tuple[Counts, NDArray[np.uint8]]:
    """Settle one batch: what has a Result counts as it says, what lies between is uncertain."""
    sent, claimed = left
    told = np.full(claimed - sent, 2, np.uint8)
    whole, at = Counts(), sent
    for start, count, said in connection.execute(BEYOND, [batch, sent], binary=True).fetchall():
        _unknown(connection, batch, at, start, parts)
        at = start + count
        states = np.frombuffer(said, np.uint8)
        whole += counted(states, states.size // count)
        told[start - sent : at - sent] = outcomes(states, states.size // count)
    _unknown(connection, batch, at, claimed, parts)
    in_doubt = claimed - sent - whole.accepted - whole.refused - whole.uncertain
    return whole + Counts(uncertain=in_doubt), told


def _unknown(connection: Private, batch: int, begin: int, end: int, parts: int) -> None:
    if end > begin:
        states = bytes([Standing.UNCERTAIN]) * ((end - begin) * parts)
        connection.execute(DOUBT, [begin, end - begin, parts, states, batch])


def _spread(areas: bytes | None, counts: bytes | None) -> tuple[NDArray[np.uint16], NDArray[np.int64]] | None:
    """Return the localities of a block's recipients and what its batch has of them so far, if they are told apart."""
    if areas is None:
        return None
    where = np.frombuffer(areas, "<u2")
    so_far = np.zeros(3 * (int(where.max()) + 1), np.int64) if counts is None else np.frombuffer(counts, "<u4")
    return where, so_far.reshape(-1, 3).astype(np.int64)


def claim(connection: Private, held: Held, kinds: Iterable[str], most: int) -> Claimed | None:
    """Claim up to so many recipients of the next batch that nobody holds; None where there is none.

    Raises psycopg.errors.CheckViolation where the share's state does not release them.
    """
    told = {"lane": held.lane, "epoch": held.epoch, "share": held.share, "kinds": list(kinds), "most": most}
    row = connection.execute(CLAIM, told, binary=True, prepare=True).fetchone()
    if row is None:
        return None
    batch, wave, sent, claimed, count, causes, recipients, *areas = row
    whom = np.frombuffer(recipients, "<i8")
    return Claimed(batch, held, wave, sent, claimed, count, json.loads(causes), whom, *(_spread(*areas) or ()))


def still_held(connection: Private, held: Held) -> bool:
    """Tell whether nobody has taken the lane since; the slot must be ours."""
    row = connection.execute("SELECT epoch FROM campaigns_lane WHERE id = %s", [held.lane]).fetchone()
    return row is not None and row[0] == held.epoch


def forgo(connection: Private, held: Held, known: Sequence[int]) -> int:
    """Give back claims of ours whose commit we never heard of: nothing of them was sent."""
    return connection.execute(UNHEARD_OF, [held.lane, held.epoch, list(known)]).rowcount
