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
    path("duyet/", views.approvals, name="approvals"),
    path("duyet/nhieu/", views.approve_many, name="approve_many"),
    path("bao-cao/<int:pk>/duyet/", views.review, name="review"),
    path("bao-cao/<int:pk>/mo-lai/", views.reopen, name="reopen"),
    path("bao-cao/<int:pk>/o/<str:place>/", views.history, name="history"),
    path("o/<int:pk>/", views.cell, name="cell"),
]
