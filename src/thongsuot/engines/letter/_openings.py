"""Read the beginning of a clause: link, time, trigger, command, party, manner, verb."""

from thongsuot.engines.letter._commands import command_length
from thongsuot.engines.letter._extents import acts
from thongsuot.engines.letter._leads import acts_at, after_lead, grounded, noun_led
from thongsuot.engines.letter._moves import moved_at
from thongsuot.engines.letter._narratives import told
from thongsuot.engines.letter._opening import Opening
from thongsuot.engines.letter._parties import Party, party_at
from thongsuot.engines.letter._performed import performed_at
from thongsuot.engines.letter._praises import praises
from thongsuot.engines.letter._steps import (
    case_at,
    modal_at,
    past_case,
    past_ground,
    past_links,
    past_modal,
    past_role,
    sentence_end,
    verb_at,
)
from thongsuot.engines.letter._tokens import Class, Token, token_at
from thongsuot.engines.letter._triggers import since_at, trigger_at
from thongsuot.engines.letter._turned import fronted, ordered_at, subject_led, then_led, whoever
from thongsuot.engines.letter._words import Word


def opening_at(
    words: list[Word], i: int, *, commanded: bool, listed: bool, whole: bool, bare: bool = False
) -> Opening | None:
    """The opening at a word, or None where nothing is ordered; `bare` allows a verb with its manner alone."""
    if i >= len(words):
        return None
    if bare:
        first = past_links(words, i)
        since = since_at(words, first)
        first = past_links(words, since[1]) if since else first
        verb = verb_at(words, first)
        return Opening(i, first, verb, since=since) if verb else None
    stop = sentence_end(words, i)
    if praises(words, past_links(words, i)):
        return None
    if whole and (moved := moved_at(words, i, stop)):
        return moved
    if whole and not listed:
        performed = performed_at(words, i, stop)
        if performed is not None:
            return performed
        if not commanded:
            return None
    return _commanded(words, i, stop, listed=listed and (whole or words[i].cut in (":", ";")))


def _commanded(words: list[Word], i: int, stop: int, *, listed: bool = False) -> Opening | None:
    lead = i
    i = past_links(words, i)
    i = _past_paper(words, i)
    since = since_at(words, i)
    if since:
        i = past_links(words, since[1])
    trigger = trigger_at(words, i, stop)
    if trigger is None and (turned := then_led(words, lead, i, stop)):
        return turned if turned.verb else None
    i = _past_trigger(words, trigger, i, stop)
    if trigger and i < stop and words[i].low in ("được", "bị"):
        return None
    return _asked(words, Opening(lead, i, None, None, trigger, since), stop, listed=listed)


def _asked(words: list[Word], so_far: Opening, stop: int, *, listed: bool) -> Opening | None:
    """The opening from the command and the party on; `so_far` tells what leads in, and where it ends."""
    lead, i, trigger, since = so_far.lead, so_far.first, so_far.trigger, so_far.since
    command = command_length(words, i, at_start=True)
    party = party_at(words, i + command)
    if party and not command and any(word.low == "nào" for word in words[party.start : party.after]):
        return whoever(words, lead, i, stop)
    if party and not command and (inner := command_length(words, party.after, at_start=False)):
        if listed and _asks_down(words, party.after):
            asks = Token(party.after, 2, Class.STRONG, "yeu cau")
            return Opening(lead, party.after, asks, party, trigger, since, False, party.after)
        i, command = party.after, inner
        party = party_at(words, i + command)
    if party is None and command and not verb_at(words, i + command):
        if listed and _asks_others(words, i + command, stop):
            return Opening(lead, i, Token(i, command, Class.STRONG, "yeu cau"), None, trigger, since)
        command = 0
    start, verb = _verb_behind(words, party, i + command, stop)
    if verb is None or start >= stop:
        if trigger and (acting := acts_at(words, i)):
            return Opening(lead, trigger[0], acting, None, trigger, since)
        return _otherwise(words, lead, i, stop, listed=listed and not since and not trigger)
    until = party.after if party and case_at(words, party.after) else verb.first
    if party and not command and told(words, party.start, until):
        return subject_led(words, lead, i, stop)
    if (party and praises(words, start)) or words[verb.first - 1].low == "sẽ":
        return None
    first = trigger[0] if trigger else start
    return Opening(lead, first, verb, party, trigger, since, bool(command), i if command else None)


def _past_paper(words: list[Word], i: int) -> int:
    """ "Căn cứ kế hoạch này xây dựng ...": the verb behind the paper it rests on."""
    if not words[i : i + 1] or words[i].plain != "can":
        return i
    at = next((k for k in range(i + 1, min(len(words) - 1, i + 9)) if words[k].low == "này"), None)
    return at + 1 if at and not words[at + 1].cut and verb_at(words, at + 1) else i


def _asks_down(words: list[Word], i: int) -> bool:
    """ "Cục ... yêu cầu các Cảng vụ ...": a party of the list asks those below it."""
    return words[i].plain == "yeu" and i + 2 < len(words) and words[i + 2].low in ("các", "những", "mọi")


def _past_trigger(words: list[Word], trigger: tuple[int, int] | None, i: int, stop: int) -> int:
    """The word behind a condition and its "thì"."""
    if trigger is None:
        return i
    i = past_links(words, trigger[1])
    return i + 1 if i < stop and words[i].plain == "thi" else i


def _verb_behind(words: list[Word], party: Party | None, i: int, stop: int) -> tuple[int, Token | None]:
    """Where a duty begins behind its party and what says that it must, and its verb."""
    if party is None:
        start = past_role(words, past_modal(words, i))
        verb = verb_at(words, start)
        return (i if verb and words[i].low == "là" else start), verb
    start = past_case(words, past_ground(words, past_links(words, party.after)))
    start = past_role(words, past_modal(words, start))
    if start < stop and (words[start - 1].low, words[start].low) == ("không", "phải"):
        return start, None  # "Các đơn vị đã gửi kết quả không phải gửi lại"
    size = modal_at(words, start)
    asks = Token(start, 2, Class.STRONG, "yeu cau") if words[start - 1].low == "nhiệm" else None
    asks = asks if command_length(words, start, at_start=True) else None
    acting = Token(start, 1, Class.STRONG, words[start].plain) if start < stop and acts(words, start) else None
    return start, verb_at(words, start) or asks or acting or (ordered_at(words, start + size, stop) if size else None)


def _otherwise(words: list[Word], lead: int, i: int, stop: int, *, listed: bool) -> Opening | None:
    """An order that does not begin with its verb, nor with a party that is known."""
    return (
        after_lead(words, lead, i, stop)
        or (grounded(words, lead, i, stop) if listed else None)
        or fronted(words, lead, i, stop)
        or (noun_led(words, lead, i, stop) if listed else None)
        or subject_led(words, lead, i, stop)
    )


def _asks_others(words: list[Word], i: int, stop: int) -> bool:
    """ "Yêu cầu người gửi xuất trình ...": the party asks somebody else to do what follows."""
    return any(
        (token := token_at(words, k)) is not None and token.part is Class.STRONG and not words[k].cut
        for k in range(i + 1, min(stop, i + 6))
    )
