"""Mass SMS, every promise in one run: the engine, the product end to end, its peers, receipts, pacing, cost.

.venv/bin/python benchmarks/sms.py [--json] [--recipients 1500000] [--seconds 60] [--runs 5] [--only PART ...]

The gateway runs as the supervisor starts it, in an install of its own with the embedded PostgreSQL, beside a message
centre in C that notes every message. A second process compares tables and notes after each campaign; one run of five is
killed half-way and must still agree. What misses its promise is named, and makes the exit code 1.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from statistics import median

import sms_engine
from sending import measuring, pausing
from sending.centre import Centre, sent_by
from sending.filling import OCTETS
from sending.install import Install, install

PARTS = ("engine", "peers", "durable", "receipts", "pacing", "cost", "pause")
KEYS = ("c_per_s", "engine_per_s", "durable_recipients", "durable_seconds", "peak_rss_mb", "node_smpp_per_s",
        "smpplib_per_s", "receipts_engine_per_s", "receipts_durable_per_s", "pacing_utilisation", "throttled",
        "predicted_over_actual", "pause_ms")  # fmt: skip
USUAL = 1_500_000  # recipients that the promises in seconds are about
SECONDS, SECONDS_REFUSED, MEGABYTES = 2.5, 5.0, 250
OVER_NODE, OVER_SMPPLIB = 40, 100
RECEIPTS_DURABLE = 300_000
UTILISATION, PREDICTION, COST = 0.99, 0.10, 0.15
REFUSED = 50  # of a thousand
KILLED_ONE_OF = 5
PAUSES, PAUSE = 20, 100  # so many tries, and milliseconds from the commit until nothing leaves any more


class Run:
    """The figures of one run, and the promises that were missed."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.figures: dict[str, float | None] = dict.fromkeys(KEYS)
        self.missed: list[str] = []

    def promise(self, words: str, kept: bool) -> None:
        """Print a line, and remember it where the promise in it is missed."""
        print(f"{words}{'' if kept else '   MISSED'}", flush=True)
        if not kept:
            self.missed.append(words)

    def engine(self) -> None:
        """The engine beside the C sender; receipts in the engine."""
        told = sms_engine.measured(self.options.messages)
        self.figures |= {"c_per_s": told.c_rate, "engine_per_s": told.engine_rate}
        self.figures["receipts_engine_per_s"] = told.receipts
        if not told.kept:
            self.missed.append("engine or receipts in the engine")

    def peers(self) -> None:
        """node-smpp and smpplib against the same centre; the better of two windows counts."""
        count = self.options.peer_messages
        for sender, key in (("node", "node_smpp_per_s"), ("smpplib", "smpplib_per_s")):
            with tempfile.TemporaryDirectory() as name, Centre(Path(name)) as centre:
                rates = {window: sent_by(sender, centre.port, count, window, OCTETS) for window in (100, 1_000)}
            self.figures[key] = max(rates.values())
            print(f"{sender:<10}{max(rates.values()):>11,.0f} messages/s   "
                  + ", ".join(f"window {window}: {rate:,.0f}" for window, rate in rates.items()))  # fmt: skip

    def durable(self, where: Install) -> None:
        """Campaigns end to end, without and with refusals; the process that is killed has its own line."""
        recipients = self.options.recipients
        for refused in self.options.refused:
            runs, peaks, most = [], [], SECONDS_REFUSED if refused else SECONDS
            for number in range(self.options.runs):
                killed = number % KILLED_ONE_OF == KILLED_ONE_OF // 2
                sent = measuring.durable(where, recipients, refused=refused, killed=killed)
                self.promise(f"durable   {sent.seconds:8.2f} s   {refused} of 1000 refused, {sent}", not sent.wrong)
                peaks.append(sent.peak_mb)
                if not killed:
                    runs.append(sent.seconds)
            seconds, peak = median(runs), max(peaks)
            self.promise(f"durable   {seconds:8.2f} s for {recipients:,}, {refused} of 1000 refused: "
                         f"{recipients / seconds:,.0f}/s (promised: {most} s), {peak:.0f} MB (promised: {MEGABYTES})",
                         seconds <= most * recipients / USUAL and peak <= MEGABYTES)  # fmt: skip
            if not refused:
                self.figures |= {"durable_recipients": recipients, "durable_seconds": seconds, "peak_rss_mb": peak}

    def beside_peers(self) -> None:
        """Hold the durable product against the bare libraries."""
        if self.figures["durable_seconds"] and self.figures["durable_recipients"]:
            rate = self.figures["durable_recipients"] / self.figures["durable_seconds"]
            for key, times in (("node_smpp_per_s", OVER_NODE), ("smpplib_per_s", OVER_SMPPLIB)):
                if peer := self.figures[key]:
                    words = f"durable product beside {key.removesuffix('_per_s')}: {rate / peer:.0f} x"
                    self.promise(f"{words} (promised: {times} x)", rate >= times * peer)

    def receipts(self, where: Install) -> None:
        """Receipts committed before they are acknowledged; the slower of in order and shuffled counts."""
        slowest = None
        for shuffled in (False, True):
            told = [measuring.receipts(where, self.options.recipients, shuffled=shuffled) for _ in range(self.rounds)]
            rate, wrong = median(rate for rate, _wrong in told), sum(wrong for _rate, wrong in told)
            slowest = min(rate, slowest or rate)
            how = "shuffled" if shuffled else "in order"
            self.promise(f"receipts  {rate:>12,.0f}/s durable, {how}, {measuring.UNACKNOWLEDGED:,} unacknowledged "
                         f"(promised: {RECEIPTS_DURABLE:,}), {wrong} wrong",
                         rate >= RECEIPTS_DURABLE and not wrong)  # fmt: skip
        self.figures["receipts_durable_per_s"] = slowest

    @property
    def rounds(self) -> int:
        """Return how often what takes long is repeated."""
        return min(self.options.runs, 3)

    def pacing(self, where: Install) -> None:
        """Three operators at their contracted rate, and when the product said it would be over."""
        told = measuring.pacing(where, self.options.seconds)
        self.figures |= {"pacing_utilisation": told.utilisation, "throttled": told.throttled}
        self.figures["predicted_over_actual"] = told.predicted_over_actual
        self.promise(f"pacing    {told.utilisation:.2%} of {measuring.CONTRACT}/s at {len(measuring.OPERATORS)} "
                     f"operators for {self.options.seconds} s (promised: {UTILISATION:.0%}), {told.throttled} "
                     f"throttled, {told.wrong} wrong",
                     told.utilisation >= UTILISATION and not told.throttled and not told.wrong)  # fmt: skip
        off = max(abs(told.predicted_over_actual - 1), abs(told.seen_half_way - 1))
        self.promise(f"predicted over actual finish {told.predicted_over_actual:.3f}, half-way "
                     f"{told.seen_half_way:.3f} (promised: within {PREDICTION:.0%})", off <= PREDICTION)  # fmt: skip

    def cost(self, where: Install) -> None:
        """A campaign of a tenth of the size beside a whole one."""
        small, large = measuring.cost(where, self.options.recipients, self.rounds)
        words = f"cost      {small:.2f} us CPU each of {self.options.recipients // 10:,}, {large:.2f} us each of"
        self.promise(f"{words} {self.options.recipients:,} (promised: within {COST:.0%})",
                     abs(large / small - 1) <= COST)  # fmt: skip

    def pause(self, where: Install) -> None:
        """From the commit of a pause to the last message that leaves."""
        told = pausing.pauses(where, PAUSES)
        self.figures["pause_ms"] = median(told)
        self.promise(f"pause     {median(told):8.1f} ms until nothing leaves, median of {len(told)}, at worst "
                     f"{max(told):.1f} (promised: {PAUSE})", median(told) <= PAUSE)  # fmt: skip


