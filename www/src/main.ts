import { render } from "lit-html";
import "./style/index.css";
import { boot } from "./engine/boot.ts";
import { Analysis } from "./flow/analysis.ts";
import { fromDrop, fromList } from "./flow/drop.ts";
import { EvidenceFlow } from "./flow/evidence.ts";
import { ViewFlow } from "./flow/view.ts";
import { copy, download } from "./flow/export.ts";
import { HeavyFlow } from "./flow/heavy.ts";
import { Intake } from "./flow/intake.ts";
import { OwnListFlow } from "./flow/own-list.ts";
import { pasteBox } from "./flow/paste.ts";
import { scanLine } from "./flow/scan.ts";
import { shelf } from "./flow/shelf.ts";
import { themeSwitch } from "./flow/theme.ts";
import { size } from "./format.ts";
import type { Intents } from "./intents.ts";
import { progress, type State } from "./state.ts";
import { Store } from "./store.ts";
import { deskView } from "./views/desk.ts";

const find = <T extends HTMLElement>(selector: string): T => {
  const found = document.querySelector<T>(selector);
  if (!found) throw new Error(`the page lacks ${selector}`);
  return found;
};

const desk = find("#desk");
const welcome = find("#welcome");
const live = find("#live");
const readiness = find("#readiness");
const keptList = find("#kept-list");
const loadHeavy = find<HTMLButtonElement>("#load-heavy");
const pickFiles = find<HTMLInputElement>("#pick-files");
const pickFolder = find<HTMLInputElement>("#pick-folder");

const READINESS: Record<State["phase"], string> = {
  loading: "Getting ready…",
  ready: "Ready. Still loading the rest…",
  "offline-ready": "Everything is loaded; you can go offline.",
  broken: "This browser could not start the engine.",
};

const WITHOUT_HEAVY: Partial<Record<State["heavy"], { words: string; button: string }>> = {
  saved: { words: "Ready for text and web pages. To save your data, the rest is loaded when you ask for it.", button: `Load the PDF and Office reader (about ${size(Number(HEAVY_BYTES.toPrecision(2)))})` },
  failed: { words: "Ready for text and web pages. The PDF and Office reader could not be loaded; check the connection and try again.", button: "Try again to load the PDF and Office reader" },
};

function drawReadiness({ phase, heavy }: State): void {
  const without = phase === "ready" ? WITHOUT_HEAVY[heavy] : undefined;
  const words = without?.words ?? READINESS[phase];
  if (readiness.textContent !== words) readiness.textContent = words;
  if (loadHeavy.hidden !== !without) loadHeavy.hidden = !without;
  if (without && loadHeavy.textContent !== without.button) loadHeavy.textContent = without.button;
}

function draw(state: State): void {
  document.documentElement.dataset.state = state.phase;
  const empty = state.files.length === 0;
  welcome.hidden = !empty;
  document.body.toggleAttribute("data-working", !empty);
  drawReadiness(state);
  keptList.hidden = !(state.listKept && state.ownList);
  if (!keptList.hidden) find("#kept-name").textContent = state.ownList?.name ?? "";
  if (live.textContent !== state.news) live.textContent = state.news;
  render(deskView(state, intents), desk);
  cover(state.panel !== null);
}

const narrow = matchMedia("(max-width: 62rem)");
/** On a narrow screen the evidence covers the page: what lies behind it cannot be reached. */
function cover(open: boolean): void {
  document.body.toggleAttribute("data-panel", open);
  for (const element of document.querySelectorAll<HTMLElement>("[data-behind]")) element.inert = open && narrow.matches;
}
narrow.addEventListener("change", () => cover(store.state.panel !== null));

const store = new Store(draw);
const engine = boot();
const views = new ViewFlow(store);
const evidence = new EvidenceFlow(store, engine);
/** Documents came or went since the headline was last told. */
let untold = false;
const analysis = new Analysis(store, engine, () => {
  evidence.refresh();
  const { report, quick, news, files } = store.state;
  if (!untold || quick || !report || progress(files).busy) return;
  untold = false;
  store.dispatch({ do: "say", words: `${news} ${report.headline}` });
});
const intake = new Intake(store, engine, () => {
  untold = true;
  analysis.changed();
});
const ownList = new OwnListFlow(store, shelf, (list) => intake.list(list));
const heavy = new HeavyFlow(store, engine, analysis.changed);
loadHeavy.addEventListener("click", () => {
  // The button goes; who pressed it should not be sent to the top of the page.
  find("#main").focus();
  store.dispatch({ do: "say", words: "Loading the PDF and Office reader." });
  void heavy.load();
});
const openPaste = pasteBox(intake);

const corrected = (words: string): void => {
  store.dispatch({ do: "say", words });
  analysis.changed();
};

