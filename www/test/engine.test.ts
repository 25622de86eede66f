import { afterEach, describe, expect, it, vi } from "vitest";
import { Cancelled, type Engine as Interface, type Source } from "../src/engine/api.ts";
import { Attendant } from "../src/engine/attendant.ts";
import { WorkerEngine, type Port } from "../src/engine/client.ts";
import { LocalEngine } from "../src/engine/local.ts";
import { answer, fileTrouble, type Ask, type Parts } from "../src/engine/protocol.ts";
import type { ReadOutcome } from "../src/engine/types.ts";
import { Engine } from "./fake/engine.ts";
import { HeavyReader } from "./fake/heavy.ts";

/** A worker in this thread: the same protocol over a scripted engine. */
class ThreadPort implements Port {
  static living = 0;
  onmessage: Port["onmessage"] = null;
  onerror: Port["onerror"] = null;
  #equipped = false;
  readonly #parts: Parts = { engine: new Engine(), maker: Engine, heavy: () => (this.#equipped ? HeavyReader : undefined) };
  #ended = false;
  readonly #attendant = new Attendant(
    (ask, aids) => {
      if (ask.kind === "start" || ask.kind === "equip") this.#equipped = ask.ask.heavy !== null;
      return answer(this.#parts, ask, aids);
    },
    (answers) => {
      if (!this.#ended) this.onmessage?.({ data: answers } as MessageEvent);
    },
  );

  constructor() {
    ThreadPort.living++;
  }

  postMessage(message: unknown): void {
    if (!this.#ended) this.#attendant.take(message as Ask);
  }

  terminate(): void {
    this.#ended = true;
    ThreadPort.living--;
  }
}

const text = (path: string, content: string): Source => ({ path, content });
const one = async (outcomes: Promise<ReadOutcome[]>): Promise<ReadOutcome> => (await outcomes)[0] as ReadOutcome;
const EMPTY = new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
const workers = (): Interface => new WorkerEngine(() => new ThreadPort(), null, 2);

afterEach(() => vi.restoreAllMocks());

describe.each([["local", (): Interface => new LocalEngine(Engine, HeavyReader)], ["worker", workers]])("the %s engine", (_, make) => {
  it("reads, ranks, shows evidence, exports, removes and clears", async () => {
    const engine = make();
    const settings = await engine.defaults();
    const outcomes = await Promise.all(["a", "b", "c"].map((name) => one(engine.read(text(`${name}.txt`, `${name} words here`)))));
    expect(outcomes.every((outcome) => outcome.usable)).toBe(true);
    const report = await engine.analyse(settings, []);
    expect(report.totals.documents).toBe(3);
    const first = report.skills[0]?.id ?? "";
    expect((await engine.evidence(first))?.skill).toBe(first);
    expect((await engine.concordance(first, 0, 2))?.lines.length).toBeLessThanOrEqual(2);
    expect(await engine.evidence("nothing")).toBeUndefined();
    expect(JSON.parse(await engine.export("json"))).toMatchObject({ totals: { documents: 3 } });
    expect(await engine.remove(outcomes[0]?.id ?? "")).toBe(true);
    expect((await engine.analyse(settings, [])).totals.documents).toBe(2);
    await engine.clear();
    expect((await engine.analyse(settings, [])).totals.documents).toBe(0);
    engine.close();
  });

  it("tells an empty file and a file that is gone in words", async () => {
    const engine = make();
    expect((await one(engine.read(text("empty.txt", "")))).problems[0]?.code).toBe("empty-file");
    const gone = new File([], "gone.txt");
    gone.arrayBuffer = () => Promise.reject(new DOMException("no", "NotFoundError"));
    const outcome = await one(engine.read({ path: "gone.txt", content: gone }));
    expect(outcome.usable).toBe(false);
    expect(outcome.problems[0]).toMatchObject({ code: "file-gone", what: expect.stringContaining("deleted") as string });
    engine.close();
  });
});

describe("workers", () => {
  it("lose only the document that stops a reader", async () => {
    const engine = workers();
    const names = ["a", "b", "TRAP", "c", "d"];
    const outcomes = await Promise.all(names.map((name) => one(engine.read(text(`${name}.txt`, `${name} words`)))));
    expect(outcomes.map((outcome) => outcome.usable)).toEqual([true, true, false, true, true]);
    expect(outcomes[2]?.problems[0]?.code).toBe("engine-stopped");
    const report = await engine.analyse(await engine.defaults(), []);
    expect(report.totals.documents).toBe(4);
    expect(report.documents).toHaveLength(5);
    engine.close();
  });

  it("set the collector up again with every document when ranking stops it", async () => {
    const engine = workers();
    await Promise.all(["a", "b", "c"].map((name) => engine.read(text(`${name}.txt`, name))));
    const settings = await engine.defaults();
    vi.spyOn(Engine.prototype, "analyse").mockImplementationOnce(() => {
      throw new WebAssembly.RuntimeError("unreachable");
    });
    const [failed, also] = await Promise.allSettled([engine.analyse(settings, []), engine.export("json")]);
    expect(failed).toMatchObject({ status: "rejected", reason: { name: "EngineError", message: expect.stringContaining("started again") as string } });
    expect(also.status).toBe("fulfilled");
    expect((await engine.analyse(settings, [])).totals.documents).toBe(3);
    engine.close();
  });

  it("refuse a document that stops the collector, and keep the others", async () => {
    const engine = workers();
    await engine.read(text("a.txt", "a"));
    vi.spyOn(Engine.prototype, "add").mockImplementationOnce(() => {
      throw new WebAssembly.RuntimeError("unreachable");
    });
    const outcome = await one(engine.read(text("bad.txt", "bad")));
    expect(outcome.usable).toBe(false);
    expect((await engine.analyse(await engine.defaults(), [])).totals.documents).toBe(1);
    engine.close();
  });

  it("tell how far a long document is, now and then", async () => {
    const engine = workers();
    engine.equip(EMPTY);
    let now = 0;
    vi.spyOn(performance, "now").mockImplementation(() => (now += 60));
    const reached = vi.fn();
    await engine.read(text("long.pdf", "a long one"), { reached });
    expect(reached.mock.calls).toEqual([[{ done: 1, all: 3, step: "page" }]]);
    engine.close();
  });

  it("stop reading at once on cancel and keep what is finished", async () => {
    const engine = workers();
    await engine.read(text("done.txt", "done"));
    const slow = new File(["x"], "slow.txt");
    slow.arrayBuffer = () => new Promise(() => undefined);
    const pending = Array.from({ length: 5 }, (_, i) => engine.read({ path: `${i}.txt`, content: slow }));
    const settled = Promise.allSettled(pending);
    engine.cancel();
    for (const result of await settled) expect(result).toMatchObject({ status: "rejected", reason: expect.any(Cancelled) as Cancelled });
    expect((await engine.analyse(await engine.defaults(), [])).totals.documents).toBe(1);
    expect((await one(engine.read(text("after.txt", "after")))).usable).toBe(true);
    engine.close();
  });

  it("are warmed up without leaving a document behind", async () => {
    const engine = workers();
    await engine.warm(["one text", "another"]);
    await engine.read(text("a.txt", "a"));
    expect((await engine.analyse(await engine.defaults(), [])).documents).toHaveLength(1);
    engine.close();
  });

  it.each([["large", 300_000, 2], ["small", 1, 32]])("open no more %s files at a time than they may, and all end on close", async (_, size, may) => {
    ThreadPort.living = 0;
    const engine = workers();
    let now = 0;
    let most = 0;
    const file = (): File => {
      const f = new File([new Uint8Array(size)], "f.txt");
      f.arrayBuffer = async () => {
        most = Math.max(most, ++now);
        await new Promise((resolve) => setTimeout(resolve, 2));
        now--;
        return new ArrayBuffer(3);
      };
      return f;
    };
    await Promise.all(Array.from({ length: 90 }, (_, i) => engine.read({ path: `${i}`, content: file() })));
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(may);
    engine.close();
    await Promise.resolve();
    expect(ThreadPort.living).toBe(0);
  });
});

describe("the heavy module", () => {
  it("is waited for by the files that need it, while others are read", async () => {
    const engine = workers();
    const parked = vi.fn();
    const pdfs = ["a", "b", "c"].map((name) => one(engine.read(text(`${name}.pdf`, `${name} words`), { parked })));
    expect((await one(engine.read(text("plain.txt", "plain")))).usable).toBe(true);
    await vi.waitFor(() => expect(parked).toHaveBeenCalledTimes(3));
    engine.equip(EMPTY);
    expect((await Promise.all(pdfs)).map(({ usable, format }) => [usable, format])).toEqual([[true, "pdf"], [true, "pdf"], [true, "pdf"]]);
    expect((await engine.analyse(await engine.defaults(), [])).totals.documents).toBe(4);
    engine.close();
  });

  it("is waited for no longer after cancel", async () => {
    const engine = workers();
    const parked = vi.fn();
    const pdf = engine.read(text("a.pdf", "a"), { parked });
    await vi.waitFor(() => expect(parked).toHaveBeenCalled());
    engine.cancel();
    await expect(pdf).rejects.toBeInstanceOf(Cancelled);
    engine.equip(EMPTY);
    expect((await engine.analyse(await engine.defaults(), [])).documents).toHaveLength(0);
    engine.close();
  });

  it("gives several documents for an archive, opens a lock, and takes only its own file with it when it stops", async () => {
    const engine = workers();
    engine.equip(EMPTY);
    const inside = await engine.read(text("all.zip", JSON.stringify({ "a.txt": "a", "b.txt": "b", "c.txt": "" })));
    expect(inside.map(({ usable }) => usable)).toEqual([true, true, false]);
    expect((await engine.read(text("none.zip", "{}")))[0]?.problems[0]?.code).toBe("nothing-inside");
    const locked = text("l.pdf", "LOCKED words");
    expect((await one(engine.read(locked))).problems[0]?.code).toBe("password");
    expect((await one(engine.read(locked, { password: "sesame" }))).usable).toBe(true);
    const [bad, good] = await Promise.all([one(engine.read(text("t.pdf", "TRAP"))), one(engine.read(text("g.pdf", "good")))]);
    expect([bad.problems[0]?.code, good.usable]).toEqual(["engine-stopped", true]);
    engine.close();
  });
});

describe("a file the browser cannot give", () => {
  it.each([
    ["NotFoundError", "file-gone"],
    ["NotReadableError", "file-not-readable"],
    ["AbortError", "file-not-given"],
  ])("%s is told as %s", (name, code) => {
    expect(fileTrouble(new DOMException("x", name))).toMatchObject({ code, remedy: expect.stringMatching(/\.$/) as string });
  });
});
