"""Which data sets everybody may download, with their files and checksums."""

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from kheo.insight.opendata import queries
from kheo.portal.api.rest import schemas

router = Router()


@router.get("/datasets", response={200: list[schemas.DatasetOut]}, summary="Open data")
def datasets(request: HttpRequest) -> list[schemas.DatasetOut]:
    """List the data sets; each is described in full at its address and in the DCAT catalogue."""
    return [_out(one) for one in queries.offered()]


def _out(one: queries.Offered) -> schemas.DatasetOut:
    edition = one.edition
    return schemas.DatasetOut(
        key=one.dataset.key,
        title=str(one.dataset.title),
        description=str(one.dataset.about),
        url=one.url,
        rows=edition.rows if edition else None,
        modified=timezone.localtime(edition.made_at) if edition else None,
        files=[
            schemas.DataFileOut(form=file.form, url=file.url, size=file.size, sha256=file.sha256)
            for file in one.files
        ],
    )
