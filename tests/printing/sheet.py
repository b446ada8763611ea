"""Part the text of a letter into the boxes that an office prints it in, where it has all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import takewhile

NATION = re.compile(r"CỘNG H\S+ XÃ HỘI CHỦ NGHĨA VIỆT NAM")
MOTTO = re.compile(r"Độc lập\s*[-–]\s*Tự do\s*[-–]\s*Hạnh phúc")
NUMBER = re.compile(r"Số\s*:\s*\d[^,;]{3,30}")
ABOUT = re.compile(r"V/v|V/việc")
DATED = re.compile(r"[^,]{2,30},.{0,20}\bngày \d\d? ?tháng \d\d? năm (\d{4})")
RULE = re.compile(r"[-_*]{3,}")
URGENT = re.compile(r"HỎA TỐC|THƯỢNG KHẨN|KHẨN")
CALL, COPIES = "Kính gửi:", "Nơi nhận:"
ITEM = re.compile(r"[-–+•]\s|\d{1,2}(\.\d{1,2})*[.)]\s|[a-zđ][.)]\s|[IVX]{1,4}\.\s|Điều \d|Căn cứ|Xét đề nghị")
WRAPPED = 110  # a text with no longer line was broken by hand


@dataclass
class Sheet:
    """A letter in its boxes; `body` holds (kind, words): plain, item, heading, shout, ground."""

    body_name: list[str] = field(default_factory=list)
    number: str = ""
    about: str = ""
    urgency: str = ""
    nation: str = ""
    motto: str = ""
    dated: str = ""
    year: int = 0
    kind: str = ""
    subject: str = ""
    addressees: list[str] = field(default_factory=list)
    body: list[tuple[str, str]] = field(default_factory=list)
    copies: list[str] = field(default_factory=list)
    powers: list[str] = field(default_factory=list)
    signer: str = ""


def sheet_of(text: str) -> Sheet | None:
    """Return the boxes of a letter, or None where one is missing, glued to another, or holds a table."""
    lines = [line.strip() for line in text.splitlines()]
    heads = [at for at, line in enumerate(lines) if DATED.fullmatch(line)]
    tails = [at for at, line in enumerate(lines) if line == COPIES]
    if "|" in text or not heads or len(tails) != 1:
        return None
    sheet = Sheet()
    _head(sheet, lines[: heads[0] + 1])
    below = lines[heads[0] + 1 : tails[0]]
    while below and (not below[0] or URGENT.fullmatch(below[0])):
        sheet.urgency = below.pop(0) or sheet.urgency
    _body(sheet, below)
    _tail(sheet, lines[tails[0] + 1 :])
    whole = all((sheet.body_name, sheet.number, sheet.nation, sheet.motto, sheet.signer, sheet.body))
    return sheet if whole and (sheet.kind or sheet.addressees) else None


def _head(sheet: Sheet, lines: list[str]) -> None:
    for line in lines:
        if NATION.fullmatch(line):
            sheet.nation = line
        elif MOTTO.fullmatch(line):
            sheet.motto = line
        elif dated := DATED.fullmatch(line):
            sheet.dated, sheet.year = line, int(dated[1])
        elif NUMBER.fullmatch(line):
            sheet.number = line
        elif URGENT.fullmatch(line):
            sheet.urgency = line
        elif ABOUT.match(line) or (sheet.about and line and not line.isupper() and not RULE.fullmatch(line)):
            sheet.about = f"{sheet.about} {line}".strip()
        elif line and not RULE.fullmatch(line):
            sheet.body_name.append(line)


def _body(sheet: Sheet, lines: list[str]) -> None:
    if lines and lines[0].isupper():
        sheet.kind = lines.pop(0)
        subject = list(takewhile(bool, lines))
        if len(subject) < 4 and not any(line.startswith(CALL) for line in subject):  # lines of a title
            sheet.subject = " ".join(subject)
            del lines[: len(subject)]
    while lines and not lines[0]:
        lines.pop(0)
    if lines and lines[0].startswith(CALL):
        called = list(takewhile(bool, lines))
        del lines[: len(called)]
        sheet.addressees = [name for name in (called[0].removeprefix(CALL).strip(), *called[1:]) if name]
    by_hand = max((len(line) for line in lines), default=0) <= WRAPPED
    before = ""
    for line in lines:
        if (
            by_hand
            and before
            and line
            and not ITEM.match(line)
            and not before.isupper()
            and len(before) > 0.6 * WRAPPED
        ):
            kind, words = sheet.body[-1]
            sheet.body[-1] = (kind, f"{words} {line}")
        elif line:
            sheet.body.append((_kind(line), line))
        before = line


def _kind(line: str) -> str:
    if re.match(r"Căn cứ|Xét đề nghị|Theo đề nghị của", line) and line.endswith((";", ".", ",")):
        return "ground"
    if re.match(r"(Phần )?[IVX]{1,4}\. ", line):
        return "heading"
    if re.match(r"Điều \d+\.", line):
        return "article"
    return "shout" if line.isupper() else "item" if ITEM.match(line) else "plain"


def _tail(sheet: Sheet, lines: list[str]) -> None:
    copies = list(takewhile(lambda line: bool(line) and not line.isupper(), lines))
    for line in copies:
        if line[0] in "-–" or not sheet.copies:
            sheet.copies.append(line)
        else:
            sheet.copies[-1] += f" {line}"
    below = [line for line in lines[len(copies) :] if line]
    glued = re.search(r"\.\s?\d*(KT|TM|TL|TUQ|Q)\.", " ".join(copies)) or not below or below[-1].split()[0].isupper()
    if not glued and len(below) > 1 and all(line.isupper() for line in below[:-1]):
        sheet.powers, sheet.signer = below[:-1], below[-1]
