import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loaded, ranked } from "../browser.mjs";
import { assert, folder, openSkill, prose, skills, view, wide } from "../tools.mjs";

const at = (path) => fileURLToPath(new URL(`../../../tests/fixtures/${path}`, import.meta.url));
const PDF = at("pdf/report.pdf");
const DOCX = at("read/report.docx");
const READER = /heavy-wasm/;

const add = (page, ...paths) => page.setInputFiles("#pick-files", paths);
const show = async (page) => {
  const button = page.getByRole("button", { name: "Show files" });
  if (await button.count()) await button.click();
  await page.waitForSelector(".file");
};
const row = (page, name) => page.locator(".file", { hasText: name });
const text = (name, content) => `${folder({ [name]: content })}/${name}`;

/** What every mention of every skill says about its document and place. */
async function places(page) {
  const all = [];
  for (let i = 0; i < Math.min(4, (await skills(page)).length); i++) {
    await openSkill(page, i);
    all.push(...(await page.locator(".panel .kwic, .panel .quote").allTextContents()));
    await page.keyboard.press("Escape");
    await page.waitForSelector(".panel", { state: "detached" });
  }
  return all.map((line) => line.replace(/\s+/g, " "));
}

async function pdfAndWord({ page }) {
  await add(page, PDF, DOCX, text("plain.txt", prose(1)));
  await ranked(page);
  assert.match(await page.textContent(".work-words"), /3 documents/);
  assert.equal(await page.locator(".work-trouble").count(), 0);
  await show(page);
  assert.ok((await wide(page)) <= 0, "files");
  await page.getByRole("button", { name: "Hide files" }).click();
  const lines = await places(page);
  assert.ok(lines.some((line) => /page \d+/.test(line)), lines.slice(0, 5).join("\n"));
  await view(page, "Documents");
  assert.match(await page.textContent(".documents"), /report\.pdf.*report\.docx|report\.docx.*report\.pdf/s);
}

/** Holds the request for the heavy module until it is let go. */
async function held(page) {
  let go;
  const gate = new Promise((resolve) => (go = resolve));
  await page.route(READER, async (route) => {
    await gate;
    await route.continue();
  });
  await page.reload();
  await page.waitForSelector('html[data-state="ready"]', { state: "attached" });
  return go;
}

