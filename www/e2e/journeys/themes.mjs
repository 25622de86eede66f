import { readFileSync } from "node:fs";
import { ranked } from "../browser.mjs";
import { assert, countCopies, drop, sample, view, wide } from "../tools.mjs";

const pause = "It rained on the hills in the morning and the river was brown under the old bridge. ".repeat(20);
const MAKING = "prototyping, usability testing and user research";
const TALKING = "negotiation, coaching and facilitation";

/** Thirty documents in which six skills stand in two groups, far apart. */
export const planted = Array.from({ length: 30 }, (_, n) => {
  const groups = [[MAKING, TALKING], [TALKING, "budgeting"], ["procurement", MAKING]][n % 3];
  return [`town-${n}.txt`, groups.map((skills) => `In town ${n} the team needs ${skills} skills.`).join(`\n\n${pause}\n\n`)];
});

export default [
  [
    "Documents that speak of skills in two groups show two steady themes, their company and its table, and the console is empty",
    {},
    async ({ page }) => {
      await drop(page, planted);
      await ranked(page);
      await countCopies(page);
      await view(page, "Themes");
      await page.locator(".theme").nth(1).waitFor();
      const names = await page.locator(".theme h2").allTextContents();
      assert.equal(names.length, 2);
      assert.ok(names.some((n) => /negotiation/i.test(n)) && names.some((n) => /prototyping/i.test(n)), names.join("; "));
      assert.match(await page.locator(".theme > p").first().textContent(), /steady: two of its skills stay together in \d+ of 100 redrawings/i);
      assert.equal(await page.locator(".company-strip").count(), 6);
      await page.locator(".pairs summary").click();
      await page.locator(".pairs tbody tr").nth(5).waitFor();
      await page.locator(".theme-skills button").first().click();
      await page.waitForSelector(".panel .quote");
      await page.click("#panel-close");
      await page.waitForSelector(".panel", { state: "detached" });
      for (const width of [390, 320]) {
        await page.setViewportSize({ width, height: 700 });
        assert.ok((await wide(page)) <= 0, `nothing sticks out at ${width} pixels`);
      }
      await page.setViewportSize({ width: 1280, height: 800 });
      await view(page, "Export");
      const [file] = await Promise.all([page.waitForEvent("download"), page.click("[data-export=markdown]")]);
      const markdown = readFileSync(await file.path(), "utf8");
      assert.match(markdown, /## Themes\n\n2 themes/);
    },
  ],
  [
    "A collection without structure says in words that no themes stand out, and the console is empty",
    {},
    async ({ page }) => {
      await sample(page);
      await view(page, "Themes");
      await page.locator(".themes .lead").waitFor();
      assert.match(await page.locator(".themes .lead").textContent(), /^No themes stand out/);
      assert.equal(await page.locator(".theme").count(), 0);
    },
  ],
];
