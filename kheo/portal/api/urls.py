"""Addresses of the doors for programs: their page, Open311, the JSON API, keys and webhooks."""

from django.urls import path, re_path

from kheo.portal.api.rest.door import api
from kheo.portal.api.views import georeport, pages

app_name = "api"
ENDING = r"(?:\.(?P<ending>xml|json))?$"
urlpatterns = [
    path("", pages.page, name="page"),
    path("v1/", api.urls),
    re_path(rf"^georeport/discovery{ENDING}", georeport.discovery, name="discovery"),
    re_path(rf"^georeport/v2/services{ENDING}", georeport.services, name="services"),
    re_path(
        rf"^georeport/v2/services/(?P<code>[^/.]+){ENDING}", georeport.definition, name="definition"
    ),
    re_path(rf"^georeport/v2/requests{ENDING}", georeport.requests, name="requests"),
    re_path(
        rf"^georeport/v2/requests/(?P<code>[^/.]+){ENDING}", georeport.request_of, name="request"
    ),
    re_path(rf"^georeport/v2/tokens/(?P<token>[^/.]+){ENDING}", georeport.token, name="token"),
    re_path(rf"^georeport/v2/servicerequestupdates{ENDING}", georeport.updates, name="updates"),
    path("chuong-trinh/", pages.programs, name="programs"),
    path("chuong-trinh/cho-vao/", pages.admit, name="admit"),
    path("chuong-trinh/<int:pk>/thoi/", pages.dismiss, name="dismiss"),
    path("bao-tin/", pages.subscribe, name="subscribe"),
    path("bao-tin/<int:pk>/", pages.deliveries, name="deliveries"),
    path("bao-tin/<int:pk>/thoi/", pages.unsubscribe, name="unsubscribe"),
]
