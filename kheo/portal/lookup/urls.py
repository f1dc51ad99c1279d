"""The address of the search."""

from django.urls import path

from kheo.portal.lookup import views

app_name = "lookup"

urlpatterns = [path("", views.search, name="search")]
