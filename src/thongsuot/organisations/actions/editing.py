"""Two people may open the same row; the second to save is told."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from thongsuot.organisations.models.dated import Versioned

Row = TypeVar("Row", bound=Versioned)


class EditedMeanwhile(Exception):
    """Somebody saved the row after this editor had opened it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Nội dung này vừa được người khác sửa. Phần sửa của họ được giữ nguyên, phần bạn nhập chưa được lưu; "
                "hãy xem lại bản mới rồi sửa tiếp."
            )
        )


@transaction.atomic
def change(row: Row, *, version: int, **changes: Any) -> Row:
    """Save the changes if the row still has the version that the editor saw."""
    rows = type(row)._default_manager.filter(pk=row.pk, version=version)
    if not rows.update(version=F("version") + 1, **changes):
        raise EditedMeanwhile
    row.refresh_from_db()
    return row
