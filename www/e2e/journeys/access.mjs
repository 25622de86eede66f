import { fileURLToPath } from "node:url";
import axe from "axe-core";
import { ranked } from "../browser.mjs";
import { assert, closed, openSkill, sample, skills, view, wide } from "../tools.mjs";

async function clean(page, what) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const result = await window.axe.run(document, { preload: false, runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
    return result.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => `${n.target} (${n.failureSummary?.split("\n")[1]?.trim()})`).join("; ")}`);
  });
  assert.deepEqual(violations, [], `axe on ${what}`);
}

const axeTour = async ({ page }) => {
  await page.waitForTimeout(100);
  await clean(page, "the first view");
  await page.click("[data-do=paste]");
  await clean(page, "the paste box");
  await page.keyboard.press("Escape");
  await sample(page);
  await page.getByRole("button", { name: "Show files" }).click();
  await clean(page, "the ranking with files");
  await page.getByRole("button", { name: "Hide files" }).click();
  await openSkill(page, 1);
  await page.locator(".correct summary").click();
  await page.locator(".kwic summary").first().click();
  await clean(page, "the evidence");
  await page.keyboard.press("Escape");
  await closed(page);
  await page.getByRole("button", { name: "Table", exact: true }).click();
  await clean(page, "the table");
  for (const name of ["Themes", "Documents", "Nearly", "Settings", "Export"]) {
    if ((await page.locator(".views button", { hasText: name }).count()) === 0) continue;
    await view(page, name);
    await clean(page, name);
  }
};

const lockedTour = async ({ page }) => {
  const fixture = (path) => fileURLToPath(new URL(`../../../tests/fixtures/${path}`, import.meta.url));
  await page.setInputFiles("#pick-files", [fixture("pdf/locked.pdf"), fixture("read/bundle.zip")]);
  await ranked(page);
  await page.getByLabel("Password of locked.pdf").waitFor();
  await clean(page, "files with a locked one and an archive");
};

const focused = (page) => page.evaluate(() => document.activeElement?.id || document.activeElement?.dataset?.skill || document.activeElement?.textContent?.trim() || document.activeElement?.tagName);

async function tabTo(page, wanted, most = 60) {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press("Tab");
    const now = await focused(page);
    if (typeof wanted === "string" ? now === wanted : wanted(now)) return now;
  }
  throw new Error(`Tab never reached ${wanted}; it stands on ${await focused(page)}`);
}

export default [
  ["Axe finds nothing to object to in any state, and the console is empty", {}, axeTour],
  ["Axe finds nothing to object to in the dark, and the console is empty", { colorScheme: "dark" }, axeTour],
  ["Axe finds nothing to object to on a phone, and the console is empty", { phone: true }, axeTour],
  ["Axe finds nothing to object to where a password is asked for, and the console is empty", { phone: true }, lockedTour],
  [
    "On a phone the evidence fills the screen and the back button closes it, and the console is empty",
    { phone: true },
    async ({ page }) => {
      await sample(page);
      const names = await skills(page);
      await page.locator(".row-button").nth(1).tap();
      await page.waitForSelector(".panel .quote");
      const box = await page.locator(".panel").boundingBox();
      assert.ok(box.x <= 0 && box.y <= 0 && box.width >= 390 && box.height >= 700, JSON.stringify(box));
      assert.equal(await page.textContent("#panel-title"), names[1]);
      assert.ok(await page.evaluate(() => document.querySelector(".result-main").inert));
      await page.goBack();
      await closed(page);
      assert.ok(await page.getByRole("region", { name: "Ranking" }).isVisible());
      await page.waitForFunction((name) => document.activeElement?.textContent === name, names[1]);
      await page.locator(".row-button").nth(0).tap();
      await page.waitForSelector(".panel .quote");
      await page.locator("#panel-close").tap();
      await closed(page);
      assert.ok(!(await page.evaluate(() => document.querySelector(".result-main").inert)));
      for (const button of await page.locator("button:visible").all()) {
        const size = await button.boundingBox();
        assert.ok(size && size.height >= 24 && size.width >= 24, `${await button.textContent()} is ${JSON.stringify(size)}`);
      }
    },
  ],
  [
    "The back button leads from one view of the result to the one before, not out of the page, and the console is empty",
    { phone: true },
    async ({ page }) => {
      await sample(page);
      await page.locator(".views button", { hasText: "Documents" }).tap();
      await page.waitForSelector(".document");
      await page.locator(".document-skills [data-skill]").first().tap();
      await page.waitForSelector(".panel .quote");
      await page.goBack();
      await closed(page);
      assert.ok(await page.locator(".document").first().isVisible());
      await page.goBack();
      await page.waitForSelector(".row-button");
      assert.ok(await page.getByRole("region", { name: "Ranking" }).isVisible());
    },
  ],
  [
    "On a screen 320 pixels wide nothing needs sideways scrolling, and the console is empty",
    { viewport: { width: 320, height: 640 } },
    async ({ page }) => {
      assert.ok((await wide(page)) <= 0, "first view");
      await sample(page);
      assert.ok((await wide(page)) <= 0, "ranking");
      await page.getByRole("button", { name: "Show files" }).click();
      assert.ok((await wide(page)) <= 0, "files");
      await openSkill(page, 0);
      await page.locator(".correct summary").click();
      assert.ok(await page.evaluate(() => document.querySelector(".panel").scrollWidth <= document.querySelector(".panel").clientWidth), "evidence");
      await page.keyboard.press("Escape");
      await closed(page);
      await page.getByRole("button", { name: "Table", exact: true }).click();
      assert.ok((await wide(page)) <= 0, "table");
      for (const name of ["Themes", "Documents", "Nearly", "Settings", "Export"]) {
        if ((await page.locator(".views button", { hasText: name }).count()) === 0) continue;
        await view(page, name);
        assert.ok((await wide(page)) <= 0, name);
      }
    },
  ],
  [
    "With the keyboard alone someone tries the sample, opens the evidence, corrects, undoes and returns, and the console is empty",
    {},
    async ({ page }) => {
      await page.keyboard.press("Tab");
      assert.equal(await focused(page), "Skip to the main content");
      await page.keyboard.press("Enter");
      await tabTo(page, "Try the sample");
      await page.keyboard.press("Enter");
      await ranked(page);
      const before = await skills(page);
      await page.locator("#main").focus();
      const id = await page.locator(".row-button").first().getAttribute("data-skill");
      await tabTo(page, id);
      await page.keyboard.press("Enter");
      await page.waitForSelector(".panel .quote");
      await page.waitForFunction(() => document.activeElement?.id === "panel-title");
      await tabTo(page, "Correct this");
      await page.keyboard.press("Enter");
      await tabTo(page, "This is not a skill");
      await page.keyboard.press("Enter");
      await closed(page);
      await page.waitForFunction(() => document.activeElement?.id === "undo");
      await ranked(page);
      assert.ok(!(await skills(page)).includes(before[0]));
      await page.keyboard.press("Control+z");
      await page.waitForFunction((name) => document.querySelector(".row-button")?.textContent === name, before[0]);
      await page.locator("#main").focus();
      await tabTo(page, id);
      await page.keyboard.press("Enter");
      await page.waitForSelector(".panel .quote");
      await page.keyboard.press("Escape");
      await closed(page);
      await page.waitForFunction((wanted) => document.activeElement?.dataset?.skill === wanted, id);
    },
  ],
  [
    "What happens is announced in one polite live region, and the console is empty",
    {},
    async ({ page }) => {
      await page.evaluate(() => {
        window.heard = [];
        new MutationObserver(() => window.heard.push(document.querySelector("#live").textContent)).observe(document.querySelector("#live"), { childList: true, characterData: true, subtree: true });
      });
      await sample(page);
      assert.equal(await page.locator("[aria-live=polite]").count(), 1);
      const heard = await page.evaluate(() => window.heard.join(" | "));
      assert.match(heard, /Read 12 documents/);
    },
  ],
];
