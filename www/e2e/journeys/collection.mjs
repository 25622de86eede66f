import { ranked } from "../browser.mjs";
import { book, pdf, workbook } from "../papers.mjs";
import { assert, drop, folder, openSkill, prose, settled, skills, view, wide } from "../tools.mjs";

const NOTICE = "We use cookies so that you can enjoy content marketing and risk management that suit you on this site.";

const show = async (page) => {
  await page.getByRole("button", { name: "Show files" }).click();
  await page.waitForSelector(".file");
};

const DUTIES = ["facilitate workshops with residents", "negotiate contracts with suppliers", "write briefs for ministers", "manage risk in large programmes", "design services with their users", "analyse data on local needs"];
/** A sheet of adverts: a header and a row each. */
const adverts = () => [
  ["reference", "job title", "summary", "advert"],
  ...DUTIES.map((duty, i) => [`A${i}`, `Officer ${i}`, `Post ${i}`, `You will ${duty}, and you will report on it. It takes project management, and the ability to listen. Lines ${prose(i).slice(-90).trim()}`]),
];
const csv = (rows) => rows.map((row) => row.map((cell) => `"${cell}"`).join(",")).join("\n");

const documents = (page, n) => page.waitForFunction((n) => new RegExp(`^\\s*${n} documents?,`).test(document.querySelector(".work-words strong")?.textContent ?? ""), n);

/** Six rows beside a text become six documents, then one document of two columns, then rows again, all by the form. */
async function chooses(page, name, table) {
  const root = folder({ [name]: table, "plain.txt": prose(9) });
  await page.setInputFiles("#pick-files", [name, "plain.txt"].map((file) => `${root}/${file}`));
  await documents(page, 7);
  await ranked(page);
  await show(page);
  const row = page.locator(".file", { hasText: name });
  assert.match(await row.locator(".file-state").textContent(), /Read: 6 documents/);
  assert.match(await row.textContent(), /Each row is a document, 6 documents in all; text from “advert”.*titles from “job title”/);
  await view(page, "Documents");
  const titles = (start) => page.waitForFunction((start) => [...document.querySelectorAll(".document h2")].filter((title) => title.textContent.startsWith(start)).length === 6, start);
  await titles("Officer ");
  await row.locator("summary", { hasText: "Choose columns" }).click();
  assert.ok((await wide(page)) <= 0);
  const box = (of) => of.boundingBox();
  const [last, button] = [await box(row.getByRole("radio").last()), await box(row.getByRole("button", { name: "Read again" }))];
  assert.ok(button.y > last.y + last.height && button.height < 60, "the button stands below what it sends");
  assert.ok(await row.getByRole("checkbox", { name: "advert" }).isChecked());
  await row.getByRole("checkbox", { name: "advert" }).uncheck();
  await row.getByRole("button", { name: "Read again" }).click();
  assert.match(await row.getByRole("alert").textContent(), /Tick at least one column/);
  await row.getByRole("checkbox", { name: "summary" }).check();
  await row.getByRole("checkbox", { name: "advert" }).check();
  await row.getByRole("radio", { name: "The table is one document" }).check();
  await row.getByRole("button", { name: "Read again" }).click();
  await documents(page, 2);
  await row.getByText(/Read as one document; text from “summary”, “advert”/).waitFor();
  await row.getByRole("radio", { name: "Each row is a document" }).check();
  await row.getByRole("combobox", { name: "Column that names each row" }).selectOption("reference");
  await row.getByRole("button", { name: "Read again" }).click();
  await documents(page, 7);
  await titles("A");
  await page.getByRole("button", { name: `Remove ${name}` }).click();
  await page.waitForFunction(() => document.querySelectorAll(".document").length === 1);
}

