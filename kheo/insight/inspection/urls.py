"""Addresses of the inspection pages."""

from django.urls import path

from kheo.insight.inspection import views

app_name = "inspection"
urlpatterns = [
    path("", views.index, name="list"),
    path("dong-bang/", views.freeze, name="freeze"),
    path("ban-chot/<int:pk>/", views.snapshot, name="snapshot"),
    path("tat-ca.xlsx", views.workbook, name="workbook"),
    path("tat-ca.docx", views.document, name="document"),
    path("<slug:key>/", views.table, name="table"),
    path("<slug:key>/ban-ghi/", views.rows, name="rows"),
]
