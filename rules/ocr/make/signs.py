"""Signs of many typefaces, each with what stands beside it, drawn large: what scans are made of."""

import random

import numpy
from PIL import ImageFont

TALL, HEIGHT, WIDTH = 30, 54, 84   # of a digit, and of the picture it stands in
THAI = "๐๑๒๓๔๕๖๗๘๙"
ARABIC = "0123456789"
OTHER = 20    # the class of all that is no digit
CONSONANTS = "กขคฆงจฉชซญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
VOWELS = "ะาเแโใไฤฯๆ"
MARKS = "ิีึื่้์็ัุู"
# Not O, o, l, I: whether such a sign is a digit, only its neighbours tell.
LATIN = "ABCDEFGHJKLMNPRSTUVWXYZabcdefghjkmnpqrstuvwxyz"
POINTS = ".,-/():;\"'%+=*&"
FALLBACK = "/usr/share/fonts/truetype/freefont/FreeSerif.ttf"  # for Thai faces without Latin signs


def put(picture, ink, x, y):
    """Lays `ink` on the picture, its left upper corner at (x, y); what lies outside is lost."""
    top, left = max(-y, 0), max(-x, 0)
    ink = ink[top:max(picture.shape[0] - y, 0), left:max(picture.shape[1] - x, 0)]
    part = picture[y + top:y + top + ink.shape[0], x + left:x + left + ink.shape[1]]
    numpy.maximum(part, ink, out=part)


class Writer:
    """Writes lines in the given faces, sign by sign; the same seed gives the same ones."""

    def __init__(self, faces, seed):
        self.faces, self.dice = faces, random.Random(seed)
        self.fonts, self.kept = {}, {}

    def font(self, path, thai_path):
        """The face in which a Thai digit is TALL, and how it draws what it does not know."""
        if (path, thai_path) not in self.fonts:
            probe = ImageFont.truetype(thai_path, 200, layout_engine=ImageFont.Layout.BASIC)
            box = probe.getbbox("๒")
            size = max(8, round(200 * TALL / max(box[3] - box[1], 1)))
            font = ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)
            self.fonts[path, thai_path] = font, bytes(font.getmask("\uffff"))
        return self.fonts[path, thai_path]

    def sign(self, path, thai_path, text):
        """Its ink, where that stands from the pen, and how far the pen goes; None: not in the face."""
        key = path, thai_path, text
        if key not in self.kept:
            font, unknown = self.font(path, thai_path)
            mask = font.getmask(text, "L")
            ink = numpy.array(mask, numpy.uint8).reshape(mask.size[1], mask.size[0])
            dark = ink > 40
            if bytes(mask) == unknown or not dark.any():
                self.kept[key] = None
            else:
                rows, columns = numpy.flatnonzero(dark.any(1)), numpy.flatnonzero(dark.any(0))
                left, top, _, _ = font.getbbox(text)
                ink = ink[rows[0]:rows[-1] + 1, columns[0]:columns[-1] + 1]
                self.kept[key] = ink, left + columns[0], top + rows[0], font.getlength(text)
        return self.kept[key]

    def text(self):
        """A line as a list of signs."""
        dice = self.dice
        kind = dice.random()
        if kind < 0.28:
            year = "๒๕" + dice.choice("๔๕๖๖๖๗") + dice.choice(THAI)
            return list(dice.choice(["", "ศ.", "ปี", "."]) + year + dice.choice(["", "ก", ")", "-"]))
        if kind < 0.62:
            return dice.choices(THAI, k=dice.randint(1, 6)) + dice.choice([[], [dice.choice(POINTS)]])
        if kind < 0.78:
            return dice.choices(ARABIC + ".,/", [3] * 10 + [1] * 3, k=dice.randint(1, 6))
        if kind < 0.95:
            signs = dice.choices(CONSONANTS * 2 + VOWELS + "าเ" + POINTS, k=6)
            return [sign + dice.choice(MARKS) if sign in CONSONANTS and dice.random() < 0.15 else sign
                    for sign in signs]
        return dice.choices(LATIN + POINTS, k=5)

    def line(self):
        """Pairs (picture, class) of one line's signs; a picture is (2, HEIGHT, WIDTH): the sign in
        the middle, and all beside it."""
        dice = self.dice
        thai_path, latin_path = dice.choice(self.faces)
        if self.sign(latin_path, thai_path, "8") is None:
            latin_path = FALLBACK
        spread, signs, pen = dice.uniform(-0.03, 0.12) * TALL, [], 0.0
        for text in self.text():
            drawn = self.sign(thai_path if text[0] >= "ก" else latin_path, thai_path, text)
            if drawn is None:
                continue
            ink, left, top, length = drawn
            signs.append((text, ink, round(pen + left), top))
            pen += length + spread
        for i, (text, ink, _, _) in enumerate(signs):
            if text in POINTS and dice.random() < 0.6:
                continue
            which = (THAI + ARABIC).find(text) if len(text) == 1 else -1
            which = OTHER if which < 0 else which
            yield self.place(signs, [i]), which
            if which != OTHER and text not in "๐๑0123" and dice.random() < 0.06:  # one cut in two
                at = round(ink.shape[1] * dice.uniform(0.35, 0.65))
                yield self.place(signs, [i], dice.choice([(0, at), (at, ink.shape[1])])), OTHER
            if i + 1 < len(signs) and signs[i + 1][1].shape[1] > 0.3 * TALL and dice.random() < 0.06:
                yield self.place(signs, [i, i + 1]), OTHER  # two taken for one

    @staticmethod
    def place(signs, chosen, part=None):
        """The picture in whose middle the chosen signs stand; of one, only the columns `part`."""
        left = min(signs[i][2] for i in chosen)
        right = max(signs[i][2] + signs[i][1].shape[1] for i in chosen)
        top = min(signs[i][3] for i in chosen)
        bottom = max(signs[i][3] + signs[i][1].shape[0] for i in chosen)
        picture = numpy.zeros((2, HEIGHT, WIDTH), numpy.uint8)
        over, down = WIDTH // 2 - (left + right) // 2, HEIGHT // 2 - (top + bottom) // 2
        for i, (_, ink, x, y) in enumerate(signs):
            if i not in chosen:
                put(picture[1], ink, x + over, y + down)
                continue
            begin, end = part or (0, ink.shape[1])
            put(picture[0], ink[:, begin:end], x + over + begin, y + down)
            put(picture[1], ink[:, :begin], x + over, y + down)
            put(picture[1], ink[:, end:], x + over + end, y + down)
        return picture


def make(faces, count, seed):
    """`count` signs as one array of pictures and one of classes."""
    pictures = numpy.empty((count, 2, HEIGHT, WIDTH), numpy.uint8)
    classes = numpy.empty(count, numpy.int64)
    writer, n = Writer(faces, seed), 0
    while n < count:
        for picture, which in writer.line():
            if n < count and picture[0].any():
                pictures[n], classes[n] = picture, which
                n += 1
    return pictures, classes
