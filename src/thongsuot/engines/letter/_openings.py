"""Read the beginning of a clause: link, time, trigger, command, party, manner, verb."""

import re
from dataclasses import dataclass

from thongsuot.engines.letter._parties import Party, party_at
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._tokens import VERBS, Class, Token, token_at
from thongsuot.engines.letter._words import Word


@dataclass(frozen=True, slots=True)
class Opening:
    """`lead` is the first word of all that leads in, `first` the word the duty counts from, `verb` its verb."""

    lead: int
    first: int
    verb: Token | None
    party: Party | None = None
    trigger: tuple[int, int] | None = None
    since: tuple[int, int] | None = None
    performative: bool = False
    command: int | None = None


_TRIGGERS = tuple(
    tuple(words.split())
    for words in (
        "trong truong hop",
        "truong hop",
        "khi",
        "neu",
        "trong qua trinh",
        "qua trinh",
        "moi khi",
        "ngay khi",
    )
)
_BEHIND = frozenset(
    [
        "kip thoi",
        "de nghi",
        "bao cao",
        "thong bao",
        "lien he",
        "phan anh",
        "gui",
        "trao doi",
        "thong tin ngay",
        "xu ly",
        "khac phuc",
    ]
)
_COMMANDS = {("yeu", "cau"), ("de", "nghi"), ("chi", "dao")}
_NOUN_BEFORE = frozenset(
    [
        "theo",
        "xet",
        "dap",
        "ung",
        "cac",
        "nhung",
        "co",
        "van",
        "nhu",
        "muc",
        "theo",
        "moi",
        "mot",
        "duoc",
        "noi",
        "dung",
        "y",
        "su",
        "nhan",
        "kien",
        "tai",
        "khi",
    ]
)
_NOUN_AFTER = frozenset(["cua", "tai", "ve", "nay", "tren", "do"])


def opening_at(
    source: Source, words: list[Word], i: int, *, commanded: bool, listed: bool, whole: bool, bare: bool = False
) -> Opening | None:
    """The opening at a word, or None where nothing is ordered; `bare` allows a verb with its manner alone."""
    if i >= len(words):
        return None
    if bare:
        first = _past_links(words, i)
        verb = _verb(words, first)
        return Opening(i, first, verb) if verb else None
    stop = _sentence_end(words, i)
    if whole and not listed:
        performed = _performed(words, i, stop)
        if performed is not None:
            return performed
        if not commanded:
            return None
    return _commanded(words, i, stop, listed=whole and listed)


def _commanded(words: list[Word], i: int, stop: int, *, listed: bool = False) -> Opening | None:
    lead = i
    i = _past_links(words, i)
    since = _since(words, i)
    if since:
        i = _past_links(words, since[1])
    trigger = _trigger(words, i, stop)
    first = trigger[0] if trigger else None
    if trigger:
        i = _past_links(words, trigger[1])
        if i < stop and words[i].plain == "thi":
            i += 1
    command = _command_length(words, i, at_start=True)
    party = party_at(words, i + command)
    if party and not command and (inner := _command_length(words, party.after, at_start=False)):
        i, command = party.after, inner
        party = party_at(words, i + command)
    if party is None and command and not _verb(words, i + command):
        command = 0
    start = party.after if party else i + command
    start = _past_ground(words, _past_links(words, start)) if party else start
    verb = _verb(words, start)
    if verb is None or start >= stop:
        return _after_lead(words, lead, i, stop) or (
            _noun_led(words, lead, i, stop) if listed and not since and not trigger else None
        )
    return Opening(
        lead, first if first is not None else start, verb, party, trigger, since, bool(command), i if command else None
    )


def _past_ground(words: list[Word], i: int) -> int:
    """ "..., căn cứ nhiệm vụ được giao, tổ chức ...": the ground between a party and its verb."""
    if i < len(words) and words[i].plain in ("can", "tren", "theo", "trong", "tuy") and not _verb(words, i):
        for k in range(i + 1, min(len(words), i + 25)):
            if words[k].cut == "," and _verb(words, k):
                return k
    return i


def _noun_led(words: list[Word], lead: int, i: int, stop: int) -> Opening | None:
    """An item that begins with someone or something no list knows, its verb a few words on."""
    k = i
    nominal = False
    while k < min(stop, i + 8) and (k == i or not words[k].cut):
        token = token_at(words, k)
        if token is None or (k == i and (token.part is Class.NOMINAL or token.plain == "ve")):
            return None
        if token.part is Class.STRONG and not nominal and k > i:
            return Opening(lead, i, token)
        nominal = token.part is Class.NOMINAL
        k = token.after
    return None


def _after_lead(words: list[Word], lead: int, i: int, stop: int) -> Opening | None:
    """ "Để ..., các doanh nghiệp ...": the order stands behind the clause that leads it in."""
    token = token_at(words, i)
    if token is None or not (
        token.part is Class.PURPOSE
        or token.plain in ("tren", "can", "trong", "theo", "do", "truoc", "qua", "tu", "tai", "voi", "sau", "cung")
        or words[i].plain in ("trong", "can", "theo", "tren", "voi", "truoc", "tai")
    ):
        return None
    for k in range(i + 1, stop):
        if words[k].cut != ",":
            continue
        command = _command_length(words, k, at_start=True)
        party = party_at(words, k + command)
        verb = _verb(words, party.after if party else k + command)
        if verb and verb.part is Class.STRONG and (party or command or words[i].plain != "de" or k - i > 3):
            return Opening(
                lead,
                party.after if party else k + command,
                verb,
                party,
                None,
                None,
                bool(command),
                k if command else None,
            )
    return None


