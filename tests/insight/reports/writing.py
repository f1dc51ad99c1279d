"""Small Word templates for tests, as an officer would type them."""

from io import BytesIO

from docx import Document


def template(*paragraphs, table=None, header=""):
    """Return a .docx with these paragraphs; `table` is rows of cells."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        made = document.add_table(rows=0, cols=len(table[0]))
        for row in table:
            for cell, text in zip(made.add_row().cells, row, strict=True):
                cell.text = text
    if header:
        document.sections[0].header.paragraphs[0].text = header
    return saved(document)


def saved(document):
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def lines(data):
    """Return the words of the paragraphs and of the cells of a .docx."""
    document = Document(BytesIO(data))
    said = [one.text for one in document.paragraphs]
    cells = [[c.text for c in row.cells] for table in document.tables for row in table.rows]
    return said, cells
