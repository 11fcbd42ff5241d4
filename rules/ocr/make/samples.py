"""Makes boxes with one sign each, as a scan shows them: lines of text are drawn, damaged and cut."""

import io
import random

import numpy
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

SIDE = 24     # of the picture a net is shown
INNER = 20    # the sign's longer side in it
THAI = "๐๑๒๓๔๕๖๗๘๙"
ARABIC = "0123456789"
OTHER = 20    # the class of all that is no digit
CONSONANTS = "กขคฆงจฉชซญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
VOWELS = "ะาเแโใไฤฯๆ"
# Not O, o, l, I: whether such a sign is a digit, only its neighbours tell.
LATIN = "ABCDEFGHJKLMNPRSTUVWXYZabcdefghjkmnpqrstuvwxyz"
SIGNS = ".,-/():;\"'%+=*&"
FALLBACK = "/usr/share/fonts/truetype/freefont/FreeSerif.ttf"  # for Thai faces without Latin signs
YEARS = ["๒๕" + a + b for a in "๔๕๖๗" for b in THAI]


def cut(grey, box):
    """The sign in `box` (left, top, right, bottom; half-open) of a grey page as SIDE x SIDE, ink 1."""
    left, top, right, bottom = box
    part = grey[top:bottom, left:right].astype(numpy.float32)
    low, high = part.min(), part.max()
    ink = (high - part) / max(high - low, 1.0)
    height, width = ink.shape
    scale = max(height, width) / INNER
    at = (numpy.arange(2 * SIDE, dtype=numpy.float32) + 0.5) / 2 - SIDE / 2
    rows, columns = at * scale + height / 2 - 0.5, at * scale + width / 2 - 0.5
    framed = numpy.zeros((height + 2, width + 2), numpy.float32)  # nothing beyond the box
    framed[1:-1, 1:-1] = ink
    r, c = numpy.clip(rows + 1, 0, height + 0.999), numpy.clip(columns + 1, 0, width + 0.999)
    r0, c0 = r.astype(int), c.astype(int)
    fr, fc = (r - r0)[:, None], (c - c0)[None, :]
    upper = framed[r0][:, c0] * (1 - fc) + framed[r0][:, c0 + 1] * fc
    lower = framed[r0 + 1][:, c0] * (1 - fc) + framed[r0 + 1][:, c0 + 1] * fc
    fine = upper * (1 - fr) + lower * fr
    return fine.reshape(SIDE, 2, SIDE, 2).mean(axis=(1, 3))


