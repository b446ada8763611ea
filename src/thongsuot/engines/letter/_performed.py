"""The sentence in which an issuer commands."""

from thongsuot.engines.letter._commands import command_length
from thongsuot.engines.letter._fold import listed
from thongsuot.engines.letter._opening import Opening
from thongsuot.engines.letter._parties import Party, party_at
from thongsuot.engines.letter._steps import past_ground, past_links, verb_at
from thongsuot.engines.letter._triggers import trigger_at
from thongsuot.engines.letter._words import Word

_OTHERS = listed(
    "cu tri; hiep hoi; nguoi dan; nhan dan; ba con; khach hang; ho dan; cac ho; phu huynh; ban doc; dai bieu; "
    "nguoi gui; "
    "nguoi nhan; nguoi dung; doi tuong; ke gian; chu ho; chu tau; nhieu nguoi"
)
_PAPERS = {("cong", "van"), ("van", "ban"), ("cong", "dien"), ("chi", "thi"), ("to", "trinh")}
_EVENTS = {
    ("vuong", "mac"),
    ("kho", "khan"),
    ("su", "co"),
    ("truc", "trac"),
    ("thac", "mac"),
    ("phat", "sinh"),
    ("y", "kien"),
}
_CHARGES = {("trách", "nhiệm"), ("nhiệm", "vụ")}
_HEARS = listed("nhan; tiep; xem; co; ban; duoc; thong; gui; nghien; lam; hop; chu; can")
_TRADE = listed("cong ty; quy cong; doanh nghiep; mot so; cac doanh; don vi")


def performed_at(words: list[Word], i: int, stop: int) -> Opening | None:
    """An issuer commands: "..., Sở ... yêu cầu các đơn vị ...", at the head of the sentence or inside it."""
    for k in range(i, stop):
        length = command_length(words, k, at_start=k == i or bool(words[k].cut))
        if (
            not length
            or words[k].depth
            or (k > i and words[k - 1].low == "nào")
            or _charged(words, i, k)
            or _asked_by_others(words, i, k)
            or _told(words, i, k)
        ):
            continue
        party = party_at(words, k + length) or _apart(words, i, k, length)
        start = past_ground(words, past_links(words, party.after)) if party else k + length
        verb = verb_at(words, start) if start < stop else None
        if verb is None and party is None:
            continue
        trigger = trigger_at(words, past_links(words, i), k)
        if trigger is None:
            inner = next(
                (m for m in range(i, k) if words[m].cut == "," and words[m].plain in ("neu", "khi", "truong")), None
            )
            trigger = (i, k) if inner is not None else None
        event = party is None and k > i and not any(word.cut for word in words[i + 1 : k + 1])
        if event and any((words[m].plain, words[m + 1].plain) in _EVENTS for m in range(i, k - 1)):
            return Opening(i, i, verb, party, trigger, None, True, k)
        at = trigger[0] if trigger else start if verb else party.start if party else k
        return Opening(i, at, verb, party, trigger, None, True, k)
    return None


def _asked_by_others(words: list[Word], i: int, k: int) -> bool:
    """ "Cử tri yêu cầu ...": what somebody else asked for is told, not ordered."""
    first = k
    while first > i and not words[first].cut:
        first -= 1
    who = " ".join(word.plain for word in words[first : first + 2])
    return first < k and (who in _OTHERS or (who in _TRADE and words[first].cut == ","))


def _told(words: list[Word], i: int, k: int) -> bool:
    """ "Sở đã ban hành Công văn ... yêu cầu ...": an order given before is told, not given."""
    first = next((m for m in range(k, i, -1) if words[m].cut), i)
    pairs = [(words[m].plain, words[m + 1].plain) for m in range(first, k - 1)]
    if words[k - 1].low == "đã" and k > i:
        return True
    if words[k].cut == "," and _wrote(words, i, k):
        return True
    if (
        words[k].cut == ","
        and (words[i].plain in ("so", "bo", "cuc", "ubnd") or party_at(words, i))
        and any(words[m].low == "đã" and words[m + 1].plain not in _HEARS for m in range(max(i, k - 14), k - 1))
    ):
        return True
    if first < k and any(pair in _PAPERS and words[first + m + 2].low != "này" for m, pair in enumerate(pairs)):
        return True
    return any(
        words[m].low == "đã" and words[m + 1].low in ("ban", "có", "gửi", "ra", "từng", "nhiều")
        for m in range(i, k - 1)
        if not any(word.cut for word in words[m + 1 : k + 1])
    )


def _wrote(words: list[Word], i: int, k: int) -> bool:
    """ "Tổng công ty đã có Công văn số ..., yêu cầu gửi ...": what an earlier paper asked for, by no new subject."""
    had = [m for m in range(i, k - 2) if words[m].low == "đã" and words[m + 1].low in ("có", "ban", "gửi", "ra")]
    if not had or not any((words[m].plain, words[m + 1].plain) in _PAPERS for m in range(had[0], k - 1)):
        return False
    return words[k - 1].plain not in ("so", "bo", "tinh", "cuc")


def _charged(words: list[Word], i: int, k: int) -> bool:
    """ "Sở ... có trách nhiệm yêu cầu ...": to command is what the party itself must do."""
    return k - i > 2 and (words[k - 1].low in ("phải", "cần") or (words[k - 2].low, words[k - 1].low) in _CHARGES)


def _apart(words: list[Word], i: int, k: int, length: int) -> Party | None:
    """ "Riêng Sở ..., ngoài việc ..., đề nghị ...": who is asked stands before the command."""
    party = party_at(words, i) if words[i].plain in ("rieng", "doi") and k > i else None
    return Party(party.start, min(party.end, k), k + length) if party else None
