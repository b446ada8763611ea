"""What a paper costs once the compiler is warm, PDF beside DOCX: python benchmarks/officialdoc.py [ROUNDS]."""

import sys
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from statistics import median
from time import perf_counter

from thongsuot.engines.officialdoc import (
    Align,
    Annex,
    Column,
    Item,
    Letterhead,
    Paper,
    Paragraph,
    Section,
    Signature,
    Table,
    to_docx,
    to_pdf,
)
from thongsuot.web import typefaces

PROJECT = Path(__file__).resolve().parents[1]
CREATED = datetime(2026, 2, 7, 14, 0, tzinfo=timezone(timedelta(hours=7)))
COLUMNS = (
    Column("TT", 0.6, Align.CENTER),
    Column("Đơn vị", 3),
    Column("Số phút hoạt động", 2, Align.RIGHT),
    Column("Tổng số phút", 2, Align.RIGHT),
)


def report(number: int, *, annexed: int = 0) -> Paper:
    """A report of two pages with a table, no two of them alike, and an annex of as many rows as asked."""
    rows = tuple((n, f"Doanh nghiệp {n}", n * 1_009 + number, n * 1_013) for n in range(1, 10))
    long = tuple((n, f"Trạm CS{n:04d}", n * 1_009 + number, n * 1_013) for n in range(1, annexed + 1))
    items = tuple(Item(f"Nội dung {n}: đã thực hiện {n * 137 + number} lượt tại các đơn vị.") for n in range(1, 12))
    return Paper(
        letterhead=Letterhead(parent="UBND tỉnh Cao Sơn", body="Sở Cao Sơn", symbol="BC-SCS", place="Cao Sơn"),
        type_name="Báo cáo",
        subject=f"Kết quả bảo đảm thông tin liên lạc lần {number}",
        addressees=("Bộ chủ quản", "Ủy ban nhân dân tỉnh Cao Sơn"),
        blocks=(
            Section("Kết quả", (*items, Table(COLUMNS, rows, "Kết quả theo doanh nghiệp"))),
            Section("Đề xuất", items[:4]),
            Paragraph("Trên đây là báo cáo của Sở."),
        ),
        recipients=("Như trên", "Lưu: VT"),
        signatures=(Signature(post="Giám đốc", name="Đinh Văn Khải"),),
        annexes=(Annex(title="Hoạt động của các trạm", blocks=(Table(COLUMNS, long),)),) if annexed else (),
        data={"number": number},
    )


def cost(write: Callable[[Paper], bytes], rounds: int, *, annexed: int = 0) -> float:
    """The median of the milliseconds a paper takes, each round a paper not seen before."""
    write(report(0, annexed=annexed))
    spent = []
    for number in range(1, rounds + 1):
        paper = report(number, annexed=annexed)
        begun = perf_counter()
        write(paper)
        spent.append((perf_counter() - begun) * 1000)
    return median(spent)


def main(rounds: int) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        fonts = Path(folder)
        typefaces.build(PROJECT / "node_modules", fonts)
        writers = {
            "pdf": lambda paper: to_pdf(paper, fonts=fonts, created=CREATED),
            "docx": lambda paper: to_docx(paper, created=CREATED),
        }
        short = {name: cost(write, rounds) for name, write in writers.items()}
        long = {name: cost(write, max(rounds // 10, 3), annexed=1_000) for name, write in writers.items()}
        begun = perf_counter()
        typefaces.build(PROJECT / "node_modules", fonts)
        faces = (perf_counter() - begun) * 1000
    print(f"report of two pages          PDF {short['pdf']:6.1f} ms   DOCX {short['docx']:6.1f} ms")
    print(f"with an annex of 1 000 rows  PDF {long['pdf']:6.1f} ms   DOCX {long['docx']:6.1f} ms")
    ratios = [times["pdf"] / times["docx"] for times in (short, long)]
    print(f"PDF / DOCX                   {ratios[0]:.2f} short, {ratios[1]:.2f} long")
    print(f"typefaces already built      {faces:.2f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
