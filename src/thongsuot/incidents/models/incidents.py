"""An incident: where, how urgent and why, who mends it until when, and who has seen that it is mended."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thongsuot.incidents.models.sources import Source
from thongsuot.incidents.states import INCIDENT_MOVES, IncidentState
from thongsuot.ledger.models import Root
from thongsuot.organisations.models import Act, Organisation, Person, Site
from thongsuot.paging.models import Ladder

WORDS: dict[str, str | Promise] = {
    IncidentState.OPEN: _("Chưa tiếp nhận"),
    IncidentState.ACCEPTED: _("Đã tiếp nhận"),
    IncidentState.MENDED: _("Đã khắc phục"),
    IncidentState.CLOSED: _("Kết thúc"),
    IncidentState.FOLDED: _("Đã gộp"),
    IncidentState.VOID: _("Không phải sự cố"),
}


class Incident(Root, Act):
    """One failure at one place; `organisation` is the one that mends it."""

    class Failure(models.TextChoices):
        """What failed, as a person or a label says it."""

        LINE = "line", _("Mất đường truyền")
        POWER = "power", _("Mất điện")
        DEVICE = "device", _("Hỏng thiết bị")
        CABLE = "cable", _("Đứt cáp")
        SERVICE = "service", _("Gián đoạn dịch vụ")
        QUALITY = "quality", _("Chất lượng kém")
        SILENT = "silent", _("Hệ thống giám sát không còn tín hiệu")
        OTHER = "other", _("Khác")

    class Origin(models.TextChoices):
        """How it became known."""

        SOURCE = "source", _("Hệ thống giám sát")
        HOTLINE = "hotline", _("Đường dây nóng")
        SITE = "site", _("Đơn vị được ưu tiên báo")
        SMS = "sms", _("Tin nhắn")
        HAND = "hand", _("Ghi tay")
        PROBE = "probe", _("Đo kiểm")

    class Closing(models.TextChoices):
        """Who saw that it is mended; the carrier's word alone closes nothing at a site."""

        MEASURED = "measured", _("Đo được đã thông")
        SITE = "site", _("Đơn vị xác nhận đã thông")
        CARRIER = "carrier", _("Doanh nghiệp xác nhận")  # where there is no site to ask

    MOVES = INCIDENT_MOVES
    State = IncidentState

    title = models.CharField(max_length=200)
    failure = models.CharField(max_length=8, choices=Failure.choices)
    origin = models.CharField(max_length=8, choices=Origin.choices)
    site = models.ForeignKey(Site, null=True, blank=True, on_delete=models.PROTECT, related_name="incidents")
    site_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # whose site it is: they see it, and confirm
    place = models.CharField(max_length=200, blank=True)  # where it is no site of the register
    cause = models.CharField(max_length=200, blank=True)
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="silences")
    opened_at = models.DateTimeField()  # since when somebody must take it up: anew each time it is open again
    ladder = models.ForeignKey(Ladder, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    unreached_at = models.DateTimeField(null=True, blank=True)  # there was nobody to be called
    starts_at = models.DateTimeField()  # when it failed, as far as is known
    late = models.BooleanField(default=False)  # entered afterwards: "ghi sau"
    priority = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)  # why so urgent: codes with their facts, as they were at the time
    overridden_by = models.CharField(max_length=80, blank=True)
    override_reason = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=8, default=IncidentState.OPEN)
    accepted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    accepted_name = models.CharField(max_length=80, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accept_expires_at = models.DateTimeField(null=True, blank=True)
    coming = models.CharField(max_length=120, blank=True)  # who comes
    expected_at = models.DateTimeField(null=True, blank=True)  # when it is expected to be mended
    target_at = models.DateTimeField(null=True, blank=True)  # until when it must be
    warned_at = models.DateTimeField(null=True, blank=True)  # the own leader was told of the breach to come
    breached_at = models.DateTimeField(null=True, blank=True)  # the department was told of the breach
    told_at = models.DateTimeField(null=True, blank=True)  # from when on the department sees it
    told_why = models.CharField(max_length=20, blank=True)  # priority | minutes | cause | own | forsaken
    mended_at = models.DateTimeField(null=True, blank=True)  # when the line was back
    closed_at = models.DateTimeField(null=True, blank=True)
    closing = models.CharField(max_length=8, choices=Closing.choices, blank=True)
    closed_name = models.CharField(max_length=80, blank=True)
    folded_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="folded")
    due_at = models.DateTimeField(null=True, blank=True)  # when time has something to do here

    class Meta(Act.Meta):
        ordering = ["priority", "target_at", "id"]
        indexes = [
            models.Index(
                fields=["priority", "target_at", "id"],
                condition=Q(state__in=["open", "accepted", "mended"]),
                name="incidents_board",
            ),
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="incidents_due"),
            models.Index(fields=["organisation", "-starts_at"], name="incidents_by_time"),
            models.Index(fields=["site"], name="incidents_at_site"),
            models.Index(fields=["-closed_at"], condition=Q(state="closed"), name="incidents_closed"),
            models.Index(
                fields=["organisation", "opened_at"],
                condition=Q(state="open", priority=1),
                name="incidents_first_open",
            ),
        ]
        constraints = [
            *Act.Meta.constraints,
            models.UniqueConstraint(fields=["id", "organisation", "reality"], name="incidents_incident_root"),
            models.UniqueConstraint(
                fields=["organisation", "reality", "site", "failure"],
                condition=Q(state__in=["open", "accepted", "mended"], site__isnull=False),
                name="incidents_one_a_site_and_failure",
            ),
            models.CheckConstraint(condition=Q(priority__gte=1, priority__lte=3), name="incidents_priority_1_to_3"),
            models.CheckConstraint(
                condition=Q(overridden_by="") | ~Q(override_reason=""), name="incidents_override_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(accepted_at__isnull=False), name="incidents_accepted_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["mended", "closed"]) | Q(mended_at__gte=F("starts_at")),
                name="incidents_mended_after_it_failed",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_at__isnull=False) & ~Q(closing=""),
                name="incidents_closed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(site__isnull=True) | ~Q(closing="carrier"), name="incidents_site_or_measure_closes"
            ),
            models.CheckConstraint(
                condition=~Q(state="folded") | Q(folded_into__isnull=False), name="incidents_folded_into_one"
            ),
            models.CheckConstraint(
                condition=Q(site__isnull=True) | Q(site_organisation__isnull=False), name="incidents_site_of_somebody"
            ),
            models.CheckConstraint(
                condition=Q(told_at__isnull=True) | ~Q(told_why=""), name="incidents_told_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return where it is worked on."""
        return reverse("incidents:incident", args=[self.pk])

    @property
    def word(self) -> str:
        """Return the name of the state for people."""
        return str(WORDS[self.state])


class Affected(Root):
    """A further site that the same failure struck."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="affected")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    site_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    labels = ArrayField(models.CharField(max_length=60), default=list, blank=True)

    class Meta:
        ordering = ["incident_id", "since", "id"]
        constraints = [models.UniqueConstraint(fields=["incident", "site"], name="incidents_site_affected_once")]

    def __str__(self) -> str:
        return f"{self.incident}: {self.site}"
