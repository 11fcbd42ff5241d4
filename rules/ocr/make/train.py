#!/usr/bin/env python3
"""Trains the net that tells Thai and Arabic digits from everything else, and writes its weights.

    train.py TARGET [--samples N] [--rounds N] [--cache FOLDER]

A picture of 24 x 24 goes through two layers of convolutions (5 x 5 and 3 x 3, each with step 2) and
two full ones to 21 classes: ten Thai digits, ten Arabic ones, other. The same seed gives the same net
on the same machine. TARGET: "OITDIGIT1\n", then each layer's weights and offsets in turn, as one
float32 (the step) and int16s (steps), little endian.
"""

import argparse
import multiprocessing
import os

import numpy

import fonts
import samples

FIRST, SECOND, THIRD, CLASSES = 24, 48, 128, 21


def patches(pictures, side, step):
    """Every side x side patch at the given step: (n, rows, columns, side * side * channels)."""
    view = numpy.lib.stride_tricks.sliding_window_view(pictures, (side, side), axis=(1, 2))
    view = view[:, ::step, ::step].transpose(0, 1, 2, 4, 5, 3)
    return numpy.ascontiguousarray(view).reshape(*view.shape[:3], -1)


def warp(pictures, dice):
    """Each picture a little stretched, leant and bent: other typefaces' ways with the same signs."""
    n, side = len(pictures), samples.SIDE
    at = (numpy.arange(side, dtype=numpy.float32) - (side - 1) / 2)
    grow = numpy.linspace(0, 2, side, dtype=numpy.float32)
    bend = numpy.stack([numpy.clip(1 - abs(grow - k), 0, 1) for k in range(3)], axis=1)  # side x 3

    def bent():
        grid = dice.normal(0, 0.55, (n, 3, 3)).astype(numpy.float32)
        return numpy.einsum("rk,nkl,cl->nrc", bend, grid, bend)

    def drawn(low, high):
        return dice.uniform(low, high, (n, 1, 1)).astype(numpy.float32)

    rows = at[None, :, None] * drawn(0.92, 1.1) + bent() + (side - 1) / 2
    columns = at[None, None, :] * drawn(0.88, 1.14) + at[None, :, None] * drawn(-0.12, 0.12)
    columns = columns + bent() + (side - 1) / 2
    rows, columns = (numpy.clip(v, 0, side - 1.001) for v in numpy.broadcast_arrays(rows, columns))
    r0, c0 = rows.astype(numpy.int32), columns.astype(numpy.int32)
    fr, fc = (rows - r0).astype(numpy.float32), (columns - c0).astype(numpy.float32)
    flat = pictures.reshape(n, -1)
    first = r0 * side + c0
    pick = [numpy.take_along_axis(flat, (first + step).reshape(n, -1), 1).reshape(n, side, side)
            for step in (0, 1, side, side + 1)]
    return ((pick[0] * (1 - fc) + pick[1] * fc) * (1 - fr) +
            (pick[2] * (1 - fc) + pick[3] * fc) * fr).astype(numpy.float32)


