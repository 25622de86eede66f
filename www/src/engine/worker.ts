import { Engine, initSync } from "#engine";
import type { RawEngine } from "./api.ts";
import { answer, transfers, type Answer, type Ask } from "./protocol.ts";

/* One engine in one worker. Questions are answered one after the other, in the order they came. */

interface Scope {
  postMessage(message: unknown, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<Ask>) => void) | null;
}
const scope = self as unknown as Scope;

let engine: RawEngine | undefined;
let queue: Promise<void> = Promise.resolve();

function start(module: WebAssembly.Module | null): RawEngine {
  if (module) initSync({ module });
  return new Engine();
}

async function attend(ask: Ask): Promise<void> {
  let reply: Answer;
  try {
    engine ??= start(ask.kind === "start" ? ask.ask.module : null);
    reply = await answer(engine, Engine, ask);
  } catch (error) {
    reply = { id: ask.id, ok: false, trapped: true, words: String(error) };
  }
  scope.postMessage(reply, transfers(reply));
}

scope.onmessage = ({ data }) => {
  queue = queue.then(() => attend(data));
};
