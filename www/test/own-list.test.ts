import { describe, expect, it, vi } from "vitest";
import { Trap, type Engine, type OwnList } from "../src/engine/api.ts";
import { Intake } from "../src/flow/intake.ts";
import { OwnListFlow } from "../src/flow/own-list.ts";
import type { Kept, Shelf } from "../src/flow/shelf.ts";
import { Store } from "../src/store.ts";

/** A shelf that holds what is put on it. */
function shelfOf(kept: Kept | null, fault?: Error): Shelf & { kept: Kept | null } {
  return {
    kept,
    async take() {
      return this.kept;
    },
    async put(list) {
      if (fault) throw fault;
      this.kept = list;
    },
    async clear() {
      this.kept = null;
    },
  };
}

/** A page that reads lists at once. */
function page(shelf: Shelf) {
  const store = new Store(() => undefined);
  const read = vi.fn(async (list: OwnList | null) => {
    store.dispatch({ do: "own-list", list: list && { name: list.file.name, only: list.only, outcome: { skills: 1, forms: 1, problems: [] } }, file: list?.file ?? null });
  });
  return { store, read, flow: new OwnListFlow(store, shelf, read) };
}

const OURS = new File(["name\nRowing\n"], "ours.csv");
const text = (kept: Kept | null) => kept && [kept.name, new TextDecoder().decode(kept.bytes), kept.only];

describe("a list of one's own", () => {
  it("is not kept unless that is asked for", async () => {
    const shelf = shelfOf(null);
    const { flow, store } = page(shelf);
    await flow.restore();
    await flow.use({ file: OURS, only: false });
    expect([shelf.kept, store.state.listKept]).toEqual([null, false]);
  });

  it("is kept as it is used, and forgotten when another takes its place", async () => {
    const shelf = shelfOf(null);
    const { flow, store } = page(shelf);
    await flow.use({ file: OURS, only: false });
    await flow.keep(true);
    expect(text(shelf.kept)).toEqual(["ours.csv", "name\nRowing\n", false]);
    await flow.use({ file: OURS, only: true });
    await vi.waitFor(() => expect(text(shelf.kept)?.[2]).toBe(true));
    await flow.use({ file: new File(["name\nSailing\n"], "others.csv"), only: true });
    await vi.waitFor(() => expect(shelf.kept).toBeNull());
    expect([store.state.listKept, store.state.ownList?.name]).toEqual([false, "others.csv"]);
  });

  it("comes back at the next visit, and goes when it is taken away", async () => {
    const shelf = shelfOf({ name: "ours.csv", bytes: await OURS.arrayBuffer(), only: true });
    const { flow, store, read } = page(shelf);
    await flow.restore();
    expect([store.state.listKept, store.state.ownList?.name, store.state.ownList?.only]).toEqual([true, "ours.csv", true]);
    await flow.use(null);
    await vi.waitFor(() => expect(shelf.kept).toBeNull());
    expect(read).toHaveBeenLastCalledWith(null);
  });

  it("stays in use when it is only not kept any more", async () => {
    const shelf = shelfOf({ name: "ours.csv", bytes: await OURS.arrayBuffer(), only: false });
    const { flow, store } = page(shelf);
    await flow.restore();
    await flow.keep(false);
    expect([shelf.kept, store.state.listKept, store.state.ownList?.name]).toEqual([null, false, "ours.csv"]);
  });

  it("says why it could not be kept", async () => {
    const { flow, store } = page(shelfOf(null, new Error("no room is left")));
    await flow.use({ file: OURS, only: false });
    await flow.keep(true);
    expect(store.state.listKept).toBe(false);
    expect(store.state.trouble).toMatch(/could not keep your list \(no room is left\)/);
  });

  it("holds nothing up where the browser stores nothing", async () => {
    const { flow, store, read } = page({ ...shelfOf(null), take: () => Promise.reject(new Error("denied")) });
    await flow.restore();
    expect([store.state.listKept, read.mock.calls.length]).toEqual([false, 0]);
  });

  it("is not kept in the place of one that was still being read when that was asked for", async () => {
    const shelf = shelfOf(null);
    const { flow, store, read } = page(shelf);
    await flow.use({ file: OURS, only: false });
    let resolve = (): void => undefined;
    const promise = new Promise<void>((done) => (resolve = done));
    const before = read.getMockImplementation();
    read.mockImplementationOnce(async (list) => {
      await promise;
      await before?.(list);
    });
    const other = flow.use({ file: new File(["name\nSailing\n"], "others.csv"), only: false });
    await flow.keep(true);
    expect(text(shelf.kept)?.[0]).toBe("ours.csv");
    resolve();
    await other;
    await vi.waitFor(() => expect(shelf.kept).toBeNull());
    expect([store.state.listKept, store.state.ownList?.name]).toEqual([false, "others.csv"]);
  });

  it("does not keep the page from starting when the engine stops at it, and can be forgotten", async () => {
    const shelf = shelfOf({ name: "ours.csv", bytes: await OURS.arrayBuffer(), only: true });
    const store = new Store(() => undefined);
    const list = vi.fn(async (list: OwnList | null) => {
      if (list) throw new Trap("out of memory");
      return { skills: 0, forms: 0, problems: [] };
    });
    const intake = new Intake(store, Promise.resolve({ list } as unknown as Engine), () => undefined);
    const flow = new OwnListFlow(store, shelf, (own) => intake.list(own));
    await flow.restore();
    expect([store.state.listKept, store.state.ownList?.file]).toEqual([true, null]);
    expect(store.state.ownList?.outcome.problems[0]?.what).toMatch(/out of memory/);
    await flow.use(null);
    await vi.waitFor(() => expect(shelf.kept).toBeNull());
    expect([store.state.listKept, store.state.ownList]).toEqual([false, null]);
  });
});
