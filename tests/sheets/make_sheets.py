#!/usr/bin/env python3
"""Makes the small workbooks of server/paper/testdata/ by hand, as Excel, WPS and LibreOffice write theirs.

    tests/sheets/make_sheets.py           writes them anew (the same bytes each time)
    tests/sheets/make_sheets.py --check   exit 1 when what is there differs

Nothing here is shared with the program that reads them: Python's zipfile packs, the XML is written out below after the
files these programs save. All people are invented.
"""
import io
import pathlib
import sys
import zipfile

TARGET = pathlib.Path(__file__).resolve().parents[2] / "server/paper/testdata"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PKG = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'


def content_types(*sheets: str, extra: str = "") -> str:
    overrides = "".join(f'<Override PartName="/xl/{name}" ContentType="{TYPE}worksheet+xml"/>' for name in sheets)
    return (HEAD + f'<Types xmlns="{PKG}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
            f'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
            f'ContentType="{TYPE}sheet.main+xml"/>{overrides}{extra}</Types>')


def relations(*rows: tuple[str, str, str]) -> str:
    return HEAD + f'<Relationships xmlns="{PKG}/relationships">' + "".join(
        f'<Relationship Id="{rid}" Type="{REL}/{kind}" Target="{target}"/>' for rid, kind, target in rows) + "</Relationships>"


