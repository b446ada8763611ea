"""Other installs, the keys by which they are believed, the packages that go and come, and who signed for them."""

from thongsuot.links.models.installs import ADDRESS, Install, Key
from thongsuot.links.models.packages import Attachment, Direction, Package
from thongsuot.links.models.refusals import Refusal
from thongsuot.links.models.signatories import Signatory

__all__ = ["ADDRESS", "Attachment", "Direction", "Install", "Key", "Package", "Refusal", "Signatory"]
