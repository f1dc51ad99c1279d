"""Thin doors from templates to the published rules and to the redaction layer."""

from django import template

from kheo.foundation.documents import redaction
from kheo.know.comments.rules import rules

register = template.Library()


@register.filter
def rule_words(key: str) -> str:
    """Say a rule in words."""
    return rules().words_of(key)


@register.filter
def for_everybody(words: str) -> str:
    """Take out of an officer's words what must not be published."""
    return redaction.redact(words)
