"""Says what a CSV holds in the words of CSVW (W3C Metadata Vocabulary for Tabular Data)."""

from typing import Any

from kheo.foundation.addresses import absolute
from kheo.insight.opendata.definition import Column, Dataset, Rhythm, Type
from kheo.insight.opendata.licence import licence

CONTEXT = "http://www.w3.org/ns/csvw"
Said = dict[str, Any]
NOTE = (
    "Ô chữ bắt đầu bằng =, +, -, @ có thêm dấu ' ở trước để bảng tính không coi là công thức. "
    "Text cells that begin with =, +, - or @ carry a ' before them."
)


def metadata(dataset: Dataset, name: str, *, month: str = "") -> Said:
    """Describe the table in the file `name` beside which this is read."""
    columns = [
        _column(column, is_left_out=bool(month) and column.may_go) for column in dataset.columns
    ]
    schema: Said = {"columns": columns}
    if dataset.keys:
        schema["primaryKey"] = list(dataset.keys)
    return {
        "@context": [CONTEXT, {"@language": "vi"}],
        "url": name,
        "dc:title": _both(dataset.title.vi, dataset.title.en),
        "dc:description": _both(dataset.about.vi, dataset.about.en),
        "dc:license": {"@id": licence().url},
        "dc:source": {"@id": absolute(dataset.get_absolute_url())},
        "dc:accrualPeriodicity": Rhythm(dataset.rhythm).lower() if not month else "never",
        "rdfs:comment": NOTE,
        "dialect": {"encoding": "utf-8", "delimiter": ",", "quoteChar": '"', "doubleQuote": True,
                    "header": True, "commentPrefix": None, "lineTerminators": ["\r\n", "\n"]},
        "tableSchema": schema,
    }  # fmt: skip


def _column(column: Column, *, is_left_out: bool) -> Said:
    said: Said = {
        "name": column.name,
        "titles": {"vi": [column.name, column.title.vi], "en": [column.name, column.title.en]},
        "datatype": _datatype(column),
    }
    if about := _about(column):
        said["dc:description"] = about
    if column.is_key and column.name not in {"breakdown"} and not is_left_out:
        said["required"] = True
    return said


def _datatype(column: Column) -> str | Said:
    if column.codes:
        return {"base": "string", "format": "|".join(column.codes)}
    if column.type is Type.MOMENT:
        return {"base": "datetime", "format": "yyyy-MM-ddTHH:mm:ssXXX"}
    return str(column.type)


def _about(column: Column) -> str:
    words = [f"{column.about.vi} / {column.about.en}"] if column.about else []
    words += [f"{code}: {meaning}" for code, meaning in column.codes.items()]
    return "; ".join(words)


def _both(vi: str, en: str) -> list[Said]:
    return [{"@value": vi, "@language": "vi"}, {"@value": en, "@language": "en"}]
