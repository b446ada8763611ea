"""What can happen to the directory: every write, one verb a function."""

from thongsuot.organisations.actions.administering import (
    AlreadyHeld,
    Taken,
    edit,
    end_key,
    end_person,
    enrol,
    enter_staff,
    give_key,
    give_role,
    renew_password,
    strike_staff,
    take_role,
)
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
    "AlreadyHeld",
    "EditedMeanwhile",
    "InvalidKey",
    "Taken",
    "add_area",
    "add_organisation",
    "add_person",
    "add_site",
    "add_staff",
    "change",
    "classify",
    "declassify",
    "edit",
    "end_area",
    "end_key",
    "end_organisation",
    "end_person",
    "end_role",
    "end_staff",
    "enrol",
    "enter_staff",
    "give_key",
    "give_role",
    "grant",
    "issue_credential",
    "make_link",
    "open_link",
    "renew_password",
    "set_password",
    "strike_staff",
    "take_role",
    "use_credential",
]
