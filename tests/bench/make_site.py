#!/usr/bin/env python3
"""Makes Thai local-government web sites for whole-process measurements; standard library only.

    make_site.py plain OUT [--sites N] [--pages N] [--seed N]
    make_site.py fixture OUT SITE [--pages N] [--remove NAME…] [--delete NAME…] [--seed N]
    make_site.py nasty OUT

`plain` writes N sites of generated pages: about 41 KB, 25 KB of it text, 116 links, one menu on
every page of a site; every seventh site is in windows-874. Page i links to pages 4i+1 to 4i+4, so
all are within reach. `fixture` copies a site of fixtures/sites and fills it up to N pages with
news, activities and procurement notices behind paged lists in its own menu; the list entry, table
row or panel line around a link to a file named by --remove goes, a file named by --delete stays
linked but is gone. `nasty` writes pages that are hard on a parser, each as a site's home page.
OUT/<address>/ is the document root of one loopback address 127.1.x.y.
"""

import argparse
import random
import re
import shutil
from pathlib import Path

WORDS = """กำหนด การ ประชุม สภา สามัญ วิสามัญ สมัย เทศบาล ตำบล ชุมชน หมู่ บ้าน ถนน คอนกรีต เสริม เหล็ก ท่อ ระบาย น้ำ
ฝน แล้ง อุทกภัย ช่วยเหลือ ผู้ประสบภัย มอบ ถุง ยังชีพ ผู้สูงอายุ เด็กเล็ก เยาวชน สตรี อาสาสมัคร สาธารณสุข วัคซีน
พ่น หมอกควัน ไข้เลือดออก โรงเรียน ครู นักเรียน กีฬา ฟุตบอล แข่งขัน วิ่ง ประเพณี ลอยกระทง สงกรานต์ เข้าพรรษา ทำบุญ
วัด พระ ปลูก ต้นไม้ ป่า คลอง ขุดลอก ขยะ รีไซเคิล ตลาด สินค้า เกษตร ข้าว ยาง ปาล์ม มะพร้าว ประมง โค สุกร อาชีพ ฝึก
อบรม ศึกษา ดูงาน เยี่ยม ตรวจ พื้นที่ ลงนาม ความร่วมมือ ต้อนรับ คณะ นายอำเภอ ผู้ว่าราชการ จังหวัด ปลัด กำนัน ไฟฟ้า
ประปา แสงสว่าง ซ่อมแซม ก่อสร้าง ปรับปรุง อาคาร สนาม ห้องสมุด รถ บรรทุก กล้อง วงจรปิด จราจร ปลอดภัย เทศกาล ปีใหม่
ภาษี ป้าย ที่ดิน ชำระ ใบอนุญาต ร้านอาหาร สุนัข พิษสุนัขบ้า ทำหมัน เลือกตั้ง ชมรม แผนที่ ภาพถ่าย อากาศ วันสำคัญ
จิตอาสา พัฒนา ทำความสะอาด ชายหาด แม่น้ำ สะพาน ศาลา พิพิธภัณฑ์ ท่องเที่ยว โฮมสเตย์ ผ้าทอ จักสาน น้ำพริก ขนม""".split()
SUBJECTS = """โครงสร้างหน่วยงาน|ข้อมูลผู้บริหาร|อำนาจหน้าที่|แผนพัฒนาท้องถิ่น|ข้อมูลการติดต่อ|กฎหมายที่เกี่ยวข้อง|ข่าวประชาสัมพันธ์
|นโยบายคุ้มครองข้อมูลส่วนบุคคล|แผนดำเนินงานประจำปี|รายงานผลการดำเนินงานประจำปี|คู่มือการปฏิบัติงาน|คู่มือการให้บริการ
|สถิติการให้บริการ|ความพึงพอใจการให้บริการ|e-Service|แผนการจัดซื้อจัดจ้าง|สรุปผลการจัดซื้อจัดจ้าง|นโยบายการบริหารทรัพยากรบุคคล
|ช่องทางแจ้งเรื่องร้องเรียนการทุจริต|การเปิดโอกาสให้เกิดการมีส่วนร่วม|No Gift Policy|การประเมินความเสี่ยงการทุจริต
|แผนปฏิบัติการป้องกันการทุจริต|มาตรการส่งเสริมคุณธรรมและความโปร่งใส""".replace("\n", "").split("|")
VERBS = ["กิจกรรม", "โครงการ", "ประชุม", "ลงพื้นที่", "ตรวจเยี่ยม", "ร่วมงาน", "มอบ", "เปิด", "อบรม", "ประชาสัมพันธ์"]
MONTHS = "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.".split()
STYLE = ".wrap{max-width:1140px;margin:auto}.menu li{display:inline-block;padding:4px 9px}.grid td{border:1px solid #ccc}\n"
SCRIPT = "document.querySelectorAll('.menu li').forEach(function(e){e.onmouseover=function(){e.className='on'}});\n"
FOLDERS = ("news", "activity", "notice", "project", "gallery")


