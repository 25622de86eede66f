import type { Reached } from "./engine/api.ts";
import type { Edit, Evidence, KwicLine, ListOutcome, Problem, ReadOutcome, Report, Settings, TableOffer } from "./engine/types.ts";

/* One state, changed only by `update`, which is pure. Views read it; flows (src/flow) talk to the engine and dispatch what came of it. */

export type Phase = "loading" | "ready" | "offline-ready" | "broken";

/** Whether PDF and office files can be read: the module for them is loaded, on its way, left out to save data, or failed to load. */
export type Heavy = "loading" | "ready" | "saved" | "failed";

/** `parked`: waits for the heavy module, which is on its way. `held`: waits for it too, but somebody has to ask for it first. */
export type FileState = "waiting" | "parked" | "held" | "reading" | "read" | "unusable" | "cancelled";

export type FileRow = {
  readonly key: number;
  readonly path: string;
  readonly name: string;
  /** Bytes; unknown until its turn comes. */
  readonly size: number | null;
  readonly state: FileState;
  /** Its documents; an archive holds several. */
  readonly outcomes: readonly ReadOutcome[];
  readonly words: number;
  /** How far its reading is, where the reader tells. */
  readonly reached: Reached | null;
  /** What went wrong with the file as a whole, where it gave no document to tell. */
  readonly problems: readonly Problem[];
};

/** Whether a password would open it. Only PDFs are opened with one; other locked files say what to do instead. */
export const asksPassword = ({ format, problems }: ReadOutcome): boolean => format === "pdf" && problems.some(({ code }) => code === "password");

/** What may be chosen of a table; `undefined` for other files. */
export const tableOf = ({ outcomes }: FileRow): TableOffer | undefined => outcomes.find(({ table }) => table)?.table ?? undefined;

export type FileNews = Partial<Omit<FileRow, "key">> & { readonly key: number };

export type View = "ranking" | "themes" | "documents" | "nearly" | "settings" | "export";
export type TickOrder = "canonical" | "name" | "length" | "dwelling";
export type SortKey = "rank" | "name" | "prominence" | "low" | "likely" | "documents" | "mentions" | "per10k" | "dispersion" | "origin";
export type Sort = { readonly key: SortKey; readonly down: boolean };

export type Ranking = {
  readonly form: "list" | "table";
  readonly filter: string;
  /** Empty for all; "discovered" stands for skills that no lexicon entry names. */
  readonly field: string;
  readonly order: TickOrder;
  readonly shown: number;
  readonly sort: Sort;
};

export type Panel = {
  readonly skill: string;
  readonly evidence: Evidence | null;
  readonly lines: readonly KwicLine[];
  readonly total: number;
  readonly trouble: string;
};

/** A person's own list of skills, as it was read; with its file while it is in force. */
export type OwnListState = { readonly name: string; readonly only: boolean; readonly outcome: ListOutcome; readonly file: File | null };

export type State = {
  readonly phase: Phase;
  readonly trouble: string;
  readonly heavy: Heavy;
  readonly files: readonly FileRow[];
  readonly filesOpen: boolean;
  readonly filesAll: boolean;
  readonly ownList: OwnListState | null;
  /** The list in use is kept on this device for the next visit. */
  readonly listKept: boolean;
  readonly settings: Settings | null;
  readonly defaults: Settings | null;
  readonly report: Report | null;
  /** A quick report has no intervals yet; a better one follows. */
  readonly quick: boolean;
  readonly analysing: boolean;
  readonly edits: readonly Edit[];
  /** Edits taken back, the next to redo last. */
  readonly undone: readonly Edit[];
  /** What each edit was about, in words, as the names stood when it was made. */
  readonly said: ReadonlyMap<Edit, string>;
  readonly view: View;
  readonly ranking: Ranking;
  readonly panel: Panel | null;
  readonly openDocument: string;
  readonly news: string;
};

export const FIRST_SHOWN = 30;

export const initial: State = {
  phase: "loading",
  trouble: "",
  heavy: "loading",
  files: [],
  filesOpen: false,
  filesAll: false,
  ownList: null,
  listKept: false,
  settings: null,
  defaults: null,
  report: null,
  quick: false,
  analysing: false,
  edits: [],
  undone: [],
  said: new Map(),
  view: "ranking",
  ranking: { form: "list", filter: "", field: "", order: "canonical", shown: FIRST_SHOWN, sort: { key: "rank", down: false } },
  panel: null,
  openDocument: "",
  news: "",
};

export type Action =
  | { do: "phase"; phase: Phase; trouble?: string }
  | { do: "heavy"; heavy: Heavy }
  | { do: "defaults"; settings: Settings }
  | { do: "files-added"; files: readonly FileRow[] }
  | { do: "files-news"; news: readonly FileNews[] }
  | { do: "file-removed"; key: number }
  | { do: "list-kept"; kept: boolean }
  | { do: "own-list"; list: Omit<OwnListState, "file"> | null; file: File | null }
  | { do: "files-shown"; open?: boolean; all?: boolean }
  | { do: "start-over" }
  | { do: "analysing"; on: boolean }
  | { do: "report"; report: Report; quick: boolean }
  | { do: "settings"; settings: Partial<Settings> }
  | { do: "edit"; edit: Edit; words: string }
  | { do: "undo" }
  | { do: "redo" }
  | { do: "view"; view: View }
  | { do: "ranking"; ranking: Partial<Ranking> }
  | { do: "open"; skill: string }
  | { do: "evidence"; skill: string; evidence: Evidence | null; lines: readonly KwicLine[]; total: number }
  | { do: "more-lines"; skill: string; lines: readonly KwicLine[] }
  | { do: "close" }
  | { do: "open-document"; id: string }
  | { do: "trouble"; words: string }
  | { do: "say"; words: string };

