"""The Thai typefaces the digit net learns from, and those it never sees before it is judged."""

import glob
import os

DEBIAN = "/usr/share/fonts/truetype"
WEB = os.environ.get("OIT_FONTS", os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                                "../../../build/ocr/fonts"))

# Held back as whole families: `choose` sets the limits of confidence, `judge` is for the figures only.
CHOOSE = ("Norasi", "ArundinaSerif", "k2d", "trirong", "koho")
JUDGE = ("Laksaman", "Garuda", "NotoSerifThai", "bai-jamjuree")
LEARN_WEIGHTS = ("300", "400", "500", "600", "700")
LEARN = (
    "Kinnari", "Loma", "Purisa", "Sawasdee", "TlwgMono", "TlwgTypewriter", "TlwgTypist", "TlwgTypo",
    "Umpush", "Waree", "ArundinaSans", "ArundinaSansMono", "NotoSansThai", "NotoLoopedThai",
    "FreeSerif", "sarabun", "ibm-plex-sans-thai", "kanit", "prompt", "taviraj", "fahkwang",
    "maitree", "pridi", "chakra-petch", "kodchasan", "mali", "niramit", "krub",
    "ibm-plex-sans-thai-looped", "mitr", "athiti", "playpen-sans-thai", "itim", "charm", "sriracha",
    "anuphan", "chonburi", "pattaya", "charmonman", "google-sans",
)


def faces(family, weights=("300", "400", "700")):
    """Pairs of files (Thai letters, Latin letters) of a family; raises when there is none."""
    files = []
    for path in sorted(glob.glob(f"{DEBIAN}/*/{family}*.ttf")):
        style = os.path.basename(path)[len(family):-len(".ttf")]
        if style.strip("-") in ("", "Regular", "Bold", "Italic", "Oblique", "BoldOblique",
                                "BoldItalic", "Light"):
            files.append((path, path))
    for weight in weights:
        for slope in ("normal", "italic"):
            thai, latin = (f"{WEB}/{family}/package/files/{family}-{s}-{weight}-{slope}.woff"
                           for s in ("thai", "latin"))
            if os.path.exists(thai):
                files.append((thai, latin))
    if not files:
        raise SystemExit(f"no font of the family {family}: see rules/ocr/README.md")
    return files
