// Written by `cargo xtask types` from the Rust types in src/report.rs, src/settings.rs, src/problem.rs and
// src/read/format.rs, with their documentation; change those.

/** Two skills that keep company. */
export type CompanyLink = {
  /** Position in `Report::skills`. */
  first: number,
  /** Position in `Report::skills`. */
  second: number,
  /** Passages that hold both; passages overlap, so mentions side by side are in two. */
  passages: number,
  /** Documents with such a passage. */
  documents: number,
  /** Normalised pointwise mutual information: above 0 (chance) to 1 (never apart). */
  strength: number,
};

/** A page of all mentions. */
export type Concordance = {
  /** The skill's id. */
  skill: string,
  /** All mentions, rejected ones too. */
  total: number,
  /** Position of the first line of this page. */
  from: number,
  /** The lines, by document in canonical order, then by position. */
  lines: Array<KwicLine>,
};

/** One document of the collection. */
export type DocumentReport = {
  /** Stable name of the document inside a session: content hash and path. */
  id: string,
  /** File name. */
  name: string,
  /** Path as dropped, with `/`. */
  path: string,
  /** The document's own title, or its file name. */
  title: string,
  /** Format read. */
  format: Format,
  /** Content hash, 32 hexadecimal digits. */
  hash: string,
  /** Words counted. */
  words: number,
  /** Words read and left out. */
  wordsLeftOut: number,
  /** Words of repeated passages, counted in another document. */
  wordsRepeated: number,
  /** Sentences counted. */
  sentences: number,
  /** Whether it counts. */
  counted: boolean,
  /** The path of the document with the same content that counts in its place. */
  duplicateOf: string | null,
  /** The path of the document of nearly the same wording that counts in its place. */
  nearCopyOf: string | null,
  /** Resemblance to that document: of all runs of three words in either, the share that stands in both, .8 to 1. */
  resemblance: number | null,
  /** Its most weighty skills, best first: positions in `Report::skills`, at most 12. */
  top: Array<number>,
  /** What went wrong with it. */
  problems: Array<Problem>,
};

/** What a person corrects. Edits apply in order, so dropping the last one undoes it. */
export type Edit = { "kind": "reject-skill",
  /** Id of the skill. */
  skill: string,
} | { "kind": "reject-form",
  /** Id of the skill. */
  skill: string,
  /** The form as shown. */
  form: string,
} | { "kind": "reject-mention",
  /** Id of the skill. */
  skill: string,
  /** Id of the document. */
  document: string,
  /** First byte of the mention. */
  start: number,
} | { "kind": "rename",
  /** Id of the skill. */
  skill: string,
  /** The new name. */
  name: string,
} | { "kind": "merge",
  /** Id of the skill that goes. */
  skill: string,
  /** Id of the skill that stays. */
  into: string,
} | { "kind": "accept",
  /** Id of the phrase. */
  skill: string,
};

/** The evidence for one skill. */
export type Evidence = {
  /** The skill's id. */
  skill: string,
  /** Up to five telling sentences from different documents. */
  quotes: Array<KwicLine>,
  /** All forms with counts, rejected ones too. */
  surfaces: Array<SurfaceForm>,
  /** Forms that edits have rejected. */
  rejected_forms: Array<string>,
  /** All mentions, rejected ones too. */
  total: number,
  /** How its rank came about. */
  explanation: Explanation,
};

/** A number and the numbers it was made from. */
export type Explanation = {
  /** What the number is, in words. */
  label: string,
  /** The number; `null` for a heading or an undefined number. */
  value: number | null,
  /** How it was made or why it is undefined. */
  note: string,
  /** The numbers it was made from. */
  parts: Array<Explanation>,
};

/** A format that can be told apart. */
export type Format = "text" | "markdown" | "html" | "srt" | "vtt" | "pdf" | "docx" | "pptx" | "xlsx" | "odt" | "odp" | "epub" | "rtf" | "mhtml" | "eml" | "csv" | "zip" | "unknown";

/** Which skills are spoken of side by side. */
export type KeptCompany = {
  /** What was found, or why nothing was, in a plain sentence. */
  words: string,
  /** How many skills were looked at: the most prominent of those compared, at most 80. */
  weighed: number,
  /** How often any two of them are together when documents are resampled; `null` where none were. */
  byChance: number | null,
  /** The pairs that keep company more than chance would have it, strongest first. */
  links: Array<CompanyLink>,
};

/** A mention in its surroundings. */
export type KwicLine = {
  /** Position in `Report::documents`. */
  document: number,
  /** Where in it, in words: "page 12", "line 40", "00:04:38". */
  place: string,
  /** First byte of the mention in the document's clean text; with the document's id it names the mention in edits. */
  start: number,
  /** What stands before it in its sentence. */
  left: string,
  /** The mention as it stands. */
  node: string,
  /** What stands behind it in its sentence. */
  right: string,
  /** Whether it stands in a heading. */
  heading: boolean,
  /** Whether the mention was rejected by an edit. */
  rejected: boolean,
};

