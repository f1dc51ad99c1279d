"""Every address of the house, by room."""

from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("", include("kheo.portal.home.urls")),
    path("giao-dien/", include("kheo.portal.theme.urls")),
    path("tim/", include("kheo.portal.lookup.urls")),
    path("ban-lam-viec/", include("kheo.portal.workspace.urls")),
    path("phan-anh/", include("kheo.oversee.petitions.urls")),
    path("khieu-nai/", include("kheo.oversee.complaints.urls")),
    path("to-cao/", include("kheo.oversee.denunciations.urls")),
    path("tiep-cong-dan/", include("kheo.oversee.receptions.urls")),
    path("buoc-tiep/", include("kheo.journeys.urls")),
    path("du-lieu-ca-nhan/", include("kheo.oversee.personal_data.urls")),
    path("cong-khai/", include("kheo.know.disclosure.urls")),
    path("tuyen-truyen/", include("kheo.know.dissemination.urls")),
    path("dan-chu-noi-lam-viec/", include("kheo.know.workplaces.urls")),
    path("toa-soan/", include("kheo.know.newsroom.urls")),
    path("binh-luan/", include("kheo.know.comments.urls")),
    path("api/", include("kheo.portal.api.urls")),
    path("don-vi/", include("kheo.foundation.units.urls")),
    path("viec/", include("kheo.foundation.duties.urls")),
    path("tep/", include("kheo.foundation.documents.urls")),
    path("van-ban/", include("kheo.foundation.documents.register.urls")),
    path("so-lieu/", include("kheo.insight.returns.urls")),
    path("bao-cao/", include("kheo.insight.reports.urls")),
    path("soat-so-lieu/", include("kheo.insight.checks.urls")),
    path("chi-tieu/", include("kheo.insight.targets.urls")),
    path("bang-tong-hop/", include("kheo.insight.dashboards.urls")),
    path("du-lieu-mo/", include("kheo.insight.opendata.urls")),
    path("toan-quoc/", include("kheo.insight.hub.urls")),
    path("bieu-thanh-tra/", include("kheo.insight.inspection.urls")),
    path("tai-khoan/", include("allauth.urls")),
    # One door only: the editor's own sign-in would ask for no second factor.
    path("bien-tap/login/", RedirectView.as_view(pattern_name="account_login")),
    path("bien-tap/password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
    path("bien-tap/", include(wagtailadmin_urls)),
    path("tin/", include("kheo.know.news.urls")),
    path("tin/", include(wagtail_urls)),
]
handler404 = "kheo.portal.theme.views.not_found"
handler403 = "kheo.portal.theme.views.forbidden"
handler500 = "kheo.portal.theme.views.broken"
