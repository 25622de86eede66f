import { Cancelled, EngineError, type Engine, type EngineClass, type ExportFormat, type HeavyReaderClass, type OwnList, type Reached, type Reading, type Source } from "./api.ts";
import { answer, reportOf, type Calls, type Kind, type Parts } from "./protocol.ts";
import type { Concordance, Edit, Evidence, ListOutcome, ReadOutcome, Report, Settings } from "./types.ts";

/** The engine in this very thread, behind the same interface: for tests. */
export class LocalEngine implements Engine {
  readonly #parts: Parts;
  #round = 0;

  constructor(maker: EngineClass, heavy?: HeavyReaderClass) {
    this.#parts = { engine: new maker(), maker, heavy: () => heavy };
  }

  defaults = (): Promise<Settings> => this.#ask("defaults", {});

  async warm(): Promise<void> {
    // In the same thread there is nothing to start.
  }

  equip(): void {
    // In the same thread it is there from the start or never.
  }

  async read(source: Source, { password, table, started, reached }: Reading = {}): Promise<ReadOutcome[]> {
    const round = this.#round;
    started?.();
    const answers = await this.#ask("read", { source, password, table }, reached);
    if (!answers) throw new EngineError("There is no reader for this file.");
    if (round !== this.#round) throw new Cancelled();
    await this.#ask("add", { records: answers.map(({ record }) => record) });
    return answers.map(({ outcome }) => outcome);
  }

  list = (list: OwnList | null): Promise<ListOutcome> => this.#ask("list", { list });

  cancel(): void {
    this.#round++;
  }

  remove = (id: string): Promise<boolean> => this.#ask("remove", { id });

  async clear(): Promise<void> {
    this.cancel();
    await this.#ask("clear", {});
  }

  analyse = async (settings: Settings, edits: readonly Edit[]): Promise<Report> => reportOf(await this.#ask("analyse", { settings, edits }));
  evidence = (skill: string): Promise<Evidence | undefined> => this.#ask("evidence", { skill });
  concordance = (skill: string, from: number, count: number): Promise<Concordance | undefined> =>
    this.#ask("concordance", { skill, from, count });
  export = (format: ExportFormat): Promise<string> => this.#ask("export", { format });
  close = (): void => undefined;

  async #ask<K extends Kind>(kind: K, ask: Calls[K]["ask"], reached?: (reached: Reached) => void): Promise<Calls[K]["answer"]> {
    const reply = await answer(this.#parts, { id: 0, kind, ask } as never, { tell: (news) => reached?.(news.reached) });
    if (!reply.ok) throw new EngineError(reply.words);
    return reply.value as Calls[K]["answer"];
  }
}
