"""`thongsuot sms count [TEXT | -] [--json]`: what a text takes as SMS, with and without marks, and what is in it."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from thongsuot.engines.message import Advice, Count, Finding, Unaccented

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
        text = _text(words[1] if len(words) == 2 else "-")
    except UnicodeDecodeError:
        sys.stderr.write("Nội dung không phải văn bản UTF-8; chưa đếm gì. Đề nghị lưu lại ở dạng UTF-8 rồi thử lại.\n")
        return 3
    advice = message.advise(text)
    said = json.dumps(_plain(text, advice), ensure_ascii=False) if as_json else _summary(advice)
    sys.stdout.write(f"{said}\n")
    return 0


def _text(word: str) -> str:
    """Return the argument, or all of standard input without the line break that ends it."""
    if word != "-":
        return word.encode("utf-8", "surrogateescape").decode()
    return sys.stdin.buffer.read().decode("utf-8-sig").removesuffix("\n").removesuffix("\r")


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
