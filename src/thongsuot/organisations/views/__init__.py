"""The pages of the directory."""

from thongsuot.organisations.views.editing import edit
from thongsuot.organisations.views.keys import credentials, end_credential
from thongsuot.organisations.views.listing import directory, people, sites
from thongsuot.organisations.views.opening import history, organisation
from thongsuot.organisations.views.staffing import add_person, add_staff, end_role, end_staff, grant, person_step

__all__ = [
    "add_person",
    "add_staff",
    "credentials",
    "directory",
    "edit",
    "end_credential",
    "end_role",
    "end_staff",
    "grant",
    "history",
    "organisation",
    "people",
    "person_step",
    "sites",
]
