#!/usr/bin/env python3
"""Trains the nets that tell Thai and Arabic digits from everything else, and writes their weights.

    train.py TARGET [--chunks N] [--steps N] [--cache FOLDER]

A picture of 24 x 24 goes through layers of convolutions to 21 classes: ten Thai digits, ten Arabic
ones, other. The quick net has two of them and two full layers, the careful one four and two. Every
number is drawn by lot from a seed; threads may add in another order, so that two runs differ a little.

TARGET: "OITDIGIT2\\n", then the quick net, then the careful one: the number of its layers (a byte), and
of each layer the kernel's side, its step, the rim of zeros, the side of the squares of which the greatest
is kept (four bytes), the outputs (uint16), the weights by row, column, input and output, the offsets; a
list of numbers is one float32 (the step) and int16s (steps). Little endian; a full layer is a kernel as
large as what it is laid on.
"""

import argparse
import multiprocessing
import os
import random
import struct
import zlib

import numpy
import torch
import torch.nn.functional as F
from torch import nn

import fonts
import scans
import signs

CLASSES = 21
PER_CHUNK = 400     # drawn signs of each family; each is scanned twice


class Quick(nn.Sequential):
    def __init__(self):
        super().__init__(
            nn.Conv2d(1, 24, 5, 2), nn.ReLU(), nn.Conv2d(24, 48, 3, 2), nn.ReLU(),
            nn.Conv2d(48, 128, 4), nn.ReLU(), nn.Dropout(0.2), nn.Conv2d(128, CLASSES, 1), nn.Flatten())


class Careful(nn.Sequential):
    def __init__(self):
        layers, inputs = [], 1
        for outputs, kernel, step in ((32, 5, 2), (48, 3, 1), (64, 3, 2), (64, 3, 1)):
            layers += [nn.Conv2d(inputs, outputs, kernel, step, kernel // 2, bias=False),
                       nn.BatchNorm2d(outputs), nn.ReLU()]
            inputs = outputs
        super().__init__(*layers, nn.MaxPool2d(2), nn.Dropout(0.15), nn.Conv2d(inputs, 128, 3), nn.ReLU(),
                         nn.Dropout(0.25), nn.Conv2d(128, CLASSES, 1), nn.Flatten())


def chunk(faces, count, seed, changes=True):
    """Scanned signs, `count` drawn of each family: bytes (n, SIDE, SIDE) and classes."""
    drawn = [signs.make(faces[family], count, seed + zlib.crc32(family.encode())) for family in faces]
    pictures, classes = (numpy.concatenate(arrays) for arrays in zip(*drawn))
    order = numpy.random.default_rng(seed).permutation(len(classes))
    lots, dice, out, which = torch.Generator().manual_seed(seed), random.Random(seed), [], []
    for at in range(0, len(order), 96):
        ink = torch.from_numpy(pictures[order[at:at + 96]]) / 255
        ink = scans.reshape(ink, lots) if changes else ink
        for _ in range(2):
            out.append((scans.scan(ink, lots, dice) * 255).round().byte().numpy())
            which.append(classes[order[at:at + 96]])
    return numpy.concatenate(out), numpy.concatenate(which)


def make_chunk(job):
    path, seed = job
    torch.set_num_threads(1)
    faces = {family: fonts.faces(family, fonts.LEARN_WEIGHTS) for family in fonts.LEARN}
    pictures, classes = chunk(faces, PER_CHUNK, seed)
    numpy.savez(path + ".part.npz", pictures=pictures, classes=classes)
    os.rename(path + ".part.npz", path)


def gather(count, cache):
    """All samples to learn from, made where the cache lacks them."""
    os.makedirs(cache, exist_ok=True)
    paths = [os.path.join(cache, f"{seed}.npz") for seed in range(count)]
    with multiprocessing.Pool() as pool:
        jobs = [(path, seed) for seed, path in enumerate(paths) if not os.path.exists(path)]
        for done, _ in enumerate(pool.imap_unordered(make_chunk, jobs), 1):
            print(f"samples: {done} of {len(jobs)} parts", flush=True)
    kept = [numpy.load(path) for path in paths]
    return (torch.from_numpy(numpy.concatenate([one[name] for one in kept])) for name in ("pictures", "classes"))


def warp(pictures, lots):
    """Each a little moved, leant and bent, so that no sample is seen twice."""
    n = len(pictures)
    change = torch.zeros(n, 2, 3)
    change[:, 0, 0] = torch.exp(torch.randn(n, generator=lots) * 0.04)
    change[:, 1, 1] = torch.exp(torch.randn(n, generator=lots) * 0.03)
    change[:, 0, 1] = torch.randn(n, generator=lots) * 0.04
    change[:, :, 2] = torch.randn(n, 2, generator=lots) * 0.025
    places = F.affine_grid(change, pictures.shape, align_corners=False)
    bend = F.interpolate(torch.randn(n, 2, 4, 4, generator=lots) * 0.022, size=pictures.shape[2:],
                         mode="bicubic", align_corners=True)
    return F.grid_sample(pictures, places + bend.permute(0, 2, 3, 1), align_corners=False)


def train(net, pictures, classes, steps, seed=1, batch=256, rate=3e-3):
    torch.manual_seed(seed)
    lots = torch.Generator().manual_seed(seed)
    better = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=1e-3)
    slower = torch.optim.lr_scheduler.OneCycleLR(better, rate, total_steps=steps, pct_start=0.03, final_div_factor=100)
    order, losses = torch.zeros(0, dtype=torch.long), []
    net.train()
    for step in range(1, steps + 1):
        if len(order) < batch:
            order = torch.randperm(len(classes), generator=lots)
        chosen, order = order[:batch], order[batch:]
        shown = warp(pictures[chosen][:, None] / 255, lots)
        loss = F.cross_entropy(net(shown), classes[chosen], label_smoothing=0.01)
        better.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 2.0)
        better.step()
        slower.step()
        losses.append(loss.item())
        if step % 500 == 0:
            print(f"step {step} of {steps}: loss {numpy.mean(losses[-500:]):.4f}", flush=True)
    return net.eval()