export default [
  ["A PDF and a Word document are read beside a text, the evidence names the page, and the console is empty", {}, pdfAndWord],
  ["On a phone a PDF and a Word document are read beside a text, and the console is empty", { phone: true }, pdfAndWord],
  [
    "With the network switched off PDF and Office files of every kind are still read, and the console is empty",
    {},
    async ({ page, context }) => {
      await context.setOffline(true);
      const kinds = ["adverts.csv", "adverts.xlsx", "book.epub", "deck.odp", "deck.pptx", "letter.eml", "notes.rtf", "page.mhtml", "report.docx", "report.odt"];
      await add(page, PDF, ...kinds.map((name) => at(`read/${name}`)));
      await ranked(page);
      await show(page);
      const states = await page.locator(".file").evaluateAll((rows) => rows.filter((one) => one.dataset.state !== "read").map((one) => one.textContent.replace(/\s+/g, " ")));
      assert.deepEqual(states, []);
      assert.equal(await page.locator(".file").count(), kinds.length + 1);
    },
  ],
  [
    "A locked PDF asks for its password, says when it is wrong and is read with the right one, which is kept nowhere, and the console is empty",
    {},
    async ({ page }) => {
      await add(page, at("pdf/locked.pdf"), text("plain.txt", prose(1)));
      await ranked(page);
      const field = page.getByLabel("Password of locked.pdf");
      await field.waitFor();
      assert.equal(await field.getAttribute("type"), "password");
      assert.match(await page.textContent("#live"), /1 file asks for a password/);
      await field.fill("wrong");
      await page.getByRole("button", { name: "Try again" }).click();
      await page.getByText("The password does not open this PDF.").waitFor();
      await page.waitForFunction(() => document.activeElement?.matches(".password input"));
      assert.equal(await field.inputValue(), "");
      await field.fill("open sesame");
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => /2 documents/.test(document.querySelector(".work-words")?.textContent ?? ""));
      await ranked(page);
      assert.equal(await page.locator(".password").count(), 0);
      assert.equal(await row(page, "locked.pdf").getAttribute("data-state"), "read");
      await view(page, "Documents");
      await page.locator(".document", { hasText: "locked.pdf" }).waitFor();
      await view(page, "Export");
      const [download] = await Promise.all([page.waitForEvent("download"), page.click("[data-export=json]")]);
      assert.ok(!readFileSync(await download.path(), "utf8").includes("sesame"));
    },
  ],
  [
    "A zip archive becomes several documents under one file, with the problem of each, and goes when it is removed, and the console is empty",
    {},
    async ({ page }) => {
      await add(page, at("read/bundle.zip"), text("plain.txt", prose(1)));
      await ranked(page);
      await show(page);
      assert.equal(await page.locator(".file").count(), 2);
      const zip = row(page, "bundle.zip");
      assert.match(await zip.locator(".file-state").textContent(), /^Read: [2-9] documents$/);
      const problems = await zip.locator(".file-problem").allTextContents();
      assert.ok(problems.length >= 3, problems.join("\n"));
      assert.ok(problems.some((line) => /empty\.txt/.test(line)), problems.join("\n"));
      await page.getByRole("button", { name: "Remove bundle.zip" }).click();
      await page.waitForFunction(() => /^\s*1 document,/.test(document.querySelector(".work-words strong")?.textContent ?? ""));
      await ranked(page);
      await view(page, "Documents");
      await page.locator(".document", { hasText: "plain.txt" }).waitFor();
      assert.equal(await page.locator(".document").count(), 1);
    },
  ],
  [
    "A damaged PDF and a damaged Word document get their sentences and the others go on, and the console is empty",
    {},
    async ({ page }) => {
      const pdf = text("cut.pdf", readFileSync(PDF).subarray(0, 200));
      const docx = text("cut.docx", readFileSync(DOCX).subarray(0, 300));
      await add(page, pdf, docx, PDF, text("plain.txt", prose(1)));
      await ranked(page);
      assert.match(await page.textContent(".work-words"), /2 documents/);
      assert.match(await page.textContent(".work-trouble"), /2 files could not be used/);
      await show(page);
      assert.match(await row(page, "cut.pdf").textContent(), /This PDF is damaged.*Download or export it again/s);
      assert.match(await row(page, "cut.docx").textContent(), /damaged/s);
    },
  ],
  [
    "A PDF dropped before its reader is loaded says that it waits, texts are read meanwhile, then it is read, and the console is empty",
    { early: true },
    async ({ page }) => {
      const go = await held(page);
      await add(page, PDF, text("plain.txt", prose(1)));
      await show(page);
      await page.waitForSelector('.file[data-state="parked"]');
      assert.match(await row(page, "report.pdf").textContent(), /Waiting for the PDF and Office reader/);
      await page.waitForSelector('.file[data-state="read"]');
      assert.match(await page.textContent("#readiness"), /Still loading the rest/);
      go();
      await ranked(page);
      assert.match(await page.textContent(".work-words"), /2 documents/);
      await loaded(page);
    },
  ],
  [
    "A text in an old encoding waits for its reader and then shows its letters, and the console is empty",
    { early: true },
    async ({ page }) => {
      const go = await held(page);
      await add(page, text("old.txt", Buffer.from(`Zoë’s café. ${prose(1)}`.replace("’", "\x92"), "latin1")), text("plain.txt", prose(1)));
      await show(page);
      await page.waitForSelector('.file[data-state="parked"]');
      await page.waitForSelector('.file[data-state="read"]');
      go();
      await ranked(page);
      assert.match(await page.textContent(".work-words"), /2 documents/);
      await loaded(page);
    },
  ],
  [
    "Cancel ends the waiting for the reader, and the next PDF is read once it is there, and the console is empty",
    { early: true },
    async ({ page }) => {
      const go = await held(page);
      await add(page, PDF);
      await page.waitForSelector(".work");
      await page.getByRole("button", { name: "Cancel" }).click();
      await page.waitForSelector('.work[data-busy="false"]');
      assert.match(await page.textContent(".work-trouble"), /1 file not read/);
      go();
      await loaded(page);
      await add(page, at("pdf/two-columns.pdf"));
      await page.waitForFunction(() => /1 document,/.test(document.querySelector(".work-words")?.textContent ?? ""));
    },
  ],
  [
    "Someone who saves data is asked before the reader is loaded; texts work without it, and a PDF is read once it is there, and the console is empty",
    { early: true },
    async ({ page, server }) => {
      await page.addInitScript(() => Object.defineProperty(navigator, "connection", { value: { saveData: true } }));
      await loaded(page);
      server.asked.length = 0;
      await page.reload();
      const load = page.getByRole("button", { name: /^Load the PDF and Office reader \(about [\d.]+ (MB|kB)\)$/ });
      await load.waitFor();
      assert.ok(!server.asked.some((path) => READER.test(path)), server.asked.join(" "));
      assert.match(await page.textContent("#readiness"), /To save your data/);
      await add(page, PDF, text("plain.txt", prose(1)));
      await ranked(page);
      assert.match(await page.textContent(".work-trouble"), /1 file waits for the PDF and Office reader/);
      assert.equal(await page.getAttribute("html", "data-state"), "ready");
      await load.click();
      await loaded(page);
      await page.waitForFunction(() => /2 documents/.test(document.querySelector(".work-words")?.textContent ?? ""));
      await ranked(page);
      assert.ok(await load.isHidden());
    },
  ],
  [
    "A reader that fails to load is told in words, texts still work, and trying again loads it",
    { early: true, mayFail: true },
    async ({ page }) => {
      await page.route(READER, (route) => route.abort());
      await page.reload();
      const again = page.getByRole("button", { name: "Try again to load the PDF and Office reader" });
      await again.waitFor();
      assert.match(await page.textContent("#readiness"), /could not be loaded/);
      await add(page, PDF, text("plain.txt", prose(1)));
      await ranked(page);
      assert.match(await page.textContent(".work-words"), /1 document,/);
      await page.unroute(READER);
      await again.click();
      await loaded(page);
      await page.waitForFunction(() => /2 documents/.test(document.querySelector(".work-words")?.textContent ?? ""));
      await ranked(page);
    },
  ],
];
