"""Addresses of stored files."""

from django.urls import path

from kheo.foundation.documents import views

app_name = "documents"
urlpatterns = [path("<uuid:key>/", views.file, name="file")]