/** What a person's own list of skills gave. */
export type ListOutcome = {
  /** Skills read; none where the list could not be used. */
  skills: number,
  /** Ways of saying them. */
  forms: number,
  /** What went wrong, or was left out. */
  problems: Array<Problem>,
};

/** Versions and seed. */
export type Made = {
  /** Version of the engine. */
  engine: string,
  /** Entries and content hash of the lexicon. */
  lexicon: string,
  /** Content hash of the learned weights. */
  model: string,
  /** Seed of the resampling. */
  seed: number,
  /** The method in a few plain sentences, as exports print it. */
  method: Array<string>,
};

/** A phrase that was weighed and not believed. */
export type NearlySkill = {
  /** Stable name; [`Edit::Accept`] brings it back. */
  id: string,
  /** The phrase. */
  name: string,
  /** How sure the engine is that it is a skill, 0 to 1. */
  belief: number,
  /** Documents that mention it. */
  documentFrequency: number,
  /** Mentions. */
  mentions: number,
  /** Why it was not believed, one plain sentence. */
  why: string,
};

/** Where a skill comes from. */
export type Origin = "lexicon" | "discovered" | "own";

/** A problem with one document, told in plain words. */
export type Problem = {
  /** How much it costs. */
  severity: Severity,
  /** A stable word for tests and scripts, such as `empty-file`. */
  code: string,
  /** What happened, one sentence. */
  what: string,
  /** Where in the document, if that is known ("line 12", "page 3"). */
  place: string | null,
  /** What the person can do, one sentence. */
  remedy: string,
};

/** What one file gave, told as soon as it is read. */
export type ReadOutcome = {
  /** Stable name of the document. */
  id: string,
  /** Format read. */
  format: Format,
  /** The document's own title, or its file name. */
  title: string,
  /** Words counted. */
  words: number,
  /** Whether the document can be used. */
  usable: boolean,
  /** What went wrong. */
  problems: Array<Problem>,
  /** What may be chosen of the table it was read from; of many rows the first has it. */
  table: TableOffer | null,
};

/** A passage that stands in many documents and, unless the settings say otherwise, counts in the first of them only. */
export type RepeatedPassage = {
  /** How it begins, some 300 characters. */
  text: string,
  /** Its words. */
  words: number,
  /** Documents that hold it, copies of others left away. */
  documents: number,
  /** The first of them, where it counts: position in `Report::documents`. */
  document: number,
  /** Where in that document: "page 12", "line 40". */
  place: string,
};

/** The whole result for a collection: same documents, settings and edits give the same report, byte for byte. */
export type Report = {
  /** What made it, so that it can be made again. */
  made: Made,
  /** The settings in force. */
  settings: Settings,
  /** The edits in force, in order. */
  edits: Array<Edit>,
  /** One plain sentence that sums the result up. */
  headline: string,
  /** What cannot be known from this collection, or should be kept in mind; plain sentences, most important first. */
  caveats: Array<string>,
  /** How far the intervals can be trusted. */
  sureness: Sureness,
  /** Counts over the collection. */
  totals: Totals,
  /** The documents in canonical order (content hash, then path); `document` numbers elsewhere are positions in this list. */
  documents: Array<DocumentReport>,
  /** The skills, most prominent first. */
  skills: Array<SkillReport>,
  /** Passages that stand in many documents, those that would add most first, at most 100. */
  passages: Array<RepeatedPassage>,
  /** Phrases that were weighed and not believed, most nearly believed first, at most 200. */
  nearly: Array<NearlySkill>,
  /** Skills grouped by the company they keep. */
  themes: Array<Theme>,
  /** The company they keep, from which the themes are made. */
  company: KeptCompany,
};

/** What a person may set. The report records all of it. */
export type Settings = {
  /** Seed of the resampling. Another seed moves the intervals by a hair; the same seed gives the same bytes. Any 32-bit number; 1. */
  seed: number,
  /** How many times the documents are resampled: 0 leaves intervals, rank sets and stand-out away (a quick first view);
   * more makes their ends steadier. 0, or 100 to 10,000; 1,000. */
  resamples: number,
  /** A skill stands out when its prominence is surely above this many times the mean of the compared skills. At 1 half of the
   * skills could, at 3 almost none can. 1 to 5; 1.5. */
  standOutFactor: number,
  /** How sure a skill must look before it is ranked: at 0 every phrase that might be one, at 1 hardly any. Those below are kept as
   * "nearly a skill". 0.05 to 0.95; 0.5. */
  leastBelief: number,
  /** Whether phrases that no lexicon entry names may become skills. Off: the lexicon alone. */
  discover: boolean,
  /** Whether copies of a document, those of nearly the same wording too, count once. Off: each copy counts. */
  duplicatesOnce: boolean,
  /** Whether a passage that stands in many documents counts once, in the first of them. Off: it counts in each. */
  passagesOnce: boolean,
  /** Whether reference lists, tables of contents, running heads and navigation count. Off: they are read but not counted. */
  countEverything: boolean,
};

