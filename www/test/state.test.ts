import { describe, expect, it } from "vitest";
import { initial, progress, update, type FileRow, type State } from "../src/state.ts";
import type { Edit, ReadOutcome } from "../src/engine/types.ts";
import { report } from "./fixture.ts";

const row = (key: number, more: Partial<FileRow> = {}): FileRow => ({ key, path: `a/${key}.txt`, name: `${key}.txt`, size: 10, state: "waiting", outcomes: [], words: 0, reached: null, problems: [], ...more });
const outcome = (id: string, usable = true): ReadOutcome => ({ id, format: "text", title: id, words: usable ? 5 : 0, usable, problems: [], table: null });
const withFiles = (...files: FileRow[]): State => ({ ...initial, files });

describe("files", () => {
  it("takes news in batches, the later over the earlier", () => {
    const state = update(withFiles(row(1), row(2)), {
      do: "files-news",
      news: [{ key: 1, state: "reading" }, { key: 1, state: "read", words: 7 }],
    });
    expect(state.files.map((file) => [file.state, file.words])).toEqual([["read", 7], ["waiting", 0]]);
  });

  it("keeps one row for the same file added twice", () => {
    const state = update(withFiles(row(1, { outcomes: [outcome("same")], state: "read" }), row(2)), { do: "files-news", news: [{ key: 2, state: "read", outcomes: [outcome("same")] }] });
    expect(state.files.map((file) => file.key)).toEqual([1]);
  });

  it("counts what is done, usable and busy", () => {
    expect(progress([row(1, { state: "read", words: 5, outcomes: [outcome("a"), outcome("b"), outcome("c", false)] }), row(2, { state: "unusable" }), row(3, { state: "cancelled" })])).toEqual({ all: 3, done: 3, reached: 3, bad: 1, usable: 2, words: 5, busy: false });
    expect(progress([row(1), row(2, { state: "reading" })]).busy).toBe(true);
    expect(progress([row(1), row(2, { state: "reading", reached: { done: 1, all: 4, step: "page" } })]).reached).toBe(0.25);
  });

  it("lets files wait for the heavy module only while it is on its way", () => {
    const parked = withFiles(row(1, { state: "parked" }), row(2, { state: "read", outcomes: [outcome("a")] }));
    expect(progress(parked.files).busy).toBe(true);
    const failed = update(parked, { do: "heavy", heavy: "failed" });
    expect([failed.files[0]?.state, progress(failed.files).busy]).toEqual(["held", false]);
    const late = update({ ...failed, files: [row(3)] }, { do: "files-news", news: [{ key: 3, state: "parked" }] });
    expect(late.files[0]?.state).toBe("held");
    expect(update(failed, { do: "heavy", heavy: "loading" }).files[0]?.state).toBe("parked");
  });

  it("starts over but keeps settings and phase", () => {
    const settings = { seed: 9 } as never;
    const state = update({ ...withFiles(row(1)), phase: "offline-ready", settings }, { do: "start-over" });
    expect(state).toMatchObject({ files: [], phase: "offline-ready", settings, report: null });
  });
});

describe("edits", () => {
  const edit = (skill: string): Edit => ({ kind: "reject-skill", skill });
  const two = [edit("a"), edit("b")].reduce((state, e) => update(state, { do: "edit", edit: e, words: e.kind }), initial);

  it("undoes and redoes in order", () => {
    const undone = update(update(two, { do: "undo" }), { do: "undo" });
    expect(undone.edits).toEqual([]);
    expect(update(undone, { do: "redo" }).edits).toEqual([edit("a")]);
  });

  it("forgets what could be redone once something new is corrected", () => {
    const state = update(update(two, { do: "undo" }), { do: "edit", edit: edit("c"), words: "" });
    expect(state.edits).toEqual([edit("a"), edit("c")]);
    expect(state.undone).toEqual([]);
  });

  it("does nothing when there is nothing to undo or redo", () => {
    expect(update(initial, { do: "undo" })).toBe(initial);
    expect(update(initial, { do: "redo" })).toBe(initial);
  });
});

describe("reports and evidence", () => {
  it("closes the evidence of a skill that is gone", () => {
    const open = update(initial, { do: "open", skill: "gone" });
    expect(update(open, { do: "report", report: report(), quick: false }).panel).toBeNull();
  });

  it("ignores evidence that arrives for another skill", () => {
    const open = update(initial, { do: "open", skill: "a" });
    expect(update(open, { do: "evidence", skill: "b", evidence: null, lines: [], total: 3 })).toBe(open);
  });

  it("stays with the themes when a report has none: the view says why", () => {
    const state = update({ ...initial, view: "themes" }, { do: "report", report: { ...report(), themes: [] }, quick: false });
    expect(state.view).toBe("themes");
  });
});
