"""Addresses of the reports pages."""

from django.urls import path

from kheo.insight.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.index, name="list"),
    path("<slug:key>/", views.detail, name="detail"),
    path("<slug:key>/word/", views.word_file, name="word"),
]
