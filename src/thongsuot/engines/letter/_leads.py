"""Orders that stand behind something no list knows: a purpose, a ground, a name."""

from thongsuot.engines.letter._commands import command_length
from thongsuot.engines.letter._fold import listed
from thongsuot.engines.letter._lexicon import match, phrases
from thongsuot.engines.letter._opening import Opening
from thongsuot.engines.letter._parties import Party, party_at
from thongsuot.engines.letter._steps import modal_at, verb_at
from thongsuot.engines.letter._tokens import Class, Token, token_at
from thongsuot.engines.letter._words import Word

_TOLD = listed("vẫn; đã; đang; sẽ; còn; đều; cũng; mới; từng; được; bị; chưa; hay; thường; tự")


def noun_led(words: list[Word], lead: int, i: int, stop: int) -> Opening | None:
    """An item that begins with someone or something no list knows, its verb a few words on."""
    k = i
    nominal = False
    while k < min(stop, i + 8) and (k == i or not words[k].cut):
        if thing := match(words, k, phrases("verbs", "things")):
            k += thing
            continue
        token = token_at(words, k)
        if token is None or (
            k == i and (token.part is Class.NOMINAL and words[k].low != "người" or token.plain == "ve")
        ):
            return None
        if token.part is Class.STRONG and not nominal and k > i:
            return None if words[k - 1].low in _TOLD else Opening(lead, i, token, _asked(words, i))
        nominal = token.part is Class.NOMINAL
        k = token.after
    return None


def _asked(words: list[Word], i: int) -> Party | None:
    """ "Ủy ban ... được đề nghị ...": who is asked stands before."""
    party = party_at(words, i)
    return party if party and party.after > i + 1 and words[party.after - 1].low == "được" else None


def grounded(words: list[Word], lead: int, i: int, stop: int) -> Opening | None:
    """ "Căn cứ tình hình cụ thể chủ động ...": an item whose ground no mark parts from its verb."""
    if i >= len(words):
        return None
    if words[i].plain not in ("can", "tuy", "dua") and [word.low for word in words[i : i + 3]] != ["trên", "cơ", "sở"]:
        return None
    for k in range(i + 3, min(stop, i + 20)):
        if words[k].cut:
            return None
        token = token_at(words, k)
        closes = words[k - 1].low in _GROUND_ENDS or (token is not None and token.part is Class.MANNER)
        verb = verb_at(words, k) if closes else None
        if verb is not None and verb.part is Class.STRONG:
            return Opening(lead, i, verb)
    return None


_GROUND_ENDS = listed("thể; tế; giao; phương; vị; mình; nay; quyền; tại; định; này; trên; hành; nghiệp")


def acts_at(words: list[Word], i: int) -> Token | None:
    """The verb behind a condition: "thì điều xe ...", or two or three words on: "giáo viên dừng ngay ..."."""
    size = match(words, i, phrases("verbs", "item"))
    if size and words[i - 1].low == "thì":
        return Token(i, size, Class.WEAK, " ".join(word.plain for word in words[i : i + size]))
    for k in range(i + 1, min(len(words), i + 4)):
        if words[k].cut:
            return None
        token = token_at(words, k)
        if token is not None and token.part is Class.STRONG and k > i + 1:
            return None if words[k - 1].low in _TOLD else token
    return None


def after_lead(words: list[Word], lead: int, i: int, stop: int) -> Opening | None:
    """ "Để ..., các doanh nghiệp ...": the order stands behind the clause that leads it in."""
    token = token_at(words, i)
    if token is None or not (
        token.part is Class.PURPOSE
        or token.plain
        in (
            "tren",
            "can",
            "trong",
            "theo",
            "do",
            "truoc",
            "qua",
            "tu",
            "tai",
            "voi",
            "sau",
            "cung",
            "doi",
            "nham",
            "ve",
        )
        or words[i].plain in ("trong", "can", "theo", "tren", "voi", "truoc", "tai", "sau")
    ):
        return None
    for k in range(i + 1, stop):
        if words[k].cut in (":", ";") or (words[i].plain == "sau" and words[k].low == "phải" and not words[k].cut):
            return None
        if words[k].cut != ",":
            continue
        command = command_length(words, k, at_start=True)
        party = party_at(words, k + command)
        verb = verb_at(words, party.after if party else k + command)
        if (
            verb is None
            and not party
            and any(
                modal_at(words, m) for m in range(k, min(stop, k + 7)) if not any(w.cut for w in words[k + 1 : m + 1])
            )
        ):
            return None
        if verb and (party or verb.part is Class.STRONG) and (party or command or words[i].plain != "de" or k - i > 3):
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
