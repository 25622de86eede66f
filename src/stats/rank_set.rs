//! Which ranks the evidence leaves open: marginal rank confidence sets.
//!
//! A rank is not a smooth function of the data: percentiles of resampled ranks cover the true rank less often than they say, and badly
//! where skills are close to each other. Here ranks are never resampled. All differences between one skill and the others are judged at
//! once, and the rank set counts those that are sure.

use super::distribution::{beta_quantile, normal_upper_tail};
use super::interval::upper_quantile;
use super::resample::Resampled;
use super::rng::Rng;

/// The ranks of one skill that the evidence does not rule out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RankSet {
    /// The best of them, from 1.
    pub best: u32,
    /// The worst of them, at most p.
    pub worst: u32,
}

/// A place in an order with ties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rank {
    /// 1 + the number of skills strictly above.
    pub place: u32,
    /// How many share the place, itself included; 1 where it is alone.
    pub tied: u32,
}

/// The place of each estimate, the greatest first; equal ones share a place and the next places stay empty.
///
/// Formula: 1 + number strictly above. Input: finite numbers. Gives: one [`Rank`] each, in the input's order.
/// Undefined: `None` where a number is not finite. Cost: a sort. Source: "standard competition ranking"; Mogstad et al. 2024, section 2.
///
/// ```
/// use skillsift::stats::rank_set::ranks;
/// let places: Vec<_> = ranks(&[0.2, 0.9, 0.2, 0.1]).unwrap().iter().map(|r| (r.place, r.tied)).collect();
/// assert_eq!(places, [(2, 2), (1, 1), (2, 2), (4, 1)]);
/// ```
pub fn ranks(estimates: &[f64]) -> Option<Vec<Rank>> {
    if estimates.iter().any(|x| !x.is_finite()) {
        return None;
    }
    let mut sorted = estimates.to_vec();
    sorted.sort_unstable_by(|a, b| b.total_cmp(a));
    let rank = |x: &f64| {
        let above = sorted.partition_point(|y| y > x) as u32;
        Rank { place: above + 1, tied: sorted.partition_point(|y| y >= x) as u32 - above }
    };
    Some(estimates.iter().map(rank).collect())
}

/// The rank set of every skill, from resampled prominences.
///
/// Formula: for skill j and each other k, D = P_j − P_k; σ_jk is the deviation of D* over the resamples (divisor R − 1) and c_j the
/// `level` quantile ([`upper_quantile`]) over resamples of max_k |D* − D| / σ_jk. Then k is surely above where D < −c_j σ_jk and surely
/// below where D > c_j σ_jk, and the set runs from 1 + number surely above to p − number surely below. Where σ_jk is 0 (up to rounding:
/// 1e-12 of the largest estimate) nothing was seen to vary, and k decides nothing. The critical value is the single-step one.
/// Input: p prominences; their p × R resampled values in the same order; `level`, 0.95. Both should hold the compared skills only.
/// Gives: p sets; each holds the place of [`ranks`]; each covers its true rank with about chance `level`, one at a time.
/// Undefined: `None` where the shapes differ, R is below 2, the level is not within 0 and 1, or an estimate is not finite.
/// Cost: p²R/2 differences, twice (300 skills, 1,000 resamples: under 0.1 s); 16 p R + 4 p² bytes.
/// Calibration (tests/calibration.rs): where skills differ, true ranks are covered far above `level`, as all differences have to go wrong
/// together; where all skills are alike, 5 to 9 % of the sets rule out a rank at 55 documents, 17 % at 20, 27 % at 8, since σ is itself
/// estimated. [`small_sample_rank_sets`] mends that.
/// Source: Mogstad, Romano, Shaikh & Wilhelm 2024, Review of Economic Studies 91(1), section 3.
///
/// ```
/// use skillsift::stats::{rank_set::{rank_sets, RankSet}, resample::Resampled};
/// // D = 8; D* is 8, 10 and 6, so σ = 2, c = 2 / 2 = 1, and 8 is above c σ = 2: the ranks are sure.
/// let rows = [vec![9.0, 10.0, 8.0], vec![1.0, 0.0, 2.0]];
/// let sets = rank_sets(&[9.0, 1.0], &Resampled::from_rows(&rows).unwrap(), 0.95).unwrap();
/// assert_eq!(sets, [RankSet { best: 1, worst: 1 }, RankSet { best: 2, worst: 2 }]);
/// ```
pub fn rank_sets(estimates: &[f64], resampled: &Resampled, level: f64) -> Option<Vec<RankSet>> {
    if estimates.len() != resampled.skills() || resampled.resamples() < 2 {
        return None;
    }
    Pairs::new(estimates, resampled, None)?.sets(level, Some)
}

