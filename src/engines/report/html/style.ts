// The one style sheet of the HTML report. Colours meet WCAG AA in both schemes, and nothing is told by
// colour alone. On paper: light, everything unfolded, no row cut in two, addresses of links in print.
export const style: string = `
:root {
  color-scheme: light dark;
  --paper: #fff; --ink: #1b1f24; --quiet: #57606a; --line: #d5dae0; --panel: #f6f8fa; --link: #0a4fa3;
  --critical: #8a1313; --critical-bg: #fdeaea; --high: #963a06; --high-bg: #fff0e3;
  --medium: #6f5000; --medium-bg: #fff6d6; --low: #1c4f94; --low-bg: #e9f2fe;
  --info: #4a5461; --info-bg: #eef1f4; --good: #1a6334; --good-bg: #e7f5ec; --mark: #ffe08a; --mark-ink: #3b2c00;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #14171b; --ink: #e4e7eb; --quiet: #a3acb7; --line: #343b44; --panel: #1c2127; --link: #8fc1ff;
    --critical: #ffb3ab; --critical-bg: #4b1614; --high: #ffb985; --high-bg: #46240d;
    --medium: #f0d070; --medium-bg: #3a2e05; --low: #abcbff; --low-bg: #152a4a;
    --info: #c5ccd5; --info-bg: #2b313a; --good: #93dbad; --good-bg: #12331f; --mark: #6b4e00; --mark-ink: #ffeab0;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; max-width: 60rem; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif;
  overflow-wrap: anywhere;
}
h1, h2, h3, h4 { line-height: 1.25; text-wrap: balance; }
h1 { font-size: 1.05rem; margin: 0; color: var(--quiet); font-weight: 600; letter-spacing: .02em; }
h2 { font-size: 1.35rem; margin: 3rem 0 1rem; padding-bottom: .4rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 0; }
p, ul, ol, dl, pre, table { margin: .6rem 0; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
code, pre { font: .875em/1.5 ui-monospace, "SF Mono", Consolas, "Liberation Mono", monospace; unicode-bidi: isolate; }
mark { background: var(--mark); color: var(--mark-ink); border-radius: .2em; padding: 0 .15em; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem 1rem; }
.verdict { font-size: 1.7rem; line-height: 1.25; font-weight: 650; margin: .4rem 0; text-wrap: balance; }
.quiet { color: var(--quiet); }
.small { font-size: .875rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; list-style: none; padding: 0; }
.tally { display: grid; grid-template-columns: repeat(auto-fit, minmax(6.5rem, 1fr)); gap: .6rem; padding: 0; list-style: none; }
.tally li { border: 1px solid var(--line); border-radius: .5rem; padding: .5rem .8rem; color: var(--quiet); }
.tally b { display: block; font-size: 1.6rem; line-height: 1.2; }
.badge { display: inline-block; border-radius: .3rem; padding: .05rem .5rem; font-size: .8rem; font-weight: 650; letter-spacing: .02em; vertical-align: .08em; }
.critical { --tone: var(--critical); --tone-bg: var(--critical-bg); }
.high { --tone: var(--high); --tone-bg: var(--high-bg); }
.medium { --tone: var(--medium); --tone-bg: var(--medium-bg); }
.low { --tone: var(--low); --tone-bg: var(--low-bg); }
.info { --tone: var(--info); --tone-bg: var(--info-bg); }
.good { --tone: var(--good); --tone-bg: var(--good-bg); }
.badge, .tally .some { background: var(--tone-bg); color: var(--tone); border-color: transparent; }
article { border: 1px solid var(--line); border-radius: .5rem; padding: 1rem 1.2rem; margin: 1rem 0; }
article.finding { border-left: .3rem solid var(--tone); }
article > :last-child { margin-bottom: 0; }
.places { list-style: none; padding: 0; }
.places li { margin: .7rem 0; }
.places p { margin: .2rem 0; }
.places .steps li { margin: .35rem 0; }
pre { background: var(--panel); border-left: 3px solid var(--line); padding: .45rem .7rem; margin: .25rem 0; white-space: pre-wrap; }
dl.lines { display: grid; grid-template-columns: minmax(5rem, max-content) 1fr; gap: .3rem 1rem; }
dl.lines dt { color: var(--quiet); }
dd ul:has(> li:only-child) { list-style: none; padding: 0; }
dl.lines dd { margin: 0; min-width: 0; }
dd ul { margin: 0; padding-left: 1.1rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .925rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .7rem .4rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; }
thead th { color: var(--quiet); font-size: .85rem; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tbody th { min-width: 9rem; }
summary { cursor: pointer; padding: .3rem 0; }
@media (max-width: 32rem) {
  body { padding: 1.25rem 1rem 3rem; }
  .verdict { font-size: 1.35rem; }
  article { padding: .8rem .9rem; }
  dl.lines { grid-template-columns: 1fr; gap: 0; }
  dl.lines dd { margin-bottom: .5rem; }
}
@media print {
  @page { margin: 16mm 15mm; }
  html { font-size: 10pt; }
  body { max-width: none; padding: 0; }
  nav, .skip { display: none; }
  h2 { margin-top: 1.6rem; }
  h2, h3, h4, summary, thead { break-after: avoid; }
  .short, li, tr, pre { break-inside: avoid; }
  thead { display: table-header-group; }
  p { orphans: 3; widows: 3; }
  .scroll { overflow: visible; }
  summary { list-style: none; }
  details::details-content { content-visibility: visible; display: block; block-size: auto; }
  a { color: inherit; text-decoration: none; }
  a[href^="https:"]::after { content: " (" attr(href) ")"; color: var(--quiet); font-size: .9em; }
  .badge, .tally li, mark, pre { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
