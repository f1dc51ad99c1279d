"""What several pages need: the key in the request, the question for a machine, the moderator."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from kheo.foundation.accounts.models import User
from kheo.foundation.accounts.permissions import may_anywhere
from kheo.foundation.units.models import Unit
from kheo.know.comments import limits, permissions, proof
from kheo.know.comments.errors import CommentError
from kheo.know.comments.forms.sending import ProvenForm
from kheo.know.comments.models import Comment, Feedback
from kheo.know.comments.services.locking import SECRET

LONGEST_SECRET = 40


def secret_in(request: HttpRequest) -> str:
    """Give the key that came with the request, if any."""
    given = request.POST.get(SECRET) or request.GET.get(SECRET, "")
    return given[:LONGEST_SECRET]


def address(record: Comment | Feedback) -> str:
    """Give the writer's address of what they sent."""
    return f"{record.get_absolute_url()}?{urlencode({SECRET: record.secret})}"


def question() -> str:
    """Make a new question for the sender's machine."""
    return proof.question(timezone.now())


def slow_down(request: HttpRequest, form: ProvenForm) -> bool:
    """Say whether this sending may pass; if not, the form says so and keeps what was typed."""
    if limits.is_allowed(request, has_proof=form.done is not None):
        return True
    form.add_error(None, _("Nơi bạn đang dùng mạng gửi quá nhiều. Xin đợi một giờ rồi gửi lại."))
    return False


def refuse(request: HttpRequest, refusal: CommentError) -> None:
    """Say on the next page why nothing was done."""
    messages.error(request, str(refusal))


def moderator(request: HttpRequest) -> User:
    """Return the officer who moderates somewhere, or refuse."""
    user = request.user
    if not isinstance(user, User) or not may_anywhere(user, permissions.MODERATE):
        raise PermissionDenied(_("Tài khoản của bạn không có quyền duyệt bình luận."))
    return user


def demand(request: HttpRequest, unit: Unit) -> User:
    """Return the officer who moderates in the unit, or refuse."""
    user = moderator(request)
    if not permissions.may_moderate(user, unit, today=timezone.localdate()):
        raise PermissionDenied(_("Bạn không có quyền duyệt bình luận của đơn vị này."))
    return user


def back(request: HttpRequest, fallback: str) -> str:
    """Give the page that the officer came from, if it is one of ours."""
    wanted = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if is_ours and wanted.startswith("/") else fallback
