//! Skills in a document's list that say in other words what one above them says.

use crate::candidate::is_content;
use crate::text::{StemId, Vocabulary, for_each_word};

/// The forms of a list as stems, to be compared.
#[derive(Default)]
pub(super) struct Echoes {
    vocabulary: Vocabulary,
    above: Vec<Vec<StemId>>,
}

impl Echoes {
    /// Begins another list.
    pub(super) fn begin(&mut self) {
        self.above.clear();
    }

    /// How far a skill with this form is to be set back behind those asked of before, in natural log odds; 0 where its words are its own.
    ///
    /// The figures are about what such skills are less often right than others of the same belief, on documents that the models had not seen: a
    /// reader lists a skill once. Cost: linear in the skills before.
    pub(super) fn set_back(&mut self, form: &str) -> f64 {
        let words = self.stems(form);
        let most = self.above.iter().map(|above| overlap(&words, above)).fold(0.0, f64::max);
        self.above.push(words);
        most
    }

    /// The stems of a form's content words, in order.
    fn stems(&mut self, form: &str) -> Vec<StemId> {
        let mut stems = Vec::new();
        for_each_word(form, 0, |span| {
            let id = self.vocabulary.intern(span.of(form));
            if is_content(self.vocabulary.word(id)) {
                stems.push(self.vocabulary.stem(id));
            }
        });
        stems
    }
}

fn overlap(words: &[StemId], above: &[StemId]) -> f64 {
    let within = |a: &[StemId], b: &[StemId]| !a.is_empty() && a.iter().all(|w| b.contains(w));
    if within(words, above) || within(above, words) {
        1.5
    } else if words.last().is_some_and(|last| above.last() == Some(last)) {
        0.30
    } else if words.iter().any(|w| above.contains(w)) {
        0.15
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_repeats_words_is_set_back() {
        let mut echoes = Echoes::default();
        let back = ["stakeholder interviews", "interview stakeholders", "user interviews", "stakeholders", "user needs", "foresight"]
            .map(|form| echoes.set_back(form));
        assert_eq!(back.map(|b| (100.0 * b) as i32), [0, 150, 30, 150, 15, 0]);
    }
}
