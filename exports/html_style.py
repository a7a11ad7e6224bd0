"""The look of a document on a screen and when that page is printed: paper, one column of reading width, Welsh left."""

from __future__ import annotations

STYLE = """
:root{color-scheme:light}
*{box-sizing:border-box}
html{font-size:SIZE;-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:0 1.25rem 3rem;max-width:58rem;background:#FFF;color:#1B2630;
 font-family:"Atkinson Hyperlegible Next","Atkinson Hyperlegible","Noto Sans",Verdana,sans-serif;
 font-size:1.0625rem;line-height:1.5;overflow-wrap:break-word;font-variant-numeric:tabular-nums}
.skip{position:absolute;left:-999rem;top:0;background:#FFC629;color:#1B2630;padding:.5rem 1rem}
.skip:focus{left:0}
a{color:HOUSE;text-underline-offset:.15em}
a:hover{text-decoration-thickness:.15em}
:focus-visible{outline:3px solid #FFC629;outline-offset:0;box-shadow:inset 0 0 0 2px #1B2630}
.cover{padding-top:2rem}
.top{display:flex;gap:1rem;justify-content:space-between;align-items:end;flex-wrap:wrap;border-bottom:.4rem solid HOUSE;
 padding-bottom:.6rem;margin-bottom:1.25rem}
.top p{margin:0}
.logo{display:block;max-width:12rem;max-height:4rem;width:auto;height:auto}
.house{font-weight:700}
h1,h2,h3,h4{line-height:1.2;text-wrap:balance;break-after:avoid}
h1,h2{font-family:"Source Serif 4",Georgia,serif;font-weight:600}
h1{font-size:clamp(1.7rem,4.5vw,2.5rem);margin:0 0 .5rem}
h2{font-size:1.55rem;margin:2.75rem 0 .6rem;border-bottom:2px solid #1B2630;padding-bottom:.25rem}
h3{font-size:1.2rem;margin:1.75rem 0 .35rem}
h4{font-size:1.0625rem;margin:1.4rem 0 .25rem;color:HOUSE}
.under{font-size:1.2rem;color:#4D5861;margin:.25rem 0}
.facts{list-style:none;padding:0;color:#4D5861}
.dot{color:#4D5861}
p{margin:.4rem 0;max-width:66ch}
.lead{font-size:1.2rem}
.loud{font-size:1.15rem;font-weight:600}
.label{font-weight:700;margin-top:.9rem;break-after:avoid}
.large{font-size:1.25rem}
.small,.about{font-size:.9375rem;color:#4D5861}
ul,ol{margin:.35rem 0 .75rem;padding-left:1.5rem}
li{margin:.3rem 0}
nav{margin-top:1.5rem}
nav ol{columns:20rem 2;padding-left:1.5rem}
nav li{break-inside:avoid;padding:.15rem 0}
.tongues{margin:1rem 0}
.tongues ul{list-style:none;display:flex;gap:1.5rem;padding:0;margin:0}
.tongues a{display:inline-block;padding:.4rem 0}
article+article{margin-top:4rem;border-top:.4rem solid #1B2630}
.pair{display:grid;grid-template-columns:1fr 1fr;column-gap:2rem;max-width:none}
.pair>p{margin:.25rem 0}
.thought{display:grid;grid-template-columns:3.5rem 1fr;gap:1rem;align-items:center;margin:.75rem 0}
.icon{width:3.5rem;height:3.5rem;fill:HOUSE}
blockquote{margin:1rem 0;padding:.15rem 0 .15rem 1rem;border-left:5px solid #124A86}
.voice{font-size:1.15rem;font-weight:700}
.wide{overflow-x:auto;max-width:100%}
figure{margin:1.25rem 0}
.poster svg{min-width:60rem}
svg{display:block;width:100%;height:auto}
table{border-collapse:collapse;font-size:.9375rem;margin:.5rem 0 1rem;width:100%}
caption{text-align:left;font-weight:700;padding:.5rem 0}
th,td{text-align:left;vertical-align:top;padding:.4rem .75rem .4rem 0;border-bottom:1px solid #827A6B}
th[scope=row]{font-weight:600}
thead th{border-bottom:2px solid #1B2630;vertical-align:bottom}
.figure{text-align:right}
.side{display:block}
.ask{font-weight:700;margin-top:1.25rem}
.blank{border:1px solid #827A6B;padding:0 .75rem}
.line{height:2.4rem;border-bottom:1px solid #DAD4C6}
.line:last-child{border:0}
body>footer,article>footer{margin-top:2.5rem;border-top:1px solid #827A6B;color:#4D5861;font-size:.9375rem}
@media (max-width:40rem){.pair{grid-template-columns:1fr}nav ol{columns:1}}
@media print{
 @page{size:A4;margin:18mm}
 body{max-width:none;padding:0;font-size:11.5pt}
 .skip,.tongues{display:none}
 .turn,article+article{break-before:page}
 li,tr,figure,blockquote{break-inside:avoid}
 thead{display:table-header-group}
 .wide{overflow:visible}
 .poster svg{min-width:0}
 a{color:inherit;text-decoration:none}
}
""".strip()


def style(colour: str, large: bool) -> str:
    """The rules in a council's colour; larger letters where they were asked for."""
    return STYLE.replace("HOUSE", colour).replace("SIZE", "118%" if large else "100%")
