"""What was odd about a part of a delivery that can be read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """What was odd about one alert or one text; the rest of the delivery stands."""

    CUT = "cut"  # longer than its bound, the end is left out
    STRIPPED = "stripped"  # control characters, marks of direction, what is not seen
    NOT_TEXT = "not_text"  # a value that should be text is left out
    LEFT_OUT = "left_out"  # more labels or alerts than the bound
    SKIPPED = "skipped"  # no alert can be made of it
    NO_STATE = "no_state"  # it does not say whether the failure lasts or is over; skipped
    BAD_TIME = "bad_time"  # no time, or none that can be; the time of receipt stands for it
    ENDS_BEFORE_START = "ends_before_start"
    COMPUTED_KEY = "computed_key"  # the source gave no fingerprint
    OTHER_VERSION = "other_version"  # read as the one we know
    GROUP_ONLY = "group_only"  # a subject that speaks of a whole group of alerts as one
    MORE = "more"  # problems beyond the bound, counted


@dataclass(frozen=True, slots=True)
class Problem:
    """What was odd, where (`alerts/2/labels/diem`), how often (characters stripped, alerts left out)."""

    code: Code
    place: str
    count: int = 1
