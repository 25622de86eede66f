import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const CHROMIUM = process.env.SKILLSIFT_CHROMIUM || ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => existsSync(path));
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"];

export const dist = process.env.SKILLSIFT_DIST || fileURLToPath(new URL("../../dist", import.meta.url));

export const launch = (options = {}) => chromium.launch({ executablePath: CHROMIUM, args: FLAGS, ...options });

/** The page draws in the next animation frame: what a person does is followed by two of them, as it is for a person's eyes. */
function attentive(page) {
  const drawn = () => page.evaluate(() => new Promise((done) => {
    setTimeout(done, 500);
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));
  })).catch(() => undefined);
  const wrap = (owner, names) => {
    for (const name of names) {
      const act = owner[name].bind(owner);
      owner[name] = async (...given) => {
        const result = await act(...given);
        await drawn();
        return result;
      };
    }
  };
  wrap(page, ["click", "goBack", "setInputFiles"]);
  wrap(page.keyboard, ["press"]);
  const find = ["locator", "getByRole", "getByLabel", "getByText", "first", "nth", "last", "filter"];
  const attend = (owner) => {
    for (const name of find.filter((name) => typeof owner[name] === "function")) {
      const look = owner[name].bind(owner);
      owner[name] = (...given) => {
        const found = attend(look(...given));
        wrap(found, ["click", "fill", "press", "check", "uncheck", "selectOption"]);
        return found;
      };
    }
    return owner;
  };
  attend(page);
}

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
  if (options.javaScriptEnabled !== false) attentive(page);
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
