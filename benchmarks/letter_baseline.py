"""The letter engine beside a plain reading by regular expressions: the same letters, the same scorer, one run.

The baseline is what an afternoon yields: fields of the head where Decree 30 puts them, a duty for every item of a list
that begins with a verb, a time limit for every date behind a word of time. It knows nothing else of letters.
"""

import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.engines.letter import scoring  # noqa: E402 - the path is set above

from thongsuot.engines import letter  # noqa: E402 - the path is set above

NUMBER = re.compile(r"Số:?\s*(\d+\s*/\s*[A-ZĐ][A-ZĐ0-9&/-]*(?:\s*-\s*[A-ZĐ]+)*)")
DATE = re.compile(r"([A-ZĐ][^\n,|]{2,30}),\s*ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})")
SUBJECT = re.compile(r"V/v:?[ \t]+([^\n|]+(?:\n[^\n|]+){,2}?)(?=\n\s*\n|\n(?:CỘNG|Kính)|\||\n.*, ngày)")
TYPES = re.compile(
    r"^\s*(CÔNG ĐIỆN|CHỈ THỊ|KẾ HOẠCH|THÔNG BÁO|QUYẾT ĐỊNH|BÁO CÁO|GIẤY MỜI|HƯỚNG DẪN)\s*$", re.MULTILINE
)
URGENCY = re.compile(r"^[ \t]*(HỎA TỐC|THƯỢNG KHẨN|KHẨN)\b", re.MULTILINE)
ADDRESSEES = re.compile(r"Kính gửi:\s*((?:[^\n]+\n)+?)\s*\n")
COPIES = re.compile(r"Nơi nhận:[ \t]*\n((?:[ \t]*-[^\n]+\n)+)")
SIGNER = re.compile(
    r"((?:KT|TM|TL|TUQ)\. [^\n]+)?\n[ \t]*((?:PHÓ )?(?:TỔNG )?(?:GIÁM ĐỐC|CHỦ TỊCH|BỘ TRƯỞNG))[ \t]*\n\s*"
    r"([A-ZĐ]\w+(?: [A-ZĐ]\w+){1,4})"
)
LIMIT = re.compile(
    r"(trước|chậm nhất|hạn cuối|đến hết)[^.\n;]{0,25}?(?:(\d{1,2})\s*(?:giờ|h|g)\s*(\d{2})?[^.\n;\d]{0,12})?"
    r"ngày\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})",
    re.IGNORECASE,
)
VERBS = (
    "báo cáo|bảo đảm|đảm bảo|bố trí|chỉ đạo|chủ động|chủ trì|công khai|cung cấp|cử|đôn đốc|gửi|hỗ trợ|hướng dẫn|"
    "khắc phục|kiểm tra|lập|nhắn tin|niêm yết|phân công|phối hợp|phổ biến|quán triệt|rà soát|sẵn sàng|tăng cường|"
    "tham gia|thông báo|thực hiện|thường xuyên|tiếp tục|tổ chức|triển khai|trực|tuyên truyền|ứng cứu|vận hành|không"
)
ORDER = re.compile(rf"(?:(?:Các|Yêu cầu|Đề nghị) [^.,;:\n]{{3,60}}? )?(?:{VERBS})\b", re.IGNORECASE)
ITEM = re.compile(r"^[ \t]*(?:[-+•*]|\d{1,2}[.)]|[a-zđ]\))[ \t]+(\S.*?)$", re.MULTILINE)
MODES = (
    ("prohibition", re.compile(r"không được|nghiêm cấm|tạm dừng|dừng ngay", re.IGNORECASE)),
    ("conditional", re.compile(r"\bkhi có\b|\bnếu\b|trường hợp", re.IGNORECASE)),
    ("recurring", re.compile(r"hàng (?:ngày|tuần|tháng|quý)|định kỳ|hằng (?:ngày|tuần|tháng)", re.IGNORECASE)),
    ("one_off", LIMIT),
)
OBLIGED = {"bưu chính": "postal", "di động": "mobile", "viễn thông": "telecom"}


