"""The inside of a storm on an install that is struck: what it needs, and what its tables say afterwards.

`python -m tests.faults.alarms prepare|audit` runs as a process of its own, as the app role; JSON comes in and goes out.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from typing import Any

import django

SITES, GROUPS = 20, 4


def storm(seed: int, deliveries: int):
    """Return the storm; inside and outside play the same."""
    from tests.engines.alerts.storm import stormed

    return stormed(seed, deliveries, groups=GROUPS, sites=SITES)


def prepare(told: dict[str, Any]) -> dict[str, Any]:
    """Connect the sources and return their keys."""
    from tests.incidents.posting import Truth
    from tests.incidents.stormed import Raging

    whole = storm(told["seed"], told["deliveries"])
    raging = Raging.prepare(whole, Truth(whole, port=told["port"]))
    return raging.struck.secrets


def audit(told: dict[str, Any]) -> dict[str, Any]:
    """Compare the tables with what was answered 2xx and with the truth: {violations, waiting, right}."""
    from tests.engines.alerts.storm import BEGIN
    from tests.incidents.storms import Struck

    from thongsuot.incidents import queries
    from thongsuot.incidents.models import Delivery
    from thongsuot.organisations import access

    whole = storm(told["seed"], told["deliveries"])
    with access.acting_as_system():
        struck = Struck(whole, None, BEGIN)  # type: ignore[arg-type]  # it only looks
        kept = Counter(bytes(digest).hex() for digest in Delivery.objects.values_list("sha256", flat=True))
        answered = Counter(hashlib.sha256(whole.posted[number].body).hexdigest() for number in told["kept"])
        lost = answered - kept
        found = [f"lost: {count} of {digest[:8]} were answered 2xx and are not there" for digest, count in lost.items()]
        found += [f"wrong: the alarms of {name}" for name in struck.wrong_alarms()]
        found += [f"astray: {number} alarms"] if (number := struck.astray()) else []
        standing, down = struck.standing(), struck.down()
        found += [f"twice: {code} stands {number} times" for code, number in standing.items() if number > 1]
        waiting = queries.waiting_since() is not None
        return {
            "violations": found,
            "waiting": waiting,
            "zombies": sorted(set(standing) - down),
            "missing": sorted(down - set(standing)),
            "uncalled": queries.uncalled().count(),
            "deliveries": sum(kept.values()),
        }


if __name__ == "__main__":
    django.setup()
    acts = {"prepare": prepare, "audit": audit}
    sys.stdout.write(json.dumps(acts[sys.argv[1]](json.load(sys.stdin))))
