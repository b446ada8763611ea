"""The letter as it arrived, its paragraphs, and the duties found in it."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thongsuot.directives.states import DIRECTIVE_MOVES, OBLIGATION_MOVES, DirectiveState, ObligationState
from thongsuot.files.models import File
from thongsuot.ledger import kinds
from thongsuot.ledger.models import Root
from thongsuot.organisations.models import Act, Person
from thongsuot.organisations.models.dated import Versioned


class Mode(models.TextChoices):
    """How a duty runs in time."""

    ONE_OFF = "one_off", _("Một lần")
    RECURRING = "recurring", _("Định kỳ")
    STANDING = "standing", _("Thường xuyên")
    CONDITIONAL = "conditional", _("Khi có đề nghị")
    PROHIBITION = "prohibition", _("Tạm dừng")


class Obliged(models.TextChoices):
    """Whom a duty binds."""

    ALL = "all", _("Tất cả doanh nghiệp")
    TELECOM = "telecom", _("Doanh nghiệp viễn thông")
    MOBILE = "mobile", _("Doanh nghiệp di động")
    FIXED = "fixed", _("Doanh nghiệp cố định")
    INTERNET = "internet", _("Doanh nghiệp Internet")
    POSTAL = "postal", _("Doanh nghiệp bưu chính")
    NAMED = "named", _("Đơn vị được nêu tên")
    ISSUER = "issuer", _("Cơ quan ban hành (cam kết)")


class Relation(models.TextChoices):
    """How a moment bounds a duty."""

    BEFORE = "before", _("trước")
    UNTIL = "until", _("đến hết")
    FROM = "from", _("từ")
    ASAP = "asap", _("ngay")


class Origin(models.TextChoices):
    """How a directive began."""

    LETTER = "letter", _("Văn bản")
    TELEPHONE = "telephone", _("Chỉ đạo qua điện thoại")
    MEETING = "meeting", _("Chỉ đạo tại cuộc họp")


class Urgency(models.TextChoices):
    """The mark of urgency that the letter carries (NĐ 30/2020/NĐ-CP, box 10b)."""

    URGENT = "urgent", _("Khẩn")
    VERY_URGENT = "very_urgent", _("Thượng khẩn")
    FLASH = "flash", _("Hỏa tốc")


class Directive(Root, Versioned):
    """An official letter: its bytes, its text, what was read in it, and what became of it."""

    MOVES = DIRECTIVE_MOVES

    Origin, State, Urgency = Origin, DirectiveState, Urgency
    file = models.ForeignKey(File, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    text_sha256 = models.CharField(max_length=64)
    reading = models.JSONField()  # what the engine read, without the text; quotations are never corrected
    doc_type = models.CharField(max_length=60, blank=True)
    number = models.CharField(max_length=60, blank=True)
    dated_on = models.DateField(null=True, blank=True)
    subject = models.TextField(blank=True)
    issuer_name = models.CharField(max_length=200, blank=True)
    issuer_parent = models.CharField(max_length=200, blank=True)
    urgency = models.CharField(max_length=12, choices=Urgency.choices, blank=True)
    state = models.CharField(max_length=10, choices=[(s, s) for s in DirectiveState])
    received_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    origin = models.CharField(max_length=9, choices=Origin.choices, default=Origin.LETTER)
    instructed_by = models.CharField(max_length=120, blank=True)  # who gave the order by word of mouth
    instructed_at = models.DateTimeField(null=True, blank=True)
    noted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signed = models.ForeignKey(File, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signed_text = models.TextField(blank=True)  # the signed letter's own words, where it came after the order
    tied_at = models.DateTimeField(null=True, blank=True)
    like = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-received_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(origin="letter") | (Q(instructed_at__isnull=False) & ~Q(instructed_by="")),
                name="directives_word_of_mouth_has_a_speaker",
            ),
            models.UniqueConstraint(fields=["id", "reality"], name="directives_directive_reality"),
            models.CheckConstraint(
                condition=~Q(state__in=["issued", "closed"]) | Q(issued_at__isnull=False),
                name="directives_issued_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        parts = [self.doc_type or str(_("Văn bản")), f"số {self.number}" if self.number else ""]
        return " ".join(filter(None, parts))

    def get_absolute_url(self) -> str:
        """Return the address of the letter's page."""
        return reverse("directives:directive", args=[self.pk])

    @property
    def title(self) -> str:
        """Return how lists and messages call the letter."""
        return f"{self}: {self.subject}" if self.subject else str(self)


class Paragraph(models.Model):
    """One numbered part of the letter's body: a row of the matrix."""

    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="paragraphs")
    number = models.PositiveSmallIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["directive", "number"], name="directives_paragraph_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="directives_paragraph_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def text(self) -> str:
        """Return the paragraph in the letter's own words."""
        return self.directive.text[self.start : self.end]


class Obligation(Root, Versioned):
    """One duty with its quotation; it binds nobody until a person has confirmed it."""

    MOVES = OBLIGATION_MOVES

    Mode, Obliged, State = Mode, Obliged, ObligationState
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="obligations")
    paragraph = models.PositiveSmallIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    mode = models.CharField(max_length=12, choices=Mode.choices)
    obliged = models.CharField(max_length=10, choices=Obliged.choices)
    obliged_names = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    kind = models.CharField(max_length=30, choices=[(k.code, k.title) for k in kinds.KINDS.values()])
    effective_from = models.DateTimeField(null=True, blank=True)
    deadline_at = models.DateTimeField(null=True, blank=True)
    deadline_relation = models.CharField(max_length=6, choices=Relation.choices, blank=True)
    deadline_text = models.CharField(max_length=200, blank=True)
    recurrence = models.CharField(max_length=200, blank=True)  # an RRULE
    score = models.FloatField(default=1.0)
    by_hand = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=[(s, s) for s in ObligationState])
    activated_at = models.DateTimeField(null=True, blank=True)
    occur_due_at = models.DateTimeField(null=True, blank=True)  # when the next occurrence has to be made

    class Meta:
        ordering = ["directive_id", "start", "id"]
        constraints = [
            models.UniqueConstraint(fields=["id", "reality"], name="directives_obligation_reality"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="directives_quotation_in_order"),
            models.CheckConstraint(
                condition=Q(obliged="named") | Q(obliged_names=[]), name="directives_names_only_where_named"
            ),
        ]

    def __str__(self) -> str:
        return self.quote

    @property
    def kind_title(self) -> str:
        """Return the kind in the words and the language of the page."""
        return gettext(kinds.KINDS[self.kind].title)


class ReviewStep(Root, Act):
    """One act of the review and what stood before it, so that it can be undone."""

    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="steps")
    verb = models.CharField(max_length=20)
    before: models.JSONField[Any, Any] = models.JSONField()  # obligation id -> the fields as they stood
    created = ArrayField(models.BigIntegerField(), default=list)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta(Act.Meta):
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.verb} {self.directive_id}"
