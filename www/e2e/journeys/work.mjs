import { unlinkSync } from "node:fs";
import { join } from "node:path";
import { loaded, ranked } from "../browser.mjs";
import { assert, drop, folder, openSkill, prose, sample, skills, view } from "../tools.mjs";

export default [
  [
    "A first visitor reads what the page does before it is ready, tries the sample and sees a ranking with evidence, and the console is empty",
    { early: true },
    async ({ page, context }) => {
      assert.match(await page.textContent("h1"), /skills/i);
      await loaded(page);
      assert.match(await page.textContent("#readiness"), /Everything is loaded; you can go offline/);
      await sample(page);
      const region = page.getByRole("region", { name: "Ranking" });
      assert.ok(await region.isVisible());
      assert.ok((await skills(page)).length >= 10);
      assert.match(await page.textContent(".headline"), /skill/i);
      await openSkill(page);
      assert.ok((await page.locator(".quote mark").count()) >= 1);
      if (process.env.SKILLSIFT_SCREENSHOT) await page.screenshot({ path: process.env.SKILLSIFT_SCREENSHOT });
      await context.setOffline(true);
      await page.click("#panel-close");
    },
  ],
  [
    "Someone without JavaScript reads what the page does and why it needs a script, and the console is empty",
    { early: true, javaScriptEnabled: false },
    async ({ page }) => {
      assert.match(await page.locator("noscript p").innerText(), /it needs JavaScript/);
      assert.ok(await page.getByText("Your documents stay here").isVisible());
    },
  ],
  [
    "A file dropped before the engine is ready waits for it and is read, and the console is empty",
    { early: true },
    async ({ page }) => {
      await page.waitForSelector("[data-do=sample]:enabled");
      await drop(page, [["early.txt", prose(1)]]);
      await ranked(page);
      assert.ok((await skills(page)).length > 0);
      await loaded(page);
    },
  ],
  [
    "A folder with one bad file gives a ranking, the bad file its reason and what to do, and the console is empty",
    {},
    async ({ page }) => {
      const root = folder({ "a/one.txt": prose(1), "a/two.md": `# Two\n\n${prose(2)}`, "b/three.txt": prose(3), "b/empty.txt": "", ".hidden/skip.txt": prose(4) });
      await page.setInputFiles("#pick-folder", root);
      await ranked(page);
      assert.match(await page.textContent(".work-words"), /3 documents/);
      assert.match(await page.textContent(".work-trouble"), /1 file could not be used/);
      await page.getByRole("button", { name: "Show files" }).click();
      const bad = page.locator('.file[data-state="unusable"]');
      await bad.waitFor();
      assert.equal(await bad.count(), 1);
      assert.match(await bad.textContent(), /empty\.txt/);
      assert.match(await bad.locator(".file-problem").textContent(), /\S+.*\..*\S+.*\./s);
      assert.equal(await page.locator(".file").count(), 4);
      await page.getByRole("button", { name: "Remove empty.txt" }).click();
      await page.waitForFunction(() => document.querySelectorAll(".file").length === 3);
    },
  ],
  [
    "Files dropped from the desktop, a folder among them, are all read, and the console is empty",
    {},
    async ({ page, context }) => {
      const root = folder({ "notes/deep/one.txt": prose(1), "notes/two.txt": prose(2), "alone.txt": prose(3) });
      const cdp = await context.newCDPSession(page);
      const data = { items: [], files: [join(root, "notes"), join(root, "alone.txt")], dragOperationsMask: 1 };
      for (const type of ["dragEnter", "dragOver", "drop"]) await cdp.send("Input.dispatchDragEvent", { type, x: 400, y: 300, data });
      await ranked(page);
      assert.match(await page.textContent(".work-words"), /3 documents/);
      await view(page, "Documents");
      assert.match(await page.textContent(".documents"), /notes\/deep\/one\.txt/);
    },
  ],
  [
    "Pasted text with a title becomes a document, an empty box says so, and the console is empty",
    {},
    async ({ page }) => {
      await page.click("[data-do=paste]");
      await page.getByRole("button", { name: "Add this text" }).click();
      assert.match(await page.textContent("#paste [role=alert]"), /no text yet/);
      await page.getByLabel("Title, if it has one").fill("My notes");
      await page.getByLabel("Text", { exact: true }).fill(prose(1));
      await page.getByRole("button", { name: "Add this text" }).click();
      await ranked(page);
      assert.match(await page.textContent(".work-words"), /1 document,/);
      await page.getByRole("button", { name: "Paste text" }).click();
      await page.getByLabel("Text", { exact: true }).fill(prose(2));
      await page.getByRole("button", { name: "Add this text" }).click();
      await page.waitForFunction(() => /2 documents/.test(document.querySelector(".work-words")?.textContent ?? ""));
      await ranked(page);
      await view(page, "Documents");
      assert.match(await page.textContent(".documents"), /My notes/);
    },
  ],
  [
    "Cancel stops reading at once and keeps what is finished, and the console is empty",
    {},
    async ({ page }) => {
      await drop(page, Array.from({ length: 1500 }, (_, i) => [`file ${i}.txt`, prose(i), 60]));
      await page.waitForFunction(() => Number(document.querySelector(".work progress")?.value ?? 0) > 0);
      await page.getByRole("button", { name: "Cancel" }).click();
      await page.waitForSelector('.work[data-busy="false"]', { timeout: 2000 });
      assert.match(await page.textContent(".work-trouble"), /not read/);
      await ranked(page);
      const read = Number((await page.textContent(".work-words strong")).match(/([\d,]+) document/)[1].replace(",", ""));
      assert.ok(read > 0 && read < 1500, `${read} documents were read`);
      assert.ok((await skills(page)).length > 0);
      await page.getByRole("button", { name: "Start over" }).click();
      await page.waitForSelector("#welcome", { state: "visible" });
      await drop(page, [["again.txt", prose(1)]]);
      await ranked(page);
    },
  ],
  [
    "A file deleted before it is read gives its sentence and the others go on, and the console is empty",
    {},
    async ({ page }) => {
      const files = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`${i}.txt`, prose(i).repeat(200)]));
      const root = folder({ ...files, "zz-gone.txt": prose(1) });
      const paths = [...Object.keys(files), "zz-gone.txt"].map((name) => join(root, name));
      await page.setInputFiles("#pick-files", paths);
      unlinkSync(join(root, "zz-gone.txt"));
      await ranked(page, 60_000);
      await page.getByRole("button", { name: "Show files" }).click();
      assert.match(await page.locator('.file[data-state="unusable"]').textContent(), /zz-gone\.txt.*deleted/s);
      assert.match(await page.textContent(".work-words"), /60 documents/);
    },
  ],
  [
    "Five thousand tiny files are read while the page stays responsive, and the console is empty",
    {},
    async ({ page }) => {
      await page.evaluate(() => {
        window.longest = 0;
        let last = performance.now();
        const beat = () => {
          const now = performance.now();
          window.longest = Math.max(window.longest, now - last);
          last = now;
          requestAnimationFrame(beat);
        };
        requestAnimationFrame(beat);
      });
      await drop(page, Array.from({ length: 5000 }, (_, i) => [`note ${i}.txt`, `Note ${i}: we need project management and prototyping${i % 7 ? "" : ", and budgeting skills"}.`]));
      await page.waitForSelector('.work[data-busy="true"]');
      // Making five thousand files was the test's work, not the page's.
      await page.evaluate(() => (window.longest = 0));
      const start = Date.now();
      await page.getByRole("button", { name: "Show files" }).click();
      await page.waitForSelector(".file");
      const waited = Date.now() - start;
      await ranked(page, 120_000);
      assert.match(await page.textContent(".work-words"), /5,000 documents/);
      assert.ok((await page.locator(".file").count()) <= 200);
      await page.getByRole("button", { name: "Show all 5,000 files" }).waitFor();
      const longest = await page.evaluate(() => window.longest);
      console.log(`     opened the list in ${waited} ms while reading; longest frame ${Math.round(longest)} ms`);
      assert.ok(waited < 3000 && longest < 2500, `waited ${waited} ms, longest frame ${longest} ms`);
    },
  ],
];

