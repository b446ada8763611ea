"""What of receipts goes to the book: what came together, what is kept of it, and what is read for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from thongsuot.campaigns.actions import keeping
from thongsuot.campaigns.actions.keeping import Lot
from thongsuot.campaigns.gateway.lots import BatchReceipts
from thongsuot.campaigns.queries import claims
from thongsuot.campaigns.queries.claims import Private, Written
from thongsuot.engines.smpp import Session

AT_ONCE = 50  # Results read in one go
MOST_STRAYS = 500  # lots of strays looked at in one go


@dataclass(frozen=True, slots=True, eq=False)
class Parcel:
    """Receipts that came together over one session."""

    session: Session
    sequences: NDArray[np.uint32]
    message_ids: NDArray[np.bytes_]
    states: NDArray[np.uint8]
    since: float

    def some(self, rows: NDArray[np.bool_]) -> Parcel:
        """Return some of them."""
        kept = self.sequences[rows], self.message_ids[rows], self.states[rows]
        return Parcel(self.session, *kept, self.since)


Acks = list[tuple[Session, NDArray[np.uint32]]]


@dataclass(frozen=True, eq=False)
class Keep:
    """Keep lots, and strays with the ones they replace."""

    lots: Sequence[tuple[BatchReceipts, Lot, NDArray[np.void]]]
    acks: Acks
    organisation: int = 0
    reality: str = ""
    strays: tuple[int, bytes] | None = None
    settled: Sequence[int] = ()

    def __call__(self, connection: Private) -> tuple[dict[int, int], dict[int, tuple[int, bytes]]]:
        """Return the new lot of each batch, and for those that did not fit what the tables have."""
        with connection.transaction():
            kept = keeping.keep_receipts(connection, [lot for _of, lot, _rows in self.lots]) if self.lots else {}
            if self.strays is not None:
                keeping.keep_strays(connection, self.organisation, self.reality, *self.strays)
            if self.settled:
                keeping.drop_strays(connection, self.settled)
        stale = [lot.batch for _of, lot, _rows in self.lots if lot.batch not in kept]
        return kept, {batch: claims.lots_of(connection, batch) for batch in stale}


@dataclass(frozen=True, eq=False)
class ReadOthers:
    """Read in Results that are not expected: of other gateways, of before our start, or so old that we forgot them."""

    organisation: int
    known: tuple[int, ...]

    def __call__(self, connection: Private) -> list[Written]:
        """Return them, the newest first."""
        return list(claims.results_by_others(connection, self.organisation, known=self.known, most=AT_ONCE))


@dataclass(frozen=True, eq=False)
class ReadStrays:
    """Read in receipts that nobody knew when they came."""

    organisation: int

    def __call__(self, connection: Private) -> list[tuple[int, int, bytes]]:
        """Return them, the oldest first."""
        return claims.strays(connection, self.organisation, MOST_STRAYS)


def together(parcels: Sequence[Parcel]) -> Iterator[Parcel]:
    """Put together what came over one session within a second: one look costs little more than another."""
    groups: dict[tuple[int, int], list[Parcel]] = {}
    for parcel in parcels:
        groups.setdefault((id(parcel.session), int(parcel.since)), []).append(parcel)
    for group in groups.values():
        columns = (
            np.concatenate([each.sequences for each in group]),
            np.concatenate([each.message_ids for each in group]),
            np.concatenate([each.states for each in group]),
        )
        yield group[0] if len(group) == 1 else Parcel(group[0].session, *columns, group[0].since)


def rows_of(message_ids: NDArray[np.bytes_], states: NDArray[np.uint8]) -> bytes:
    rows = np.empty(states.size, np.dtype([("id", message_ids.dtype), ("state", "u1")]))
    rows["id"], rows["state"] = message_ids, states
    return rows.tobytes()


def acknowledge(acks: Acks) -> None:
    for session, sequences in acks:
        session.acknowledge(sequences)
