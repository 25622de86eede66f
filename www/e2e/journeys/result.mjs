import { readFileSync } from "node:fs";
import { assert, closed, openSkill, same, sample, settled, skills, view } from "../tools.mjs";

const download = async (page, format) => {
  const [file] = await Promise.all([page.waitForEvent("download"), page.click(`[data-export=${format}]`)]);
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), "utf8") };
};

/** A plain reader of CSV: quotes, doubled quotes, line ends within quotes. */
export function parseCsv(text) {
  const rows = [];
  let row = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted && c === '"' && text[i + 1] === '"') cell += text[i++];
    else if (c === '"') quoted = !quoted;
    else if (!quoted && c === ",") row.push(cell), (cell = "");
    else if (!quoted && c === "\n") row.push(cell.replace(/\r$/, "")), rows.push(row), (row = []), (cell = "");
    else cell += c;
  }
  if (cell || row.length) rows.push([...row, cell]);
  return rows;
}

export default [
  [
    "A reader rejects a skill, renames one, merges two, rejects a form and a mention, brings a phrase back and undoes it all, and the console is empty",
    {},
    async ({ page }) => {
      await sample(page);
      const before = await skills(page);

      await openSkill(page, 0);
      await page.locator(".correct summary").click();
      await page.getByRole("button", { name: "This is not a skill" }).click();
      await closed(page);
      await settled(page);
      assert.ok(!(await skills(page)).includes(before[0]));
      assert.match(await page.textContent(".edits"), /is not a skill/);

      await openSkill(page, 0);
      await page.locator(".correct summary").click();
      await page.getByLabel("Call it").fill("Renamed by hand");
      await page.getByRole("button", { name: "Rename" }).click();
      await settled(page);
      assert.equal((await skills(page))[0], "Renamed by hand");
      assert.equal(await page.textContent("#panel-title"), "Renamed by hand");

      const third = (await skills(page))[2];
      await page.getByLabel("It is the same as").fill("nothing of the kind");
      await page.getByRole("button", { name: "Merge" }).click();
      assert.equal((await skills(page)).length, before.length, "an unknown name merges nothing");
      await page.getByLabel("It is the same as").fill(third);
      await page.getByRole("button", { name: "Merge" }).click();
      await closed(page);
      await settled(page);
      assert.ok(!(await skills(page)).includes("Renamed by hand"));

      await openSkill(page, 1);
      await page.locator(".forms button").first().click();
      await settled(page);
      assert.match(await page.textContent(".edits"), /does not mean/);

      if (await page.locator(".panel").count()) {
        await page.click("#panel-close");
        await closed(page);
      }
      await openSkill(page, 2);
      await page.locator(".kwic > button").first().click();
      await settled(page);
      assert.match(await page.textContent(".edits"), /One mention of/);

      await view(page, "Nearly");
      const phrase = await page.locator(".nearly h2").first().textContent();
      await page.locator(".nearly button").first().click();
      await view(page, "Ranking");
      await settled(page);
      await page.getByLabel("Find a skill").fill(phrase);
      await page.waitForFunction((wanted) => [...document.querySelectorAll(".row-button")].some((b) => b.textContent.toLowerCase() === wanted.toLowerCase()), phrase);
      await page.getByLabel("Find a skill").fill("");
      assert.match(await page.textContent(".edits details summary"), /Your 6 corrections/);

      await page.locator(".headline").click();
      for (let i = 0; i < 6; i++) {
        if (i < 3) await page.keyboard.press("Control+z");
        else await page.getByRole("button", { name: "Undo" }).click();
        await settled(page);
      }
      assert.deepEqual(await skills(page), before);
      await page.getByRole("button", { name: "Redo" }).click();
      await settled(page);
      assert.ok(!(await skills(page)).includes(before[0]));
    },
  ],
  [
    "The ranking is filtered, sorted as a table, shown further and its documents and themes are listed, and the console is empty",
    {},
    async ({ page }) => {
      await sample(page);
      const all = await skills(page);
      await page.getByLabel("Find a skill").fill(all[3].slice(0, 6));
      await page.waitForFunction(([name, n]) => {
        const names = [...document.querySelectorAll(".row-button")].map((b) => b.textContent);
        return names.includes(name) && names.length < n;
      }, [all[3], all.length]);
      await page.getByLabel("Find a skill").fill("zzzz");
      await page.getByRole("button", { name: "Show all" }).click();
      await page.waitForSelector(".row-button");
      assert.deepEqual(await skills(page), all);
      const more = page.getByRole("button", { name: /^Show \d+ more of/ });
      if (await more.count()) {
        await more.click();
        await page.waitForFunction((n) => document.querySelectorAll(".row-button").length > n, all.length);
      }
      await page.getByRole("button", { name: "Table", exact: true }).click();
      await page.getByRole("button", { name: "Mentions" }).click();
      await page.locator("th[aria-sort=descending]", { hasText: "Mentions" }).waitFor();
      const numbers = (await page.locator("tbody tr td:nth-child(7)").allTextContents()).map((t) => Number(t.replace(",", "")));
      assert.deepEqual(numbers, [...numbers].sort((a, b) => b - a));
      await page.getByRole("button", { name: "List", exact: true }).click();
      await page.getByLabel("Barcode").selectOption("dwelling");
      await view(page, "Documents");
      await page.locator(".document").nth(11).waitFor();
      assert.equal(await page.locator(".document").count(), 12);
      await page.locator(".document [data-skill]").first().click();
      await page.waitForSelector(".panel .quote");
    },
  ],
  [
    "A change of settings takes effect at once and can be reset, and the console is empty",
    {},
    async ({ page }) => {
      await sample(page);
      await view(page, "Settings");
      await page.getByLabel("Seed", { exact: true }).fill("42");
      await page.getByLabel("Seed", { exact: true }).press("Tab");
      await page.getByLabel("Find skills that no lexicon names").uncheck();
      await page.waitForTimeout(300);
      await view(page, "Export");
      await page.waitForFunction(() => /seed 42/.test(document.querySelector(".method")?.textContent ?? ""));
      await view(page, "Settings");
      await page.getByRole("button", { name: "Reset to the usual settings" }).click();
      await page.waitForFunction(() => {
        const [seed, discover] = ["Seed", "Find skills that no lexicon names"].map((name) => [...document.querySelectorAll("label")].find((l) => l.textContent.trim().startsWith(name))?.control);
        return seed?.value === "1" && discover?.checked;
      });
      await view(page, "Ranking");
      await settled(page);
    },
  ],
  [
    "Exports as Markdown, CSV and JSON open, parse and agree with the page, and the console is empty",
    { permissions: ["clipboard-read", "clipboard-write"] },
    async ({ page }) => {
      await sample(page);
      const shown = await skills(page);
      await view(page, "Export");
      const json = await download(page, "json");
      assert.match(json.name, /\.json$/);
      const report = JSON.parse(json.text);
      assert.ok(shown.every((name) => report.skills.some((skill) => same(skill.name, name))));
      const csv = await download(page, "csv");
      const rows = parseCsv(csv.text);
      const flat = new Set(rows.flat().map((cell) => cell.toLowerCase()));
      assert.ok(shown.slice(0, 5).every((name) => flat.has(name.toLowerCase())), "the CSV names the first skills");
      const md = await download(page, "markdown");
      assert.match(md.text, /^# /);
      assert.ok(shown.slice(0, 5).every((name) => md.text.toLowerCase().includes(name.toLowerCase())));
      await page.getByRole("button", { name: "Copy CSV" }).click();
      await page.waitForFunction(() => document.querySelector("#live").textContent.includes("copied"));
      assert.equal((await page.evaluate(() => navigator.clipboard.readText())).replaceAll("\r\n", "\n"), csv.text.replaceAll("\r\n", "\n"));
    },
  ],
  [
    "All mentions are paged, opened in full, and the explanation shows every number, and the console is empty",
    {},
    async ({ page }) => {
      await sample(page);
      await openSkill(page, 0);
      const total = Number((await page.locator(".part h3", { hasText: /^All/ }).textContent()).match(/([\d,]+)/)[1].replace(",", ""));
      for (let shown = 50; shown < total; shown += 50) {
        await page.locator(".panel .more").click();
        await page.waitForFunction((n) => document.querySelectorAll(".kwic").length >= n, Math.min(total, shown + 50));
      }
      assert.equal(await page.locator(".kwic").count(), total);
      await page.locator(".kwic summary").first().click();
      assert.ok(await page.locator(".kwic details[open] .source").first().isVisible());
      assert.ok((await page.locator(".why-value").count()) > 2);
    },
  ],
];
