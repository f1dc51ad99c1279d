"""Turns a finished CSV into Parquet, row group by row group, in a process of its own.

The library weighs some eighty megabytes; no web process and not even the worker carries it. Started
as `python -m kheo.insight.opendata.parquet SOURCE TARGET` with the schema on standard input.
"""

import json
import sys
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

BLOCK = 4 * 1024 * 1024
ROW_GROUP = 65_536
TYPES: dict[str, Any] = {
    "string": pa.string(),
    "integer": pa.int64(),
    # As many decimals as `writing` writes at most.
    "decimal": pa.decimal128(24, 8),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "datetime": pa.timestamp("s", tz="+07:00"),
    "anyURI": pa.string(),
}
# What `writing` put before texts that begin like a formula.
ADDED = "^'('*[=+\\-@\t])"


def main(source: str, target: str, said: dict[str, Any]) -> None:
    """Write one file; it is whole when this ends without an error."""
    columns = said["columns"]
    schema = pa.schema(
        [_field(column) for column in columns],
        metadata={key: str(value) for key, value in said["metadata"].items()},
    )
    texts = {column["name"] for column in columns if column["type"] == "string"}
    with pyarrow.parquet.ParquetWriter(target, schema, compression="zstd") as writer:
        for batch in _batches(source, schema, len(columns)):
            cells = [
                pc.replace_substring_regex(batch[name], ADDED, r"\1") if name in texts
                else batch[name]
                for name in schema.names
            ]  # fmt: skip
            table = pa.table(cells, schema=schema)
            writer.write_table(table, row_group_size=ROW_GROUP)


def _field(column: dict[str, str]) -> Any:
    return pa.field(column["name"], TYPES[column["type"]], metadata={"title": column["title"]})


def _batches(source: str, schema: Any, width: int) -> Iterator[Any]:
    with pyarrow.csv.open_csv(
        source,
        read_options=pyarrow.csv.ReadOptions(use_threads=False, block_size=BLOCK),
        parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=dict(zip(schema.names, schema.types, strict=True)),
            null_values=[""],
            true_values=["true"],
            false_values=["false"],
            strings_can_be_null=True,
        ),
    ) as reader:
        yield from reader


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], json.load(sys.stdin))
