#include <vector>

#include "audit/judge.h"
#include "report/html_view.h"
#include "report/site_line.h"

namespace oit::report {
namespace {

// Colours keep a contrast of at least 4.5 to their ground (WCAG 2.2, 1.4.3); signs and borders tell
// statuses apart in grey.
constexpr std::string_view kBase = R"css(
*{box-sizing:border-box}
html{font-size:100%;scroll-padding-top:1rem}
body{margin:0;background:#f4f6f8;color:#1c2733;line-height:1.6;
font-family:Sarabun,"Noto Sans Thai","Noto Sans Thai Looped",Loma,Tahoma,sans-serif}
a{color:#1a4f8b}a:focus-visible,input:focus-visible+span{outline:3px solid #c77700;outline-offset:2px}
.skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:1rem;background:#fff;padding:.5rem 1rem}
header{background:#1f3a5f;color:#fff;border-bottom:4px solid #c9a227}
header a{color:#fff}header .wrap{padding-top:1.5rem;padding-bottom:1.25rem}
.wrap,main,nav,footer{max-width:68rem;margin:0 auto;padding:0 1.25rem}
h1{font-size:1.6rem;line-height:1.35;margin:.1rem 0 .3rem;overflow-wrap:anywhere}
h2{font-size:1.3rem;line-height:1.4;margin:0 0 .75rem;color:#1f3a5f}
h3{font-size:1.05rem;line-height:1.5;margin:0}
header p{margin:.15rem 0}.over{font-size:.9rem;opacity:.95}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:.75rem 0;margin:0}
section{background:#fff;border:1px solid #d5dce4;border-radius:6px;padding:1.25rem;margin:0 0 1.25rem}
.url{overflow-wrap:anywhere;word-break:break-word}
.banner{border:1px solid #b45309;border-left-width:6px;background:#fff7e6;color:#5b2f04;padding:.6rem .9rem;
margin:0 0 .75rem}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.75rem;margin:0 0 1rem}
.facts div{border:1px solid #d5dce4;border-radius:6px;padding:.6rem .8rem}
.facts dt{font-size:.9rem;color:#44525f}.facts dd{margin:0;font-size:1.45rem;font-weight:700;line-height:1.4}
.facts dd small{font-size:.85rem;font-weight:400}
meter{width:100%;height:.7rem}
table{border-collapse:collapse;width:100%;margin:0 0 1rem}
caption{text-align:left;font-weight:700;padding:0 0 .35rem}
.whole,.number{white-space:nowrap}.number{font-variant-numeric:tabular-nums}
.figures{max-width:44rem}.figures th{overflow-wrap:normal}.figures td,.figures thead th:not(:first-child),table.work tr>:last-child{text-align:right}
th,td{overflow-wrap:anywhere;border-bottom:1px solid #d5dce4;padding:.4rem .6rem;text-align:left;vertical-align:top}
thead th{background:#eef2f6;color:#1f3a5f;border-bottom:2px solid #9fb0c2}.cards tbody th{min-width:8rem}.cards td{min-width:5rem}
table.work{table-layout:fixed;font-size:.95rem}table.work th,table.work td{overflow-wrap:break-word}
table.work tbody th{font-weight:400}table.work th:nth-child(1){width:20%}table.work th:nth-child(2){width:14%}
table.work th:nth-child(3){width:18%}table.work th:nth-last-child(2){width:8%}table.work th:last-child{width:7.5%}
.all-units th:nth-child(5){width:13%}
.badge{display:inline-block;border:1px solid;border-radius:4px;padding:0 .5rem;font-size:.95rem;font-weight:700;
white-space:nowrap}
.badge.s-published,.key.s-published{background:#e3f4e6;color:#14532d}.badge.s-incomplete,.key.s-incomplete{background:#fdf3d0;color:#6b3e06}
.badge.s-stale,.key.s-stale{background:#fdebd8;color:#7a2e0c}.badge.s-broken,.key.s-broken{background:#fde4e4;color:#7f1d1d}
.badge.s-missing,.key.s-missing{background:#fbe0ea;color:#7a1140}.badge.s-not_due,.key.s-not_due{background:#e2edf8;color:#1d3d63}
.badge.s-unverified,.key.s-unverified{background:#e8e8ec;color:#37373f}
fieldset{border:0;padding:0;margin:0 0 .75rem}legend{font-weight:700;padding:0;margin:0 0 .25rem}
.choices{display:flex;flex-wrap:wrap;gap:.4rem}
.choices input{position:absolute;opacity:0}
.choices label{position:relative}
.choices label span{display:block;border:1px solid #6b7c8d;border-radius:999px;padding:.1rem .8rem;background:#fff;
cursor:pointer}
.choices input:checked+span{background:#1f3a5f;color:#fff;border-color:#1f3a5f}
.item{border:1px solid #d5dce4;border-left:6px solid #8796a5;border-radius:6px;padding:.8rem 1rem;margin:0 0 .9rem}
.item.s-published{border-left-color:#2f7d3d}.item.s-incomplete{border-left-color:#b7791f}
.item.s-stale{border-left-color:#c2410c}.item.s-broken{border-left-color:#b91c1c}
.item.s-missing{border-left-color:#a3195b}.item.s-not_due{border-left-color:#2b6cb0}
.item header{background:none;color:inherit;border:0;display:flex;flex-wrap:wrap;gap:.25rem .75rem;
align-items:baseline;justify-content:space-between}
.item h3{flex:1 1 20rem}.item header p{margin:0}
.item dl{display:grid;grid-template-columns:11rem 1fr;gap:.2rem 1rem;margin:.5rem 0 0}
.item dt{color:#44525f}.item dd{margin:0;min-width:0;overflow-wrap:anywhere}
.item ul,.item ol{margin:0;padding-left:1.2rem}
.shot{display:block;max-width:100%;height:auto;margin:.4rem 0;border:1px solid #9fb0c2}
blockquote{margin:.2rem 0;padding:.1rem .75rem;border-left:3px solid #9fb0c2;background:#f7f9fb;overflow-wrap:anywhere}
svg text{font-family:inherit}
.charts{display:flex;flex-wrap:wrap;gap:1rem 2rem;align-items:center;margin:0 0 1rem}.charts table{flex:1 1 18rem;margin:0}
.ring{width:12rem;height:12rem;flex:none}.ring .middle{font-size:7px;font-weight:700;text-anchor:middle;fill:#1f3a5f}
.ring .sign{font-size:4px;font-weight:700;text-anchor:middle;fill:#fff}
.c-published{stroke:#2f7d3d}.c-incomplete{stroke:#9a6206}.c-stale{stroke:#b8430b}.c-broken{stroke:#b91c1c}
.c-missing{stroke:#8d1450}.c-not_due{stroke:#2b6cb0}.c-unverified{stroke:#5d5d68}
.gauge{display:block;width:100%;max-width:34rem;height:auto;margin:0 0 .5rem}
.gauge text{font-size:9px;fill:#1c2733}.gauge .mid{text-anchor:middle;font-weight:700}.gauge .small{font-size:7px;font-weight:400}
.track{fill:#e3e8ee}.best{fill:#b9c9da}.done{fill:#1f3a5f}.band{fill:#eef2f6;stroke:#9fb0c2}.band.other{fill:#dde5ee}
.bar{display:block;width:100%;min-width:4rem;height:.8rem}
.scroll{overflow-x:auto}.heat{width:auto;font-size:.85rem}.heat th,.heat td{padding:.15rem .25rem;border:1px solid #d5dce4}
.heat tbody th{position:sticky;left:0;background:#fff;min-width:12rem;max-width:20rem;font-weight:400}
.heat thead th{overflow-wrap:normal;white-space:nowrap}.heat .o{font-size:.68rem;padding:.15rem .1rem;text-align:center}.heat .n{text-align:right;white-space:nowrap}
.heat abbr{text-decoration:none}.heat td b{display:block;text-align:center;font-weight:400}.heat td i{position:absolute;left:-999rem}
.heat td{position:relative}.heat .why{text-align:left;color:#44525f;overflow-wrap:normal}
.h0{background:#e3f4e6;color:#14532d}.h1{background:#fdf3d0;color:#6b3e06}.h2{background:#fdebd8;color:#7a2e0c}
.h3{background:#f6b8b8;color:#5f1010}.h4{background:#f2a9c6;color:#560c2c}.h5{background:#e2edf8;color:#1d3d63}
.h6{background:#e8e8ec;color:#37373f}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1rem;padding:0;margin:0 0 .75rem;font-size:.9rem}
.key{display:inline-block;min-width:1.6rem;text-align:center;font-weight:700;border:1px solid}
main.whole-width{max-width:100rem}.figures.wide{max-width:none}
.quiet{color:#44525f;font-size:.92rem}.hash{font-family:monospace;font-size:.8rem;overflow-wrap:anywhere}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:.5rem 1.5rem;margin:.5rem 0}.pair h4{margin:0;font-size:.95rem;color:#44525f;font-weight:400}
.parts{table-layout:fixed;margin:.25rem 0;font-size:.95rem}.parts caption{font-weight:400;color:#44525f}.parts tbody th{font-weight:400}.parts thead th:nth-child(1){width:36%}.parts thead th:nth-child(2){width:24%}
mark{background:#fff0b3;color:inherit;border-bottom:2px solid #b7791f}.bars{max-width:44rem}.bars td:nth-child(2){width:30%}
.do{font-weight:700}.none{display:none}
footer{color:#44525f;font-size:.9rem;padding-bottom:2rem}
@media screen and (max-width:64rem){
table.work,table.work tbody,table.work caption{display:block}table.work thead{position:absolute;left:-999rem}
table.work tr{display:block;border:1px solid #d5dce4;border-radius:6px;padding:.5rem .8rem;margin:0 0 .6rem}
table.work tbody th,table.work tbody td,table.work tr>:last-child{display:block;border:0;padding:.1rem 0;text-align:left}
table.work th:nth-child(n){width:auto}table.work tbody th{font-weight:700}
table.work td[data-label]::before{content:attr(data-label) ": ";color:#44525f}}
@media screen and (max-width:44rem){
section{padding:.9rem}.pair{grid-template-columns:1fr}.item dl{grid-template-columns:1fr;gap:0}.item dt{margin-top:.4rem;font-size:.9rem}
.cards,.cards tbody,.cards caption{display:block}.cards thead{position:absolute;left:-999rem}
.cards tr{display:block;border-bottom:2px solid #d5dce4;padding:.4rem 0}
.cards tbody th,.cards tbody td{display:block;border:0;padding:.1rem 0}.cards.figures tbody td{text-align:left}
.cards td[data-label]::before{content:attr(data-label) ": ";color:#44525f}
.wrap,main,nav,footer{padding-left:.75rem;padding-right:.75rem}}
@media print{
@page{size:A4;margin:12mm}
html{font-size:8.5pt}body{background:#fff;font-size:8.5pt;line-height:1.4}
nav,.filters,.skip,.none,.screen,#units{display:none!important}
header{background:none;color:#000;border-bottom:2pt solid #000}header .wrap{padding:0}header a{color:#000}
h1{font-size:14pt}h2{font-size:11.5pt;margin:0 0 1.5mm}h3{font-size:9pt}
section{border:0;padding:0;margin:0 0 4mm}h2,h3,caption,thead,.item header{break-after:avoid}
tr,.facts div,.banner,blockquote,.item.s-published:not(:first-of-type){break-inside:avoid}
tbody tr:first-child,tbody tr:nth-last-child(-n+2){break-before:avoid}
table{margin:0 0 3mm}thead{display:table-header-group}th,td{padding:.45mm 1.2mm}.badge{padding:0 1mm;font-size:8pt}
table.work{font-size:8pt}.facts{grid-template-columns:repeat(6,1fr);gap:1.5mm}.facts div{padding:1mm 1.5mm}
.facts dd{font-size:10pt}.facts dt{font-size:8pt}.facts dd small{font-size:8pt}
#items{columns:2;column-gap:5mm}#items h2{column-span:all}
.item{padding:1mm 2mm;margin:0 0 2mm;border-left-width:2mm}.item dl{grid-template-columns:19mm 1fr;gap:.3mm 1.5mm;margin:.5mm 0 0}
.item h3{flex:1 1 40mm}.pair{gap:.5mm 4mm;margin:.5mm 0}.pair h4{font-size:8pt}.parts{font-size:8pt;margin:.5mm 0}mark{border-bottom:.6pt solid #000}.quiet{font-size:8pt}.item ul,.item ol{padding-left:3mm}blockquote{margin:.3mm 0;padding:0 1.5mm}
a{color:#000;text-decoration:none}.wrap,main,footer{max-width:none;padding:0}
.shot{max-width:55mm;break-inside:avoid}
.heat{font-size:5.5pt}.heat th,.heat td{padding:.2mm .4mm}.heat tbody th{min-width:22mm;max-width:30mm;position:static}.heat .o{font-size:4.5pt}
.scroll{overflow:visible}.ring{width:32mm;height:32mm}.gauge{max-width:90mm}.charts{gap:2mm 6mm;margin:0 0 2mm}
.badge,.key,.h0,.h1,.h2,.h3,.h4,.h5,.h6,.ring,.gauge,.bar{print-color-adjust:exact;-webkit-print-color-adjust:exact}
footer{break-before:avoid;font-size:8pt}footer p{margin:0}main>section:last-child{margin-bottom:1mm}}
)css";

/// True while the choice `id` is made.
std::string chosen(const std::string& id) { return ":has(#f-" + id + ":checked)"; }

/// Hides cards that lack `kind` while the choice of that name is made.
std::string filter(const std::string& kind) {
  return "body" + chosen(kind) + " .item:not(." + kind + "){display:none}\n";
}

/// A choice of the filters: its name, and which items have it.
struct Choice {
  std::string name;
  std::vector<bool> has;
};

/// The choices of one filter.
template <class Has>
Choice choice_of(const HtmlView& view, std::string name, Has has) {
  Choice out{std::move(name), {}};
  for (const auto& finding : view.report.findings) out.has.push_back(has(finding));
  return out;
}

bool share_an_item(const Choice& a, const Choice& b) {
  for (std::size_t i = 0; i < a.has.size(); ++i)
    if (a.has[i] && b.has[i]) return true;
  return false;
}

bool share_an_item(const Choice& a, const Choice& b, const Choice& c) {
  for (std::size_t i = 0; i < a.has.size(); ++i)
    if (a.has[i] && b.has[i] && c.has[i]) return true;
  return false;
}

/// Says that nothing is left while all of `choices` are made and no item has them all.
std::string nothing_left(const std::string& choices) {
  return "body" + choices + " .none{display:block}\n";
}

/// The choices that no item fulfils, of two filters and of three.
std::string nothing_left(const std::vector<Choice>& statuses, const std::vector<Choice>& units,
                         const std::vector<Choice>& parts) {
  std::string out;
  const auto of_two = [&out](const std::vector<Choice>& all, const std::vector<Choice>& others) {
    for (const auto& a : all)
      for (const auto& b : others)
        if (!share_an_item(a, b)) out += nothing_left(chosen(a.name) + chosen(b.name));
  };
  of_two(statuses, units);
  of_two(statuses, parts);
  of_two(units, parts);
  for (const auto& a : statuses)
    for (const auto& b : units)
      for (const auto& c : parts)
        if (share_an_item(a, b) && share_an_item(a, c) && share_an_item(b, c) &&
            !share_an_item(a, b, c))
          out += nothing_left(chosen(a.name) + chosen(b.name) + chosen(c.name));
  return out;
}

}  // namespace

std::string_view html_base_style() { return kBase; }

std::string html_style(const HtmlView& view) {
  std::string out(kBase);
  std::vector<Choice> statuses, units, parts;
  for (const auto status : kStatusOrder)
    statuses.push_back(choice_of(view, HtmlView::status_class(status),
                                 [&](const auto& one) { return one.status == status; }));
  statuses.push_back(
      choice_of(view, "work", [](const auto& one) { return audit::needs_work(one); }));
  for (const auto& unit : view.units)
    units.push_back(
        choice_of(view, view.unit_class(unit), [&](const auto& one) { return one.unit == unit; }));
  for (const auto& part : view.parts)
    parts.push_back(choice_of(view, view.part_class(part),
                              [&](const auto& one) { return one.sub_indicator == part; }));
  for (const auto* all : {&statuses, &units, &parts})
    for (const auto& one : *all) out += filter(one.name);
  return out + nothing_left(statuses, units, parts);
}

}  // namespace oit::report
