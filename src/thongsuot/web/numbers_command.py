"""`thongsuot numbers SHARE FILE`, `thongsuot numbers SHARE --query`: an operator's subscribers for its share."""

from __future__ import annotations

import sys
from pathlib import Path

from django.utils.timezone import now

from thongsuot.campaigns import actions, queries
from thongsuot.campaigns.gateway import sources
from thongsuot.campaigns.models import Numbers, Share
from thongsuot.campaigns.views.numbers_panel import fault_of
from thongsuot.engines.tables import Wanted
from thongsuot.engines.vietnamese import grouped
from thongsuot.organisations import access
from thongsuot.organisations.models import System

COMMAND = System("Lệnh thongsuot numbers")
USAGE = (
    "Cách dùng: thongsuot numbers SỐ_PHẦN TỆP   (CSV, hoặc Parquet khi đã cài pyarrow)\n"
    "           thongsuot numbers SỐ_PHẦN --query   (nguồn đặt ở TS_NUMBERS_DATABASE và TS_NUMBERS_QUERY)\n"
    "SỐ_PHẦN là số ở cuối địa chỉ trang của doanh nghiệp: /nhan-tin/phan/SỐ_PHẦN/\n"
)
FIRST = 20  # lines that are listed here; all that are kept stand on the page


def run(arguments: list[str]) -> int:
    """Read the source and keep the numbers; 0 kept, 1 refused, 2 wrong usage."""
    if len(arguments) != 2 or not arguments[0].isdecimal():
        sys.stderr.write(USAGE)
        return 2
    with access.acting_as_system():
        known = Share.objects.select_related("organisation", "campaign__area")
        share = known.filter(pk=int(arguments[0])).first()
    if share is None:
        return _refused(f"Không có phần số {arguments[0]} trong cơ sở dữ liệu này.")
    try:
        with access.acting_as_system():
            actions.check_numbers(share, by=COMMAND, at=now())
            wanted = queries.wanted(share, now())
        read = _read(share, arguments[1], wanted)
        with access.acting_as_system():
            numbers = actions.take_numbers(share, read, by=COMMAND, at=now())
    except (sources.NoSource, actions.NobodyInside, actions.NotYet, actions.Elsewhere) as refusal:
        return _refused(str(refusal))
    _tell(share, numbers)
    return 0


def _read(share: Share, source: str, wanted: Wanted) -> actions.Reading:
    def told(lines: int) -> None:
        sys.stderr.write(f"\rĐã đọc {grouped(lines)} dòng…")

    return sources.of_query(share, now(), told) if source == "--query" else sources.of_file(Path(source), wanted, told)


def _refused(said: str) -> int:
    sys.stderr.write(f"thongsuot numbers: {said}\n")
    return 1


def _tell(share: Share, numbers: Numbers) -> None:
    """Say what came of it, and which lines could not be used."""
    lines = [
        f"{share}: đã nhận {grouped(numbers.kept)} số thuê bao từ {grouped(numbers.rows)} dòng.",
        f"Số trùng đã bỏ: {grouped(numbers.repeated)}; ngoài khu vực: {grouped(numbers.elsewhere)}; "
        f"dòng không dùng được: {grouped(numbers.bad)}.",
        *(str(fault_of(told)) for told in numbers.bad_lines[:FIRST]),
    ]
    if numbers.bad > FIRST:
        lines.append(f"Các dòng khác: trang {share.get_absolute_url()}.")
    if queries.differs(share, numbers.kept):
        estimated = grouped(share.subscribers or 0)
        lines.append(f"Chênh lệch quá 10 % so với ước tính ({estimated} thuê bao): hãy kiểm tra nguồn số và khu vực.")
    sys.stdout.write("\n".join(lines) + "\n")
