"""`thongsuot sms count [TEXT | -] [--json]`: what a text takes as SMS, with and without marks, and what is in it.

Where single SMS leave by an operator's link (TS_SMS_URL=link:NAME), it is counted as that operator takes and cuts it.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from thongsuot.engines.message import Advice, Count, Finding, Profile, Unaccented

USAGE = "Cách dùng: thongsuot sms count [NỘI_DUNG | -] [--json]  (- hoặc để trống: đọc đầu vào chuẩn)"
_ALPHABETS = {"gsm7": "GSM-7", "ucs2": "UCS-2"}


def run(argv: list[str]) -> int:
    """Print what a text takes; 0 counted, 2 wrong usage, 3 the input is no text."""
    as_json = "--json" in argv
    words = [word for word in argv if word != "--json"]
    if words[:1] != ["count"] or len(words) > 2:
        sys.stderr.write(f"{USAGE}\n")
        return 2
    from thongsuot.engines import message

    try:
        text, profile = _text(words[1] if len(words) == 2 else "-"), _profile()
    except UnicodeDecodeError:
        sys.stderr.write("Nội dung không phải văn bản UTF-8; chưa đếm gì. Đề nghị lưu lại ở dạng UTF-8 rồi thử lại.\n")
        return 3
    advice = message.advise(text, profile or message.USUAL)
    plain = {**_plain(text, advice), **({"link": profile.name} if profile else {})}
    counted_for = f"\nĐếm theo kết nối nhà mạng {profile.name} (TS_SMS_URL)." if profile else ""
    said = json.dumps(plain, ensure_ascii=False) if as_json else _summary(advice) + counted_for
    sys.stdout.write(f"{said}\n")
    return 0


def _text(word: str) -> str:
    """Return the argument, or all of standard input without the line break that ends it."""
    if word != "-":
        return word.encode("utf-8", "surrogateescape").decode()
    return sys.stdin.buffer.read().decode("utf-8-sig").removesuffix("\n").removesuffix("\r")


def _profile() -> Profile | None:
    """Return what the link takes by which single SMS leave; without one, Django is not even loaded."""
    url = os.environ.get("TS_SMS_URL") or ""
    if not url.startswith("link:"):
        return None
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thongsuot.web.settings")
    import django

    django.setup()
    from django.conf import settings

    from thongsuot.ledger.models import Reality
    from thongsuot.outbox.gateway import links

    name = url.removeprefix("link:")
    try:
        return links.read_one(name, settings.SMPP_LINKS.get(name, ""), Reality.LIVE).profile  # nothing is opened
    except links.Wrong as error:
        sys.stderr.write(f"thongsuot sms: {error} Đếm theo mức thông thường.\n")
        return None


def _plain(text: str, advice: Advice) -> dict[str, Any]:
    other = advice.unaccented
    return {
        "text": text,
        **(asdict(advice.count) if advice.count else {"refusal": advice.refusal}),
        "unaccented": other and {"text": other.text, "kept": other.kept, **_figures(other.count)},
        "findings": [{**asdict(finding), "grave": finding.grave} for finding in advice.findings],
    }


def _figures(count: Count | None) -> dict[str, Any]:
    return asdict(count) if count else {}


def _summary(advice: Advice) -> str:
    lines = [f"Nội dung: {_said(advice.count) if advice.count else advice.refusal}"]
    if advice.unaccented:
        lines += _beside(advice.unaccented)
    grave = [finding for finding in advice.findings if finding.grave]
    marked = [finding.char for finding in advice.findings if finding.kind == "marked"]
    others = [finding for finding in advice.findings if not finding.grave and finding.kind != "marked"]
    lines += [f"Cần sửa: {_found(finding)}" for finding in grave]
    lines += [f"Lưu ý: {_found(finding)}" for finding in others]
    if marked:
        lines.append(f"Chữ và dấu ngoài bảng mã GSM-7: {' '.join(marked)}")
    return "\n".join(lines)


def _said(count: Count) -> str:
    return (
        f"{count.parts} phần, {_ALPHABETS[count.alphabet]}, {count.converted} tin nhắn quy đổi "
        f"({count.units} đơn vị, phần cuối còn {count.left})"
    )


def _beside(other: Unaccented) -> list[str]:
    lines = [f"Bản không dấu: {other.text}"]
    if other.count:
        lines.append(f"Bản không dấu: {_said(other.count)}")
    if other.kept:
        lines.append(f"Không có chữ thay thế: {' '.join(other.kept)}")
    return lines


def _found(finding: Finding) -> str:
    """Say what was found and where, places from 1 as people count; the first ten of many."""
    places = ", ".join(str(place + 1) for place in finding.places[:10])
    more = f" và {len(finding.places) - 10} chỗ khác" if len(finding.places) > 10 else ""
    how = {None: "", "": "; nên bỏ"}.get(finding.instead, f"; thay bằng “{finding.instead}”")
    if finding.kind in ("lookalike", "decomposed"):
        how = ""  # what they stand for is already said, with its marks
    return f"{finding.what}, vị trí {places}{more}{how}"
