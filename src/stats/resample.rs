//! The bootstrap of documents: what the prominences would have been, had chance handed us other documents of the same kind.

use super::rng::Rng;
use super::weights::Weights;
use std::num::NonZeroU32;

/// Resamples worked on side by side. Each has its own sum, so the width changes speed and no digit.
const LANES: usize = 16;

/// How often each document is drawn in one resample: N draws with replacement.
///
/// Formula: multinomial(N; 1/N, …, 1/N), from stream `resample` + 1 of the seed. So resample 17 is the same whether 100 or 10,000 are
/// drawn, and wherever it is drawn. Input: `documents` N, at least 1. Gives: N counts that sum to N. Undefined: `None` without documents.
/// Cost: N draws. Source: Efron 1979.
///
/// ```
/// use skillsift::stats::resample::resample_counts;
/// let counts = resample_counts(55, 1, 0).unwrap();
/// assert_eq!(counts.iter().sum::<u32>(), 55);
/// assert_eq!(resample_counts(1, 1, 0).unwrap(), [1]); // one document: always itself
/// ```
pub fn resample_counts(documents: u32, seed: u32, resample: u32) -> Option<Vec<u32>> {
    let n = NonZeroU32::new(documents)?;
    let mut counts = vec![0; documents as usize];
    draw(n, seed, resample, |document| counts[document] += 1);
    Some(counts)
}

fn draw(documents: NonZeroU32, seed: u32, resample: u32, mut take: impl FnMut(usize)) {
    let mut rng = Rng::stream(u64::from(seed), u64::from(resample) + 1);
    for _ in 0..documents.get() {
        take(rng.below(documents) as usize);
    }
}

/// The prominence of each of p skills in each of R resamples: a p × R table, stored skill by skill.
///
/// Memory: 8 p R bytes (300 skills, 1,000 resamples: 2.4 MB).
#[derive(Clone, Debug, PartialEq)]
pub struct Resampled {
    resamples: usize,
    values: Vec<f64>,
}

impl Resampled {
    /// Draws the documents R times and works out every prominence anew.
    ///
    /// Formula: P*_jr = Σ_d c_dr w_jd / N, with c from [`resample_counts`]; the sum runs by document.
    /// Input: the weights; R, at least 1; a seed. Gives: values of 0 to 1. Undefined: `None` for R = 0.
    /// Cost: R × (N draws + one multiplication for each stored weight). Source: Efron 1979; Efron & Tibshirani 1993, chapter 6.
    ///
    /// ```
    /// use skillsift::stats::{resample::Resampled, weights::Weights};
    /// // A skill of weight 0.5 in the only document has prominence 0.5 in every resample.
    /// let weights = Weights::new(1, &[vec![(0, 0.5)]]).unwrap();
    /// assert_eq!(Resampled::new(&weights, 3, 1).unwrap().of(0), [0.5, 0.5, 0.5]);
    /// ```
    pub fn new(weights: &Weights, resamples: u32, seed: u32) -> Option<Self> {
        let n = NonZeroU32::new(weights.documents())?;
        let (documents, width) = (n.get() as usize, resamples as usize);
        if width == 0 {
            return None;
        }
        let mut values = vec![0.0; weights.skills() * width];
        let mut counts = vec![[0.0; LANES]; documents];
        for first in (0..width).step_by(LANES) {
            let lanes = LANES.min(width - first);
            counts.fill([0.0; LANES]);
            for (lane, resample) in (first..width).take(LANES).enumerate() {
                draw(n, seed, resample as u32, |document| counts[document][lane] += 1.0);
            }
            for (skill, row) in values.chunks_exact_mut(width).enumerate() {
                let mut sums = [0.0; LANES];
                for entry in weights.of(skill) {
                    let drawn = &counts[entry.document as usize];
                    for (sum, count) in sums.iter_mut().zip(drawn) {
                        *sum += entry.weight * count;
                    }
                }
                for (value, sum) in row[first..first + lanes].iter_mut().zip(sums) {
                    *value = sum / f64::from(n.get());
                }
            }
        }
        Some(Self { resamples: width, values })
    }

    /// A table made elsewhere: one row of R values per skill.
    ///
    /// Undefined: `None` where rows are empty or differ in length, where there are none, or where a value is not finite.
    ///
    /// ```
    /// use skillsift::stats::resample::Resampled;
    /// let table = Resampled::from_rows(&[vec![1.0, 2.0], vec![3.0, 4.0]]).unwrap();
    /// assert_eq!((table.skills(), table.resamples(), table.of(1)), (2, 2, &[3.0, 4.0][..]));
    /// ```
    pub fn from_rows(rows: &[Vec<f64>]) -> Option<Self> {
        let resamples = rows.first()?.len();
        let sound = resamples > 0 && rows.iter().all(|row| row.len() == resamples && row.iter().all(|x| x.is_finite()));
        sound.then(|| Self { resamples, values: rows.concat() })
    }