/// The rank set of every skill, widened for collections of few documents.
///
/// Formula: as [`rank_sets`], with each critical value c replaced by t √(N / (N − 1)), where t leaves as much above it under Student's t on
/// N − 1 degrees of freedom as c leaves under the normal. At 55 documents c = 3.1 becomes 3.3, at 8 it becomes 5.1.
/// Input: as [`rank_sets`], and N documents, at least 2. Gives: sets that hold those of [`rank_sets`]. Where all skills are alike, 3 to 6 %
/// rule out a rank at 55 documents, 5 % at 20, 2 % at 8. Undefined: as there, and `None` for fewer documents. Cost: as there.
/// Source: Hesterberg 2015, The American Statistician 69(4), for the two corrections, there made to percentile intervals.
///
/// ```
/// use skillsift::stats::{rank_set::{small_sample_rank_sets, RankSet}, resample::Resampled};
/// // As there, D = 8, σ = 2 and c = 1. Student's t on 2 degrees leaves as much above 1.321; times √(3 / 2) that is 1.618, and 8 > 3.236.
/// let rows = [vec![9.0, 10.0, 8.0], vec![1.0, 0.0, 2.0]];
/// let table = Resampled::from_rows(&rows).unwrap();
/// let sets = small_sample_rank_sets(&[9.0, 1.0], &table, 0.95, 3).unwrap();
/// assert_eq!(sets, [RankSet { best: 1, worst: 1 }, RankSet { best: 2, worst: 2 }]);
/// ```
pub fn small_sample_rank_sets(estimates: &[f64], resampled: &Resampled, level: f64, documents: u32) -> Option<Vec<RankSet>> {
    if estimates.len() != resampled.skills() || resampled.resamples() < 2 || documents < 2 {
        return None;
    }
    Pairs::new(estimates, resampled, None)?.sets(level, |squared| widened(squared, f64::from(documents)))
}

/// The square of t √(N / (N − 1)) for the square of c. Where the tail is too small for a double, nothing is sure.
fn widened(squared: f64, documents: f64) -> Option<f64> {
    // P(|t| > x) = I(ν / (ν + x²); ν / 2, 1 / 2), solved for x²; ν + 1 = N.
    let share = beta_quantile(2.0 * normal_upper_tail(squared.sqrt())?, (documents - 1.0) / 2.0, 0.5)?;
    let wide = (1.0 - share) / share * documents;
    Some(if wide.is_finite() { wide } else { f64::MAX })
}

