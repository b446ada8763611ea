"""What a gateway may send now, what it holds of it, and what others have written: over its own connection.

A gateway commits many times a second and never asks the connections of the pages; each of its connections is private,
shows one operator's rows (`app.organisations`, `app.own`) and commits every statement by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import psycopg
from numpy.typing import NDArray

from thongsuot.campaigns.models import Block
from thongsuot.campaigns.states import RUNNING, ShareState
from thongsuot.engines.smpp import Standing

Private = psycopg.Connection[tuple[Any, ...]]
KINDS = {  # whom a share's state lets messages leave for
    ShareState.TESTING: (Block.Kind.PHONES,),
    ShareState.TRIAL: (Block.Kind.TRIAL,),
    ShareState.SENDING: (Block.Kind.TRIAL, Block.Kind.REST),
}
RELEASED = """
SELECT share.id, share.state, campaign.id, campaign.brand, campaign.text
FROM campaigns_share AS share JOIN campaigns_campaign AS campaign ON campaign.id = share.campaign_id
WHERE share.organisation_id = %s AND share.state = ANY(%s)
  AND campaign.state = ANY(%s) AND share.generation = campaign.generation
  AND EXISTS (SELECT FROM campaigns_batch AS batch WHERE batch.share_id = share.id AND batch.sent_upto < batch.count)
