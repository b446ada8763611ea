"""What whoever comes on duty must know of, gathered from every tool: incidents, calls, approvals, campaigns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from thongsuot.campaigns import queries as campaigns
from thongsuot.campaigns.states import ENDED, CampaignState
from thongsuot.directives import queries as directives
from thongsuot.duty.queries import APPROVAL, CALL, CAMPAIGN, INCIDENT, Matter, own_matters
from thongsuot.hotline import queries as hotline
from thongsuot.hotline.states import CallState
from thongsuot.incidents import queries as incidents
from thongsuot.organisations.models import Organisation, Person

RUNNING = (CampaignState.REQUESTED, CampaignState.APPROVED, CampaignState.SENDING, CampaignState.PAUSED)
MOST = 100  # of one kind: whoever has more open has other things to do than to read them


def gathered(person: Person, at: datetime) -> list[Matter]:
    """Return what is open at the person's organisation, as far as the person may see it."""
    department = person.organisation.kind == Organisation.Kind.DEPARTMENT
    decided = _of_a_department(person, at) if department else _of_an_enterprise(person, at)
    return [*_incidents(person, at), *_calls(person), *decided, *own_matters(person, at)]


def _incidents(person: Person, at: datetime) -> Iterator[Matter]:
    rows = incidents.visible_to(person, at).filter(pk__in=incidents.standing().values("pk"))
    for row in rows.order_by("priority", "target_at", "pk")[:MOST]:
        title = _("Ưu tiên %(priority)s: %(title)s (%(state)s)")
        told = title % {"priority": row.priority, "title": row.title, "state": row.word}
        yield Matter(INCIDENT, told, row.get_absolute_url(), row.starts_at, grave=row.priority == incidents.FIRST)


def _calls(person: Person) -> Iterator[Matter]:
    office = person.organisation_id
    for row in [*hotline.to_return(office)[:MOST], *hotline.waiting(office)[:MOST]]:
        back = row.state == CallState.CALL_BACK and row.call_back_at is not None
        told, grave = f"{row.caller}: {row.what[:80]} ({row.word})", row.urgency == row.Urgency.NOW
        yield Matter(CALL, told, row.get_absolute_url(), row.call_back_at if back else row.called_at, grave=grave)


def _of_a_department(person: Person, at: datetime) -> Iterator[Matter]:
    office = person.organisation
    for letter in directives.under_review(office)[:MOST]:
        yield Matter(APPROVAL, _("Văn bản chờ rà soát: %(title)s") % {"title": letter}, letter.get_absolute_url())
    for answer in directives.answers_waiting(office)[:MOST]:
        told = f"{answer.organisation.short_name}: {answer.get_kind_display()}"
        yield Matter(APPROVAL, told, answer.get_absolute_url(), answer.at)
    for row in campaigns.visible_to(person, at).filter(state__in=RUNNING).order_by("requested_at", "pk")[:MOST]:
        kind = APPROVAL if row.state == CampaignState.REQUESTED else CAMPAIGN
        yield Matter(kind, f"{row.number} ({row.word})", row.get_absolute_url(), row.requested_at)


def _of_an_enterprise(person: Person, at: datetime) -> Iterator[Matter]:
    office = person.organisation
    for receipt in directives.receipts_waiting(office)[:MOST]:
        title = _("Văn bản chờ tiếp nhận: %(title)s") % {"title": receipt.directive}
        url = reverse("directives:directive", args=[receipt.directive_id])
        yield Matter(APPROVAL, title, url, receipt.sent_at)
    mine = campaigns.shares_visible_to(person, at).filter(organisation=office)
    for share in mine.exclude(state__in=ENDED).exclude(campaign__state__in=[CampaignState.CLOSED])[:MOST]:
        told = f"{share.campaign.number} ({share.word})"
        yield Matter(CAMPAIGN, told, share.get_absolute_url(), share.campaign.requested_at)
