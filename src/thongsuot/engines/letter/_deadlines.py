"""The time limit that binds a duty, all that its words state, and what is odd about them."""

import re
from datetime import datetime

from thongsuot.engines.letter._draft import Context
from thongsuot.engines.letter._letter import Deadline
from thongsuot.engines.letter._moment import ZONE, Moment
from thongsuot.engines.letter._recurrences import Recurrence, ended, recurrence_of
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._terms import Relation

_ASAP = re.compile(
    r"(?<!\w)(?:ngay lap tuc|lap tuc|tuc thi|tuc thoi|(?<!duoc )ngay(?!\s+(?:\d|trong|tai|tu|ca|o|dau(?! moi)|tren|"
    r"duoi|ben|"
    r"gan|giua|canh|cua|sat|"
    r"ngan|thang|truoc mat)(?!\w))|"
    r"(?<=, )khan truong(?!(?:\s+(?:va|,|quan|triet|khai|to|nghiem|tuc|hien|trien|thuc|chuc))+\s*(?:[.;/,]|cac noi|"
    r"van ban|"
    r"cong|chi thi|$)))(?!\w)"
)
_DAY = re.compile(r"ngay\s+(?:lam|ky|ban|nay|tet|nghi|le|bau|cang|nhan|thang|cong|dem|moi|trung|hoi|hom|dien|den)")
_OFTEN = re.compile(r"\d|(?<!\w)(?:lan|luot)(?!\w)")
_REPORTED = re.compile(r"(?:kip thoi (?:bao cao|phan anh)|(?:bao cao|phan anh) kip thoi)")


def deadline_of(
    source: Source, limit: Moment | None, recurrence: Recurrence | None, moments: list[Moment], start: int, end: int
) -> Deadline | None:
    """What binds the duty: its rule, else its first moment, else "at once"; None where nothing does."""
    if recurrence is not None:
        last = next((m.at for m in moments if m.at and _ends(source, m, recurrence)), None)
        first = next((m.at for m in moments if m.relation is Relation.FROM and m.at), None)
        at = (
            datetime(first.year, first.month, first.day, recurrence.hour, recurrence.minute, tzinfo=ZONE)
            if first and recurrence.hour is not None and recurrence.unit == "ngay"
            else None
        )
        rule = ended(recurrence.rule, last) if last else recurrence.rule
        return Deadline(at, recurrence.relation, source.value(recurrence.start, recurrence.end).rstrip(" ,"), rule)
    if limit is not None:
        return limit.deadline(source)
    for match in _ASAP.finditer(source.plain, start, end):
        words = source.value(*match.span()).lower()
        if words.startswith(("ngay", "lập", "khẩn", "tức")) and not _unmarked_day(source, match):
            return Deadline(None, Relation.ASAP, source.value(*match.span()))
    words = " ".join(source.plain[start:end].split())
    if _REPORTED.search(words) and not re.search(r"\bneu ", words):
        found = re.search(r"kip\s+thoi", source.plain[start:end])
        assert found is not None  # noqa: S101 - the pattern above holds these words
        return Deadline(None, Relation.ASAP, source.value(start + found.start(), start + found.end()))
    return None


def _unmarked_day(source: Source, match: re.Match[str]) -> bool:
    """In a text without marks "ngay" may be a day."""
    return source.text.isascii() and _DAY.match(source.plain, match.start()) is not None


def _ends(source: Source, moment: Moment, recurrence: Recurrence) -> bool:
    """Whether a moment is the last of a series: "đến hết ngày", "đến trước ngày"."""
    apart = moment.end <= recurrence.start or moment.start >= recurrence.end
    until = moment.relation is Relation.UNTIL or source.plain.endswith(("den ", "den\n"), 0, moment.start)
    return apart and moment.relation is not Relation.FROM and until


def limits_of(
    source: Source, moments: list[Moment], recurrence: Recurrence | None, deadline: Deadline | None, end: int
) -> tuple[tuple[int, Deadline], ...]:
    """Every limit the words state, with its offset."""
    rules = _rules(source, recurrence, end)
    found = [
        (m.start, m.deadline(source))
        for m in moments
        if all(m.end <= rule.start or m.start >= rule.end for rule in rules)
    ]
    if deadline is not None and (deadline.recurrence or deadline.relation is Relation.ASAP):
        found.append((recurrence.start if recurrence else moments[0].start if moments else -1, deadline))
    freq = recurrence.rule.partition(";")[0] if recurrence else ""
    for rule in rules[1:]:
        often = _OFTEN.search(source.plain, rule.start, rule.end) and not rule.rule.startswith(freq)
        if ";BY" in rule.rule or often:
            words = source.value(rule.start, rule.end).rstrip(" ,")
            found.append((rule.start, Deadline(None, rule.relation, words, rule.rule)))
    return tuple(found)


def _rules(source: Source, first: Recurrence | None, end: int) -> list[Recurrence]:
    """The rule of a duty and those that its words go on with."""
    found = [first] if first else []
    while found and (after := recurrence_of(source, found[-1].end, end)):
        found.append(after)
    return found


def warnings_of(
    source: Source, moments: list[Moment], context: Context, recurrence: Recurrence | None = None
) -> tuple[str, ...]:
    """What a person should look at again: impossible, strict and past moments, none that a rule has taken up."""
    found = []
    if recurrence and recurrence.uneven:
        told = source.value(recurrence.start, recurrence.end).rstrip(" ,")
        found.append(f"“{told}” có các giờ lẻ phút khác nhau; đã lấy số phút sớm nhất, đề nghị kiểm tra lại.")
    for moment in moments:
        if recurrence and moment.start < recurrence.end and moment.end > recurrence.start:
            continue
        words = source.value(moment.start, moment.end).rstrip(" ,")
        if moment.impossible:
            found.append(f"Không xác định được ngày trong “{words}”; đã giữ nguyên văn, đề nghị kiểm tra lại văn bản.")
        elif moment.rough:
            found.append(
                f"“{words}” được đếm từ thứ Hai đến thứ Sáu vì chưa có lịch nghỉ của năm đó; đề nghị xác nhận."
            )
        elif moment.strict:
            found.append(f"“{words}” được tính chặt: trước 00 giờ 00 phút của ngày đó; đề nghị xác nhận.")
        if (
            moment.at
            and moment.relation in (Relation.BEFORE, Relation.UNTIL)
            and context.written
            and moment.at.date() < context.written
        ):
            found.append(f"“{words}” sớm hơn ngày của văn bản; đề nghị kiểm tra lại.")
    return tuple(found)
