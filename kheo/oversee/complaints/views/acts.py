"""What officers may do with a complaint: each act with its form, its service and its words."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from kheo.oversee.complaints import forms, services


@dataclass(frozen=True)
class Act:
    """One thing an officer may do: its form, its service, and what is said afterwards."""

    form: type[forms.ActForm]
    service: Callable[..., object]
    title: Promise
    done: Promise
    # The service acts upon a part of the complaint that the form names.
    part: str = ""


ACTS: dict[str, Act] = {
    "thu-ly": Act(
        forms.AcceptForm, services.accept, gettext_lazy("Thụ lý"), gettext_lazy("Đã thụ lý.")
    ),
    "khong-thu-ly": Act(
        forms.RefuseForm,
        services.refuse,
        gettext_lazy("Không thụ lý"),
        gettext_lazy("Đã thông báo không thụ lý."),
    ),
    "mo-ta": Act(
        forms.DescribeForm,
        services.describe,
        gettext_lazy("Ghi đủ nội dung đơn"),
        gettext_lazy("Đã ghi nội dung đơn."),
    ),
    "rut": Act(
        forms.EnterWithdrawalForm,
        services.withdraw,
        gettext_lazy("Người khiếu nại rút đơn"),
        gettext_lazy("Đã ghi việc rút đơn."),
    ),
    "giao": Act(
        forms.AssignForm,
        services.assign,
        gettext_lazy("Giao xác minh"),
        gettext_lazy("Đã giao xác minh."),
    ),
    "xac-minh": Act(
        forms.VerifyForm,
        services.verify,
        gettext_lazy("Ghi kết quả xác minh"),
        gettext_lazy("Đã ghi kết quả xác minh."),
    ),
    "moi": Act(
        forms.InviteForm,
        services.invite,
        gettext_lazy("Mời đối thoại"),
        gettext_lazy("Đã mời đối thoại."),
    ),
    "doi-thoai": Act(
        forms.RecordForm,
        services.record,
        gettext_lazy("Ghi biên bản đối thoại"),
        gettext_lazy("Đã ghi biên bản."),
        part="dialogue",
    ),
    "quyet-dinh": Act(
        forms.DecideForm,
        services.decide,
        gettext_lazy("Ra quyết định giải quyết"),
        gettext_lazy("Đã ra quyết định."),
    ),
    "gui": Act(
        forms.SendForm,
        services.send,
        gettext_lazy("Gửi quyết định"),
        gettext_lazy("Đã ghi ngày gửi."),
    ),
    "nhan": Act(
        forms.DeliverForm,
        services.deliver,
        gettext_lazy("Người khiếu nại đã nhận"),
        gettext_lazy("Đã ghi ngày nhận."),
    ),
    "cong-khai": Act(
        forms.PublishForm,
        services.publish,
        gettext_lazy("Công khai quyết định"),
        gettext_lazy("Đã ghi việc công khai."),
    ),
    "viec-thi-hanh": Act(
        forms.OrderForm,
        services.order,
        gettext_lazy("Thêm việc phải thi hành"),
        gettext_lazy("Đã thêm việc phải thi hành."),
    ),
    "thi-hanh": Act(
        forms.CarryOutForm,
        services.carry_out,
        gettext_lazy("Đã thi hành"),
        gettext_lazy("Đã ghi kết quả thi hành."),
        part="execution",
    ),
    "tam-dinh-chi": Act(
        forms.SuspendForm,
        services.suspend,
        gettext_lazy("Tạm đình chỉ"),
        gettext_lazy("Đã tạm đình chỉ."),
    ),
    "giai-quyet-tiep": Act(
        forms.ResumeForm,
        services.resume,
        gettext_lazy("Giải quyết tiếp"),
        gettext_lazy("Đang giải quyết tiếp."),
    ),
    "dinh-chi": Act(
        forms.DiscontinueForm,
        services.discontinue,
        gettext_lazy("Đình chỉ"),
        gettext_lazy("Đã đình chỉ."),
    ),
}
