"""What is left of a letter when it was printed and scanned: fields of the head, deadlines, duties: scans.py [A_PART].

Each row scans the same letters of the corpus otherwise. Beside each F1 stands its share of what the letters' own text
reaches; promised are 0.93 of heads and of deadlines at 200 dots an inch: a row that misses it is marked, and ends in 1.
"""

import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from django.conf import settings  # noqa: E402 - the path is set above

settings.configure(USE_I18N=False)

from tests import printing, recognising  # noqa: E402 - the path is set above

PROMISED = {"heads": 0.93, "deadlines": 0.93}
PROMISED_AT = 200  # dots an inch
SCANS = (
    ("clean", 150), ("clean", 200), ("clean", 300), ("skew", 200), ("noise", 200), ("blur", 200), ("light", 200),
    ("seal", 200), ("over", 200), ("left", 200), ("hard", 150), ("hard", 200), ("hard", 300),
)  # fmt: skip


def row(
    name: str,
    files: list[Path],
    read: Callable[[Path], Mapping[str, Any]],
    whole: dict[str, float],
    *,
    promised: Mapping[str, float],
) -> bool:
    """Read every letter, print one row and return whether it missed what is promised (least F1 a part).

    The first row is what the others are measured by.
    """
    start = time.perf_counter()
    with ThreadPoolExecutor(2) as pool:
        scores = list(pool.map(lambda file: recognising.scored(file, read(file)), files))
    spent = time.perf_counter() - start
    pages = sum(printing.printed(file).pages for file in files)
    cells, missed = [], False
    for part in recognising.PARTS:
        f1 = recognising.added([score[part] for score in scores]).f1
        missed |= f1 < promised.get(part, 0.0)
        share = f1 / whole.setdefault(part, f1)
        cells.append(f"{f1:6.3f} {share:6.1%}")
    print(f"{name:16}" + "  ".join(cells) + f"   {spent / pages:6.2f}" + ("  MISSED" if missed else ""), flush=True)
    return missed


def main(most: int) -> int:
    """Print the table; 1 where a row at 200 dots an inch missed the promise."""
    files = printing.chosen(most)
    pages = sum(printing.printed(file).pages for file in files)
    print(f"{len(files)} letters, {pages} pages; two at a time\n")
    print(f"{'':16}{'heads':>13}  {'deadlines':>13}  {'duties':>13}   s a page")
    whole: dict[str, float] = {}
    row("text", files, recognising.from_text, whole, promised={})
    row("PDF with words", files, recognising.from_words, whole, promised={})
    missed = False
    for fault, dpi in SCANS:
        missed |= row(
            f"{fault}, {dpi} dpi",
            files,
            lambda file, f=fault, d=dpi: recognising.from_scan(file, f, d).reading,
            whole,
            promised=PROMISED if dpi == PROMISED_AT else {},
        )
    return int(missed)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 6))
