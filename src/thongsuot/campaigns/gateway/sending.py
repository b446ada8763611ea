"""What is claimed goes out over the wires: which session sends it, and what is held, stopped or sent again.

Nothing here waits: wires are turned by the process, and what is to be written the planning tells.
"""

from __future__ import annotations

from collections.abc import Iterable

from thongsuot.campaigns.actions.claiming import Claimed, Held
from thongsuot.campaigns.gateway.holdings import Holding
from thongsuot.campaigns.gateway.places import Place
from thongsuot.campaigns.gateway.stretches import Stretch
from thongsuot.campaigns.gateway.wording import Wording, worded
from thongsuot.campaigns.queries.claims import Released
from thongsuot.engines.smpp import Batch, BatchUncertain, Closed, Event, Settled, Stencil, Throttled
from thongsuot.outbox.gateway.links import Told
from thongsuot.outbox.gateway.wire import Wire

GIVE_BACK = 5.0  # seconds without any session after which what did not leave is given to other gateways


class Sender:
    """The batches under way in this process, and the sessions that carry them."""

    def __init__(self, told: Told) -> None:
        """Begin with nothing."""
        self.told = told
        self.places: dict[int, Place] = {}
        self.holdings: list[Holding] = []
        self.released: dict[int, Released] = {}
        self._known: dict[int, Released] = {}
        self._wordings: dict[tuple[int, int], Wording] = {}
        self._stencils: list[Stencil] = []

    # --- what is told from outside

    def see(self, shares: Iterable[Released]) -> None:
        """Take note of what is released: the rest is stopped, what was held goes on."""
        self.released = {share.share: share for share in shares}
        self._known |= self.released
        for holding in self.holdings:
            if holding.share not in self.released:
                holding.stop()
            elif not holding.stopping:
                _hold(holding, held=False)

    def hold(self, topic: str, number: int) -> None:
        """Let nothing of a share or campaign leave until it is seen what it is released for."""
        for holding in self.holdings:
            share = self._known[holding.share]
            if not holding.stopping and number == (share.share if topic == "share" else share.campaign):
                _hold(holding, held=True)

    def stop(self) -> None:
        """Let nothing more go out, whatever is released."""
        self.see(())

    def heard(self, place: Place, event: Event, now: float) -> bool:
        """Take what a session says of batches; False where it is about something else."""
        match event:
            case Settled(_, count):
                place.count(count)
            case Throttled(_, until):
                place.throttled_until = until
            case BatchUncertain():
                pass
            case Closed():
                self.orphan(place.wire, now)
            case _:
                return False
        return True

    def orphan(self, wire: Wire, now: float) -> None:
        """Take note that a session is over: what had not left of its batches goes on elsewhere."""
        for holding in self.holdings:
            if holding.wire is wire:
                holding.wire, holding.homeless_since = None, now

    def lose(self, held: Held) -> None:
        """Let go of a lane that another gateway has taken: not a message more."""
        for holding in [each for each in self.holdings if each.mine.held == held]:
            for stretch in holding.stretches:
                stretch.batch.withdraw()
            self.holdings.remove(holding)

    def leave(self, place: Place) -> None:
        """Let a session come to its end."""
        place.leaving = True
        for holding in self.holdings:
            if holding.slot == place.number or holding.wire is place.wire:
                holding.stop()

    def empty(self, place: Place) -> bool:
        """Tell whether nothing is under way in a session, or in its lanes."""
        return not any(each.slot == place.number or each.wire is place.wire for each in self.holdings)

    def take(self, mine: Claimed) -> None:
        """Send what was claimed; what is not released any more goes back."""
        share = self._known[mine.held.share]
        holding = Holding(mine, self.wording(share, mine.wave))
        self.holdings.append(holding)
        place = self.places.get(holding.slot)
        if holding.share not in self.released or place is None or place.leaving:
            holding.stop()

    def wording(self, share: Released, wave: int) -> Wording:
        """Return what a wave of a share says; each wave by a reference of its own. Raises UnsendableText."""
        key = share.share, wave
        if key not in self._wordings:
            reference = share.share * 31 + wave
            self._wordings[key] = worded(self.told, share.brand, share.text, reference=reference)
        return self._wordings[key]

    # --- what goes out

    def feed(self, now: float) -> None:
        """Give the sessions what is claimed, and again what the centre had postponed."""
        for holding in self.holdings:
            place = self.places.get(holding.slot)
            for stretch in holding.stretches:
                stretch.look(now, throttled=place is not None and place.throttled(now))
            if holding.wire is None and not self._lodge(holding, now):
                continue
            if holding.claimed > holding.cut and not holding.stopping:
                self._cut(holding, now)
            for stretch in holding.stretches:
                self._try_again(holding, stretch, now)

    def _lodge(self, holding: Holding, now: float) -> bool:
        """Find a session for a batch, or for what a lost one left of it; the own one first."""
        able = [place for place in self.places.values() if place.wire.bound and not place.leaving]
        place = min(able, key=lambda each: each.number != holding.slot, default=None)
        if holding.homeless_since is None:
            holding.homeless_since = now
        if place is None and now - holding.homeless_since > GIVE_BACK:
            holding.stop()
        if holding.stopping:
            for stretch in holding.stretches:
                stretch.abandon()
            return False
        if place is None:
            return False
        for stretch in holding.stretches:
            if stretch.batch.waiting:
                place.wire.session.send(stretch.batch)
        holding.wire, holding.homeless_since = place.wire, None
        return True

    def _cut(self, holding: Holding, now: float) -> None:
        recipients = holding.recipients
        batch = Batch(self._stencil(holding.wording, recipients.size), recipients)
        batch.held = holding.held
        holding.stretches.append(Stretch(holding.cut, batch, now))
        holding.cut = holding.claimed
        if holding.wire is not None:
            holding.wire.session.send(batch)

    def _stencil(self, wording: Wording, size: int) -> Stencil:
        fit = [each for each in self._stencils if each.parts == wording.messages and each.room >= size]
        for stencil in fit:
            if stencil.holder is None or stencil.holder.done:
                return stencil
        self._stencils = [*fit, Stencil(wording.messages, size)]
        return self._stencils[-1]

    def _try_again(self, holding: Holding, stretch: Stretch, now: float) -> None:
        if stretch.again_at is not None and now >= stretch.again_at and holding.wire is not None:
            stretch.again_at = None
            holding.wire.session.again(stretch.batch)


def _hold(holding: Holding, *, held: bool) -> None:
    holding.held = held
    for stretch in holding.stretches:
        stretch.batch.held = held
