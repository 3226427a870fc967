"""ReportLab with form XObjects: each side laid out once; no shaping, no bidi."""
import json, resource, sys, time
START = time.time()
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas
from reportlab.graphics.barcode.qr import QrCode
from reportlab.lib.utils import simpleSplit

work = json.load(open(sys.argv[1]))
out, count = sys.argv[2], int(sys.argv[3])
WIDTH, HEIGHT = 396, 612
page = canvas.Canvas(out, pagesize=(WIDTH, HEIGHT), pageCompression=0)
known = {}


def font(path):
    if path not in known:
        known[path] = f"F{len(known)}"
        pdfmetrics.registerFont(TTFont(known[path], path))
    return known[path]


def side(design, lines, name):
    page.beginForm(name)
    y = HEIGHT - 32
    for line in lines:
        text = line["text"]
        fonts = work["latin"] if all(ord(c) < 0x250 or 0x2000 <= ord(c) < 0x2070 for c in text) else design
        size = 10 if line["head"] else 8
        face = font(fonts["bold" if line["head"] else "regular"])
        page.setFont(face, size)
        for part in simpleSplit(text, face, size, WIDTH - 48):
            page.drawString(24, y, part)
            y -= size * 1.3
    page.endForm()


for i, design in enumerate(work["designs"]):
    side(design, design["front"], f"front{i}")
    side(design, design["back"], f"back{i}")
each = count // len(work["designs"])
for i, design in enumerate(work["designs"]):
    for piece in range(each):
        page.doForm(f"front{i}")
        page.showPage()
        page.doForm(f"back{i}")
        code = QrCode(f"{work['address']}{i * each + piece + 1:08d}", qrLevel="Q", width=60, height=60, qrBorder=0)
        code.drawOn(page, 310, HEIGHT - 580)
        page.showPage()
page.save()
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(json.dumps({"milliseconds": round((time.time() - START) * 1000), "megabytes": memory}))
