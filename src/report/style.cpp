// The whole style of a page. Colours are told apart without red and green, and hold 4.5:1 on either ground.
#include "report/page.hpp"

namespace hotline {

const char* const page_style = R"(
:root{--paper:#fff;--ink:#1c2126;--soft:#59636e;--line:#d5dbe1;--band:#f3f5f7;--link:#0a5ca8;
--on:#2b7bba;--late:#c8500a;--over:#8a2d04;--open:#9aa5b1;--off:#c9d1d9;--pause:#b9a6d3;--mark:#6b3fa0}
@media (prefers-color-scheme:dark){:root{--paper:#15181b;--ink:#e4e7ea;--soft:#a3acb5;--line:#3a4148;--band:#1f2327;
--link:#7fbcf2;--on:#5aa9e6;--late:#f08a4b;--over:#ffc09a;--open:#76828e;--off:#4a535c;--pause:#7d68a0;
--mark:#c3a5ee}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI","Noto Sans",
"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;overflow-wrap:break-word}
main{max-width:72rem;margin:0 auto;padding:0 1rem 4rem}
h1{font-size:1.6rem;line-height:1.25;font-weight:600;margin:.5rem 0 .25rem}
h2{font-size:1.15rem;line-height:1.3;font-weight:600;margin:2.5rem 0 .25rem}
h3{font-size:1rem;font-weight:600;margin:1.5rem 0 .25rem}
p{margin:.25rem 0 .75rem;max-width:44rem}
a{color:var(--link);text-decoration:none}
a:hover,a:focus-visible{text-decoration:underline}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.note,.faint{color:var(--soft)}
.bad{color:var(--late)}.good{color:var(--on)}
input[name=language]{position:absolute;opacity:0;pointer-events:none}
.switch{max-width:72rem;margin:0 auto;padding:.75rem 1rem 0;text-align:right;font-size:.85rem}
.switch label{padding:.15rem .5rem;border:1px solid var(--line);color:var(--soft);cursor:pointer}
#show-en:checked~.switch [for=show-en],#show-zh:checked~.switch [for=show-zh]{color:var(--ink);background:var(--band)}
#show-en:focus-visible~.switch [for=show-en],#show-zh:focus-visible~.switch [for=show-zh]{outline:2px solid var(--link)}
#show-en:checked~* .zh,#show-zh:checked~* .en{display:none}
.wide{overflow-x:auto;margin:.5rem 0 1rem}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.9rem;line-height:1.35}
th,td{padding:.3rem .75rem .3rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);
unicode-bidi:isolate}
th:last-child,td:last-child{padding-right:0}
thead th{font-weight:600;color:var(--soft);vertical-align:bottom;border-bottom:1px solid var(--soft)}
tbody th{font-weight:400;min-width:9.5rem}tbody th.t{min-width:0}thead th::first-letter{text-transform:uppercase}
.card table{font-size:.85rem}.card tbody th{min-width:0}.card th,.card td{padding-right:.6rem}
.card th:last-child,.card td:last-child{padding-right:0}
figure>svg,figure>.legend{max-width:52rem}
.n{text-align:right;white-space:nowrap}.t{white-space:nowrap}
thead th{white-space:nowrap}.wide td:not(.n):not(.t):not(:empty){min-width:5.5rem}
tr:target,:target>h3{background:var(--band)}
section{margin:0}
figure{margin:.5rem 0 1rem}
figcaption{min-height:2.6em;align-items:flex-end;font-weight:600;font-size:.95rem;line-height:1.3;display:flex;
justify-content:space-between;gap:.75rem}
figcaption strong{font-variant-numeric:tabular-nums;white-space:nowrap}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,21rem),1fr));gap:1.5rem 2rem}
.card{margin:0;min-width:0}
.keys{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:.75rem 1.5rem;margin:1rem 0 0}
.keys dt{color:var(--soft);font-size:.85rem}.keys dd{margin:0;font-size:1.35rem;font-variant-numeric:tabular-nums}
.legend{font-size:.85rem;color:var(--soft);margin:.25rem 0 .5rem;max-width:none}
.legend span{white-space:nowrap;margin-right:.75rem}
.legend svg{vertical-align:-1px}
svg{display:block;overflow:hidden}
.legend svg{display:inline}
svg text{font-size:12.5px;fill:var(--ink)}
svg .soft,svg .scale{fill:var(--soft)}svg .scale{font-size:11px}
svg .end{text-anchor:end}svg .middle{text-anchor:middle}
rect.on,circle.on{fill:var(--on)}rect.late,circle.late{fill:var(--late)}rect.over{fill:var(--over)}
rect.open{fill:var(--open)}rect.off{fill:var(--off)}rect.pause{fill:var(--pause)}
rect.on,rect.late,rect.over,rect.open,rect.off{stroke:var(--paper);stroke-width:1px}
.line{fill:none;stroke-width:2px;vector-effect:non-scaling-stroke}
polyline.on{stroke:var(--on)}polyline.late{stroke:var(--late)}
line.axis{stroke:var(--soft)}line.grid{stroke:var(--line)}line.goal{stroke:var(--soft);stroke-dasharray:4 3}
circle.touch{fill:transparent}
a:hover circle.touch{fill:var(--line)}a:hover rect{stroke:var(--ink)}
.heat0{fill:var(--band)}
.heat1,.heat2,.heat3,.heat4,.heat5,.heat6,.heat7,.heat8{fill:var(--on)}
.heat1{opacity:.15}.heat2{opacity:.25}.heat3{opacity:.36}.heat4{opacity:.48}.heat5{opacity:.6}.heat6{opacity:.73}
.heat7{opacity:.86}.heat8{opacity:1}
.fold{position:absolute;opacity:0;pointer-events:none}
.fold+label{display:inline-block;font-size:.85rem;color:var(--link);cursor:pointer;padding:.15rem 0}
.fold+label::before{content:"▸ "}.fold:checked+label::before{content:"▾ "}
.fold:focus-visible+label{outline:2px solid var(--link)}
.fold:not(:checked)~.folded{display:none}
.fold:not(:checked)~.some>:not(:target):not(table),.fold:not(:checked)~.some tbody:not(:target){display:none}
rect.state{fill:var(--open)}rect.state2{fill:var(--off)}rect.shut{fill:var(--band)}
rect.due{fill:var(--ink)}rect.rung{fill:var(--mark)}rect.breach{fill:var(--late)}
line.mark{stroke-width:2px}line.due{stroke:var(--ink)}line.rung{stroke:var(--mark)}
line.breach{stroke:var(--late);stroke-width:3px}
.legend rect.shut{stroke:var(--line)}
.fields{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,8.5rem),1fr));gap:.25rem 1.5rem;
margin:.5rem 0 1rem;font-size:.9rem}
.fields dt{color:var(--soft);font-size:.85em}.fields dd{margin:0;overflow-wrap:anywhere}
.months{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,15rem),1fr));gap:1.5rem 2rem;margin:1rem 0;
align-items:start}
.month{width:100%;table-layout:fixed;break-inside:avoid}.month caption{text-align:left;font-weight:600;padding:.25rem 0}
.month th,.month td{text-align:center;padding:.2rem 0;border:0;min-width:0;color:var(--soft)}
.month thead th{border-bottom:1px solid var(--line);font-weight:400;font-size:.85em}
.month td.day-usual{color:var(--ink)}.month td.day-off{color:var(--soft);background:var(--band)}
.month td.day-closed{color:var(--late);background:var(--band);font-weight:600}
.month td.day-opened{color:var(--paper);background:var(--on);font-weight:600}
.month td.day-changed{color:var(--ink);box-shadow:inset 0 0 0 1.5px var(--on)}
.month .unsure{font-style:italic}.month sup{font-size:.7em;line-height:0;margin-left:.1em}
rect.day-usual{fill:var(--paper);stroke:var(--line)}rect.day-off{fill:var(--band);stroke:var(--line)}
rect.day-closed{fill:var(--late)}rect.day-opened{fill:var(--on)}rect.day-changed{fill:var(--paper);stroke:var(--on)}
.lists{columns:22rem;column-gap:2rem;font-size:.85rem}
.lists section{break-inside:avoid;margin-bottom:.75rem}
.lists h3{font-size:.9rem;margin:0;overflow-wrap:anywhere}.lists p{margin:0;overflow-wrap:anywhere}
code{font:.95em ui-monospace,"Cascadia Mono",Consolas,monospace;overflow-wrap:anywhere}
@page{size:A4;margin:16mm 14mm}
@media print{#lists,#tickets{display:none}
th,td{padding:.15rem .3rem .15rem 0}tbody th{min-width:4rem}.n,.t,thead th{white-space:normal}
.wide td:not(.n):not(.t):not(:empty){min-width:0}.wide th,.wide td{overflow-wrap:anywhere}
:root{--paper:#fff;--ink:#000;--soft:#444;--line:#bbb;--band:#eee;
--link:#000;--on:#2b7bba;--late:#c8500a;
--over:#8a2d04;--open:#9aa5b1;--off:#c9d1d9;--pause:#b9a6d3;--mark:#6b3fa0}
body{font-size:9.5pt}main{max-width:none;padding:0}.switch{display:none}.wide{overflow:visible}
h2,h3{break-after:avoid}tr,svg,figure{break-inside:avoid}thead{display:table-header-group}.fold+label{display:none}
.fold:not(:checked)~.folded{display:block}a{color:inherit}*{print-color-adjust:exact;
-webkit-print-color-adjust:exact}table{font-size:8pt}}
)";

}  // namespace hotline