/// The rank set of every estimate whose errors are independent and normal with known deviations.
///
/// Formula: as [`rank_sets`], with D* − D the difference of simulated errors and σ_jk = √(s_j² + s_k²).
/// Input: p estimates and their p standard errors, 0 or more, in one unit; `level`; how many errors to simulate, 2 or more (10,000 give
/// a critical value to about 0.02); a seed. Gives and undefined: as [`rank_sets`], and `None` for a bad standard error.
/// Cost: as [`rank_sets`], with R the number of draws. Source: as there.
///
/// ```
/// // Ten numbers a hundred errors apart.
/// use skillsift::stats::rank_set::rank_sets_of_normals;
/// let estimates: Vec<f64> = (0..10).map(|x| f64::from(x) * 100.0).collect();
/// let sets = rank_sets_of_normals(&estimates, &[1.0; 10], 0.95, 1_000, 1).unwrap();
/// assert_eq!((sets[9].best, sets[9].worst), (1, 1));
/// assert_eq!((sets[0].best, sets[0].worst), (10, 10));
/// ```
pub fn rank_sets_of_normals(estimates: &[f64], errors: &[f64], level: f64, draws: u32, seed: u32) -> Option<Vec<RankSet>> {
    let sound = estimates.len() == errors.len() && draws > 1 && errors.iter().all(|s| *s >= 0.0 && s.is_finite());
    if !sound {
        return None;
    }
    if estimates.is_empty() {
        return Some(Vec::new());
    }
    let row = |(j, (x, s)): (usize, (&f64, &f64))| {
        let mut rng = Rng::stream(u64::from(seed), j as u64 + 1);
        (0..draws).map(|_| x + s * rng.normal()).collect()
    };
    let rows: Vec<Vec<f64>> = estimates.iter().zip(errors).enumerate().map(row).collect();
    Pairs::new(estimates, &Resampled::from_rows(&rows)?, Some(errors))?.sets(level, Some)
}

/// Sums run in this many lanes side by side, which compilers turn into vectors and which fixes their order.
const LANES: usize = 8;
/// Skills taken together against all others, so that each row is fetched less often.
const TILE: usize = 8;

/// Everything that pairs of skills give: σ² of each pair, and for each skill and resample the greatest |D* − D|² / σ².
struct Pairs<'a> {
    estimates: &'a [f64],
    resamples: usize,
    /// Rows of R padded to whole lanes.
    width: usize,
    greatest: Vec<f64>,
    /// σ² of j < k at `index(j, k)`; 0 where it decides nothing.
    variances: Vec<f64>,
}

impl<'a> Pairs<'a> {
    fn new(estimates: &'a [f64], resampled: &Resampled, errors: Option<&[f64]>) -> Option<Self> {
        if estimates.iter().any(|x| !x.is_finite()) {
            return None;
        }
        let (p, resamples) = (estimates.len(), resampled.resamples());
        let width = resamples.next_multiple_of(LANES);
        let mut rows = vec![0.0; p * width];
        for (j, row) in rows.chunks_exact_mut(width).enumerate() {
            for (x, value) in row.iter_mut().zip(resampled.of(j)) {
                *x = value - estimates[j];
            }
        }
        let largest = estimates.iter().fold(0.0, |most: f64, x| if x.abs() > most { x.abs() } else { most });
        let least = (1e-12 * largest) * (1e-12 * largest);
        let mut pairs =
            Self { estimates, resamples, width, greatest: vec![0.0; p * width], variances: vec![0.0; p * p.saturating_sub(1) / 2] };
        for first in (0..p).step_by(TILE) {
            for k in first + 1..p {
                let (before, after) = pairs.greatest.split_at_mut(k * width);
                for j in first..k.min(first + TILE) {
                    let (a, b) = (&rows[j * width..][..width], &rows[k * width..][..width]);
                    let variance = match errors {
                        None => variance(a, b, resamples as f64),
                        Some(s) => s[j] * s[j] + s[k] * s[k],
                    };
                    if variance > least && variance.is_finite() {
                        pairs.variances[index(j, k)] = variance;
                        raise(&mut before[j * width..][..width], &mut after[..width], a, b, 1.0 / variance);
                    }
                }
            }
        }
        Some(pairs)
    }

    /// The sets, with each squared critical value passed through `widen`.
    fn sets(&self, level: f64, widen: impl Fn(f64) -> Option<f64>) -> Option<Vec<RankSet>> {
        let p = self.estimates.len();
        let mut sets = Vec::with_capacity(p);
        for j in 0..p {
            let squared = widen(upper_quantile(&self.greatest[j * self.width..][..self.resamples], level)?)?;
            let (mut above, mut below) = (0, 0);
            for k in (0..p).filter(|&k| k != j) {
                let variance = self.variances[index(j.min(k), j.max(k))];
                let difference = self.estimates[j] - self.estimates[k];
                if variance > 0.0 && difference * difference > squared * variance {
                    if difference < 0.0 {
                        above += 1;
                    } else {
                        below += 1;
                    }
                }
            }
            sets.push(RankSet { best: 1 + above, worst: p as u32 - below });
        }
        Some(sets)
    }
}

