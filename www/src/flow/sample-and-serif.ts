import serifUrl from "@fontsource/source-serif-4/files/source-serif-4-latin-400-normal.woff2?url";
import type { Source } from "../engine/api.ts";

/* What the first view does without and later moments need: loaded in the background once the page is usable. */

/** The face in which documents are quoted. */
export async function loadSerif(): Promise<void> {
  const face = new FontFace("Source Serif", `url("${new URL(serifUrl, import.meta.url).href}")`, { weight: "400", display: "swap" });
  document.fonts.add(await face.load());
}

const TEXTS = import.meta.glob(["../../sample/*", "!**/README.md"], { query: "?raw", import: "default", eager: true });

/** The sample collection, as files a person might have dropped. */
export function sample(): Source[] {
  return Object.entries(TEXTS).map(([path, text]) => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    return { path: `sample/${name}`, content: text as string };
  });
}
