"""How an HTML report looks, on a screen and on paper: the colours of the program's light theme."""

STYLE = """
:root { --ink: #1A2427; --ink2: #47555A; --line: #7B8280; --soft: #EEEAE0; --canvas: #F6F3EC;
  --primary: #0E5C68; --band: #DCECEC; --voice: #6E3A7C; --voice-soft: #F5EDF6;
  --warn: #7D4A00; --warn-soft: #FCEFD2; --info: #2A5599; --info-soft: #E4ECF8;
  --official: #37474C; --sensitive: #5A1230; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--canvas); color: var(--ink); line-height: 1.4;
  font-family: "Atkinson Hyperlegible Next", "Noto Naskh Arabic", "Noto Sans Bengali",
    system-ui, sans-serif; font-size: 1rem; overflow-wrap: break-word; }
.skip { position: absolute; left: -99em; }
.skip:focus { left: 1em; top: 1em; background: #FFFFFF; padding: .5em; }
:focus-visible { outline: 3px solid #FFBF1F; box-shadow: 0 0 0 2px var(--ink); }
.marking { background: var(--official); color: #FFFFFF; padding: .5rem 1.5rem; font-size: .875rem; }
.sensitive .marking { background: var(--sensitive); }
.marking p { margin: 0; }
main { max-width: 60rem; margin: 1.5rem auto; padding: 1.5rem; background: #FFFFFF;
  border: 1px solid #DDD7CA; border-radius: 10px; }
main:focus { outline: none; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 1rem; }
h2 { font-size: 1.15rem; margin: 1.4rem 0 .4rem; }
h3 { font-size: 1rem; margin: 1rem 0 .3rem; }
p { margin: .4rem 0; }
p.line { margin: 0; }
.said { white-space: pre-line; }
.lead { font-size: 1.35rem; font-weight: 600; line-height: 1.3; }
.small { font-size: .875em; color: var(--ink2); }
blockquote { margin: .4rem 0; padding: .5rem 1rem; background: var(--voice-soft);
  color: var(--voice); border-inline-start: 4px solid var(--voice); font-size: 1.15rem; }
ul, ol { margin: .4rem 0; padding-inline-start: 1.4rem; }
dl { margin: .4rem 0; }
dl div { display: flex; gap: 1rem; padding: .15rem 0; }
dt { flex: 0 0 15rem; color: var(--ink2); }
dd { flex: 1; margin: 0; min-width: 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
caption { text-align: start; color: var(--ink2); font-size: .875em; padding-bottom: .3rem; }
th, td { text-align: start; vertical-align: top; padding: .35rem .6rem;
  border-bottom: 1px solid var(--line); }
thead th { border-bottom: 2px solid var(--ink); }
tbody th { font-weight: 600; min-width: 7rem; }
td:last-child:not(.figure) { min-width: 16rem; }
.figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.notice { padding: .5rem 1rem; background: var(--info-soft);
  border-inline-start: 4px solid var(--info); }
.notice.warning { background: var(--warn-soft); border-color: var(--warn); }
.notice .title { font-weight: 700; }
figure { margin: .5rem 0; }
figcaption { font-size: .875em; color: var(--ink2); }
svg { width: 100%; max-width: 44rem; height: auto; display: block; }
@media (max-width: 40rem) { dl div { flex-direction: column; gap: 0; } main { padding: 1rem; } }
@page { size: A4; margin: 12mm 14mm;
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font-size: 8pt; } }
@media print {
  body { background: #FFFFFF; font-size: 9.5pt; line-height: 1.3; }
  .skip { display: none; }
  .marking { position: fixed; left: 0; right: 0; padding: 1mm 0; font-size: 8pt;
    background: #FFFFFF; color: #000000; }
  .sensitive .marking { background: #FFFFFF; }
  header.marking { top: 0; border-bottom: 1pt solid #000000; }
  footer.marking { bottom: 0; border-top: 1pt solid #000000; }
  main { max-width: none; margin: 0; border: 0; padding: 9mm 0 13mm;
    -webkit-box-decoration-break: clone; box-decoration-break: clone; }
  h1 { font-size: 15pt; margin-bottom: 2mm; }
  h2 { font-size: 11pt; margin: 2.5mm 0 .5mm; break-after: avoid; }
  .lead { font-size: 13pt; }
  blockquote { font-size: 10.5pt; padding: 1mm 3mm; margin: 1mm 0; }
  dl div { padding: .2mm 0; }
  dt { flex-basis: 38mm; }
  th, td { padding: .8mm 2mm; }
  tbody th, td:last-child:not(.figure) { min-width: 0; }
  tr, li, dl div, figure, .notice, blockquote, .scroll { break-inside: avoid; }
  thead { display: table-header-group; }
  .scroll { overflow: visible; }
  svg { max-width: 150mm; }
}
"""
