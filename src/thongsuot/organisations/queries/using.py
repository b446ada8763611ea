"""What elsewhere in the house points to a row, so that nothing that is used is taken away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models


def used(model: type[models.Model], numbers: Iterable[int], *, apart_from: dict[str, set[int]]) -> dict[int, int]:
    """Return by row how many rows of any table point to it, save those named (by table, lower case, and number)."""
    wanted = list(numbers)
    found: dict[int, int] = {}
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel) or not wanted:
            continue
        origin: Any = relation.related_model
        field = relation.field.attname
        left_out = (
            apart_from.get(origin._meta.model_name, set()) if origin._meta.app_label == "organisations" else set()
        )
        rows = origin._base_manager.filter(**{f"{field}__in": wanted}).exclude(pk__in=left_out)
        for number in rows.values_list(field, flat=True):
            found[number] = found.get(number, 0) + 1
    return found
