"""Read the party at the head of a clause: which enterprises, which offices."""

from dataclasses import dataclass

from thongsuot.engines.letter._extents import extent_of
from thongsuot.engines.letter._fold import listed
from thongsuot.engines.letter._lexicon import folded_set, match, phrases
from thongsuot.engines.letter._steps import verb_at
from thongsuot.engines.letter._tokens import VERBS, Class, token_at
from thongsuot.engines.letter._words import Word

_LEADS = (("doi", "voi"), ("rieng", "doi", "voi"), ("ve", "phia"), ("rieng",), ("phia",), ("de", "nghi"))

_NO_NAME = listed(
    "này; đó; trên; có; là; không; đã; sẽ; đang; và; về; cho; khi; của; đề; yêu; mong; rất; xin; kính; để; từ; "
    "vào; tại; theo; "
    "nghị; thảo; họp; ngũ; việc; hữu; dĩ; nhân; thành; hợp; kết; quốc; động; hiệu; phận; cáo; chức; trước; "
    "ngay; sau; tin; lại"
)


_NAME_VERBS = listed(
    "dau tu; xay dung; phat trien; quan ly; khai thac; van chuyen; van hanh; dao tao; ke khai; "
    "giam sat; chu tri; "
    "dieu hanh; ho tro; kiem soat; ung dung; xu ly; thi cong; bao tri; cung cap"
)


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
    end = extent_of(words, i + head)
    end = _to_colon(words, i, end)
    return Party(i, end, end)


def _to_colon(words: list[Word], i: int, end: int) -> int:
    """ "Ban Quản lý dự án đầu tư xây dựng công trình: ...": verbs inside a name that a colon ends."""
    colon = next((k for k in range(end, min(len(words), i + 16)) if words[k].cut), None)
    if colon is None or words[colon].cut != ":" or end >= len(words) or colon - end > 8:
        return end
    token = token_at(words, end)
    named = token is not None and token.plain in _NAME_VERBS
    announces = words[colon - 1].low in ("sau", "hiện", "vụ", "việc", "cầu", "đây")
    return colon if named and not announces else end


def _head(words: list[Word], i: int) -> int:
    """How many words make the head of a party's name; 0 where none stands here."""
    if i >= len(words):
        return 0
    opener = match(words, i, phrases("offices", "openers"))
    if opener and [word.plain for word in words[i + opener : i + opener + 2]] != ["truong", "hop"]:
        group = max(match(words, i + opener, phrases("offices", key)) for key in ("groups", "heads"))
        if group or opener > 1:
            return opener + group
    single = match(words, i, phrases("offices", "singles"))
    if single:
        return single
    if brand := _brand(words, i):
        return brand
    if _initials(words, i):
        return 1
    head = match(words, i, phrases("offices", "heads"))
    verb = token_at(words, i)
    if verb and verb.part in VERBS and (verb.size > head or (verb.size == head > 1 and not _named(words, i + head))):
        return 0
    if (
        head
        and (words[i].capital or _small(words, i))
        and (head > 1 or (i + head < len(words) and _goes_on(words, i + head)))
    ):
        return head
    return 0


def _named(words: list[Word], i: int) -> bool:
    """Whether a verb that is an office too ("Thanh tra") goes on as a name."""
    return (
        i < len(words)
        and not words[i].cut
        and (words[i].capital or words[i].plain in ("tinh", "huyen", "thanh", "cac"))
    )


def _small(words: list[Word], i: int) -> bool:
    """ "giao phòng Nông nghiệp": small letters before a name, behind the word that gives the task."""
    if i > 1 and (words[i - 2].low, words[i - 1].low) in (("đề", "nghị"), ("yêu", "cầu")):
        return i + 1 < len(words) and (words[i + 1].capital or words[i + 1].low == "các")
    return i > 0 and words[i - 1].plain == "giao" and i + 1 < len(words) and words[i + 1].capital


def _initials(words: list[Word], i: int) -> bool:
    """ "NOC tối ưu ...": a name of capital letters alone, a verb right behind it."""
    if not words[i].shout or len(words[i].plain) < 3 or not words[i].plain.isalpha() or i + 2 >= len(words):
        return False
    if words[i + 1].shout or words[i + 1].cut or words[i].plain in ("ubnd", "hdnd") or (i and words[i - 1].shout):
        return False
    verb = verb_at(words, i + 1)
    return verb is not None and verb.part is Class.STRONG


def _brand(words: list[Word], i: int) -> int:
    """A brand is one word, or two where a capital inside it parts it."""
    brands = folded_set("offices", "brands")
    if words[i].plain in brands:
        return 1
    glued = i + 1 < len(words) and words[i].end == words[i + 1].start
    return 2 if glued and words[i].plain + words[i + 1].plain in brands else 0


def _goes_on(words: list[Word], i: int) -> bool:
    """A name goes on with a capital, with "tỉnh", or with the group it leads."""
    if words[i].capital:
        return not words[i].cut
    named = (
        words[i].plain in ("tinh", "huyen", "xa", "cac", "thanh", "quan", "dan", "nhung", "cua", "so", "cap")
        or bool(match(words, i, phrases("offices", "openers")))
        or bool(match(words, i, phrases("offices", "heads")))
    )
    if named or words[i].cut or (i > 1 and not words[i - 1].cut):
        return named
    token = token_at(words, i)
    return token is not None and token.part in (Class.PLAIN, Class.NEVER) and words[i].low not in _NO_NAME
