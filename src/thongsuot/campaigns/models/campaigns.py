"""A campaign: whose request it is, what is said to whom, when, and who approved it."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thongsuot.campaigns.states import CAMPAIGN_MOVES, CampaignState
from thongsuot.files.models import File
from thongsuot.ledger.models import Root
from thongsuot.organisations.models import Area, Person

WORDS: dict[str, str | Promise] = {
    CampaignState.REQUESTED: _("Chờ phê duyệt"),
    CampaignState.APPROVED: _("Đã phê duyệt"),
    CampaignState.SENDING: _("Đang gửi"),
    CampaignState.PAUSED: _("Tạm dừng"),
    CampaignState.CLOSED: _("Kết thúc"),
    CampaignState.REFUSED: _("Không phê duyệt"),
    CampaignState.HALTED: _("Đã dừng hẳn"),
    CampaignState.WITHDRAWN: _("Đã rút lại"),
}
OPEN = ["requested", "refused", "withdrawn"]  # states without an approval


class Campaign(Root):
    """What the subscribers of an area are to be told at the request of a competent authority; frozen once approved."""

    class Rule(models.TextChoices):
        """Which subscribers are meant."""

        REGISTERED = "registered", _("Thuê bao đăng ký tại khu vực")
        PRESENT = "present", _("Thuê bao đang có mặt tại khu vực")
        BOTH = "both", _("Thuê bao đăng ký hoặc đang có mặt tại khu vực")

    MOVES = CAMPAIGN_MOVES
    State = CampaignState

    issuer_name = models.CharField(max_length=200)
    number = models.CharField(max_length=60)
    dated_on = models.DateField()
    scan = models.ForeignKey(File, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    legal_ground = models.TextField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=10, choices=Rule.choices)
    audience = models.CharField(max_length=200)
    brand = models.CharField(max_length=11)
    text = models.TextField()
    correction = models.TextField()  # approved together with the text, so that it lies ready
    parts = models.PositiveSmallIntegerField()  # as telephones count them
    repeat = models.CharField(max_length=40, blank=True)
    report_due_at = models.DateTimeField(null=True, blank=True)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    state = models.CharField(max_length=10, default=CampaignState.REQUESTED)
    reason = models.TextField(blank=True)  # of what stopped it last
    generation = models.PositiveIntegerField(default=1)  # what waits of an older one is void
    requested_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    requested_name = models.CharField(max_length=80)
    requested_at = models.DateTimeField()
    approved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_name = models.CharField(max_length=80, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_subscribers = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-requested_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["id", "organisation", "reality"], name="campaigns_campaign_root"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("requested_by")),
                name="campaigns_two_people_approve",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN)
                | Q(approved_by__isnull=False, approved_at__isnull=False, approved_subscribers__gt=0)
                & ~Q(correction="")
                & ~Q(approved_name=""),
                name="campaigns_nothing_goes_on_unapproved",
            ),
            models.CheckConstraint(
                condition=Q(brand__regex=r"^[A-Za-z0-9][A-Za-z0-9 ._-]{0,9}[A-Za-z0-9]$"), name="campaigns_brand"
            ),
            models.CheckConstraint(condition=~Q(text="") & Q(parts__gte=1), name="campaigns_text_says_something"),
            models.CheckConstraint(condition=~Q(legal_ground=""), name="campaigns_legal_ground"),
            models.CheckConstraint(condition=Q(generation__gte=1), name="campaigns_generation"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.brand}"

    def get_absolute_url(self) -> str:
        """Return where it is followed."""
        return reverse("campaigns:campaign", args=[self.pk])

    @property
    def word(self) -> str:
        """Return the name of the state for people."""
        return str(WORDS[self.state])

    @property
    def first_at(self) -> datetime | None:
        """Return when the first wave begins."""
        return min((wave.starts_at for wave in self.waves.all()), default=None)


class Wave(Root):
    """One of the times at which everybody is sent the text; the list is whole before anybody approves."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="waves")
    number = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()

    class Meta:
        ordering = ["campaign_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "number"], name="campaigns_wave_number"),
            models.UniqueConstraint(fields=["campaign", "starts_at"], name="campaigns_wave_time"),
            models.CheckConstraint(condition=Q(number__gte=1), name="campaigns_wave_from_1"),
        ]

    def __str__(self) -> str:
        return f"{self.campaign} ({self.number})"
