"""Other installs, the keys by which they are believed, and the packages that go and come."""

from thongsuot.links.models.installs import ADDRESS, Install, Key
from thongsuot.links.models.packages import Attachment, Direction, Package
from thongsuot.links.models.refusals import Refusal

__all__ = ["ADDRESS", "Attachment", "Direction", "Install", "Key", "Package", "Refusal"]
