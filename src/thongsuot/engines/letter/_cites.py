"""What a letter does to earlier ones: extends their time, replaces, recalls or corrects them."""

import re

from thongsuot.engines.letter._citations import CITED
from thongsuot.engines.letter._parts import Cite
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._terms import Act

_SENTENCE = re.compile(r"(?:[^.;:]|:(?!\s*\n)|\.(?=\S)|;(?=\s*(?:cong van|quyet dinh|thong bao)\s))+")
_TERM = r"(?:thoi (?:han|gian|diem|ky)|(?<!gia )han|moc|ngay|lich|tien do)"
_ACTS = (
    (
        Act.EXTENDS,
        re.compile(
            rf"\b(?:gia han|(?:lui|keo dai|doi|noi|chuyen)(?: lai)?(?: \w+)? {_TERM}|thay cho {_TERM}|"
            rf"dieu chinh {_TERM}|{_TERM}\b.{{0,160}}?\b(?:duoc|se|(?<!khong )dong y)(?: \w+)? (?:lui|gia han|"
            rf"keo dai|doi|noi|"
            rf"chuyen|dieu chinh)|lui (?:den|sang|toi) )"
        ),
    ),
    (Act.CORRECTS, re.compile(r"\b(?:dinh chinh|sua (?:loi|sai sot|lai (?:la|thanh)|la|thanh))\b")),
    (
        Act.RECALLS,
        re.compile(
            r"\b(?:thu hoi|rut lai|huy bo|bai bo)(?: (?:hieu luc|toan bo|lai|cua|noi dung|viec|ban hanh|van ban|"
            r"va|khong "
            r"thuc hien|huy bo|bai bo|nghia|thu hoi)){0,5}(?= (?:cac )?(?:van ban )?[a-z ]{2,20}so\b)"
        ),
    ),
    (
        Act.REPLACES,
        re.compile(
            r"\b(?:thay the|thay cho)(?: (?!theo|thuc|de)\w+){0,4}? (?:cong van|quyet dinh|chi thi|ke hoach|"
            r"thong bao|van ban|"
            r"huong dan|cong dien|quy dinh|quy che|to trinh|ket luan|giay moi|phuong an|chuong trinh)\b"
        ),
    ),
)
_ANY = re.compile(
    r"gia han|\blui\b|keo dai|\b(?:doi|noi|chuyen|dieu chinh)\s(?:\w+\s){0,2}(?:thoi|han|moc|ngay|lich|tien do)\b|"
    r"duoc (?:doi|noi|chuyen|dieu chinh)|dinh chinh|\bsua\s(?:loi|sai|lai|la|thanh)|thu hoi|rut lai|huy bo|bai bo|"
    r"thay\s(?:the|cho)|hieu luc"
)
_BEHIND = re.compile(
    r"\bso\b.{0,120}?(?:(?P<replaces>duoc thay the (?:bang|boi)|het hieu luc|khong con hieu luc|cham dut hieu luc)|"
    r"(?P<recalls>(?:bi|duoc) (?:thu hoi|huy bo|bai bo)))"
)
_NOT_OURS = re.compile(
    r"(?:khong(?: the)?(?: \w+){0,2}|chua(?: \w+)?|(?:de nghi|xin|kien nghi|yeu cau)(?: duoc| cho| phep)*|xem xet|da) $"
)
_LAW = re.compile(r"/\d{4}/|NĐ-CP|-TTg|QH|UBTVQH")
_POLITE = re.compile(r"xin $")


def cites_of(source: Source, stretches: list[tuple[int, int]], number: str | None) -> tuple[Cite, ...]:
    """The numbers of earlier letters with the act, each once, in the order of the text."""
    found: dict[str, Cite] = {}
    pending: list[Act] = []
    known: list[str] = []
    for start, end in stretches if _ANY.search(source.plain) else ():
        for sentence in _SENTENCE.finditer(source.plain, start, end):
            numbers = _numbers(source, *sentence.span())
            acts = _acts(sentence.group())
            known.extend(told for told, _ in numbers)
            pending.extend(act for act, _ in acts if not numbers)
            for told, at in numbers:
                act = _act_for(acts, at - sentence.start()) or _behind(source.plain[at : sentence.end()])
                if act and told != number:
                    found.setdefault(told, Cite(told, act))
    if pending and not found and pending[0] in (Act.EXTENDS, Act.CORRECTS):
        own = [told for told in known if _is_own(told, number)]
        return tuple(Cite(told, pending[0]) for told in own[:1])
    return tuple(found.values())


def _numbers(source: Source, start: int, end: int) -> list[tuple[str, int]]:
    rows = [
        (source.value(*m.span("number")).replace(" ", ""), m.start()) for m in CITED.finditer(source.plain, start, end)
    ]
    return [row for row in rows if re.search(r"[A-ZĐ]", row[0])]


def _acts(sentence: str) -> list[tuple[Act, int]]:
    """The acts that the letter itself performs in a sentence, with their places."""
    plain = re.sub(r"\s", " ", sentence)
    found = []
    for act, pattern in _ACTS:
        for match in pattern.finditer(plain):
            before = plain[max(0, match.start() - 40) : match.start()]
            if not _NOT_OURS.search(before) or (act is Act.CORRECTS and _POLITE.search(before)):
                found.append((act, match.start()))
    return found


def _act_for(acts: list[tuple[Act, int]], at: int) -> Act | None:
    """An act holds for the numbers behind it; a change of time for those before it as well."""
    before = [(act, place) for act, place in acts if place < at]
    if before:
        return before[0][0]
    later = [act for act, _ in acts if act in (Act.EXTENDS, Act.CORRECTS)]
    return later[0] if later else None


def _behind(plain: str) -> Act | None:
    match = _BEHIND.search(re.sub(r"\s", " ", plain))
    return None if match is None else Act(match.lastgroup or "")


def _is_own(told: str, number: str | None) -> bool:
    """Whether a number has the symbol of this letter; where its own is lost, whether it is no law."""
    if number is None:
        return _LAW.search(told) is None
    return told != number and told.partition("/")[2].upper() == number.partition("/")[2].upper()
