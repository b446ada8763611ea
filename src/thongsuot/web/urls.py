"""Addresses: the pages of every app that is installed, and the few of the house itself."""

from __future__ import annotations

from allauth.account import views as accounts
from django.urls import URLPattern, URLResolver, include, path

from thongsuot.directives.views import home
from thongsuot.web import chain_views, handover_views, import_views, keeping_views, standing_views, views

PARTS = (
    "organisations",
    "files",
    "outbox",
    "links",
    "paging",
    "duty",
    "campaigns",
    "incidents",
    "hotline",
    "directives",
    "reports",
)

signing_in: list[URLPattern | URLResolver] = [
    path("login/", accounts.login, name="account_login"),
    path("logout/", accounts.logout, name="account_logout"),
    path("reauthenticate/", accounts.reauthenticate, name="account_reauthenticate"),
    path("password/change/", accounts.password_change, name="account_change_password"),
    path("password/set/", accounts.password_set, name="account_set_password"),
    path("password/reset/", accounts.password_reset, name="account_reset_password"),
    path("password/reset/done/", accounts.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/<uidb36>-<key>/",
        accounts.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/", accounts.password_reset_from_key_done, name="account_reset_password_from_key_done"
    ),
    path("inactive/", accounts.account_inactive, name="account_inactive"),
    path("2fa/", include("allauth.mfa.urls")),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", views.healthz, name="healthz"),
    path("ngon-ngu/", views.set_language, name="set_language"),
    path("kieu/", views.styleguide, name="styleguide"),
    path("quan-tri/", keeping_views.keeping, name="keeping"),
    path("accounts/", include(signing_in)),
    path("danh-ba/<int:pk>/chuoi-ghi-nhan/", chain_views.chain, name="chain"),
    path("danh-ba/<int:pk>/tham-quyen/", standing_views.competences, name="competences"),
    path("danh-ba/<int:pk>/ke-tuc/", standing_views.succession, name="succession"),
    path("truc/giao-ca/<int:pk>/", handover_views.handover, name="handover"),  # duty:handover, with all that is open
    path("danh-ba/nhap/", import_views.contact_lists, name="contact-lists"),
    path("danh-ba/nhap/<int:pk>/", import_views.contact_list, name="contact-list"),
    path("danh-ba/nhap/<int:pk>/<slug:verb>/", import_views.contact_list_step, name="contact-list-step"),
    *(path("", include(f"thongsuot.{part}.urls")) for part in PARTS),
]

urlpatterns.append(path("", home, name="home"))

handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.server_error
