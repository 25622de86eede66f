import { ranked } from "../browser.mjs";
import { trap } from "../server.mjs";
import { assert, drop, openSkill, prose, sample, settled, skills, view } from "../tools.mjs";

const EVIL = '<img src=x onerror="window.pwned=1">';

/** Runs in the page or in a worker: tries every way out and tells which let something through. */
const escape = async ([host, ...without]) => {
  const tries = {
    fetch: () => fetch(`http://${host}/fetch`, { mode: "no-cors" }),
    xhr: () =>
      new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.onload = resolve;
        request.onerror = reject;
        request.open("GET", `http://${host}/xhr`);
        request.send();
      }),
    socket: () =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(`ws://${host}/socket`);
        socket.onopen = resolve;
        socket.onerror = reject;
      }),
    events: () =>
      new Promise((resolve, reject) => {
        const source = new EventSource(`http://${host}/events`);
        source.onopen = resolve;
        source.onerror = reject;
      }),
    beacon: async () => {
      if (!navigator.sendBeacon?.(`http://${host}/beacon`, "x")) throw new Error("refused");
    },
    script: async () => {
      if (typeof importScripts === "function") importScripts(`http://${host}/script.js`);
      else await import(`http://${host}/script.js`);
    },
    module: () => import(`http://${host}/module.js`),
    nested: () =>
      new Promise((resolve, reject) => {
        const code = `fetch("http://${host}/nested", { mode: "no-cors" }).then(() => postMessage("out"), () => postMessage("held"))`;
        const worker = new Worker(URL.createObjectURL(new Blob([code])));
        worker.onmessage = ({ data }) => (data === "out" ? resolve() : reject(new Error(data)));
        worker.onerror = reject;
      }),
    direct: () =>
      new Promise((resolve, reject) => {
        const worker = new Worker(`http://${host}/worker.js`);
        worker.onmessage = resolve;
        worker.onerror = reject;
      }),
    image: () =>
      new Promise((resolve, reject) => {
        const image = new Image();
        image.onload = resolve;
        image.onerror = reject;
        image.src = `http://${host}/image.png`;
      }),
  };
  const out = [];
  for (const [name, run] of Object.entries(tries)) {
    if (without.includes(name)) continue;
    const limit = new Promise((_, reject) => setTimeout(reject, 1500, new Error("nothing came")));
    await Promise.race([Promise.resolve().then(run), limit]).then(
      () => name !== "beacon" && out.push(name),
      () => undefined,
    );
  }
  return out;
};

export default [
  [
    "Neither the page nor its workers can reach another server, and the console tells of nothing but refusals",
    { mayRefuse: true },
    async ({ page, server }) => {
      const other = await trap();
      await sample(page);
      assert.deepEqual(await page.evaluate(escape, [other.host]), [], "from the page");
      const workers = page.workers();
      assert.ok(workers.length >= 2, `${workers.length} workers are running`);
      for (const worker of workers) {
        assert.match(worker.url(), /^blob:/);
        assert.deepEqual(await worker.evaluate(escape, [other.host]), [], "from inside a worker");
        // A page may load scripts from where it came from; everything else is closed even there.
        assert.deepEqual(await worker.evaluate(escape, [new URL(server.url).host, "script", "module"]), [], "to our own server, from inside a worker");
      }
      await page.waitForTimeout(300);
      assert.deepEqual(other.asked, []);
      other.close();
    },
  ],
  [
    "Once everything is loaded the page works with the network switched off, and the console is empty",
    {},
    async ({ page, context }) => {
      await context.setOffline(true);
      await sample(page);
      await openSkill(page, 0);
      await page.locator(".forms button").first().click();
      await settled(page);
      if (await page.locator(".panel").count()) await page.click("#panel-close");
      for (const name of ["Documents", "Nearly", "Settings", "Export"]) await view(page, name);
      await Promise.all([page.waitForEvent("download"), page.click("[data-export=json]")]);
      await drop(page, Array.from({ length: 400 }, (_, i) => [`more ${i}.txt`, prose(i), 40]));
      await page.getByRole("button", { name: "Cancel" }).click();
      await page.waitForSelector('.work[data-busy="false"]');
      await drop(page, [["after.txt", prose(1)]]);
      await view(page, "Ranking");
      await ranked(page);
    },
  ],
  [
    "Hostile names and contents are shown as the text they are, and the console is empty",
    {},
    async ({ page }) => {
      const name = `${EVIL}.txt`;
      await drop(page, [
        [name, `${EVIL}\n\nTeams need the ability to ${EVIL} and skills such as ${EVIL} prototyping, project management and <script>window.pwned=1</script>. ${prose(1)}`],
        ["page.html", `<title>${EVIL.replaceAll("<", "&lt;")}</title><p>${prose(2)}</p>${EVIL}<script>window.pwned = 1</script>`],
        [`=cmd|' !A1.txt`, prose(3)],
      ]);
      await ranked(page);
      await page.getByRole("button", { name: "Show files" }).click();
      assert.ok((await page.textContent(".files")).includes(name));
      await openSkill(page, 0);
      await page.locator(".correct summary").click();
      await page.getByLabel("Call it").fill(EVIL);
      await page.getByRole("button", { name: "Rename" }).click();
      await settled(page);
      assert.ok((await skills(page)).includes(EVIL));
      await view(page, "Documents");
      await view(page, "Export");
      assert.equal(await page.evaluate(() => window.pwned), undefined);
      assert.equal(await page.locator("img, script:not([src])").count(), 0);
    },
  ],
  [
    "A document that stops the engine is told so, the others are ranked and the worker is replaced, and the console is empty",
    { early: true },
    async ({ page }) => {
      // The engine has no known way to stop: its exports are wrapped so that one file name stops it, in the worker, as a bug in it would.
      await page.addInitScript(() => {
        const wrap = () => {
          const Instance = WebAssembly.Instance;
          WebAssembly.Instance = function (module, imports) {
            const { exports } = new Instance(module, imports);
            const named = (args) =>
              args.some((at, i) => {
                const size = args[i + 1];
                if (!(at > 0 && size > 0 && size < 200)) return false;
                return new TextDecoder().decode(new Uint8Array(exports.memory.buffer, at, size)).endsWith("trap-me.txt");
              });
            const wrapped = {};
            for (const [key, value] of Object.entries(exports)) {
              wrapped[key] = /_read$/.test(key) ? (...args) => { if (named(args)) throw new WebAssembly.RuntimeError("unreachable"); return value(...args); } : value;
            }
            return { exports: wrapped };
          };
        };
        const Plain = Blob;
        window.Blob = class extends Plain {
          constructor(parts, options) {
            super(options?.type === "text/javascript" ? [`(${wrap})();`, ...parts] : parts, options);
          }
        };
      });
      await page.reload();
      await page.waitForSelector('html[data-state="offline-ready"]', { state: "attached" });
      await drop(page, [["one.txt", prose(1)], ["trap-me.txt", `TRAP ${prose(2)}`], ["two.txt", prose(3)], ["three.txt", prose(4)]]);
      await ranked(page);
      await page.getByRole("button", { name: "Show files" }).click();
      assert.match(await page.locator('.file[data-state="unusable"]').textContent(), /trap-me\.txt.*The engine stopped while it read this document/s);
      assert.match(await page.textContent(".work-words"), /3 documents/);
      assert.ok((await skills(page)).length > 0);
      await drop(page, [["four.txt", prose(5)]]);
      await page.waitForFunction(() => /4 documents/.test(document.querySelector(".work-words")?.textContent ?? ""));
      await ranked(page);
    },
  ],
];