def _performed(words: list[Word], i: int, stop: int) -> Opening | None:
    """An issuer commands: "..., Sở ... yêu cầu các đơn vị ...", at the head of the sentence or inside it."""
    for k in range(i, stop):
        length = _command_length(words, k, at_start=k == i or bool(words[k].cut))
        if not length or words[k].depth:
            continue
        party = party_at(words, k + length)
        start = _past_ground(words, _past_links(words, party.after)) if party else k + length
        verb = _verb(words, start) if start < stop else None
        if verb is None and party is None:
            continue
        trigger = _trigger(words, _past_links(words, i), k)
        if trigger is None:
            inner = next(
                (m for m in range(i, k) if words[m].cut == "," and words[m].plain in ("neu", "khi", "truong")), None
            )
            trigger = (i, k) if inner is not None else None
        at = trigger[0] if trigger else start if verb else party.start if party else k
        return Opening(i, at, verb, party, trigger, None, True, k)
    return None


def _command_length(words: list[Word], k: int, *, at_start: bool) -> int:
    """How many words command here ("yêu cầu", "đề nghị", "giao", "kính đề nghị"); 0 where none do."""
    if k + 1 >= len(words):
        return 0
    skip = 0
    if words[k].plain in ("kinh", "xin") and words[k + 1].plain == "de":
        skip = 1
    elif words[k].plain == "tran" and words[k + 1].plain == "trong":
        skip = 2
    pair = tuple(word.plain for word in words[k + skip : k + skip + 2])
    after = words[k + skip + 2] if k + skip + 2 < len(words) else None
    if (
        pair in _COMMANDS
        and (after is None or after.plain not in _NOUN_AFTER)
        and (k == 0 or words[k].cut or words[k - 1].plain not in _NOUN_BEFORE)
    ):
        return 0 if pair == ("chi", "dao") and not _by_issuer(words, k) else skip + 2
    if (
        words[k].plain == "giao"
        and words[k + 1].capital
        and (at_start or words[k - 1].plain in ("tinh", "so", "bo", "tich"))
    ):
        return 1
    return 0


def _by_issuer(words: list[Word], k: int) -> bool:
    return (
        k > 1
        and words[k].cut == ""
        and words[k - 1].plain in ("tinh", "tich")
        and k + 2 < len(words)
        and words[k + 2].plain in ("cac", "so")
    )


def _sentence_end(words: list[Word], i: int) -> int:
    return next((k for k in range(i + 1, len(words)) if words[k].cut == "."), len(words))


def _past_links(words: list[Word], i: int) -> int:
    while (token := token_at(words, i)) is not None and token.part is Class.LINK:
        i = token.after
    return i


def _since(words: list[Word], i: int) -> tuple[int, int] | None:
    """ "Kể từ ngày ..., ...", "Từ nay đến hết ngày ..., ...", "Hằng ngày, ...": a time before the verb."""
    two = " ".join(word.plain for word in words[i : i + 2])
    if not re.match(
        r"(?:ke tu|tu ngay|tu nay|bat dau|tu thang|tu gio|tu \d|tinh tu|truoc ngay|truoc \d|hang ngay|"
        r"hang tuan|hang thang|hang quy|dinh ky|trong vong|trong ngay|trong thoi|cham nhat|trong dip|"
        r"trong thang|tu quy|moi ngay|den ngay|den het|moi tuan|moi thang|sau ngay|tu sau|trong tuan)",
        two,
    ):
        return None
    for k in range(i + 1, min(len(words), i + 32)):
        if words[k].cut in (".", ";", ":"):
            return None
        if words[k].cut == "," and (
            _verb(words, _past_links(words, k)) or party_at(words, k) or _command_length(words, k, at_start=True)
        ):
            return i, k
        if (
            not words[k].cut
            and k >= i + 2
            and _ends_time(words[k - 1])
            and (verb := token_at(words, k))
            and verb.part is Class.STRONG
        ):
            return i, k
    return None


def _ends_time(word: Word) -> bool:
    return word.plain.isdigit() or word.plain in ("ngay", "tuan", "thang", "quy", "nam")


def _trigger(words: list[Word], i: int, stop: int) -> tuple[int, int] | None:
    """A condition before the order: "Khi xảy ra sự cố, ...", "Nếu mất liên lạc, ..."."""
    if not any(tuple(word.plain for word in words[i : i + len(lead)]) == lead for lead in _TRIGGERS):
        return None
    for k in range(i + 2, stop + 1):
        if k == stop:
            return (i, k) if k < len(words) and stop > i + 2 else None
        if words[k].plain == "thi" or (words[k].cut == "," and _orders(words, k)):
            return i, k
        if words[k].low == "phải" and _verb(words, k):
            return i, k
        token = token_at(words, k)
        if (
            token
            and token.plain in _BEHIND
            and not words[k].cut
            and not words[k].depth
            and words[k - 1].plain not in ("can", "phai", "viec", "khi", "so")
        ):
            return i, k
    return None


def _orders(words: list[Word], k: int) -> bool:
    """Whether an order begins at a word: a command, a party with its verb, a verb with its manner."""
    start = _past_links(words, k)
    if start < len(words) and words[start].plain in ("neu", "khi"):
        return False
    command = _command_length(words, start, at_start=True)
    party = party_at(words, start + command)
    verb = _verb(words, party.after if party else start + command)
    return verb is not None and (bool(command) or verb.part is Class.STRONG)


def _verb(words: list[Word], i: int) -> Token | None:
    """The verb at a word, its manner words before it passed over."""
    while (token := token_at(words, i)) is not None:
        if token.part in VERBS:
            return token
        if token.part is not Class.MANNER:
            return None
        if token.after < len(words) and words[token.after].cut in (".", ";", ":"):
            return None
        i = token.after
    return None
