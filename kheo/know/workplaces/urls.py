"""Addresses of democracy at workplaces."""

from django.urls import path

from kheo.know.workplaces.views import office, public

app_name = "workplaces"
urlpatterns = [
    path("", public.summary, name="summary"),
    path("lam-viec/", office.desk, name="desk"),
    path("lam-viec/xuat/", office.export, name="export"),
    path("lam-viec/them/", office.add, name="add"),
    path("lam-viec/<int:pk>/", office.workplace, name="workplace"),
    path("lam-viec/<int:pk>/<slug:act>/", office.act, name="act"),
]
