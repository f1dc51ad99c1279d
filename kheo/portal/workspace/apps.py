"""How the desk makes itself known: it reads duties and owns no data."""

from django.apps import AppConfig

from kheo.verbs import Verb


class WorkspaceConfig(AppConfig):
    name = "kheo.portal.workspace"
    label = "workspace"
    verbs = (Verb.CHECK,)
