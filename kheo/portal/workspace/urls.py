"""Addresses of the duty list, one for each tab."""

from django.urls import path

from kheo.portal.workspace import views
from kheo.portal.workspace.queries import Tab

app_name = "workspace"

urlpatterns = [
    path("", views.duties, {"tab": Tab.MINE}, name="mine"),
    path("don-vi/", views.duties, {"tab": Tab.UNIT}, name="unit"),
    path("qua-han/", views.duties, {"tab": Tab.LATE}, name="late"),
    path("tuan-nay/", views.duties, {"tab": Tab.WEEK}, name="week"),
    path("da-xong/", views.duties, {"tab": Tab.DONE}, name="done"),
]
