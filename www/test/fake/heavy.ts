import type { HeavyReaderClass } from "../../src/engine/api.ts";

/* A scripted stand-in for the heavy module: a PDF gives its text, one that says LOCKED wants the password "sesame", and a zip is a JSON object of texts. */

export const initSync = (_options: { module: WebAssembly.Module }): unknown => undefined;

export type FakeReading = { path: string; text: string; locked: boolean };

export const HeavyReader: HeavyReaderClass = {
  read(path: string, bytes: Uint8Array, password, _table, progress): Uint8Array {
    const text = new TextDecoder().decode(bytes);
    if (text.includes("TRAP")) throw new WebAssembly.RuntimeError("unreachable");
    for (let page = 0; page < 3; page++) progress(page, 3, "page");
    const readings: FakeReading[] = path.endsWith(".zip")
      ? Object.entries(JSON.parse(text) as Record<string, string>).map(([name, inside]) => ({ path: `${path}/${name}`, text: inside, locked: false }))
      : [{ path, text, locked: text.includes("LOCKED") && password !== "sesame" }];
    return new TextEncoder().encode(JSON.stringify(readings));
  },
};
