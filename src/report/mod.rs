//! The plain data that leaves the engine. Fractions are shares of one, never per cent; a missing number is `null` and a field beside
//! it says why.

pub(crate) mod build;
mod edit;
mod evidence;

pub use evidence::{Concordance, Evidence, Explanation, KwicLine};

use crate::problem::Problem;
use crate::read::{Format, TableOffer};
use crate::settings::Settings;
use serde::{Deserialize, Serialize};

/// The whole result for a collection: same documents, settings and edits give the same report, byte for byte.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename_all = "camelCase"))]
pub struct Report {
    /// What made it, so that it can be made again.
    pub made: Made,
    /// The settings in force.
    pub settings: Settings,
    /// The edits in force, in order.
    pub edits: Vec<Edit>,
    /// One plain sentence that sums the result up.
    pub headline: String,
    /// What cannot be known from this collection, or should be kept in mind; plain sentences, most important first.
    pub caveats: Vec<String>,
    /// How far the intervals can be trusted.
    pub sureness: Sureness,
    /// Counts over the collection.
    pub totals: Totals,
    /// The documents in canonical order (content hash, then path); `document` numbers elsewhere are positions in this list.
    pub documents: Vec<DocumentReport>,
    /// The skills, most prominent first.
    pub skills: Vec<SkillReport>,
    /// Passages that stand in many documents, those that would add most first, at most 100.
    pub passages: Vec<RepeatedPassage>,
    /// Phrases that were weighed and not believed, most nearly believed first, at most 200.
    pub nearly: Vec<NearlySkill>,
    /// Skills grouped by the company they keep.
    pub themes: Vec<Theme>,
    /// The company they keep, from which the themes are made.
    pub company: KeptCompany,
}

/// Versions and seed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename_all = "camelCase"))]
pub struct Made {
    /// Version of the engine.
    pub engine: String,
    /// Entries and content hash of the lexicon.
    pub lexicon: String,
    /// Content hash of the learned weights.
    pub model: String,
    /// Seed of the resampling.
    pub seed: u32,
    /// The method in a few plain sentences, as exports print it.
    pub method: Vec<String>,
}

/// How far intervals and stand-out can be trusted, by the number of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename_all = "lowercase"))]
pub enum Sureness {
    /// Fewer than 5 documents, or not resampled: none are given.
    None,
    /// 5 to 19 documents: rough.
    Rough,
    /// 20 or more.
    Full,
}

/// Counts over the collection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename_all = "camelCase"))]
pub struct Totals {
    /// Documents that count (read, not empty, not a copy).
    pub documents: u32,
    /// Words counted in them.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub words: u64,
    /// Words read and left out (references, contents, navigation).
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub words_left_out: u64,
    /// Words of repeated passages, counted in another document.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub words_repeated: u64,
    /// Sentences counted.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub sentences: u64,
    /// Mentions of ranked skills.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub mentions: u64,
    /// Skills ranked.
    pub skills: u32,
    /// Skills in enough documents to be compared.
    pub compared: u32,
    /// Documents a skill needs to be compared.
    pub compared_from: u32,
    /// Skills that stand out.
    pub standing_out: u32,
}

/// One document of the collection.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename_all = "camelCase"))]
pub struct DocumentReport {
    /// Stable name of the document inside a session: content hash and path.
    pub id: String,
    /// File name.
    pub name: String,
    /// Path as dropped, with `/`.
    pub path: String,
    /// The document's own title, or its file name.
    pub title: String,
    /// Format read.
    pub format: Format,
    /// Content hash, 32 hexadecimal digits.
    pub hash: String,
    /// Words counted.
    pub words: u32,
    /// Words read and left out.
    pub words_left_out: u32,
    /// Words of repeated passages, counted in another document.
    pub words_repeated: u32,
    /// Sentences counted.
    pub sentences: u32,
    /// Whether it counts.
    pub counted: bool,
    /// The path of the document with the same content that counts in its place.
    pub duplicate_of: Option<String>,
    /// The path of the document of nearly the same wording that counts in its place.
    pub near_copy_of: Option<String>,
    /// Resemblance to that document: of all runs of three words in either, the share that stands in both, .8 to 1.
    pub resemblance: Option<f64>,
    /// Its most weighty skills, best first: positions in `Report::skills`, at most 12.
    pub top: Vec<u32>,
    /// What went wrong with it.
    pub problems: Vec<Problem>,
}

/// A passage that stands in many documents and, unless the settings say otherwise, counts in the first of them only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct RepeatedPassage {
    /// How it begins, some 300 characters.
    pub text: String,
    /// Its words.
    pub words: u32,
    /// Documents that hold it, copies of others left away.
    pub documents: u32,
    /// The first of them, where it counts: position in `Report::documents`.
    pub document: u32,
    /// Where in that document: "page 12", "line 40".
    pub place: String,
}

/// Where a skill comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename_all = "lowercase"))]
pub enum Origin {
    /// An entry of the lexicon.
    Lexicon,
    /// Found in these documents.
    Discovered,
    /// A skill of the person's own list.
    Own,
}

