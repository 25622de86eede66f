//! Many tests at once: p-values adjusted so that a bound on them bounds the false share of what is found.

/// The p-values adjusted by Benjamini and Hochberg: those at or below q hold a false discovery rate of q.
///
/// Formula: with m p-values in order, p(i) m / i, made monotone from the largest down, at most 1.
/// Input: m p-values within 0..=1, any order. Gives: m adjusted ones in the input's order, each at least its p-value, 0 to 1.
/// Undefined: `None` where one lies outside 0..=1. Holds for independent tests and for those that go the same way (positive regression
/// dependence). Cost: a sort. Source: Benjamini & Hochberg 1995; Yekutieli & Benjamini 1999 for the adjusted form.
///
/// ```
/// use skillsift::stats::multiple::benjamini_hochberg;
/// // 0.01 × 2 / 1 and 0.03 × 2 / 2.
/// assert_eq!(benjamini_hochberg(&[0.03, 0.01]), Some(vec![0.03, 0.02]));
/// ```
pub fn benjamini_hochberg(p_values: &[f64]) -> Option<Vec<f64>> {
    adjusted(p_values, 1.0)
}

/// The p-values adjusted by Benjamini and Yekutieli: as [`benjamini_hochberg`], for tests that hang together in any way.
///
/// Formula: the same times 1 + 1/2 + … + 1/m, at most 1. Input, gives, undefined, cost: the same.
/// Source: Benjamini & Yekutieli 2001.
///
/// ```
/// use skillsift::stats::multiple::benjamini_yekutieli;
/// // 1 + 1/2 = 1.5 times the above.
/// let p = benjamini_yekutieli(&[0.03, 0.01]).unwrap();
/// assert!((p[0] - 0.045).abs() < 1e-15 && (p[1] - 0.03).abs() < 1e-15);
/// ```
pub fn benjamini_yekutieli(p_values: &[f64]) -> Option<Vec<f64>> {
    adjusted(p_values, (1..=p_values.len()).fold(0.0, |sum, i| sum + 1.0 / i as f64))
}

fn adjusted(p_values: &[f64], factor: f64) -> Option<Vec<f64>> {
    if p_values.iter().any(|p| !(0.0..=1.0).contains(p)) {
        return None;
    }
    let m = p_values.len() as f64;
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_unstable_by(|&a, &b| p_values[a].total_cmp(&p_values[b]).then(a.cmp(&b)));
    let mut result = vec![1.0; p_values.len()];
    let mut least: f64 = 1.0;
    for (i, &at) in order.iter().enumerate().rev() {
        let value = p_values[at] * (m / (i + 1) as f64) * factor;
        if value < least {
            least = value;
        }
        result[at] = least;
    }
    Some(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_and_one_and_nonsense() {
        assert_eq!(benjamini_hochberg(&[]), Some(vec![]));
        assert_eq!(benjamini_hochberg(&[0.2]), Some(vec![0.2]));
        assert_eq!(benjamini_yekutieli(&[0.2]), Some(vec![0.2]));
        assert_eq!(benjamini_hochberg(&[f64::NAN]), None);
        assert_eq!(benjamini_hochberg(&[1.1]), None);
    }
}
