"""Marks inside a sentence that change what they part: quotations, addresses, a colon before names."""

import re

from thongsuot.engines.letter._opening import Opening
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._words import Word

CONTACT = re.compile(r"(?:dien thoai|so may|dia chi|lien he|email|e mail|thu dien tu|website|dt|sdt)\s*:?\s*$")
NAMED = re.compile(
    r"(?:voi|cung|va|gom|cua|tai|,) (?:cac )(?:bo|so|ban|nganh|tinh|huyen|xa|phong|don vi|co quan|truong)$"
)
_QUOTED = re.compile(r"(?<![\w\"])\"(?=\w)[^\"]{3,900}\"(?!\w)")
_DUE = re.compile(r"\b(?:truoc ngay|truoc \d|cham nhat|moi (?:tuan|ngay|thang)|hang (?:ngay|tuan|thang)|dinh ky)\b")
_APART = 20  # words between a verb before a colon and the same verb behind it


def quotes_in(source: Source, start: int, end: int) -> list[tuple[int, int]]:
    """The spans in quotation marks: what a message says orders nobody who gets the letter."""
    return [found.span() for found in _QUOTED.finditer(source.plain, start, end)] if '"' in source.plain else []


def is_inside(at: int, spans: list[tuple[int, int]]) -> bool:
    """Whether an offset lies in one of the spans."""
    return any(start < at < end for start, end in spans)


def quoted_at(source: Source, words: list[Word], i: int) -> bool:
    """Whether a quotation begins right before a word."""
    return '"' in source.plain[words[i - 1].end : words[i].start]


def says_again(before: Opening | None, after: Opening | None) -> bool:
    """ "Báo cáo kết quả về Cục: báo cáo nhanh ...; báo cáo tổng kết ...": the verb before the colon once more."""
    if before is None or before.verb is None or after is None or after.verb is None:
        return False
    return before.verb.plain == after.verb.plain and before.verb.first + _APART > after.verb.first


def sends_by_a_day(words: list[Word], opening: Opening) -> bool:
    """ "... để nắm vùng dịch, cung cấp danh sách mỗi tuần một lần": what is sent by a day or a rhythm is no purpose."""
    verb = opening.verb
    if verb is None or verb.plain not in ("cung cap", "gui", "gui ve") or verb.first != opening.first:
        return False
    stop = next((k for k in range(verb.after, len(words)) if words[k].cut in (".", ";", ",")), len(words))
    return _DUE.search(" ".join(word.plain for word in words[verb.after : stop])) is not None


def only_is(words: list[Word], opening: Opening) -> bool:
    """ "Ban Kỹ thuật là đơn vị thường trực; ...": what the party is; what it must do follows."""
    verb = opening.verb
    if verb is None or verb.plain != "thuong truc" or verb.after >= len(words):
        return False
    return words[verb.first - 1].low in ("vị", "quan", "phận", "phòng") and words[verb.after].cut in (";", ".")
