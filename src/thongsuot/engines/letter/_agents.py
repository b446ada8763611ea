"""Who carries out what a sentence only names: "Việc ... do Viễn thông ... thực hiện"."""

from thongsuot.engines.letter._clause import Clause
from thongsuot.engines.letter._parties import Party, party_at
from thongsuot.engines.letter._steps import verb_at
from thongsuot.engines.letter._words import Word

_ACTS = frozenset({"thuc hien", "chu tri", "dam nhan", "phu trach", "dam nhiem", "lam dau", "chiu trach"})


def agent_of(words: list[Word], clause: Clause) -> Party | None:
    """The party behind "do" whose act closes the words; None where the clause names none."""
    for k in range(clause.first, clause.last - 2):
        party = party_at(words, k + 1) if words[k].low == "do" and not words[k].depth else None
        if party and " ".join(word.plain for word in words[party.after : party.after + 2]) in _ACTS:
            return party
    return _subject(words, clause)


def _subject(words: list[Word], clause: Clause) -> Party | None:
    """The party between a clause that leads in and the verb: "Nước rút đến đâu, các trạm tổ chức ..."."""
    verb = clause.opening.verb if clause.opening else None
    if verb is None or verb.first == clause.first:
        return None
    found = (party_at(words, k) for k in range(clause.first + 1, clause.last) if words[k].cut == ",")
    return next((party for party in found if party and verb_at(words, party.after)), None)
