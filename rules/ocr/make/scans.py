"""What becomes of drawn signs in other typefaces' hands, in scanners, copiers and JPEG; many at once.

Pictures are torch tensors (n, rows, columns); ink is 0 to 1, grey 0 (black) to 255. `dice` is a
random.Random for what a whole batch shares, `lots` a torch.Generator for what each sign has its own of.
"""

import math

import torch
import torch.nn.functional as F

from signs import TALL

SIDE, INNER = 24, 20     # of the picture a net is shown; of the sign's longer side in it
DPI = 200                # at which the program draws a page, whatever it was scanned at

# JPEG's table for brightness at quality 50 (ITU-T T.81, annex K), and its cosine transform.
STEPS = torch.tensor([
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55,
    14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
    18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92,
    49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99.]).reshape(8, 8)
WAVES = torch.cos((2 * torch.arange(8.)[None] + 1) * torch.arange(8.)[:, None] * math.pi / 16) / 2
WAVES[0] /= math.sqrt(2)


def between(lots, n, low, high, dims=2):
    """One number for each of n pictures, of `dims` more dimensions."""
    return torch.rand((n,) + (1,) * dims, generator=lots) * (high - low) + low


def sometimes(lots, n, share, value, otherwise):
    return torch.where(torch.rand((n, 1, 1), generator=lots) < share, value, torch.tensor(otherwise))


