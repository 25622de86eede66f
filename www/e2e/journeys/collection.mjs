import { ranked } from "../browser.mjs";
import { assert, drop, openSkill, prose, settled, skills, view, wide } from "../tools.mjs";

const NOTICE = "We use cookies so that you can enjoy content marketing and risk management that suit you on this site.";

const document = (page, name) => page.locator(".document", { has: page.locator(".document-name", { hasText: name }) });
const show = async (page) => {
  await page.getByRole("button", { name: "Show files" }).click();
  await page.waitForSelector(".file");
};

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
      assert.equal(await page.locator(".document", { hasText: "A near copy of" }).count(), 1);
      assert.match(await page.locator(".caveats, .result-main").first().textContent(), /near copy/);
      await view(page, "Ranking");
      assert.match(await page.textContent(".result-main"), /1 document is a near copy of another and was not counted twice/);
      await view(page, "Settings");
      await page.getByLabel("Count copies once").uncheck();
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
      await settled(page);
      assert.equal(await risk(), 4);
    },
  ],
];
