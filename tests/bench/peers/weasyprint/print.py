"""print.py <style> <pages> <output>: tagged PDFs of pages in one process, their faces read once."""
import sys
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

style, pages, output = map(Path, sys.argv[1:])
faces = FontConfiguration()
sheet = CSS(filename=style, font_config=faces)
for page in sorted(pages.iterdir()):
    HTML(filename=page).write_pdf(
        output / f"{page.stem}.pdf", stylesheets=[sheet], font_config=faces, pdf_tags=True
    )
