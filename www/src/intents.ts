import type { ExportFormat } from "./engine/api.ts";
import type { Edit, Settings, TableChoice } from "./engine/types.ts";
import type { View } from "./state.ts";
import type { Dispatch } from "./store.ts";

/** Everything a person can ask for. Views call these; the flows carry them out. */
export interface Intents {
  readonly dispatch: Dispatch;
  /** Shows a view of the result. */
  show(view: View): void;
  chooseFiles(): void;
  chooseFolder(): void;
  writePaste(): void;
  cancelReading(): void;
  startOver(): void;
  removeFile(key: number): void;
  /** Reads a locked file again with this password. */
  unlock(key: number, password: string): void;
  /** Reads a table again in another way. */
  chooseColumns(key: number, table: TableChoice): void;
  openSkill(skill: string): void;
  closePanel(): void;
  moreLines(): void;
  edit(edit: Edit, words: string): void;
  undo(): void;
  redo(): void;
  set(settings: Partial<Settings>): void;
  /** Takes a person's own list of skills, beside the built-in lexicon or instead of it; or takes it away. */
  ownList(file: File | null, only: boolean): void;
  /** Keeps the list in use on this device for the next visit, or forgets it there. */
  keepList(on: boolean): void;
  resetSettings(): void;
  download(format: ExportFormat): void;
  copy(format: ExportFormat): void;
  print(): void;
}
