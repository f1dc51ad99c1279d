"""Addresses of workplaces."""

from django.urls import URLPattern

app_name = "workplaces"
urlpatterns: list[URLPattern] = []