/// Where the pair j < k is kept.
fn index(j: usize, k: usize) -> usize {
    k * (k - 1) / 2 + j
}

/// The variance of a − b over the first n places; both rows lie near 0 and are padded with it.
fn variance(a: &[f64], b: &[f64], n: f64) -> f64 {
    let (mut sums, mut squares) = ([0.0; LANES], [0.0; LANES]);
    for (a, b) in a.as_chunks::<LANES>().0.iter().zip(b.as_chunks::<LANES>().0) {
        for lane in 0..LANES {
            let d = a[lane] - b[lane];
            sums[lane] += d;
            squares[lane] += d * d;
        }
    }
    let sum: f64 = sums.iter().sum();
    let square: f64 = squares.iter().sum();
    (square - sum * sum / n) / (n - 1.0)
}

/// Raises the greatest values of both skills to this pair's (a − b)² / σ² where that is greater.
fn raise(of_a: &mut [f64], of_b: &mut [f64], a: &[f64], b: &[f64], over: f64) {
    let greatest = of_a.as_chunks_mut::<LANES>().0.iter_mut().zip(of_b.as_chunks_mut::<LANES>().0);
    let values = a.as_chunks::<LANES>().0.iter().zip(b.as_chunks::<LANES>().0);
    for ((of_a, of_b), (a, b)) in greatest.zip(values) {
        for lane in 0..LANES {
            let d = a[lane] - b[lane];
            let t = d * d * over;
            of_a[lane] = if t > of_a[lane] { t } else { of_a[lane] };
            of_b[lane] = if t > of_b[lane] { t } else { of_b[lane] };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_never_varies_decides_nothing() {
        // The second is always the first less a constant; rounding leaves a grain of variance.
        let base = [0.1, 0.7, 0.30000000000000004, 0.45];
        let rows = [base.to_vec(), base.iter().map(|x| x - 0.1).collect()];
        let sets = rank_sets(&[0.4, 0.3], &Resampled::from_rows(&rows).unwrap(), 0.95).unwrap();
        assert_eq!(sets, [RankSet { best: 1, worst: 2 }; 2]);
    }

    #[test]
    fn few_documents_widen_what_is_critical() {
        // Student's t leaves the normal's tail of 1 above 1.3213 on 2 degrees, and of 0 above 0.
        assert!((widened(1.0, 3.0).unwrap() - 1.321_3 * 1.321_3 * 1.5).abs() < 1e-3);
        assert!(widened(0.0, 3.0).unwrap().abs() < 1e-9);
        assert!(widened(1e9, 3.0).unwrap() > 1e9);
        for (documents, expected) in [(8.0, 5.1), (55.0, 3.3), (1e6, 3.1)] {
            let wide = widened(3.1 * 3.1, documents).unwrap().sqrt();
            assert!((wide - expected).abs() < 0.05, "{wide}");
        }
    }

    #[test]
    fn one_skill_is_first_and_last() {
        let table = Resampled::from_rows(&[vec![0.1, 0.2]]).unwrap();
        assert_eq!(rank_sets(&[0.1], &table, 0.95), Some(vec![RankSet { best: 1, worst: 1 }]));
        assert_eq!(rank_sets_of_normals(&[], &[], 0.95, 10, 1), Some(vec![]));
    }

    #[test]
    fn shapes_that_do_not_fit_are_refused() {
        let table = Resampled::from_rows(&[vec![0.1, 0.2]]).unwrap();
        assert_eq!(rank_sets(&[0.1, 0.2], &table, 0.95), None);
        assert_eq!(rank_sets(&[f64::NAN], &table, 0.95), None);
        assert_eq!(rank_sets(&[0.1], &table, 1.0), None);
        assert_eq!(rank_sets_of_normals(&[0.1], &[-1.0], 0.95, 10, 1), None);
        assert_eq!(ranks(&[f64::NAN]), None);
    }
}
