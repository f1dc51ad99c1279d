"""Addresses of the returns pages."""

from django.urls import path

from kheo.insight.returns import views
from kheo.insight.returns.views import defining, drafting, rows, standing

app_name = "returns"
urlpatterns = [
    path("nguon/", views.origin, name="origin"),
    path("bao-cao/<int:pk>/", views.return_, name="return"),
    path("bao-cao/<int:pk>/nhap/", views.enter, name="enter"),
    path("bao-cao/<int:pk>/luu/", views.save, name="save"),
    path("bao-cao/<int:pk>/tep-mau.xlsx", views.workbook, name="workbook"),
    path("bao-cao/<int:pk>/tai-len/", views.upload, name="upload"),
    path("bao-cao/<int:pk>/in/", views.paper, name="paper"),
    path("duyet/", views.approvals, name="approvals"),
    path("duyet/nhieu/", views.approve_many, name="approve_many"),
    path("bao-cao/<int:pk>/duyet/", views.review, name="review"),
    path("bao-cao/<int:pk>/mo-lai/", views.reopen, name="reopen"),
    path("bao-cao/<int:pk>/o/<str:place>/", views.history, name="history"),
    path("bieu/", defining.forms, name="forms"),
    path("bieu/moi/", defining.create, name="create"),
    path("bieu/<slug:key>/", defining.form, name="form"),
    path("bieu/<slug:key>/sua/", defining.describe, name="describe"),
    path("bieu/<slug:key>/dung/", defining.use, name="use"),
    path("bieu/<slug:key>/noi-gui/", defining.assign, name="assign"),
    path("bieu/<slug:key>/noi-gui/<int:pk>/thoi/", defining.end_assignment, name="end_assignment"),
    path("bieu/<slug:key>/ban/<int:number>/", defining.version, name="version"),
    path("bieu/<slug:key>/ban-thao/", drafting.draft, name="draft"),
    path("bieu/<slug:key>/ban-thao/phan/", drafting.section, name="draft_new_section"),
    path("bieu/<slug:key>/ban-thao/phan/<slug:part>/", drafting.section, name="draft_section"),
    path("bieu/<slug:key>/ban-thao/cot/", drafting.column, name="draft_new_column"),
    path("bieu/<slug:key>/ban-thao/cot/<slug:name>/", drafting.column, name="draft_column"),
    path("bieu/<slug:key>/ban-thao/chi-so/", rows.pick, name="draft_pick"),
    path("bieu/<slug:key>/ban-thao/chi-so/moi/", rows.name_indicator, name="draft_name"),
    path("bieu/<slug:key>/ban-thao/dong/", rows.new_row, name="draft_new_row"),
    path("bieu/<slug:key>/ban-thao/dong/<slug:name>/", rows.row, name="draft_row"),
    path("bieu/<slug:key>/ban-thao/quy-tac/", drafting.rule, name="draft_new_rule"),
    path("bieu/<slug:key>/ban-thao/quy-tac/thu/", drafting.try_rule, name="draft_try"),
    path("bieu/<slug:key>/ban-thao/quy-tac/<slug:name>/", drafting.rule, name="draft_rule"),
    path("bieu/<slug:key>/ban-thao/sap-xep/", drafting.arrange, name="draft_arrange"),
    path("bieu/<slug:key>/ban-thao/cong-bo/", drafting.publish, name="draft_publish"),
    path("bieu/<slug:key>/ban-thao/bo/", drafting.discard, name="draft_discard"),
    path("cua-toi/", standing.mine, name="mine"),
    path("tinh-hinh/", standing.matrix, name="standing"),
    path("tinh-hinh.csv", standing.sheet, name="standing_sheet"),
    path("o/<int:pk>/", views.cell, name="cell"),
]
