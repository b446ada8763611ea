"""The apps above hand packages over, and take them back while they have not left."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from thongsuot.engines import package as engine
from thongsuot.files.models import File
from thongsuot.ledger.actions import move, notify, wake_timer
from thongsuot.ledger.queries import topic
from thongsuot.links import queries
from thongsuot.links.actions.comparing import kept_by
from thongsuot.links.models import Attachment, Direction, Package
from thongsuot.links.states import PackageState
from thongsuot.organisations import access
from thongsuot.organisations.models import Act, Actor, Organisation


class NoInstall(ValueError):  # named for what happened (STYLE 10)
    """We speak with no install of that organisation."""

    def __init__(self, organisation: Organisation) -> None:
        super().__init__(
            _("%(name)s chưa có hệ thống liên thông; chưa gửi gì. Hãy đăng ký ở trang Liên thông rồi gửi lại.")
            % {"name": organisation}
        )


class OtherContent(ValueError):  # named for what happened (STYLE 10)
    """The same uuid was queued before with another content."""

    def __init__(self) -> None:
        super().__init__(_("Mã số này đã dùng cho một gói tin khác; gói trước được giữ nguyên, chưa gửi thêm gì."))


class UnusableFile(ValueError):  # named for what happened (STYLE 10)
    """A file that does not go with this package: of the other reality, kept apart, or too much altogether."""

    def __init__(self) -> None:
        super().__init__(
            _("Có tệp kèm theo không gửi được (đang cách ly, thuộc diễn tập, hoặc quá 26 MB tổng cộng); chưa gửi gì.")
        )


class AlreadyLeft(ValueError):  # named for what happened (STYLE 10)
    """The package may be at the other install already."""

    def __init__(self) -> None:
        super().__init__(_("Gói tin đã được gửi hoặc đã xuất ra tệp nên không rút lại được; chưa có gì thay đổi."))


@dataclass(frozen=True)
class Draft:
    """A package before it is queued; `body` is what canonical JSON can say, the same uuid is queued once."""

    kind: str
    to: Organisation
    body: Any
    files: Sequence[File] = ()
    uuid: uuid.UUID = field(default_factory=uuid.uuid4)


@transaction.atomic
def queue(draft: Draft, *, by: Actor, at: datetime) -> Package:
    """Queue a package for the install of an organisation; the same again changes nothing."""
    body = engine.canonical(draft.body)
    if not engine.is_kind(draft.kind):
        raise ValueError(f"{draft.kind!r} is no kind of package")
    if len(body) > engine.LARGEST_BODY or len(draft.files) > engine.MOST_ATTACHMENTS:
        raise UnusableFile
    with access.reaching(draft.to):
        install = queries.install_of(draft.to)
        if install is None:
            raise NoInstall(draft.to)
        row, new = Package.objects.get_or_create(
            install=install,
            direction=Direction.OUT,
            uuid=draft.uuid,
            defaults={
                "kind": draft.kind,
                "organisation": draft.to,
                "reality": install.reality,
                "state": PackageState.QUEUED,
                "body": body,
                "created_at": at,
                "at": at,
                **Act.fields_of(by),
            },
        )
        if not new and not _same(row, draft, body):
            raise OtherContent
        if new:
            _attach(row, draft.files, len(body))
            notify(topic(row), row.organisation_id)
            wake_timer()
    return row


def _same(row: Package, draft: Draft, body: bytes) -> bool:
    files = list(row.attachments.order_by("position").values_list("file_id", flat=True))
    return (row.kind, bytes(row.body), files) == (draft.kind, body, [file.pk for file in draft.files])


def _attach(package: Package, files: Sequence[File], size: int) -> None:
    wrong = any(file.reality != package.reality or file.quarantined_at for file in files)
    room = engine.LARGEST_PARCEL - 64 * 1024  # for the envelope
    if wrong or size + sum(file.size for file in files) > room:
        raise UnusableFile
    Attachment.objects.bulk_create(
        Attachment(
            package=package,
            organisation_id=package.organisation_id,
            reality=package.reality,
            file=file,
            name=file.name,
            position=place,
        )
        for place, file in enumerate(files)
    )


@transaction.atomic
def withdraw(package: Package, *, by: Actor, at: datetime) -> Package:
    """Take back what waits and has never left, neither by line nor by hand."""
    row = Package.objects.select_for_update(of=("self",)).get(pk=package.pk)
    if row.attempts or row.exported_at:
        raise AlreadyLeft
    return move(row, PackageState.WITHDRAWN, by=by, at=at)


@transaction.atomic
def abandon(package: Package, *, by: Actor, at: datetime) -> Package:
    """Take out of the queue what may have arrived, so that those behind it can go; a person answers for the doubt."""
    kept_by(by, at)
    row = Package.objects.select_for_update(of=("self",)).get(pk=package.pk)
    doubt = row.attempts or row.exported_at
    words = _lazy("Đã bỏ khỏi hàng chờ; bên kia có thể đã nhận. Hãy hỏi lại bên kia qua điện thoại.")
    outcome = queries.kept_words(words) if doubt else ""
    return move(row, PackageState.WITHDRAWN, by=by, at=at, outcome=outcome, note=outcome)
