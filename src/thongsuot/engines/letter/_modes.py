"""Once, again and again, always, on a trigger, or never: how a duty binds."""

import re

from thongsuot.engines.letter._clauses import Clause, is_verb_of
from thongsuot.engines.letter._letter import Mode, Relation
from thongsuot.engines.letter._moments import Moment
from thongsuot.engines.letter._tokens import VERBS, Token, token_at
from thongsuot.engines.letter._words import Word

_TRAILING = re.compile(
    r"(?<!\()(?<!truoc )(?<!sau )(?<!nham )(?<!\w)(?:(?:ngay )?(?:sau )?khi (?:co (?!hieu luc|ket qua)|"
    r"xay ra|phat hien|phat sinh|nhan duoc|duoc (?:yeu cau|de nghi|huy dong)|bi |mat |thien tai|can |"
    r"co quan)|neu (?:co|xay ra|phat hien)\b|trong (?:moi )?truong hop (?!nao|bat)|theo (?:yeu cau|"
    r"de nghi|lenh|huy dong|dieu dong) (?:cua|tu) )"
)
_IF_ANY = re.compile(
    r"^(?:\w+[ ,]+){0,5}(?:xu ly|ung cuu|khac phuc|sua chua|giai quyet|"
    r"ho tro)[ ,](?:[\w,]+ ){0,8}?(?P<event>(?:su co|vi pham|hu hong|gian doan|thiet hai|vuong mac|"
    r"tinh huong)[\w, ]{0,30}\(neu co\))"
)
_EVENT = re.compile(r"(?:cac )?(?:truong hop|su co) (?:dot xuat|khan cap|bat thuong)")
_PURPOSE = re.compile(r"(?<!\w)(?:de|nham)(?!\w)")
_AUX = frozenset(
    [
        "to chuc",
        "trien khai",
        "thuc hien",
        "phoi hop",
        "chi dao",
        "chu tri",
        "tang cuong",
        "phoi hop voi",
        "huong dan",
        "phan cong",
        "tiep tuc",
        "uu tien",
        "chuan bi",
        "huy dong",
    ]
)


def mode_of(
    clause: Clause, plain: str, moment: Moment | None, *, recurs: bool, trigger: str | None, verb: Token | None
) -> Mode:
    """The mode of a clause whose folded words are `plain`."""
    assert clause.opening is not None  # noqa: S101 - only opened clauses become duties
    if is_verb_of("forbid", clause.opening.verb):
        return Mode.PROHIBITION
    if recurs:
        return Mode.RECURRING
    if trigger:
        return Mode.CONDITIONAL
    if moment is not None and moment.relation in (Relation.BEFORE, Relation.UNTIL):
        stays = moment.relation is Relation.UNTIL and not is_verb_of("once", verb) and plain.find("den het") >= 0
        return Mode.STANDING if stays else Mode.ONE_OFF
    return Mode.ONE_OFF if is_verb_of("once_always", verb) and not _keeps_on(plain) else Mode.STANDING


def _keeps_on(plain: str) -> bool:
    return (
        re.match(r"(?:tiep tuc|thuong xuyen|duy tri|tang cuong|day manh|chu dong|san sang|lien tuc)", plain) is not None
        or "thuong xuyen" in plain
    )


def trailing_trigger(plain: str) -> tuple[int, int] | None:
    """A condition inside the clause, outside its purposes; offsets into the folded words."""
    found = _TRAILING.search(plain)
    if found and not _PURPOSE.search(plain, 0, found.start()):
        if re.search(
            r"nhan duoc (?:cong van|van ban|chi thi|cong dien|ke hoach)(?: chi dao)? nay", plain[found.start() :]
        ):
            return None
        stop = re.compile(r"[,;.]| phai | thi |$").search(plain, found.end())
        return found.start(), stop.start() if stop else len(plain)
    event = _IF_ANY.search(plain)
    return event.span("event") if event else None


def main_verb(words: list[Word], first: int, last: int, verb: Token | None) -> Token | None:
    """The verb that carries the meaning: the first behind "tổ chức", "chỉ đạo", "phối hợp với ..."."""
    i = verb.first if verb else first
    carrier = verb
    while i < last:
        token = token_at(words, i)
        assert token is not None  # noqa: S101 - i lies inside the words
        if words[i].cut in (".", ";") and i > first:
            break
        if token.part in VERBS:
            carrier = carrier or token
            if token.plain not in _AUX:
                return token
        elif token.part.value == "purpose" or (
            token.plain in ("viec", "cong", "cac") and token.first > (verb.after if verb else first)
        ):
            break
        i = token.after
    return carrier
