"""Lanes are taken, each under a new epoch, and show how they do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from thongsuot.campaigns.actions import claiming, keeping
from thongsuot.campaigns.actions.claiming import Held
from thongsuot.campaigns.gateway.wording import worded
from thongsuot.campaigns.queries import claims
from thongsuot.campaigns.queries.claims import Doubtful, Private
from thongsuot.engines.message import UnsendableText
from thongsuot.outbox.gateway.links import Told


@dataclass(frozen=True, eq=False)
class Take:
    """Take lanes: of shares that are to be sent, and of those in which a gateway that is gone left a doubt."""

    told: Told
    organisation: int
    gateway: str
    holds: Callable[[int], bool]  # whether a slot is still ours when the job is done
    lanes: Sequence[tuple[Doubtful, int]] = ()
    settle: bool = False
    live: Callable[[], Collection[tuple[int, int]]] = tuple  # lanes that this very gateway sends in, share and number

    def __call__(self, connection: Private) -> list[Held]:
        """Take each under a new epoch, where its slot is still ours: else we would take it from whoever has it now."""
        taken = [self._take(connection, share, number) for share, number in self.lanes if self.holds(number)]
        if self.settle:
            live = self.live()
            for left in claims.doubtful(connection, self.organisation):
                if (left.share, left.number) in live:
                    continue
                if self.holds(left.number):
                    taken.append(self._take(connection, left, left.number))
                elif left.number >= self.told.sessions:
                    self._take_over(connection, left)
        return taken

    def _take(self, connection: Private, share: Doubtful, number: int) -> Held:
        try:
            wording = worded(self.told, share.brand, share.text, reference=0)
            parts, weight = wording.parts, wording.weight
        except UnsendableText:  # the link's settings have changed: nothing more is sent, what is in doubt is settled
            parts = weight = 1
        at = datetime.now(UTC)
        return claiming.take_lane(
            connection, share.share, number, parts=parts, weight=weight, gateway=self.gateway, at=at
        )

    def _take_over(self, connection: Private, left: Doubtful) -> None:
        """Settle what a session left that the link has no more of."""
        if claiming.hold_slot(connection, self.organisation, left.number):
            self._take(connection, left, left.number)
            claiming.let_go_slot(connection, self.organisation, left.number)


@dataclass(frozen=True, eq=False)
class Show:
    """Show how lanes do: rate and trouble of each."""

    lanes: Sequence[tuple[Held, int, str]]

    def __call__(self, connection: Private) -> None:
        """Write it."""
        at = datetime.now(UTC)
        with connection.transaction():
            for held, rate, trouble in self.lanes:
                keeping.show(connection, held, rate=rate, trouble=trouble, at=at)
