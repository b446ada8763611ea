"""The product end to end: campaigns of made-up subscribers go out through the gateway and are compared afterwards."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median
from time import perf_counter, sleep

from sending import filling
from sending.centre import Centre
from sending.comparing import disagreements, in_another_process
from sending.install import Gateway, Install, until

WINDOW = 1_000
UNACKNOWLEDGED = 10_000
CONTRACT, OPERATORS = 500, ("dd-1", "dd-2", "dd-3")


@dataclass
class Sent:
    """One campaign: seconds from its release until the last outcome was committed, what that cost, what came of it."""

    seconds: float
    micro: float  # of the gateway's processor, a message
    peak_mb: float
    compared: dict[str, int]
    claimed: int = 0  # and without an outcome when it was killed

    def __str__(self) -> str:
        how = f"killed with {self.claimed} claimed" if self.claimed else f"{self.micro:.2f} us CPU each"
        return f"{how}, {self.peak_mb:.0f} MB: " + ", ".join(f"{name} {count}" for name, count in self.compared.items())

    @property
    def wrong(self) -> int:
        """Return how much disagrees with the centre's record, and how many are in doubt beyond the claim."""
        return disagreements(self.compared) + max(0, self.compared["uncertain"] - self.claimed)


def durable(where: Install, recipients: int, *, refused: int = 0, killed: bool = False) -> Sent:
    """Send a campaign, perhaps with `refused` of a thousand refused, perhaps with the gateway killed half-way."""
    [share] = filling.shares(["dd-1"], recipients)
    with Centre(where.folder, "--refused", refused, record=True) as centre, ExitStack() as gateways:
        gateway = gateways.enter_context(Gateway(where, "dd-1", centre.port, window=WINDOW))
        cpu, begun, claimed = gateway.cpu(), perf_counter(), 0
        filling.release([share])
        if killed:
            until(lambda: where.counts(share.pk)["sent_upto"] >= recipients // 2)
            gateway.kill()
            sleep(0.5)  # what was being committed is, or is not
            left = where.counts(share.pk)
            claimed = left["claimed_upto"] - left["sent_upto"]
            gateway = gateways.enter_context(Gateway(where, "dd-1", centre.port, window=WINDOW))
        until(lambda: gateway.alive() and where.counts(share.pk)["sent_upto"] == recipients)
        sent = Sent(perf_counter() - begun, (gateway.cpu() - cpu) / recipients * 1e6, gateway.peak_mb(), {}, claimed)
        sent.compared = in_another_process(centre.record, share.pk, where.url)
    return sent


def receipts(where: Install, recipients: int, *, shuffled: bool) -> tuple[float, int]:
    """Return receipts a second that were matched, committed and acknowledged, and how much of it is wrong.

    The centre gives them all at once when everything was sent, and never has more unacknowledged than it may.
    """
    [share] = filling.shares(["dd-1"], recipients)
    words = ["--receipts", UNACKNOWLEDGED, "--hold", *(["--shuffle"] if shuffled else [])]
    with (
        Centre(where.folder, *words, record=True) as centre,
        Gateway(where, "dd-1", centre.port, window=WINDOW) as gateway,
    ):
        filling.release([share])
        until(lambda: gateway.alive() and where.counts(share.pk)["sent_upto"] == recipients)
        begun = perf_counter()
        centre.give_receipts()
        until(lambda: gateway.alive() and where.counts(share.pk)["delivered"] == recipients)
        seconds = perf_counter() - begun
        sleep(0.5)  # the last answers are on their way
        wrong = disagreements(in_another_process(centre.record, share.pk, where.url))
        totals = centre.end()
        wrong += (totals.receipts != recipients) + (totals.acknowledged != recipients)
    return recipients / seconds, wrong


@dataclass
class Paced:
    """Operators at their contracted rate, side by side."""

    utilisation: float
    throttled: int
    predicted_over_actual: float
    seen_half_way: float  # the same with the prediction that the page shows half-way
    wrong: int


def pacing(where: Install, seconds: int) -> Paced:
    """Send to three operators at 500 a second for so long; their centres refuse whatever is faster."""
    shares = filling.shares(list(OPERATORS), CONTRACT * seconds, CONTRACT)
    with ExitStack() as stack:
        more = ["--tps", CONTRACT]
        centres = [stack.enter_context(Centre(where.folder, *more, record=True)) for _ in OPERATORS]
        for code, centre in zip(OPERATORS, centres, strict=True):
            stack.enter_context(Gateway(where, code, centre.port, rate=CONTRACT, window=100))
        left = {share.pk: 0.0 for share in shares}
        begun = perf_counter()
        filling.release(shares)
        sleep(seconds / 2)
        seen = _predicted_seconds([share.pk for share in shares]) + perf_counter() - begun
        while not all(left.values()):
            for share in shares:
                if not left[share.pk] and where.counts(share.pk)["sent_upto"] == CONTRACT * seconds:
                    left[share.pk] = perf_counter() - begun
            sleep(0.02)
            if perf_counter() - begun > 10 * seconds + 60:
                raise SystemExit(f"pacing does not come to its end: {[where.counts(share.pk) for share in shares]}")
        pairs = zip(shares, centres, strict=True)
        wrong = sum(disagreements(in_another_process(centre.record, share.pk, where.url)) for share, centre in pairs)
        throttled = sum(centre.end().throttled for centre in centres)
    slowest = max(left.values())
    return Paced(seconds / slowest, throttled, max(share.seconds for share in shares) / slowest, seen / slowest, wrong)


def _predicted_seconds(keys: list[int]) -> float:
    """Return in how many seconds the last operator will be through, as the campaign's page says."""
    from thongsuot.campaigns.models import Share
    from thongsuot.campaigns.queries.sending import sendings_of
    from thongsuot.organisations import access

    at = filling.now()
    with access.acting_as_system():
        sendings = sendings_of(Share.objects.select_related("campaign").filter(pk__in=keys), at)
    return max((each.finish_at - at).total_seconds() for each in sendings.values() if each.finish_at)


def cost(where: Install, recipients: int, rounds: int) -> tuple[float, float]:
    """Return microseconds of the gateway's processor a message: of campaigns of a tenth of that size, and of that size.

    Each is sent by a gateway that has sent one block before: what a process does once is not the cost of a message, and
    what earlier campaigns left in it is not this one's.
    """
    spent: dict[int, list[float]] = {recipients // 10: [], recipients: []}
    for size in [*spent] * rounds:
        rows = [filling.shares(["dd-1"], each)[0] for each in (filling.PER_BLOCK, size)]
        with Centre(where.folder) as centre, Gateway(where, "dd-1", centre.port, window=WINDOW) as gateway:
            for share in rows:
                before, whole = gateway.cpu(), share.subscribers
                filling.release([share])
                until(lambda share=share, whole=whole: gateway.alive() and where.counts(share.pk)["sent_upto"] == whole)
            spent[size].append((gateway.cpu() - before) / size * 1e6)
    small, large = map(median, spent.values())
    return small, large
