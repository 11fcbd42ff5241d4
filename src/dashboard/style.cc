#include "dashboard/scene.h"

namespace oit::dashboard {

// Colours keep a contrast of at least 4.5 to their ground (WCAG 2.2, 1.4.3); signs tell statuses
// apart in grey.
std::string_view style_sheet() {
  return R"css(*{box-sizing:border-box}
html{font-size:100%;scroll-padding-top:1rem}
body{margin:0;background:#f4f6f8;color:#1c2733;line-height:1.6;
font-family:Sarabun,"Noto Sans Thai","Noto Sans Thai Looped",Loma,Tahoma,sans-serif}
a{color:#1a4f8b}:focus-visible{outline:3px solid #c77700;outline-offset:2px}
.skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:1rem;background:#fff;padding:.5rem 1rem;z-index:9}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
header{background:#1f3a5f;color:#fff;border-bottom:4px solid #c9a227}header a{color:#fff}
.wrap,main{max-width:84rem;margin:0 auto;padding:1rem 1.25rem}
h1{font-size:1.6rem;line-height:1.35;margin:.1rem 0 .3rem;overflow-wrap:anywhere}
h2{font-size:1.3rem;line-height:1.4;margin:0 0 .75rem;color:#1f3a5f}
h3{font-size:1.05rem;margin:1rem 0 .25rem}
header p{margin:.15rem 0}.over{font-size:.9rem}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:0;margin:0 0 .5rem}
nav a,.links a{display:inline-block;min-height:1.5rem}
section{background:#fff;border:1px solid #d5dce4;border-radius:6px;padding:1.25rem;margin:0 0 1.25rem}
.url,td,dd,li,p{overflow-wrap:anywhere}
dl{margin:0 0 1rem}dl:not(.facts)>div{display:grid;grid-template-columns:11rem 1fr;gap:.2rem 1rem}
dt{color:#44525f}dd{margin:0;min-width:0}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.75rem}
.facts div{border:1px solid #d5dce4;border-radius:6px;padding:.6rem .8rem}
.facts dt{font-size:.9rem}.facts dd{font-size:1.35rem;font-weight:700;line-height:1.4}
.scroll{overflow-x:auto;position:relative;margin:0 0 1rem}
table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:700;padding:0 0 .35rem}
th,td{border-bottom:1px solid #d5dce4;padding:.4rem .6rem;text-align:left;vertical-align:top}
tbody th{font-weight:400;min-width:9rem}
thead th{background:#eef2f6;color:#1f3a5f;border-bottom:2px solid #9fb0c2;white-space:nowrap}
.matrix{border-collapse:separate;border-spacing:0;width:auto}
.matrix td,.matrix thead th{padding:.2rem .05rem;text-align:center;min-width:1.35rem}
.matrix thead th{font-size:.68rem;font-variant-numeric:tabular-nums}.matrix thead th:first-child{font-size:1rem;padding-left:.3rem}
.matrix abbr{text-decoration:none}
.matrix tbody th,.matrix thead th:first-child{position:sticky;left:0;background:#fff;z-index:1;text-align:left;
min-width:10rem;max-width:16rem;padding-left:.3rem;border-right:1px solid #9fb0c2}
.matrix td:nth-child(2){font-variant-numeric:tabular-nums;text-align:right;padding-right:.4rem;min-width:3.6rem;max-width:6rem}
h2+.scroll caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.badge{display:inline-block;border:1px solid;border-radius:4px;padding:0 .5rem;font-size:.95rem;font-weight:700;white-space:nowrap}
.cell{display:block;border-radius:3px;font-weight:700}
.s-published{background:#e3f4e6;color:#14532d}.s-incomplete{background:#fdf3d0;color:#6b3e06}
.s-stale{background:#fdebd8;color:#7a2e0c}.s-broken{background:#fde4e4;color:#7f1d1d}
.s-missing{background:#fbe0ea;color:#7a1140}.s-not_due{background:#e2edf8;color:#1d3d63}
.s-unverified{background:#e8e8ec;color:#37373f}
form.filters{display:flex;flex-wrap:wrap;gap:.6rem 1rem;align-items:end}
label{display:block;font-size:.95rem}
input,select,button{font:inherit;min-height:2.5rem;max-width:100%;padding:.2rem .6rem;border:1px solid #6b7c8d;border-radius:4px;background:#fff;color:inherit}
select{max-width:16rem}button{background:#1f3a5f;color:#fff;cursor:pointer;padding:.2rem 1.2rem}
.links{display:flex;flex-wrap:wrap;gap:.4rem 1.2rem;list-style:none;padding:0;margin:0 0 .75rem}
.legend{display:flex;flex-wrap:wrap;gap:.4rem;list-style:none;padding:0}
svg{display:block;width:100%;height:auto;max-width:34rem}
blockquote{margin:.2rem 0;padding:.1rem .75rem;border-left:3px solid #9fb0c2;background:#f7f9fb;overflow-wrap:anywhere}
.quiet{color:#44525f;font-size:.92rem}.hash{font-family:monospace;font-size:.8rem;overflow-wrap:anywhere}
@media (max-width:44rem){section{padding:.9rem}.wrap,main{padding:.75rem}
dl:not(.facts)>div{grid-template-columns:1fr;gap:0;margin:0 0 .4rem}
.matrix tbody th,.matrix thead th:first-child{min-width:8rem;max-width:9rem;overflow-wrap:anywhere}
label,label select,label input{width:100%;max-width:none}form.filters label{flex:1 1 100%}}
@media print{@page{size:A4;margin:12mm}
html{font-size:9pt}body{background:#fff;line-height:1.4}nav,form,.skip,#filters,#downloads{display:none}
header{background:none;color:#000;border-bottom:2pt solid #000;margin:0 0 4mm}a,header a{color:#000;text-decoration:none}
.wrap,main{max-width:none;padding:0}section{border:0;padding:0;margin:0 0 5mm}.scroll{overflow:visible}
h2,h3,caption{break-after:avoid}tr,svg,.facts div,blockquote{break-inside:avoid}thead{display:table-header-group}
th,td{padding:.6mm 1.2mm}thead th{white-space:normal}svg{max-width:100mm}
.matrix{font-size:6pt;width:100%}.matrix td,.matrix thead th{min-width:0;padding:.2mm .2mm}.matrix thead th{font-size:4.5pt}
.matrix tbody th,.matrix thead th:first-child{position:static;min-width:20mm;max-width:28mm;font-size:6pt}
.matrix td:nth-child(2){min-width:0;max-width:14mm;padding-right:.5mm}
.cell,.badge{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
)css";
}

}  // namespace oit::dashboard
