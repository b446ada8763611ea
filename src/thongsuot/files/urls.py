"""Where files are fetched and long work is followed."""

from django.urls import path

from thongsuot.files import views

app_name = "files"
urlpatterns = [
    path("tep/<int:pk>/", views.download, name="download"),
    path("tien-trinh/<int:pk>/", views.run, name="run"),
    path("tien-trinh/<int:pk>/doan/", views.run_fragment, name="run_fragment"),
    path("tien-trinh/<int:pk>/dung/", views.cancel, name="cancel"),
]
