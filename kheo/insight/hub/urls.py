"""Addresses of the hub's pages."""

from django.urls import path

from kheo.insight.hub import views

app_name = "hub"
urlpatterns = [
    path("", views.all_provinces, name="all"),
    path("<slug:code>/", views.province, name="province"),
]
