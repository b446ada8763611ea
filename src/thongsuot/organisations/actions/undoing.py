"""What a list made and changed is taken back, as long as nobody has used it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.organisations import access, queries
from thongsuot.organisations.actions import directory, editing, people
from thongsuot.organisations.actions.contacts import KEEPERS, Entry
from thongsuot.organisations.actions.importing import ImportEnded
from thongsuot.organisations.models import Actor, Import, Organisation, Person, Role

MODELS: dict[str, Any] = {"organisation": Organisation, "person": Person, "role": Role}


class ImportUsed(Exception):
    """Something that the list brought has been used or changed since; `reasons` say what, line by line."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(
            _(
                "Chưa hoàn tác được vì dữ liệu đã nhập đang được sử dụng; chưa có gì thay đổi. "
                "Hãy sửa từng mục trong danh bạ."
            )
        )
        self.reasons = reasons


@transaction.atomic
def undo_import(batch: Import, *, by: Actor, at: datetime) -> Import:
    """Take back everything that the list made and changed, or nothing where some of it is in use."""
    access.require(by, *KEEPERS, organisation=batch.organisation, at=at)
    batch = Import.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=batch.pk)
    if batch.taken_at is None or batch.undone_at is not None:
        raise ImportEnded
    if reasons := list(_reasons(batch)):
        raise ImportUsed(reasons)
    for entry in reversed(batch.entries):
        _take_back(entry, at)
    batch.undone_at, batch.undone_by_name = at, str(by)
    batch.save(update_fields=["undone_at", "undone_by_name"])
    return batch


def _rows(batch: Import) -> dict[str, Any]:
    """Return the rows that the list touched, by the names it gave them."""
    found: dict[str, Any] = {}
    for topic, model in MODELS.items():
        numbers = [int(entry["row"].partition(":")[2]) for entry in batch.entries if entry["row"].startswith(topic)]
        found |= {f"{topic}:{row.pk}": row for row in model._default_manager.filter(pk__in=numbers)}
    return found


def _reasons(batch: Import) -> Iterator[str]:
    rows = _rows(batch)
    made = {entry["row"] for entry in batch.entries if entry["before"] is None}
    mine: dict[str, set[int]] = {topic: set() for topic in MODELS}
    for topic, _colon, number in (row.partition(":") for row in made):
        mine[topic].add(int(number))
    uses = {topic: queries.used(MODELS[topic], mine[topic], apart_from=mine) for topic in ("organisation", "person")}
    for entry in batch.entries:
        if why := _why_not(entry, rows.get(entry["row"]), uses):
            yield _("Dòng %(line)s, %(name)s: %(why)s") % {"line": entry["line"], "name": entry["name"], "why": why}


def _why_not(entry: Entry, row: Any, uses: dict[str, dict[int, int]]) -> str:
    topic = entry["row"].partition(":")[0]
    if row is None:
        return _("không còn thấy trong danh bạ của Sở")
    if topic == "role":
        return ""
    facts = {name: value for name, value in entry["after"].items() if name != "organisation"}
    if any(getattr(row, name) != value for name, value in facts.items()):
        return _("đã được sửa sau khi nhập")
    if topic == "person" and (row.organisation_id != entry["after"].get("organisation", row.organisation_id)):
        return _("đã chuyển sang đơn vị khác")
    if entry["before"] is None and topic == "person" and row.last_login is not None:
        return _("đã đăng nhập")
    if entry["before"] is None and (count := uses[topic].get(row.pk, 0)):
        return _("đã có %(count)s ghi nhận khác gắn với mục này") % {"count": count}
    return ""


def _take_back(entry: Entry, at: datetime) -> None:
    topic, _colon, number = entry["row"].partition(":")
    row = MODELS[topic]._default_manager.get(pk=int(number))
    if entry["before"] is not None:
        editing.change(row, version=row.version, **entry["before"])
    elif topic == "role" and row.valid_until is None:
        people.end_role(row, at=max(at, row.valid_from))
    elif topic == "person":
        row.is_active = False
        row.save(update_fields=["is_active"])
    elif topic == "organisation":
        directory.end_organisation(row, at=max(at, row.valid_from))
