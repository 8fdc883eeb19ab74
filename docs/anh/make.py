#!/usr/bin/env python3
"""Makes the pictures of the guide from examples/phu-my-2023.

    cargo build && python3 docs/anh/make.py [--program target/debug/parindex]

Needs Chromium (CHROMIUM, else chromium), LibreOffice (soffice), pdftoppm of Poppler, and Pillow.
The terminal is the program's own coloured output, its codes turned into a page. Days are fixed,
so that the same program gives the same pictures, as far as the fonts of the machine are the same.
"""

import argparse
import html
import os
import pathlib
import re
import subprocess
import tempfile

from PIL import Image, ImageChops

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
EXAMPLE = "examples/phu-my-2023"
COLORS = {"31": "#f14c4c", "32": "#23d18b", "33": "#e5e510", "34": "#3b8eea"}


def run(program, *arguments):
    """What the program prints; a gate that is not met is no fault."""
    done = subprocess.run(
        [program, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode > 1:
        raise SystemExit(done.stderr)
    return done.stdout


def as_page(text):
    """Text with codes for colours (ECMA-48, SGR) as a page that looks like a terminal."""
    out, style = [], {}
    for piece in re.split(r"(\x1b\[[0-9;]*m)", text):
        code = re.fullmatch(r"\x1b\[([0-9;]*)m", piece)
        if not code:
            css = "".join(f"{key}:{value};" for key, value in style.items())
            out.append(f'<span style="{css}">{html.escape(piece)}</span>')
            continue
        codes = code[1].split(";")
        if codes[:2] == ["38", "5"]:
            # The eight first of 256 colours are the plain ones.
            codes = [f"3{int(codes[2]) % 8}"]
        for number in codes:
            if number in ("", "0"):
                style = {}
            elif number == "1":
                style["font-weight"] = "bold"
            elif number == "2":
                style["opacity"] = ".6"
            elif number in ("22", "39"):
                style.pop("font-weight" if number == "22" else "color", None)
                style.pop("opacity" if number == "22" else "color", None)
            elif number in COLORS:
                style["color"] = COLORS[number]
    return (
        "<!doctype html><meta charset=utf-8><style>body{margin:0;background:#0c0c0c;"
        "color:#cccccc}pre{margin:14px;font:14px/1.3 'DejaVu Sans Mono',monospace}</style>"
        f"<pre>C:\\parindex&gt; parindex score {EXAMPLE}\n" + "".join(out) + "</pre>"
    )


def screenshot(page, target, width, height):
    """A picture of a page in Chromium without a window."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                os.environ.get("CHROMIUM", "chromium"),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--disable-background-networking",
                f"--user-data-dir={profile}",
                f"--window-size={width},{height}",
                f"--screenshot={target}",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
        )


def shrink(path, width=None, trim=None):
    """Fewer colours, and the end cut off where there is nothing but the colour `trim`."""
    picture = Image.open(path).convert("RGB")
    if trim is not None:
        found = ImageChops.difference(picture, Image.new("RGB", picture.size, trim)).getbbox()
        right, bottom = found[2] + 14, found[3] + 14
        picture = picture.crop((0, 0, min(right, picture.width), min(bottom, picture.height)))
    if width and picture.width > width:
        height = round(picture.height * width / picture.width)
        picture = picture.resize((width, height), Image.Resampling.LANCZOS)
    picture.quantize(64, dither=Image.Dither.NONE).save(path, optimize=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", default=str(ROOT / "target/debug/parindex"))
    program = str(pathlib.Path(parser.parse_args().program).resolve())
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)

        terminal = folder / "terminal.html"
        text = run(program, "score", EXAMPLE, "-q", "--color", "always")
        terminal.write_text(as_page(text), encoding="utf-8")
        target = HERE / "cua-so-lenh.png"
        screenshot(terminal, target, 1500, 760)
        shrink(target, width=1200, trim=(12, 12, 12))

        result = folder / "ket-qua.html"
        run(program, "score", EXAMPLE, "-q", "-o", str(result))
        target = HERE / "ket-qua-html.png"
        screenshot(result, target, 1100, 1300)
        shrink(target, width=900)

        plan = folder / "ke-hoach.docx"
        run(program, "report", EXAMPLE, "--kind", "plan", "--as-of", "20/08/2024", "-q", "-o", str(plan))
        subprocess.run(
            ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
             "--convert-to", "pdf", "--outdir", str(folder), str(plan)],
            check=True,
            capture_output=True,
        )
        subprocess.run(
            ["pdftoppm", "-png", "-r", "90", "-f", "1", "-l", "2", str(plan.with_suffix(".pdf")), str(folder / "page")],
            check=True,
        )
        pages = [Image.open(path).convert("RGB") for path in sorted(folder.glob("page*.png"))]
        gap = 16
        sheet = Image.new(
            "RGB",
            (sum(page.width for page in pages) + gap * (len(pages) + 1), max(page.height for page in pages) + 2 * gap),
            (200, 200, 200),
        )
        at = gap
        for page in pages:
            sheet.paste(page, (at, gap))
            at += page.width + gap
        target = HERE / "ke-hoach-word.png"
        sheet.save(target)
        shrink(target, width=1200)


if __name__ == "__main__":
    main()
