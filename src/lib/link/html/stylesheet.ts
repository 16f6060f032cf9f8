/** The only style of every page, and the hash by which a browser is told to take no other. */
import { createHash } from 'node:crypto';

export const STYLESHEET = `
:root{color-scheme:light dark;
--page:#f4f6f8;--card:#fff;--text:#171b20;--soft:#525c68;--line:#d5dbe2;--edge:#818c99;
--accent:#0b6459;--on-accent:#fff;--tint:#e3f1ee;
--warn:#fff3d1;--warn-text:#5c3f00;--warn-line:#d9a93a;
--on:#0f8a6c;--off:#c3cbd4;--mark:#b45309;
font:100%/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans KR","Apple SD Gothic Neo",
"Malgun Gothic",sans-serif;-webkit-text-size-adjust:100%}
@media (prefers-color-scheme:dark){:root{
--page:#0f1215;--card:#181c21;--text:#e9ecef;--soft:#a7b0bb;--line:#2e353d;--edge:#717c89;
--accent:#6fd6c3;--on-accent:#06211c;--tint:#17302c;
--warn:#33280c;--warn-text:#f6d98c;--warn-line:#8a6d1f;
--on:#4cc9a7;--off:#48525d;--mark:#f0a44b}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);overflow-wrap:anywhere}
:lang(ko) body,body:lang(ko){word-break:keep-all}
.page{max-width:38rem;margin:0 auto;padding:1rem 1rem 3rem}
.wide .page{max-width:66rem}
.top{display:flex;justify-content:space-between;align-items:center;gap:1rem;
margin-bottom:1.75rem;font-size:.9375rem}
.brand{font-weight:700;letter-spacing:-.01em}
.languages{display:flex;gap:.25rem;list-style:none;margin:0;padding:0}
.languages a,.languages span{display:block;padding:.5rem .625rem;border-radius:.5rem}
.languages span{color:var(--soft)}
a{color:var(--accent);text-underline-offset:.15em}
h1{font-size:1.75rem;line-height:1.25;letter-spacing:-.015em;margin:0 0 .375rem;text-wrap:balance}
h2{font-size:1.125rem;line-height:1.35;margin:2.25rem 0 .75rem}
h3{font-size:1rem;line-height:1.35;margin:0}
p{margin:0 0 .75rem;text-wrap:pretty}
.eyebrow{color:var(--accent);font-weight:600;font-size:.9375rem;margin:0 0 .25rem}
.soft{color:var(--soft)}
.whole{white-space:nowrap}
.small{font-size:.875rem}
.id{color:var(--soft);font-size:.875rem;font-variant-numeric:tabular-nums;margin:0 0 1.25rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:.875rem;
padding:1rem 1.125rem;margin:0 0 1rem}
.card>:last-child{margin-bottom:0}
.warn{background:var(--warn);border-color:var(--warn-line);color:var(--warn-text)}
.when{font-size:1.25rem;font-weight:650;line-height:1.35;letter-spacing:-.01em;
margin-bottom:.625rem;text-wrap:balance}
.when small{display:block;font-size:.9375rem;font-weight:400;letter-spacing:0;color:var(--soft)}
.choices{display:grid;gap:.625rem;list-style:none;margin:0;padding:0}
button{display:flex;flex-direction:column;justify-content:center;align-items:flex-start;
gap:0 1rem;width:100%;min-height:3.5rem;padding:.75rem 1.125rem;
border:1px solid var(--edge);border-radius:.75rem;background:var(--card);color:var(--text);
font:inherit;font-weight:600;text-align:left;text-decoration:none;cursor:pointer;
overflow-wrap:anywhere;word-break:inherit}
.date button{align-items:center}
button small{font-size:.875rem;font-weight:400;color:var(--soft)}
button:hover{border-color:var(--accent);background:var(--tint)}
.first button{background:var(--accent);border-color:var(--accent);color:var(--on-accent)}
.first button small{color:inherit}
.first button:hover{filter:brightness(1.08)}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
.date{display:grid;gap:.5rem}
.date label{font-weight:600}
.date input{min-height:3.5rem;width:100%;padding:.5rem 1rem;border:1px solid var(--edge);
border-radius:.75rem;background:var(--card);color:var(--text);font:inherit}
.foot{margin-top:2.5rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--soft);
font-size:.875rem}
.back{margin-top:1.25rem}
.back a{display:inline-block;padding:.625rem 0}
.pulse::before{content:"";display:inline-block;width:.625rem;height:.625rem;margin-right:.5rem;
border-radius:50%;background:var(--on)}
.cards{display:grid;gap:.75rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,22rem),1fr));
list-style:none;margin:0;padding:0}
.cards .card{margin:0}
.cards+p{margin-top:.75rem}
.title{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:.75rem}
.state{flex:none;font-size:.8125rem;font-weight:600;padding:.0625rem .5625rem;border-radius:1rem;
border:1px solid var(--edge);color:var(--soft)}
.state.on{border-color:var(--on);background:var(--tint);color:var(--accent)}
dl{margin:.75rem 0 0;display:grid;gap:.5rem}
dt{font-size:.8125rem;color:var(--soft)}
dd{margin:0}
svg{display:block;overflow:visible}
.on{fill:var(--on)}.off{fill:var(--off)}.held,.limit{fill:var(--mark)}
.coming{fill:var(--on);opacity:.45}.over{fill:var(--mark);opacity:.6}
.perhaps{opacity:.25}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;margin:0 0 1rem;padding:0;
font-size:.875rem;color:var(--soft)}
.legend li{display:flex;align-items:center;gap:.5rem}
.day,.meter{list-style:none;margin:0;padding:0;display:grid;gap:.875rem}
.day li>svg,.meter svg{width:100%;height:1rem;border-radius:.25rem;overflow:hidden;margin:.25rem 0}
.day .name{font-weight:600}
p.more{margin-top:1rem}
div.day{position:relative;height:1.125rem;margin-bottom:.25rem}
.tick{position:absolute;inset:0;font-size:.75rem}
.tick text{fill:var(--soft)}
.meter{gap:1.125rem;margin-bottom:1rem}
.meter p{margin:0}
table{width:100%;border-collapse:collapse;font-size:.9375rem}
th{text-align:left;font-size:.8125rem;font-weight:600;color:var(--soft);padding:.5rem .75rem}
td{vertical-align:top;padding:.75rem;border-top:1px solid var(--line)}
td.at,td.verdict{white-space:nowrap}
td.at{font-variant-numeric:tabular-nums}
td.name{min-width:8.5rem;overflow-wrap:break-word;font-weight:600}
@media (max-width:45rem){table,tbody,tr,td{display:block}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tr{padding:.875rem 0;border-top:1px solid var(--line)}
td{padding:0;border:0}
td.at{font-size:.875rem;color:var(--soft)}
td.name{display:inline;overflow-wrap:anywhere}
td.verdict{display:inline}
td.name::after{content:" · "}}
@media (min-width:45rem){.day li{display:grid;grid-template-columns:11rem 1fr;column-gap:1rem}
.day .name{grid-row:1/3}
.day li>.soft{grid-column:2}.day li>svg{margin:.25rem 0 0}div.day{margin-left:12rem}}
@media (min-width:30rem){.date{grid-template-columns:1fr auto}.date label,.date p{grid-column:1/-1}
.date button{width:auto}.page{padding:1.5rem 1.5rem 4rem}
button{flex-direction:row;justify-content:space-between;align-items:center}}
`;

/** As a Content-Security-Policy names it. */
export const STYLE_HASH = `sha256-${createHash('sha256').update(STYLESHEET).digest('base64')}`;

const INNER_POLICY = [
  "default-src 'none'",
  `style-src '${STYLE_HASH}'`,
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
];

/** For a page that is a file: what a `meta` element may say of it. */
export const FILE_CONTENT_SECURITY_POLICY = INNER_POLICY.join('; ');

/** The header of every page. */
export const CONTENT_SECURITY_POLICY = [...INNER_POLICY, "frame-ancestors 'none'"].join('; ');
