import { layout } from "../charts/barcode.ts";
import { count, counted, share } from "../format.ts";
import { skillById, tickOrder } from "../reading.ts";
import type { State } from "../state.ts";
import { ROOM } from "../views/row.ts";

/**
 * A line that follows the pointer down all barcodes of the ranking and names the document under it. An extra for the pointer: what it
 * tells also stands in the evidence and in the documents view.
 */
export function scanLine(root: HTMLElement, state: () => State): void {
  const hide = (): void => root.querySelector(".list")?.removeAttribute("data-scan");
  root.addEventListener("pointerleave", hide);
  root.addEventListener("pointermove", (event) => {
    const list = root.querySelector<HTMLElement>(".list");
    const { report, ranking } = state();
    if (!list || !report || event.pointerType === "touch") return;
    const row = (event.target as Element).closest(".row");
    const chart = row?.querySelector(".barcode");
    const box = chart?.getBoundingClientRect();
    if (!row || !box || event.clientX < box.left || event.clientX >= box.right) {
      hide();
      return;
    }
    const places = tickOrder(report, ranking.order);
    const { ticks, pitch, tick, width } = layout(places.length, ROOM);
    const t = Math.min(ticks - 1, Math.floor(((event.clientX - box.left) / box.width) * (width / pitch)));
    const x = box.left - list.getBoundingClientRect().left + ((t * pitch + tick / 2) / width) * box.width;
    list.style.setProperty("--scan", `${x}px`);
    list.setAttribute("data-scan", "");
    const words = list.querySelector(".scan-words");
    if (words) words.textContent = describe(state(), row.querySelector("[data-skill]")?.getAttribute("data-skill") ?? "", places, t, ticks);
  });
}

function describe({ report, ranking }: State, id: string, places: readonly number[], t: number, ticks: number): string {
  const skill = skillById(report, id);
  if (!report || !skill) return "";
  const of = (place: number | undefined): string => {
    const found = skill.spread.find((s) => s.document === place);
    return found ? `${counted(found.mentions, "mention")}, weight ${share(found.weight)}` : "not mentioned";
  };
  if (ranking.order === "dwelling") {
    const found = [...skill.spread].sort((a, b) => b.weight - a.weight)[t];
    return found ? `${report.documents[found.document]?.title ?? ""}: ${of(found.document)}` : "not mentioned";
  }
  if (places.length > ticks) {
    const from = Math.ceil((t * places.length) / ticks);
    return `Documents ${count(from + 1)} to ${count(Math.ceil(((t + 1) * places.length) / ticks))}`;
  }
  return `${report.documents[places[t] ?? -1]?.title ?? ""}: ${of(places[t])}`;
}