const identity = ({ outcomes }: FileRow): string => outcomes.map(({ id }) => id).join("\n");

/** Whether those that wait for the heavy module may hope that it comes by itself. */
const patient = (rows: readonly FileRow[], heavy: Heavy): readonly FileRow[] => {
  const [from, to] = heavy === "saved" || heavy === "failed" ? (["parked", "held"] as const) : (["held", "parked"] as const);
  return rows.some((row) => row.state === from) ? rows.map((row) => (row.state === from ? { ...row, state: to } : row)) : rows;
};

const merge = (rows: readonly FileRow[], news: readonly FileNews[]): readonly FileRow[] => {
  const byKey = new Map<number, FileNews>();
  for (const item of news) byKey.set(item.key, { ...byKey.get(item.key), ...item });
  const known = new Set(rows.filter((row) => !byKey.has(row.key)).map(identity));
  const merged: FileRow[] = [];
  for (const row of rows) {
    const item = byKey.get(row.key);
    if (!item) {
      merged.push(row);
      continue;
    }
    // The very same file under the same path is one document: it needs one row.
    const next = { ...row, ...item };
    const same = identity(next);
    if (same !== "" && known.has(same)) continue;
    known.add(same);
    merged.push(next);
  }
  return merged;
};

const panelFor = (skill: string): Panel => ({ skill, evidence: null, lines: [], total: 0, trouble: "" });

/** The same state is returned when nothing changes, so that nothing is drawn again. */
export function update(state: State, action: Action): State {
  switch (action.do) {
    case "phase":
      return { ...state, phase: action.phase, trouble: action.trouble ?? state.trouble };
    case "heavy":
      return { ...state, heavy: action.heavy, files: patient(state.files, action.heavy) };
    case "defaults":
      return { ...state, defaults: action.settings, settings: state.settings ?? action.settings };
    case "files-added":
      return { ...state, files: [...state.files, ...action.files], trouble: "" };
    case "files-news":
      return { ...state, files: patient(merge(state.files, action.news), state.heavy) };
    case "file-removed":
      return { ...state, files: state.files.filter((row) => row.key !== action.key) };
    case "files-shown":
      return { ...state, filesOpen: action.open ?? state.filesOpen, filesAll: action.all ?? state.filesAll };
    case "start-over":
      return { ...initial, phase: state.phase, heavy: state.heavy, defaults: state.defaults, settings: state.settings };
    case "analysing":
      return state.analysing === action.on ? state : { ...state, analysing: action.on };
    case "report":
      return withReport(state, action.report, action.quick);
    case "settings":
      return state.settings ? { ...state, settings: { ...state.settings, ...action.settings } } : state;
    case "edit":
      return {
        ...state,
        edits: [...state.edits, action.edit],
        undone: [],
        said: new Map(state.said).set(action.edit, action.words),
      };
    case "undo": {
      const last = state.edits.at(-1);
      return last ? { ...state, edits: state.edits.slice(0, -1), undone: [...state.undone, last] } : state;
    }
    case "redo": {
      const next = state.undone.at(-1);
      return next ? { ...state, edits: [...state.edits, next], undone: state.undone.slice(0, -1) } : state;
    }
    case "view":
      return { ...state, view: action.view };
    case "ranking":
      return { ...state, ranking: { ...state.ranking, ...action.ranking } };
    case "open":
      return state.panel?.skill === action.skill ? state : { ...state, panel: panelFor(action.skill) };
    case "evidence":
      return state.panel?.skill === action.skill
        ? { ...state, panel: { skill: action.skill, evidence: action.evidence, lines: action.lines, total: action.total, trouble: "" } }
        : state;
    case "more-lines":
      return state.panel?.skill === action.skill
        ? { ...state, panel: { ...state.panel, lines: [...state.panel.lines, ...action.lines] } }
        : state;
    case "close":
      return state.panel ? { ...state, panel: null } : state;
    case "open-document":
      return { ...state, openDocument: state.openDocument === action.id ? "" : action.id };
    case "list-kept":
      return { ...state, listKept: action.kept };
    case "own-list":
      return { ...state, ownList: action.list && { ...action.list, file: action.file } };
    case "trouble":
      return { ...state, trouble: action.words };
    case "say":
      return { ...state, news: action.words };
  }
}

function withReport(state: State, report: Report, quick: boolean): State {
  const panelGone = state.panel && !report.skills.some((skill) => skill.id === state.panel?.skill);
  return {
    ...state,
    report,
    quick,
    trouble: "",
    panel: panelGone ? null : state.panel,
  };
}

export type Progress = {
  /** Files. */
  readonly all: number;
  readonly done: number;
  /** Files that are done, with the parts of those being read that are. */
  readonly reached: number;
  /** Files that could not be used. */
  readonly bad: number;
  /** Documents. */
  readonly usable: number;
  readonly words: number;
  readonly busy: boolean;
};

export function progress(files: readonly FileRow[]): Progress {
  let done = 0;
  let parts = 0;
  let bad = 0;
  let usable = 0;
  let words = 0;
  for (const file of files) {
    if (file.state === "reading" && file.reached) parts += file.reached.done / Math.max(1, file.reached.all);
    if (file.state === "waiting" || file.state === "reading" || file.state === "parked") continue;
    done++;
    if (file.state === "unusable") bad++;
    if (file.state !== "read") continue;
    usable += file.outcomes.filter((outcome) => outcome.usable).length;
    words += file.words;
  }
  return { all: files.length, done, reached: done + parts, bad, usable, words, busy: done < files.length };
}
