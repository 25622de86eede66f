//! Which few sentences tell most about a skill.

use super::kwic_line;
use crate::rank::Skill;
use crate::record::Record;
use crate::report::KwicLine;

/// Most bytes of a quote on either side of the mention.
const REACH: usize = 280;

/// Up to `most` quotes from different documents: in each document the best-placed mention, the documents with most mentions first.
///
/// Best placed: the highest log odds, less in headings, fragments and very long sentences. Cost: linear in the skill's mentions.
pub fn quotes(skill: &Skill, records: &[&Record], most: usize) -> Vec<KwicLine> {
    let mut best: Vec<(f64, usize, KwicLine)> = Vec::new();
    let places: Vec<_> = skill.places.iter().filter(|p| p.counts).collect();
    for of_document in places.chunk_by(|a, b| a.document == b.document) {
        let document = of_document[0].document;
        let record = records[document as usize];
        let mut choice: Option<(f64, KwicLine)> = None;
        // The first mentions of a document suffice: a quote is one of many.
        for place in of_document.iter().take(24) {
            let m = &record.counts.mentions[place.mention as usize];
            let line = kwic_line(record, document, m.span, REACH, false);
            let worth = f64::from(m.log_odds) / 256.0 + fitness(&line);
            if choice.as_ref().is_none_or(|c| worth > c.0) {
                choice = Some((worth, line));
            }
        }
        if let Some((worth, line)) = choice {
            best.push((worth + libm::log(1.0 + of_document.len() as f64), of_document.len(), line));
        }
    }
    best.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)).then(a.2.document.cmp(&b.2.document)));
    best.into_iter().take(most).map(|b| b.2).collect()
}

/// How well a sentence reads as a quote, in log odds: a whole sentence of 60 to 350 bytes is best.
fn fitness(line: &KwicLine) -> f64 {
    let length = line.left.len() + line.node.len() + line.right.len();
    let mut worth = 0.0;
    if line.heading {
        worth -= 2.5;
    }
    if length < 60 {
        worth -= 1.5;
    }
    if length > 350 {
        worth -= 0.7;
    }
    if !line.right.ends_with(['.', '!', '?', '\u{201d}', '"']) {
        worth -= 0.5;
    }
    worth
}
