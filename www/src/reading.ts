import type { DocumentReport, Report, SkillReport } from "./engine/types.ts";
import type { Ranking, Sort, SortKey, TickOrder } from "./state.ts";
import { binned } from "./charts/barcode.ts";
import { count, counted } from "./format.ts";

/* Readings of a report: pure functions that several views share. */

/** Documents that have a tick: those that count. In the order asked for, as positions in `report.documents`. */
export function tickOrder(report: Report, order: TickOrder): readonly number[] {
  const places = report.documents.flatMap((document, i) => (document.counted ? [i] : []));
  const at = (i: number): DocumentReport => report.documents[i] as DocumentReport;
  if (order === "name") places.sort((a, b) => at(a).title.localeCompare(at(b).title));
  if (order === "length") places.sort((a, b) => at(b).words - at(a).words);
  return places;
}

const dense = new WeakMap<SkillReport, Float64Array>();

/** The weights of a skill in all documents, made once. */
function allWeights(skill: SkillReport, documents: number): Float64Array {
  let all = dense.get(skill);
  if (!all) {
    all = new Float64Array(documents);
    for (const { document, weight } of skill.spread) all[document] = weight;
    dense.set(skill, all);
  }
  return all;
}

/** The weights of a skill in the order of the ticks; "dwelling" puts the tallest first, skill by skill. */
export function weights(skill: SkillReport, places: readonly number[], documents: number, order: TickOrder): number[] {
  const all = allWeights(skill, documents);
  const values = places.map((place) => all[place] ?? 0);
  return order === "dwelling" ? values.sort((a, b) => b - a) : values;
}

/** The mean weight that fills the height of a barcode whose ticks stand for several documents each. */
export function fullHeight(report: Report, places: readonly number[], ticks: number): number {
  if (places.length <= ticks) return 1;
  const tallest = report.skills.slice(0, 12).map((skill) => Math.max(...binned(weights(skill, places, report.documents.length, "canonical"), ticks)));
  return Math.max(0.01, ...tallest);
}

/** In words, what a skill's barcode shows. */
export function spreadWords(skill: SkillReport, report: Report): string {
  const most = skill.spread.reduce((best, s) => (s.weight > best.weight ? s : best), skill.spread[0] ?? { document: 0, weight: 0, mentions: 0 });
  const title = report.documents[most.document]?.title ?? "";
  const where = `In ${count(skill.documentFrequency)} of ${counted(report.totals.documents, "document")}`;
  return title && skill.spread.length > 1 ? `${where}, most in ${title}` : title ? `${where}, ${title}` : where;
}

/** How close two skills are, by their positions: from 0 to 1, where the closest two of the themes are 1. */
export const closeness = (report: Report): ((a: number, b: number) => number) => close(report);

/** Remembers what was worked out about a report: views ask anew at every drawing. */
function once<T>(work: (report: Report) => T): (report: Report) => T {
  const known = new WeakMap<Report, { value: T }>();
  return (report) => {
    let found = known.get(report);
    if (!found) known.set(report, (found = { value: work(report) }));
    return found.value;
  };
}

/** Where standing out begins on the axis of prominence; `null` where nothing can be said about it. */
export const threshold = once((report): number | null => {
  if (report.sureness === "none") return null;
  const compared = report.skills.filter((skill) => skill.compared);
  if (compared.length === 0) return null;
  return (report.settings.standOutFactor * compared.reduce((sum, skill) => sum + skill.prominence, 0)) / compared.length;
});

/** The largest number on the axis. */
export const largest = once((report): number =>
  report.skills.reduce((max, skill) => Math.max(max, skill.high ?? skill.prominence), threshold(report) ?? 0),
);

export const fields = once((report): readonly string[] =>
  [...new Set(report.skills.flatMap((skill) => (skill.field ? [skill.field] : [])))].sort((a, b) => a.localeCompare(b)),
);

const matches = (skill: SkillReport, { filter, field }: Ranking): boolean => {
  if (field === "discovered" ? skill.origin !== "discovered" : field !== "" && skill.field !== field) return false;
  const wanted = filter.trim().toLowerCase();
  return wanted === "" || skill.name.toLowerCase().includes(wanted) || skill.surfaces.some((form) => form.text.toLowerCase().includes(wanted));
};

export const filtered = (report: Report, ranking: Ranking): SkillReport[] => report.skills.filter((skill) => matches(skill, ranking));

const VALUES: Record<SortKey, (skill: SkillReport) => number | string> = {
  rank: (s) => s.rank,
  name: (s) => s.name.toLowerCase(),
  prominence: (s) => s.prominence,
  low: (s) => s.low ?? s.prominence,
  likely: (s) => s.rankBest ?? Number.MAX_SAFE_INTEGER,
  documents: (s) => s.documentFrequency,
  mentions: (s) => s.mentions,
  per10k: (s) => s.per10k,
  dispersion: (s) => s.dispersion ?? 2,
  origin: (s) => s.origin,
};

export function sorted(skills: readonly SkillReport[], { key, down }: Sort): SkillReport[] {
  const value = VALUES[key];
  const sign = down ? -1 : 1;
  return [...skills].sort((a, b) => {
    const x = value(a);
    const y = value(b);
    const order = typeof x === "string" ? x.localeCompare(String(y)) : x - Number(y);
    return sign * order || a.rank - b.rank;
  });
}

/** Weights of the most prominent skills in one document, in rank order. */
export function documentWeights(report: Report, document: number, most: number): number[] {
  return report.skills.slice(0, most).map((skill) => allWeights(skill, report.documents.length)[document] ?? 0);
}

export const skillById = (report: Report | null, id: string): SkillReport | undefined => report?.skills.find((skill) => skill.id === id);

/** In words, what a document is a copy of; empty where it is none. */
export function copyWords({ duplicateOf, nearCopyOf, resemblance }: DocumentReport): string {
  if (duplicateOf) return `Has the same content as ${duplicateOf}: counted once.`;
  if (!nearCopyOf) return "";
  return `A near copy of ${nearCopyOf}${resemblance === null || resemblance >= 0.995 ? "" : ` (${Math.round(resemblance * 100)} in 100 phrases are the same)`}: counted once.`;
}

const close = once((report: Report) => {
  const inside = new Set(report.themes.flatMap((theme) => theme.skills));
  const links = report.company.links.filter((link) => inside.has(link.first) && inside.has(link.second));
  const most = Math.max(0.01, ...links.map((link) => link.strength));
  const known = new Map(links.map((link) => [`${link.first} ${link.second}`, link.strength / most]));
  return (a: number, b: number): number => known.get(a < b ? `${a} ${b}` : `${b} ${a}`) ?? 0;
});