def reshape(ink, lots):
    """Other typefaces' ways with the same signs: strokes, widths, slants, bends. (n, 2, rows, columns)"""
    n, _, height, width = ink.shape
    third = n // 3
    ink = ink.clone()
    fine, bold, black = ink[:third], ink[third:2 * third], ink[third:third + third // 3]
    fine += (-F.max_pool2d(-fine, 3, 1, 1) - fine) * between(lots, third, 0.1, 0.6, 3)
    bold += (F.max_pool2d(bold, 3, 1, 1) - bold) * between(lots, third, 0.1, 1, 3)
    black += (F.max_pool2d(black, 3, 1, 1) - black) * between(lots, third // 3, 0, 0.8, 3)
    wide = torch.exp(torch.randn((n, 1, 1), generator=lots) * 0.10)
    tall = torch.exp(torch.randn((n, 1, 1), generator=lots) * 0.03)
    slant = torch.randn((n, 1, 1), generator=lots) * 0.08
    turn = torch.randn((n, 1, 1), generator=lots) * 0.02
    bend = torch.randn((n, 2, 6, 9), generator=lots) * between(lots, n, 0, 1.1, 3)
    bend = F.interpolate(bend, size=(height, width), mode="bicubic", align_corners=True)
    y = (torch.arange(height) - (height - 1) / 2)[None, :, None]
    x = (torch.arange(width) - (width - 1) / 2)[None, None, :]
    from_x = x / wide + (slant + turn) * y + bend[:, 0] + between(lots, n, -1, 1)
    from_y = y / tall - turn * x + bend[:, 1] + between(lots, n, -1, 1)
    return F.grid_sample(ink, torch.stack([from_x * 2 / width, from_y * 2 / height], -1), align_corners=False)


def blur(pictures, sigma):
    reach = max(1, round(3 * sigma))
    weights = torch.exp(-torch.arange(-reach, reach + 1.) ** 2 / (2 * sigma * sigma))
    weights /= weights.sum()
    pictures = F.pad(pictures[:, None], (reach,) * 4, mode="replicate")
    return F.conv2d(F.conv2d(pictures, weights.view(1, 1, 1, -1)), weights.view(1, 1, -1, 1))[:, 0]


def jpeg(grey, quality):
    """What JPEG leaves of grey pictures; quality: (n, 1, 1), 1 to 100."""
    n, height, width = grey.shape
    grey = F.pad(grey[:, None], (0, -width % 8, 0, -height % 8), mode="replicate")[:, 0] - 128
    blocks = grey.reshape(n, grey.shape[1] // 8, 8, grey.shape[2] // 8, 8).transpose(2, 3)
    scale = torch.where(quality < 50, 5000 / quality, 200 - 2 * quality) / 100
    steps = (STEPS * scale).clamp(min=1)[:, None, None]
    blocks = WAVES.T @ (torch.round(WAVES @ blocks @ WAVES.T / steps) * steps) @ WAVES
    return (blocks.transpose(2, 3).reshape(grey.shape)[:, :height, :width] + 128).clamp(0, 255)


def resize(pictures, share):
    """Pictures of any number of channels, each side `share` as long."""
    size = [max(8, round(side * share)) for side in pictures.shape[2:]]
    if share < 1:
        return F.interpolate(pictures, size=size, mode="area")
    return F.interpolate(pictures, size=size, mode="bilinear", align_corners=False)


def scan(ink, lots, dice):
    """Drawn signs (n, 2, rows, columns) as the net is shown them: (n, SIDE, SIDE), ink 1."""
    n, dpi = len(ink), dice.choice([150, 200, 200, 300])
    tall = 9 * (36 / 9) ** dice.random()                # of a digit, in pixels of the page as drawn
    ink = resize(ink, tall * dpi / DPI / TALL)
    sign, grey = ink[:, 0], 255 * (1 - ink.amax(1))
    if dice.random() < 0.75:
        sigma = dice.uniform(0.25, 1)
        sign, grey = blur(sign, sigma), blur(grey, sigma)
    if dice.random() < 0.1:                             # moved while it was scanned
        grey = (grey + torch.roll(grey, 1, 2)) / 2
    grey = 255 - (255 - grey) * sometimes(lots, n, 0.5, between(lots, n, 0.35, 0.95), 1.)
    shade = sometimes(lots, n, 0.3, between(lots, n, -60, 60), 0.)
    grey = grey - shade * torch.linspace(-0.5, 0.5, grey.shape[2]) - shade.abs() / 4
    grain = sometimes(lots, n, 0.7, between(lots, n, 2, 22), 0.)
    grey = (grey + grain * torch.randn(grey.shape, generator=lots)).clamp(0, 255)
    if dice.random() < 0.08:                            # dust
        speck = torch.rand(grey.shape, generator=lots)
        grey = grey.masked_fill(speck < 0.01, 0).masked_fill(speck > 0.99, 255)
    if dice.random() < 0.55:
        grey = jpeg(grey, between(lots, n, 18, 85))
    if dice.random() < 0.25:                            # black and white only
        low, high = grey.amin((1, 2), True), grey.amax((1, 2), True)
        grey = 255. * (grey >= low + (high - low) * between(lots, n, 0.4, 0.7))
    if dpi != DPI:
        sign, grey = resize(torch.stack([sign, grey], 1), DPI / dpi).unbind(1)
    return cut(grey, find(sign, lots))


def find(sign, lots):
    """The boxes of signs, as rough as patches of ink are: (n, 4) of left, top, right, bottom."""
    n, height, width = sign.shape
    dark = sign > 0.45 * sign.amax((1, 2), True)
    columns, rows = dark.any(1).float(), dark.any(2).float()
    left, top = columns.argmax(1), rows.argmax(1)
    right, bottom = width - columns.flip(1).argmax(1), height - rows.flip(1).argmax(1)
    reach = 0.6 + 0.03 * (bottom - top)

    def moved(edge, low, high):
        return edge + torch.round((low + torch.rand(n, generator=lots) * (high - low)) * reach)

    left, top = moved(left, -1.3, 0.9).clamp(min=0), moved(top, -1.3, 0.9).clamp(min=0)
    right = torch.maximum(moved(right, -0.9, 1.3).clamp(max=width), left + 2)
    bottom = torch.maximum(moved(bottom, -0.9, 1.3).clamp(max=height), top + 3)
    return torch.stack([left, top, right, bottom], 1)


def cut(grey, boxes):
    """What stands in the boxes, as draw() in src/doc/digit_net.cc cuts it out."""
    height, width = grey.shape[1:]
    left, top, right, bottom = boxes[:, :, None, None].unbind(1)
    x, y = torch.arange(width)[None, None], torch.arange(height)[None, :, None]
    inside = (x >= left) & (x < right) & (y >= top) & (y < bottom)
    low = grey.masked_fill(~inside, 255).amin((1, 2), True)
    high = grey.masked_fill(~inside, 0).amax((1, 2), True)
    ink = ((high - grey) / (high - low).clamp(min=1)).masked_fill(~inside, 0)
    at = ((torch.arange(2 * SIDE) + 0.5) / 2 - SIDE / 2) * torch.maximum(right - left, bottom - top) / INNER
    from_x, from_y = torch.broadcast_tensors(at + (left + right) / 2, at.transpose(1, 2) + (top + bottom) / 2)
    places = torch.stack([from_x * 2 / width - 1, from_y * 2 / height - 1], -1)
    return F.avg_pool2d(F.grid_sample(ink[:, None], places, align_corners=False), 2)[:, 0]
