//! How much one document, and how much all documents, make of a skill.

use super::weights::Weights;

/// How much a document makes of a skill: more mentions weigh more, each further one less, and long documents need more of them.
///
/// Formula: w = n / (n + k), k = max(1, √(T / 1000)). At n = k the weight is one half.
/// Input: n mentions and T counted words of the same document. Gives: 0 (no mention) to just under 1; no unit.
/// Undefined: never, as k is at least 1. Cost: one root.
/// Source: the saturation of BM25 (Robertson & Walker 1994) with a length term that grows by the root, since a long text repeats itself.
///
/// ```
/// // 4,000 words: k = 2, and 3 mentions weigh 3 / (3 + 2).
/// assert_eq!(skillsift::stats::prominence::weight(3, 4_000), 0.6);
/// // Up to 1,000 words k is 1.
/// assert_eq!(skillsift::stats::prominence::weight(1, 200), 0.5);
/// ```
pub fn weight(mentions: u32, words: u32) -> f64 {
    let n = f64::from(mentions);
    let root = (f64::from(words) / 1_000.0).sqrt();
    let k = if root > 1.0 { root } else { 1.0 };
    n / (n + k)
}

/// How much the documents make of a skill on average, those that never mention it included.
///
/// Formula: P = Σ w / N over all N documents. Input: the weights of the skill's documents, in the order to sum; those without a mention
/// may be left out. Gives: 0 to 1; no unit. Undefined: `None` without documents. Cost: one pass.
/// Source: this project; the mean is what [`super::resample`] redraws.
///
/// ```
/// // In two of four documents, weights 0.5 and 0.7: 1.2 / 4.
/// assert_eq!(skillsift::stats::prominence::prominence(&[0.5, 0.7], 4), Some(0.3));
/// ```
pub fn prominence(weights: &[f64], documents: u32) -> Option<f64> {
    (documents > 0).then(|| weights.iter().fold(0.0, |sum, w| sum + w) / f64::from(documents))
}

/// The prominence of every skill, in the skills' order.
///
/// Formula and range: as [`prominence`]. Input: any [`Weights`] (which always has documents). Cost: one pass over the weights.
///
/// ```
/// use skillsift::stats::{prominence::prominences, weights::Weights};
/// let weights = Weights::new(4, &[vec![(0, 0.5), (3, 0.7)], vec![]]).unwrap();
/// assert_eq!(prominences(&weights), [0.3, 0.0]);
/// ```
pub fn prominences(weights: &Weights) -> Vec<f64> {
    let documents = f64::from(weights.documents());
    // A sum from +0, as `iter().sum()` of nothing is −0.
    (0..weights.skills()).map(|skill| weights.of(skill).iter().fold(0.0, |sum, entry| sum + entry.weight) / documents).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_mention_weighs_nothing_and_no_words_harm_nothing() {
        assert!(weight(0, 0).abs() < 1e-300 && weight(0, 60_000).abs() < 1e-300);
        assert!((weight(1, 0) - 0.5).abs() < 1e-15);
        assert!(weight(u32::MAX, 1) < 1.0);
        assert!(weight(2, 9_000) < weight(2, 8_999));
        assert_eq!(prominence(&[], 0), None);
    }

    #[test]
    fn nothing_is_plain_zero() {
        let weights = Weights::new(3, &[vec![]]).unwrap();
        assert!(prominences(&weights)[0].is_sign_positive());
        assert!(prominence(&[], 3).unwrap().abs() < 1e-300);
    }
}
