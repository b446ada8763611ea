"""Read the beginning of a clause: link, time, trigger, command, party, manner, verb."""

from thongsuot.engines.letter._commands import command_length
from thongsuot.engines.letter._leads import after_lead, noun_led
from thongsuot.engines.letter._opening import Opening
from thongsuot.engines.letter._parties import party_at
from thongsuot.engines.letter._performed import performed_at
from thongsuot.engines.letter._steps import past_ground, past_links, sentence_end, verb_at
from thongsuot.engines.letter._triggers import since_at, trigger_at
from thongsuot.engines.letter._words import Word


def opening_at(
    words: list[Word], i: int, *, commanded: bool, listed: bool, whole: bool, bare: bool = False
) -> Opening | None:
    """The opening at a word, or None where nothing is ordered; `bare` allows a verb with its manner alone."""
    if i >= len(words):
        return None
    if bare:
        first = past_links(words, i)
        verb = verb_at(words, first)
        return Opening(i, first, verb) if verb else None
    stop = sentence_end(words, i)
    if whole and not listed:
        performed = performed_at(words, i, stop)
        if performed is not None:
            return performed
        if not commanded:
            return None
    return _commanded(words, i, stop, listed=whole and listed)


def _commanded(words: list[Word], i: int, stop: int, *, listed: bool = False) -> Opening | None:
    lead = i
    i = past_links(words, i)
    since = since_at(words, i)
    if since:
        i = past_links(words, since[1])
    trigger = trigger_at(words, i, stop)
    first = trigger[0] if trigger else None
    if trigger:
        i = past_links(words, trigger[1])
        if i < stop and words[i].plain == "thi":
            i += 1
    command = command_length(words, i, at_start=True)
    party = party_at(words, i + command)
    if party and not command and (inner := command_length(words, party.after, at_start=False)):
        i, command = party.after, inner
        party = party_at(words, i + command)
    if party is None and command and not verb_at(words, i + command):
        command = 0
    start = party.after if party else i + command
    start = past_ground(words, past_links(words, start)) if party else start
    verb = verb_at(words, start)
    if verb is None or start >= stop:
        return after_lead(words, lead, i, stop) or (
            noun_led(words, lead, i, stop) if listed and not since and not trigger else None
        )
    return Opening(
        lead, first if first is not None else start, verb, party, trigger, since, bool(command), i if command else None
    )
