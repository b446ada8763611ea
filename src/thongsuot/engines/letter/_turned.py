"""Orders that do not begin with their verb: "... nào ... thì ...", "Mọi ... phải ...", "Kết quả ... gửi về ..."."""

from thongsuot.engines.letter._fold import listed
from thongsuot.engines.letter._opening import Opening
from thongsuot.engines.letter._parties import party_at
from thongsuot.engines.letter._steps import modal_at, past_links, past_modal, verb_at
from thongsuot.engines.letter._tokens import VERBS, Class, Token, token_at
from thongsuot.engines.letter._words import Word

_LONGEST = 45  # words of a condition or of a subject
_NO_ORDER = listed("coi; xem; bị; được; sẽ; là; đã; vẫn; còn; mới; cũng; có; coi; xem; chưa; càng; tùy")
_EVENTS = listed("nào; nếu; đã; chưa; mà; quá; bị; gặp; hễ; khi; còn; có; muốn; cần; không; được; xảy; ở; tại")
_BEFORE_MODAL = listed("không; chưa; đã; sẽ; nếu; khi; mà; có; thường; vì; do; còn")
_TIMES = listed("trong; từ; vào; đến; sau; trước; kể")
_REWARDS = [["xét"], ["hưởng"], ["công"], ["tính"], ["nâng"]]
_FRONTED = listed(
    "ket qua; bao cao; danh sach; so lieu; van ban; y kien; ho so; ho ten; ke hoach; phuong an; bieu mau; bieu so; "
    "moi tinh; cac tinh; moi su; so luong; so vu; moi thac; cac kho; kho khan; phieu dang; giay dang; don dang; "
    "tham luan; bai tham; "
    "thong tin; ban dang; moi vuong; cac vuong; moi thong; moi y"
)
_DELIVERS = listed(
    "gui; gui ve; nop; bao; bao ngay; bao cao; gui bao cao; chuyen; phan anh; lien he; dang ky; trao doi; cung cap"
)
_LIMITS = listed("truoc; cham; muon; hang; dinh; ve")


def then_led(words: list[Word], lead: int, i: int, stop: int) -> Opening | None:
    """ "Trạm nào mất điện quá 02 giờ thì ...": what comes behind "thì" is ordered where the case before it arises.

    The verb is None where nothing is ordered behind it.
    """
    for k in range(i + 2, min(stop, i + _LONGEST)):
        if words[k].cut in (";", ":"):
            return None
        if words[k].low != "thì" or words[k].depth:
            continue
        inner = any(
            words[m].cut == ","
            and (
                words[m].low in ("khi", "nếu", "trường", "quá", "hết", "sau", "chậm", "muộn")
                or words[m + 1].low == "nào"
            )
            for m in range(i + 1, k)
        )
        known = verb_at(words, past_links(words, k + 1))
        if inner or not (known or any(word.low in _EVENTS for word in words[i:k])):
            return None
        return _consequence(words, lead, i, k, stop)
    return None


def _consequence(words: list[Word], lead: int, i: int, k: int, stop: int) -> Opening:
    start = past_links(words, k + 1)
    if [word.low for word in words[start : start + 2]] == ["không", "phải"]:
        start = next(
            (
                m
                for m in range(start + 2, stop)
                if words[m].low == "phải" and words[m - 1].low in ("nhưng", "mà", "song")
            ),
            stop,
        )
    denied = [word.low for word in words[start : start + 3]]
    if start >= stop or words[start].low in _NO_ORDER or (denied[:2] == ["không", "được"] and denied[2:] in _REWARDS):
        return Opening(lead, i, None)
    party = party_at(words, start)
    verb = verb_at(words, past_modal(words, party.after if party else start))
    if verb is None or verb.first >= stop:
        turned = subject_led(words, lead, start, stop)
        told = party or any(word.low in _NO_ORDER for word in words[start : start + 7])
        verb = turned.verb if turned else None if told else Token(start, 1, Class.STRONG, words[start].plain)
        party = None
    return Opening(lead, i, verb, party, (i, k))


