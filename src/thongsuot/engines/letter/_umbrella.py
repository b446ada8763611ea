"""Know the sentence that orders the whole letter carried out."""

from thongsuot.engines.letter._clause import Clause
from thongsuot.engines.letter._lexicon import folded_set
from thongsuot.engines.letter._words import Word


def is_umbrella(words: list[Word], clause: Clause) -> bool:
    """ "Các đơn vị nghiêm túc thực hiện": an order to carry out the letter, with no object of its own."""
    assert clause.opening is not None  # noqa: S101 - the caller looked
    verb = clause.opening.verb
    if verb is None or clause.governed:
        return False
    rest = [word.plain for word in words[verb.first : clause.last]]
    if verb.plain == "thi hanh" or rest[:4] == ["chiu", "trach", "nhiem", "thi"]:
        return True
    return (
        len(rest) <= 16
        and rest[0] in ("to", "trien", "thuc", "phoi", "chap", "nghiem", "quan")
        and set(rest) <= folded_set("verbs", "generic")
    )
