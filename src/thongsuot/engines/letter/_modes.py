"""Once, again and again, always, on a trigger, or never: how a duty binds."""

import re

from thongsuot.engines.letter._clause import Clause, is_verb_of
from thongsuot.engines.letter._fold import listed
from thongsuot.engines.letter._moment import Moment
from thongsuot.engines.letter._terms import Mode, Relation
from thongsuot.engines.letter._tokens import VERBS, Token, token_at
from thongsuot.engines.letter._words import Word

_AUX = listed(
    "to chuc; trien khai; thuc hien; phoi hop; chi dao; chu tri; tang cuong; phoi hop voi; huong dan; phan "
    "cong; tiep tuc; uu tien; chuan bi; huy dong"
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