class Writer:
    """Thai text out of a seeded source of chance."""

    def __init__(self, seed):
        self.chance = random.Random(seed)

    def phrase(self, least, most):
        return "".join(self.chance.choices(WORDS, k=self.chance.randint(least, most)))

    def day(self):
        return f"{self.chance.randint(1, 28)} {self.chance.choice(MONTHS)} {self.chance.randint(2560, 2566)}"

    def prose(self, letters, subjects=0.05):
        parts, length = [], 0
        while length < letters:
            part = self.phrase(5, 16)
            if self.chance.random() < 0.1:
                part += f" พ.ศ. {self.chance.randint(2558, 2566)}"
            if self.chance.random() < subjects:
                part += " " + self.chance.choice(SUBJECTS)
            parts.append(part)
            length += len(part) + 1
        return " ".join(parts)


def link(address, label):
    return f'<a href="{address}"><span>{label}</span></a>'


def link_block(writer, links, label):
    """Some of `links` as a table with days or as a list; takes them off the front."""
    some = [links.pop(0) for _ in range(min(len(links), writer.chance.randint(4, 10)))]
    if writer.chance.random() < 0.5:
        rows = "".join(
            f'<tr class="row{n % 2}"><td align="center">{n + 1}</td><td>{link(a, label())}</td><td nowrap>{writer.day()}</td></tr>\n'
            for n, a in enumerate(some))
        return f'<table class="grid"><thead><tr><th>ลำดับ</th><th>เรื่อง</th><th>วันที่</th></tr></thead><tbody>\n{rows}</tbody></table>\n'
    rows = "".join(f'<li class="item"><i class="icon angle"></i> {link(a, label())}</li>\n' for a in some)
    return f'<ul class="list">\n{rows}</ul>\n'


def body(writer, links, size, label, subjects):
    """Blocks of links and prose of at least `size` bytes in UTF-8 that hold all `links`."""
    blocks, length, links = [], 0, list(links)
    while length < size or links:
        if links and writer.chance.random() < 0.6:
            block = link_block(writer, links, label)
        else:
            text = writer.prose(writer.chance.randint(150, 700), subjects)
            block = f'<div class="block"><p style="text-indent:2em">&nbsp;{text}</p></div>\n'
        blocks.append(block)
        length += len(block.encode())
    return "".join(blocks)


def plain_path(i):
    return "/index.html" if i == 0 else f"/{FOLDERS[i % len(FOLDERS)]}/page-{i}.html"


def plain_page(writer, i, pages, menu, charset):
    chance = writer.chance
    links = [plain_path(k) for k in range(4 * i + 1, min(4 * i + 5, pages))]
    links += [plain_path(chance.randrange(pages)) for _ in range(chance.randint(35, 80))]
    label = lambda: writer.phrase(3, 9)
    filler = STYLE * chance.randint(3, 8), SCRIPT * chance.randint(3, 8)
    return f"""<!DOCTYPE html>
<html lang="th"><head><meta charset="{charset}"><title>{writer.phrase(4, 9)}</title>
<style>{filler[0]}</style><script>{filler[1]}</script></head><body><div class="wrap">
{menu}<div class="content"><h1>{writer.phrase(3, 8)}</h1>
{body(writer, links, int(chance.triangular(16000, 50000, 27000)), label, 0.05)}</div>
<div class="footer"><a href="http://www.example.invalid/">{writer.phrase(2, 5)}</a>
<a href="mailto:saraban@example.invalid">อีเมล</a> <a href="tel:0530000000">โทร</a> <a href="#top">กลับ</a></div>
</div></body></html>
"""


