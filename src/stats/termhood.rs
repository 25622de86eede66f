//! Whether a phrase is a term of its own, and not merely a piece of longer ones.

/// A candidate term, told by numbers alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// How many words it has, at least 1.
    pub words: u32,
    /// How often it occurs, inside longer candidates too.
    pub frequency: u64,
    /// Positions of all longer candidates that contain it, however deep, in any order.
    pub within: Vec<usize>,
}

/// How the length of a term weighs in its C-value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LengthWeight {
    /// log2 of the words, as published: single words get 0, whatever their frequency.
    Words,
    /// log2 of the words and one: single words take part. Not as published; say so where it is shown.
    WordsAndOne,
}

/// How often each candidate occurs outside of all longer candidates.
///
/// Formula: its frequency less the independent frequencies of all candidates that contain it, longest first, at least 0. (It falls short
/// of the truth, and is held at 0, where two longer candidates overlap in the text and share one occurrence.)
/// Input: candidates; each `within` may name only candidates of more words. Gives: occurrences, in the input's order.
/// Undefined: `None` where `within` names something absent, itself, or a candidate that is not longer; or a candidate of no words.
/// Cost: a sort, and one step for each nesting. Source: Frantzi, Ananiadou & Mima 2000, 2.3.1 (worked example).
///
/// ```
/// use skillsift::stats::termhood::{independent_frequencies, Candidate};
/// // "cystic basal cell carcinoma" 11, of which 5 in "adenoid cystic basal cell carcinoma".
/// let longer = Candidate { words: 5, frequency: 5, within: vec![] };
/// let cystic = Candidate { words: 4, frequency: 11, within: vec![0] };
/// assert_eq!(independent_frequencies(&[longer, cystic]), Some(vec![5, 6]));
/// ```
pub fn independent_frequencies(candidates: &[Candidate]) -> Option<Vec<u64>> {
    let longer = |at: usize, words: u32| candidates.get(at).is_some_and(|other| other.words > words);
    if candidates.iter().any(|one| one.words == 0 || one.within.iter().any(|&at| !longer(at, one.words))) {
        return None;
    }
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(candidates[at].words));
    let mut independent = vec![0; candidates.len()];
    for at in order {
        let inside: u64 = candidates[at].within.iter().map(|&longer| independent[longer]).sum();
        independent[at] = candidates[at].frequency.saturating_sub(inside);
    }
    Some(independent)
}

/// The C-value of every candidate, in the candidates' order.
///
/// Formula: l(a) f(a) for a candidate within no other, else l(a) (f(a) − Σ f'(b) / P(T)) over the P(T) candidates b that contain it, with
/// l(a) = log2 of the words (see [`LengthWeight`]) and f' the *independent* frequency of b ([`independent_frequencies`]). The
/// formula is often printed with f(b), which counts an occurrence once for each longer candidate around it; the authors' own example uses f'.
/// Input: as [`independent_frequencies`]. Gives: weighted occurrences, 0 or more for whatever occurs as often as it is contained.
/// Undefined: as there. Cost: as there, and a logarithm each. Source: Frantzi, Ananiadou & Mima 2000.
///
/// ```
/// use skillsift::stats::termhood::{c_values, Candidate, LengthWeight};
/// // Two words, 10 times, of which 4 in one longer candidate of four words: log2 2 × (10 − 4 / 1); log2 4 × 4.
/// let short = Candidate { words: 2, frequency: 10, within: vec![1] };
/// let long = Candidate { words: 4, frequency: 4, within: vec![] };
/// assert_eq!(c_values(&[short, long], LengthWeight::Words), Some(vec![6.0, 8.0]));
/// ```
pub fn c_values(candidates: &[Candidate], length: LengthWeight) -> Option<Vec<f64>> {
    let independent = independent_frequencies(candidates)?;
    let value = |one: &Candidate| {
        let words = match length {
            LengthWeight::Words => f64::from(one.words),
            LengthWeight::WordsAndOne => f64::from(one.words) + 1.0,
        };
        let inside: u64 = one.within.iter().map(|&at| independent[at]).sum();
        let share = if one.within.is_empty() { 0.0 } else { inside as f64 / one.within.len() as f64 };
        libm::log2(words) * (one.frequency as f64 - share)
    };
    Some(candidates.iter().map(value).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_words_count_only_with_one_added() {
        let word = [Candidate { words: 1, frequency: 7, within: vec![] }];
        assert_eq!(c_values(&word, LengthWeight::Words), Some(vec![0.0]));
        assert_eq!(c_values(&word, LengthWeight::WordsAndOne), Some(vec![7.0]));
    }

    #[test]
    fn nesting_that_cannot_be_is_refused() {
        let one = |words, within| Candidate { words, frequency: 1, within };
        assert_eq!(independent_frequencies(&[one(2, vec![0])]), None);
        assert_eq!(independent_frequencies(&[one(2, vec![5])]), None);
        assert_eq!(independent_frequencies(&[one(2, vec![1]), one(2, vec![])]), None);
        assert_eq!(independent_frequencies(&[one(0, vec![])]), None);
        assert_eq!(independent_frequencies(&[]), Some(vec![]));
    }
}
