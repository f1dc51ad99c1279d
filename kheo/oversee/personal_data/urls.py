"""Addresses of requests about personal data."""

from django.urls import path, register_converter

from kheo.oversee.personal_data.codes import RequestCode
from kheo.oversee.personal_data.views import asking, following, office

register_converter(RequestCode, "data_request_code")

app_name = "personal_data"
urlpatterns = [
    path("", asking.new, name="new"),
    path("tra-cuu/", following.find, name="find"),
    path("theo-doi/<data_request_code:code>/", following.page, name="page"),
    path("theo-doi/<data_request_code:code>/rut/", following.withdraw, name="withdraw"),
    path("lam-viec/", office.desk, name="desk"),
    path("lam-viec/nhap/", office.register, name="register"),
    path("lam-viec/<int:pk>/", office.work, name="work"),
    path("lam-viec/<int:pk>/<slug:act>/", office.act, name="act"),
]
