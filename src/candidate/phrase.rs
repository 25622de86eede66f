//! Every stretch of a sentence that might name a skill.

use super::profile::Profiles;
use super::word_class::WordClass;
use crate::text::{Gap, Sentence, Tokens};

/// Most content words in a row.
const LONGEST_RUN: usize = 4;
/// Most content words before a connector.
const BEFORE: usize = 2;
/// Most content words behind a connector.
const BEHIND: usize = 2;

/// Calls `phrase(first, end)` for each candidate term of `sentence`, as token positions.
///
/// A candidate is a run of one to four content words with nothing but blanks or hyphens between, or one or two content words, a
/// connector (with up to one more connector or determiner) and one or two content words more: "learning from failure", "working with the public".
/// Cost: about three candidates a token.
pub fn for_each_phrase(tokens: &Tokens, sentence: &Sentence, profiles: &Profiles, mut phrase: impl FnMut(usize, usize)) {
    let end = sentence.end as usize;
    let class = |at: usize| profiles.of(tokens.types[at]).class;
    let joined = |at: usize| at < end && tokens.gaps[at] == Gap::Soft;
    let content = |at: usize| at < end && class(at) == WordClass::Content;
    for first in sentence.first as usize..end {
        if !content(first) {
            continue;
        }
        let mut at = first + 1;
        phrase(first, at);
        while at - first < LONGEST_RUN && joined(at) && content(at) {
            at += 1;
            phrase(first, at);
        }
        // With a connector: at most BEFORE content words, then the connector.
        let mut head = first + 1;
        while head - first < BEFORE && joined(head) && content(head) {
            head += 1;
        }
        if !(joined(head) && class(head) == WordClass::Connector) {
            // A shorter head never meets the connector first: its next word is content.
            continue;
        }
        let mut tail = head + 1;
        if joined(tail) && matches!(class(tail), WordClass::Connector | WordClass::Determiner) {
            tail += 1;
        }
        let from = tail;
        while tail - from < BEHIND && joined(tail) && content(tail) {
            tail += 1;
            phrase(first, tail);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{BlockKind, Place, ProseBuilder, Vocabulary};

    #[test]
    fn runs_and_connected_runs() {
        let mut b = ProseBuilder::default();
        b.begin(BlockKind::Paragraph, Place::Line(1));
        b.push("We value learning from our failure, user research", None);
        let prose = b.finish();
        let mut v = Vocabulary::default();
        let tokens = Tokens::of(&prose, &mut v);
        let mut profiles = Profiles::default();
        profiles.extend(&v);
        let mut found = Vec::new();
        for s in &tokens.sentences {
            for_each_phrase(&tokens, s, &profiles, |a, z| found.push(tokens.span(a, z).of(&prose.text)));
        }
        assert_eq!(
            found,
            [
                "value",
                "value learning",
                "value learning from our failure",
                "learning",
                "learning from our failure",
                "failure",
                "user",
                "user research",
                "research"
            ]
        );
    }
}