export default [
  [
    "A near copy names the document it repeats and counts once until the setting says otherwise, and the console is empty",
    {},
    async ({ page }) => {
      const copy = prose(1).replace("Strong communication", "Good communication").replace("Without", "Lacking");
      await drop(page, [["first.txt", prose(1)], ["second.txt", copy], ["other.txt", prose(2)]]);
      await ranked(page);
      await show(page);
      const said = page.locator(".file-problem", { hasText: /A near copy of (first|second)\.txt \(\d\d in 100 phrases are the same\): counted once\./ });
      assert.equal(await said.count(), 1);
      await view(page, "Documents");
      await page.locator(".document", { hasText: "A near copy of" }).waitFor();
      await view(page, "Ranking");
      await page.waitForSelector('[role="region"][aria-label="Ranking"]');
      assert.match(await page.textContent(".result-main"), /1 document is a near copy of another and was not counted twice/);
      await view(page, "Settings");
      await page.getByLabel("Count copies once").uncheck();
      await view(page, "Ranking");
      await settled(page);
      await view(page, "Documents");
      assert.equal(await page.locator(".document", { hasText: "A near copy of" }).count(), 0);
    },
  ],
  [
    "A notice that stands in many documents is listed and counts once, wherever one looks, until the setting says otherwise, and the console is empty",
    {},
    async ({ page }) => {
      await drop(page, [1, 2, 3, 4, 5].map((n) => [`page ${n}.txt`, n < 5 ? `${NOTICE}\n\n${prose(n)}` : prose(n)]));
      await ranked(page);
      const risk = async () => {
        await view(page, "Ranking");
        await openSkill(page, (await skills(page)).findIndex((name) => /^risk management$/i.test(name)));
        const lines = await page.locator(".panel .kwic").allTextContents();
        await page.click("#panel-close");
        return lines.filter((line) => /cookies/.test(line)).length;
      };
      assert.match(await page.textContent(".result-main"), /1 passage that stands in at least 3 documents was counted once/);
      assert.equal(await risk(), 1);
      await view(page, "Documents");
      const list = page.locator("details.passages");
      assert.match(await list.locator("summary").textContent(), /1 repeated passage, counted once; 57 repeated words left out/);
      await list.locator("summary").click();
      assert.match(await list.locator("li").textContent(), /We use cookies.*19 words in 4 documents, first in .*line 1/s);
      assert.ok((await wide(page)) <= 0);
      assert.equal(await page.locator(".document", { hasText: "19 repeated" }).count(), 3);
      await view(page, "Settings");
      await page.getByLabel("Count repeated passages once").uncheck();
      await view(page, "Ranking");
      await settled(page);
      assert.equal(await risk(), 4);
    },
  ],
  [
    "The rows of a CSV table become documents with titles, other columns can be chosen, and the console is empty",
    {},
    async ({ page }) => {
      await chooses(page, "posts.csv", csv(adverts()));
    },
  ],
  [
    "On a phone the rows of an Excel workbook become documents with titles, other columns can be chosen, and the console is empty",
    { phone: true },
    async ({ page }) => {
      const book = workbook([["Posts", adverts()], ["About", [["Made by", "Somebody"]]]]);
      await chooses(page, "posts.xlsx", book);
    },
  ],
  [
    "A long PDF tells how far it is, page by page, the bar moves, Cancel stops it at once, and the console is empty",
    {},
    async ({ page }) => {
      const lines = (n) => Array.from({ length: 30 }, (_, i) => `On page ${n} line ${i} it takes project management and data analysis to get on.`);
      const path = `${folder({ "long.pdf": pdf(4000, lines) })}/long.pdf`;
      await page.setInputFiles("#pick-files", path);
      await show(page);
      const at = () => page.locator(".file-state").textContent();
      await page.waitForFunction(() => /Reading: page [\d,]+ of 4,000/.test(document.querySelector(".file-state")?.textContent ?? ""));
      const first = await at();
      await page.waitForFunction((first) => document.querySelector(".file-state")?.textContent !== first, first);
      const bar = await page.locator(".work progress").evaluate((bar) => bar.value / bar.max);
      assert.ok(bar > 0 && bar < 1, `the bar stands at ${bar}`);
      await page.getByRole("button", { name: "Cancel" }).click();
      await page.waitForSelector('.work[data-busy="false"]', { timeout: 2000 });
      assert.match(await at(), /cancelled/);
      await page.setInputFiles("#pick-files", `${folder({ "short.pdf": pdf(3, lines) })}/short.pdf`);
      await ranked(page);
      assert.match(await page.textContent(".work-words"), /1 document,/);
    },
  ],
  [
    "A long book tells at which chapter it is, Cancel stops it at once, a short one is read, and the console is empty",
    {},
    async ({ page }) => {
      const chapter = (_, n) => `${prose(n)} It goes on and on, and says little that is new. `.repeat(40);
      const root = folder({ "long.epub": book(Array.from({ length: 1200 }, chapter)), "short.epub": book(Array.from({ length: 3 }, chapter)) });
      await page.setInputFiles("#pick-files", `${root}/long.epub`);
      await show(page);
      await page.waitForFunction(() => /Reading: chapter [\d,]+ of 1,200/.test(document.querySelector(".file-state")?.textContent ?? ""));
      await page.getByRole("button", { name: "Cancel" }).click();
      await page.waitForSelector('.work[data-busy="false"]', { timeout: 2000 });
      await page.setInputFiles("#pick-files", `${root}/short.epub`);
      await ranked(page);
      assert.match(await page.textContent(".work-words"), /1 document,/);
    },
  ],
];
