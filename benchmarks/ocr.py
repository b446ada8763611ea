"""What recognising a scan promises: seconds a clean and a hard page, wrong characters, memory: ocr.py [PAGES]."""

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
                    held += process.memory_full_info().pss  # what is shared counts once
                except psutil.Error:
                    continue
            self.most = max(self.most, held)


def page(data: bytes, rounds: int = 5) -> tuple[float, float, int]:
    """The median of the seconds a page takes alone, wrong characters of the body, and how often it was looked at."""
    spent = []
    for _ in range(rounds):
        start = time.perf_counter()
        leaf = gateway.leaf(data, 1)
        spent.append(time.perf_counter() - start)
    text = recognised(leaf.words, leaf.width).text
    return statistics.median(spent), scans.errors(scans.body(text), scans.body(scans.words())), leaf.looks


def main(pages: int) -> None:
    """Print everything."""
    for name, image in {
        "clean, 200 dpi": scans.page(200),
        "clean, 300 dpi": scans.page(300),
        "hard, 150 dpi": scans.degraded(150),
        "hard, 200 dpi": scans.degraded(200, skew=-3.2, noise=0.05),
    }.items():
        seconds, wrong, looks = page(scans.saved(image))
        promise = 4 if name.startswith("clean") else 9
        print(f"{name:15} {seconds:5.2f} s (promise {promise}), {wrong:.2%} of characters, looked at {looks} x")
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
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