def excel() -> dict[str, str]:
    """Excel 2019: shared strings, rich text with reading aids, styles, hidden row and column, merged cells, errors, a formula."""
    strings = ["姓名", "身份证号", "出生日期", "金额", "比例", "备注", "化名甲", "520422199001011239", " 前后有空白 "]
    items = "".join(f'<si><t{" xml:space=" + chr(34) + "preserve" + chr(34) if s != s.strip() else ""}>{s}</t>'
                    f'<phoneticPr fontId="1" type="noConversion"/></si>' for s in strings)
    items += ('<si><r><rPr><b/><sz val="11"/></rPr><t>富</t></r><r><rPr><color rgb="FFFF0000"/></rPr><t xml:space="preserve">文本 &amp; 两段</t></r>'
              '<rPh sb="0" eb="1"><t>fù</t></rPh><phoneticPr fontId="1"/></si>'
              '<si><t>第一行_x000D_\n第二行</t></si><si><t/></si>')
    sheet = f'''{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{REL}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"><dimension ref="A1:F9"/><sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="14.25" x14ac:dyDescent="0.2"/><cols><col min="1" max="1" width="12" customWidth="1"/><col min="2" max="2" width="20" hidden="1" customWidth="1"/></cols><sheetData>
<row r="1" spans="1:6" x14ac:dyDescent="0.2"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="1" t="s"><v>1</v></c><c r="C1" s="1" t="s"><v>2</v></c><c r="D1" s="1" t="s"><v>3</v></c><c r="E1" s="1" t="s"><v>4</v></c><c r="F1" s="1" t="s"><v>5</v></c></row>
<row r="2" spans="1:6" x14ac:dyDescent="0.2"><c r="A2" t="s"><v>6</v></c><c r="B2" s="2" t="s"><v>7</v></c><c r="C2" s="3"><v>32874</v></c><c r="D2" s="4"><v>1280.5</v></c><c r="E2" s="5"><v>0.125</v></c><c r="F2" t="s"><v>9</v></c></row>
<row r="3" spans="1:6" hidden="1" x14ac:dyDescent="0.2"><c r="A3" t="s"><v>8</v></c><c r="B3"><v>5.2042219900101101E+17</v></c><c r="C3" s="6"><v>46082.354166666664</v></c><c r="D3"><v>1.1000000000000001</v></c><c r="E3"><v>0.30000000000000004</v></c><c r="F3" t="s"><v>10</v></c></row>
<row r="4" spans="1:6" x14ac:dyDescent="0.2"><c r="A4" t="b"><v>1</v></c><c r="B4" t="e"><v>#N/A</v></c><c r="C4" s="7"><v>46082</v></c><c r="D4"><f>SUM(D2:D3)</f><v>1281.5999999999999</v></c><c r="E4" t="str"><f>A2&amp;"户"</f><v>化名甲户</v></c><c r="F4"><f>NOW()</f></c></row>
<row r="6" spans="1:6" x14ac:dyDescent="0.2"><c r="A6" t="s"><v>6</v></c><c r="B6" s="3"/><c r="C6" s="3"><v>60</v></c><c r="D6" s="3"><v>59</v></c><c r="E6" s="3"><v>61</v></c><c r="F6" s="3"><v>-1</v></c></row>
<row r="7" spans="1:6" x14ac:dyDescent="0.2"><c r="A7"><v>7</v></c><c r="B7"><v>8</v></c><c r="C7" s="8"><v>0.35416666666666669</v></c><c r="D7" s="9"><v>46082</v></c><c r="E7" s="10"><v>12</v></c><c r="F7" t="s"><v>11</v></c></row>
<row r="9" spans="1:6" ht="20" customHeight="1" x14ac:dyDescent="0.2"><c r="A9" s="3"/><c r="F9" s="3"/></row></sheetData><mergeCells count="1"><mergeCell ref="A7:B8"/></mergeCells><phoneticPr fontId="1" type="noConversion"/><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/></worksheet>'''
    formats = ['<numFmt numFmtId="43" formatCode="_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * &quot;-&quot;??_ ;_ @_ "/>',
               '<numFmt numFmtId="176" formatCode="0.0%"/>', '<numFmt numFmtId="177" formatCode="yyyy/m/d\\ h:mm;@"/>',
               '<numFmt numFmtId="178" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/>',
               '<numFmt numFmtId="179" formatCode="[$-804]aaaa;@"/>', '<numFmt numFmtId="180" formatCode="0&quot;户&quot;"/>']
    ids = [0, 0, 49, 14, 43, 176, 177, 178, 20, 179, 180]
    styles = (HEAD + f'<styleSheet xmlns="{MAIN}"><numFmts count="{len(formats)}">{"".join(formats)}</numFmts><cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs>'
              f'<cellXfs count="{len(ids)}">' + "".join(f'<xf numFmtId="{i}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' for i in ids)
              + '</cellXfs><dxfs count="1"><dxf><numFmt numFmtId="0" formatCode="yyyy"/></dxf></dxfs></styleSheet>')
    return {
        "[Content_Types].xml": content_types("worksheets/sheet1.xml"),
        "_rels/.rels": relations(("rId3", "extended-properties", "docProps/app.xml"), ("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": HEAD + f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><workbookPr defaultThemeVersion="166925"/><bookViews><workbookView/></bookViews>'
                           '<sheets><sheet name="花名册" sheetId="1" r:id="rId1"/></sheets><calcPr calcId="191029"/></workbook>',
        "xl/_rels/workbook.xml.rels": relations(("rId3", "styles", "styles.xml"), ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId4", "sharedStrings", "sharedStrings.xml")),
        "xl/worksheets/sheet1.xml": sheet,
        "xl/styles.xml": styles,
        "xl/sharedStrings.xml": HEAD + f'<sst xmlns="{MAIN}" count="20" uniqueCount="12">{items}</sst>',
        "docProps/app.xml": HEAD + "<Properties/>",
    }


def wps() -> dict[str, str]:
    """WPS: absolute targets, attributes in its own order, its own namespaces, a hidden sheet, built-in Chinese date formats."""
    sheet = f'''<?xml version="1.0" encoding="UTF-8"?>
<worksheet xmlns="{MAIN}" xmlns:r="{REL}" xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"><sheetPr/><dimension ref="A1:D3"/><sheetData><row r="1" spans="1:4"><c t="s" s="0" r="A1"><v>0</v></c><c t="s" r="B1"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="inlineStr"><is><t>备注</t></is></c></row><row r="2" spans="1:4"><c r="A2" t="s"><v>3</v></c><c r="B2" s="1"><v>46266</v></c><c r="C2" s="2"><v>12</v></c><c r="D2" t="inlineStr"><is><r><t>分两</t></r><r><t>段写</t></r></is></c></row><row r="3" spans="1:4"><c r="A3" s="3"><v>0.5</v></c><c r="B3" s="4"><v>46266</v></c><c r="C3" s="5"><v>46266.75</v></c><c r="D3" s="6"><v>3</v></c></row></sheetData><headerFooter/><extLst><ext uri="{{x}}"><etc:row r="1"><etc:v>9</etc:v></etc:row></ext></extLst></worksheet>'''
    ids = [0, 31, 176, 9, 58, 177, 178]
    styles = (f'<?xml version="1.0" encoding="UTF-8"?>\n<styleSheet xmlns="{MAIN}"><numFmts count="3"><numFmt numFmtId="176" formatCode="0_ "/>'
              '<numFmt numFmtId="177" formatCode="yyyy/m/d h:mm:ss"/><numFmt numFmtId="178" formatCode="0.00_);[Red]\\(0.00\\)"/></numFmts>'
              '<cellXfs count="7">' + "".join(f'<xf numFmtId="{i}"><alignment vertical="center"/></xf>' for i in ids) + "</cellXfs></styleSheet>")
    sheet2 = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'
    return {
        "[Content_Types].xml": content_types("worksheets/sheet1.xml", "worksheets/sheet2.xml"),
        "_rels/.rels": relations(("rId1", "officeDocument", "/xl/workbook.xml")),
        "xl/workbook.xml": f'<?xml version="1.0" encoding="UTF-8"?>\n<workbook xmlns="{MAIN}" xmlns:r="{REL}"><workbookPr/><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/>'
                           '<sheet name="底稿" sheetId="2" state="hidden" r:id="rId2"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(("rId1", "worksheet", "/xl/worksheets/sheet1.xml"), ("rId2", "worksheet", "/xl/worksheets/sheet2.xml"),
                                                ("rId3", "sharedStrings", "/xl/sharedStrings.xml"), ("rId4", "styles", "/xl/styles.xml")),
        "xl/worksheets/sheet1.xml": sheet,
        "xl/worksheets/sheet2.xml": sheet2,
        "xl/styles.xml": styles,
        "xl/sharedStrings.xml": f'<?xml version="1.0" encoding="UTF-8"?>\n<sst xmlns="{MAIN}" count="4" uniqueCount="4"><si><t>村名</t></si><si><t>日期</t></si><si><t>户数</t></si><si><t>塔山社区</t></si></sst>',
    }


def libreoffice() -> dict[str, str]:
    """LibreOffice Calc: explicit t="n", formulas with aca, escaped date format, 1904 as an option."""
    sheet = f'''<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="{MAIN}" xmlns:r="{REL}"><sheetPr filterMode="false"><pageSetUpPr fitToPage="false"/></sheetPr><dimension ref="A1:C2"/><cols><col collapsed="false" customWidth="false" hidden="false" outlineLevel="0" max="1025" min="1" style="0" width="11.52"/></cols><sheetData><row r="1" customFormat="false" ht="12.8" hidden="false" customHeight="false" outlineLevel="0" collapsed="false"><c r="A1" s="0" t="s"><v>0</v></c><c r="B1" s="1" t="n"><v>46266</v></c><c r="C1" s="0" t="n"><f aca="false">1+1</f><v>2</v></c></row><row r="1048576" customFormat="false" ht="12.8" hidden="false"/></sheetData></worksheet>'''
    return {
        "[Content_Types].xml": content_types("worksheets/sheet1.xml"),
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{REL}"><workbookPr backupFile="false" showObjects="all" date1904="false"/><sheets><sheet name="工作表1" sheetId="1" state="visible" r:id="rId2"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(("rId1", "styles", "styles.xml"), ("rId2", "worksheet", "worksheets/sheet1.xml"), ("rId3", "sharedStrings", "sharedStrings.xml")),
        "xl/worksheets/sheet1.xml": sheet,
        "xl/styles.xml": f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="General"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/></numFmts><cellXfs count="2"><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}" count="1" uniqueCount="1"><si><t xml:space="preserve">马场镇</t></si></sst>',
    }


def mac_strict() -> dict[str, str]:
    """Excel for Mac saved as strict Open XML: other namespaces, prefixes, the 1904 date system, ISO dates, no cell references."""
    sheet = (f'{HEAD}<x:worksheet xmlns:x="{STRICT}"><x:sheetData><x:row><x:c s="1"><x:v>44804</x:v></x:c><x:c t="d" s="1"><x:v>2026-09-01T00:00:00</x:v></x:c>'
             '<x:c t="d"><x:v>2026-09-01T08:30:00.000</x:v></x:c></x:row><x:row><x:c s="1"><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>')
    return {
        "[Content_Types].xml": content_types("worksheets/sheet1.xml"),
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")).replace("schemas.openxmlformats.org/officeDocument/2006", "purl.oclc.org/ooxml/officeDocument"),
        "xl/workbook.xml": f'{HEAD}<x:workbook xmlns:x="{STRICT}" xmlns:r="r" conformance="strict"><x:workbookPr date1904="1"/><x:sheets><x:sheet name="S" sheetId="1" r:id="rId1"/></x:sheets></x:workbook>',
        "xl/_rels/workbook.xml.rels": relations(("rId1", "worksheet", "worksheets\\sheet1.xml"), ("rId2", "styles", "./styles.xml")),
        "XL/Worksheets/Sheet1.xml": sheet,
        "xl/styles.xml": f'{HEAD}<x:styleSheet xmlns:x="{STRICT}"><x:cellXfs><x:xf numFmtId="0"/><x:xf numFmtId="14"/></x:cellXfs></x:styleSheet>',
    }


def pack(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def unpack(data: bytes) -> list[tuple[str, bytes]]:
    """What is compared: packed bytes differ between versions of zlib."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [(name, package.read(name)) for name in package.namelist()]


def main() -> int:
    wrong = 0
    for make in (excel, wps, libreoffice, mac_strict):
        path, data = TARGET / f"{make.__name__}.xlsx", pack(make())
        if "--check" in sys.argv:
            if not path.is_file() or unpack(path.read_bytes()) != unpack(data):
                print(f"{path.name}: differs from what this script makes")
                wrong = 1
        else:
            path.write_bytes(data)
    return wrong


sys.exit(main())
