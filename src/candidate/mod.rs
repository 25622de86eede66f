//! Candidate terms of one document: lexicon matches, phrases, and how sure the model is of each where it stands.

pub mod belief;
mod company;
mod feature;
mod genre;
mod key;
mod kin;
mod mention;
mod model;
mod phrase;
mod precedent;
mod profile;
mod share;
mod term;
mod variant;
mod word_class;

pub use belief::{Use, Witness};
pub use company::{COMPANY_BUCKETS, CompanyModel};
pub use feature::{Naming, Site};
pub use genre::{CUES, Cues, cue_words};
pub use mention::{Candidate, Extractor};
pub use model::{BUCKETS, MentionModel, Models};
pub use precedent::{GENRES, PRECEDENT_BUCKETS, PRECEDENT_STEPS, Precedents, bucket, hash_of_term, weighed};
pub use term::{TermKey, Terms};

/// Whether a lower-case word may be part of a phrase, as function words and numbers may not.
pub fn is_content(word: &str) -> bool {
    word_class::word_class(word) == word_class::WordClass::Content
}
