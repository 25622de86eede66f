import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ranked } from "../browser.mjs";
import { assert, countCopies, drop, settled, skills, view, wide } from "../tools.mjs";

const list = (name, text) => {
  const path = join(mkdtempSync(join(tmpdir(), "skillsift-")), name);
  writeFileSync(path, text);
  return path;
};

const talk = (n) =>
  `In town ${n} the team needs skills in orienteering, facilitation and negotiation. Strong wayfinding skills matter. ` +
  "Teams must learn orienteering and practise facilitation; without negotiation skills the work stalls.\n";

export default [
  [
    "A reader brings a list of skills as CSV, sees it counted, uses it instead of the lexicon, takes it away, and the console is empty",
    {},
    async ({ page }) => {
      await drop(page, Array.from({ length: 6 }, (_, n) => [`town-${n}.txt`, talk(n)]));
      await ranked(page);
      await countCopies(page);
      await view(page, "Settings");
      await page.locator("#own-list").setInputFiles(list("ours.csv", "name,variants,definition\nFinding the way,orienteering; wayfinding,To know where one is.\nit,did,\n"));
      await page.locator(".own-list-words").waitFor();
      assert.match(await page.locator(".own-list-words").textContent(), /ours\.csv: 1 skill, said in 3 ways/);
      assert.match(await page.locator(".own-list-problems").textContent(), /left out/);
      for (const width of [390, 320]) {
        await page.setViewportSize({ width, height: 700 });
        assert.ok((await wide(page)) <= 0, `nothing sticks out at ${width} pixels`);
      }
      await page.setViewportSize({ width: 1280, height: 800 });
      await view(page, "Ranking");
      await settled(page);
      const row = page.locator(".row", { hasText: "Finding the way" });
      await row.waitFor();
      assert.match(await row.textContent(), /Your own list/);
      assert.ok((await skills(page)).includes("Facilitation"), "the lexicon still counts");

      await view(page, "Settings");
      await page.getByLabel("Use it instead of the built-in lexicon").check();
      await page.getByLabel("Find skills that no lexicon names").uncheck();
      await view(page, "Ranking");
      await settled(page);
      await page.waitForFunction(() => document.querySelectorAll(".row-button").length === 1);
      assert.deepEqual(await skills(page), ["Finding the way"]);

      await view(page, "Settings");
      await page.getByRole("button", { name: "Take the list away" }).click();
      await page.locator(".own-list-words").waitFor({ state: "detached" });
      await view(page, "Ranking");
      await settled(page);
      await page.locator(".row-button", { hasText: "Facilitation" }).waitFor();
      assert.ok(!(await skills(page)).includes("Finding the way"));
    },
  ],
  [
    "A list that is none says so and changes nothing, and the console is empty",
    {},
    async ({ page }) => {
      await drop(page, [["town.txt", talk(1)]]);
      await ranked(page);
      await view(page, "Settings");
      await page.locator("#own-list").setInputFiles(list("no.xml", "<html><p>nothing</p></html>"));
      await page.locator(".own-list-problems").waitFor();
      assert.match(await page.locator(".own-list-words").textContent(), /no skills/);
      await view(page, "Ranking");
      await settled(page);
      await page.locator(".row-button", { hasText: "Facilitation" }).waitFor();
    },
  ],
];
