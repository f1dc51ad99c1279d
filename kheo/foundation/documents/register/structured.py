"""Tells programs what a document is: schema.org Legislation, and a line to cite it by."""

import json
from datetime import date
from typing import Any, Final
from urllib.parse import urljoin

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from kheo.foundation.documents import kinds
from kheo.foundation.documents.models import DocumentRelation, OfficialDocument
from kheo.foundation.vietnamese import dates

_ESCAPES: Final = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
_FORCE: Final = {
    OfficialDocument.State.COMING: "NotInForce",
    OfficialDocument.State.IN_FORCE: "InForce",
    OfficialDocument.State.AMENDED: "PartiallyInForce",
    OfficialDocument.State.ENDED: "NotInForce",
}
_RELATIONS: Final = {
    DocumentRelation.Kind.IMPLEMENTS: "legislationApplies",
    DocumentRelation.Kind.GUIDES: "legislationApplies",
    DocumentRelation.Kind.AMENDS: "legislationChanges",
    DocumentRelation.Kind.REPLACES: "legislationRepeals",
    DocumentRelation.Kind.ANNULS: "legislationRepeals",
    DocumentRelation.Kind.CITES: "citation",
}


def cited(document: OfficialDocument) -> str:
    """Write a document as others cite it, in Vietnamese on every page.

    "Chương trình số 16-CTr/TU ngày 01/8/2013 của Tỉnh ủy Sơn La về …".
    """
    kind = kinds.kinds()[document.kind].vi.capitalize()
    number = f"số {document.numbered}" if document.numbered else ""
    day = f"ngày {dates.write_date(document.issued_on)}"
    by = f"của {document.issuer_name}"
    return " ".join(filter(None, (kind, number, day, by, document.title)))


def legislation(
    document: OfficialDocument, relations: list[DocumentRelation], *, today: date
) -> dict[str, Any]:
    """Describe a public document; relations are those it has to others."""
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": _address(document),
        "url": _address(document),
        "name": cited(document),
        "abstract": document.title,
        "legislationIdentifier": document.numbered,
        "legislationType": kinds.kinds()[document.kind].vi,
        "legislationDate": document.issued_on.isoformat(),
        "legislationDateVersion": _iso(document.in_force_from),
        "legislationLegalForce": f"https://schema.org/{_FORCE[document.state_on(today)]}",
        "legislationPassedBy": {"@type": "GovernmentOrganization", "name": document.issuer_name},
        "legislationJurisdiction": document.unit.full_name if document.unit else "Việt Nam",
        "inLanguage": "vi",
    }
    for relation in relations:
        name = _RELATIONS[DocumentRelation.Kind(relation.kind)]
        one = {"@type": "Legislation", "@id": _address(relation.target)}
        said.setdefault(name, []).append(one | {"name": str(relation.target)})
    return {name: value for name, value in said.items() if value}


def script(said: dict[str, Any]) -> SafeString:
    """Write a description so that nothing in it can end the script element."""
    written = json.dumps(said, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(written)  # noqa: S308 - the three signs that matter in HTML are escaped


def _address(document: OfficialDocument) -> str:
    return urljoin(settings.KHEO_BASE_URL, document.get_absolute_url())


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
