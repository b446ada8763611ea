"""The one sandbox every upload is read in; nothing here needs Django, so that the child starts quickly."""

from thongsuot.files.gateway.child import READERS, child
from thongsuot.files.gateway.parent import Unreadable, has_program, read_in_sandbox, run_in_sandbox, walls

__all__ = ["READERS", "Unreadable", "child", "has_program", "read_in_sandbox", "run_in_sandbox", "walls"]
