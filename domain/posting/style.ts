/** The one style of sheet and page. It stands inside both, so that a sheet that is kept as a file prints alike. */
export const POSTING_STYLE = `
@page { size: A4; margin: 0 }
* { box-sizing: border-box }
body { margin: 0; font: 16px/1.5 "Noto Sans CJK SC", "Microsoft YaHei", SimSun, sans-serif; color: #111; background: #fff }
h1 { font-size: 1.5em; text-align: center; margin: 0 0 .3em }
h2 { font-size: 1.1em; margin: 1em 0 .3em }
p { margin: .3em 0 }
table { border-collapse: collapse; width: 100% }
th, td { border: 1px solid #333; padding: .25em .5em; text-align: left; overflow-wrap: anywhere }
.number { text-align: center; font-variant-numeric: tabular-nums }
.page { position: relative; width: 210mm; min-height: 296mm; padding: 18mm 18mm 22mm; margin: 0 auto; break-after: page }
.page:last-child { break-after: auto }
.foot { position: absolute; bottom: 10mm; left: 18mm; right: 18mm; text-align: center; font-size: .85em }
.close { display: flex; justify-content: space-between; gap: 8mm; margin-top: 6mm; break-inside: avoid }
.seal { width: 55mm; min-height: 40mm; text-align: center; padding-top: 12mm }
.qr { width: 34mm; height: 34mm }
.phone { max-width: 44em; margin: 0 auto; padding: 12px }
.phone th { white-space: nowrap }
.phone th, .phone td { padding: .25em .35em; font-size: .9em }
.phone label, .phone legend { display: block; margin-top: .8em; font-weight: bold }
.phone input[type=text], .phone textarea { width: 100%; font: inherit; padding: .4em; border: 1px solid #666; border-radius: 4px }
.phone button { font: inherit; margin-top: 1em; padding: .5em 1.5em; background: #a8321a; color: #fff; border: 0; border-radius: 4px }
.receipt { font-size: 1.6em; font-variant-numeric: tabular-nums; letter-spacing: .05em }
.wrong { color: #a00000 }
`;
