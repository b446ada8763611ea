"""Whoever keeps this install enters others, pins and ends their keys, and carries packages by hand."""

from thongsuot.links.views.carrying import abandon, parcel, receipt, withdraw
from thongsuot.links.views.keeping import add_key, end_install, end_key, install
from thongsuot.links.views.listing import installs, take

__all__ = [
    "abandon",
    "add_key",
    "end_install",
    "end_key",
    "install",
    "installs",
    "parcel",
    "receipt",
    "take",
    "withdraw",
]
