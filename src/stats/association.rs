//! Whether two terms keep company more than chance would have them.

/// How often two terms occur, and occur together, among so many chances: documents, sentences, windows or bigrams.
///
/// Invariants: there is a chance at all, and the four numbers can stand in one two-by-two table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Company {
    together: u64,
    first: u64,
    second: u64,
    chances: u64,
}

impl Company {
    /// The counts of a pair.
    ///
    /// Input: chances with both terms, with the first, with the second, and all. Undefined: `None` where there are no chances or 2^53 or
    /// more, or where the counts contradict each other.
    ///
    /// ```
    /// use skillsift::stats::association::Company;
    /// assert!(Company::new(2, 3, 4, 10).is_some());
    /// assert!(Company::new(4, 3, 4, 10).is_none()); // together more often than the first alone
    /// ```
    pub fn new(together: u64, first: u64, second: u64, chances: u64) -> Option<Self> {
        let sound = (1..1 << 53).contains(&chances) && first <= chances && second <= chances && together <= first.min(second);
        (sound && first + second - together <= chances).then_some(Self { together, first, second, chances })
    }

    fn expected(self) -> f64 {
        self.first as f64 * (self.second as f64 / self.chances as f64)
    }
}

/// Pointwise mutual information.
///
/// Formula: log2(P(xy) / (P(x) P(y))). Gives: bits; 0 independent, above 0 together more than by chance. Rare pairs come out on top.
/// Undefined: `None` where the two are never together (minus infinity, or nothing to say). Cost: a logarithm.
/// Source: Fano 1961; Church & Hanks 1990.
///
/// ```
/// use skillsift::stats::association::{mutual_information, Company};
/// // 4 / 16 against (8 / 16) × (4 / 16): twice as often as by chance.
/// assert_eq!(mutual_information(Company::new(4, 8, 4, 16).unwrap()), Some(1.0));
/// ```
pub fn mutual_information(pair: Company) -> Option<f64> {
    (pair.together > 0).then(|| libm::log2(pair.together as f64 / pair.expected()))
}

/// Normalised pointwise mutual information.
///
/// Formula: ln(P(xy) / (P(x) P(y))) / −ln P(xy). Gives: −1 (never together) over 0 (independent) to 1 (never apart); no unit, no base.
/// Undefined: `None` where either term never occurs, and where both occur at every chance (0 / 0). A pair never together has the
/// limit −1. Cost: two logarithms. Source: Bouma 2009.
///
/// ```
/// use skillsift::stats::association::{normalised_mutual_information, Company};
/// assert_eq!(normalised_mutual_information(Company::new(10, 10, 10, 100).unwrap()), Some(1.0));
/// assert_eq!(normalised_mutual_information(Company::new(0, 10, 10, 100).unwrap()), Some(-1.0));
/// ```
pub fn normalised_mutual_information(pair: Company) -> Option<f64> {
    if pair.first == 0 || pair.second == 0 || pair.together == pair.chances {
        return None;
    }
    if pair.together == 0 {
        return Some(-1.0);
    }
    let joint = pair.together as f64;
    let value = libm::log(joint / pair.expected()) / -libm::log(joint / pair.chances as f64);
    Some(value.clamp(-1.0, 1.0))
}

/// The Dice coefficient.
///
/// Formula: 2 together / (first + second). Gives: 0 (never together) to 1 (never apart); does not depend on the number of chances.
/// Undefined: `None` where neither term occurs. Cost: a division. Source: Dice 1945; Smadja, McKeown & Hatzivassiloglou 1996.
///
/// ```
/// use skillsift::stats::association::{dice, Company};
/// assert_eq!(dice(Company::new(3, 4, 8, 100).unwrap()), Some(0.5));
/// ```
pub fn dice(pair: Company) -> Option<f64> {
    let sum = pair.first + pair.second;
    (sum > 0).then(|| 2.0 * pair.together as f64 / sum as f64)
}

/// The logarithm of Dice, on a scale that people can read.
///
/// Formula: 14 + log2(Dice). Gives: base-2 units, at most 14; one less is half as strong. Undefined: `None` where the two are never
/// together (minus infinity). Cost: a logarithm. Source: Rychlý 2008.
///
/// ```
/// use skillsift::stats::association::{log_dice, Company};
/// assert_eq!(log_dice(Company::new(3, 4, 8, 100).unwrap()), Some(13.0));
/// ```
pub fn log_dice(pair: Company) -> Option<f64> {
    dice(pair).filter(|&dice| dice > 0.0).map(|dice| 14.0 + libm::log2(dice))
}

/// The t statistic of a pair.
///
/// Formula: (together − expected) / √together, expected = first × second / chances. Gives: standard errors, roughly; above 0 together
/// more than by chance. Frequent pairs come out on top. Not a test: the approximation is poor. Undefined: `None` where the two are never
/// together. Cost: a root. Source: Church, Gale, Hanks & Hindle 1991; Manning & Schütze 1999, 5.3.1.
///
/// ```
/// use skillsift::stats::association::{t_statistic, Company};
/// // (4 − 8 × 4 / 16) / 2.
/// assert_eq!(t_statistic(Company::new(4, 8, 4, 16).unwrap()), Some(1.0));
/// ```
pub fn t_statistic(pair: Company) -> Option<f64> {
    let together = pair.together as f64;
    (pair.together > 0).then(|| (together - pair.expected()) / together.sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_undefined_is_none() {
        let nowhere = Company::new(0, 0, 0, 10).unwrap();
        let always = Company::new(10, 10, 10, 10).unwrap();
        assert_eq!(mutual_information(nowhere), None);
        assert_eq!(normalised_mutual_information(nowhere), None);
        assert_eq!(normalised_mutual_information(always), None);
        assert_eq!(mutual_information(always), Some(0.0));
        assert_eq!(dice(nowhere), None);
        assert_eq!(log_dice(nowhere), None);
        assert_eq!(t_statistic(nowhere), None);
        assert_eq!(Company::new(0, 6, 6, 10), None);
        assert_eq!(Company::new(0, 0, 0, 0), None);
    }
}
