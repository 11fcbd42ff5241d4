"""Pages of official writing as a scanner delivers them, with what is written on them."""

import io
import random
import re

import numpy
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FALLBACK = "/usr/share/fonts/truetype/freefont/FreeSerif.ttf"  # for faces without Latin signs
MONTHS = ("มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม "
          "พฤศจิกายน ธันวาคม").split()
LINES = """ประกาศองค์การบริหารส่วนตำบลหนองขลา
เรื่อง แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. {year}
ด้วยองค์การบริหารส่วนตำบลหนองขลา ได้จัดทำรายงานผลการดำเนินงาน
ตามแผนพัฒนาท้องถิ่น (พ.ศ. {year} - {year}) ซึ่งสภาท้องถิ่นได้ให้ความเห็นชอบ
ในการประชุมสมัยสามัญ สมัยที่ {n} ประจำปี {year} เมื่อวันที่ {day} {month} {year}
จึงประกาศให้ประชาชนทราบโดยทั่วกัน ดังต่อไปนี้
{n}. รายงานสรุปผลการจัดซื้อจัดจ้างรายเดือน ประจำเดือน{month} พ.ศ. {year}
{n}. รายงานการใช้จ่ายงบประมาณ รอบ {n} เดือน ณ วันที่ {day} {month} {year}
{n}. การเปิดโอกาสให้ประชาชนมีส่วนร่วมในการดำเนินงาน ปี {year}
จำนวนเงินทั้งสิ้น {money} บาท ตามข้อบัญญัติงบประมาณรายจ่าย
หากท่านมีข้อสงสัยโปรดติดต่อกองคลัง โทรศัพท์ {phone} ในวันและเวลาราชการ
ประกาศ ณ วันที่ {day} เดือน {month} พ.ศ. {year}
ลงชื่อ นายสมชาย ใจดี
นายกองค์การบริหารส่วนตำบลหนองขลา""".split("\n")


def to_thai(text):
    return "".join(chr(ord(c) - 48 + 0xE50) if c in "0123456789" else c for c in text)


def writing(dice, thai=True, lines=LINES):
    """The lines of a page with figures drawn by lot, and its years in order, in plain digits."""
    years, out = [], []
    for line in lines:
        while "{" in line:
            start, end = line.index("{"), line.index("}")
            kind = line[start + 1:end]
            if kind == "year":
                figure = str(dice.randint(2560, 2570))
                years.append(figure)
            elif kind == "day":
                figure = str(dice.randint(1, 31))
            elif kind == "month":
                figure = dice.choice(MONTHS)
            elif kind == "money":
                figure = f"{dice.randint(10_000, 9_999_999):,}.{dice.randint(0, 99):02}"
            elif kind == "phone":
                figure = f"0 {dice.randint(3000, 7999)} {dice.randint(3000, 9999)}"
            else:
                figure = str(dice.randint(1, 9))
            line = line[:start] + (to_thai(figure) if thai else figure) + line[end + 1:]
        out.append(line)
    return out, years


def can_draw(font, sign):
    return bytes(font.getmask(sign)) != bytes(font.getmask("\uffff"))


def draw(lines, font_file, points, dpi, margin=0.8, leading=1.6):
    """The lines in black on a white page that just holds them."""
    size = round(points * dpi / 72)
    thai = ImageFont.truetype(font_file, size, layout_engine=ImageFont.Layout.RAQM)
    latin = thai if can_draw(thai, "8") else ImageFont.truetype(
        FALLBACK, round(size * 0.8), layout_engine=ImageFont.Layout.RAQM)
    parts = [[(part, thai if part[0] >= "ก" or part[0] == " " else latin)
              for part in re.findall("[ก-๛]+| +|[^ก-๛ ]+", line)] for line in lines]
    step, edge = round(size * leading), round(margin * dpi)
    width = max(sum(font.getlength(part) for part, font in line) for line in parts)
    page = Image.new("L", (int(width) + 2 * edge, step * len(lines) + 2 * edge), 255)
    pen = ImageDraw.Draw(page)
    for i, line in enumerate(parts):
        x = edge
        for part, font in line:
            pen.text((x, edge + i * step + size), part, 0, font=font, anchor="ls")
            x += font.getlength(part)
    return page


def scan(page, kind, seed):
    """The page as it comes out of a scanner. `kind`: clean, office, fax, worn or poor."""
    if kind == "clean":
        return page
    dice, noise = random.Random(seed), numpy.random.default_rng(seed)
    angle = dice.uniform(-1.5, 1.5) if kind != "office" else dice.uniform(-0.7, 0.7)
    page = page.rotate(angle, Image.BICUBIC, fillcolor=255)
    page = page.filter(ImageFilter.GaussianBlur({"office": 0.5, "fax": 0.4, "worn": 0.7, "poor": 0.9}[kind]))
    grey = numpy.asarray(page, numpy.float32)
    if kind in ("worn", "poor"):
        grey = 235 - (235 - grey) * dice.uniform(0.5, 0.8)
    grey = numpy.clip(grey + noise.normal(0, {"office": 5, "fax": 8, "worn": 14, "poor": 18}[kind],
                                          grey.shape), 0, 255).astype(numpy.uint8)
    if kind == "fax":
        return Image.fromarray(numpy.where(grey < 150, 0, 255).astype(numpy.uint8))
    kept = io.BytesIO()
    Image.fromarray(grey).save(kept, "JPEG", quality={"office": 70, "worn": 40, "poor": 22}[kind])
    return Image.open(kept).convert("L")
