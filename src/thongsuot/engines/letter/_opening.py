"""What stands at the beginning of a clause."""

from dataclasses import dataclass

from thongsuot.engines.letter._parties import Party
from thongsuot.engines.letter._tokens import Token


@dataclass(frozen=True, slots=True)
class Opening:
    """`lead` is the first word of all that leads in, `first` the word the duty counts from, `verb` its verb."""

    lead: int
    first: int
    verb: Token | None
    party: Party | None = None
    trigger: tuple[int, int] | None = None
    since: tuple[int, int] | None = None
    performative: bool = False
    command: int | None = None
    banned: bool = False
