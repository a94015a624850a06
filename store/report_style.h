#ifndef DEALWIRE_STORE_REPORT_STYLE_H_
#define DEALWIRE_STORE_REPORT_STYLE_H_

// How the page of `dealwire report` looks, and the little that moves in it.
namespace dealwire {

// Contrast of text is at least 4.5 in both schemes; marks differ by more than their hue.
inline constexpr const char* kReportStyle = R"css(
:root{--ink:#1b2733;--soft:#54626f;--paper:#fbfaf7;--card:#fff;--line:#dcd8cf;--a:#0b5f8a;--b:#a34a00;--flow:#0b5f8a}
@media(prefers-color-scheme:dark){:root{--ink:#e8e6e1;--soft:#a9b1b8;--paper:#14181c;--card:#1c2227;--line:#343c43;--a:#6cbbe6;--b:#f0a35e;--flow:#6cbbe6}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif}
header,main{max-width:1080px;margin:0 auto;padding:0 16px}
h1{font-size:1.7rem;line-height:1.2;margin:1.6rem 0 .2rem}
h2{font-size:1.15rem;margin:0 0 .6rem}
header p,small,time,footer{color:var(--soft)}
a{color:var(--a)}
a:focus-visible,summary:focus-visible{outline:3px solid var(--b);outline-offset:2px}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--card);padding:8px;z-index:1}
section{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:16px;margin:16px 0;min-width:0}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;margin:12px 0}
.figures b{display:block;font-size:1.6rem;font-variant-numeric:tabular-nums}.figures span{color:var(--soft)}
.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,440px),1fr));gap:0 16px;align-items:start}
figure{margin:0}svg{width:100%;height:auto;display:block}svg.w380{display:none}
svg text{fill:var(--ink);font-size:13px}svg .axis{fill:var(--soft);font-size:11px}
.grid{stroke:var(--line);stroke-width:1}.bar{fill:var(--a)}rect.customer{fill:var(--a)}rect.provider{fill:var(--b)}
.flow{fill:none;stroke:var(--flow);stroke-opacity:.28}
a:hover .flow,a:focus .flow{stroke-opacity:.75}a:hover .bar,a:focus .bar{fill:var(--b)}
table{border-collapse:collapse;width:100%}th,td{padding:3px 8px 3px 0;text-align:left;font-weight:400;vertical-align:middle}
thead th{color:var(--soft);font-size:.85rem}.bars tr>:last-child{text-align:right}.bars tbody th{min-width:6.2rem;max-width:11rem;overflow-wrap:anywhere}.bars td:nth-child(2){width:60%}
.n{text-align:right;font-variant-numeric:tabular-nums}
.track{display:inline-block;width:calc(100% - 5.8rem);height:.8rem;vertical-align:middle}.fill{display:block;height:100%;min-width:2px;background:var(--a);border-radius:2px}
.sum{display:inline-block;width:5rem;text-align:right;font-variant-numeric:tabular-nums}
.deal{border-top:1px solid var(--line);padding:6px 0}.deal summary{cursor:pointer;overflow-wrap:anywhere}
.deal summary time{float:right}
blockquote{margin:.4rem 0 .8rem;padding-left:12px;border-left:3px solid var(--line);overflow-wrap:anywhere}
blockquote footer{font-size:.8rem}ul,ol{padding-left:1.2rem}.lists{list-style:none;padding:0}li{overflow-wrap:anywhere}
:target{outline:3px solid var(--b);outline-offset:4px;border-radius:2px}
@media(max-width:640px){svg.w960{display:none}svg.w380{display:block}.deal summary time{float:none;display:block}}
@media print{body{background:#fff;color:#000;font-size:11px}section{break-inside:auto;border:0;padding:0}.skip{display:none}a{color:inherit}.columns{display:block}svg{max-height:9cm}svg.w380{display:none}svg.w960{display:block}}
@media(prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
)css";

// A link to a deal opens it; printing opens all.
inline constexpr const char* kReportScript =
    "function o(){var e=location.hash.length>1&&document.getElementById(location.hash.slice(1));"
    "if(e&&e.tagName==='DETAILS'){e.open=true;e.scrollIntoView()}}"
    "addEventListener('hashchange',o);o();"
    "addEventListener('beforeprint',function(){document.querySelectorAll('details').forEach("
    "function(d){d.open=true})});";

}  // namespace dealwire

#endif  // DEALWIRE_STORE_REPORT_STYLE_H_
