import { render } from "lit-html";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Reached } from "../src/engine/api.ts";
import type { ReadOutcome, TableOffer } from "../src/engine/types.ts";
import type { Intents } from "../src/intents.ts";
import { initial, update, type FileRow, type State } from "../src/state.ts";
import { deskView } from "../src/views/desk.ts";
import { FILES_SHOWN } from "../src/views/files.ts";
import { Engine } from "./fake/engine.ts";
import { evidenceFor, linesFor } from "./fake/report.ts";
import { report } from "./fixture.ts";

const intents = new Proxy({} as Record<string, ReturnType<typeof vi.fn>>, { get: (all, name: string) => (all[name] ??= vi.fn()) }) as unknown as Intents;
const EVIL = '<img src=x onerror="alert(1)">';
let root: HTMLElement;

const outcome = (id: string, more: Partial<ReadOutcome> = {}): ReadOutcome => ({ id, format: "text", title: id, words: 500, usable: true, problems: [], table: null, ...more });
const file = (key: number, more: Partial<FileRow> = {}): FileRow => ({ key, path: `f/${key}.txt`, name: `${key}.txt`, size: 1200, state: "read", outcomes: [outcome(`${key}`)], words: 500, reached: null, problems: [], ...more });
const draw = (state: State): HTMLElement => {
  render(deskView(state, intents), root);
  return root;
};
const loaded = (): State => update({ ...initial, phase: "offline-ready", files: [file(1)], settings: Engine.defaults(), defaults: Engine.defaults() }, { do: "report", report: report(), quick: false });
const words = (selector: string): string => root.querySelector(selector)?.textContent?.replace(/\s+/g, " ").trim() ?? "";

beforeEach(() => {
  vi.clearAllMocks();
  root = document.createElement("div");
  document.body.replaceChildren(root);
});

describe("the ranking", () => {
  it("is a region with a headline and one row a skill, the outstanding ones first", () => {
    draw(loaded());
    expect(root.querySelector('[role="region"][aria-label="Ranking"]')).not.toBeNull();
    expect(words(".headline")).toMatch(/^At least \d+ skills stand out/);
    const tones = [...root.querySelectorAll(".row")].map((row) => row.getAttribute("data-tone"));
    expect(tones).toEqual([...tones].sort((a, b) => (a === b ? 0 : a === "strong" ? -1 : 1)));
    expect(tones.length).toBe(30);
  });

  it("has a table twin with every number", () => {
    draw(update(loaded(), { do: "ranking", ranking: { form: "table" } }));
    expect(root.querySelectorAll("thead th")).toHaveLength(10);
    expect(root.querySelectorAll("tbody tr").length).toBe(report().skills.length);
  });

  it("shows no intervals, no line and no threshold where nothing can be said", () => {
    const r = report();
    const skills = r.skills.map((skill) => ({ ...skill, low: null, high: null, standsOut: false }));
    draw(update(loaded(), { do: "report", report: { ...r, sureness: "none", skills }, quick: false }));
    expect(root.querySelector(".interval-bar, .interval-threshold, .line")).toBeNull();
  });

  it("says that nothing was found in the headline's own words", () => {
    draw(update(loaded(), { do: "report", report: { ...report(), skills: [], headline: "No skill was found" }, quick: false }));
    expect(words(".headline")).toBe("No skill was found");
    expect(root.querySelector(".tools")).toBeNull();
  });
});

describe("what documents say", () => {
  it("is only ever text", () => {
    const r = report();
    const first = { ...(r.skills[0] as (typeof r.skills)[number]), name: EVIL, definition: EVIL, why: EVIL };
    const hostile = { ...r, headline: EVIL, caveats: [EVIL], skills: [first, ...r.skills.slice(1)], documents: r.documents.map((d) => ({ ...d, title: EVIL, path: EVIL })) };
    let state = update({ ...loaded(), files: [file(1, { name: EVIL, path: EVIL, problems: [{ severity: "part", code: "x", what: EVIL, place: EVIL, remedy: EVIL }] })], filesOpen: true }, { do: "report", report: hostile, quick: false });
    state = update(state, { do: "open", skill: first.id });
    state = update(state, { do: "evidence", skill: first.id, evidence: evidenceFor(first), lines: linesFor(first).map((line) => ({ ...line, left: EVIL, node: EVIL, right: EVIL, place: EVIL })), total: 9 });
    for (const view of ["ranking", "documents", "nearly", "export", "themes", "settings"] as const) {
      draw({ ...state, view });
      expect(root.querySelector("img")).toBeNull();
    }
    expect(root.textContent).toContain(EVIL);
    expect(root.querySelector("[style]")).toBeNull();
  });
});

