"""The pages of the directory."""

from thongsuot.organisations.views.delegating import delegation_step, delegations
from thongsuot.organisations.views.editing import edit
from thongsuot.organisations.views.following import add_contact, follow
from thongsuot.organisations.views.keeping import areas, days, unset_day
from thongsuot.organisations.views.keys import credentials, end_credential
from thongsuot.organisations.views.listing import directory, people, sites
from thongsuot.organisations.views.opening import history, organisation
from thongsuot.organisations.views.staffing import add_person, add_staff, end_role, end_staff, grant, person_step

__all__ = [
    "add_contact",
    "add_person",
    "add_staff",
    "areas",
    "credentials",
    "days",
    "delegation_step",
    "delegations",
    "directory",
    "edit",
    "end_credential",
    "end_role",
    "end_staff",
    "follow",
    "grant",
    "history",
    "organisation",
    "people",
    "person_step",
    "sites",
    "unset_day",
]
