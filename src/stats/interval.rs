//! How far resampled values scatter.

/// The two ends of an interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end, not below the lower.
    pub high: f64,
}

/// The percentile interval of resampled values.
///
/// Formula: with R values in order and α = 1 − `level`, the k-th smallest and the k-th largest, k = ⌊(R + 1) α / 2⌋ and at least 1. No
/// interpolation: both ends are values that were drawn, and the rule is the same from either side. At R = 1,000 and 0.95 these are the
/// 25th and the 976th.
/// Input: R values, finite, any order; `level` above 0 and below 1 (0.95 gives the 2.5 and 97.5 percentiles).
/// Gives: the values' unit. Undefined: `None` without values, with one that is not finite, or for another level. Where R is too small for
/// the level (under 39 for 0.95) the ends are the smallest and the largest value. Cost: a partial sort.
/// Source: Efron & Tibshirani 1993, 13.3.
///
/// ```
/// use skillsift::stats::interval::percentile_interval;
/// let values: Vec<f64> = (1..=999).map(f64::from).collect();
/// let interval = percentile_interval(&values, 0.95).unwrap();
/// assert_eq!((interval.low, interval.high), (25.0, 975.0)); // k = 1000 × 0.025
/// ```
pub fn percentile_interval(values: &[f64], level: f64) -> Option<Interval> {
    if values.is_empty() || values.iter().any(|x| !x.is_finite()) || !(level > 0.0 && level < 1.0) {
        return None;
    }
    // A level such as 0.95 is not exact in binary; the grain of dust keeps k = 25 from becoming 24.
    let k = (((values.len() + 1) as f64 * (1.0 - level) / 2.0 + 1e-9).floor() as usize).clamp(1, values.len().div_ceil(2));
    let mut sorted = values.to_vec();
    let last = sorted.len() - k;
    let low = *sorted.select_nth_unstable_by(k - 1, f64::total_cmp).1;
    let high = *sorted.select_nth_unstable_by(last, f64::total_cmp).1;
    Some(Interval { low, high })
}

/// The value that a share of resampled values does not exceed, rounded up: never too small a critical value.
///
/// Formula: the k-th smallest of R values, k = ⌈(R + 1) `level`⌉ and at most R. At R = 1,000 and 0.95 the 951st.
/// Input, unit, undefined cases and cost: as [`percentile_interval`]. Source: Davison & Hinkley 1997, 4.2.
///
/// ```
/// let values: Vec<f64> = (1..=999).map(f64::from).collect();
/// assert_eq!(skillsift::stats::interval::upper_quantile(&values, 0.95), Some(950.0));
/// ```
pub fn upper_quantile(values: &[f64], level: f64) -> Option<f64> {
    if values.is_empty() || values.iter().any(|x| !x.is_finite()) || !(level > 0.0 && level < 1.0) {
        return None;
    }
    let k = (((values.len() + 1) as f64 * level - 1e-9).ceil() as usize).clamp(1, values.len());
    let mut sorted = values.to_vec();
    Some(*sorted.select_nth_unstable_by(k - 1, f64::total_cmp).1)
}

/// The standard deviation of resampled values: the bootstrap's standard error.
///
/// Formula: √(Σ (x − mean)² / (R − 1)). Input: R values, finite. Gives: the values' unit, 0 or more; exactly 0 where all are equal.
/// Undefined: `None` for fewer than two values, one that is not finite, or where
/// the squares overflow. Cost: two passes. Source: Efron & Tibshirani 1993, 6.1.
///
/// ```
/// assert_eq!(skillsift::stats::interval::deviation(&[1.0, 2.0, 3.0]), Some(1.0));
/// assert_eq!(skillsift::stats::interval::deviation(&[0.1, 0.1, 0.1]), Some(0.0));
/// ```
pub fn deviation(values: &[f64]) -> Option<f64> {
    let (&first, rest) = values.split_first()?;
    if rest.is_empty() || values.iter().any(|x| !x.is_finite()) {
        return None;
    }
    // Measured from the first value, so that equal values leave no rounding behind.
    let n = values.len() as f64;
    let mean = values.iter().map(|x| x - first).sum::<f64>() / n;
    let squares: f64 = values.iter().map(|x| (x - first - mean) * (x - first - mean)).sum();
    Some((squares / (n - 1.0)).sqrt()).filter(|x| x.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thousand_values_give_the_25th_from_either_side() {
        let values: Vec<f64> = (1..=1_000).rev().map(f64::from).collect();
        assert_eq!(percentile_interval(&values, 0.95), Some(Interval { low: 25.0, high: 976.0 }));
        assert_eq!(upper_quantile(&values, 0.95), Some(951.0));
    }

    #[test]
    fn few_values_give_their_extremes() {
        assert_eq!(percentile_interval(&[2.0, 1.0], 0.95), Some(Interval { low: 1.0, high: 2.0 }));
        assert_eq!(percentile_interval(&[2.0], 0.95), Some(Interval { low: 2.0, high: 2.0 }));
        assert_eq!(upper_quantile(&[2.0, 1.0], 0.95), Some(2.0));
    }

    #[test]
    fn nonsense_is_refused() {
        assert_eq!(percentile_interval(&[], 0.95), None);
        assert_eq!(percentile_interval(&[f64::NAN], 0.95), None);
        assert_eq!(percentile_interval(&[1.0], 1.0), None);
        assert_eq!(deviation(&[1.0]), None);
        assert_eq!(deviation(&[1.0, f64::INFINITY]), None);
        assert_eq!(upper_quantile(&[1.0], 0.0), None);
    }
}
