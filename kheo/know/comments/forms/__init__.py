"""What readers and moderators may type, with every refusal beside its field."""

from kheo.know.comments.forms.office import AnswerForm, CloseForm, DecideForm, ReviewForm
from kheo.know.comments.forms.sending import AppealForm, CommentForm, FeedbackForm, FindForm

__all__ = [
    "AnswerForm",
    "AppealForm",
    "CloseForm",
    "CommentForm",
    "DecideForm",
    "FeedbackForm",
    "FindForm",
    "ReviewForm",
]
