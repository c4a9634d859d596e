"""A small OOXML writer: cells, styles, validations and protection as raw XML, so that every detail of a form is ours to choose.

It does not calculate: a formula comes with the value that Excel would have cached. It does not read either.
"""

import io
import math
import re
import zipfile
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
X14_VALIDATIONS = "{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"  # the extension id that Excel writes for dropdowns on another sheet
ZIP_DATE = (2026, 1, 12, 9, 0, 0)
LINE_HEIGHT = 12.75  # of 10 point Arial


@dataclass(frozen=True)
class Style:
    """One cell format; equal ones share an index in styles.xml."""

    bold: bool = False
    italic: bool = False
    size: int = 10
    color: str = "1F2933"
    fill: str = ""
    border: str = ""
    across: str = "left"
    down: str = "center"
    turned: int = 0
    locked: bool = True


def column_name(column):
    name = ""
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(65 + letter) + name
    return name


def position(ref):
    """ "C7" -> (7, 3)"""
    letters, row = re.fullmatch(r"([A-Z]+)([0-9]+)", ref).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(row), column


def corners(area):
    first, _, last = area.partition(":")
    return position(first), position(last or first)


def text_element(tag, text):
    space = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f"<{tag}{space}>{escape(text)}</{tag}>"


class Sheet:
    """One worksheet. `questions` is the truth about it, written down while it is built (see question.py)."""

    def __init__(self, book, name, widths, state="visible", tab="", freeze="", protected=False):
        self.book, self.name, self.widths, self.state = book, name, widths, state
        self.tab, self.freeze, self.protected = tab, freeze, protected
        self.cells, self.merges, self.hidden_rows = {}, [], set()
        self.validations, self.x14_validations, self.conditions, self.questions = [], [], [], []

    def put(self, ref, value=None, style=Style(), formula=None):
        self.cells[position(ref)] = (value, style, formula)

    def row(self, number, values, style=Style()):
        for column, value in enumerate(values, 1):
            self.put(f"{column_name(column)}{number}", value, style)

    def merge(self, area, value=None, style=Style()):
        (top, left), (bottom, right) = corners(area)
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                self.cells[row, column] = (None, style, None)
        self.cells[top, left] = (value, style, None)
        self.merges.append(area)

    def choices(self, area, source):
        """A classic dropdown: the choices themselves, or the range that holds them."""
        formula = source if isinstance(source, str) else '"' + ",".join(source) + '"'
        self.validations.append(
            f'<dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1" sqref="{area}">'
            f"<formula1>{escape(formula)}</formula1></dataValidation>"
        )

    def choices_x14(self, area, source):
        """A dropdown as Excel 2010 and later store it when the list stands on another sheet: in extLst."""
        self.x14_validations.append(
            '<x14:dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1">'
            f"<x14:formula1><xm:f>{escape(source)}</xm:f></x14:formula1><xm:sqref>{area}</xm:sqref></x14:dataValidation>"
        )

    def max_length(self, area, limit):
        error = f"Please use at most {limit} characters."
        self.validations.append(
            '<dataValidation type="textLength" operator="lessThanOrEqual" allowBlank="1" showInputMessage="1" showErrorMessage="1"'
            f' errorTitle="Too long" error="{error}" promptTitle="Length" prompt="{error}" sqref="{area}"><formula1>{limit}</formula1></dataValidation>'
        )

    def colour_when_equal(self, area, colours):
        for word, colour in colours.items():
            rank = len(self.conditions) + 1
            self.conditions.append(
                f'<conditionalFormatting sqref="{area}"><cfRule type="cellIs" dxfId="{self.book.difference(colour)}" priority="{rank}" operator="equal">'
                f'<formula>"{escape(word)}"</formula></cfRule></conditionalFormatting>'
            )

    def last(self):
        return max(row for row, _ in self.cells), max(column for _, column in self.cells)

    def formulas(self):
        return [f"{column_name(column)}{row}" for (row, column), cell in sorted(self.cells.items()) if cell[2]]

    def _height(self, row):
        """The height that the longest wrapped text of the row needs, and whether it must be stored as custom (merged text)."""
        spans = {corners(area)[0]: corners(area)[1] for area in self.merges}
        lines, custom = 1, False
        for (cell_row, column), (value, style, _) in self.cells.items():
            if cell_row != row or not isinstance(value, str) or style.turned:
                continue
            bottom, right = spans.get((row, column), (row, column))
            if bottom > row:
                continue
            width = (sum(self.widths[column - 1 : right]) - 2) * 10 / style.size * 1.1
            needed = sum(max(1, math.ceil(len(line) / width)) for line in value.split("\n")) * style.size / 10
            custom = custom or (right > column and needed > 1)
            lines = max(lines, needed)
        return round(lines * LINE_HEIGHT + 6, 2), custom

    def _cell(self, row, column):
        value, style, formula = self.cells[row, column]
        start = f'<c r="{column_name(column)}{row}" s="{self.book.format(style)}"'
        if formula:
            kind, shown = (' t="str"', escape(value)) if isinstance(value, str) else ("", value)
            return f"{start}{kind}><f>{escape(formula)}</f><v>{shown}</v></c>"
        if value is None:
            return f"{start}/>"
        if not isinstance(value, str):
            return f"{start}><v>{value}</v></c>"
        if self.book.inline_strings:
            return f'{start} t="inlineStr"><is>{text_element("t", value)}</is></c>'
        return f'{start} t="s"><v>{self.book.shared(value)}</v></c>'

    def _row(self, row, columns):
        height, custom = self._height(row)
        flags = ' customHeight="1"' * custom + ' hidden="1"' * (row in self.hidden_rows)
        cells = "".join(self._cell(row, column) for column in sorted(columns))
        return f'<row r="{row}" spans="{min(columns)}:{max(columns)}" ht="{height}"{flags}>{cells}</row>'

    def _view(self):
        selected = ' tabSelected="1"' if self is self.book.sheets[0] else ""
        if not self.freeze:
            return f'<sheetViews><sheetView showGridLines="0"{selected} workbookViewId="0"/></sheetViews>'
        row, column = position(self.freeze)
        split = (f' xSplit="{column - 1}"' if column > 1 else "") + (f' ySplit="{row - 1}"' if row > 1 else "")
        pane = "bottomRight" if column > 1 and row > 1 else "bottomLeft"
        return (
            f'<sheetViews><sheetView showGridLines="0"{selected} workbookViewId="0"><pane{split} topLeftCell="{self.freeze}" activePane="{pane}"'
            f' state="frozen"/><selection pane="{pane}" activeCell="{self.freeze}" sqref="{self.freeze}"/></sheetView></sheetViews>'
        )

    def xml(self):
        rows = {}
        for row, column in self.cells:
            rows.setdefault(row, []).append(column)
        data = "".join(self._row(row, rows[row]) for row in sorted(rows))
        bottom, right = self.last()
        tab = f'<tabColor rgb="FF{self.tab}"/>' if self.tab else ""
        columns = "".join(f'<col min="{i}" max="{i}" width="{width}" customWidth="1"/>' for i, width in enumerate(self.widths, 1))
        parts = [
            f'{DECLARATION}<worksheet xmlns="{MAIN}" xmlns:r="{RELS}">',
            f'<sheetPr>{tab}<pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:{column_name(right)}{bottom}"/>',
            f'{self._view()}<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>{data}</sheetData>',
            '<sheetProtection sheet="1" objects="1" scenarios="1"/>' if self.protected else "",
        ]
        if self.merges:
            merged = "".join(f'<mergeCell ref="{area}"/>' for area in self.merges)
            parts.append(f'<mergeCells count="{len(self.merges)}">{merged}</mergeCells>')
        parts += self.conditions
        if self.validations:
            parts.append(f'<dataValidations count="{len(self.validations)}">{"".join(self.validations)}</dataValidations>')
        parts.append('<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>')
        parts.append('<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>')
        if self.x14_validations:
            parts.append(
                f'<extLst><ext uri="{X14_VALIDATIONS}" xmlns:x14="{X14}"><x14:dataValidations count="{len(self.x14_validations)}" xmlns:xm="{XM}">'
                f"{''.join(self.x14_validations)}</x14:dataValidations></ext></extLst>"
            )
        return "".join(parts) + "</worksheet>"


