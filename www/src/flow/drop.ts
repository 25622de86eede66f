import type { Source } from "../engine/api.ts";

/* Files from wherever they come: a choice, a folder, a drop. */

/** What systems leave in folders and nobody means to read. */
const LITTER = new Set(["Thumbs.db", "desktop.ini", "__MACOSX"]);
const isLitter = (name: string): boolean => name.startsWith(".") || LITTER.has(name);

export function fromList(list: FileList): Source[] {
  return [...list]
    .filter((file) => !file.webkitRelativePath || !file.webkitRelativePath.split("/").some(isLitter))
    .map((file) => ({ path: file.webkitRelativePath || file.name, content: file }));
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> => new Promise((resolve, reject) => entry.file(resolve, reject));

async function childrenOf(entry: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = entry.createReader();
  const all: FileSystemEntry[] = [];
  // A reader gives at most a hundred at a time, then an empty list.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}

async function walk(entry: FileSystemEntry, into: Source[], top: boolean): Promise<void> {
  if (!top && isLitter(entry.name)) return;
  const path = entry.fullPath.replace(/^\//, "");
  if (entry.isDirectory) {
    const children = await childrenOf(entry as FileSystemDirectoryEntry).catch(() => []);
    for (const child of children.sort((a, b) => a.name.localeCompare(b.name))) await walk(child, into, false);
    return;
  }
  try {
    into.push({ path, content: await fileOf(entry as FileSystemFileEntry) });
  } catch {
    // Gone already: a file that cannot be opened tells so when it is read.
    into.push({ path, content: goneFile(entry.name) });
  }
}

function goneFile(name: string): File {
  const file = new File([], name);
  file.arrayBuffer = () => Promise.reject(new DOMException("gone", "NotFoundError"));
  return file;
}

/** Must be called while the drop is handled: the browser forgets its items afterwards. */
export async function fromDrop(data: DataTransfer): Promise<Source[]> {
  const entries = [...data.items].flatMap((item) => (item.kind === "file" ? (item.webkitGetAsEntry() ?? []) : []));
  const text = data.files.length === 0 ? data.getData("text/plain") : "";
  if (entries.length === 0) {
    if (data.files.length > 0) return fromList(data.files);
    return text.trim() ? [fromText("", text)] : [];
  }
  const into: Source[] = [];
  for (const entry of entries) await walk(entry, into, true);
  return into;
}

let pasted = 0;

export function fromText(title: string, text: string): Source {
  const name = title.trim().replaceAll("/", "-") || `Pasted text ${++pasted}`;
  return { path: `${name}.txt`, content: text };
}
