#!/usr/bin/env bash
# Trains the digit nets anew and writes them to rules/ocr/digits.net, or to the file named. Takes about
# three quarters of an hour on two cores and three gigabytes. Needs npm and the packages of [ocr] in packaging/packages.txt.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
target=$(realpath -m "${1:-$here/../digits.net}")
export OIT_FONTS=${OIT_FONTS:-$here/../../../build/ocr/fonts}
mkdir -p "$OIT_FONTS"
cd "$OIT_FONTS"
for font in sarabun-5.3.0 ibm-plex-sans-thai-5.3.0 k2d-5.2.8 kanit-5.3.0 prompt-5.3.0 taviraj-5.3.0 \
  bai-jamjuree-5.3.0 fahkwang-5.3.0 trirong-5.3.0 koho-5.3.0 maitree-5.3.0 pridi-5.3.0 \
  chakra-petch-5.3.0 kodchasan-5.2.8 mali-5.3.0 niramit-5.3.0 krub-5.2.7 \
  ibm-plex-sans-thai-looped-5.3.0 mitr-5.3.0 athiti-5.2.8 playpen-sans-thai-5.3.0 itim-5.3.0 \
  charm-5.2.7 sriracha-5.3.0 anuphan-5.3.0 chonburi-5.3.0 pattaya-5.3.0 charmonman-5.2.7 \
  google-sans-5.3.1; do
  name=${font%-*}
  [ ! -d "$name" ] || continue
  npm pack --silent "@fontsource/$name@${font##*-}" >/dev/null
  mkdir "$name.part"
  tar -xzf "fontsource-$font.tgz" -C "$name.part"
  mv "$name.part" "$name"
  rm "fontsource-$font.tgz"
done
nice -n 19 /usr/bin/python3 "$here/train.py" "$target" \
  --cache "$here/../../../build/ocr/samples"
