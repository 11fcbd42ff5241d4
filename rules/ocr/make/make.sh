#!/usr/bin/env bash
# Trains the digit net anew and writes it to rules/ocr/digits.net, or to the file named. Takes about
# ten minutes of two cores and a gigabyte. Needs npm and the packages of [ocr] in packaging/packages.txt.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
target=$(realpath -m "${1:-$here/../digits.net}")
export OIT_FONTS=${OIT_FONTS:-$here/../../../build/ocr/fonts}
mkdir -p "$OIT_FONTS"
cd "$OIT_FONTS"
for font in sarabun-5.3.0 ibm-plex-sans-thai-5.3.0 k2d-5.2.8 kanit-5.3.0 prompt-5.3.0 \
  taviraj-5.3.0 bai-jamjuree-5.3.0 fahkwang-5.3.0; do
  name=${font%-*}
  [ ! -d "$name" ] || continue
  npm pack --silent "@fontsource/$name@${font##*-}" >/dev/null
  mkdir "$name.part"
  tar -xzf "fontsource-$font.tgz" -C "$name.part"
  mv "$name.part" "$name"
  rm "fontsource-$font.tgz"
done
OPENBLAS_NUM_THREADS=1 nice -n 19 /usr/bin/python3 "$here/train.py" "$target" \
  --cache "$here/../../../build/ocr/samples"
