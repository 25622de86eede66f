/* The data that crosses the engine's edge: the counterpart of src/report.rs, src/settings.rs and src/problem.rs. */

export type Format = "text" | "markdown" | "html" | "srt" | "vtt" | "unknown";
export type Severity = "note" | "part" | "unread";
export type Sureness = "none" | "rough" | "full";
export type Origin = "lexicon" | "discovered";

export type Problem = { severity: Severity; code: string; what: string; place: string | null; remedy: string };

export type Settings = {
  seed: number;
  resamples: number;
  standOutFactor: number;
  leastBelief: number;
  discover: boolean;
  duplicatesOnce: boolean;
  countEverything: boolean;
};

export type Made = { engine: string; lexicon: string; model: string; seed: number; method: string[] };

export type Totals = {
  documents: number;
  words: number;
  wordsLeftOut: number;
  sentences: number;
  mentions: number;
  skills: number;
  compared: number;
  comparedFrom: number;
  standingOut: number;
};

export type DocumentReport = {
  id: string;
  name: string;
  path: string;
  title: string;
  format: Format;
  hash: string;
  words: number;
  wordsLeftOut: number;
  sentences: number;
  counted: boolean;
  duplicateOf: string | null;
  top: number[];
  problems: Problem[];
};

export type Spread = { document: number; mentions: number; weight: number };
export type SurfaceForm = { text: string; count: number };

export type SkillReport = {
  id: string;
  name: string;
  origin: Origin;
  field: string | null;
  definition: string | null;
  why: string;
  belief: number;
  rank: number;
  tied: number;
  rankBest: number | null;
  rankWorst: number | null;
  rankWords: string;
  prominence: number;
  low: number | null;
  high: number | null;
  compared: boolean;
  standsOut: boolean;
  pValue: number | null;
  documentFrequency: number;
  mentions: number;
  per10k: number;
  dispersion: number | null;
  spread: Spread[];
  surfaces: SurfaceForm[];
  related: string[];
  merged: string[];
};

export type NearlySkill = {
  id: string;
  name: string;
  belief: number;
  documentFrequency: number;
  mentions: number;
  why: string;
};

export type Theme = { name: string; skills: number[]; stability: number | null };

export type Explanation = { label: string; value: number | null; note: string; parts: Explanation[] };

export type KwicLine = {
  document: number;
  place: string;
  start: number;
  left: string;
  node: string;
  right: string;
  heading: boolean;
  rejected: boolean;
};

export type Evidence = {
  skill: string;
  quotes: KwicLine[];
  surfaces: SurfaceForm[];
  rejected_forms: string[];
  total: number;
  explanation: Explanation;
};

export type Concordance = { skill: string; total: number; from: number; lines: KwicLine[] };

export type Edit =
  | { kind: "reject-skill"; skill: string }
  | { kind: "reject-form"; skill: string; form: string }
  | { kind: "reject-mention"; skill: string; document: string; start: number }
  | { kind: "rename"; skill: string; name: string }
  | { kind: "merge"; skill: string; into: string }
  | { kind: "accept"; skill: string };

export type ReadOutcome = {
  id: string;
  format: Format;
  title: string;
  words: number;
  usable: boolean;
  problems: Problem[];
};

export type Report = {
  made: Made;
  settings: Settings;
  edits: Edit[];
  headline: string;
  caveats: string[];
  sureness: Sureness;
  totals: Totals;
  documents: DocumentReport[];
  skills: SkillReport[];
  nearly: NearlySkill[];
  themes: Theme[];
};
