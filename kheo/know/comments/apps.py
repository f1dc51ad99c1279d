"""How comments make themselves known to Django and to the registries below them."""

from django.apps import AppConfig

from kheo.verbs import Verb


class CommentsConfig(AppConfig):
    name = "kheo.know.comments"
    label = "comments"
    verbs = (Verb.KNOW,)
