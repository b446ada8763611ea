"""What can happen to the directory: every write, one verb a function."""

from thongsuot.organisations.actions.directory import (
    add_area,
    add_organisation,
    add_site,
    classify,
    declassify,
    end_area,
    end_organisation,
)
from thongsuot.organisations.actions.editing import EditedMeanwhile, change
from thongsuot.organisations.actions.keys import InvalidKey, issue_credential, make_link, open_link, use_credential
from thongsuot.organisations.actions.people import add_person, add_staff, end_role, end_staff, grant, set_password

__all__ = [
    "EditedMeanwhile",
    "InvalidKey",
    "add_area",
    "add_organisation",
    "add_person",
    "add_site",
    "add_staff",
    "change",
    "classify",
    "declassify",
    "end_area",
    "end_organisation",
    "end_role",
    "end_staff",
    "grant",
    "issue_credential",
    "make_link",
    "open_link",
    "set_password",
    "use_credential",
]
