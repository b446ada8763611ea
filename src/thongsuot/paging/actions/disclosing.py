"""What was nobody else's business becomes known to the department."""

from __future__ import annotations

from django.db import models, transaction

from thongsuot.ledger.actions import notify
from thongsuot.ledger.queries import topic
from thongsuot.organisations import access
from thongsuot.paging import queries
from thongsuot.paging.models import Ladder


@transaction.atomic
def disclose(about: models.Model | str) -> int:
    """Show who was asked about a matter to whoever sees the organisation; numbers and messages stay where they are."""
    with access.acting_as_system():  # the matter may be told by somebody who does not see it yet
        ladders = list(queries.ladders_about(about).filter(inside=True))
        for ladder in ladders:
            Ladder.objects.filter(pk=ladder.pk).update(inside=False)  # rungs and pages follow by their foreign keys
            notify(topic(ladder), ladder.organisation_id)
    return len(ladders)
