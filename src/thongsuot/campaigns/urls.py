"""Addresses of campaigns: the department's, and each operator's share."""

from __future__ import annotations

from django.urls import path

from thongsuot.campaigns import views

app_name = "campaigns"
urlpatterns = [
    path("nhan-tin/", views.listing, name="list"),
    path("nhan-tin/de-nghi/", views.ask, name="request"),
    path("nhan-tin/<int:pk>/", views.campaign, name="campaign"),
    path("nhan-tin/<int:pk>/van-ban/", views.scan, name="scan"),
    path("nhan-tin/<int:pk>/so-lieu.csv", views.export, name="export"),
    path("nhan-tin/<int:pk>/bao-cao.pdf", views.report, name="report"),
    path("nhan-tin/<int:pk>/<slug:verb>/", views.campaign_step, name="campaign-step"),
    path("nhan-tin/phan/<int:pk>/", views.share, name="share"),
    path("nhan-tin/phan/<int:pk>/lenh.<slug:form>", views.order, name="order"),
    path("nhan-tin/phan/<int:pk>/thue-bao/", views.bring_numbers, name="numbers"),
    path("nhan-tin/phan/<int:pk>/thue-bao/dong-khong-dung-duoc.csv", views.bad_lines, name="bad-lines"),
    path("nhan-tin/phan/<int:pk>/<slug:verb>/", views.share_step, name="share-step"),
]