class Scanner:
    """Draws lines in the given faces and damages them; the same seed gives the same boxes."""

    def __init__(self, faces, seed, damages=("noise", "jpeg", "binary", "fade", "uneven")):
        self.faces, self.damages = faces, damages
        self.dice = random.Random(seed)
        self.noise = numpy.random.default_rng(seed)
        self.fonts = {}

    def font(self, path, size):
        key = (path, size)
        if key not in self.fonts:
            self.fonts[key] = ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)
        return self.fonts[key]

    def has(self, path, sign):
        """Whether the face can draw it: what it cannot draw all looks the same."""
        font = self.font(path, 48)
        return bytes(font.getmask(sign)) != bytes(font.getmask("\uffff"))

    def text(self):
        dice = self.dice
        kind = dice.random()
        if kind < 0.2:
            return dice.choice(["", "ศ.", "ปี", "."]) + dice.choice(YEARS) + dice.choice(["", " ", ")"])
        if kind < 0.45:
            return "".join(dice.choices(THAI, k=dice.randint(1, 7)))
        if kind < 0.68:
            return "".join(dice.choices(ARABIC + ".,/", [3] * 10 + [1] * 3, k=dice.randint(1, 7)))
        if kind < 0.9:
            return "".join(dice.choices(CONSONANTS + VOWELS + "าเ" + SIGNS, k=7))
        return "".join(dice.choices(LATIN + SIGNS, k=6))

    def thicken(self, page):
        size = self.dice.choice([0, 0, 0, 1, 1, -1])
        if size > 0:
            return page.filter(ImageFilter.MinFilter(3))
        return page.filter(ImageFilter.MaxFilter(3)) if size < 0 else page

    def damage(self, page):
        dice = self.dice
        if "motion" in self.damages and dice.random() < 0.5:
            page = Image.blend(page, ImageChops.offset(page, dice.choice([-1, 1]), 0), 0.5)
        grey = numpy.asarray(page, numpy.float32)
        if "fade" in self.damages and dice.random() < 0.5:
            grey = 255 - (255 - grey) * dice.uniform(0.35, 0.9)
        if "uneven" in self.damages and dice.random() < 0.3:
            grey = grey - numpy.linspace(0, dice.uniform(-60, 60), grey.shape[1])[None, :] - 20
        if "noise" in self.damages and dice.random() < 0.7:
            grey = grey + self.noise.normal(0, dice.uniform(2, 22), grey.shape)
        grey = numpy.clip(grey, 0, 255)
        if "dots" in self.damages and dice.random() < 0.6:
            hit = self.noise.random(grey.shape)
            grey = numpy.where(hit < 0.012, 0, numpy.where(hit > 0.988, 255, grey))
        grey = grey.astype(numpy.uint8)
        low = "harsh jpeg" in self.damages
        if low or ("jpeg" in self.damages and dice.random() < 0.5):
            kept = io.BytesIO()
            quality = dice.randint(10, 20) if low else dice.randint(22, 80)
            Image.fromarray(grey).save(kept, "JPEG", quality=quality)
            grey = numpy.asarray(Image.open(kept))
        if "binary" in self.damages and dice.random() < 0.3:
            high, dark = float(grey.max()), float(grey.min())
            grey = numpy.where(grey < dark + (high - dark) * dice.uniform(0.4, 0.7), 0, 255)
        return grey.astype(numpy.uint8)

    def line(self):
        """A grey line of text and its signs with their boxes."""
        dice = self.dice
        thai_path, latin_path = dice.choice(self.faces)
        latin_path = latin_path if self.has(latin_path, "8") else FALLBACK
        height = int(9 * (42 / 9) ** dice.random())       # of a digit, in pixels of the scan
        fine = 3 if height < 16 else 2                     # drawn so much larger
        font = self.font(thai_path, 100)
        tall = font.getbbox("๒")[3] - font.getbbox("๒")[1]
        size = max(8, round(height * fine * 100 / max(tall, 1) / 4) * 4)
        thai, latin = self.font(thai_path, size), self.font(latin_path, size)
        text = "".join(sign for sign in self.text() if sign < "ก" or self.has(thai_path, sign))
        spread, margin, signs = dice.uniform(-0.02, 0.12) * size, size, []
        width = int(2 * margin + sum(size + spread for _ in text))
        page = Image.new("L", (width, 3 * size), 255)
        draw, x = ImageDraw.Draw(page), float(margin)
        for sign in text:
            used = thai if sign >= "ก" else latin
            if sign != " ":
                box = used.getbbox(sign)
                draw.text((x, margin), sign, 0, font=used)
                signs.append((sign, (x + box[0], margin + box[1], x + box[2], margin + box[3])))
            x += used.getlength(sign) + spread
        page = page.crop((0, 0, int(x + margin), page.height))
        page = self.thicken(page)
        angle = dice.uniform(-2, 2)
        middle = (page.width / 2, page.height / 2)
        turned = page.rotate(angle, Image.BILINEAR, fillcolor=255)
        turned = turned.filter(ImageFilter.GaussianBlur(fine * dice.uniform(0.1, 0.75)))
        small = turned.resize((page.width // fine, page.height // fine), Image.BOX)
        sin, cos = numpy.sin(numpy.radians(angle)), numpy.cos(numpy.radians(angle))

        def place(box):
            across, down = (box[0] + box[2]) / 2 - middle[0], (box[1] + box[3]) / 2 - middle[1]
            x, y = middle[0] + across * cos + down * sin, middle[1] - across * sin + down * cos
            half_w, half_h = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
            return tuple(v / fine for v in (x - half_w, y - half_h, x + half_w, y + half_h))

        return self.damage(small), [(sign, place(box)) for sign, box in signs]

    def jitter(self, box, shape):
        """The box as a segmentation finds it; None when nothing is left of it."""
        reach = 0.6 + 0.03 * (box[3] - box[1])
        left, top = (int(numpy.floor(v + self.dice.uniform(-reach, reach * 0.7))) for v in box[:2])
        right, bottom = (int(numpy.ceil(v + self.dice.uniform(-reach * 0.7, reach))) for v in box[2:])
        left, top = max(left, 0), max(top, 0)
        right, bottom = min(right, shape[1]), min(bottom, shape[0])
        return (left, top, right, bottom) if right - left > 1 and bottom - top > 2 else None

    def boxes(self):
        """Endless (picture, class)."""
        while True:
            grey, signs = self.line()
            found = []
            for i, (sign, box) in enumerate(signs):
                at = (THAI + ARABIC).find(sign)
                found.append((box, at if at >= 0 else OTHER))
                if at >= 0 and self.dice.random() < 0.1:  # a sign cut in two
                    middle = box[0] + (box[2] - box[0]) * self.dice.uniform(0.35, 0.65)
                    half = (box[0], box[1], middle, box[3]) if self.dice.random() < 0.5 else (
                        middle, box[1], box[2], box[3])
                    if sign not in "๐๑0123" or "๑" == sign:
                        found.append((half, OTHER))
                if i + 1 < len(signs) and self.dice.random() < 0.12:  # two signs taken for one
                    after = signs[i + 1][1]
                    if after[2] - after[0] > 0.3 * (after[3] - after[1]):
                        found.append(((box[0], min(box[1], after[1]), after[2], max(box[3], after[3])),
                                      OTHER))
            for box, which in found:
                box = self.jitter(box, grey.shape)
                if box is not None:
                    yield cut(grey, box), which


def make(faces, count, seed, **options):
    """`count` boxes as one array of pictures and one of classes."""
    pictures = numpy.empty((count, SIDE, SIDE), numpy.float32)
    classes = numpy.empty(count, numpy.int64)
    for i, (picture, which) in zip(range(count), Scanner(faces, seed, **options).boxes()):
        pictures[i], classes[i] = picture, which
    return pictures, classes
