"""Addresses of the desk: the tabs of the duty list, one duty and its acts, the log."""

from django.urls import path

from kheo.portal.workspace import views
from kheo.portal.workspace.queries import Tab

app_name = "workspace"

urlpatterns = [
    path("", views.duties, {"tab": Tab.MINE}, name="mine"),
    path("don-vi/", views.duties, {"tab": Tab.UNIT}, name="unit"),
    path("cho-giao/", views.duties, {"tab": Tab.HEAD}, name="head"),
    path("qua-han/", views.duties, {"tab": Tab.LATE}, name="late"),
    path("tuan-nay/", views.duties, {"tab": Tab.WEEK}, name="week"),
    path("da-xong/", views.duties, {"tab": Tab.DONE}, name="done"),
    path("viec/<int:pk>/", views.duty, name="duty"),
    path("viec/<int:pk>/giao/", views.assign, name="assign"),
    path("viec/<int:pk>/gia-han/", views.extend, name="extend"),
    path("viec/<int:pk>/tam-dung/", views.suspend, name="suspend"),
    path("viec/<int:pk>/tiep-tuc/", views.resume, name="resume"),
    path("viec/<int:pk>/chuyen/", views.hand_over, name="hand_over"),
    path("lich/", views.calendar, name="calendar"),
    path("lich/doi/", views.change_address, name="change_address"),
    path("ke-tuc/", views.heirs, name="heirs"),
    path("ke-tuc/<int:pk>/", views.choose, name="choose_heir"),
    path("nhan-su/", views.people, name="people"),
    path("nhan-su/<int:pk>/", views.leave, name="leave"),
    path("nhat-ky/", views.log, name="log"),
]
