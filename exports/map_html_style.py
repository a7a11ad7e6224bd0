"""The look of the web page of a map: paper ground, one column, nothing fixed, good at 400 % and on paper."""

STYLE = """
:root{color-scheme:light}
*{box-sizing:border-box}
html{font-size:100%;-webkit-text-size-adjust:100%}
body{margin:0;padding:0 1.25rem 3rem;max-width:72rem;margin-inline:auto;background:#F3F0E8;color:#1B2630;
 font-family:"Atkinson Hyperlegible Next","Atkinson Hyperlegible","Noto Sans",Verdana,sans-serif;
 font-size:1.0625rem;line-height:1.5;overflow-wrap:break-word;font-variant-numeric:tabular-nums}
.skip{position:absolute;left:-999rem;top:0;background:#FFC629;color:#1B2630;padding:.5rem 1rem}
.skip:focus{left:0}
a{color:#0A5A69;text-underline-offset:.15em}
a:hover{text-decoration-thickness:.15em}
:focus-visible{outline:3px solid #FFC629;outline-offset:0;box-shadow:inset 0 0 0 2px #1B2630}
header{border-bottom:3px solid #1B2630;padding:1.5rem 0 .75rem}
h1,h2{font-family:"Source Serif 4",Georgia,serif;font-weight:600;line-height:1.15;text-wrap:balance}
h1{font-size:clamp(1.6rem,4vw,2.4rem);margin:0 0 .5rem}
h2{font-size:1.5rem;margin:2.25rem 0 .5rem;border-bottom:2px solid #1B2630;padding-bottom:.25rem}
h3{font-size:1.0625rem;margin:1.25rem 0 .25rem;color:#0A5A69}
.dot{color:#4D5861}
p{margin:.35rem 0;max-width:66ch}
ul{margin:.35rem 0 .75rem;padding-left:1.25rem}
li{margin:.3rem 0;max-width:80ch}
nav ul{columns:16rem;list-style:none;padding:0}
nav li{margin:0;padding:0 0 .5rem;break-inside:avoid}
.pair{display:grid;grid-template-columns:1fr 1fr;column-gap:2rem}
.pair>p{margin:.15rem 0}
.wide{overflow-x:auto;max-width:100%}
figure{margin:1rem 0;background:#FFF;border:1px solid #827A6B;padding:.75rem}
figcaption{font-size:.9375rem;color:#4D5861}
svg{display:block;width:100%;min-width:44rem;height:auto}
table{border-collapse:collapse;background:#FFFDF8;font-size:.9375rem;margin:.5rem 0 1rem}
caption{text-align:left;font-weight:700;padding:.5rem 0}
th,td{text-align:left;vertical-align:top;padding:.35rem .75rem;border-bottom:1px solid #827A6B}
thead th{border-bottom:2px solid #1B2630}
footer{margin-top:2rem;border-top:1px solid #827A6B;color:#4D5861;font-size:.9375rem}
@media (max-width:40rem){.pair{grid-template-columns:1fr}}
@media print{
 body{background:#FFF;max-width:none;padding:0;font-size:11pt}
 nav,.skip{display:none}
 h2,h3{break-after:avoid}
 li,tr,figure{break-inside:avoid}
 .wide{overflow:visible}
 svg{min-width:0}
 a{color:inherit;text-decoration:none}
}
""".strip()
