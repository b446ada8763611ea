"""The promise: forty invitations stand in one PDF within 2 s, a cold typesetter included.

The slips of a letter to forty enterprises are worked out and set: link, short code, square, one page A5 each. Nothing
is stored, so no database is needed. Prints seconds and milliseconds a slip; exits 1 where the promise is broken.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

SLIPS = 40
PROMISE = 2.0
PROJECT = Path(__file__).resolve().parents[1]
NOON = datetime(2025, 3, 3, 12, 0, tzinfo=timezone(timedelta(hours=7)))


def main() -> int:
    """Measure in a home that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="ts-invitations-") as folder:
        os.environ |= {"TS_HOME": folder, "TS_PUBLIC_URL": "https://thongsuot.dongxuyen.example"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "thongsuot.web.settings"
        import django

        django.setup()
        from thongsuot.web import typefaces

        fonts = Path(folder) / "typefaces"
        typefaces.build(PROJECT / "node_modules", fonts)
        return measure(fonts)


def measure(fonts: Path) -> int:
    """Set the slips once cold and once warm."""
    from thongsuot.directives import papers
    from thongsuot.engines import officialdoc

    rows = invitations()
    deadlines = {row.organisation_id: NOON + timedelta(days=4) for row in rows}
    seconds = []
    for _round in range(2):
        begun = time.perf_counter()
        pdf = officialdoc.to_slips(papers.slips(rows, deadlines), fonts=fonts, created=NOON)
        seconds.append(time.perf_counter() - begun)
    cold, warm = seconds
    print(f"{SLIPS} invitations as one PDF of {len(pdf)} bytes: {cold:.2f} s cold, {warm:.2f} s warm")
    print(f"{1000 * cold / SLIPS:.1f} ms a slip (promised: {PROMISE:.0f} s for all)")
    return 0 if cold <= PROMISE else 1


def invitations() -> list:
    """Return as many invitations as promised, to enterprises with long names."""
    from thongsuot.directives.models import Directive, Invitation
    from thongsuot.organisations.models import Organisation

    sender = Organisation(
        pk=1,
        name="Sở Khoa học và Công nghệ tỉnh Đông Xuyên",
        parent_name="UBND tỉnh Đông Xuyên",
        phone="02600 000 100",
    )
    letter = Directive(
        pk=1,
        organisation=sender,
        doc_type="Công văn",
        number="52/SKHCN-BCVT",
        dated_on=date(2025, 3, 3),
        issuer_name=sender.name,
        subject="bảo đảm thông tin liên lạc phục vụ chỉ đạo, điều hành ứng phó với mưa lũ trên địa bàn tỉnh",
    )
    return [
        Invitation(
            pk=number,
            directive=letter,
            reality="live",
            organisation=Organisation(
                pk=number + 1, name=f"Công ty Cổ phần Hạ tầng và Dịch vụ số số {number} - Chi nhánh Đông Xuyên"
            ),
        )
        for number in range(1, SLIPS + 1)
    ]


if __name__ == "__main__":
    sys.exit(main())
