"""The sentence in which an issuer commands."""

from thongsuot.engines.letter._commands import command_length
from thongsuot.engines.letter._opening import Opening
from thongsuot.engines.letter._parties import party_at
from thongsuot.engines.letter._steps import past_ground, past_links, verb_at
from thongsuot.engines.letter._triggers import trigger_at
from thongsuot.engines.letter._words import Word


def performed_at(words: list[Word], i: int, stop: int) -> Opening | None:
    """An issuer commands: "..., Sở ... yêu cầu các đơn vị ...", at the head of the sentence or inside it."""
    for k in range(i, stop):
        length = command_length(words, k, at_start=k == i or bool(words[k].cut))
        if not length or words[k].depth:
            continue
        party = party_at(words, k + length)
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
        at = trigger[0] if trigger else start if verb else party.start if party else k
        return Opening(i, at, verb, party, trigger, None, True, k)
    return None
