"""What machines said: every delivery whole, and one alarm for each failure that a source knows by a name."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from thongsuot.incidents.models.incidents import Incident
from thongsuot.incidents.models.sources import Source
from thongsuot.ledger.models import Root
from thongsuot.organisations.models import Site


class Delivery(Root):
    """One delivery as it came; committed before the source was answered, and waiting until it is applied.

    It has no state of the ledger's kind: a storm brings a thousand a second, and what they change has moves of its own.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="deliveries")
    received_at = models.DateTimeField()
    body = models.BinaryField()
    sha256 = models.BinaryField(max_length=32)
    fault = models.CharField(max_length=20, blank=True)  # why nothing of it could be used; it is kept all the same
    alerts = models.PositiveIntegerField(default=0)
    troubles = models.JSONField(default=list)  # what of it could not be read, and why
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["source", "id"], condition=Q(applied_at__isnull=True), name="incidents_delivery_queue"
            ),
            models.Index(fields=["received_at"], name="incidents_delivery_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.received_at:%d/%m %H:%M:%S}"


class Trace(Root):
    """All that is remembered of one fingerprint of a source, as `engines.alerts.History` keeps it."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="traces")
    fingerprint = models.CharField(max_length=510)
    history = models.JSONField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["source", "fingerprint"], name="incidents_trace_once")]

    def __str__(self) -> str:
        return self.fingerprint


class Alarm(Root):
    """One failure as a source knows it: key and begin make it, an end is sticky, an older begin changes nothing."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="alarms")
    fingerprint = models.CharField(max_length=510)
    series = models.CharField(max_length=510, blank=True)  # what flaps together
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    heard_at = models.DateTimeField()  # when a delivery last spoke of it
    settled_by = models.CharField(max_length=10, blank=True)  # delivery | api | hand
    title = models.CharField(max_length=200)
    severity = models.CharField(max_length=10)
    failure = models.CharField(max_length=8)  # what failed, as `Incident.Failure` says it
    cause = models.CharField(max_length=200, blank=True)
    labels = models.JSONField(default=dict)  # of the enterprise alone
    site = models.ForeignKey(Site, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    site_name = models.CharField(max_length=120, blank=True)  # as the source names it
    held_until = models.DateTimeField(null=True, blank=True)  # it flaps: nobody is called before it is quiet or lasts
    incident = models.ForeignKey(Incident, null=True, blank=True, on_delete=models.PROTECT, related_name="alarms")

    class Meta:
        ordering = ["-starts_at", "-id"]
        indexes = [
            models.Index(fields=["source", "fingerprint", "-starts_at"], name="incidents_alarm_history"),
            models.Index(fields=["source"], condition=Q(ends_at__isnull=True), name="incidents_alarm_open"),
            models.Index(fields=["source", "series", "-starts_at"], name="incidents_alarm_series"),
            models.Index(fields=["held_until"], condition=Q(held_until__isnull=False), name="incidents_alarm_held"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["source", "fingerprint", "starts_at"], name="incidents_alarm_once"),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")), name="incidents_alarm_in_order"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | ~Q(settled_by=""), name="incidents_alarm_settled_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return self.title
