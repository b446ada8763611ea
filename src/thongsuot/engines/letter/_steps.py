"""Step over what may stand before a verb: links, grounds, manner."""

from thongsuot.engines.letter._fold import listed
from thongsuot.engines.letter._lexicon import match, phrases
from thongsuot.engines.letter._tokens import VERBS, Class, Token, token_at
from thongsuot.engines.letter._words import Word

_MUST = {("có", "trách", "nhiệm"), ("có", "nhiệm", "vụ")}
_LONGEST = 600  # words of a sentence that are searched for an order


_GROUND_ENDS = frozenset({"này", "vụ", "giao", "tế", "thể", "hành", "quyền", "mình"})


def past_ground(words: list[Word], i: int) -> int:
    """ "..., căn cứ nhiệm vụ được giao, tổ chức ...": the ground between a party and its verb."""
    if i < len(words) and words[i].plain in ("can", "tren", "theo", "trong", "tuy", "dua") and not verb_at(words, i):
        for k in range(i + 1, min(len(words), i + 25)):
            if words[k].cut in (".", ";", ":"):
                return i
            if words[k].cut == "," and verb_at(words, k):
                return k
            if words[k - 1].low in _GROUND_ENDS and verb_at(words, k):
                return k
            if words[k].low == "để" and words[i].plain in ("can", "tren", "dua") and verb_at(words, k + 1):
                return k + 1
    return i


_CASE_WORDS = listed("khi; nếu; trước khi; sau khi; ngay khi; ngay sau khi; mỗi khi; trong trường hợp; trường hợp")
_CASES = tuple(tuple(case.split()) for case in sorted(_CASE_WORDS))
_CASED = frozenset(case[0] for case in _CASES)


def case_at(words: list[Word], i: int) -> bool:
    """Whether "khi ...", "nếu ...", "trước khi ..." begins at a word: a case between a party and its verb."""
    if i >= len(words) or words[i].low not in _CASED:
        return False
    return any(tuple(word.low for word in words[i : i + len(case)]) == case for case in _CASES)


def past_case(words: list[Word], i: int) -> int:
    """The word behind the case between a party and its verb: "Nhân viên, khi vào khu phong tỏa, phải ..."."""
    if i >= len(words) or words[i].cut not in ("", ",") or words[i].depth or not case_at(words, i):
        return i
    for k in range(i + 2, min(len(words), i + 30)):
        if words[k].cut in (".", ";", ":"):
            return i
        if (words[k].low in ("phải", "cần") and modal_at(words, k) + (words[k].low == "cần")) or words[k].low == "thì":
            return k + (words[k].low == "thì")
        token = token_at(words, k)
        urged = token is not None and token.part is Class.MANNER and k > i + 2
        if (words[k].cut == "," or urged) and verb_at(words, k):
            return k
    return _past_ask(words, i)


def _past_ask(words: list[Word], i: int) -> int:
    """ "... khi có yêu cầu của Công an tỉnh cung cấp ...": the verb behind those who ask."""
    for k in range(i + 4, min(len(words), i + 14)):
        if words[k].cut:
            return i
        token = token_at(words, k)
        known = token is not None and token.part is Class.STRONG
        if known and token is not None and token.size > 1 and words[k - 1].low not in ("có", "để", "về", "việc"):
            return k
    return i


def modal_at(words: list[Word], i: int) -> int:
    """How many words say that something must be done; 0 where none do."""
    lows = tuple(word.low for word in words[i : i + 3])
    if lows in _MUST and not any(word.cut for word in words[i + 1 : i + 3]):
        return 3
    if lows[:2] == ("chỉ", "được"):
        return 2
    return 1 if lows[:1] == ("phải",) and lows[1:2] not in (("không",), ("chăng",), ("là",)) else 0


def past_modal(words: list[Word], i: int) -> int:
    """The word behind "có trách nhiệm", which no duty begins with."""
    return i + 3 if modal_at(words, i) == 3 else i


def past_role(words: list[Word], i: int) -> int:
    """The verb behind "là đầu mối ...": a party's part in what it is to do."""
    if i >= len(words) or words[i].low != "là":
        return i
    k = i + 1
    while k < min(len(words), i + 14) and words[k].cut not in (".", ";", ":"):
        if thing := match(words, k, phrases("verbs", "things")):
            k += thing
            continue
        token = token_at(words, k)
        if token is not None and token.part is Class.STRONG:
            return k
        k += 1
    return i


def sentence_end(words: list[Word], i: int) -> int:
    """The word at which the next sentence begins, or where reading for this one stops."""
    last = min(len(words), i + _LONGEST)
    return next((k for k in range(i + 1, last) if words[k].cut == "."), last)


def sentence_start(words: list[Word], i: int) -> int:
    """The word with which the sentence of a word begins, or from which reading for this one starts."""
    first = max(0, i - _LONGEST)
    return next((k for k in range(i, first, -1) if words[k].cut == "."), first)


def past_links(words: list[Word], i: int) -> int:
    """The word behind the linking words."""
    while (token := token_at(words, i)) is not None and token.part is Class.LINK:
        i = token.after
    return i


def verb_at(words: list[Word], i: int) -> Token | None:
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
