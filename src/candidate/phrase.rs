//! Every stretch of a sentence that might name a skill.

use super::profile::Profiles;
use super::word_class::WordClass;
use crate::text::{Gap, Sentence, Tokens};

/// Most content words in a row.
const LONGEST_RUN: usize = 4;
/// Most content words before a link: a connector, a determiner or both.
const BEFORE: usize = 3;
/// Most content words behind a first link, and behind a second.
const BEHIND: [usize; 2] = [3, 2];

/// Calls `phrase(first, end)` for each candidate term of `sentence`, as token positions.
///
/// A candidate is a run of one to four content words with nothing but blanks or hyphens between; or up to three content words, a link and up to
/// three more; or these, a second link and up to two more: "learning from failure", "lead a team", "working with the public on plans". A link is a
/// connector, a connector with one more connector or determiner, or a determiner. Cost: about four candidates a token.
pub fn for_each_phrase(tokens: &Tokens, sentence: &Sentence, profiles: &Profiles, mut phrase: impl FnMut(usize, usize)) {
    let end = sentence.end as usize;
    let class = |at: usize| profiles.of(tokens.types[at]).class;
    let joined = |at: usize| at < end && tokens.gaps[at] == Gap::Soft;
    let content = |at: usize| at < end && class(at) == WordClass::Content;
    let behind_link = |at: usize| match joined(at).then(|| class(at))? {
        WordClass::Determiner => Some(at + 1),
        WordClass::Connector => {
            let second = joined(at + 1) && matches!(class(at + 1), WordClass::Connector | WordClass::Determiner);
            Some(at + 1 + usize::from(second))
        }
        _ => None,
    };
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
        let mut head = first + 1;
        while head - first < BEFORE && joined(head) && content(head) {
            head += 1;
        }
        // A shorter head never meets a link first: its next word is content.
        for most in BEHIND {
            let Some(from) = behind_link(head) else { break };
            let mut tail = from;
            while tail - from < most && joined(tail) && content(tail) {
                tail += 1;
                phrase(first, tail);
            }
            if tail == from {
                break;
            }
            head = tail;
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
