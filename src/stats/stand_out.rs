//! Which skills are surely above the rest, and not merely first in a list that has to have a first.

use super::distribution::normal_upper_tail;
use super::interval::deviation;
use super::multiple::benjamini_hochberg;
use super::prominence::prominences;
use super::resample::Resampled;
use super::weights::Weights;

/// The share of false ones that is put up with among the skills that stand out.
pub const FALSE_DISCOVERY_RATE: f64 = 0.05;

/// In how many documents a skill must be to be compared with others: one in twenty, and two.
///
/// Formula: max(2, ⌈N / 20⌉). Input: N documents. Cost: none. In integers, as 0.05 × 140 is not 7 in binary.
///
/// ```
/// use skillsift::stats::stand_out::compared_from;
/// assert_eq!((compared_from(5), compared_from(55), compared_from(140)), (2, 3, 7));
/// ```
pub fn compared_from(documents: u32) -> u32 {
    documents.div_ceil(20).max(2)
}

/// In how many documents a skill must be to stand out: one in five, and three.
///
/// Formula: max(3, ⌈N / 5⌉). Input: N documents. Cost: none.
///
/// ```
/// use skillsift::stats::stand_out::stand_out_from;
/// assert_eq!((stand_out_from(5), stand_out_from(55)), (3, 11));
/// ```
pub fn stand_out_from(documents: u32) -> u32 {
    documents.div_ceil(5).max(3)
}

/// Whether a skill stands out, and if not, why not: the first reason that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    StandsOut,
    /// In fewer than [`compared_from`] documents: too rare to say anything of.
    NotCompared,
    /// The resampled excess never varies, so that there is nothing to measure it by.
    NoVariation,
    /// The excess may be chance: the adjusted p-value is above [`FALSE_DISCOVERY_RATE`].
    NotSure,
    /// Sure, but in fewer than [`stand_out_from`] documents: the mark of a few authors and not of the collection.
    TooFewDocuments,
}

/// What the comparison with the mean says of one skill.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StandOut {
    /// P − f × the mean prominence of the compared skills; above 0 where the skill is above f times the mean.
    pub excess: f64,
    /// The deviation of the excess over the resamples; `None` where not compared.
    pub deviation: Option<f64>,
    /// The one-sided chance of such an excess where the truth is none; `None` where not compared or without variation.
    pub p_value: Option<f64>,
    /// The p-value adjusted for the number of compared skills; `None` as above.
    pub adjusted: Option<f64>,
    /// The verdict.
    pub verdict: Verdict,
}

