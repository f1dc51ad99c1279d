"""Tells programs what a document is: schema.org Legislation, and a line to cite it by."""

from datetime import date
from typing import Any, Final

from kheo.foundation import structured
from kheo.foundation.addresses import absolute
from kheo.foundation.documents import kinds
from kheo.foundation.documents.models import DocumentRelation, OfficialDocument
from kheo.foundation.vietnamese import dates

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


def described(
    document: OfficialDocument, relations: list[DocumentRelation], *, today: date
) -> dict[str, Any]:
    """Describe a public document; relations are those it has to others."""
    said = structured.legislation(
        address=document.get_absolute_url(),
        title=cited(document),
        teaser=document.title,
        number=document.numbered,
        kind=kinds.kinds()[document.kind].vi,
        issued_on=document.issued_on,
        in_force_from=document.in_force_from,
        force=_FORCE[document.state_on(today)],
        issuer=document.issuer_name,
        place=document.unit.full_name if document.unit else "Việt Nam",
    )
    for relation in relations:
        name = _RELATIONS[DocumentRelation.Kind(relation.kind)]
        address = absolute(relation.target.get_absolute_url())
        one = {"@type": "Legislation", "@id": address, "name": str(relation.target)}
        said.setdefault(name, []).append(one)
    return said
