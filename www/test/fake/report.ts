import type { DocumentReport, Edit, Evidence, Explanation, KwicLine, Report, Settings, SkillReport, Spread } from "../../src/engine/types.ts";
import { ordinal } from "../../src/format.ts";
import { FIELDS } from "./skills.ts";

/* A scripted report: plausible in shape, made up in substance, the same every time. */

const chance = (seed: string): number => {
  let h = 2166136261;
  for (let i = 0; i < seed.length; i++) h = Math.imul(h ^ seed.charCodeAt(i), 16777619);
  h = Math.imul(h ^ (h >>> 15), 2246822519);
  return ((h ^ (h >>> 13)) >>> 0) / 2 ** 32;
};

const slug = (name: string): string => name.toLowerCase();

function skill(name: string, field: string, place: number, documents: readonly DocumentReport[], quick: boolean): SkillReport {
  const pull = 1 / (1 + place / 9);
  const spread: Spread[] = [];
  documents.forEach((document, d) => {
    if (!document.counted || chance(`${name}${document.path}`) > 0.15 + 0.8 * pull) return;
    const mentions = 1 + Math.floor(9 * pull * chance(`${document.path}${name}`) ** 2.2);
    spread.push({ document: d, mentions, weight: mentions / (mentions + 1) });
  });
  const n = documents.filter((document) => document.counted).length;
  const prominence = n ? spread.reduce((sum, s) => sum + s.weight, 0) / n : 0;
  const mentions = spread.reduce((sum, s) => sum + s.mentions, 0);
  const half = (0.5 * Math.sqrt(Math.max(prominence, 0.01) * (1 - prominence))) / Math.sqrt(Math.max(n, 1)) + 0.02;
  const sure = n >= 5 && !quick;
  return {
    id: field ? `lexicon:${slug(name)}` : `term:${slug(name)}`,
    name,
    origin: field ? "lexicon" : "discovered",
    field: field || null,
    definition: field ? `Doing ${slug(name)} well, and knowing when not to.` : null,
    why: field ? "The lexicon names it." : "It is said together with other skills and after phrases such as “the ability to”.",
    belief: field ? 0.97 : 0.5 + 0.4 * chance(name),
    rank: 0,
    tied: 1,
    rankBest: null,
    rankWorst: null,
    rankWords: "",
    prominence,
    low: sure ? Math.max(0, prominence - half) : null,
    high: sure ? Math.min(1, prominence + half) : null,
    compared: spread.length >= 2,
    standsOut: false,
    pValue: sure ? 0.02 : null,
    documentFrequency: spread.length,
    mentions,
    per10k: documents.length ? (mentions * 10_000) / documents.reduce((sum, d) => sum + d.words, 1) : 0,
    dispersion: n > 1 ? 1 - spread.length / n : null,
    spread,
    surfaces: [slug(name), `${slug(name)} skills`, `good at ${slug(name)}`].map((text, i) => ({ text, count: Math.max(1, mentions - 2 * i) })),
    related: [],
    merged: [],
  };
}

