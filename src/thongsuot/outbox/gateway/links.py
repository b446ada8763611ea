"""The links that an install is told of, for whoever opens them."""

from thongsuot.outbox.queries import single_link as for_singles
from thongsuot.outbox.queries.told import NAME, PORT, VARIABLE, Told, Wrong, named, read, read_one

__all__ = ["NAME", "PORT", "VARIABLE", "Told", "Wrong", "for_singles", "named", "read", "read_one"]