    /// The number p of skills.
    pub fn skills(&self) -> usize {
        self.values.len() / self.resamples
    }

    /// The number R of resamples; at least 1.
    pub fn resamples(&self) -> usize {
        self.resamples
    }

    /// The R resampled prominences of a skill; none for a skill that is not there. Cost: none.
    pub fn of(&self, skill: usize) -> &[f64] {
        self.values.get(skill * self.resamples..(skill + 1) * self.resamples).unwrap_or(&[])
    }

    /// The table of some of the skills, in the order given.
    ///
    /// Undefined: `None` where a skill is not there. Cost: a copy. Serves the rank sets of the compared skills alone.
    ///
    /// ```
    /// use skillsift::stats::resample::Resampled;
    /// let table = Resampled::from_rows(&[vec![1.0], vec![2.0], vec![3.0]]).unwrap();
    /// assert_eq!(table.select(&[2, 0]).unwrap().of(0), [3.0]);
    /// ```
    pub fn select(&self, skills: &[usize]) -> Option<Self> {
        let mut values = Vec::with_capacity(skills.len() * self.resamples);
        for &skill in skills {
            if skill >= self.skills() {
                return None;
            }
            values.extend_from_slice(self.of(skill));
        }
        Some(Self { resamples: self.resamples, values })
    }

    /// The mean over some skills, in each resample.
    ///
    /// Formula: Σ_j P*_jr / m over the m skills given, in the order given. Gives: R values. Undefined: `None` without skills, or where
    /// one is not there. Cost: m R additions.
    ///
    /// ```
    /// use skillsift::stats::resample::Resampled;
    /// let table = Resampled::from_rows(&[vec![0.2, 0.4], vec![0.4, 0.8], vec![0.9, 0.9]]).unwrap();
    /// let mean = table.mean_over(&[0, 1]).unwrap();
    /// assert!((mean[0] - 0.3).abs() < 1e-15 && (mean[1] - 0.6).abs() < 1e-15);
    /// ```
    pub fn mean_over(&self, skills: &[usize]) -> Option<Vec<f64>> {
        if skills.is_empty() || skills.iter().any(|&skill| skill >= self.skills()) {
            return None;
        }
        let mut means = vec![0.0; self.resamples];
        for &skill in skills {
            for (mean, value) in means.iter_mut().zip(self.of(skill)) {
                *mean += value;
            }
        }
        for mean in &mut means {
            *mean /= skills.len() as f64;
        }
        Some(means)
    }

    /// The mean over all skills, in each resample; as [`Resampled::mean_over`].
    pub fn mean_over_all(&self) -> Option<Vec<f64>> {
        self.mean_over(&(0..self.skills()).collect::<Vec<_>>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_the_plain_sum_over_the_counts() {
        let columns = [vec![(0, 0.5), (4, 0.9)], vec![(1, 0.1), (2, 0.2), (3, 0.3)], vec![]];
        let weights = Weights::new(5, &columns).unwrap();
        let table = Resampled::new(&weights, 37, 9).unwrap();
        for resample in 0..37 {
            let counts = resample_counts(5, 9, resample).unwrap();
            for (skill, column) in columns.iter().enumerate() {
                let sum = column.iter().fold(0.0, |sum, &(d, w)| sum + w * f64::from(counts[d as usize]));
                assert_eq!(table.of(skill)[resample as usize].to_bits(), (sum / 5.0f64).to_bits());
            }
        }
    }

    #[test]
    fn more_resamples_keep_the_first_ones() {
        let weights = Weights::new(6, &[vec![(0, 0.5), (4, 0.9)]]).unwrap();
        let (few, many) = (Resampled::new(&weights, 20, 1).unwrap(), Resampled::new(&weights, 90, 1).unwrap());
        assert_eq!(few.of(0), &many.of(0)[..20]);
        assert_ne!(few.of(0), Resampled::new(&weights, 20, 2).unwrap().of(0));
    }

    #[test]
    fn the_empty_and_the_absent_are_refused() {
        let weights = Weights::new(6, &[vec![(0, 0.5)]]).unwrap();
        assert_eq!(Resampled::new(&weights, 0, 1), None);
        let table = Resampled::new(&weights, 2, 1).unwrap();
        assert!(table.of(1).is_empty());
        assert_eq!(table.mean_over(&[1]), None);
        assert_eq!(table.mean_over(&[]), None);
        assert_eq!(table.select(&[1]), None);
        assert_eq!(table.mean_over_all().unwrap(), table.of(0));
    }
}
