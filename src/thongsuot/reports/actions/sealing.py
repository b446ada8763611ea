"""The signed, sealed copy follows the report, or the paper arrives; and the department says which moment counts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.directives.models import Directive
from thongsuot.files import actions as files
from thongsuot.files import queries as keeping
from thongsuot.files.models import File
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.queries import topic
from thongsuot.organisations.access import require
from thongsuot.organisations.models import Act, Deed, Organisation, Person, Role
from thongsuot.reports import queries
from thongsuot.reports.actions import freezing
from thongsuot.reports.actions.entering import WrongMoment
from thongsuot.reports.models import Copy, OnTime, Report

Upload = tuple[str, bytes]  # name, bytes
SEALED_TYPES = ("application/pdf", "image/png", "image/jpeg", "application/pkcs7-signature")


class NotYetSent(Exception):
    """A copy follows a report that was sent."""

    def __init__(self) -> None:
        super().__init__(_("Báo cáo chưa được gửi nên chưa nhận bản ký; tệp chưa được lưu. Hãy gửi báo cáo trước."))


class NoSealedCopy(ValueError):
    """The file is no scan and no signed paper, or is not to be trusted."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Tệp không phải bản ký, đóng dấu dạng PDF, ảnh PNG, JPEG hoặc P7S, hoặc đuôi tên không khớp nội dung; "
                "tệp chưa được lưu. Hãy quét lại rồi gửi tệp khác."
            )
        )


class RuleInUse(Exception):
    """Reports have come under the letter's rule; another would judge them by what nobody knew."""

    def __init__(self) -> None:
        super().__init__(
            _("Đã có đơn vị gửi báo cáo theo mốc hiện tại nên không đổi được mốc cho văn bản này; mốc được giữ nguyên.")
        )


@transaction.atomic
def attach_sealed_copy(report: Report, upload: Upload, *, by: Person, at: datetime) -> Copy:
    """Attach the signed, sealed paper to the last submission; the first such copy may keep the deadline."""
    roles = (Role.Name.CONTACT, Role.Name.LEADER, Role.Name.REGISTRY)
    require(by, *roles, organisation=report.organisation_id, at=at, deed=Deed.SUBMIT)
    return _attach(report, Copy.Kind.SEALED, at, upload, by=by, at=at)


@transaction.atomic
def receive_paper(
    report: Report, received_at: datetime, upload: Upload | None = None, *, by: Person, at: datetime
) -> Copy:
    """Note at the department that the report arrived on paper."""
    department = report.directive.organisation_id
    require(by, Role.Name.FOLLOWER, Role.Name.LEADER, Role.Name.REGISTRY, organisation=department, at=at)
    issued = report.directive.issued_at
    if received_at > at or (issued is not None and received_at < issued):
        raise WrongMoment
    return _attach(report, Copy.Kind.PAPER, received_at, upload, by=by, at=at)


def _attach(
    report: Report, kind: str, received_at: datetime, upload: Upload | None, *, by: Person, at: datetime
) -> Copy:
    row = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    submission = queries.frozen(row)
    if submission is None:
        raise NotYetSent
    file = _keep(row, upload, by, at) if upload is not None else None
    copy = Copy.objects.create(
        organisation_id=row.organisation_id,
        reality=row.reality,
        report=row,
        submission=submission,
        kind=kind,
        received_at=received_at,
        file=file,
        at=at,
        **Act.fields_of(by),
    )
    row.sealed_at = min(filter(None, (row.sealed_at, received_at)))  # a paper is signed and sealed as well
    if kind == Copy.Kind.PAPER:
        row.paper_at = min(filter(None, (row.paper_at, received_at)))
    row.save(update_fields=["sealed_at", "paper_at"])
    freezing.settle(row, by=by, at=at)
    ledger.notify(topic(row), row.organisation_id)
    ledger.wake_timer()
    return copy


def _keep(report: Report, upload: Upload, by: Person, at: datetime) -> File:
    name, data = upload
    place: dict[str, Any] = {"organisation": report.organisation, "reality": report.reality, "by": by, "at": at}
    files.check_size(len(data), name=name)
    contents = keeping.inspect(data, name)
    if contents.doubt is not None or contents.media_type not in SEALED_TYPES:
        raise NoSealedCopy
    return files.store(data, name=name, **place)


@transaction.atomic
def count_by(
    department: Organisation,
    moment: str,
    *,
    reality: str,
    directive: Directive | None = None,
    by: Person,
    at: datetime,
) -> OnTime:
    """Say which moment keeps a deadline: for letters issued from now on, or for one letter that nobody answered yet."""
    require(by, Role.Name.LEADER, organisation=department, at=at)
    if directive is not None and Report.objects.filter(directive=directive, submitted_at__isnull=False).exists():
        raise RuleInUse
    place = {"organisation": department, "reality": reality, "directive": directive}
    before = OnTime.objects.select_for_update().filter(**place, valid_until=None).first()
    if before is not None:
        if before.moment == moment:
            return before
        before.valid_until = at
        before.save(update_fields=["valid_until"])
    return OnTime.objects.create(**place, moment=OnTime.Moment(moment), by_name=str(by), valid_from=at)
