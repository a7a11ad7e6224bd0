// Opens pages in Chromium and lets axe-core look for barriers: node axe.mjs CHROMIUM MODULES PAGE…
// Prints one line of JSON a page: {"page": …, "violations": [{"id": …, "nodes": […]}]}
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [chromium, modules, ...pages] = process.argv.slice(2);
const require = createRequire(pathToFileURL(`${modules}/`));
const puppeteer = await import(pathToFileURL(require.resolve("puppeteer-core")).href);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf-8");

const browser = await puppeteer.default.launch({ executablePath: chromium, args: ["--no-sandbox"] });
try {
  for (const page of pages) {
    const tab = await browser.newPage();
    await tab.goto(pathToFileURL(page).href);
    await tab.evaluate(axe);
    const found = await tab.evaluate(() => window.axe.run(document));
    const violations = found.violations.map((one) => ({ id: one.id, nodes: one.nodes.slice(0, 3).map((node) => node.html) }));
    console.log(JSON.stringify({ page, violations }));
    await tab.close();
  }
} finally {
  await browser.close();
}
