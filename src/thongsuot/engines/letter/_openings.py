"""Read the beginning of a clause: link, time, trigger, command, party, manner, verb."""

from thongsuot.engines.letter._commands import command_length
from thongsuot.engines.letter._leads import acts_at, after_lead, noun_led
from thongsuot.engines.letter._moves import moved_at
from thongsuot.engines.letter._opening import Opening
from thongsuot.engines.letter._parties import Party, party_at
from thongsuot.engines.letter._performed import performed_at
from thongsuot.engines.letter._praises import praises
from thongsuot.engines.letter._steps import (
    modal_at,
    past_ground,
    past_links,
    past_modal,
    past_role,
    sentence_end,
    verb_at,
)
from thongsuot.engines.letter._tokens import Class, Token, token_at
from thongsuot.engines.letter._triggers import since_at, trigger_at
from thongsuot.engines.letter._turned import fronted, ordered_at, subject_led, then_led
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
    return _commanded(words, i, stop, listed=listed and (whole or words[i].cut == ":"))


def _commanded(words: list[Word], i: int, stop: int, *, listed: bool = False) -> Opening | None:
    lead = i
    i = past_links(words, i)
    since = since_at(words, i)
    if since:
        i = past_links(words, since[1])
    trigger = trigger_at(words, i, stop)
    if trigger is None and (turned := then_led(words, lead, i, stop)):
        return turned if turned.verb else None
    i = _past_trigger(words, trigger, i, stop)
    if trigger and i < stop and words[i].low in ("được", "bị"):
        return None
    command = command_length(words, i, at_start=True)
    party = party_at(words, i + command)
    if party and not command and (inner := command_length(words, party.after, at_start=False)):
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
    if (party and praises(words, start)) or words[verb.first - 1].low == "sẽ":
        return None
    first = trigger[0] if trigger else start
    return Opening(lead, first, verb, party, trigger, since, bool(command), i if command else None)


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
    start = past_role(words, past_modal(words, past_ground(words, past_links(words, party.after))))
    size = modal_at(words, start)
    return start, verb_at(words, start) or (ordered_at(words, start + size, stop) if size else None)


def _otherwise(words: list[Word], lead: int, i: int, stop: int, *, listed: bool) -> Opening | None:
    """An order that does not begin with its verb, nor with a party that is known."""
    return (
        after_lead(words, lead, i, stop)
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