export function makeReport(documents: DocumentReport[], settings: Settings, edits: readonly Edit[]): Report {
  const quick = settings.resamples === 0;
  const names = FIELDS.flatMap(([field, list]) => list.map((name, i) => ({ field, name, place: i * 4 + FIELDS.findIndex(([f]) => f === field) })));
  let skills = documents.some((d) => d.counted)
    ? names.map(({ name, field, place }) => skill(name, field, place, documents, quick)).filter((s) => s.mentions > 0)
    : [];
  for (const edit of edits) {
    if (edit.kind === "reject-skill") skills = skills.filter((s) => s.id !== edit.skill);
    if (edit.kind === "rename") skills = skills.map((s) => (s.id === edit.skill ? { ...s, name: edit.name } : s));
    if (edit.kind === "reject-form")
      skills = skills.map((s) => (s.id === edit.skill ? { ...s, surfaces: s.surfaces.filter((f) => f.text !== edit.form) } : s));
    if (edit.kind === "merge") {
      const gone = skills.find((s) => s.id === edit.skill);
      skills = skills
        .filter((s) => s.id !== edit.skill)
        .map((s) => (s.id === edit.into && gone ? { ...s, merged: [...s.merged, gone.name], mentions: s.mentions + gone.mentions } : s));
    }
    if (edit.kind === "accept") {
      const place = edit.skill.replace("term:", "");
      skills = [...skills, { ...skill(place, "", 20, documents, quick), id: edit.skill, name: place }];
    }
  }
  skills.sort((a, b) => b.prominence - a.prominence || a.name.localeCompare(b.name));
  const mean = skills.reduce((sum, s) => sum + s.prominence, 0) / Math.max(1, skills.length);
  skills.forEach((s, i) => {
    s.rank = i + 1;
    s.standsOut = s.low !== null && s.low > 1.2 * mean;
    if (s.low !== null) {
      s.rankBest = Math.max(1, i - 3);
      s.rankWorst = Math.min(skills.length, i + 5);
    }
    s.rankWords = s.rankBest === null ? ordinal(s.rank) : `${ordinal(s.rank)}, likely ${ordinal(s.rankBest)} to ${ordinal(s.rankWorst ?? 1)}`;
  });
  documents.forEach((d, index) => {
    d.top = skills.flatMap((s, i) => (s.spread.some((x) => x.document === index) ? [i] : [])).slice(0, 12);
  });
  const n = documents.filter((d) => d.counted).length;
  const out = skills.filter((s) => s.standsOut).length;
  return {
    made: { engine: "0.1.0", lexicon: "48 entries", model: "scripted", seed: settings.seed, method: ["This report is scripted for tests."] },
    settings,
    edits: [...edits],
    headline: out ? `At least ${out} skills stand out across ${n} documents` : `${skills.length} skills were found in ${n} documents`,
    caveats: n < 5 ? ["With fewer than 5 documents nothing can be said about how sure the ranking is."] : n < 20 ? ["Intervals from fewer than 20 documents are rough."] : [],
    sureness: quick || n < 5 ? "none" : n < 20 ? "rough" : "full",
    totals: {
      documents: n, words: documents.reduce((sum, d) => sum + d.words, 0), wordsLeftOut: 0, wordsRepeated: 0, sentences: 40 * n,
      mentions: skills.reduce((sum, s) => sum + s.mentions, 0), skills: skills.length, compared: skills.filter((s) => s.compared).length, comparedFrom: 2, standingOut: out,
    },
    documents,
    skills,
    passages: n < 3 ? [] : [{ text: "We use cookies so that this site works as you would like it to.", words: 13, documents: n, document: 0, place: "line 3" }],
    nearly: ["housing policy", "civil servants", "the steering group", "delivery chain", "long game"].map((name, i) => ({
      id: `term:${name}`, name, belief: 0.48 - 0.07 * i, documentFrequency: 3, mentions: 7 - i, why: "It reads as a topic, not as something a person does.",
    })),
    themes: skills.length < 12 ? [] : [0, 1, 2].map((t) => ({ name: `${skills[t]?.name}, ${skills[t + 3]?.name} and ${skills[t + 6]?.name}`, skills: [t, t + 3, t + 6, t + 9], stability: 0.8 - t / 10, stabilityWords: "Steady: two of its skills stay together in 80 of 100 redrawings of the documents, any two skills in 12." })),
    company: {
      words: skills.length < 12 ? "No themes stand out." : "3 themes, made of 12 of the first 12 skills.",
      weighed: skills.length,
      byChance: 0.12,
      links: skills.length < 12 ? [] : [0, 1, 2].flatMap((t) => [{ first: t, second: t + 3, passages: 8, documents: 4, strength: 0.4 - t / 10 }, { first: t + 3, second: t + 6, passages: 5, documents: 3, strength: 0.2 }]),
    },
  };
}

export function linesFor(s: SkillReport): KwicLine[] {
  return s.spread.flatMap(({ document, mentions }) =>
    Array.from({ length: mentions }, (_, i) => ({
      document, place: `line ${12 + 7 * i}`, start: 100 * i + 40,
      left: "Nobody in the building could say where the damp came from, and so the team learned that ",
      node: slug(s.name), right: " is the part of the work which no contractor will ever price for you.", heading: i === 3, rejected: false,
    })),
  );
}

export function evidenceFor(s: SkillReport): Evidence {
  const lines = linesFor(s);
  const quotes = s.spread.slice(0, 5).flatMap(({ document }) => lines.find((line) => line.document === document) ?? []);
  const parts: Explanation[] = s.spread.map((x) => ({
    label: `Weight in document ${x.document + 1}`, value: x.weight, note: "n / (n + max(1, √(T/1000)))", parts: [{ label: "Mentions", value: x.mentions, note: "", parts: [] }],
  }));
  return { skill: s.id, quotes, surfaces: s.surfaces, rejected_forms: [], total: lines.length, explanation: { label: "Prominence", value: s.prominence, note: "The mean weight over all documents.", parts } };
}
