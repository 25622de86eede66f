//! What one document adds: its words, and where it mentions which candidate term.

use super::Trace;
use crate::candidate::{Extractor, TermKey, Use, Witness};
use crate::text::{Prose, Span, Tokens};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// Log odds are kept as whole numbers of this fraction, so that sums over documents are exact in any order.
pub const LOG_ODDS_UNIT: f64 = 1.0 / 256.0;

/// One place where a document mentions a candidate term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Position of the term in [`DocumentCounts::terms`].
    pub term: u32,
    /// Where it stands in the clean text.
    pub span: Span,
    /// Natural log odds that it is an exercised capability here, in units of [`LOG_ODDS_UNIT`].
    pub log_odds: i16,
    /// Content words in it.
    pub words: u8,
    /// A hash of its words: mentions in the same words have the same.
    pub form: u16,
    /// What else speaks for or against it.
    pub witness: Witness,
    /// Whether it stands in a heading.
    pub heading: bool,
    /// Whether it stands in a block that counts by default.
    pub counted: bool,
}

/// The counts of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentCounts {
    /// Words in blocks that count by default.
    pub words: u32,
    /// Words in the other blocks.
    pub words_left_out: u32,
    /// Sentences.
    pub sentences: u32,
    /// The candidate terms, sorted.
    pub terms: Vec<TermKey>,
    /// Their mentions, by position.
    pub mentions: Vec<Mention>,
    /// By what it is told whether other documents say the same.
    pub trace: Trace,
}

impl Mention {
    /// The mention as far as belief goes.
    pub fn as_use(&self) -> Use {
        Use {
            log_odds: f64::from(self.log_odds) * LOG_ODDS_UNIT,
            heading: self.heading,
            words: u32::from(self.words),
            form: self.form,
            witness: self.witness,
        }
    }
}

impl DocumentCounts {
    /// Forgets the mentions of phrases that no lexicon entry names.
    pub fn keep_named(&mut self) {
        // Entries come first among sorted terms.
        let named = self.terms.partition_point(|t| t.entry().is_some());
        self.terms.truncate(named);
        self.mentions.retain(|m| (m.term as usize) < named);
    }

    /// Counts one document. The result does not depend on what the extractor has read before. Cost: linear in the text.
    pub fn of(prose: &Prose, tokens: &Tokens, extractor: &mut Extractor) -> DocumentCounts {
        let candidates = extractor.mentions(prose, tokens);
        let mut numbers: Vec<u32> = candidates.iter().map(|c| c.term).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.sort_unstable_by_key(|&n| extractor.term(n));
        let place: FxHashMap<u32, u32> = numbers.iter().zip(0..).map(|(&number, at)| (number, at)).collect();
        let mentions = candidates
            .iter()
            .map(|c| Mention {
                term: place[&c.term],
                span: c.span,
                log_odds: (f64::from(c.log_odds) / LOG_ODDS_UNIT) as i16,
                words: c.words.min(255) as u8,
                form: c.form,
                witness: c.witness,
                heading: c.heading,
                counted: c.counted,
            })
            .collect();
        DocumentCounts {
            words: tokens.counted,
            words_left_out: tokens.left_out,
            sentences: tokens.sentences.len() as u32,
            mentions,
            trace: Trace::of(prose, tokens, &extractor.vocabulary),
            terms: numbers.iter().map(|&n| extractor.term(n).clone()).collect(),
        }
    }
}
