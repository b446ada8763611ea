"""How much of a delivery is taken: whatever is larger is cut and told, or refused whole."""

from dataclasses import dataclass

KIB = 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one delivery: bytes of its body, levels of JSON, alerts, labels of one, characters of texts.

    A body or nesting beyond its bound is refused; more alerts and labels are left out, longer texts cut, each told.
    """

    body: int = 5 * 1024 * KIB
    mail: int = 1024 * KIB
    deepest: int = 32
    alerts: int = 10_000
    labels: int = 64
    name: int = 100
    value: int = 1_000
    title: int = 300
    link: int = 500
    problems: int = 50


MOST_EPISODES = 32  # starts that are remembered of one fingerprint; the oldest are let go
LONGEST_NUMBER = 20  # digits of a whole number in JSON
FIRST_YEAR, LAST_YEAR = 2000, 2100  # a time outside is none: Go writes "no time" as the year 1