def address_of(site):
    return f"127.1.{site // 250}.{site % 250 + 1}"


def write(path, text, charset="utf-8"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(charset, "xmlcharrefreplace"))


def make_plain(args):
    total = links = 0
    for site in range(args.sites):
        writer = Writer(args.seed * 100003 + site)
        charset, codec = ("windows-874", "cp874") if site % 7 == 6 else ("utf-8", "utf-8")
        entries = writer.chance.sample(range(args.pages), min(args.pages, 55))
        menu = "".join(f"<li>{link(plain_path(k), writer.chance.choice(SUBJECTS) if n % 3 == 0 else writer.phrase(2, 4))}</li>\n"
                       for n, k in enumerate(entries))
        menu = f'<div class="menu"><ul>\n{menu}</ul></div>\n'
        for i in range(args.pages):
            text = plain_page(writer, i, args.pages, menu, charset)
            write(args.out / address_of(site) / plain_path(i)[1:], text, codec)
            total += len(text.encode(codec, "xmlcharrefreplace"))
            links += text.count("<a href")
    count = args.sites * args.pages
    print(f"{count} pages, {total // count} bytes and {links / count:.0f} links each")


# The lists a filled-up fixture gets: folder, entry in the menu, how a headline begins.
LISTS = (
    ("activity", "ภาพกิจกรรม", VERBS),
    ("archive", "ข่าวย้อนหลัง", VERBS),
    ("egp", "ประกาศราคากลาง", ["ประกาศราคากลาง", "ประกาศผู้ชนะการเสนอราคา", "ประกาศเชิญชวน", "ประกาศยกเลิก"]),
    ("council", "รายงานการประชุมสภา", ["รายงานการประชุมสภา", "เรียกประชุมสภา", "ระเบียบวาระการประชุม"]),
    ("board", "กระดานสนทนา", ["สอบถาม", "แจ้ง", "ขอบคุณ", "เสนอแนะ"]),
)
PER_LIST = 20


