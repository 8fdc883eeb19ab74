#!/usr/bin/env python3
"""Makes the illustrative attachments of an example from its table of evidence.

Reads FOLDER/minh-chung.csv and writes every file named in the column `tep` that is not yet in
FOLDER/tep: DOCX and PNG with the standard library, PDF through LibreOffice (`soffice`). An existing
file is never touched; a row without a file is left alone. Every file says "TÀI LIỆU MINH HỌA".

    python3 examples/make-attachments.py
    python3 examples/make-attachments.py examples/toi-thieu --body "ỦY BAN NHÂN DÂN|XÃ VÍ DỤ" --place "Ví Dụ"
"""

import argparse
import csv
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib
from pathlib import Path
from xml.sax.saxutils import escape

LABEL = "TÀI LIỆU MINH HỌA"
TYPES = {
    "KH": "KẾ HOẠCH", "BC": "BÁO CÁO", "QĐ": "QUYẾT ĐỊNH", "TB": "THÔNG BÁO", "BB": "BIÊN BẢN", "QC": "QUY CHẾ",
}
STAMP = (1980, 1, 1, 0, 0, 0)

CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONSHIPS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)


def paragraph(text, align="center", bold=False, italic=False, size=13):
    """One paragraph of one run; size in points."""
    face = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    return (
        f'<w:p><w:pPr><w:spacing w:before="60" w:after="60"/><w:jc w:val="{align}"/></w:pPr><w:r><w:rPr>'
        '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
        f'{face}<w:sz w:val="{size * 2}"/><w:lang w:val="vi-VN"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    )


def letterhead(body, symbol, dateline):
    """The two columns above a Vietnamese official document."""
    left = "".join(paragraph(line, bold=True, size=12) for line in body.split("|"))
    right = paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, size=12)
    right += paragraph("Độc lập - Tự do - Hạnh phúc", bold=True)
    if symbol:
        left += paragraph(f"Số: {symbol}")
    if dateline:
        right += paragraph(dateline, italic=True)
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'
        for width, content in ((3500, left), (5571, right))
    )
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="9071" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        '<w:tblGrid><w:gridCol w:w="3500"/><w:gridCol w:w="5571"/></w:tblGrid>'
        f"<w:tr>{cells}</w:tr></w:tbl>"
    )


def date_words(date):
    """`05/03/2023` as the decree writes it: `ngày 05 tháng 3 năm 2023`."""
    day, month, year = (int(part) for part in date.split("/"))
    return f"ngày {day:02} tháng {month:02} năm {year}" if month < 3 else f"ngày {day:02} tháng {month} năm {year}"


def document_xml(row, body, place):
    """The whole document of one row."""
    symbol, date, subject = row["so_ky_hieu"], row["ngay_ban_hanh"], row["trich_yeu"]
    code = re.search(r"/([^/-]+)-", symbol)
    title = TYPES.get(code.group(1)) if code else None
    rest = subject
    if title and subject.upper().startswith(title):
        rest = subject[len(title):].strip()
        rest = rest[:1].upper() + rest[1:]
    leaves = ", ".join(part.strip() for part in row["tieu_chi"].split(";"))
    content = letterhead(body, symbol, f"{place}, {date_words(date)}" if date else "")
    content += paragraph(LABEL, italic=True, size=12)
    content += paragraph(title, bold=True, size=14) + paragraph(rest, bold=True, size=14) if title else paragraph(
        subject.upper(), bold=True, size=14)
    content += paragraph(
        f"{subject}. Văn bản này được soạn làm ví dụ tài liệu kiểm chứng cho chỉ tiêu {leaves}; số, ngày và nội dung "
        "là minh họa, không phải văn bản do cơ quan nào ban hành./.", align="both")
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        f"{content}"
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" '
        'w:left="1701" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def write_docx(path, row, body, place):
    """A minimal DOCX with fixed time stamps: the same row gives the same bytes."""
    parts = (
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", RELATIONSHIPS),
        ("word/document.xml", document_xml(row, body, place)),
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts:
            entry = zipfile.ZipInfo(name, STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, text.encode("utf-8"))


def write_png(path, subject):
    """A plain picture: a board with sheets on a wall; its colour depends on the file's name."""
    width, height = 320, 200
    shade = zlib.crc32(path.name.encode("utf-8"))
    wall = (200 + shade % 40, 200 + shade // 64 % 40, 190 + shade // 4096 % 40)
    board, sheet, ink = (96, 64, 40), (250, 250, 245), (120, 120, 130)
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            colour = wall
            if 30 <= x < 290 and 25 <= y < 165:
                colour = board
                column, line = (x - 42) % 62, (y - 35) % 64
                if 42 <= x < 284 and 35 <= y < 160 and column < 48 and line < 56:
                    colour = ink if line % 8 == 4 and 6 <= column < 42 else sheet
            rows += bytes(colour)

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    words = b"Description\0\0\0vi\0\0" + f"{LABEL}: {subject}".encode("utf-8")
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"iTXt", words)
        + chunk(b"IDAT", zlib.compress(bytes(rows), 9))
        + chunk(b"IEND", b"")
    )


def without_clock(pdf):
    """The same PDF with a fixed creation date and identifier; no byte moves, so its offsets stay right."""
    pdf = re.sub(rb"(/CreationDate\(D:)\d{14}", rb"\g<1>20240101000000", pdf)
    return re.sub(rb"(<|/DocChecksum /)[0-9A-F]{32}\b", lambda found: found.group(1) + b"0" * 32, pdf)


def write_pdfs(wanted, body, place):
    """All PDF files in one run of LibreOffice."""
    soffice = shutil.which("soffice")
    if not soffice:
        sys.exit("soffice (LibreOffice) is needed for: " + ", ".join(path.name for path, _ in wanted))
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        sources = []
        for number, (_, row) in enumerate(wanted):
            source = work / f"{number:03}.docx"
            write_docx(source, row, body, place)
            sources.append(str(source))
        subprocess.run(
            [soffice, f"-env:UserInstallation={(work / 'profile').as_uri()}", "--headless",
             "--convert-to", "pdf", "--outdir", str(work), *sources],
            check=True, stdout=subprocess.DEVNULL,
        )
        for number, (path, _) in enumerate(wanted):
            path.write_bytes(without_clock((work / f"{number:03}.pdf").read_bytes()))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent / "phu-my-2023")
    parser.add_argument("--body", default="ỦY BAN NHÂN DÂN|THỊ TRẤN PHÚ MỸ", help="issuing body, lines separated by |")
    parser.add_argument("--place", default="Phú Mỹ", help="place in the date line")
    arguments = parser.parse_args()

    with open(arguments.folder / "minh-chung.csv", encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    pdfs, made = [], 0
    for row in rows:
        for name in filter(None, (part.strip() for part in row["tep"].split(";"))):
            path = arguments.folder / "tep" / name
            if path.exists():
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            made += 1
            if path.suffix == ".docx":
                write_docx(path, row, arguments.body, arguments.place)
            elif path.suffix == ".png":
                write_png(path, row["trich_yeu"])
            elif path.suffix == ".pdf":
                pdfs.append((path, row))
            else:
                sys.exit(f"cannot make a file of this kind: {name}")
    if pdfs:
        write_pdfs(pdfs, arguments.body, arguments.place)
    print(f"{made} files written")


if __name__ == "__main__":
    main()
