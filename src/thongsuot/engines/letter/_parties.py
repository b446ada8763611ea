"""Read the party at the head of a clause: which enterprises, which offices."""

import re
from dataclasses import dataclass

from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._letter import Obliged
from thongsuot.engines.letter._lexicon import folded_set, match, phrases, table
from thongsuot.engines.letter._source import Source, squeeze
from thongsuot.engines.letter._tokens import VERBS, Class, Token, token_at
from thongsuot.engines.letter._words import Word

_LEADS = (("doi", "voi"), ("rieng", "doi", "voi"), ("ve", "phia"), ("rieng",), ("phia",), ("de", "nghi"))
RELATIVE = frozenset(
    [
        "cung cap",
        "hoat dong",
        "kinh doanh",
        "khai thac",
        "tham gia",
        "quan ly",
        "van hanh",
        "su dung",
        "phuc vu",
        "phat hanh",
        "dong",
        "phoi hop",
        "chuyen phat",
        "thu gom",
        "van chuyen",
        "phan phoi",
    ]
)
_NOUNS = frozenset(["nghiep", "vi", "quan", "chuc", "mang", "ly", "ban", "diem", "truc", "ty", "thue", "isp", "nha"])
_LONGEST = 70


@dataclass(frozen=True, slots=True)
class Party:
    """The words of a party; `own` tells that the letter speaks of its own issuer."""

    start: int
    end: int
    after: int


def party_at(words: list[Word], i: int) -> Party | None:
    """The party whose name begins at a word; `after` is the word its clause goes on with."""
    for lead in _LEADS[:5]:
        if tuple(word.plain for word in words[i : i + len(lead)]) == lead:
            i += len(lead)
            break
    head = _head(words, i)
    if not head:
        return None
    end = _extent(words, i + head)
    return Party(i, end, end)


def _head(words: list[Word], i: int) -> int:
    """How many words make the head of a party's name; 0 where none stands here."""
    if i >= len(words):
        return 0
    opener = match(words, i, phrases("offices", "openers"))
    if opener:
        group = match(words, i + opener, phrases("offices", "groups")) or match(
            words, i + opener, phrases("offices", "heads")
        )
        if group or opener > 1:
            return opener + group
    single = match(words, i, phrases("offices", "singles"))
    if single:
        return single
    if words[i].plain in folded_set("offices", "brands"):
        return 1
    head = match(words, i, phrases("offices", "heads"))
    if head and words[i].capital and i + head < len(words) and (head > 1 or _goes_on(words, i + head)):
        return head
    return 0


def _goes_on(words: list[Word], i: int) -> bool:
    """A name goes on with a capital, with "tỉnh", or with the group it leads."""
    if words[i].capital:
        return not words[i].cut
    return (
        words[i].plain in ("tinh", "huyen", "xa", "cac", "thanh", "quan", "dan", "nhung", "cua", "so", "cap")
        or bool(match(words, i, phrases("offices", "openers")))
        or bool(match(words, i, phrases("offices", "heads")))
    )


def _extent(words: list[Word], i: int) -> int:
    """A party's name runs to the first verb that is not its own description."""
    start = i
    while i < len(words) and i - start < _LONGEST:
        if words[i].cut and words[i].cut in ".;:" and i > start:
            return i
        token = token_at(words, i)
        assert token is not None  # noqa: S101 - i lies inside the words
        ground = tuple(word.plain for word in words[i : i + 2]) in (("can", "cu"), ("tren", "co"))
        if ground or (i > start and commands(words, i)):
            return i
        if token.part in VERBS and not words[i].depth and not _describes(words, token):
            return _with_manner(words, i, start)
        if token.part is Class.PURPOSE:
            return i
        i += token.size
    return i


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
    if before in ("duoc", "co", "bi", "dang", "da", "va", "chiu") and token.plain != "co phuong an":
        return before != "va" or token.part is Class.WEAK
    if token.plain not in RELATIVE or before not in _NOUNS or words[token.first].cut:
        return False
    return _verb_follows(words, token.after)


def _verb_follows(words: list[Word], i: int) -> bool:
    while i < len(words) and words[i].cut not in (".", ";", ":"):
        token = token_at(words, i)
        if token is not None and token.part is Class.STRONG:
            return True
        i += token.size if token else 1
    return False


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


