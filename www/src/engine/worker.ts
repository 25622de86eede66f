import { Engine, initSync } from "#engine";
import { HeavyReader, initSync as initHeavy } from "#heavy";
import type { HeavyReaderClass } from "./api.ts";
import { answer, transfers, type Answer, type Ask, type Parts } from "./protocol.ts";

/* One engine in one worker. Questions are answered one after the other, in the order they came. */

interface Scope {
  postMessage(message: unknown, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<Ask>) => void) | null;
}
const scope = self as unknown as Scope;

let parts: Parts | undefined;
let heavyModule: WebAssembly.Module | null = null;
let heavyRuns = false;
let queue: Promise<void> = Promise.resolve();

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

async function attend(ask: Ask): Promise<void> {
  let reply: Answer;
  try {
    if (ask.kind === "start" || ask.kind === "equip") heavyModule = ask.ask.heavy;
    parts ??= start(ask.kind === "start" ? ask.ask.module : null);
    reply = await answer(parts, ask, (news) => scope.postMessage(news, []));
  } catch (error) {
    reply = { id: ask.id, ok: false, trapped: true, words: String(error) };
  }
  scope.postMessage(reply, transfers(reply));
}

scope.onmessage = ({ data }) => {
  queue = queue.then(() => attend(data));
};
