"""One operator's share: who may see it, what it still waits for, and what it counted."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Min, Q, QuerySet

from thongsuot.campaigns.models import Share, Tally, TestPhone, TestReading
from thongsuot.campaigns.states import BINDING, TO_SUBSCRIBERS, CampaignState, ShareState
from thongsuot.ledger import queries as ledger
from thongsuot.ledger.models import Order
from thongsuot.organisations.models import Organisation, Person
from thongsuot.organisations.queries import in_force, seen_by

KIND = "MASS_SMS"
TRIAL_PAUSE = timedelta(minutes=10)  # between 1 % and all, so that somebody looks at what came of it
COUNTED = (*TO_SUBSCRIBERS, ShareState.PAUSED, ShareState.DONE, ShareState.HALTED)
ORDERED = (*BINDING, CampaignState.CLOSED)
NO_ORDER = (ShareState.ASKED, ShareState.REFUSED, ShareState.LEFT_OUT, ShareState.HALTED)
CONFIRMING = timedelta(hours=1)  # within this time the second person joins the first


def shares_visible_to(person: Person, at: datetime) -> QuerySet[Share]:
    """Return the shares that the person's organisations send, ask for, or are told of."""
    seen = seen_by(person, at)
    mine = Q(organisation__in=seen) | Q(department__in=seen) | Q(branch__in=seen)
    return Share.objects.filter(mine).select_related("organisation", "department", "campaign__area", "branch")


def operators(department: Organisation, at: datetime) -> QuerySet[Organisation]:
    """Return who can be asked: everybody who provides mobile service, also a centre elsewhere."""
    return Organisation.objects.filter(in_force(at), services__contains=[Organisation.Service.MOBILE]).exclude(
        pk=department.pk
    )


def phones_of(share: Share, at: datetime) -> QuerySet[TestPhone]:
    """Return the operator's test telephones of the moment."""
    return TestPhone.objects.filter(in_force(at), organisation=share.organisation_id, reality=share.reality)


def readings_of(share: Share) -> dict[int, TestReading]:
    """Return by telephone what was last seen on it since the test messages went out."""
    rows = share.readings.filter(at__gte=share.testing_at) if share.testing_at else share.readings.none()
    return {row.phone_id: row for row in rows.select_related("phone").order_by("id")}


def unread(share: Share, at: datetime) -> list[TestPhone]:
    """Return the telephones on which nobody has seen the approved text yet."""
    seen = readings_of(share)
    return [phone for phone in phones_of(share, at) if not (phone.pk in seen and seen[phone.pk].as_approved)]


def misread(share: Share) -> bool:
    """Tell whether any telephone showed something else since the test messages went out, also one struck off since."""
    return share.readings.filter(at__gte=share.testing_at, as_approved=False).exists() if share.testing_at else False


def all_from(share: Share) -> datetime | None:
    """Return from when on everybody may be sent what was tried: after the pause, and not before the first wave."""
    if share.trial_at is None:
        return None
    return max(share.trial_at + TRIAL_PAUSE, share.campaign.first_at or share.trial_at)


def reached(share: Share) -> bool:
    """Tell whether messages of the share have left for subscribers."""
    return share.trial_at is not None or share.sending_at is not None


def countable(share: Share) -> bool:
    """Tell whether there is something to count: once messages have left, also after a halt."""
    return reached(share) and share.state in COUNTED


def orderable(share: Share) -> bool:
    """Tell whether the share is an order to carry out: approved, taken part in, and not ended by anybody."""
    return share.campaign.state in ORDERED and share.state not in NO_ORDER


def latest(share: Share) -> Tally | None:
    """Return what was counted last."""
    return share.tallies.order_by("-version").first()


def trial_tally(share: Share) -> Tally | None:
    """Return what the trial came to, once it was counted."""
    return share.tallies.filter(phase=ShareState.TRIAL, at__gte=share.trial_at).last() if share.trial_at else None


def most(share: Share, subscribers: int) -> int:
    """Return how many messages so many subscribers can have been sent at most: every part of every wave."""
    return subscribers * (share.parts or 0) * share.campaign.waves.count()


def confirmed(share: Share, at: datetime) -> bool:
    """Tell whether the pair on watch still holds."""
    return share.confirmed_until is not None and share.confirmed_until > at


def unattended(at: datetime) -> QuerySet[Share]:
    """Return the running shares whose pair has gone."""
    rows = _watched_here().filter(confirmed_until__lte=at)
    return rows.select_related("organisation", "campaign").order_by("confirmed_until", "id")


def _watched_here() -> QuerySet[Share]:
    """Return the running shares whose pair is on watch in this install, not in one of the operator's own."""
    return Share.objects.filter(state__in=TO_SUBSCRIBERS).exclude(carriage__mirrored=False)


def next_due() -> datetime | None:
    """Return when the next pair's watch ends."""
    moment: datetime | None = _watched_here().aggregate(first=Min("confirmed_until"))["first"]
    return moment


def order_in_force(share: Share, at: datetime) -> Order | None:
    """Return the order that the share serves: of several the newest, of one letter's the first."""
    orders = ledger.in_force(KIND, share.organisation_id, at).filter(reality=share.reality)
    return orders.order_by("-starts_at", "id").first()
