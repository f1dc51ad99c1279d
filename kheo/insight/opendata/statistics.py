"""Writes figures as SDMX: the structure (SDMX-ML 2.1), data as SDMX-ML and as SDMX-CSV 2.0.

Our names hold signs that identifiers of SDMX may not: `.` is written `-`, `=` is `@`, `;` is `$`,
which are in none of ours, so every name can be read back.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.utils import timezone

from kheo.insight.opendata.definition import Dataset

NS = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
AGENCY, STRUCTURE, VERSION = "KHEO", "FIGURES", "1.0"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
DIMENSIONS = ("FREQ", "INDICATOR", "REF_AREA", "BREAKDOWN")
TIME, MEASURE = "TIME_PERIOD", "OBS_VALUE"
ATTRIBUTES = ("OBS_STATUS", "SOURCE")
# By the SDMX code list of observation status: normal, estimated, suppressed.
STATUS = {
    "A": ("Bình thường", "Normal"),
    "E": ("Ước tính", "Estimated"),
    "Q": ("Giấu vì nhóm nhỏ", "Suppressed"),
}
FREQUENCIES = {"A": ("Theo năm", "Annual"), "M": ("Theo tháng", "Monthly")}
SOURCES = {
    "records": ("Đếm từ hồ sơ", "Counted from records"),
    "returns": ("Báo cáo đã duyệt", "Approved returns"),
}
TOTAL = "_T"
CONCEPTS = {
    "FREQ": ("Chu kỳ", "Frequency"),
    "INDICATOR": ("Chỉ số", "Indicator"),
    "REF_AREA": ("Đơn vị", "Reference area"),
    "BREAKDOWN": ("Phân tổ", "Breakdown"),
    "TIME_PERIOD": ("Thời gian", "Time period"),
    "OBS_VALUE": ("Giá trị", "Observation value"),
    "OBS_STATUS": ("Trạng thái", "Observation status"),
    "SOURCE": ("Nguồn", "Source"),
}
Words = tuple[str, str]
_SIGNS = str.maketrans({".": "-", "=": "@", ";": "$"})


@dataclass(frozen=True)
class Codes:
    """The codes of what figures are told of, with their words in both languages."""

    indicators: Mapping[str, Words]
    areas: Mapping[str, Words]
    breakdowns: Mapping[str, Words]

    def lists(self) -> dict[str, Mapping[str, Words]]:
        return {
            "FREQ": FREQUENCIES,
            "INDICATOR": {identifier(code): words for code, words in self.indicators.items()},
            "REF_AREA": self.areas,
            "BREAKDOWN": {identifier(code): words for code, words in self.breakdowns.items()},
            "OBS_STATUS": STATUS,
            "SOURCE": SOURCES,
        }


def identifier(name: str) -> str:
    """Write a name of ours as an identifier of SDMX; the empty breakdown is the total."""
    return name.translate(_SIGNS) or TOTAL


# --- The structure ----------------------------------------------------------------------------


def structure(codes: Codes, made_at: datetime) -> Iterator[str]:
    """Write the code lists, concepts, data structure and the flows of the frequencies."""
    yield f'{HEAD}<mes:Structure xmlns:mes="{NS}/message" xmlns:str="{NS}/structure" '
    yield f'xmlns:com="{NS}/common">\n{_header("STRUCTURE", made_at)}<mes:Structures>\n'
    yield f"<str:Dataflows>{_flow()}</str:Dataflows>\n<str:Codelists>\n"
    for name, words in codes.lists().items():
        yield from _code_list(name, words)
    yield "</str:Codelists>\n<str:Concepts>\n"
    yield f"<str:ConceptScheme {_ids('CONCEPTS')}>{_named(('Khái niệm', 'Concepts'))}\n"
    for name, said in CONCEPTS.items():
        yield f'<str:Concept id="{name}">{_named(said)}</str:Concept>\n'
    yield "</str:ConceptScheme>\n</str:Concepts>\n"
    yield from _definition()
    yield "</mes:Structures>\n</mes:Structure>\n"


def _header(key: str, made_at: datetime) -> str:
    prepared = timezone.localtime(made_at).isoformat(timespec="seconds")
    return (
        f"<mes:Header><mes:ID>{key}</mes:ID><mes:Test>{str(settings.KHEO_DEMO).lower()}</mes:Test>"
        f'<mes:Prepared>{prepared}</mes:Prepared><mes:Sender id="{AGENCY}"/>'
    ) + ("" if key != "STRUCTURE" else "</mes:Header>\n")


def _ids(name: str) -> str:
    return f'id="{name}" agencyID="{AGENCY}" version="{VERSION}" isFinal="false"'


def _named(words: Words) -> str:
    vi, en = (escape(one) for one in words)
    return f'<com:Name xml:lang="vi">{vi}</com:Name><com:Name xml:lang="en">{en}</com:Name>'


def _flow() -> str:
    return (
        f"<str:Dataflow {_ids(STRUCTURE)}>{_named(('Số liệu công khai', 'Public figures'))}"
        f'<str:Structure><Ref id="{STRUCTURE}" version="{VERSION}" agencyID="{AGENCY}" '
        'package="datastructure" class="DataStructure"/></str:Structure></str:Dataflow>'
    )


def _code_list(name: str, words: Mapping[str, Words]) -> Iterator[str]:
    yield f"<str:Codelist {_ids(f'CL_{name}')}>{_named(CONCEPTS[name])}\n"
    for code, said in words.items():
        yield f"<str:Code id={quoteattr(code)}>{_named(said)}</str:Code>\n"
    yield "</str:Codelist>\n"


def _definition() -> Iterator[str]:
    yield f"<str:DataStructures>\n<str:DataStructure {_ids(STRUCTURE)}>"
    yield f"{_named(('Số liệu công khai', 'Public figures'))}\n<str:DataStructureComponents>\n"
    yield '<str:DimensionList id="DimensionDescriptor">\n'
    for place, name in enumerate(DIMENSIONS, 1):
        yield f'<str:Dimension id="{name}" position="{place}">{_concept(name)}{_listed(name)}'
        yield "</str:Dimension>\n"
    yield f'<str:TimeDimension id="{TIME}" position="{len(DIMENSIONS) + 1}">{_concept(TIME)}'
    yield "<str:LocalRepresentation><str:TextFormat textType="
    yield '"ObservationalTimePeriod"/></str:LocalRepresentation></str:TimeDimension>\n'
    yield '</str:DimensionList>\n<str:AttributeList id="AttributeDescriptor">\n'
    for name in ATTRIBUTES:
        yield f'<str:Attribute id="{name}" assignmentStatus="Mandatory">{_concept(name)}'
        yield f"{_listed(name)}<str:AttributeRelationship><str:PrimaryMeasure>"
        yield f'<Ref id="{MEASURE}"/></str:PrimaryMeasure></str:AttributeRelationship>'
        yield "</str:Attribute>\n"
    yield '</str:AttributeList>\n<str:MeasureList id="MeasureDescriptor">'
    yield f'<str:PrimaryMeasure id="{MEASURE}">{_concept(MEASURE)}</str:PrimaryMeasure>'
    yield "</str:MeasureList>\n</str:DataStructureComponents>\n</str:DataStructure>\n"
    yield "</str:DataStructures>\n"


def _concept(name: str) -> str:
    return (
        f'<str:ConceptIdentity><Ref id="{name}" maintainableParentID="CONCEPTS" '
        f'maintainableParentVersion="{VERSION}" agencyID="{AGENCY}" package="conceptscheme" '
        'class="Concept"/></str:ConceptIdentity>'
    )


def _listed(name: str) -> str:
    return (
        f'<str:LocalRepresentation><str:Enumeration><Ref id="CL_{name}" version="{VERSION}" '
        f'agencyID="{AGENCY}" package="codelist" class="Codelist"/></str:Enumeration>'
        "</str:LocalRepresentation>"
    )


# --- The data ---------------------------------------------------------------------------------


def observations(dataset: Dataset, lines: Iterable[Sequence[str]]) -> Iterator[dict[str, str]]:
    """Turn lines of a data set of figures into observations."""
    names = [column.name for column in dataset.columns]
    period = "year" if dataset.frequency == "A" else "month"
    for line in lines:
        said = dict(zip(names, line, strict=True))
        yield {
            "FREQ": dataset.frequency,
            "INDICATOR": identifier(said["indicator"]),
            "REF_AREA": said["area"],
            "BREAKDOWN": identifier(said["breakdown"]),
            TIME: said[period],
            MEASURE: said["value"],
            "OBS_STATUS": _status(said),
            "SOURCE": said["source"],
        }


def _status(said: Mapping[str, str]) -> str:
    if not said["value"]:
        return "Q"
    return "E" if said["is_estimate"] == "true" else "A"


def data_head(made_at: datetime) -> str:
    """Begin a message of data whose observations stand flat below one data set."""
    return (
        f'{HEAD}<mes:StructureSpecificData xmlns:mes="{NS}/message" xmlns:com="{NS}/common" '
        f'xmlns:ss="{NS}/data/structurespecific" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xmlns:ns1="urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure={AGENCY}:{STRUCTURE}'
        f'({VERSION}):ObsLevelDim:AllDimensions">\n{_header("DATA", made_at)}'
        f'<mes:Structure structureID="{STRUCTURE}" dimensionAtObservation="AllDimensions" '
        'namespace="urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure='
        f'{AGENCY}:{STRUCTURE}({VERSION})"><com:Structure><Ref id="{STRUCTURE}" '
        f'agencyID="{AGENCY}" version="{VERSION}" class="DataStructure"/></com:Structure>'
        "</mes:Structure></mes:Header>\n"
        f'<mes:DataSet ss:structureRef="{STRUCTURE}" xsi:type="ns1:DataSetType" '
        'ss:dataScope="DataStructure" action="Replace">\n'
    )


def data_line(observation: Mapping[str, str]) -> str:
    said = " ".join(f"{name}={quoteattr(value)}" for name, value in observation.items() if value)
    return f"<Obs {said}/>\n"


DATA_FOOT = "</mes:DataSet>\n</mes:StructureSpecificData>\n"
CSV_HEAD = ["STRUCTURE", "STRUCTURE_ID", "ACTION", *DIMENSIONS, TIME, MEASURE, *ATTRIBUTES]


def csv_line(observation: Mapping[str, str]) -> list[str]:
    return ["datastructure", f"{AGENCY}:{STRUCTURE}({VERSION})", "R", *observation.values()]
