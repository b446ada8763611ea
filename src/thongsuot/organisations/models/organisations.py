"""Departments, enterprises, authorities, and the sites whose lines come first."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thongsuot.organisations.models.areas import Area
from thongsuot.organisations.models.dated import Dated, Versioned


class Organisation(Dated, Versioned):
    """A body that gives or receives directives."""

    class Kind(models.TextChoices):
        """What the organisation is to the department."""

        DEPARTMENT = "department", _("Sở")
        ENTERPRISE = "enterprise", _("Doanh nghiệp")
        AUTHORITY = "authority", _("Cơ quan có thẩm quyền")
        SITE = "site", _("Đơn vị được ưu tiên")

    class Service(models.TextChoices):
        """What an enterprise provides; it decides whom an obligation binds."""

        MOBILE = "mobile", _("Thông tin di động")
        FIXED = "fixed", _("Viễn thông cố định")
        INTERNET = "internet", _("Internet")
        POSTAL = "postal", _("Bưu chính")

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=40)
    sort_key = models.CharField(max_length=600, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    services = ArrayField(models.CharField(max_length=10, choices=Service.choices), default=list, blank=True)
    supervisor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="supervised")
    parent_name = models.CharField(max_length=200, blank=True)  # the body above, as letterheads print it
    symbol = models.CharField(max_length=30, blank=True)  # the part of a document's number that names the issuer
    place = models.CharField(max_length=80, blank=True)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)

    class Meta(Dated.Meta):
        ordering = ["sort_key", "id"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind="enterprise") | Q(services=[]), name="organisations_only_enterprises_serve"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def service_names(self) -> str:
        """Return what the enterprise provides, in the words people use."""
        return ", ".join(str(self.Service(service).label) for service in self.services)


class Site(Dated, Versioned):
    """A place whose lines must not fail: a hospital, a portal, a people's committee."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=600, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="sites")
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT)
    address = models.CharField(max_length=200, blank=True)

    class Meta(Dated.Meta):
        ordering = ["sort_key", "id"]

    def __str__(self) -> str:
        return self.name


class SiteClass(Dated):
    """Why a site comes first, for as long as it does."""

    class Kind(models.TextChoices):
        """The reasons a letter may give."""

        PARTY_STATE = "party_state", _("Cơ quan Đảng, Nhà nước")
        HEALTH = "health", _("Cơ sở y tế")
        PORTAL = "portal", _("Cổng, trang thông tin điện tử")
        OUTBREAK_AREA = "outbreak_area", _("Khu vực xuất hiện ca nghi nhiễm")
        CONFERENCE = "conference", _("Điểm cầu hội nghị truyền hình")
        OTHER = "other", _("Khác")

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="classes")
    kind = models.CharField(max_length=14, choices=Kind.choices)

    class Meta(Dated.Meta):
        ordering = ["kind", "id"]

    def __str__(self) -> str:
        return f"{self.site}: {self.get_kind_display()}"