describe("the evidence", () => {
  const open = (): State => {
    const r = report();
    const skill = r.skills[0] as (typeof r.skills)[number];
    const state = update(loaded(), { do: "open", skill: skill.id });
    return update(state, { do: "evidence", skill: skill.id, evidence: { ...evidenceFor(skill), rejected_forms: [skill.surfaces[0]?.text ?? ""] }, lines: linesFor(skill).slice(0, 3), total: 80 });
  };

  it("shows definition, quotes, forms, documents, mentions and the explanation", () => {
    draw(open());
    expect(root.querySelectorAll(".quote mark")).toHaveLength(5);
    expect(words(".definition")).not.toBe("");
    expect(root.querySelectorAll(".kwic")).toHaveLength(3);
    expect(words(".panel .more")).toBe("Show 50 more of 77");
    expect(root.querySelectorAll(".why").length).toBeGreaterThan(1);
  });

  it("offers no second rejection of a rejected form", () => {
    draw(open());
    const forms = [...root.querySelectorAll(".forms li")];
    expect(forms[0]?.querySelector("button")).toBeNull();
    expect(forms[1]?.querySelector("button")).not.toBeNull();
  });

  it("tells the edit in words that a person can check", () => {
    draw(open());
    root.querySelector<HTMLButtonElement>('[data-edit="reject"]')?.click();
    expect(intents.edit).toHaveBeenCalledWith(expect.objectContaining({ kind: "reject-skill" }), expect.stringMatching(/^“.+” is not a skill$/));
  });
});

describe("the files", () => {
  it("are capped until all are asked for", () => {
    const files = Array.from({ length: 300 }, (_, i) => file(i + 1));
    draw({ ...loaded(), files, filesOpen: true });
    expect(root.querySelectorAll(".file")).toHaveLength(FILES_SHOWN);
    draw({ ...loaded(), files, filesOpen: true, filesAll: true });
    expect(root.querySelectorAll(".file")).toHaveLength(300);
  });

  it("show progress, and Cancel instead of adding, while they are read", () => {
    draw({ ...initial, files: [file(1, { words: 1500 }), file(2, { state: "waiting", words: 0 })] });
    expect(words(".work-words strong")).toBe("1 of 2 files, 1,500 words");
    expect(root.querySelector("progress")?.getAttribute("max")).toBe("2");
    expect([...root.querySelectorAll(".work-buttons button")].map((b) => b.textContent?.trim())).toEqual(["Show files", "Cancel"]);
  });

  it("name the document of an archive that has a problem, and its number of documents", () => {
    const empty = outcome("empty.txt", { usable: false, words: 0, problems: [{ severity: "unread", code: "empty-file", what: "It is empty.", place: null, remedy: "Check it." }] });
    draw({ ...loaded(), files: [file(1, { name: "all.zip", outcomes: [outcome("a"), outcome("b"), empty] })], filesOpen: true });
    expect(words(".file-problem")).toBe("empty.txt: It is empty. Check it.");
    expect(words(".file-state")).toBe("Read: 2 documents");
    expect(root.querySelector("form")).toBeNull();
  });

  it("ask for the password of a locked PDF and forget it at once", () => {
    const locked = outcome("l.pdf", { format: "pdf", usable: false, words: 0, problems: [{ severity: "unread", code: "password", what: "Locked.", place: null, remedy: "Enter it." }] });
    draw({ ...loaded(), files: [file(7, { name: "l.pdf", state: "unusable", outcomes: [locked] })], filesOpen: true });
    expect(words(".password label")).toBe("Password of l.pdf");
    const input = root.querySelector<HTMLInputElement>(".password input") as HTMLInputElement;
    input.value = "open sesame";
    root.querySelector<HTMLFormElement>(".password")?.dispatchEvent(new Event("submit", { cancelable: true }));
    expect(intents.unlock).toHaveBeenCalledWith(7, "open sesame");
    expect(input.value).toBe("");
  });

  it("say what could not be used and what was not read", () => {
    draw({ ...loaded(), files: [file(1), file(2, { state: "unusable" }), file(3, { state: "cancelled" }), file(4, { state: "cancelled" })] });
    expect(words(".work-trouble")).toBe("1 file could not be used, 2 files not read");
  });
});