ORDER BY share.id
"""
IN_DOUBT = """
SELECT DISTINCT share.id, campaign.brand, campaign.text, campaign.id, lane.number
FROM campaigns_batch AS batch JOIN campaigns_lane AS lane ON lane.id = batch.lane_id
JOIN campaigns_share AS share ON share.id = batch.share_id
JOIN campaigns_campaign AS campaign ON campaign.id = share.campaign_id
WHERE batch.organisation_id = %s AND batch.sent_upto < batch.count AND batch.claimed_upto > batch.sent_upto
"""
BY_OTHERS = """
SELECT result.id, result.batch_id, result.start, result.parts, result.width, result.states, result.ids
FROM campaigns_result AS result JOIN campaigns_batch AS batch ON batch.id = result.batch_id
WHERE result.organisation_id = %s
  AND result.start + result.count <= batch.sent_upto AND NOT result.id = ANY(%s) ORDER BY result.id DESC LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Released:
    """A share whose state lets messages leave, for recipients of these kinds."""

    share: int
    campaign: int
    brand: str
    text: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A share in which a lane left something claimed without an outcome."""

    share: int
    number: int
    campaign: int
    brand: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Written:
    """One Result as it stands; `number` is 0 where nobody knows it."""

    number: int
    batch: int
    start: int
    parts: int
    width: int
    states: bytes
    ids: bytes

    def accepted(self) -> tuple[NDArray[np.int64], NDArray[np.bytes_]]:
        """Return the places in their batch of the messages that the centre took over, and their ids (S)."""
        places = np.flatnonzero(np.frombuffer(self.states, np.uint8) == Standing.ACCEPTED)
        if not (self.width and places.size):
            return places[:0], np.empty(0, "S1")
        return self.start * self.parts + places, np.frombuffer(self.ids, f"S{self.width}")[places]


@dataclass(frozen=True, slots=True)
class Counts:
    """Recipients by what became of them, and the messages that the centre took over."""

    accepted: int = 0
    refused: int = 0
    uncertain: int = 0
    taken: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Add stretch to stretch."""
        return Counts(
            self.accepted + other.accepted,
            self.refused + other.refused,
            self.uncertain + other.uncertain,
            self.taken + other.taken,
        )

    def converted(self, parts: int, weight: int) -> int:
        """Return the converted messages (tin nhắn quy đổi): `weight` for who has all parts, each other part by itself.

        An operator may charge by steps of characters, so that a message comes to more or less than its parts.
        """
        return self.accepted * weight + (self.taken - self.accepted * parts) * max(1, weight // parts)


def counted(states: NDArray[np.uint8], parts: int) -> Counts:
    """Count recipients, `parts` messages each: one refused part refuses, else one in doubt leaves a doubt."""
    accepted = states == Standing.ACCEPTED
    taken = int(np.count_nonzero(accepted))
    if taken == states.size:
        return Counts(states.size // parts, 0, 0, taken)
    refused = (states == Standing.REFUSED).reshape(-1, parts).any(axis=1)
    whole = accepted.reshape(-1, parts).all(axis=1)
    counts = int(np.count_nonzero(whole)), int(np.count_nonzero(refused))
    return Counts(*counts, states.size // parts - sum(counts), taken)


def outcomes(states: NDArray[np.uint8], parts: int) -> NDArray[np.uint8]:
    """Tell of each recipient, as `counted` does: 0 accepted, 1 refused, 2 in doubt."""
    accepted = states == Standing.ACCEPTED
    if accepted.all():
        return np.zeros(states.size // parts, np.uint8)
    refused = (states == Standing.REFUSED).reshape(-1, parts).any(axis=1)
    told: NDArray[np.uint8] = np.where(accepted.reshape(-1, parts).all(axis=1), np.uint8(0), np.uint8(2))
    told[refused] = 1
    return told


def by_area(told: NDArray[np.uint8], areas: NDArray[np.uint16], many: int) -> NDArray[np.int64]:
    """Count outcomes by locality: `many` rows from number 0 on; columns accepted, refused, in doubt."""
    counts = np.zeros((many, 3), np.int64)
    counts[:, 0] = np.bincount(areas, minlength=many)
    if told.any():
        for column in (1, 2):
            counts[:, column] = np.bincount(areas[told == column], minlength=many)
        counts[:, 0] -= counts[:, 1] + counts[:, 2]
    return counts


def operator(connection: Private, code: str) -> int | None:
    """Return the number of the organisation with that code."""
    row = connection.execute("SELECT id FROM organisations_organisation WHERE code = %s", [code]).fetchone()
    return None if row is None else int(row[0])


def released(connection: Private, organisation: int) -> list[Released]:
    """Return the shares of an operator in which something is to be sent now."""
    states = [str(state) for state in KINDS]
    rows = connection.execute(RELEASED, [organisation, states, [str(state) for state in RUNNING]]).fetchall()
    return [
        Released(share, campaign, brand, text, tuple(str(kind) for kind in KINDS[ShareState(state)]))
        for share, state, campaign, brand, text in rows
    ]


def doubtful(connection: Private, organisation: int) -> list[Doubtful]:
    """Return where lanes of an operator hold claims without an outcome, whether their holders live or not."""
    rows = connection.execute(IN_DOUBT, [organisation]).fetchall()
    return [Doubtful(share, number, campaign, brand, text) for share, brand, text, campaign, number in rows]


def present(connection: Private, kind: int, organisation: int) -> int:
    """Return how many gateways of an operator live, on whatever machine."""
    row = connection.execute(
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND objid = %s AND granted"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
        [kind, organisation],
    ).fetchone()
    return int(row[0]) if row else 0


def results_by_others(connection: Private, organisation: int, *, known: Sequence[int], most: int) -> list[Written]:
    """Return Results, the newest first, but for those that are known and those that are not counted yet."""
    rows = connection.execute(BY_OTHERS, [organisation, list(known), most], binary=True).fetchall()
    return [Written(*row) for row in rows]


def lots_of(connection: Private, batch: int) -> tuple[int, bytes]:
    """Return the number of the last receipt lot of a batch, and the rows of all its lots."""
    rows = connection.execute(
        "SELECT id, rows FROM campaigns_receiptlot WHERE batch_id = %s ORDER BY id", [batch], binary=True
    ).fetchall()
    return (rows[-1][0] if rows else 0), b"".join(bytes(lot) for _number, lot in rows)


def strays(connection: Private, organisation: int, most: int) -> list[tuple[int, int, bytes]]:
    """Return receipts that nobody knew when they came: number, width, rows; the oldest first."""
    rows = connection.execute(
        "SELECT id, width, rows FROM campaigns_straylot WHERE organisation_id = %s ORDER BY id LIMIT %s",
        [organisation, most],
        binary=True,
    ).fetchall()
    return [(number, width, bytes(lot)) for number, width, lot in rows]
