"""Two installs as they stand after the steps that many tests begin with; each stage is made once a run."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.campaigns.pair import PLACES, Pair, meet, paired
from tests.conftest import HOME, TEMPLATE

from thongsuot.campaigns.models import Campaign
from thongsuot.web import embedded

BEFORE = {"met": "", "approved": "met", "tried": "approved"}
STEPS: dict[str, Callable[[Pair], object]] = {"met": meet, "approved": Pair.approved, "tried": Pair.try_out}


@dataclass
class Stages:
    """The databases of each stage, two a stage, and the parcels that were carried on the way to it."""

    cluster: Any
    name: str
    folder: Path
    carried: dict[str, list[bytes]] = field(default_factory=dict)

    @contextmanager
    def at(self, stage: str) -> Iterator[Pair]:
        """Keep two installs inside the block that stand at a stage; nothing of the block stays."""
        self.make(stage)
        with paired(self.databases(stage), self.folder) as pair:
            pair.carried = list(self.carried[stage])
            pair.campaign = Campaign.objects.order_by("id").last()
            yield pair

    def make(self, stage: str) -> None:
        """Make a stage out of the one before it."""
        if stage in self.carried:
            return
        before = BEFORE[stage]
        if before:
            self.make(before)
        sources = self.databases(before) if before else (TEMPLATE, TEMPLATE)
        with (HOME / "template-lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            for name, source in zip(self.databases(stage), sources, strict=True):
                embedded.drop_database(self.cluster, name)  # left by a run that was cut off
                embedded.create_database(self.cluster, name, template=source)
        with paired(self.databases(stage), self.folder, keep=True) as pair:
            pair.carried = list(self.carried.get(before, []))
            STEPS[stage](pair)
            self.carried[stage] = pair.carried

    def databases(self, stage: str) -> tuple[str, str]:
        """Return the names of the two databases of a stage."""
        near, far = (f"{self.name}_{stage}_{place}" for place in PLACES)
        return near, far

    def drop(self) -> None:
        """Drop whatever was made."""
        for stage in self.carried:
            for name in self.databases(stage):
                embedded.drop_database(self.cluster, name)
