"""The sample letter issued, and organisations that report."""

from __future__ import annotations

from tests.cast import MONDAY
from tests.directives.letters import reading
from tests.worlds import world

from thongsuot.directives import actions as directives


@world
def issued(cast):
    """Return the sample letter issued to all."""
    letter = directives.receive(
        reading(), file=None, organisation=cast.department, reality="live", by=cast.binh, at=MONDAY
    )
    directives.confirm(letter, list(letter.obligations.all()), by=cast.binh, at=MONDAY)
    return directives.issue(letter, by=cast.khanh, at=MONDAY)
