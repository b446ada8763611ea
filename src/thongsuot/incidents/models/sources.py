"""Where alarms come from, what the department may see of them, and how long mending may take."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thongsuot.ledger.models import Root
from thongsuot.organisations.models import Act, Credential, SiteClass
from thongsuot.organisations.models.dated import Dated, Versioned


class Source(Root, Act, Dated, Versioned):
    """A system of an enterprise that tells of alarms, with a key of its own; off until a person has agreed."""

    class Kind(models.TextChoices):
        """How it speaks."""

        ALERTMANAGER = "alertmanager", _("Alertmanager")
        GRAFANA = "grafana", _("Grafana")
        ZABBIX = "zabbix", _("Zabbix")
        GENERIC = "generic", _("JSON khác")
        EMAIL = "email", _("Thư điện tử")

    class Api(models.TextChoices):
        """Whose answers are read where the truth is asked for."""

        ALERTMANAGER = "alertmanager", _("Alertmanager")
        PROMETHEUS = "prometheus", _("Prometheus")

    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    credential = models.ForeignKey(Credential, on_delete=models.PROTECT, related_name="+")
    zone = models.CharField(max_length=40, default="Asia/Ho_Chi_Minh")  # of the times it writes without one
    mapping = models.JSONField(default=dict)  # of a generic hook: which path holds what
    site_label = models.CharField(max_length=60, default="site")  # the label that names a site by its code
    cause_labels = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    sender = models.EmailField(blank=True)  # of the letters that are believed
    api_url = models.URLField(blank=True)  # where its truth is asked for
    api = models.CharField(max_length=12, choices=Api.choices, default=Api.ALERTMANAGER)
    api_checked_at = models.DateTimeField(null=True, blank=True)
    api_trouble = models.TextField(blank=True)
    next_check_at = models.DateTimeField(null=True, blank=True)
    silent_after = models.PositiveIntegerField(default=0)  # minutes; 0: it need not speak
    heard_at = models.DateTimeField(null=True, blank=True)
    silent_since = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)  # somebody read what leaves the enterprise, and agreed
    agreed_name = models.CharField(max_length=80, blank=True)

    class Meta(Act.Meta):
        ordering = ["organisation_id", "name", "id"]
        constraints = [
            *Act.Meta.constraints,
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["id", "organisation", "reality"], name="incidents_source_root"),
            models.UniqueConstraint(
                fields=["organisation", "reality", "name"],
                condition=Q(valid_until__isnull=True),
                name="incidents_source_name_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Disclosure(Root, Act, Dated):
    """What of an enterprise's incidents the department sees beyond those at sites of priority."""

    minutes = models.PositiveIntegerField(default=30)  # longer than this it is told, whatever the place
    causes = ArrayField(models.CharField(max_length=20), default=list, blank=True)  # told at once
    notice = models.PositiveSmallIntegerField(default=10)  # minutes before a breach that the own leader is told

    class Meta(Act.Meta):
        ordering = ["organisation_id", "-valid_from", "id"]
        constraints = [
            *Act.Meta.constraints,
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "reality"],
                condition=Q(valid_until__isnull=True),
                name="incidents_disclosure_in_force",
            ),
            models.CheckConstraint(condition=Q(minutes__gte=5, minutes__lte=1440), name="incidents_told_within_a_day"),
            models.CheckConstraint(condition=Q(notice__gte=10, notice__lte=120), name="incidents_leader_told_before"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.minutes}"


class Target(Root, Act, Dated):
    """How soon a line must be mended at sites of one class, as the department has laid down."""

    kind = models.CharField(max_length=14, choices=SiteClass.Kind.choices)
    priority = models.PositiveSmallIntegerField()
    minutes = models.PositiveIntegerField()
    ground = models.CharField(max_length=200, blank=True)  # the document that says so

    class Meta(Act.Meta):
        ordering = ["priority", "minutes", "id"]
        constraints = [
            *Act.Meta.constraints,
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "reality", "kind"],
                condition=Q(valid_until__isnull=True),
                name="incidents_target_in_force",
            ),
            models.CheckConstraint(condition=Q(priority__gte=1, priority__lte=3), name="incidents_target_1_to_3"),
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=10080), name="incidents_target_in_a_week"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.minutes}"
