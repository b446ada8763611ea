"""A list of contacts is brought, its columns are named, it is taken in at one stroke and perhaps undone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.engines.contacts import MEANINGS
from thongsuot.organisations import access, queries
from thongsuot.organisations.actions.contacts import KEEPERS, carry_out
from thongsuot.organisations.models import Act, Actor, Import, Mapping, Organisation


class ImportEnded(Exception):
    """The list was taken in or undone already."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Danh sách này đã được nhập hoặc đã được hoàn tác; chưa có gì thay đổi thêm. "
                "Hãy đưa danh sách vào lại nếu cần."
            )
        )


class PlanChanged(Exception):
    """The directory changed since the plan was shown."""

    def __init__(self) -> None:
        super().__init__(
            _("Danh bạ vừa thay đổi nên kết quả sẽ khác bản xem trước; chưa có gì được nhập. Hãy xem lại rồi nhập.")
        )


class NothingToImport(Exception):
    """The list brings nothing new."""

    def __init__(self) -> None:
        super().__init__(_("Danh sách không có gì mới so với danh bạ; chưa có gì thay đổi."))


@transaction.atomic
def bring(
    sheet: dict[str, Any], *, filename: str, sha256: str, organisation: Organisation, by: Actor, at: datetime
) -> Import:
    """Keep a list as it was read, to be looked at before anything is taken in."""
    access.require(by, *KEEPERS, organisation=organisation, at=at)
    return Import.objects.create(
        organisation=organisation,
        filename=filename[:200],
        sha256=sha256,
        lines=len(sheet["rows"]) + 1,
        sheet=sheet,
        columns=queries.first_columns(sheet, organisation),
        at=at,
        **Act.fields_of(by),
    )


@transaction.atomic
def name_columns(batch: Import, columns: list[str], *, by: Actor, at: datetime) -> Import:
    """Say what the columns mean."""
    batch = _open(batch, by, at)
    known = [meaning if meaning in MEANINGS else "" for meaning in columns]
    batch.columns = [*known, *batch.columns[len(known) :]][: len(batch.columns)]
    batch.save(update_fields=["columns"])
    return batch


@transaction.atomic
def take_in(batch: Import, *, seal: str, by: Actor, at: datetime) -> Import:
    """Carry out the plan that was shown, all of it or nothing, and remember what the columns meant."""
    batch = _open(batch, by, at)
    plan = queries.plan(batch, at)
    if plan.seal != seal:
        raise PlanChanged
    if not plan.changes:
        raise NothingToImport
    Mapping.objects.update_or_create(
        organisation=batch.organisation,
        fingerprint=plan.layout.fingerprint,
        defaults={"columns": batch.columns, "used_at": at},
    )
    batch.entries = carry_out(plan.changes, department=batch.organisation, by=by, at=at)
    batch.sheet, batch.taken_at = None, at
    batch.save(update_fields=["entries", "sheet", "taken_at"])
    return batch


def _open(batch: Import, by: Actor, at: datetime) -> Import:
    """Lock a list that waits to be taken in."""
    access.require(by, *KEEPERS, organisation=batch.organisation, at=at)
    locked = Import.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=batch.pk)
    if locked.taken_at is not None:
        raise ImportEnded
    return locked