const intents: Intents = {
  dispatch: store.dispatch,
  show: (view) => views.show(view),
  chooseFiles: () => pickFiles.click(),
  chooseFolder: () => pickFolder.click(),
  writePaste: openPaste,
  cancelReading: () => void intake.cancel(),
  startOver: () => {
    evidence.close();
    void intake.startOver();
    find("#main").focus();
  },
  removeFile: (key) => void intake.remove(key),
  unlock: (key, password) => {
    void intake.unlock(key, password).then(() => {
      // The form was taken away with what stood in it: the focus goes back to it, or to what is left of the row.
      setTimeout(() => {
        const row = desk.querySelector(`.file[data-key="${key}"]`);
        if (document.activeElement === document.body) row?.querySelector<HTMLElement>("input, button")?.focus();
      }, 250);
    });
  },
  chooseColumns: (key, table) => void intake.choose(key, table),
  openSkill: (skill) => evidence.open(skill),
  closePanel: () => evidence.close(),
  moreLines: () => void evidence.more(),
  edit: (edit, words) => {
    store.dispatch({ do: "edit", edit, words });
    corrected(`${words}. The ranking follows.`);
  },
  undo: () => {
    if (store.state.edits.length === 0) return;
    store.dispatch({ do: "undo" });
    corrected("Undone. The ranking follows.");
  },
  redo: () => {
    if (store.state.undone.length === 0) return;
    store.dispatch({ do: "redo" });
    corrected("Done again. The ranking follows.");
  },
  set: (settings) => {
    store.dispatch({ do: "settings", settings });
    corrected("The setting is changed. The ranking follows.");
  },
  ownList: (file, only) => void ownList.use(file && { file, only }),
  keepList: (on) => void ownList.keep(on),
  resetSettings: () => {
    if (store.state.defaults) intents.set(store.state.defaults);
  },
  download: (format) => void download(store, engine, format),
  copy: (format) => void copy(store, engine, format),
  print: () => window.print(),
};

for (const input of [pickFiles, pickFolder]) {
  input.addEventListener("change", () => {
    if (input.files?.length) intake.add(fromList(input.files));
    input.value = "";
  });
}

find("#forget-list").addEventListener("click", () => {
  // The button goes; who pressed it should not be sent to the top of the page.
  find("#main").focus();
  intents.ownList(null, false);
});

const WELCOME: Record<string, () => void> = {
  files: intents.chooseFiles,
  folder: intents.chooseFolder,
  paste: intents.writePaste,
  sample: () =>
    void import("./flow/sample-and-serif.ts").then(({ sample }) => {
      intake.add(sample());
      // The button goes with the welcome; whoever pressed it goes on from where the result will stand.
      find("#main").focus({ preventScroll: true });
    }),
};
for (const button of welcome.querySelectorAll<HTMLButtonElement>("button[data-do]")) {
  button.disabled = false;
  button.addEventListener("click", () => WELCOME[button.dataset.do ?? ""]?.());
}

let inside = 0;
const over = (change: number): void => {
  inside = Math.max(0, inside + change);
  document.body.toggleAttribute("data-over", inside > 0);
};
addEventListener("dragenter", (event) => {
  event.preventDefault();
  over(1);
});
addEventListener("dragleave", () => over(-1));
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  over(-inside);
  if (event.dataTransfer) void fromDrop(event.dataTransfer).then((files) => intake.add(files));
});

const writing = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.matches("input:not([type=checkbox], [type=range]), textarea, select");
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && store.state.panel && !document.querySelector("dialog[open]")) evidence.close();
  if (!(event.ctrlKey || event.metaKey) || event.altKey || writing(event.target)) return;
  const key = event.key.toLowerCase();
  if (key === "z" || key === "y") {
    event.preventDefault();
    if (key === "y" || event.shiftKey) intents.redo();
    else intents.undo();
  }
});
themeSwitch(find<HTMLButtonElement>("#theme"));
scanLine(desk, () => store.state);

/** How often the engine reads the sample for itself before the first real document: browsers compile well what has run for some hundredths of a second. */
const WARM_ROUNDS = 4;

async function start(): Promise<void> {
  const ready = await engine;
  store.dispatch({ do: "defaults", settings: await ready.defaults() });
  await ownList.restore();
  store.dispatch({ do: "phase", phase: "ready" });
  const tables = ready.warm(["Listening."]);
  analysis.changed();
  // Whatever could be asked for later is asked for now: the sample, both typefaces, and the reader of PDF and office files.
  const later = import("./flow/sample-and-serif.ts").then(async ({ loadSerif, sample }) => {
    const texts = sample().map(({ content }) => content as string);
    await tables;
    void ready.warm(Array.from({ length: WARM_ROUNDS }, () => texts).flat()).catch(() => undefined);
    await loadSerif();
  });
  await Promise.all([later, ...[...document.fonts].map((face) => face.load())]);
  await heavy.start();
  await heavy.there;
  store.dispatch({ do: "phase", phase: "offline-ready" });
}

start().catch((error: unknown) => {
  store.dispatch({
    do: "phase",
    phase: "broken",
    trouble: `The engine could not start (${error instanceof Error ? error.message : String(error)}). Reload the page; if that does not help, try a current Firefox, Chrome, Edge or Safari.`,
  });
});
