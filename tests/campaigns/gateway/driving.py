"""A simulated centre and a gateway's loop in this very process, turned by the test until something is so."""

from __future__ import annotations

import contextlib
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.campaigns.gateway.shares import Ledger

from thongsuot.campaigns.gateway.loop import Gateway
from thongsuot.engines.smpp import Standing
from thongsuot.exercise.gateway import Behaviour, Centre, Line, Record, Server, listen, read_record
from thongsuot.organisations.models import Organisation
from thongsuot.outbox.gateway import links
from thongsuot.outbox.gateway.links import Told

PATIENCE = 60.0  # seconds until a test gives up


class House:
    """The centre's server, and as many gateways as the test opens."""

    def __init__(self, folder: Path, behaviour: Behaviour, code: str) -> None:
        self.record = folder / "record.tsv"
        self.organisation = Organisation.objects.get(code=code).pk
        self.code, self._behaviour = code, behaviour
        self.gateways: list[Gateway] = []

    @contextlib.contextmanager
    def serving(self) -> Iterator[None]:
        """Serve until the block ends."""
        listener = listen("127.0.0.1", 0)
        self.port = listener.getsockname()[1]
        with Record(self.record) as record, ThreadPoolExecutor(1) as pool:
            self.server = Server(Centre(self._behaviour, record), listener)
            running = pool.submit(self.server.run)
            try:
                yield
            finally:
                with contextlib.suppress(Exception):
                    self.close()
                self.server.stop()
                running.result(PATIENCE)

    def told(self, **options: object) -> Told:
        """Return the link to the centre."""
        query = "&".join(f"{name}={value}" for name, value in options.items())
        return links.read_one(self.code, f"smpp://esme:secret@127.0.0.1:{self.port}?{query}", "live")

    def open(self, singles: object = None, **options: object) -> Gateway:
        """Start another gateway."""
        gateway = Gateway(self.told(**options), self.organisation, singles)
        gateway.start()
        self.gateways.append(gateway)
        return gateway

    def close(self) -> None:
        """End every gateway in good order."""
        while self.gateways:
            self.gateways.pop().finish()

    def until(self, so: Callable[[], object]) -> None:
        """Turn all gateways until something is so."""
        end, look_at = time.monotonic() + PATIENCE, 0.0
        while True:
            if time.monotonic() >= look_at:
                if so():
                    return
                look_at = time.monotonic() + 0.05
            assert time.monotonic() < end, "it never came to pass"
            for gateway in self.gateways:
                gateway.turn(0.01)

    def turn(self, seconds: float) -> None:
        """Turn all gateways for a while."""
        end = time.monotonic() + seconds
        self.until(lambda: time.monotonic() >= end)

    @property
    def lines(self) -> list[Line]:
        """What the centre has heard."""
        return list(read_record(self.record))


@contextlib.contextmanager
def house(folder: Path, behaviour: Behaviour | None = None, code: str = "dd-1") -> Iterator[House]:
    """Yield a centre that serves."""
    made = House(folder, behaviour or Behaviour(), code)
    with made.serving():
        yield made


def disagreements(lines: list[Line], told: Ledger, *, parts: int = 1) -> list[str]:
    """Compare what the centre has with what the tables say, recipient by recipient."""
    taken: defaultdict[int, list[str]] = defaultdict(list)
    for line in lines:
        if line.accepted:
            taken[int(line.destination)].append(line.message_id)
    heard = {int(line.destination) for line in lines}
    found = [f"{number} got {len(ids)} messages" for number, ids in taken.items() if len(ids) > parts]
    found += [f"{number} has two outcomes" for number in told.twice]
    for number, standing in told.standing.items():
        ids = {name.decode() for name in told.ids[number] if name}
        if not ids <= set(taken[number]):
            found.append(f"{number}: the tables have {ids}, the centre {taken[number]}")
        if standing is Standing.ACCEPTED and len(taken[number]) != parts:
            found.append(f"{number} accepted, the centre has {len(taken[number])}")
        if standing is Standing.REFUSED and len(ids) != len(taken[number]):
            found.append(f"{number} refused, the centre took {len(taken[number])}")
    found += [f"{number} heard of, not in the tables" for number in heard - told.standing.keys() - told.claimed]
    count = Counter(told.standing.values())
    for name, standing in (
        ("accepted", Standing.ACCEPTED),
        ("refused", Standing.REFUSED),
        ("uncertain", Standing.UNCERTAIN),
    ):
        if count[standing] != told.sums[name]:
            found.append(f"{name}: {count[standing]} in the results, {told.sums[name]} in the sums")
    return found