class Net:
    def __init__(self, seed):
        dice = numpy.random.default_rng(seed)
        shapes = [(25, FIRST), (9 * FIRST, SECOND), (16 * SECOND, THIRD), (THIRD, CLASSES)]
        self.layers = []
        for rows, columns in shapes:
            weights = dice.normal(0, numpy.sqrt(2 / rows), (rows, columns))
            self.layers += [weights.astype(numpy.float32), numpy.zeros(columns, numpy.float32)]

    def run(self, pictures):
        """The values of all layers; the last is the classes' logarithms without their sum."""
        w1, b1, w2, b2, w3, b3, w4, b4 = self.layers
        n = len(pictures)
        p1 = patches(pictures[:, :, :, None], 5, 2)
        a1 = numpy.maximum(p1 @ w1 + b1, 0)                      # 10 x 10
        p2 = patches(a1, 3, 2)
        a2 = numpy.maximum(p2 @ w2 + b2, 0)                      # 4 x 4
        flat = a2.reshape(n, -1)
        a3 = numpy.maximum(flat @ w3 + b3, 0)
        return p1, a1, p2, a2, flat, a3, a3 @ w4 + b4

    def chances(self, pictures):
        out = numpy.concatenate([self.run(pictures[i:i + 500])[-1] for i in range(0, len(pictures), 500)])
        out = numpy.exp(out - out.max(axis=1, keepdims=True))
        return out / out.sum(axis=1, keepdims=True)

    def slopes(self, pictures, classes, smoothing, dice):
        w1, b1, w2, b2, w3, b3, w4, b4 = self.layers
        n = len(pictures)
        p1, a1, p2, a2, flat, a3, out = self.run(pictures)
        kept = (dice.random(a3.shape) > 0.2) / 0.8
        a3 = (a3 * kept).astype(numpy.float32)
        out = a3 @ w4 + b4
        chances = numpy.exp(out - out.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        wanted = numpy.full_like(chances, smoothing / CLASSES)
        wanted[numpy.arange(n), classes] += 1 - smoothing
        loss = -(wanted * numpy.log(chances + 1e-9)).sum() / n
        d4 = (chances - wanted) / n
        d3 = (d4 @ w4.T) * (a3 > 0) * kept
        d3 = d3.astype(numpy.float32)
        d2 = ((d3 @ w3.T) * (flat > 0)).reshape(n * 16, SECOND)
        to_patches = (d2 @ w2.T).reshape(n, 4, 4, 3, 3, FIRST)
        d1 = numpy.zeros_like(a1)
        for r in range(3):
            for c in range(3):
                d1[:, r:r + 7:2, c:c + 7:2] += to_patches[:, :, :, r, c]
        d1 = (d1 * (a1 > 0)).reshape(n * 100, FIRST)
        return loss, [p1.reshape(n * 100, -1).T @ d1, d1.sum(0), p2.reshape(n * 16, -1).T @ d2,
                      d2.sum(0), flat.T @ d3, d3.sum(0), a3.T @ d4, d4.sum(0)]

    def save(self, path):
        with open(path, "wb") as out:
            out.write(b"OITDIGIT1\n")
            for layer in self.layers:
                step = numpy.float32(numpy.abs(layer).max() / 32767)
                out.write(step.astype("<f4").tobytes())
                out.write(numpy.round(layer / step).astype("<i2").tobytes())

    @staticmethod
    def load(path):
        net, at = Net(0), 10
        data = open(path, "rb").read()
        for i, layer in enumerate(net.layers):
            step = numpy.frombuffer(data, "<f4", 1, at)
            steps = numpy.frombuffer(data, "<i2", layer.size, at + 4)
            net.layers[i] = (steps.reshape(layer.shape) * step).astype(numpy.float32)
            at += 4 + 2 * layer.size
        return net


def train(pictures, classes, rounds, seed=5):
    net, dice = Net(seed), numpy.random.default_rng(seed)
    means = [numpy.zeros_like(layer) for layer in net.layers]
    squares = [numpy.zeros_like(layer) for layer in net.layers]
    steps, batch, turn = rounds * len(pictures) // 200, 200, 0
    for round_ in range(rounds):
        order, losses = dice.permutation(len(pictures)), []
        for at in range(0, len(order) - batch + 1, batch):
            chosen = order[at:at + batch]
            loss, slopes = net.slopes(warp(pictures[chosen], dice), classes[chosen], 0.01, dice)
            losses.append(loss)
            turn += 1
            rate = 2e-3 * (1 - turn / (steps + 1)) + 1e-6
            for i, slope in enumerate(slopes):
                means[i] += 0.1 * (slope - means[i])
                squares[i] += 0.001 * (slope ** 2 - squares[i])
                net.layers[i] -= (rate * (means[i] / (1 - 0.9 ** turn)) / (
                    numpy.sqrt(squares[i] / (1 - 0.999 ** turn)) + 1e-8)).astype(numpy.float32)
        print(f"round {round_ + 1}: loss {numpy.mean(losses):.4f}", flush=True)
    return net


def part(job):
    families, count, seed, options = job
    faces = [face for family in families for face in fonts.faces(family)]
    return samples.make(faces, count, seed, **options)


def gather(families, count, seed, cache=None, **options):
    """`count` boxes in the faces of `families`, made in eight parts."""
    path = cache and os.path.join(cache, f"{seed}-{count}.npz")
    if path and os.path.exists(path):
        kept = numpy.load(path)
        return kept["pictures"].astype(numpy.float32) / 255, kept["classes"]
    with multiprocessing.Pool() as pool:
        parts = pool.map(part, [(families, count // 8, 1000 * seed + i, options) for i in range(8)], 1)
    pictures, classes = (numpy.concatenate(arrays) for arrays in zip(*parts))
    if path:
        os.makedirs(cache, exist_ok=True)
        numpy.savez(path, pictures=numpy.round(pictures * 255).astype(numpy.uint8), classes=classes)
    return pictures, classes


def tell(net, pictures, classes, limits=(0.5, 0.8, 0.9, 0.95, 0.98, 0.99)):
    chances = net.chances(pictures)
    best, chance = chances.argmax(axis=1), chances.max(axis=1)
    digits = classes < samples.OTHER
    for limit in limits:
        sure = (chance >= limit) & (best < samples.OTHER)
        wrong = sure & (best != classes)
        print(f"  limit {limit}: right {(sure & (best == classes)).sum() / digits.sum():.4f} of digits, "
              f"digits wrong {(wrong & digits).sum()} of {digits.sum()}, "
              f"others wrong {(wrong & ~digits).sum()} of {(~digits).sum()}")
    return chances


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("target")
    options.add_argument("--samples", type=int, default=240000)
    options.add_argument("--rounds", type=int, default=8)
    options.add_argument("--cache")
    given = options.parse_args()
    pictures, classes = gather(fonts.LEARN, given.samples, 1, given.cache)
    print("learning from", numpy.bincount(classes), flush=True)
    net = train(pictures, classes, given.rounds)
    net.save(given.target)
    net = Net.load(given.target)
    hard = ("noise", "harsh jpeg", "motion", "dots", "fade")
    for name, families, seed, damages in (
            ("fonts to choose limits by", fonts.CHOOSE, 2, None),
            ("fonts held back", fonts.JUDGE, 3, None),
            ("fonts and damage held back", fonts.JUDGE, 4, hard)):
        extra = {"damages": damages} if damages else {}
        print(name)
        tell(net, *gather(families, 8000, seed, given.cache, **extra))


if __name__ == "__main__":
    main()