@dataclass(frozen=True, slots=True)
class Bound:
    """Whom a duty binds."""

    obliged: Obliged
    names: tuple[str, ...] = ()


_ALL = Bound(Obliged.ALL)
_HEADS = re.compile(
    r"^(?:giam doc|tong giam doc|lanh dao|thu truong|nguoi dung dau|nguoi dai dien)\s+(?=cac |nhung |quy )"
)
_SPLIT = re.compile(r"\s*[;,]\s*|\s+va\s+")


def bound(source: Source, start: int, end: int, default: Bound = _ALL) -> Bound:
    """Whom the words of a party mean; the default where they mean the letter's addressees as a whole."""
    plain = " ".join(source.plain[start:end].split())
    plain = _HEADS.sub("", plain)
    trade = by_trade(plain)
    general = re.match(r"(?:cac|nhung|quy|toan the|tat ca) (?:doanh nghiep|don vi|co quan|nha mang)", plain)
    if general or (
        trade
        and re.search(r"(?:cac|nhung) (?:doanh nghiep|don vi|nha mang)", plain)
        and not re.search(r"(?<!\w)(?:so|ubnd|bo) ", plain)
    ):
        return trade or default
    named = _named(source, start, end)
    if named and not re.match(r"(?:cac|nhung|quy|toan the|tat ca|toan bo|moi) ", plain):
        return Bound(Obliged.NAMED, named)
    return trade or default


def by_trade(plain: str) -> Bound | None:
    """The trade that folded words name, or None."""
    post = re.search(r"buu chinh|chuyen phat|buu cuc|diem phuc vu buu", plain)
    telecom = re.search(r"vien thong", plain)
    mobile = re.search(r"di dong", plain)
    fixed = re.search(r"co dinh", plain)
    internet = re.search(r"internet|\bisp\b|(?<!co dinh )bang rong", plain)
    if not re.search(
        r"doanh nghiep|nha mang|don vi|cong ty|isp|nha cung cap|dai ly|buu cuc|diem|chi nhanh|to chuc|"
        r"vien thong|buu chinh",
        plain,
    ):
        return None
    wires = [
        trade for trade, hit in ((Obliged.MOBILE, mobile), (Obliged.FIXED, fixed), (Obliged.INTERNET, internet)) if hit
    ]
    if post:
        return Bound(Obliged.ALL if telecom or wires else Obliged.POSTAL)
    if len(wires) == 1 and (not telecom or wires[0] is not Obliged.INTERNET):
        return Bound(wires[0])
    return Bound(Obliged.TELECOM) if telecom or wires else None


def _named(source: Source, start: int, end: int) -> tuple[str, ...]:
    """The single offices or companies in the words of a party."""
    plain = source.plain[start:end]
    cuts = [0]
    for gap in _SPLIT.finditer(plain):
        if _begins_name(source, start + gap.end(), end):
            cuts.append(gap.end())
    names = []
    for a, b in zip(cuts, [*cuts[1:], len(plain)], strict=False):
        name = re.sub(r"(?i)(?:\s+(?:và|hoặc)|[;,:.])+\s*$", "", squeeze(source.value(start + a, start + b)))
        if name and _is_name(name):
            names.append(name)
    return tuple(names)


def _begins_name(source: Source, at: int, end: int) -> bool:
    rest = " ".join(source.plain[at : min(end, at + 60)].split())
    if not source.upper(at) and not re.match(r"(?:cac|nhung|ubnd|lanh dao) ", rest):
        return False
    first = rest.split(" ")[0].strip(",.;")
    return first in folded_set("offices", "brands") or any(
        rest.startswith(f"{head} ") or rest == head for head in folded_set("offices", "heads") | {"cac"}
    )


def _is_name(name: str) -> bool:
    words = name.split()
    if fold(words[0]) in folded_set("offices", "brands"):
        return True
    if len(words) < 2 or not words[0][:1].isupper():
        return False
    plain = fold(name)
    if any(plain == single or plain.startswith(f"{single} ") for single in folded_set("offices", "singles")):
        return bool(re.search(r"(?:công ty|Công ty)\s+[A-ZĐ]", name))
    return any(plain.startswith(f"{head} ") for head in folded_set("offices", "heads")) and bool(table("offices"))