def main() -> int:
    """Measure what is asked for, and tell whether what was promised is kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print the figures as the last line")
    parser.add_argument("--recipients", type=int, default=USUAL, help="of each campaign")
    parser.add_argument("--seconds", type=int, default=60, help="of pacing")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--refused", type=int, nargs="+", default=[0, REFUSED], help="of a thousand, durable campaigns")
    parser.add_argument("--messages", type=int, default=1_000_000, help="of the bare engine")
    parser.add_argument("--peer-messages", type=int, default=50_000)
    parser.add_argument("--only", choices=PARTS, nargs="+", default=PARTS)
    parser.add_argument("--here", action="store_true", help="in the database of DATABASE_URL, which has the cast")
    run = Run(options := parser.parse_args())
    if "engine" in options.only:
        run.engine()
    if "peers" in options.only:
        run.peers()
    products = [part for part in PARTS[2:] if part in options.only]
    if products:
        with install(own=not options.here) as where:
            print(where.settings(), flush=True)
            for part in products:
                getattr(run, part)(where)
        run.beside_peers()
    if run.missed:
        print("missed:", *run.missed, sep="\n  ")
    if options.json:
        print(json.dumps({key: value if value is None else round(value, 4) for key, value in run.figures.items()}))
    return 1 if run.missed else 0


if __name__ == "__main__":
    sys.exit(main())