/// One ranked skill.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename_all = "camelCase"))]
pub struct SkillReport {
    /// Stable name inside a session, such as `lexicon:co-design`, `own:wayfinding` or `term:system map`.
    pub id: String,
    /// The name shown.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Broad field of the lexicon entry.
    pub field: Option<String>,
    /// One-line definition of the lexicon entry.
    pub definition: Option<String>,
    /// Why it is believed to be a skill, one plain sentence.
    pub why: String,
    /// How sure the engine is that this is a skill, 0 to 1.
    pub belief: f64,
    /// Place in the list, from 1; equal for ties.
    pub rank: u32,
    /// How many skills share the rank.
    pub tied: u32,
    /// Best rank that the evidence allows (95 %); `null` where not compared or too few documents.
    pub rank_best: Option<u32>,
    /// Worst rank that the evidence allows (95 %).
    pub rank_worst: Option<u32>,
    /// The rank in words: "3rd, likely 2nd to 6th".
    pub rank_words: String,
    /// Mean weight over all counted documents, 0 to 1.
    pub prominence: f64,
    /// 2.5 percentile of the resampled prominence.
    pub low: Option<f64>,
    /// 97.5 percentile of the resampled prominence.
    pub high: Option<f64>,
    /// Whether it is in enough documents to be compared.
    pub compared: bool,
    /// Whether it stands out.
    pub stands_out: bool,
    /// One-sided p-value of standing out, before the correction for many skills.
    pub p_value: Option<f64>,
    /// Documents that mention it.
    pub document_frequency: u32,
    /// Mentions over all counted documents.
    pub mentions: u32,
    /// Mentions per 10,000 words.
    pub per_10k: f64,
    /// Dispersion (DP, 0 even to 1 all in one place); `null` for a single document.
    pub dispersion: Option<f64>,
    /// The documents that mention it, in canonical order.
    pub spread: Vec<Spread>,
    /// How it is said, most frequent first, at most 40.
    pub surfaces: Vec<SurfaceForm>,
    /// Ids of related skills that are kept apart (participation ~ citizen participation).
    pub related: Vec<String>,
    /// Names of the variants that were merged into this skill by a person.
    pub merged: Vec<String>,
}

/// How one document uses a skill.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Spread {
    /// Position in `Report::documents`.
    pub document: u32,
    /// Mentions in it.
    pub mentions: u32,
    /// Weight of the skill in it, 0 to 1.
    pub weight: f64,
}

/// One way a skill is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct SurfaceForm {
    /// As it stands in the text, lower case unless it is an abbreviation.
    pub text: String,
    /// How often.
    pub count: u32,
}

/// A phrase that was weighed and not believed.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename_all = "camelCase"))]
pub struct NearlySkill {
    /// Stable name; [`Edit::Accept`] brings it back.
    pub id: String,
    /// The phrase.
    pub name: String,
    /// How sure the engine is that it is a skill, 0 to 1.
    pub belief: f64,
    /// Documents that mention it.
    pub document_frequency: u32,
    /// Mentions.
    pub mentions: u32,
    /// Why it was not believed, one plain sentence.
    pub why: String,
}

/// Skills that keep company.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename_all = "camelCase"))]
pub struct Theme {
    /// Its strongest skills' names.
    pub name: String,
    /// Positions in `Report::skills`, strongest first.
    pub skills: Vec<u32>,
    /// How often two of its skills stay together when documents are resampled, 0 to 1.
    pub stability: f64,
    /// The same in words.
    pub stability_words: String,
}

/// Which skills are spoken of side by side.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename_all = "camelCase"))]
pub struct KeptCompany {
    /// What was found, or why nothing was, in a plain sentence.
    pub words: String,
    /// How many skills were looked at: the most prominent of those compared, at most 80.
    pub weighed: u32,
    /// How often any two of them are together when documents are resampled; `null` where none were.
    pub by_chance: Option<f64>,
    /// The pairs that keep company more than chance would have it, strongest first.
    pub links: Vec<CompanyLink>,
}

/// Two skills that keep company.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct CompanyLink {
    /// Position in `Report::skills`.
    pub first: u32,
    /// Position in `Report::skills`.
    pub second: u32,
    /// Passages that hold both; passages overlap, so mentions side by side are in two.
    pub passages: u32,
    /// Documents with such a passage.
    pub documents: u32,
    /// Normalised pointwise mutual information: above 0 (chance) to 1 (never apart).
    pub strength: f64,
}

/// What a person corrects. Edits apply in order, so dropping the last one undoes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(tag = "kind", rename_all = "kebab-case"))]
pub enum Edit {
    /// This is not a skill.
    RejectSkill {
        /// Id of the skill.
        skill: String,
    },
    /// This form does not mean the skill.
    RejectForm {
        /// Id of the skill.
        skill: String,
        /// The form as shown.
        form: String,
    },
    /// This mention does not mean the skill.
    RejectMention {
        /// Id of the skill.
        skill: String,
        /// Id of the document.
        document: String,
        /// First byte of the mention.
        start: u32,
    },
    /// Show the skill under another name.
    Rename {
        /// Id of the skill.
        skill: String,
        /// The new name.
        name: String,
    },
    /// The first skill is the second.
    Merge {
        /// Id of the skill that goes.
        skill: String,
        /// Id of the skill that stays.
        into: String,
    },
    /// This phrase is a skill after all.
    Accept {
        /// Id of the phrase.
        skill: String,
    },
}

/// What a person's own list of skills gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ListOutcome {
    /// Skills read; none where the list could not be used.
    pub skills: u32,
    /// Ways of saying them.
    pub forms: u32,
    /// What went wrong, or was left out.
    pub problems: Vec<Problem>,
}

/// What one file gave, told as soon as it is read.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename_all = "camelCase"))]
pub struct ReadOutcome {
    /// Stable name of the document.
    pub id: String,
    /// Format read.
    pub format: Format,
    /// The document's own title, or its file name.
    pub title: String,
    /// Words counted.
    pub words: u32,
    /// Whether the document can be used.
    pub usable: bool,
    /// What went wrong.
    pub problems: Vec<Problem>,
    /// What may be chosen of the table it was read from; of many rows the first has it.
    pub table: Option<TableOffer>,
}
