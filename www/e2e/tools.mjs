import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ranked } from "./browser.mjs";

export { assert };

export async function sample(page) {
  await page.click("[data-do=sample]");
  await ranked(page);
}

/** A folder with these files. */
export function folder(files) {
  const root = mkdtempSync(join(tmpdir(), "skillsift-"));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

/** Drops files that are made in the page: quick for many. */
export const drop = (page, files) =>
  page.evaluate((list) => {
    const data = new DataTransfer();
    for (const [name, content, times] of list) data.items.add(new File([content.repeat(times ?? 1)], name));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  }, files);

/** Text that surely holds skills, and enough of its own to be no near copy of another. */
export const prose = (i) =>
  `Report ${i}\n\nDelivering a public mission takes skills such as project management, stakeholder engagement, prototyping and data analysis. ` +
  `Teams need the ability to facilitate workshops, to listen to citizens and to negotiate. Strong communication skills and leadership matter; so do budgeting, procurement and evaluation. ` +
  `In region ${i} the team learned risk management and change management. Without critical thinking and problem solving the work stalls. ` +
  `The lines were ${Array.from({ length: 16 }, (_, n) => 20 * i + n).join(", ")}.\n`;

export const view = (page, name) => page.locator(".views button", { hasText: name }).click();
/** Names as the page shows them: the first letter may have become a capital. */
export const same = (a, b) => a.toLowerCase() === b.toLowerCase();
export const skills = (page) => page.locator(".row-button").allTextContents();
export const openSkill = async (page, place = 0) => {
  await page.locator(".row-button").nth(place).click();
  await page.waitForSelector(".panel .kwic");
};
export const closed = (page) => page.waitForSelector(".panel", { state: "detached" });

/** Waits until the ranking follows what was just done. */
export async function settled(page) {
  await page.waitForTimeout(150);
  await ranked(page);
}

export const wide = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Lets documents that are much alike count each: texts made for a test often are. */
export async function countCopies(page) {
  await view(page, "Settings");
  await page.getByLabel("Count copies once").uncheck();
  await page.getByLabel("Count repeated passages once").uncheck();
  await view(page, "Ranking");
  await settled(page);
}
