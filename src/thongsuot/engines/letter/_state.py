"""What the blocks read so far have set for those that follow."""

from dataclasses import dataclass, field

from thongsuot.engines.letter._bound import Bound
from thongsuot.engines.letter._terms import Obliged


@dataclass
class State:
    """What the blocks read so far have set."""

    commanded: bool = False
    presumed: bool = False
    ordering: bool = False
    scope: Bound = field(default_factory=lambda: Bound(Obliged.ALL))
    whole: Bound = field(default_factory=lambda: Bound(Obliged.ALL))
    heads: dict[int, Bound] = field(default_factory=dict)
    mute: int | None = None
    fresh: bool = False
    under: bool = False