/** How much a problem costs. */
export type Severity = "note" | "part" | "unread";

/** One ranked skill. */
export type SkillReport = {
  /** Stable name inside a session, such as `lexicon:co-design`, `own:wayfinding` or `term:system map`. */
  id: string,
  /** The name shown. */
  name: string,
  /** Where it comes from. */
  origin: Origin,
  /** Broad field of the lexicon entry. */
  field: string | null,
  /** One-line definition of the lexicon entry. */
  definition: string | null,
  /** Why it is believed to be a skill, one plain sentence. */
  why: string,
  /** How sure the engine is that this is a skill, 0 to 1. */
  belief: number,
  /** Place in the list, from 1; equal for ties. */
  rank: number,
  /** How many skills share the rank. */
  tied: number,
  /** Best rank that the evidence allows (95 %); `null` where not compared or too few documents. */
  rankBest: number | null,
  /** Worst rank that the evidence allows (95 %). */
  rankWorst: number | null,
  /** The rank in words: "3rd, likely 2nd to 6th". */
  rankWords: string,
  /** Mean weight over all counted documents, 0 to 1. */
  prominence: number,
  /** 2.5 percentile of the resampled prominence. */
  low: number | null,
  /** 97.5 percentile of the resampled prominence. */
  high: number | null,
  /** Whether it is in enough documents to be compared. */
  compared: boolean,
  /** Whether it stands out. */
  standsOut: boolean,
  /** One-sided p-value of standing out, before the correction for many skills. */
  pValue: number | null,
  /** Documents that mention it. */
  documentFrequency: number,
  /** Mentions over all counted documents. */
  mentions: number,
  /** Mentions per 10,000 words. */
  per10k: number,
  /** Dispersion (DP, 0 even to 1 all in one place); `null` for a single document. */
  dispersion: number | null,
  /** The documents that mention it, in canonical order. */
  spread: Array<Spread>,
  /** How it is said, most frequent first, at most 40. */
  surfaces: Array<SurfaceForm>,
  /** Ids of related skills that are kept apart (participation ~ citizen participation). */
  related: Array<string>,
  /** Names of the variants that were merged into this skill by a person. */
  merged: Array<string>,
};

/** How one document uses a skill. */
export type Spread = {
  /** Position in `Report::documents`. */
  document: number,
  /** Mentions in it. */
  mentions: number,
  /** Weight of the skill in it, 0 to 1. */
  weight: number,
};

/** How far intervals and stand-out can be trusted, by the number of documents. */
export type Sureness = "none" | "rough" | "full";

/** One way a skill is said. */
export type SurfaceForm = {
  /** As it stands in the text, lower case unless it is an abbreviation. */
  text: string,
  /** How often. */
  count: number,
};

/** How a table is to be read. Whatever is left open is guessed. */
export type TableChoice = {
  /** The sheet, from 0. */
  sheet: number | null,
  /** Names of the columns that are read; empty for a guess. */
  text: Array<string>,
  /** Name of the column that gives each row its title; empty for none. */
  title: string | null,
  /** Whether each row is a document of its own. */
  rows: boolean | null,
};

/** What a person may choose of a table, and what is chosen now. */
export type TableOffer = {
  /** Its sheets. */
  sheets: Array<TableSheet>,
  /** How it was read: nothing is left open. */
  chosen: TableChoice,
};

/** A sheet and the names of its columns. */
export type TableSheet = {
  /** Its name; empty where it has none. */
  name: string,
  /** Names of its columns, from the header row or by letter. */
  columns: Array<string>,
  /** Columns that a guess would read: positions in `columns`. */
  text: Array<number>,
};

/** Skills that keep company. */
export type Theme = {
  /** Its strongest skills' names. */
  name: string,
  /** Positions in `Report::skills`, strongest first. */
  skills: Array<number>,
  /** How often two of its skills stay together when documents are resampled, 0 to 1. */
  stability: number,
  /** The same in words. */
  stabilityWords: string,
};

/** Counts over the collection. */
export type Totals = {
  /** Documents that count (read, not empty, not a copy). */
  documents: number,
  /** Words counted in them. */
  words: number,
  /** Words read and left out (references, contents, navigation). */
  wordsLeftOut: number,
  /** Words of repeated passages, counted in another document. */
  wordsRepeated: number,
  /** Sentences counted. */
  sentences: number,
  /** Mentions of ranked skills. */
  mentions: number,
  /** Skills ranked. */
  skills: number,
  /** Skills in enough documents to be compared. */
  compared: number,
  /** Documents a skill needs to be compared. */
  comparedFrom: number,
  /** Skills that stand out. */
  standingOut: number,
};
