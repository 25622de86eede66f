/* Pictures of the page in its states, for people to look at: node e2e/shots.mjs FOLDER */
import { mkdirSync } from "node:fs";
import { dist, launch, loaded, open, ranked } from "./browser.mjs";
import { serve } from "./server.mjs";

const folder = process.argv[2] ?? "test-results/shots";
const only = process.argv[3] ?? "";
mkdirSync(folder, { recursive: true });
const server = await serve(dist);
const browser = await launch();

async function shots(name, options, steps) {
  const { page, said, context } = await open(browser, server.url, options);
  await loaded(page);
  const shot = (what, full = false) => page.screenshot({ path: `${folder}/${name}-${what}.png`, fullPage: full });
  await steps(page, shot);
  if (said.length) console.log(name, said);
  await context.close();
}

const tour = (full) => async (page, shot) => {
  await shot("first", full);
  await page.click("[data-do=sample]");
  await ranked(page);
  await page.waitForTimeout(150);
  await shot("ranking", full);
  await page.locator(".row-button").nth(2).click();
  await page.waitForSelector(".quote");
  await page.waitForTimeout(150);
  await shot("evidence");
  await page.locator(".panel .correct summary").click();
  await page.locator(".kwic").first().scrollIntoViewIfNeeded();
  await page.locator(".kwic summary").first().click();
  await shot("mentions");
  await page.click("#panel-close");
  await page.waitForSelector(".panel", { state: "detached" });
  await page.getByRole("button", { name: "Table" }).click();
  await shot("table");
  await page.getByRole("button", { name: "List", exact: true }).click();
  for (const view of ["Documents", "Nearly a skill", "Settings", "Export", "Themes"]) {
    const tab = page.locator(".views button", { hasText: view });
    if ((await tab.count()) === 0) continue;
    await tab.click();
    await shot(view.toLowerCase().replaceAll(" ", "-"), full);
  }
};

const want = (name) => !only || only.split(",").includes(name);
if (want("desktop")) await shots("desktop", {}, tour(true));
if (want("dark")) await shots("dark", { colorScheme: "dark" }, tour(true));
if (want("phone")) await shots("phone", { phone: true }, tour(false));
if (want("narrow")) await shots("narrow", { viewport: { width: 320, height: 640 } }, tour(false));
await browser.close();
server.close();
