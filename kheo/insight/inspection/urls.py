"""Addresses of the inspection pages."""

from django.urls import URLPattern

app_name = "inspection"
urlpatterns: list[URLPattern] = []