describe("a table among the files", () => {
  const sheet = (name: string, columns: string[]): TableOffer["sheets"][number] => ({ name, columns, text: [1] });
  const offer: TableOffer = { sheets: [sheet("Posts", ["title", EVIL, "note"])], chosen: { sheet: 0, text: [EVIL], title: "title", rows: true } };
  const listed = (table: TableOffer): HTMLElement => {
    const outcomes = [outcome("a.csv/row 2", { table }), outcome("a.csv/row 3")];
    return draw({ ...initial, filesOpen: true, files: [file(7, { path: "a.csv", name: "a.csv", outcomes })] });
  };
  const send = (): boolean => root.querySelector(".columns form")?.dispatchEvent(new Event("submit", { cancelable: true })) ?? false;

  it("says how it was read and offers the rest", () => {
    expect(listed(offer).textContent).toContain(`Each row is a document, 2 documents in all; text from “${EVIL}”, titles from “title”.`);
    expect(root.querySelector("img")).toBeNull();
    const ticked = [...root.querySelectorAll<HTMLInputElement>(".columns [type=checkbox]")].map((box) => box.checked);
    expect(ticked).toEqual([false, true, false]);
  });

  it("hands over what is chosen, and asks for a column where none is ticked", () => {
    listed(offer);
    const boxes = [...root.querySelectorAll<HTMLInputElement>(".columns [type=checkbox]")];
    for (const box of boxes) box.checked = false;
    send();
    expect(root.querySelector(".columns [role=alert]")?.textContent).toContain("Tick at least one column");
    expect(intents.chooseColumns).not.toHaveBeenCalled();
    for (const box of boxes.slice(1)) box.checked = true;
    (root.querySelector("[name=rows][value=one]") as HTMLInputElement).checked = true;
    (root.querySelector("select[name=title-0]") as HTMLSelectElement).value = "";
    send();
    expect(intents.chooseColumns).toHaveBeenCalledWith(7, { sheet: 0, text: [EVIL, "note"], title: "", rows: false });
  });

  it("shows the columns of the sheet that is picked", () => {
    listed({ sheets: [...offer.sheets, sheet("Others", ["x", "y"])], chosen: { sheet: 1, text: ["y"], title: "", rows: false } });
    const hidden = (): boolean[] => [...root.querySelectorAll(".columns-sheet")].map((part) => part.hasAttribute("hidden"));
    expect(hidden()).toEqual([true, false]);
    const select = root.querySelector("select[name=sheet]") as HTMLSelectElement;
    select.value = "0";
    select.dispatchEvent(new Event("change"));
    expect(hidden()).toEqual([false, true]);
  });
});

describe("a long document", () => {
  const reading = (reached: Reached) => draw({ ...initial, filesOpen: true, files: [file(1, { state: "reading", outcomes: [], reached })] });

  it("says how far it is in the words of its kind", () => {
    reading({ done: 2, all: 20, step: "chapter" });
    expect(root.querySelector(".file-state")?.textContent).toBe("Reading: chapter 3 of 20");
    reading({ done: 359_999, all: 1_000_000, step: "byte" });
    expect(root.querySelector(".file-state")?.textContent).toBe("Reading: 35 % of its text");
  });

  it("says how far it is and moves the bar", () => {
    reading({ done: 119, all: 400, step: "page" });
    expect(root.querySelector(".file-state")?.textContent).toBe("Reading: page 120 of 400");
    expect(root.querySelector<HTMLProgressElement>(".work progress")?.value).toBeCloseTo(119 / 400);
  });
});
