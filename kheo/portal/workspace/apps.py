"""How the workspace makes itself known to Django."""

from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "kheo.portal.workspace"
    label = "workspace"
