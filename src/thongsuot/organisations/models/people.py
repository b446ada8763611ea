"""People with an account, the roles they hold, and staff who have no account and need none."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, UserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thongsuot.organisations.models.dated import Dated, Versioned
from thongsuot.organisations.models.organisations import Organisation


class Person(AbstractBaseUser, Versioned):
    """Somebody who signs in; what the person may do follows from the roles in force."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    sort_key = models.CharField(max_length=300, editable=False, default="")
    title = models.CharField(max_length=80, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="people")
    phone = models.CharField(max_length=30, blank=True)
    other_phones = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager["Person"]()

    class Meta:
        ordering = ["sort_key", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def phones(self) -> list[str]:
        """Return every number of the person, the first one first."""
        return [phone for phone in (self.phone, *self.other_phones) if phone]

    @property
    def is_staff(self) -> bool:
        """Nobody enters by the back door of a generic admin."""
        return False


class Role(Dated):
    """What a person may do for an organisation, from when until when, and who said so."""

    class Name(models.TextChoices):
        """The roles of the glossary."""

        LEADER = "leader", _("Lãnh đạo")
        FOLLOWER = "follower", _("Chuyên viên theo dõi")
        CONTACT = "contact", _("Cán bộ đầu mối")
        DUTY = "duty", _("Trực ban")
        REGISTRY = "registry", _("Văn thư")
        COUNTER = "counter", _("Giao dịch viên")
        SUPERVISOR = "supervisor", _("Kiểm soát viên")
        AUDITOR = "auditor", _("Thanh tra, kiểm tra")
        ADMINISTRATOR = "administrator", _("Quản trị")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roles")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="roles")
    name = models.CharField(max_length=14, choices=Name.choices)
    by_name = models.CharField(max_length=80)

    class Meta(Dated.Meta):
        ordering = ["organisation_id", "name", "id"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["person", "organisation", "name"],
                condition=Q(valid_until__isnull=True),
                name="organisations_role_held_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_name_display()}"


class Staff(Dated):
    """A worker on an enterprise's list: enough to count a briefing once, and nothing more."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="staff")
    code = models.CharField(max_length=30)
    name = models.CharField(max_length=80)
    sort_key = models.CharField(max_length=300, editable=False)
    unit = models.CharField(max_length=120, blank=True)

    class Meta(Dated.Meta):
        ordering = ["sort_key", "id"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "code"],
                condition=Q(valid_until__isnull=True),
                name="organisations_staff_code_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name
