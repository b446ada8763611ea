"""Which installs there are, what waits for whom, and what came."""

from thongsuot.links.queries.due import LEASE, LONGEST_WAIT, at_work, holds, in_flight, next_due, queued
from thongsuot.links.queries.installs import Line, ended, install_of, installs, lines, missing, without_install
from thongsuot.links.queries.keys import addressed, keys_in_force, ours, own_key, own_keys
from thongsuot.links.queries.packages import TYPE, outgoing, packages_of, parcel, receipt, value, waiting
from thongsuot.links.queries.reasons import FINAL, SAID, kept_words, refusals, said
from thongsuot.links.queries.signatories import signs

__all__ = [
    "FINAL",
    "LEASE",
    "LONGEST_WAIT",
    "Line",
    "SAID",
    "TYPE",
    "addressed",
    "at_work",
    "ended",
    "holds",
    "in_flight",
    "install_of",
    "installs",
    "kept_words",
    "keys_in_force",
    "lines",
    "missing",
    "next_due",
    "ours",
    "outgoing",
    "own_key",
    "own_keys",
    "packages_of",
    "parcel",
    "queued",
    "receipt",
    "refusals",
    "said",
    "signs",
    "value",
    "waiting",
    "without_install",
]