def whoever(words: list[Word], lead: int, i: int, stop: int) -> Opening | None:
    """ "Doanh nghiệp nào không thể ... phải trả lời ...": whoever is in the case must act."""
    for k in range(i + 2, min(stop, i + _LONGEST)):
        if words[k].cut in (";", ":"):
            return None
        if words[k].low in ("phải", "thì") and words[k - 1].low != "không" and not words[k].depth:
            if any((words[m].low, words[m + 1].low) == ("để", "xảy") for m in range(i, k)):
                return None
            verb = ordered_at(words, past_links(words, k + 1), stop)
            return Opening(lead, i, verb, None, (i, k)) if verb else None
    return None


def subject_led(words: list[Word], lead: int, i: int, stop: int) -> Opening | None:
    """ "Mọi sự cố phải được báo ...": whatever must happen is ordered, whoever is to see to it."""
    for k in range(i, min(stop, i + _LONGEST)):
        if k > i and words[k].cut in (";", ":"):
            return None
        size = modal_at(words, k)
        if not size or words[k].depth or (k > i and words[k - 1].low in _BEFORE_MODAL):
            continue
        if any(word.low == "mà" for word in words[i:k]):
            return None
        verb = ordered_at(words, k + size, stop)
        if verb is None:
            return None
        parted = any(word.cut == "," for word in words[i + 1 : k + 1]) or words[i + 1].low == "khi"
        later = words[i].low in _TIMES and parted
        return Opening(lead, verb.first if later or (size > 1 and k == i) else i, verb)
    return None


def ordered_at(words: list[Word], i: int, stop: int) -> Token | None:
    """What stands behind "phải": a verb that is known, else the first word whatever it is."""
    if i >= stop or words[i].cut:
        return None
    return verb_at(words, i) or Token(i, 1, Class.STRONG, words[i].plain)


def fronted(words: list[Word], lead: int, i: int, stop: int) -> Opening | None:
    """ "Kết quả rà soát, các đơn vị gửi về Sở trước ngày ...": what is to be sent stands before the verb."""
    if i >= len(words) or [word.low for word in words[i : i + 3]] in (["mọi", "chi", "tiết"], ["mọi", "thông", "tin"]):
        return None
    if " ".join(w.plain for w in words[i : i + 2]) not in _FRONTED and words[i].low not in ("số", "mọi"):
        return _brought(words, lead, i, stop)
    event = words[i].plain in ("moi", "cac")
    k = i + 2
    while k < min(stop, i + _LONGEST):
        party = party_at(words, k) if words[k].cut == "," else None
        verb = token_at(words, party.after if party else k)
        if verb and verb.part in VERBS and verb.plain in _DELIVERS and verb.first < stop:
            told = {word.plain for word in words[verb.after : stop]}
            return Opening(lead, i, verb, party) if told & _LIMITS or event or verb.plain == "bao ngay" else None
        k += 1
    return None


def _brought(words: list[Word], lead: int, i: int, stop: int) -> Opening | None:
    """ "Thiết bị hỏng chuyển về kho trước ngày ...": whatever is brought somewhere by a day."""
    if not words[i].capital:
        return None
    for k in range(i + 2, min(stop - 2, i + 12)):
        if words[k].cut or words[k].low in _UNBROUGHT:
            return None
        pair = " ".join(word.plain for word in words[k : k + 2])
        if pair in _BRINGS:
            told = {word.plain for word in words[k:stop]}
            return Opening(lead, i, Token(k, 2, Class.STRONG, pair)) if told & {"truoc", "cham", "muon"} else None
    return None


_BRINGS = listed(
    "chuyen ve; chuyen den; gui ve; gui den; nop ve; nop cho; nop tai; dua ve; tra ve; ban giao; chuyen cho; gui cho"
)
_UNBROUGHT = listed("đã; đang; sẽ; được; bị; chưa; do; là; có; không; để; phải; khi; nếu")
