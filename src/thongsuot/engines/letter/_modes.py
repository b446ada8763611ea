"""Once, again and again, always, on a trigger, or never: how a duty binds."""

import re

from thongsuot.engines.letter._clause import Clause, is_verb_of
from thongsuot.engines.letter._fold import listed
from thongsuot.engines.letter._lexicon import match, phrases
from thongsuot.engines.letter._moment import Moment
from thongsuot.engines.letter._terms import Mode, Relation
from thongsuot.engines.letter._tokens import VERBS, Token, token_at
from thongsuot.engines.letter._words import Word

_AUX = listed(
    "to chuc; trien khai; thuc hien; phoi hop; chi dao; chu tri; tang cuong; phoi hop voi; huong dan; phan "
    "cong; tiep tuc; uu tien; chuan bi; huy dong"
)


_NEVER = re.compile(r"(?:tuyet doi )?khong (?!ngung |nhung |chi |chi$|de |con )")
_WHENEVER = re.compile(
    r"(?:moi|bat ky|bat cu|tat ca(?: cac)?|cac) (?:truong hop|tinh huong|su co|phan anh|vi pham|vuong mac|thac mac|"
    r"thay doi|"
    r"dau hieu|khieu nai|bien dong|dien bien|kien nghi|yeu cau|bat thuong|y kien)[\w, ]{0,80}?(?:\bphai |, (?:cac|"
    r"don vi|doanh nghiep) )"
)
_DONE = re.compile(r"(?:\w+ ){1,3}(?:xong|het) (?!suc)")
_SERVICE = re.compile(r"trong (?:vong |thoi han |thoi gian )?\d{1,3} (?:gio|phut)\b(?! (?:ke |tinh )?(?:tu|sau)\b)")
_ON_EVENT = re.compile(
    r"(?:trong|qua|nhat)[\w ]{0,40}? (?:tu|sau) (?:khi|luc|thoi diem) (?:(?:tiep )?nhan (?:duoc )?(?:tin|phan anh|"
    r"thong bao|"
    r"canh bao|yeu cau|de nghi|don|ho so|khieu nai|lenh|hang|buu gui)|phat hien|xay ra|phat sinh|su co|bi |mat |"
    r"co (?!hieu luc|quyet)|"
    r"duoc (?:thong bao|yeu cau|bao))"
)


def mode_of(
    words: list[Word],
    clause: Clause,
    plain: str,
    moment: Moment | None,
    *,
    recurs: bool,
    trigger: str | None,
    verb: Token | None,
    ahead: str = "",
) -> Mode:
    """The mode of a clause whose folded words are `plain`."""
    assert clause.opening is not None  # noqa: S101 - only opened clauses become duties
    stops = trigger and clause.opening.verb and clause.opening.verb.plain in ("dung", "ngung", "ngat")
    if not stops and (forbids(words, clause.opening.verb) or _NEVER.match(plain)):
        return Mode.PROHIBITION
    if recurs:
        return Mode.RECURRING
    if trigger or _WHENEVER.match(plain) or _ON_EVENT.search(f"{ahead} {plain}"):
        return Mode.CONDITIONAL
    if moment is not None and moment.relation in (Relation.BEFORE, Relation.UNTIL):
        if plain.startswith("thoi han "):
            return Mode.ONE_OFF
        if not is_verb_of("once", verb) and _SERVICE.search(plain):
            return Mode.STANDING
        stays = (
            moment.relation is Relation.UNTIL
            and not is_verb_of("once", verb)
            and re.search(r"\b(?:den|toi) het\b", plain)
        )
        return Mode.STANDING if stays else Mode.ONE_OFF
    once = is_verb_of("once_always", verb) or _DONE.match(plain)
    return Mode.ONE_OFF if once and not _keeps_on(plain) else Mode.STANDING


def forbids(words: list[Word], verb: Token | None) -> bool:
    """Whether a verb forbids; a lone syllable with its own marks: "cấm" does, "cắm" does not."""
    if verb is None:
        return False
    before = [word.low for word in words[max(0, verb.first - 2) : verb.first]]
    return before == ["không", "được"] or match(words, verb.first, phrases("verbs", "forbid")) > 0


def _keeps_on(plain: str) -> bool:
    return (
        re.match(r"(?:tiep tuc|thuong xuyen|duy tri|tang cuong|day manh|chu dong|san sang|lien tuc)", plain) is not None
        or "thuong xuyen" in plain
    )


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
