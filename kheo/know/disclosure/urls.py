"""Addresses of disclosure."""

from django.urls import path

from kheo.know.disclosure.views import acting, naming, office, overview, papers, public

app_name = "disclosure"
urlpatterns = [
    path("", overview.matrix, name="matrix"),
    path("bang.csv", overview.matrix_sheet, name="matrix_sheet"),
    path("lam-viec/", office.desk, name="desk"),
    path("lam-viec/don-vi/<int:pk>/", office.unit, name="office"),
    path("lam-viec/co-quan/<int:body>/khong-co/", acting.lack, name="lack"),
    path("lam-viec/khong-co/<int:pk>/het/", acting.end_lack, name="end_lack"),
    path("lam-viec/co-quan/<int:body>/<slug:list_key>/<slug:item>/", office.record, name="record"),
    path("lam-viec/noi-dung/<int:pk>/", office.work, name="work"),
    path("lam-viec/noi-dung/<int:pk>/van-ban/", office.describe, name="describe"),
    path("lam-viec/noi-dung/<int:pk>/dang/", acting.publish, name="publish"),
    path("lam-viec/noi-dung/<int:pk>/noi/", acting.show, name="show"),
    path("lam-viec/noi-dung/<int:pk>/rut/", acting.withdraw, name="withdraw"),
    path("lam-viec/lan/<int:pk>/bang-chung/", acting.prove, name="prove"),
    path("lam-viec/lan/<int:pk>/dinh-chinh/", acting.correct, name="correct"),
    path("lam-viec/lan/<int:pk>/rut/", acting.withdraw_act, name="withdraw_act"),
    path("lam-viec/noi-dung/<int:pk>/ten/", naming.names, name="names"),
    path("lam-viec/noi-dung/<int:pk>/ten/<int:number>/", naming.line, name="name_line"),
    path("lam-viec/noi-dung/<int:pk>/ten/<int:number>/bo/", naming.remove_line, name="remove_line"),
    path("lam-viec/noi-dung/<int:pk>/giay/", papers.papers, name="papers"),
    path("lam-viec/noi-dung/<int:pk>/giay/niem-yet/", papers.board, name="board"),
    path("lam-viec/noi-dung/<int:pk>/giay/niem-yet.pdf", papers.board_pdf, name="board_pdf"),
    path("lam-viec/noi-dung/<int:pk>/giay/loa/", papers.loud, name="loud"),
    path("t/<int:pk>/", papers.short, name="short"),
    path("<str:code>/", public.unit, name="unit"),
    path("<str:code>/da-het/", public.history, name="history"),
    path("<str:code>/muc/<slug:item>/", public.item, name="item"),
    path("<str:code>/<int:pk>/", public.publication, name="publication"),
]
