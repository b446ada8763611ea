"""Orders that stand behind something no list knows: a purpose, a ground, a name."""

from thongsuot.engines.letter._commands import command_length
from thongsuot.engines.letter._opening import Opening
from thongsuot.engines.letter._parties import party_at
from thongsuot.engines.letter._steps import verb_at
from thongsuot.engines.letter._tokens import Class, token_at
from thongsuot.engines.letter._words import Word


def noun_led(words: list[Word], lead: int, i: int, stop: int) -> Opening | None:
    """An item that begins with someone or something no list knows, its verb a few words on."""
    k = i
    nominal = False
    while k < min(stop, i + 8) and (k == i or not words[k].cut):
        token = token_at(words, k)
        if token is None or (k == i and (token.part is Class.NOMINAL or token.plain == "ve")):
            return None
        if token.part is Class.STRONG and not nominal and k > i:
            return Opening(lead, i, token)
        nominal = token.part is Class.NOMINAL
        k = token.after
    return None


def after_lead(words: list[Word], lead: int, i: int, stop: int) -> Opening | None:
    """ "Để ..., các doanh nghiệp ...": the order stands behind the clause that leads it in."""
    token = token_at(words, i)
    if token is None or not (
        token.part is Class.PURPOSE
        or token.plain in ("tren", "can", "trong", "theo", "do", "truoc", "qua", "tu", "tai", "voi", "sau", "cung")
        or words[i].plain in ("trong", "can", "theo", "tren", "voi", "truoc", "tai")
    ):
        return None
    for k in range(i + 1, stop):
        if words[k].cut != ",":
            continue
        command = command_length(words, k, at_start=True)
        party = party_at(words, k + command)
        verb = verb_at(words, party.after if party else k + command)
        if verb and verb.part is Class.STRONG and (party or command or words[i].plain != "de" or k - i > 3):
            return Opening(
                lead,
                party.after if party else k + command,
                verb,
                party,
                None,
                None,
                bool(command),
                k if command else None,
            )
    return None
