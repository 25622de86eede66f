import { Cancelled, type Engine, type OwnList, type Reading, type Source } from "../engine/api.ts";
import type { ListOutcome, Problem, ReadOutcome, TableChoice } from "../engine/types.ts";
import { baseName, count, counted } from "../format.ts";
import { asksPassword, progress, type FileNews, type FileRow } from "../state.ts";
import type { Store } from "../store.ts";

/** Asking a file for its size makes the browser look at it: it is asked when its turn comes, not for thousands at once. */
const sizeOf = ({ content }: Source): number => (typeof content === "string" ? new TextEncoder().encode(content).length : content.size);

const NEWS_MS = 60;

/** What may be asked of a reader when a file is read again. */
type Asked = Pick<Reading, "password" | "table">;

/** A list that stopped the engine gives no skills. Were this left to whoever asked, a list that is kept could keep the page from starting. */
function unread(error: unknown): ListOutcome {
  const what = `The engine stopped while it read this list (${error instanceof Error ? error.message : String(error)}).`;
  return { skills: 0, forms: 0, problems: [{ severity: "unread", code: "list-not-read", what, place: null, remedy: "Leave out what is not needed, such as other languages." }] };
}

/** Reads what a person brings, tells the state about it in batches, and says when something changed. */
export class Intake {
  readonly #store: Store;
  readonly #engine: Promise<Engine>;
  readonly #changed: () => void;
  /** Files that ask for a password, to be read again with it. */
  readonly #locked = new Map<number, Source>();
  /** All files, to be read again when the list of skills changes or other columns of a table are chosen. What a file holds stays where it is. */
  readonly #sources = new Map<number, Source>();
  /** Which columns of a table a person chose. */
  readonly #choices = new Map<number, TableChoice>();
  /** Rows that were removed while their files waited for a reader. */
  readonly #removed = new Set<number>();
  #nextKey = 1;
  #news: FileNews[] = [];
  #due: ReturnType<typeof setTimeout> | undefined;
  /** Files that are being read or wait for it. */
  #open = 0;
  /** Grows when a person starts over: what still arrives from before is forgotten. */
  #round = 0;

  constructor(store: Store, engine: Promise<Engine>, changed: () => void) {
    this.#store = store;
    this.#engine = engine;
    this.#changed = changed;
  }

