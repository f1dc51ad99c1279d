"""Addresses of the complaints pages."""

from django.urls import path, register_converter

from kheo.oversee.complaints.views import following, office, places, sending, working


class CodeConverter:
    """A tracking code in an address, in either case."""

    regex = "[A-Za-z]{1,6}-[0-9]{2}-[0-9]{5,9}"

    def to_python(self, value: str) -> str:
        return value.upper()

    def to_url(self, value: str) -> str:
        return value


register_converter(CodeConverter, "complaint_code")

app_name = "complaints"
urlpatterns = [
    path("", office.desk, name="desk"),
    path("gui/", sending.new, name="new"),
    path("nhap-don/", office.register, name="register"),
    path("vung-sau-vung-xa/", places.remote, name="remote"),
    path("xu-ly/<int:pk>/", working.work, name="work"),
    path("xu-ly/<int:pk>/<slug:act>/", working.act, name="act"),
    path("<complaint_code:code>/lan-hai/", following.again, name="again"),
    path("<complaint_code:code>/rut/", following.withdraw, name="withdraw"),
]
