// The whole style of a page. Colours are told apart without red and green, and hold 4.5:1 on either ground.
#include "report/page.hpp"

namespace hotline {

const char* const page_style = R"(
:root{--paper:#fff;--ink:#1c2126;--soft:#59636e;--line:#d5dbe1;--band:#f3f5f7;--link:#0a5ca8;
--on:#2b7bba;--late:#c8500a;--over:#8a2d04;--open:#9aa5b1;--off:#c9d1d9;--pause:#b9a6d3;--mark:#6b3fa0}
@media (prefers-color-scheme:dark){:root{--paper:#15181b;--ink:#e4e7ea;--soft:#a3acb5;--line:#3a4148;--band:#1f2327;
--link:#7fbcf2;--on:#5aa9e6;--late:#f08a4b;--over:#ffc09a;--open:#76828e;--off:#4a535c;--pause:#7d68a0;--mark:#c3a5ee}}
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
tbody th{font-weight:400}
.n{text-align:right;white-space:nowrap}
tr:target,:target>h3{background:var(--band)}
@page{size:A4;margin:16mm 14mm}
@media print{:root{--paper:#fff;--ink:#000;--soft:#444;--line:#bbb;--band:#eee;--link:#000;--on:#2b7bba;--late:#c8500a;
--over:#8a2d04;--open:#9aa5b1;--off:#c9d1d9;--pause:#b9a6d3;--mark:#6b3fa0}
body{font-size:9.5pt}main{max-width:none;padding:0}.switch{display:none}.wide{overflow:visible}
h2,h3{break-after:avoid}tr,svg,figure{break-inside:avoid}thead{display:table-header-group}table{font-size:8pt}}
)";

}  // namespace hotline