class Book:
    """One workbook: its sheets, and what they share."""

    def __init__(self, title, author, created, inline_strings=False, macro=None):
        self.title, self.author, self.created = title, author, created
        self.inline_strings, self.macro = inline_strings, macro
        self.sheets, self.names, self.strings, self.uses = [], [], {}, 0
        self.formats, self.differences = [Style()], []

    def sheet(self, name, widths, **options):
        self.sheets.append(Sheet(self, name, widths, **options))
        return self.sheets[-1]

    def define(self, name, area):
        self.names.append((f'name="{name}"', area))

    def repeat_rows(self, sheet, rows):
        """The rows that are printed on top of every page of the sheet."""
        attributes = f'name="_xlnm.Print_Titles" localSheetId="{self.sheets.index(sheet)}"'
        self.names.append((attributes, f"'{sheet.name}'!{rows}"))

    def format(self, style):
        if style not in self.formats:
            self.formats.append(style)
        return self.formats.index(style)

    def difference(self, colour):
        if colour not in self.differences:
            self.differences.append(colour)
        return self.differences.index(colour)

    def shared(self, text):
        self.uses += 1
        return self.strings.setdefault(text, len(self.strings))

    def _styles(self):
        fonts, fills, borders, formats = [], ["", "gray125"], [], []

        def index(known, item):
            if item not in known:
                known.append(item)
            return known.index(item)

        for style in self.formats:
            font = "<b/>" * style.bold + "<i/>" * style.italic + f'<sz val="{style.size}"/><color rgb="FF{style.color}"/><name val="Arial"/><family val="2"/>'
            ids = index(fonts, font), index(fills, style.fill), index(borders, style.border)
            indent = ' indent="1"' if style.across == "left" else ""
            turned = f' textRotation="{style.turned}"' if style.turned else ""
            formats.append(
                f'<xf numFmtId="0" fontId="{ids[0]}" fillId="{ids[1]}" borderId="{ids[2]}" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"'
                f' applyProtection="1"><alignment horizontal="{style.across}" vertical="{style.down}"{turned}{indent} wrapText="1"/>'
                f'<protection locked="{int(style.locked)}"/></xf>'
            )

        def fill(colour):
            if not colour or colour == "gray125":
                return f'<fill><patternFill patternType="{colour or "none"}"/></fill>'
            return f'<fill><patternFill patternType="solid"><fgColor rgb="FF{colour}"/><bgColor indexed="64"/></patternFill></fill>'

        def border(colour):
            line = f' style="thin"><color rgb="FF{colour}"/></' if colour else ""
            sides = (f"<{side}{line}{side}>" if colour else f"<{side}/>" for side in ("left", "right", "top", "bottom"))
            return f"<border>{''.join(sides)}<diagonal/></border>"

        def group(tag, items):
            return f'<{tag} count="{len(items)}">{"".join(items)}</{tag}>' if items else ""

        return (
            f'{DECLARATION}<styleSheet xmlns="{MAIN}">'
            + group("fonts", [f"<font>{font}</font>" for font in fonts])
            + group("fills", [fill(colour) for colour in fills])
            + group("borders", [border(colour) for colour in borders])
            + '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            + group("cellXfs", formats)
            + '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
            + group("dxfs", [f'<dxf><fill><patternFill><bgColor rgb="FF{colour}"/></patternFill></fill></dxf>' for colour in self.differences])
            + "</styleSheet>"
        )

    def _workbook(self):
        sheets = "".join(
            f'<sheet name={quoteattr(sheet.name)} sheetId="{i}"{"" if sheet.state == "visible" else f" state={quoteattr(sheet.state)}"} r:id="rId{i}"/>'
            for i, sheet in enumerate(self.sheets, 1)
        )
        names = "".join(f"<definedName {attributes}>{escape(area)}</definedName>" for attributes, area in self.names)
        return (
            f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><workbookPr defaultThemeVersion="124226"/>'
            f'<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="28800" windowHeight="15000"/></bookViews><sheets>{sheets}</sheets>'
            + (f"<definedNames>{names}</definedNames>" if names else "")
            + '<calcPr calcId="191029"/></workbook>'
        )

    def _calc_chain(self):
        cells = [f'<c r="{ref}" i="{i}"/>' for i, sheet in enumerate(self.sheets, 1) for ref in sheet.formulas()]
        return f'{DECLARATION}<calcChain xmlns="{MAIN}">{"".join(cells)}</calcChain>' if cells else ""

    def _shared_strings(self):
        items = "".join(f"<si>{text_element('t', text)}</si>" for text in self.strings)
        return f'{DECLARATION}<sst xmlns="{MAIN}" count="{self.uses}" uniqueCount="{len(self.strings)}">{items}</sst>'

    def _core(self):
        stamp = "".join(f'<dcterms:{kind} xsi:type="dcterms:W3CDTF">{self.created}</dcterms:{kind}>' for kind in ("created", "modified"))
        return (
            f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
            ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{escape(self.title)}</dc:title><dc:creator>{escape(self.author)}</dc:creator>{stamp}</cp:coreProperties>"
        )

    def parts(self):
        """Part name -> (content, content type or None, relationship kind or None), in the order they are stored."""
        kind = "application/vnd.ms-excel.sheet.macroEnabled.main+xml" if self.macro else f"{SHEET_TYPE}.sheet.main+xml"
        sheets = {f"xl/worksheets/sheet{i}.xml": (sheet.xml(), f"{SHEET_TYPE}.worksheet+xml", "worksheet") for i, sheet in enumerate(self.sheets, 1)}
        parts = {"xl/workbook.xml": (self._workbook(), kind, None), **sheets}
        parts["xl/styles.xml"] = (self._styles(), f"{SHEET_TYPE}.styles+xml", "styles")
        if self.strings:
            parts["xl/sharedStrings.xml"] = (self._shared_strings(), f"{SHEET_TYPE}.sharedStrings+xml", "sharedStrings")
        if chain := self._calc_chain():
            parts["xl/calcChain.xml"] = (chain, f"{SHEET_TYPE}.calcChain+xml", "calcChain")
        if self.macro:
            parts["xl/vbaProject.bin"] = (self.macro, "application/vnd.ms-office.vbaProject", "vbaProject")
        parts["docProps/core.xml"] = (self._core(), "application/vnd.openxmlformats-package.core-properties+xml", None)
        return parts

    def package(self):
        """The whole file; the same input gives the same bytes with the same zlib."""
        parts = self.parts()
        inside = [name for name, (_, _, kind) in parts.items() if kind]
        entries = {
            "[Content_Types].xml": content_types(parts),
            "_rels/.rels": relationships(
                [(f"{RELS}/officeDocument", "xl/workbook.xml"), (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")]
            ),
            "xl/_rels/workbook.xml.rels": relationships([(relationship(parts[name][2]), name.removeprefix("xl/")) for name in inside]),
            **{name: content for name, (content, _, _) in parts.items()},
        }
        return zipped(entries)


def relationship(kind):
    return "http://schemas.microsoft.com/office/2006/relationships/vbaProject" if kind == "vbaProject" else f"{RELS}/{kind}"


def relationships(targets):
    items = "".join(f'<Relationship Id="rId{i}" Type="{kind}" Target="{target}"/>' for i, (kind, target) in enumerate(targets, 1))
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{items}</Relationships>'


def content_types(parts):
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, (_, kind, _) in parts.items())
    defaults = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    return f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">{defaults}{overrides}</Types>'


def zipped(entries):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in entries.items():
            entry = zipfile.ZipInfo(name, ZIP_DATE)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(entry, content)
    return buffer.getvalue()
