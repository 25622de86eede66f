import type { Engine, ExportFormat } from "../engine/api.ts";
import type { Store } from "../store.ts";

const FILES: Record<ExportFormat, { name: string; type: string; words: string }> = {
  markdown: { name: "skills.md", type: "text/markdown;charset=utf-8", words: "Markdown" },
  csv: { name: "skills.csv", type: "text/csv;charset=utf-8", words: "CSV" },
  json: { name: "skills.json", type: "application/json", words: "JSON" },
};

async function exported(store: Store, engine: Promise<Engine>, format: ExportFormat, use: (text: string) => Promise<string>): Promise<void> {
  try {
    store.dispatch({ do: "say", words: await use(await (await engine).export(format)) });
  } catch (error) {
    store.dispatch({ do: "trouble", words: `The ${FILES[format].words} could not be made: ${error instanceof Error ? error.message : String(error)}` });
  }
}

export function download(store: Store, engine: Promise<Engine>, format: ExportFormat): Promise<void> {
  return exported(store, engine, format, async (text) => {
    const { name, type } = FILES[format];
    const url = URL.createObjectURL(new Blob([text], { type }));
    const link = document.createElement("a");
    link.href = url;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    return `${name} is saved where your browser keeps downloads.`;
  });
}

export function copy(store: Store, engine: Promise<Engine>, format: ExportFormat): Promise<void> {
  return exported(store, engine, format, async (text) => {
    await navigator.clipboard.writeText(text);
    return `${FILES[format].words} is copied.`;
  });
}
