"""Find where the name of a party ends and its verb begins."""

from thongsuot.engines.letter._fold import listed
from thongsuot.engines.letter._steps import modal_at
from thongsuot.engines.letter._tokens import VERBS, Class, Token, token_at
from thongsuot.engines.letter._words import Word

RELATIVE = listed(
    "cung cap; hoat dong; kinh doanh; khai thac; tham gia; quan ly; van hanh; su dung; phuc vu; phat hanh; "
    "dong; phoi hop; chuyen phat; thu gom; van chuyen; phan phoi; ban; mua; mua ban; san xuat; cho thue"
)
_NOUNS = listed("nghiep; vi; quan; chuc; mang; ly; ban; diem; truc; ty; thue; isp; nha; vu")
_LONGEST = 70


def extent_of(words: list[Word], i: int) -> int:
    """A party's name runs to the first verb that is not its own description."""
    start = i
    while i < len(words) and i - start < _LONGEST:
        if words[i].plain == "thong" and words[i - 1].plain == "vien":
            i += 1  # "viễn thông bảo đảm" folds to the verb "thông báo"
            continue
        if _wards_off(words, i):
            i += 2
            continue
        if words[i].cut and words[i].cut in ".;:":
            return i
        token = token_at(words, i)
        assert token is not None  # noqa: S101 - i lies inside the words
        ground = tuple(word.plain for word in words[i : i + 2]) in (("can", "cu"), ("tren", "co"))
        if ground or (i > start and (commands(words, i) or _binds(words, i))):
            return i
        if token.part in VERBS and not words[i].depth and not _describes(words, token) and not _named(words, token):
            return _with_manner(words, i, start)
        if token.part is Class.PURPOSE:
            return i
        i += token.size
    return i


def _wards_off(words: list[Word], i: int) -> bool:
    """ "Ban Chỉ huy phòng, chống thiên tai": what a command is for belongs to its name."""
    pair = tuple(word.low for word in words[i : i + 2])
    return pair == ("phòng", "chống") and words[i - 1].plain in ("huy", "dao", "tac") and not words[i].cut


def _binds(words: list[Word], i: int) -> bool:
    """ "phải", "có trách nhiệm", "là đầu mối": what a party must do or be is none of its name."""
    low = words[i].low
    if words[i].depth or (low == "phải" and words[i - 1].low == "không"):
        return False
    return modal_at(words, i) > 0 or (low == "là" and words[i - 1].low not in ("gọi", "được", "hiểu"))


def commands(words: list[Word], i: int) -> bool:
    """ "Sở ... đề nghị các đơn vị": the party before the command ends there."""
    pair = tuple(word.plain for word in words[i : i + 2])
    before = words[i - 1].plain
    return (
        pair in {("de", "nghi"), ("yeu", "cau"), ("kinh", "de"), ("tran", "trong")}
        and not words[i].cut
        and before not in ("theo", "co", "cac", "nhu", "nhung")
    )


def _describes(words: list[Word], token: Token) -> bool:
    """ "đại lý phân phối thẻ ..." describes the party when another verb follows before a mark."""
    before = words[token.first - 1].plain
    if before in ("noi", "duoc", "co", "bi", "dang", "da", "va", "chiu", "chua") and token.plain != "co phuong an":
        return before != "va" or token.part is Class.WEAK
    if token.plain not in RELATIVE or before not in _NOUNS or words[token.first].cut:
        return False
    served = tuple(word.plain for word in words[token.after : token.after + 2]) == ("dich", "vu")
    return _verb_follows(words, token.after, listed=served or token.plain == "chuyen phat")


def _named(words: list[Word], token: Token) -> bool:
    """ "Trung tâm Khai thác vận chuyển tăng ...": a verb between a capital and another verb."""
    if token.part is not Class.WEAK or words[token.first].cut or not words[token.first - 2].capital:
        return False
    after = token_at(words, token.after)
    return after is not None and after.part in VERBS and not words[token.after].cut


def _verb_follows(words: list[Word], i: int, *, listed: bool) -> bool:
    """Whether an order comes behind; `listed` lets it come behind a colon."""
    while i < len(words) and words[i].cut not in (".", ";", ":"):
        token = token_at(words, i)
        if token is not None and token.part is Class.STRONG:
            return True
        i += token.size if token else 1
    return listed and i < len(words) and words[i].cut == ":"


def _with_manner(words: list[Word], i: int, start: int) -> int:
    """Step back over the manner words before a verb: they belong to the verb."""
    while i - 1 > start:
        for size in (3, 2, 1):
            token = token_at(words, i - size) if i - size > start else None
            if token and token.part is Class.MANNER and token.after == i and not (words[i].cut and words[i].cut != ","):
                i -= size
                break
        else:
            return i
    return i
