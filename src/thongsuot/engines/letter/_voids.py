"""Signs that a sentence of an order orders nothing: it defines, allows, threatens, or only names what follows."""

from thongsuot.engines.letter._opening import Opening
from thongsuot.engines.letter._steps import sentence_end
from thongsuot.engines.letter._tokens import Token
from thongsuot.engines.letter._words import Word

_NOT_IS = frozenset({"nhất", "biệt", "coi", "gọi", "hiểu", "tức", "nghĩa", "hoặc", "thì", "chỉ"})
_ROLES = frozenset({"đầu", "cơ", "đơn", "chủ", "người", "thường", "thành", "ủy"})
_MAY = {("có", "quyền"), ("được", "quyền"), ("được", "phép"), ("có", "thể")}


def defines(words: list[Word], i: int, opening: Opening) -> bool:
    """ "Giá trị tài sản là giá mua ...": what a thing is, or is made of."""
    if opening.party or opening.command is not None or opening.verb is None or opening.verb.first == i:
        return False
    if opening.since or opening.trigger:
        return False
    for k in range(i + 1, min(i + 25, sentence_end(words, i) - 1)):
        if words[k].cut:
            return False
        if words[k].low in ("là", "gồm") and words[k - 1].low not in _NOT_IS:
            return k > opening.verb.first or words[k + 1].low not in _ROLES
    return False


def threatens(words: list[Word], i: int, opening: Opening) -> bool:
    """ "Số dư không được chuyển nguồn sẽ bị hủy": what will come of it, ordered of nobody."""
    end = sentence_end(words, i)
    lows = [word.low for word in words[i:end]]
    return opening.party is None and "phải" not in lows and ["sẽ", "bị"] in [lows[k : k + 2] for k in range(len(lows))]


def allows(words: list[Word], i: int, opening: Opening) -> bool:
    """ "cá nhân có quyền kiến nghị": what a party may do it need not do."""
    verb = opening.verb.first if opening.verb else i
    return any((words[k].low, words[k + 1].low) in _MAY for k in range(i, verb))


def labels(words: list[Word], i: int, opening: Opening) -> bool:
    """ "4. Báo cáo: ..." names what follows; the order stands behind the colon."""
    verb = opening.verb
    follows = verb is not None and verb.first == i and verb.after < len(words)
    return follows and verb is not None and words[verb.after].cut == ":"


def ends_ban(words: list[Word], at: int) -> bool:
    """ "Tuyệt đối không: tuyển ...; thu ...": whether a colon introduces what must not be done."""
    lows = [word.low for word in words[max(0, at - 3) : at]]
    return lows[-1:] == ["không"] or lows[-2:] in (["không", "được"], ["nghiêm", "cấm"])


def foresees(words: list[Word], i: int) -> bool:
    """ "; rác không phân loại sẽ không được thu gom"."""
    lows = [word.low for word in words[i : i + 10]]
    return "sẽ" in lows and "phải" not in lows


def finishes(words: list[Word], i: int, verb: Token) -> bool:
    """ "Tập huấn cho ...; việc tập huấn xong trước 15/8": a time limit of the duty before."""
    lows = [word.plain for word in words[i : i + 1 + verb.size]]
    return lows == ["viec", *verb.plain.split()]


def grants(words: list[Word], i: int) -> bool:
    """ "; nếu ... thì được quyền ...": what a party may do it need not do."""
    return words[i].low in ("nếu", "khi", "trường", "quá") and not words[i].capital


def asks_others(words: list[Word], token: Token) -> bool:
    """ "; yêu cầu các cơ sở in ...": the party itself asks others."""
    if token.plain != "yeu cau" or token.after >= len(words):
        return False
    return words[token.after].low in ("các", "những", "mọi", "người")