def steps_of(numbers):
    """A list of numbers as the file holds it."""
    numbers = numbers.detach().numpy().astype(numpy.float32).ravel()
    step = numpy.float32(max(numpy.abs(numbers).max(), 1e-9) / 32767)
    return step.astype("<f4").tobytes() + numpy.round(numbers / step).astype("<i2").tobytes()


def packed(net):
    """A net as the file holds it; what batches were evened out by becomes part of the weights."""
    layers, parts = list(net), []
    for i, layer in enumerate(layers):
        if not isinstance(layer, nn.Conv2d):
            continue
        weights, offsets = layer.weight, layer.bias
        after = layers[i + 1] if i + 1 < len(layers) else None
        if isinstance(after, nn.BatchNorm2d):
            share = after.weight / torch.sqrt(after.running_var + after.eps)
            weights, offsets = weights * share[:, None, None, None], after.bias - after.running_mean * share
        pool = 2 if any(isinstance(next_, nn.MaxPool2d) for next_ in layers[i + 1:i + 4]) else 1
        parts.append(struct.pack("<BBBBH", layer.kernel_size[0], layer.stride[0], layer.padding[0], pool,
                                 layer.out_channels)
                     + steps_of(weights.permute(2, 3, 1, 0)) + steps_of(offsets))
    return struct.pack("<B", len(parts)) + b"".join(parts)


def tell(net, pictures, classes, limits=(0.5, 0.8, 0.9, 0.95, 0.98)):
    with torch.no_grad():
        chances = torch.cat([net(part[:, None] / 255).softmax(1) for part in pictures.split(500)])
    chance, best = chances.max(1)
    digits = classes < signs.OTHER
    for limit in limits:
        sure = (chance >= limit) & (best < signs.OTHER)
        print(f"  limit {limit}: right {(sure & (best == classes)).sum() / digits.sum():.4f} of digits, "
              f"digits wrong {(sure & (best != classes) & digits).sum()} of {digits.sum()}, "
              f"others taken for digits {(sure & ~digits).sum()} of {(~digits).sum()}", flush=True)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("target")
    options.add_argument("--chunks", type=int, default=40)
    options.add_argument("--steps", type=int, default=14000, help="of the careful net; the quick one has half")
    options.add_argument("--cache", default="build/ocr/samples")
    given = options.parse_args()
    pictures, classes = gather(given.chunks, given.cache)
    print("learning from", numpy.bincount(classes), flush=True)
    nets = [train(Quick(), pictures, classes, given.steps // 2, rate=2e-3),
            train(Careful(), pictures, classes, given.steps)]
    with open(given.target, "wb") as out:
        out.write(b"OITDIGIT2\n" + b"".join(packed(net) for net in nets))
    for name, families, seed in (("choose the limits by", fonts.CHOOSE, 1000), ("judge by", fonts.JUDGE, 1001)):
        faces = {family: fonts.faces(family) for family in families}
        held = [torch.from_numpy(array) for array in chunk(faces, 2000, seed, changes=False)]
        for kind, net in zip(("quick", "careful"), nets):
            print(f"typefaces to {name}, {kind} net")
            tell(net, *held)


if __name__ == "__main__":
    main()
