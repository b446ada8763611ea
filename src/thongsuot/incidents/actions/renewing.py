"""The key of a source is given anew: the old one opens nothing from that moment."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.incidents import queries
from thongsuot.incidents.actions.connecting import KEY_LASTS
from thongsuot.incidents.actions.permitting import KEEPERS
from thongsuot.incidents.models import Source
from thongsuot.ledger.actions import notify
from thongsuot.ledger.queries import topic
from thongsuot.organisations import access
from thongsuot.organisations.actions import issue_credential
from thongsuot.organisations.models import Actor


class Ended(ValueError):  # named for what happened (STYLE 10)
    """The source is connected no more."""

    def __init__(self) -> None:
        super().__init__(_("Nguồn này đã ngừng kết nối; chưa có gì thay đổi. Hãy kết nối nguồn mới."))


@transaction.atomic
def renew_key(source: Source, *, by: Actor, at: datetime) -> tuple[Source, str]:
    """Give a source another key and end the one it had; the secret is returned once, and never kept."""
    access.require(by, *KEEPERS, organisation=source.organisation_id, at=at)
    source = (
        Source.objects.select_for_update(of=("self",)).select_related("organisation", "credential").get(pk=source.pk)
    )
    if source.valid_until is not None:
        raise Ended
    old = source.credential
    old.valid_until = max(at, old.valid_from)
    old.save(update_fields=["valid_until"])
    source.credential, secret = issue_credential(
        organisation=source.organisation, name=source.name, scopes=[queries.SCOPE], until=at + KEY_LASTS, at=at
    )
    source.save(update_fields=["credential"])
    notify(topic(source), source.organisation_id)
    return source, secret
