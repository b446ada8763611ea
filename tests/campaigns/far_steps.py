"""Plays the operator's people in an install of their own: `python -m tests.campaigns.far_steps ADDRESS STEP …`."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime

import django


def main() -> None:
    """Take what came, take the steps, send what they say to the department, and print how all stands."""
    django.setup()
    from tests.campaigns.running import Running
    from tests.cast import Cast
    from tests.links.play import work

    from thongsuot.campaigns import jobs
    from thongsuot.campaigns.models import Share
    from thongsuot.links import actions, queries
    from thongsuot.organisations import access
    from thongsuot.organisations.models import System

    address, *steps = sys.argv[1:]
    at = datetime.now(UTC)
    jobs.run(at)
    with access.acting_as_system():
        running = Running(Cast())
        running.at = at
        install = queries.installs().get()
        if install.address != address:
            actions.redirect(install, address=address, version=install.version, by=System("thử"), at=at)
        for step in steps:
            campaign = Share.objects.latest("id").campaign
            if step == "estimate":
                running.estimate(campaign)
            else:
                running.do(step, running.share(campaign), by=running.person("dd-1", "daumoi"))
    sent = work()
    with access.acting_as_system():
        row = Share.objects.select_related("campaign").latest("id")
    sys.stdout.write(json.dumps([row.campaign.state, row.state, sent]))


if __name__ == "__main__":
    main()
