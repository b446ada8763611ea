"""The addresses of the directory."""

from __future__ import annotations

from django.urls import path

from thongsuot.organisations import views

app_name = "organisations"
urlpatterns = [
    path("danh-ba/", views.directory, name="directory"),
    path("danh-ba/nguoi/", views.people, name="people"),
    path("danh-ba/dia-diem/", views.sites, name="sites"),
    path("danh-ba/<int:pk>/", views.organisation, name="organisation"),
    path("danh-ba/<int:pk>/sua/", views.edit, name="edit"),
    path("danh-ba/<int:pk>/lich-su/", views.history, name="history"),
    path("danh-ba/<int:pk>/them-nguoi/", views.add_person, name="add-person"),
    path("danh-ba/<int:pk>/them-dau-moi/", views.add_contact, name="add-contact"),
    path("danh-ba/<int:pk>/theo-doi/", views.follow, name="follow"),
    path("danh-ba/<int:pk>/giao-vai-tro/", views.grant, name="grant"),
    path("danh-ba/<int:pk>/them-lao-dong/", views.add_staff, name="add-staff"),
    path("danh-ba/<int:pk>/uy-quyen/", views.delegations, name="delegations"),
    path("danh-ba/<int:pk>/uy-quyen/<int:delegation>/<slug:verb>/", views.delegation_step, name="delegation-step"),
    path("danh-ba/<int:pk>/khoa-may/", views.credentials, name="credentials"),
    path("danh-ba/<int:pk>/nguoi/<int:person>/<slug:verb>/", views.person_step, name="person-step"),
    path("danh-ba/<int:pk>/vai-tro/<int:role>/ket-thuc/", views.end_role, name="end-role"),
    path("danh-ba/<int:pk>/lao-dong/<int:staff>/ket-thuc/", views.end_staff, name="end-staff"),
    path("danh-ba/<int:pk>/khoa-may/<int:credential>/ket-thuc/", views.end_credential, name="end-credential"),
    path("quan-tri/dia-ban/", views.areas, name="areas"),
    path("quan-tri/lich/", views.days, name="days"),
    path("quan-tri/lich/<int:pk>/bo/", views.unset_day, name="unset-day"),
]
