import { describe, expect, it } from "vitest";
import { Records } from "../src/engine/records.ts";

const bytes = (n: number, value: number): Uint8Array => new Uint8Array(n).fill(value);

describe("kept records", () => {
  it("come back as they were, from full shelves and from the open one", async () => {
    const records = new Records();
    for (let i = 0; i < 9; i++) records.keep(`r${i}`, bytes(900_000 + i, i));
    for (let i = 0; i < 9; i++) {
      const back = await records.get(`r${i}`);
      expect(back?.length).toBe(900_000 + i);
      expect(back?.every((byte) => byte === i)).toBe(true);
    }
    records.forget("r3");
    expect(await records.get("r3")).toBeUndefined();
    expect(records.ids).toHaveLength(8);
    records.forget();
    expect(records.ids).toEqual([]);
  });

  it("do not change when the original is handed over or written to", async () => {
    const records = new Records();
    const record = bytes(3, 7);
    records.keep("a", record);
    record.fill(0);
    expect(await records.get("a")).toEqual(bytes(3, 7));
  });

  it("are replaced under the same id", async () => {
    const records = new Records();
    records.keep("a", bytes(3, 1));
    records.keep("a", bytes(2, 2));
    expect(await records.get("a")).toEqual(bytes(2, 2));
    expect(records.ids).toEqual(["a"]);
  });
});
