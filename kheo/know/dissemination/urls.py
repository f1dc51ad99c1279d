"""Addresses of dissemination."""

from django.urls import path

from kheo.know.dissemination.views import desk, driving, lists, public, signing

app_name = "dissemination"
urlpatterns = [
    path("", public.list_conferences, name="conferences"),
    path("lich.ics", public.feed, name="feed"),
    path("hoi-nghi/<int:pk>/", public.conference, name="conference"),
    path("hoi-nghi/<int:pk>/lich.ics", public.feed, name="conference_feed"),
    path("hoi-nghi/<int:pk>/vao/", signing.sign_in, name="sign_in"),
    path("hoi-nghi/<int:pk>/vao/xong/", signing.signed, name="signed"),
    path("tuyen-truyen-vien/", public.coverage, name="coverage"),
    path("tuyen-truyen-vien/<str:code>/", public.commune, name="commune"),
    path("dot/", public.list_campaigns, name="campaigns"),
    path("dot/<int:pk>/", public.campaign, name="campaign"),
    path("lam-viec/", desk.desk, name="desk"),
    path("lam-viec/them/", desk.add, name="add"),
    path("lam-viec/hoi-nghi/<int:pk>/", desk.work, name="work"),
    path("lam-viec/hoi-nghi/<int:pk>/sua/", desk.edit, name="edit"),
    path("lam-viec/hoi-nghi/<int:pk>/cua/", desk.show_door, name="door"),
    path("lam-viec/hoi-nghi/<int:pk>/diem-danh/", desk.export, name="names"),
    path("lam-viec/hoi-nghi/<int:pk>/<slug:act>/", desk.act, name="act"),
    path("lam-viec/xa/<str:code>/", lists.roll, name="roll"),
    path("lam-viec/xa/<str:code>/them/", lists.enlist, name="enlist"),
    path("lam-viec/xa/<str:code>/tap-huan/", lists.train, name="train"),
    path("lam-viec/xa/<str:code>/xuat/", lists.export, name="roll_export"),
    path("lam-viec/nguoi/<int:pk>/thoi/", lists.retire, name="retire"),
    path("lam-viec/nguoi/<int:pk>/neu-ten/", lists.agree, name="agree"),
    path("lam-viec/dot/them/", driving.open_campaign, name="open_campaign"),
    path("lam-viec/dot/<int:pk>/", driving.campaign_work, name="campaign_work"),
    path("lam-viec/dot/<int:pk>/xuat/", driving.export, name="campaign_export"),
    path("lam-viec/dot/so-nguoi/<int:pk>/gach/", driving.strike, name="strike"),
]
