"""A machine tells of alarms: over any socket the same questions are asked of it, and the same answers given."""

from thongsuot.incidents.api.admitting import Asked, Keys, Repeats, Verdict, admit, head, judge
from thongsuot.incidents.api.answers import Answer, Why, answer
from thongsuot.incidents.api.door import alarms
from thongsuot.incidents.api.faults import Once
from thongsuot.incidents.api.keeping import Kept, keep, note_clocks

__all__ = [
    "Answer",
    "Asked",
    "Keys",
    "Kept",
    "Once",
    "Repeats",
    "Verdict",
    "Why",
    "admit",
    "alarms",
    "answer",
    "head",
    "judge",
    "keep",
    "note_clocks",
]
