"""What people type about calls."""

from thongsuot.hotline.forms.calls import CallForm, CorrectForm
from thongsuot.hotline.forms.leading import LeaderForm
from thongsuot.hotline.forms.steps import AnswerForm, IncidentForm, LinkForm, NoteForm, PromiseForm

__all__ = ["AnswerForm", "CallForm", "CorrectForm", "IncidentForm", "LeaderForm", "LinkForm", "NoteForm", "PromiseForm"]
