"""Addresses of the denunciations pages; a code is all that ever stands in one."""

from django.urls import path

from kheo.oversee.denunciations.views import keys, office, public, taking_over

app_name = "denunciations"
urlpatterns = [
    path("", public.guide, name="guide"),
    path("goi-lai/", public.signal, name="signal"),
    path("viet/", public.online, name="online"),
    path("ket-luan/", public.conclusions, name="conclusions"),
    path("ket-luan/<uuid:key>/", public.conclusion, name="conclusion"),
    path("ban/", office.desk, name="desk"),
    path("nhap/", office.enter, name="enter"),
    path("goi/<uuid:uid>/", office.take_signal, name="take_signal"),
    path("goi/<uuid:uid>/xong/", office.finish_signal, name="finish_signal"),
    path("chuyen-vao/<int:pk>/", taking_over.take_over, name="take_over"),
    path("ho-so/<str:code>/", office.case, name="case"),
    path("ho-so/<str:code>/tep/", office.file, name="file"),
    path("ho-so/<str:code>/de-xuat-che/", office.propose, name="propose"),
    path("ho-so/<str:code>/<slug:name>/", office.act, name="act"),
    path("khoa/", keys.key, name="key"),
    path("khoa/doi/", keys.change, name="change"),
    path("hoi-dong/", keys.board, name="board"),
    path("hoi-dong/lap/", keys.make_board, name="make_board"),
    path("hoi-dong/phan-khoa/", keys.share, name="share"),
    path("hoi-dong/da-chep/", keys.keep_on_paper, name="keep_on_paper"),
    path("hoi-dong/khoi-phuc/", keys.recover, name="recover"),
]
