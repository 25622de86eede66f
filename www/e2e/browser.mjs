import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const CHROMIUM = process.env.SKILLSIFT_CHROMIUM || ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => existsSync(path));
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"];

export const dist = process.env.SKILLSIFT_DIST || fileURLToPath(new URL("../../dist", import.meta.url));

export const launch = (options = {}) => chromium.launch({ executablePath: CHROMIUM, args: FLAGS, ...options });

/** A fresh page that keeps what its console says. */
export async function open(browser, url, { phone = false, ...options } = {}) {
  const context = await browser.newContext({
    viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 860 },
    ...(phone ? { hasTouch: true, isMobile: true, deviceScaleFactor: 2 } : {}),
    acceptDownloads: true,
    ...options,
  });
  const page = await context.newPage();
  const said = [];
  page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => said.push(`error: ${error.message}`));
  await page.goto(url);
  return { page, said, context };
}

export const loaded = (page) => page.waitForSelector('html[data-state="offline-ready"]', { state: "attached" });

/** Waits for a ranking that is complete: nothing is being read or ranked. */
export async function ranked(page, timeout = 30_000) {
  await page.waitForFunction(
    () => {
      const region = document.querySelector('[role="region"][aria-label="Ranking"]');
      return region && region.getAttribute("aria-busy") === "false" && !region.hasAttribute("data-quick") && document.querySelector(".work")?.getAttribute("data-busy") === "false";
    },
    undefined,
    { timeout },
  );
}
