"""Who there is, as far as one may see."""

from thongsuot.organisations.queries.drawing import Drawing, Shape, districts, draw
from thongsuot.organisations.queries.listing import (
    credentials_of,
    desks,
    directory,
    history_of,
    people_directory,
    people_of,
    sites,
    staff_of,
)
from thongsuot.organisations.queries.seeing import (
    administers,
    audits,
    bound_by,
    classes_of,
    holders,
    in_force,
    people_visible_to,
    seen_by,
    visible_to,
)

__all__ = [
    "Drawing",
    "Shape",
    "administers",
    "audits",
    "bound_by",
    "classes_of",
    "credentials_of",
    "desks",
    "directory",
    "districts",
    "draw",
    "history_of",
    "holders",
    "in_force",
    "people_directory",
    "people_of",
    "people_visible_to",
    "seen_by",
    "sites",
    "staff_of",
    "visible_to",
]