def baseline(data: bytes) -> dict[str, Any]:
    """Read a letter by regular expressions alone, in the shape of `letter.to_json`."""
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    number, date, subject, kind = (pattern.search(text) for pattern in (NUMBER, DATE, SUBJECT, TYPES))
    signer, urgency = SIGNER.search(text), URGENCY.search(text)
    addressees, copies = ADDRESSEES.search(text), COPIES.search(text)
    who = _obliged(addressees[1] if addressees else "", "all")
    head = [line.strip() for line in text[: number.start() if number else 0].split("\n") if line.strip().isupper()]
    return {
        "text": text,
        "issuer": {"name": head[-1] if head else None, "parent": head[-2] if len(head) > 1 else None},
        "doc_type": kind[1].capitalize() if kind else "Công văn",
        "number": re.sub(r"\s", "", number[1]) if number else None,
        "date": f"{date[4]}-{int(date[3]):02}-{int(date[2]):02}" if date else None,
        "place": date[1].strip() if date else None,
        "subject": " ".join(subject[1].split()) if subject else None,
        "urgency": urgency[1].lower() if urgency else None,
        "addressees": [part.strip(" -.;\n") for part in re.split(r";|\n", addressees[1])] if addressees else [],
        "recipients": [{"name": line.strip(" -;.")} for line in copies[1].split("\n") if line.strip()]
        if copies
        else [],
        "signer": {"authority_form": (signer[1] or "")[:2], "title": signer[2], "name": signer[3]} if signer else {},
        "deadlines": [_limit(match) for match in LIMIT.finditer(text)],
        "obligations": [_duty(match, who) for match in ITEM.finditer(text) if ORDER.match(match[1])],
    }


def _limit(match: re.Match[str]) -> dict[str, Any]:
    word, hour, minute, day, month, year = match.groups()
    at = f"{year}-{int(month):02}-{int(day):02}T{int(hour or 0):02}:{int(minute or 0):02}:00+07:00"
    return {"at": at, "relation": "until" if word.lower() == "đến hết" else "before", "recurrence": None}


def _duty(match: re.Match[str], addressed: str) -> dict[str, Any]:
    line = match[1]
    limit = LIMIT.search(line)
    return {
        "start": match.start(1),
        "mode": next((mode for mode, pattern in MODES if pattern.search(line)), "standing"),
        "obliged": _obliged(line, addressed),
        "obliged_names": [],
        "kind": "report" if line.lower().startswith("báo cáo") else "other",
        "deadline": _limit(limit) if limit else None,
    }


def _obliged(words: str, otherwise: str) -> str:
    return next((who for name, who in OBLIGED.items() if name in words.lower()), otherwise)


def engine(data: bytes) -> dict[str, Any]:
    """Read a letter by the engine."""
    return letter.to_json(letter.read(data, secret=True))


READERS: dict[str, Callable[[bytes], dict[str, Any]]] = {"plain": baseline, "engine": engine}
HEAD = {"doc_type", "number", "date", "place", "subject", "urgency", "issuer.name", "issuer.parent"}
HEAD |= {"signer.authority_form", "signer.title", "signer.name"}
ROWS = ("head", "addressees", "recipients", "deadlines", "obligations")


def scored(files: list[Path]) -> tuple[dict[str, dict[str, letter.Score]], dict[str, float]]:
    """The scores and the seconds of both readers; each letter is read by one and then by the other."""
    scores = {name: dict.fromkeys(ROWS, letter.Score()) for name in READERS}
    seconds = dict.fromkeys(READERS, 0.0)
    for file in files:
        data, gold = file.read_bytes(), json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
        for name, read in READERS.items():
            start = time.process_time()
            found = read(data)
            seconds[name] += time.process_time() - start
            for field, score in letter.score(found, gold).items():
                row = "head" if field in HEAD else field
                if row in ROWS:
                    scores[name][row] += score
    return scores, seconds


def main() -> None:
    """Print F1 of both, part by part, and what a letter costs in time."""
    engine(next(scoring.CORPUS.glob("*.txt")).read_bytes())  # the patterns are compiled
    parts = sorted({re.sub(r"-\d\d-.*", "", file.stem) for file in scoring.CORPUS.glob("*.txt")})
    print(f"{'part':10} {'n':>3}  " + "  ".join(f"{row:>15}" for row in ROWS) + "   (F1: plain -> engine)")
    total = {name: [0.0, 0] for name in READERS}
    for part in parts:
        files = sorted(scoring.CORPUS.glob(f"{part}-*.txt"))
        scores, seconds = scored(files)
        told = "  ".join(f"{scores['plain'][row].f1:6.3f} -> {scores['engine'][row].f1:5.3f}" for row in ROWS)
        print(f"{part:10} {len(files):3}  {told}")
        for name in READERS:
            total[name] = [total[name][0] + seconds[name], total[name][1] + len(files)]
    for name, (spent, count) in total.items():
        print(f"{name}: {spent / count * 1000:.1f} ms of processor time a letter, {count} letters")


if __name__ == "__main__":
    main()
