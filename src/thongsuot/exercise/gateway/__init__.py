"""The simulated message centre: what operators' centres do, good and bad, by a seed; over sockets or in memory.

`Centre` decides (octets and time in, octets out), `Record` keeps one line a message, `Server` listens, `Joined` passes
octets in memory under simulated time.
"""

from thongsuot.exercise.gateway.behaviour import Behaviour, Form, Impossible, Spread
from thongsuot.exercise.gateway.centre import Centre
from thongsuot.exercise.gateway.ids import Ids
from thongsuot.exercise.gateway.links import Link
from thongsuot.exercise.gateway.memory import Joined, Restless
from thongsuot.exercise.gateway.record import Line, NoRecord, Record, read_record
from thongsuot.exercise.gateway.sockets import PortTaken, Server, listen

__all__ = [
    "Behaviour",
    "Centre",
    "Form",
    "Ids",
    "Impossible",
    "Joined",
    "Line",
    "Link",
    "NoRecord",
    "PortTaken",
    "Record",
    "Restless",
    "Server",
    "Spread",
    "listen",
    "read_record",
]