  add(incoming: readonly Source[]): void {
    if (incoming.length === 0) {
      this.#store.dispatch({ do: "trouble", words: "There was no file in what you dropped. Choose files or a folder, or paste text." });
      return;
    }
    const rows: FileRow[] = incoming.map(({ path }) => ({ key: this.#nextKey++, path, name: baseName(path), size: null, state: "waiting", outcomes: [], words: 0, reached: null, problems: [] }));
    this.#store.dispatch({ do: "files-added", files: rows });
    this.#store.dispatch({ do: "say", words: `Reading ${counted(rows.length, "file")}.` });
    rows.forEach((row, i) => this.#sources.set(row.key, incoming[i] as Source));
    rows.forEach((row, i) => void this.#read(row.key, incoming[i] as Source, this.#round));
  }

  /** Takes a person's own list of skills, or takes it away, and reads every file again with it. */
  async list(list: OwnList | null): Promise<void> {
    const round = ++this.#round;
    this.#news = [];
    this.#locked.clear();
    this.#removed.clear();
    const files = this.#store.state.files;
    this.#store.dispatch({ do: "files-news", news: files.map(({ key }) => ({ key, state: "waiting", outcomes: [], words: 0, problems: [] })) });
    this.#store.dispatch({ do: "say", words: list ? `Reading ${list.file.name}.` : "Your list is taken away." });
    const outcome = await (await this.#engine).list(list).catch(unread);
    if (round !== this.#round) return;
    const used = list && outcome.skills > 0;
    this.#store.dispatch({ do: "own-list", list: list ? { name: list.file.name, only: list.only, outcome } : null, file: used ? list.file : null });
    if (list) this.#store.dispatch({ do: "say", words: used ? `${counted(outcome.skills, "skill")} of your list are looked for.${files.length > 0 ? " The documents are read again." : ""}` : "Your list gave no skills." });
    for (const { key } of this.#store.state.files) {
      const source = this.#sources.get(key);
      const table = this.#choices.get(key);
      if (source) void this.#read(key, source, round, table ? { table } : {});
    }
    this.#changed();
  }

  async cancel(): Promise<void> {
    (await this.#engine).cancel();
  }

  async remove(key: number): Promise<void> {
    const row = this.#store.state.files.find((file) => file.key === key);
    if (!row) return;
    this.#store.dispatch({ do: "file-removed", key });
    this.#store.dispatch({ do: "say", words: `${row.name} is removed.` });
    this.#locked.delete(key);
    this.#sources.delete(key);
    this.#choices.delete(key);
    if (row.state === "held") this.#removed.add(key);
    await this.#forget(row.outcomes);
    this.#changed();
  }

  async unlock(key: number, password: string): Promise<void> {
    const source = this.#locked.get(key);
    this.#locked.delete(key);
    await this.#again(key, source, "with the password", { password }, []);
  }

  async choose(key: number, table: TableChoice): Promise<void> {
    // Its documents stay in the row until others take their place, and with them the form that is being used.
    this.#choices.set(key, table);
    await this.#again(key, this.#sources.get(key), "with the columns you chose", { table });
  }

  async #again(key: number, source: Source | undefined, how: string, asked: Asked, outcomes?: readonly ReadOutcome[]): Promise<void> {
    const row = this.#store.state.files.find((file) => file.key === key);
    if (!row || !source) return;
    const round = this.#round;
    this.#store.dispatch({ do: "files-news", news: [{ key, state: "waiting", words: 0, reached: null, problems: [], ...(outcomes ? { outcomes } : {}) }] });
    this.#store.dispatch({ do: "say", words: `Reading ${row.name} ${how}.` });
    await this.#forget(row.outcomes);
    await this.#read(key, source, round, asked);
  }

  async #forget(outcomes: readonly ReadOutcome[]): Promise<void> {
    const engine = await this.#engine;
    for (const { id } of outcomes) await engine.remove(id);
  }

  async startOver(): Promise<void> {
    this.#round++;
    this.#news = [];
    this.#locked.clear();
    this.#sources.clear();
    this.#choices.clear();
    this.#store.dispatch({ do: "start-over" });
    this.#store.dispatch({ do: "say", words: "All documents are removed." });
    await (await this.#engine).clear();
  }

  async #read(key: number, source: Source, round: number, asked: Asked = {}): Promise<void> {
    const tell = (news: Omit<FileNews, "key">): void => {
      if (round === this.#round) this.#tell({ key, ...news });
    };
    const reading: Reading = {
      ...asked,
      started: () => tell({ state: "reading", size: sizeOf(source) }),
      parked: () => tell({ state: "parked" }),
      reached: (reached) => tell({ reached }),
    };
    this.#open++;
    try {
      const outcomes = await (await this.#engine).read(source, reading);
      if (round === this.#round && !this.#removed.has(key) && outcomes.some(asksPassword)) this.#locked.set(key, source);
      if (this.#removed.delete(key)) await this.#forget(outcomes);
      else tell(outcomeNews(outcomes));
    } catch (error) {
      tell(error instanceof Cancelled ? { state: "cancelled", outcomes: [], reached: null } : { state: "unusable", outcomes: [], reached: null, problems: [unexpected(error)] });
    }
    // Nothing else is coming that the last news could wait for.
    if (--this.#open > 0) return;
    clearTimeout(this.#due);
    this.#flush();
  }

  #tell(news: FileNews): void {
    this.#news.push(news);
    this.#due ??= setTimeout(() => this.#flush(), NEWS_MS);
  }

  #flush(): void {
    this.#due = undefined;
    const news = this.#news.splice(0);
    if (news.length === 0) return;
    this.#store.dispatch({ do: "files-news", news });
    // Who is asked for a password should see it, whatever else is still being read.
    if (news.some(({ outcomes }) => outcomes?.some(asksPassword))) this.#store.dispatch({ do: "files-shown", open: true });
    const p = progress(this.#store.state.files);
    if (!p.busy) {
      const bad = p.done - this.#store.state.files.filter((file) => file.state === "read").length;
      const locked = this.#locked.size > 0 ? ` ${counted(this.#locked.size, "file asks", "files ask")} for a password.` : "";
      if (p.usable === 0) this.#store.dispatch({ do: "files-shown", open: true });
      this.#store.dispatch({ do: "say", words: `Read ${counted(p.usable, "document")}, ${counted(p.words, "word")}${bad > 0 ? `; ${count(bad)} could not be used or were not read` : ""}.${locked}` });
    }
    if (news.some(({ state }) => state !== undefined && state !== "reading" && state !== "parked")) this.#changed();
  }
}

function outcomeNews(outcomes: readonly ReadOutcome[]): Omit<FileNews, "key"> {
  return {
    state: outcomes.some(({ usable }) => usable) ? "read" : "unusable",
    outcomes,
    reached: null,
    words: outcomes.reduce((sum, { usable, words }) => sum + (usable ? words : 0), 0),
  };
}

const unexpected = (error: unknown): Problem => ({
  severity: "unread",
  code: "unexpected",
  what: `Something unexpected stopped it (${error instanceof Error ? error.message : String(error)}).`,
  place: null,
  remedy: "Add it again.",
});
