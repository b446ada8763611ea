"""One operator's share of a campaign: its estimate, its two people, its test telephones, and what it counted."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thongsuot.campaigns.models.campaigns import Campaign
from thongsuot.campaigns.states import RELEASED, SHARE_MOVES, ShareState
from thongsuot.files.models import File
from thongsuot.ledger.models import Root
from thongsuot.organisations.models import Act, Organisation, Person
from thongsuot.organisations.models.dated import Dated

WORDS: dict[str, str | Promise] = {
    ShareState.ASKED: _("Chờ doanh nghiệp ước tính"),
    ShareState.ESTIMATED: _("Đã ước tính"),
    ShareState.ACCEPTED: _("Đã chấp nhận"),
    ShareState.TESTING: _("Đang thử trên máy"),
    ShareState.TRIAL: _("Gửi thử 1 %"),
    ShareState.SENDING: _("Đang gửi"),
    ShareState.PAUSED: _("Tạm dừng"),
    ShareState.DONE: _("Đã gửi xong"),
    ShareState.REFUSED: _("Không thực hiện"),
    ShareState.LEFT_OUT: _("Không tham gia"),
    ShareState.HALTED: _("Đã dừng hẳn"),
}


class Share(Root):
    """What one operator sends of a campaign; the organisation is the operator's, perhaps a centre far away."""

    MOVES = SHARE_MOVES
    State = ShareState

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="shares")
    department = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    branch = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default=ShareState.ASKED)
    reason = models.TextField(blank=True)
    generation = models.PositiveIntegerField(default=1)  # of the campaign when this was asked
    order_key = models.CharField(max_length=120, blank=True)  # the order in force that it serves
    # the estimate
    subscribers = models.PositiveBigIntegerField(null=True, blank=True)
    parts = models.PositiveSmallIntegerField(null=True, blank=True)
    converted = models.PositiveBigIntegerField(null=True, blank=True)  # tin nhắn quy đổi, all waves
    rate = models.PositiveIntegerField(null=True, blank=True)  # contracted messages a second
    seconds = models.PositiveBigIntegerField(null=True, blank=True)  # of one wave, at that rate
    brand_registered = models.BooleanField(null=True)
    estimated_name = models.CharField(max_length=80, blank=True)
    estimated_at = models.DateTimeField(null=True, blank=True)
    # two people
    accepted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    accepted_name = models.CharField(max_length=80, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    released_name = models.CharField(max_length=80, blank=True)
    testing_at = models.DateTimeField(null=True, blank=True)
    trial_at = models.DateTimeField(null=True, blank=True)
    sending_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # over a change of shifts
    shift_hours = models.PositiveSmallIntegerField(default=12)
    confirmed_until = models.DateTimeField(null=True, blank=True)
    first_confirmed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    first_confirmed_at = models.DateTimeField(null=True, blank=True)
    paused_from = models.CharField(max_length=10, blank=True)
    pause_cause = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ["campaign_id", "organisation__sort_key", "id"]
        indexes = [
            models.Index(
                fields=["confirmed_until"], condition=Q(state__in=["trial", "sending"]), name="campaigns_share_shifts"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "organisation"], name="campaigns_share_once"),
            models.UniqueConstraint(fields=["id", "organisation", "reality"], name="campaigns_share_root"),
            models.CheckConstraint(
                condition=Q(released_by__isnull=True) | Q(accepted_by__isnull=False) & ~Q(released_by=F("accepted_by")),
                name="campaigns_two_people_release",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[*RELEASED]) | Q(accepted_by__isnull=False, released_by__isnull=False),
                name="campaigns_released_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "refused", "left_out", "halted"])
                | Q(subscribers__gt=0, parts__gt=0, converted__gt=0, rate__gt=0, seconds__isnull=False),
                name="campaigns_estimate_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["trial", "sending"]) | Q(confirmed_until__isnull=False),
                name="campaigns_somebody_watches",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") & ~Q(state="halted") & ~Q(state="paused") | ~Q(reason=""),
                name="campaigns_stopped_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="paused") | Q(paused_from__in=["trial", "sending"]),
                name="campaigns_paused_from_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(shift_hours__gte=1, shift_hours__lte=24), name="campaigns_shift_of_a_day_at_most"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign}: {self.organisation}"

    def get_absolute_url(self) -> str:
        """Return where the operator carries it out."""
        return reverse("campaigns:share", args=[self.pk])

    @property
    def word(self) -> str:
        """Return the name of the state for people."""
        return str(WORDS[self.state])


class TestPhone(Root, Act, Dated):
    """A telephone of the operator on which every text is looked at before subscribers get it."""

    number = models.CharField(max_length=20)
    holder = models.CharField(max_length=80)

    class Meta(Act.Meta):
        ordering = ["organisation_id", "number"]
        constraints = [
            *Act.Meta.constraints,
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["id", "organisation", "reality"], name="campaigns_testphone_root"),
            models.UniqueConstraint(
                fields=["organisation", "reality", "number"],
                condition=Q(valid_until__isnull=True),
                name="campaigns_testphone_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.holder})"


class TestReading(Root, Act):
    """What a person saw on a test telephone; written once."""

    share = models.ForeignKey(Share, on_delete=models.PROTECT, related_name="readings")
    phone = models.ForeignKey(TestPhone, on_delete=models.PROTECT, related_name="readings")
    as_approved = models.BooleanField()
    words = models.TextField(blank=True)  # what it shows, where that is something else

    class Meta(Act.Meta):
        ordering = ["share_id", "id"]
        constraints = [
            *Act.Meta.constraints,
            models.CheckConstraint(condition=Q(as_approved=True) | ~Q(words=""), name="campaigns_reading_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.phone}: {self.as_approved}"


class Tally(Root, Act):
    """What the operator counted so far, by its own log; a later one is another version, none is overwritten."""

    share = models.ForeignKey(Share, on_delete=models.PROTECT, related_name="tallies")
    version = models.PositiveIntegerField()
    phase = models.CharField(max_length=10)  # where the share stood
    subscribers = models.PositiveBigIntegerField()
    sent = models.PositiveBigIntegerField()
    delivered = models.PositiveBigIntegerField()
    failed = models.PositiveBigIntegerField()
    uncertain = models.PositiveBigIntegerField()
    segments = models.PositiveBigIntegerField()
    log_sha256 = models.CharField(max_length=64)
    file = models.ForeignKey(File, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Act.Meta):
        ordering = ["share_id", "version"]
        constraints = [
            *Act.Meta.constraints,
            models.UniqueConstraint(fields=["share", "version"], name="campaigns_tally_version"),
            models.CheckConstraint(
                condition=Q(sent=F("delivered") + F("failed") + F("uncertain")), name="campaigns_tally_adds_up"
            ),
            models.CheckConstraint(condition=Q(segments__gte=F("sent")), name="campaigns_segments_at_least_sent"),
            models.CheckConstraint(condition=Q(log_sha256__regex="^[0-9a-f]{64}$"), name="campaigns_tally_sha256"),
            models.CheckConstraint(condition=Q(version__gte=1), name="campaigns_tally_from_1"),
        ]

    def __str__(self) -> str:
        return f"{self.share} ({self.version})"

    @property
    def figures(self) -> dict[str, int]:
        """Return the figures that the kind MASS_SMS declares."""
        return {
            "subscribers": self.subscribers,
            "sent": self.sent,
            "delivered": self.delivered,
            "failed": self.failed,
            "uncertain": self.uncertain,
            "segments": self.segments,
        }
