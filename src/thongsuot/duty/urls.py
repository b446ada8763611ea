"""Addresses of duty."""

from __future__ import annotations

from django.urls import path

from thongsuot.duty import views

app_name = "duty"
urlpatterns = [
    path("truc/", views.board, name="board"),
    path("truc/lich/", views.rosters, name="rosters"),
    path("truc/lich/<int:pk>/", views.roster, name="roster"),
    path("truc/lich/<int:pk>/nhap/", views.bring, name="bring"),
    path("truc/lich/<int:pk>/lich-truc.<slug:form>", views.roster_paper, name="roster-paper"),
    path("truc/lich/<int:pk>/<slug:verb>/", views.roster_step, name="roster-step"),
    path("truc/chia-deu/", views.fairness, name="fairness"),
    path("truc/cham-truc/<int:year>/<int:month>/cham-truc.xlsx", views.attendance, name="attendance"),
    path("truc/thiet-lap/", views.settings, name="settings"),
    path("truc/thiet-lap/<slug:verb>/", views.setting_step, name="setting-step"),
    path("truc/lich-dien-thoai/", views.feeds, name="feeds"),
    path("truc/lich-dien-thoai/<str:secret>.ics", views.feed, name="feed"),
    # handing over
    path("truc/cua-toi/", views.mine, name="mine"),
    path("truc/cua-toi/nghi/", views.my_leave, name="my-leave"),
    path("truc/cua-toi/nghi/<int:pk>/bo/", views.end_my_leave, name="end-my-leave"),
    path("truc/giao-ca/<int:pk>/", views.handover, name="handover"),  # the house puts what is open everywhere into it
    path("truc/doi-ca/", views.swaps, name="swaps"),
    path("truc/doi-ca/doi-ngay/", views.swap_now, name="swap-now"),
    path("truc/doi-ca/<int:pk>/<slug:verb>/", views.swap_step, name="swap-step"),
    path("truc/so/<int:organisation>/<slug:day>/", views.log, name="log"),
    path("truc/so/<int:organisation>/<slug:day>/so-truc.pdf", views.log_paper, name="log-paper"),
]