/// What the comparison with the mean says of every skill, in the skills' order.
///
/// Formula: over the skills in at least [`compared_from`] documents, M = mean P; for each of them E = P − f M, E* = P* − f M* in each
/// resample with M* taken anew, σ_E the deviation of E*, p = 1 − Φ(E / σ_E), adjusted by Benjamini and Hochberg over all compared skills
/// that have a p-value. A skill stands out where the adjusted p is at most 0.05 and it is in at least [`stand_out_from`] documents. That
/// condition comes after the correction: presence goes with prominence, and picking by it first would make the correction too mild.
/// Input: the weights; the same weights resampled; `factor` f, finite, 1 or more in practice.
/// Gives: one [`StandOut`] per skill; excesses in units of prominence.
/// Undefined: `None` where no skill is compared, the shapes differ, R is below 2 or the factor is not finite.
/// Cost: a few passes over the p × R table.
/// Source: this project; the bootstrap's normal approximation is Efron & Tibshirani 1993, chapter 13.
///
/// ```
/// use skillsift::stats::{resample::Resampled, stand_out::{stand_out, Verdict}, weights::Weights};
/// // Twenty documents: one skill weighty in all, four faint.
/// let strong: Vec<_> = (0..20).map(|d| (d, 0.8 + f64::from(d % 2) * 0.1)).collect();
/// let faint: Vec<_> = (0..20).step_by(2).map(|d| (d, 0.1)).collect();
/// let weights = Weights::new(20, &[strong, faint.clone(), faint.clone(), faint.clone(), faint]).unwrap();
/// let found = stand_out(&weights, &Resampled::new(&weights, 1_000, 1).unwrap(), 1.5).unwrap();
/// // P = 0.85; the mean is (0.85 + 4 × 0.05) / 5 = 0.21; the excess 0.85 − 1.5 × 0.21.
/// assert!((found[0].excess - 0.535).abs() < 1e-12);
/// assert_eq!(found[0].verdict, Verdict::StandsOut);
/// assert_eq!(found[1].verdict, Verdict::NotSure);
/// ```
pub fn stand_out(weights: &Weights, resampled: &Resampled, factor: f64) -> Option<Vec<StandOut>> {
    if weights.skills() != resampled.skills() || resampled.resamples() < 2 || !factor.is_finite() {
        return None;
    }
    let from = compared_from(weights.documents());
    let compared: Vec<usize> = (0..weights.skills()).filter(|&skill| weights.document_frequency(skill) >= from).collect();
    let resampled_means = resampled.mean_over(&compared)?;
    let estimates = prominences(weights);
    let mean = compared.iter().fold(0.0, |sum, &skill| sum + estimates[skill]) / compared.len() as f64;
    let mut found: Vec<StandOut> = estimates
        .iter()
        .map(|p| StandOut { excess: p - factor * mean, deviation: None, p_value: None, adjusted: None, verdict: Verdict::NotCompared })
        .collect();
    // As in rank sets, a deviation that rounding alone can leave counts as none.
    let least = 1e-12 * (1.0 + factor.abs()) * estimates.iter().fold(0.0, |most: f64, &x| if x > most { x } else { most });
    let mut tested = Vec::with_capacity(compared.len());
    for &skill in &compared {
        let one = &mut found[skill];
        let excesses: Vec<f64> = resampled.of(skill).iter().zip(&resampled_means).map(|(p, mean)| p - factor * mean).collect();
        one.deviation = deviation(&excesses).map(|sigma| if sigma > least { sigma } else { 0.0 });
        one.p_value = one.deviation.filter(|&sigma| sigma > 0.0).and_then(|sigma| normal_upper_tail(one.excess / sigma));
        one.verdict = Verdict::NoVariation;
        tested.extend(one.p_value.map(|p| (skill, p)));
    }
    let p_values: Vec<f64> = tested.iter().map(|&(_, p)| p).collect();
    let enough = stand_out_from(weights.documents());
    for (&(skill, _), adjusted) in tested.iter().zip(benjamini_hochberg(&p_values)?) {
        let one = &mut found[skill];
        one.adjusted = Some(adjusted);
        one.verdict = if adjusted > FALSE_DISCOVERY_RATE {
            Verdict::NotSure
        } else if weights.document_frequency(skill) < enough {
            Verdict::TooFewDocuments
        } else {
            Verdict::StandsOut
        };
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(documents: u32, columns: &[Vec<(u32, f64)>]) -> Option<Vec<StandOut>> {
        let weights = Weights::new(documents, columns).unwrap();
        stand_out(&weights, &Resampled::new(&weights, 200, 1).unwrap(), 1.5)
    }

    #[test]
    fn what_never_varies_has_no_p_value() {
        let everywhere: Vec<_> = (0..6).map(|d| (d, 0.3)).collect();
        let high: Vec<_> = (0..6).map(|d| (d, 0.9)).collect();
        let both = found(6, &[everywhere, high]).unwrap();
        assert!(both.iter().all(|one| one.verdict == Verdict::NoVariation && one.p_value.is_none() && one.deviation == Some(0.0)));
    }

    #[test]
    fn rare_skills_are_not_compared_and_do_not_lower_the_mean() {
        let strong: Vec<_> = (0..10).map(|d| (d, 0.5 + 0.01 * f64::from(d))).collect();
        let one = found(10, &[strong, vec![(3, 0.9)]]).unwrap();
        assert_eq!(one[1].verdict, Verdict::NotCompared);
        assert!((one[0].excess + 0.5 * 0.545).abs() < 1e-12);
        assert_eq!(found(10, &[vec![(3, 0.9)]]), None);
    }

    #[test]
    fn a_few_loud_documents_do_not_make_a_skill_stand_out() {
        // Sure by the numbers at a factor of 0.1, and in 3 of 20 documents.
        let loud: Vec<_> = (0..3).map(|d| (d, 0.9)).collect();
        let weights = Weights::new(20, &[loud.clone(), loud]).unwrap();
        let found = stand_out(&weights, &Resampled::new(&weights, 500, 1).unwrap(), 0.1).unwrap();
        assert_eq!(found[0].verdict, Verdict::TooFewDocuments);
    }
}
