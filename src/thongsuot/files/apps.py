"""The app of files and long work."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Bytes by their SHA-256, work that takes long, and the sandbox every upload is read in."""

    name = "thongsuot.files"
