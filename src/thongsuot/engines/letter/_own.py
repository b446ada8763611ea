"""Know the sentence in which the issuer speaks of what it does itself."""

from thongsuot.engines.letter._clause import Clause
from thongsuot.engines.letter._draft import Context
from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._words import Word


def own(source: Source, words: list[Word], clause: Clause, context: Context) -> bool:
    """A sentence about what the issuer does itself orders nobody."""
    assert clause.opening is not None  # noqa: S101 - the caller looked
    assert clause.opening.party is not None  # noqa: S101 - the caller looked
    party = clause.opening.party
    name = " ".join(source.plain[words[party.start].start : words[party.end - 1].end].split())
    issuer = fold(context.issuer or "")
    if clause.opening.command is not None or not issuer:
        return False
    return (
        issuer == name
        or issuer.startswith(f"{name} ")
        or name in ("so", "bo", "cuc", "so tt&tt")
        or (name.startswith(f"{issuer} ") and not name.startswith(f"{issuer} cac "))
    )
