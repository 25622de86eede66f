import { Engine, initSync } from "#engine";
import { HeavyReader, initSync as initHeavy } from "#heavy";
import type { HeavyReaderClass } from "./api.ts";
import { Attendant } from "./attendant.ts";
import { answer, type Ask, type Parts } from "./protocol.ts";

/* One engine in one worker. */

interface Scope {
  postMessage(message: unknown, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<Ask>) => void) | null;
}
const scope = self as unknown as Scope;

let parts: Parts | undefined;
let heavyModule: WebAssembly.Module | null = null;
let heavyRuns = false;

/** The heavy module takes memory only in workers that meet a file of its kind. */
function heavy(): HeavyReaderClass | undefined {
  if (!heavyModule) return undefined;
  if (!heavyRuns) initHeavy({ module: heavyModule });
  heavyRuns = true;
  return HeavyReader;
}

function start(module: WebAssembly.Module | null): Parts {
  if (module) initSync({ module });
  return { engine: new Engine(), maker: Engine, heavy };
}

const attendant = new Attendant(
  async (ask, aids) => {
    try {
      if (ask.kind === "start" || ask.kind === "equip") heavyModule = ask.ask.heavy;
      parts ??= start(ask.kind === "start" ? ask.ask.module : null);
      return await answer(parts, ask, aids);
    } catch (error) {
      return { id: ask.id, ok: false, trapped: true, words: String(error) };
    }
  },
  (messages, transfer) => scope.postMessage(messages, transfer),
);

scope.onmessage = ({ data }) => attendant.take(data);
