"""Addresses of open data; they never change, so that a citation stays."""

from django.urls import path, re_path

from kheo.insight.opendata.views import files, machines, pages

app_name = "opendata"
_KEY, _MONTH, _NAME = r"(?P<key>[a-z0-9-]+)", r"(?P<month>\d{4}-\d{2})", r"(?P<name>[a-z0-9.-]+)"

urlpatterns = [
    path("", pages.catalogue, name="catalogue"),
    path("catalog.ttl", machines.turtle, name="turtle"),
    path("catalog.jsonld", machines.json_ld, name="json_ld"),
    path("sdmx/structure.xml", machines.structure, name="structure"),
    re_path(rf"^{_KEY}/$", pages.dataset, name="dataset"),
    re_path(rf"^{_KEY}/hien-nay\.csv$", files.live, name="live"),
    re_path(rf"^{_KEY}/{_MONTH}/$", pages.version, name="version"),
    re_path(rf"^{_KEY}/{_MONTH}/{_NAME}$", files.fixed, name="fixed"),
    re_path(rf"^{_KEY}/{_NAME}$", files.file, name="file"),
]
