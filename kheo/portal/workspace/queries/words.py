"""The words for what the foundation writes down in keys: actions, subjects, facts.

A key that no line names is shown as it is: a room may write what this table does not know yet.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

GROUPS: dict[str, Promise] = {
    "petition": _("Phản ánh, kiến nghị"),
    "duty": _("Việc phải làm và hạn"),
    "person": _("Người và đăng nhập"),
    "account": _("Tài khoản"),
    "post": _("Chức vụ"),
    "body": _("Cơ quan"),
    "unit": _("Địa bàn"),
    "return": _("Số liệu báo cáo"),
    "news": _("Tin, bài"),
    "feed": _("Lịch hạn trên điện thoại"),
    "denunciation": _("Hồ sơ niêm phong"),
    "seal": _("Khóa niêm phong"),
}

ACTIONS: dict[str, Promise] = {
    "petition.received": _("Nhận phản ánh"),
    "petition.triaged": _("Phân loại"),
    "petition.rerouted": _("Chuyển nơi giải quyết"),
    "petition.redirected": _("Hướng dẫn đến nơi khác"),
    "petition.progressed": _("Ghi tiến độ"),
    "petition.asked": _("Hỏi thêm người gửi"),
    "petition.added": _("Người gửi bổ sung"),
    "petition.help_asked": _("Nhờ nơi khác phối hợp"),
    "petition.help_ended": _("Rút lời nhờ phối hợp"),
    "petition.answered": _("Trả lời"),
    "petition.rated": _("Người gửi chấm điểm"),
    "petition.reopened": _("Người gửi đề nghị làm lại"),
    "duty.opened": _("Bắt đầu tính hạn"),
    "duty.assigned": _("Giao người làm"),
    "duty.progressed": _("Tiến độ"),
    "duty.asked": _("Hỏi thêm"),
    "duty.replied": _("Nhận bổ sung"),
    "duty.suspended": _("Tạm dừng tính hạn"),
    "duty.resumed": _("Tiếp tục tính hạn"),
    "duty.extended": _("Gia hạn"),
    "duty.handed_over": _("Chuyển cơ quan khác"),
    "duty.redated": _("Tính lại hạn theo lịch nghỉ"),
    "duty.escalated": _("Nhắc người đứng đầu"),
    "duty.closed": _("Xong, có kết quả"),
    "duty.returned": _("Trả về người đứng đầu"),
    "duty.help_asked": _("Nhờ nơi khác phối hợp"),
    "duty.help_given": _("Nơi phối hợp đã làm xong"),
    "duty.help_ended": _("Thôi nhờ phối hợp"),
    "duty.reopened": _("Mở lại"),
    "person.signed_in": _("Đăng nhập"),
    "person.appointed": _("Bổ nhiệm"),
    "person.dismissed": _("Cho thôi chức vụ"),
    "account.opened": _("Mở tài khoản"),
    "post.added": _("Lập chức vụ"),
    "post.closed": _("Bỏ chức vụ"),
    "body.added": _("Lập cơ quan"),
    "body.moved": _("Chuyển cơ quan về đơn vị mới"),
    "unit.added": _("Lập thôn, bản"),
    "unit.passed_on": _("Sáp nhập, chia tách đơn vị"),
    "unit.marked_remote": _("Ghi là vùng sâu, vùng xa"),
    "return.entered": _("Nhập số liệu"),
    "news.imported": _("Đưa bài cũ vào"),
    "news.published": _("Đăng bài"),
    "news.unpublished": _("Gỡ bài"),
    "news.deleted": _("Xóa bài"),
    "news.kept": _("Sửa album, chuyên mục, liên kết"),
    "news.removed": _("Bỏ chuyên mục, liên kết"),
    "feed.revoked": _("Đổi đường dẫn lịch"),
    "denunciation.entered": _("Niêm phong hồ sơ"),
    "denunciation.not_entered": _("Nhập hồ sơ không thành"),
    "denunciation.opened": _("Mở niêm phong để đọc"),
    "denunciation.file_opened": _("Mở tệp trong niêm phong"),
    "denunciation.refused": _("Mở niêm phong bị từ chối"),
    "denunciation.keys_given": _("Trao khóa hồ sơ"),
    "denunciation.keys_taken": _("Thu khóa hồ sơ"),
    "denunciation.rekeyed": _("Thay khóa hồ sơ"),
    "denunciation.recovered": _("Hội đồng trao lại khóa hồ sơ"),
    "denunciation.published": _("Công khai kết luận"),
    "denunciation.erased": _("Xóa nội dung đã hết hạn lưu"),
    "seal.key_made": _("Lập khóa"),
    "seal.passphrase_wrong": _("Gõ sai cụm mật khẩu"),
    "seal.passphrase_changed": _("Đổi cụm mật khẩu"),
    "seal.board_made": _("Lập khóa khôi phục"),
    "seal.share_opened": _("Xem phần khóa khôi phục"),
    "seal.share_taken": _("Chép phần khóa khôi phục ra giấy"),
    "seal.recovered": _("Hội đồng khôi phục khóa"),
}

SUBJECTS: dict[str, Promise] = {
    "petition": _("Phản ánh"),
    "user": _("Tài khoản"),
    "body": _("Cơ quan"),
    "unit": _("Địa bàn"),
    "return": _("Số liệu"),
    "news": _("Bài"),
    "denunciation": _("Hồ sơ"),
    "signal": _("Cuộc gọi"),
    "board": _("Hội đồng"),
}

FACTS: dict[str, Promise] = {
    "duty": _("việc số"),
    "due_on": _("hạn"),
    "was_due_on": _("hạn trước đó"),
    "to": _("đến"),
    "from": _("từ"),
    "was": _("trước đó"),
    "body": _("cơ quan số"),
    "channel": _("đến bằng"),
    "photos": _("số ảnh"),
    "proof": _("số bằng chứng"),
    "state": _("tình trạng"),
    "outcome": _("kết thúc thế nào"),
    "result": _("kết quả"),
    "rating": _("điểm"),
    "is_late": _("trễ hạn"),
    "is_public": _("công khai"),
    "result_sha256": _("mã băm của kết quả"),
    "proof_sha256": _("mã băm của bằng chứng"),
    "name": _("tên"),
    "title": _("chức danh"),
    "post": _("chức vụ"),
    "role": _("vai trò"),
    "since": _("từ ngày"),
    "until": _("đến ngày"),
    "on": _("ngày"),
    "basis": _("căn cứ"),
    "username": _("tên đăng nhập"),
    "why": _("để làm gì"),
    "epoch": _("lần thay khóa"),
}


def action(key: str) -> Words:
    """Name what was done."""
    return ACTIONS.get(key, key)


def group(key: str) -> Words:
    """Name what kind of act it was."""
    return GROUPS.get(key, key)


def subject(key: str) -> Words:
    """Name the sort of thing it was done to."""
    return SUBJECTS.get(key, key)


def fact(key: str) -> Words:
    """Name a fact that was written down with it."""
    return FACTS.get(key, key)
