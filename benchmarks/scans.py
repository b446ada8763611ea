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

SCANS = (
    ("clean", 150), ("clean", 200), ("clean", 300), ("skew", 200), ("noise", 200), ("blur", 200), ("light", 200),
    ("seal", 200), ("over", 200), ("left", 200), ("hard", 150), ("hard", 200), ("hard", 300),
)  # fmt: skip


PROMISED = {"heads": 0.93, "deadlines": 0.93}


def row(
    name: str, files: list[Path], read: Callable[[Path], Mapping[str, Any]], whole: dict[str, float]
) -> dict[str, float]:
    """Read every letter, print one row and return its F1; the first row is what the others are measured by."""
    start = time.perf_counter()
    with ThreadPoolExecutor(2) as pool:
        scores = list(pool.map(lambda file: recognising.scored(file, read(file)), files))
    spent = time.perf_counter() - start
    pages = sum(printing.printed(file).pages for file in files)
    cells, found = [], {}
    for part in recognising.PARTS:
        f1 = recognising.added([score[part] for score in scores]).f1
        found[part] = f1
        share = f1 / whole.setdefault(part, f1)
        cells.append(f"{f1:6.3f} {share:6.1%}")
    low = "200 dpi" in name and any(found[part] < promise for part, promise in PROMISED.items())
    print(f"{name:16}" + "  ".join(cells) + f"   {spent / pages:6.2f}" + ("  MISSED" if low else ""), flush=True)
    return found


def main(most: int) -> int:
    """Print the table; 1 where a row at 200 dots an inch missed the promise."""
    files = printing.chosen(most)
    pages = sum(printing.printed(file).pages for file in files)
    print(f"{len(files)} letters, {pages} pages; two at a time\n")
    print(f"{'':16}{'heads':>13}  {'deadlines':>13}  {'duties':>13}   s a page")
    whole: dict[str, float] = {}
    row("text", files, recognising.from_text, whole)
    row("PDF with words", files, recognising.from_words, whole)
    missed = False
    for fault, dpi in SCANS:
        found = row(
            f"{fault}, {dpi} dpi", files, lambda file, f=fault, d=dpi: recognising.from_scan(file, f, d).reading, whole
        )
        missed |= dpi == 200 and any(found[part] < promise for part, promise in PROMISED.items())
    return int(missed)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 6))
