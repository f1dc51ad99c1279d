"""Addresses of the returns pages."""

from django.urls import path

from kheo.insight.returns import views

app_name = "returns"
urlpatterns = [
    path("nguon/", views.origin, name="origin"),
    path("bao-cao/<int:pk>/", views.return_, name="return"),
    path("o/<int:pk>/", views.cell, name="cell"),
]
