"""Step over what may stand before a verb: links, grounds, manner."""

from thongsuot.engines.letter._tokens import VERBS, Class, Token, token_at
from thongsuot.engines.letter._words import Word

_LONGEST = 600  # words of a sentence that are searched for an order


def past_ground(words: list[Word], i: int) -> int:
    """ "..., căn cứ nhiệm vụ được giao, tổ chức ...": the ground between a party and its verb."""
    if i < len(words) and words[i].plain in ("can", "tren", "theo", "trong", "tuy") and not verb_at(words, i):
        for k in range(i + 1, min(len(words), i + 25)):
            if words[k].cut == "," and verb_at(words, k):
                return k
    return i


def sentence_end(words: list[Word], i: int) -> int:
    """The word at which the next sentence begins, or where reading for this one stops."""
    last = min(len(words), i + _LONGEST)
    return next((k for k in range(i + 1, last) if words[k].cut == "."), last)


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
