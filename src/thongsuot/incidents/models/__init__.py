"""Sources and what they told, incidents, and the work that mends them."""

from thongsuot.incidents.models.alarms import Alarm, Delivery, Trace
from thongsuot.incidents.models.incidents import WORDS, Affected, Incident
from thongsuot.incidents.models.sources import Disclosure, Source, Target
from thongsuot.incidents.models.work import Note, Task

__all__ = [
    "WORDS",
    "Affected",
    "Alarm",
    "Delivery",
    "Disclosure",
    "Incident",
    "Note",
    "Source",
    "Target",
    "Task",
    "Trace",
]
