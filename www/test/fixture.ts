import { reportOf } from "../src/engine/protocol.ts";
import type { Report } from "../src/engine/types.ts";
import { Engine } from "./fake/engine.ts";
import { DOCUMENTS } from "./fake/skills.ts";

/** The scripted report on twelve documents. */
export function report(): Report {
  const engine = new Engine();
  for (const title of DOCUMENTS) {
    for (const { record } of engine.read(`sample/${title}.txt`, new TextEncoder().encode(`${title} `.repeat(80)))) engine.add(record);
  }
  return reportOf(engine.analyse(Engine.defaults(), []));
}
