"""What a scan promises: seconds of a clean and a hard page, wrong characters, memory: ocr.py [PAGES ROUNDS]."""

import resource
import statistics
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

import psutil  # noqa: E402 - the path is set above
from django.conf import settings  # noqa: E402 - the path is set above

settings.configure(USE_I18N=False)

from tests import scans  # noqa: E402 - the path is set above

from thongsuot.directives import gateway  # noqa: E402 - the path is set above
from thongsuot.engines.letter import recognised  # noqa: E402 - the path is set above

MIB = 1024 * 1024


class Peak(threading.Thread):
    """The most memory that this process and its children held at one moment."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.process, self.most, self.over = psutil.Process(), 0, threading.Event()

    def run(self) -> None:
        """Look twenty times a second."""
        while not self.over.wait(0.05):
            held = 0
            for process in (self.process, *self.process.children(recursive=True)):
                try:
                    if process.pid != self.process.pid and process.cmdline() == self.process.cmdline():
                        continue  # not yet another program: it still borrows our own memory
                    held += process.memory_full_info().pss  # what is shared counts once
                except psutil.Error:
                    continue
            self.most = max(self.most, held)


def computed() -> float:
    """The seconds of one core that children have used, whatever else the machine does."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def page(data: bytes, rounds: int = 5) -> tuple[float, float, float, int]:
    """The medians of the seconds a page takes alone and of those computed, wrong characters, how often it was seen."""
    spent, used = [], []
    for _ in range(rounds):
        start, before = time.perf_counter(), computed()
        leaf = gateway.leaf(data, 1)
        spent.append(time.perf_counter() - start)
        used.append(computed() - before)
    wrong = scans.errors(scans.body(recognised(leaf.words, leaf.width).text), scans.body(scans.words()))
    return statistics.median(spent), statistics.median(used), wrong, leaf.looks


def main(pages: int, rounds: int) -> None:
    """Print everything."""
    for name, image in {
        "clean, 200 dpi": scans.page(200),
        "clean, 300 dpi": scans.page(300),
        "hard, 150 dpi": scans.degraded(150),
        "hard, 200 dpi": scans.degraded(200, skew=-3.2, noise=0.05),
        "hard, 300 dpi": scans.degraded(300, skew=2.4, noise=0.05),
        "on its head": scans.page(200).rotate(180),
    }.items():
        seconds, used, wrong, looks = page(scans.saved(image), rounds)
        promise = 4 if name.startswith("clean") else 9
        print(
            f"{name:15} {seconds:5.2f} s (promise {promise}; {used:.2f} s of one core), "
            f"{wrong:.2%} of characters, looked at {looks} x",
            flush=True,
        )
    data = scans.saved(*[scans.degraded(200)] * pages, form="PDF")
    watch = Peak()
    watch.start()
    start = time.perf_counter()
    leaves = list(gateway.leaves(data, pages))
    spent = time.perf_counter() - start
    watch.over.set()
    watch.join()
    count = sum(len(leaf.words) > 0 for leaf in leaves)
    print(f"{count} of {pages} hard pages, two at a time: {spent / pages:.2f} s a page, {len(data) / MIB:.0f} MiB in")
    print(f"most memory with all children: {watch.most / MIB:.0f} MiB (promise 400)")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:] or ("60", "5")))
