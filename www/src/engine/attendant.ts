import type { Source } from "./api.ts";
import { bytesOf, transfers, type Aids, type Answer, type Ask, type News } from "./protocol.ts";

/** Files up to this size are opened as soon as they are asked about; of larger ones a worker holds one at a time. */
const SMALL = 256 << 10;

/** Answers wait for one another this long: a message costs the page more than a short document costs the engine. */
const TOGETHER_MS = 25;

/** Answers a worker's questions one after the other, in the order they came, and sends those together that are ready together. */
export class Attendant {
  readonly #answer: (ask: Ask, aids: Aids) => Promise<Answer>;
  readonly #send: (messages: (Answer | News)[], transfer: Transferable[]) => void;
  #queue: Promise<void> = Promise.resolve();
  #owed = 0;
  #ready: Answer[] = [];
  #sent = 0;

  constructor(answer: (ask: Ask, aids: Aids) => Promise<Answer>, send: (messages: (Answer | News)[], transfer: Transferable[]) => void) {
    this.#answer = answer;
    this.#send = send;
  }

  take(ask: Ask): void {
    const early = ask.kind === "read" && isSmall(ask.ask.source) ? bytesOf(ask.ask.source) : undefined;
    // Whoever awaits it is told of its failure; until then it is nobody's.
    early?.catch(() => undefined);
    this.#owed++;
    this.#queue = this.#queue.then(async () => {
      if (!early) this.#flush();
      const answer = await this.#answer(ask, { bytes: early, tell: (news) => this.#send([news], []) });
      this.#owed--;
      this.#ready.push(answer);
      if (this.#owed === 0 || !answer.ok || performance.now() - this.#sent >= TOGETHER_MS) this.#flush();
    });
  }

  #flush(): void {
    this.#sent = performance.now();
    if (this.#ready.length === 0) return;
    const answers = this.#ready;
    this.#ready = [];
    this.#send(answers, answers.flatMap(transfers));
  }
}

const isSmall = ({ content }: Source): boolean => typeof content !== "string" && content.size <= SMALL;
