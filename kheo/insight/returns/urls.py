"""Addresses of the returns pages."""

from django.urls import path

from kheo.insight.returns import views

app_name = "returns"
urlpatterns = [
    path("nguon/", views.origin, name="origin"),
    path("bao-cao/<int:pk>/", views.return_, name="return"),
    path("bao-cao/<int:pk>/nhap/", views.enter, name="enter"),
    path("bao-cao/<int:pk>/luu/", views.save, name="save"),
    path("bao-cao/<int:pk>/tep-mau.xlsx", views.workbook, name="workbook"),
    path("bao-cao/<int:pk>/tai-len/", views.upload, name="upload"),
    path("bao-cao/<int:pk>/in/", views.paper, name="paper"),
    path("o/<int:pk>/", views.cell, name="cell"),
]
