import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loaded, ranked } from "../browser.mjs";
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
    "A list is kept on the device only when that is asked for, is there at the next visit, can be forgotten with one tap, and the console is empty",
    { early: true },
    async ({ page, context }) => {
      const stored = async () => {
        const state = await context.storageState({ indexedDB: true });
        const inPage = await page.evaluate(async () => ({ databases: (await indexedDB.databases()).map(({ name }) => name), local: localStorage.length, session: sessionStorage.length, caches: (await caches.keys()).length }));
        return { ...inPage, cookies: state.cookies.length };
      };
      const nothing = { databases: [], local: 0, session: 0, caches: 0, cookies: 0 };
      const again = async () => {
        await page.reload();
        await loaded(page);
      };
      const bring = async () => {
        await drop(page, Array.from({ length: 6 }, (_, n) => [`town-${n}.txt`, talk(n)]));
        await ranked(page);
        await countCopies(page);
        await view(page, "Settings");
      };
      const keep = () => page.getByLabel("Keep this list on this device");

      await loaded(page);
      // Without the tick nothing is stored, and the next visit knows nothing.
      await bring();
      await page.locator("#own-list").setInputFiles(list("ours.ttl", '@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n<http://x/1> skos:prefLabel "Finding the way"@en ; skos:altLabel "orienteering"@en, "wayfinding"@en .\n'));
      await page.locator(".own-list-words", { hasText: "ours.ttl: 1 skill, said in 3 ways" }).waitFor();
      assert.equal(await keep().isChecked(), false);
      assert.deepEqual(await stored(), nothing, "nothing is stored unasked");

      // With it, the list is read again before the first document, as it was used.
      await page.getByLabel("Use it instead of the built-in lexicon").check();
      await keep().check();
      await page.waitForFunction(async () => (await indexedDB.databases()).length === 1);
      assert.deepEqual(await stored(), { ...nothing, databases: ["skillsift"] });
      await again();
      assert.match(await page.locator("#kept-list").textContent(), /ours\.ttl.*kept on this device/s);
      await bring();
      assert.ok(await keep().isChecked());
      assert.ok(await page.getByLabel("Use it instead of the built-in lexicon").isChecked());
      await page.getByLabel("Find skills that no lexicon names").uncheck();
      await view(page, "Ranking");
      await page.waitForFunction(() => document.querySelectorAll(".row-button").length === 1);
      assert.deepEqual(await skills(page), ["Finding the way"]);
      for (const width of [390, 320]) {
        await page.setViewportSize({ width, height: 700 });
        assert.ok((await wide(page)) <= 0, `nothing sticks out at ${width} pixels`);
      }
      await page.setViewportSize({ width: 1280, height: 800 });

      // Another list is not kept unless that is asked for again.
      await view(page, "Settings");
      await page.locator("#own-list").setInputFiles(list("others.csv", "name\nSailing\n"));
      await page.locator(".own-list-words", { hasText: "others.csv" }).waitFor();
      assert.equal(await keep().isChecked(), false);
      await page.waitForFunction(async () => (await indexedDB.databases()).length === 0);

      // One tap forgets it, here and for the next visit.
      await keep().check();
      await page.waitForFunction(async () => (await indexedDB.databases()).length === 1);
      await again();
      await page.getByRole("button", { name: "Forget it" }).click();
      await page.waitForFunction(async () => (await indexedDB.databases()).length === 0);
      assert.equal(await page.locator("#kept-list").isVisible(), false);
      await again();
      assert.equal(await page.locator("#kept-list").isVisible(), false);
      await bring();
      assert.equal(await page.locator(".own-list-words").count(), 0);
      assert.deepEqual(await stored(), nothing);
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