def fill_lists(writer, root, shell, pages):
    """Paged lists and their posts, `pages` in all, inside `shell` (head, foot)."""
    share, made = pages // len(LISTS), 0
    for n, (folder, name, starts) in enumerate(LISTS):
        room = pages - made if n == len(LISTS) - 1 else share
        lists = max(1, room // (PER_LIST + 1))
        posts = room - lists
        titles = [f"{writer.chance.choice(starts)}{writer.phrase(3, 8)}" for _ in range(posts)]
        for k in range(lists):
            mine = range(k * posts // lists, (k + 1) * posts // lists)
            rows = "".join(f'<div class="card"><a href="/{folder}/view{p}.php">{titles[p]}</a><br><small>{writer.day()}</small></div>\n'
                           for p in mine)
            near = {0, k - 1, k + 1, lists - 1} & set(range(lists))
            pager = " ".join(f'<a class="page-link" href="{list_path(folder, q)}">{q + 1}</a>' for q in sorted(near))
            write(root / list_path(folder, k)[1:], page_in(shell, name, f"{rows}<nav>{pager}</nav>"))
        for p in range(posts):
            others = [(p + d) % posts for d in (1, 2, 3)] + [writer.chance.randrange(posts) for _ in range(30)]
            links = [f"/{folder}/view{q}.php" for q in others]
            text = body(writer, links, int(writer.chance.triangular(8000, 40000, 18000)),
                        lambda: f"{writer.chance.choice(starts)}{writer.phrase(2, 6)}", 0.0)
            write(root / folder / f"view{p}.php", page_in(shell, titles[p], f"<p>{writer.day()}</p>{text}"))
        made += room


def list_path(folder, k):
    return f"/{folder}/index.php" if k == 0 else f"/{folder}/list{k}.php"


def page_in(shell, title, content):
    head, foot = shell
    head = re.sub(r"<title>[^<]*", lambda m: m.group(0).split(" | ")[0] + " | " + title, head)
    return f'{head}<main class="container py-4"><h3 class="border-bottom">{title}</h3>\n{content}\n</main>{foot}'


def make_fixture(args):
    source = Path(__file__).resolve().parents[2] / "fixtures" / "sites" / args.site / "www"
    root = args.out / address_of(0)
    shutil.copytree(source, root)
    (root / "robots.txt").unlink(missing_ok=True)
    entries = "".join(f'<a class="dropdown-item" href="/{folder}/index.php">{name}</a>' for folder, name, _ in LISTS)
    mark = '<a class="dropdown-item" href="/law.php">'
    shown = [p for p in root.rglob("*.php")]
    removed = dict.fromkeys(args.remove, 0)
    for path in shown:
        text = path.read_text(encoding="utf-8").replace(mark, entries + mark)
        for name in args.remove:
            text, times = re.subn(rf'<(li|tr)\b[^>]*>(?:(?!<\1\b|</\1>).)*{re.escape(name)}"(?:(?!</\1>).)*</\1>', "", text, flags=re.S)
            removed[name] += times
        path.write_text(text, encoding="utf-8")
    if not all(removed.values()):
        raise SystemExit(f"no list entry links to {[n for n, times in removed.items() if not times]}")
    for name in args.remove + args.delete:
        next(root.rglob(name)).unlink()
    sample = (root / "news" / "view1.php").read_text(encoding="utf-8")
    shell = sample[:sample.index("<main")], sample[sample.index("</main>") + len("</main>"):]
    files = sum(1 for p in root.rglob("*") if p.suffix in (".pdf", ".xlsx"))
    fill_lists(Writer(args.seed), root, shell, args.pages - len(shown))
    print(f"{sum(1 for _ in root.rglob('*.php'))} pages and {files} documents around {args.site}")


NASTY = {
    "bold-paragraphs-4000": "".join(f"<b id={n}><p>" for n in range(4000)),
    "bold-paragraphs-16000": "".join(f"<b id={n}><p>" for n in range(16000)),
    "div-100000": "<div>" * 100000,
    "div-1000000": "<div>" * 1000000,
    "list-items-16000": "<ul><li>" * 16000,
    "font-16000": "".join(f"<font id={n}>" for n in range(16000)),
    "div-end-paragraph-16000": "<div></p>" * 16000,
    "span-heading-16000": "<span><h1>" * 16000,
    "attributes-16000": "<p " + " ".join(f"a{n}=1" for n in range(16000)) + ">",
    "text-7M": "ก" * (7000000 // 3),
    "comment-7M": "<!--" + "x" * 7000000 + "-->",
    "attribute-7M": '<p title="' + "x" * 7000000 + '">',
    "breaks-250000": "<br>" * 250000,
}


def make_nasty(args):
    for n, (name, middle) in enumerate(NASTY.items()):
        write(args.out / address_of(n) / "index.html", f"<!DOCTYPE html><meta charset=utf-8><title>{name}</title><body>{middle}")
        print(address_of(n), name)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    kinds = parser.add_subparsers(required=True)
    for name, make in (("plain", make_plain), ("fixture", make_fixture), ("nasty", make_nasty)):
        kind = kinds.add_parser(name)
        kind.set_defaults(make=make)
        kind.add_argument("out", type=Path)
        kind.add_argument("--pages", type=int, default=2000)
        kind.add_argument("--seed", type=int, default=1)
        if name == "plain":
            kind.add_argument("--sites", type=int, default=1)
        if name == "fixture":
            kind.add_argument("site")
            kind.add_argument("--remove", nargs="*", default=[])
            kind.add_argument("--delete", nargs="*", default=[])
    args = parser.parse_args()
    args.make(args)


if __name__ == "__main__":
    main()
