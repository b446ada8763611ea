"""What can happen to files and to long work."""

from thongsuot.files.actions.files import (
    Empty,
    Refused,
    TooLarge,
    check_size,
    erase,
    quarantine,
    read_bytes,
    release,
    store,
)
from thongsuot.files.actions.performing import Ending, Step, perform
from thongsuot.files.actions.runs import (
    Superseded,
    begin_run,
    cancel,
    fail,
    finish,
    give_up,
    progress,
    requeue,
    take,
)

__all__ = [
    "Empty",
    "Ending",
    "Refused",
    "Step",
    "Superseded",
    "TooLarge",
    "begin_run",
    "cancel",
    "check_size",
    "erase",
    "fail",
    "finish",
    "give_up",
    "perform",
    "progress",
    "quarantine",
    "read_bytes",
    "release",
    "requeue",
    "store",
    "take",
]
