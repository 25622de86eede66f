//! How evenly a term is spread over the parts of a corpus: here, over documents.

/// A term's occurrences in each part of a corpus, and the parts' sizes.
///
/// Parts of size 0 can hold nothing and are left out. Invariants: at least two parts remain, and the term occurs.
#[derive(Clone, Debug, PartialEq)]
pub struct Parts {
    counts: Vec<f64>,
    sizes: Vec<f64>,
    occurrences: f64,
    words: f64,
}

impl Parts {
    /// The parts of a corpus, in any order that is always the same.
    ///
    /// Input: occurrences and words of each part. Undefined: `None` where the two differ in length, a part has occurrences and no words,
    /// fewer than two parts have words, or the term does not occur: evenness over one place, or of nothing, means nothing.
    /// Cost: one pass.
    ///
    /// ```
    /// use skillsift::stats::dispersion::Parts;
    /// assert!(Parts::new(&[2, 1, 0], &[10, 10, 10]).is_some());
    /// assert!(Parts::new(&[2], &[10]).is_none());
    /// ```
    pub fn new(counts: &[u32], sizes: &[u32]) -> Option<Self> {
        if counts.len() != sizes.len() || counts.iter().zip(sizes).any(|(&count, &size)| count > 0 && size == 0) {
            return None;
        }
        let kept = |of: &[u32]| of.iter().zip(sizes).filter(|(_, size)| **size > 0).map(|(&x, _)| f64::from(x)).collect::<Vec<_>>();
        let (counts, sizes) = (kept(counts), kept(sizes));
        // Exact: whole numbers far below 2^53.
        let (occurrences, words) = (counts.iter().sum(), sizes.iter().sum());
        (sizes.len() > 1 && occurrences > 0.0).then_some(Self { counts, sizes, occurrences, words })
    }

    /// Each part's share of the occurrences and of the words.
    fn shares(&self) -> impl Iterator<Item = (f64, f64)> {
        self.counts.iter().zip(&self.sizes).map(|(count, size)| (count / self.occurrences, size / self.words))
    }

    /// Each part's relative frequency.
    fn rates(&self) -> Vec<f64> {
        self.counts.iter().zip(&self.sizes).map(|(count, size)| count / size).collect()
    }

    /// Gries's deviation of proportions DP.
    ///
    /// Formula: Σ |share of the occurrences − share of the words| / 2. Gives: 0 (spread as the words are) to just under 1 (all in one
    /// small part). The name printed in some tools, 1 − DP, runs the other way. Cost: one pass. Source: Gries 2008, IJCL 13(4).
    ///
    /// ```
    /// // Shares 2/3, 1/3, 0 against thirds: (1/3 + 0 + 1/3) / 2.
    /// let parts = skillsift::stats::dispersion::Parts::new(&[2, 1, 0], &[5, 5, 5]).unwrap();
    /// assert!((parts.deviation_of_proportions() - 1.0 / 3.0).abs() < 1e-15);
    /// ```
    pub fn deviation_of_proportions(&self) -> f64 {
        self.shares().map(|(v, s)| (v - s).abs()).sum::<f64>() / 2.0
    }

    /// DP over its greatest possible value, so that collections of few documents can be compared with those of many.
    ///
    /// Formula: DP / (1 − the smallest part's share of the words). Gives: 0 to 1; 1 where all is in the smallest part.
    /// Cost: two passes. Source: Lijffijt & Gries 2012, IJCL 17(1).
    ///
    /// ```
    /// // (1/3) / (1 − 1/3).
    /// let parts = skillsift::stats::dispersion::Parts::new(&[2, 1, 0], &[5, 5, 5]).unwrap();
    /// assert!((parts.normalised_deviation_of_proportions() - 0.5).abs() < 1e-15);
    /// ```
    pub fn normalised_deviation_of_proportions(&self) -> f64 {
        let least = self.shares().fold(1.0, |least: f64, (_, s)| if s < least { s } else { least });
        let value = self.deviation_of_proportions() / (1.0 - least);
        if value > 1.0 { 1.0 } else { value }
    }

    /// Juilland's D, on relative frequencies so that parts may differ in size.
    ///
    /// Formula: 1 − V / √(n − 1), V the coefficient of variation (divisor n) of the n parts' relative frequencies. Gives: 1 (even) to 0
    /// (all in one part). Blind where n is large: it nears 1 for almost every term. Cost: two passes.
    /// Source: Juilland & Chang-Rodríguez 1964; Gries 2020 for relative frequencies.
    ///
    /// ```
    /// // Carroll's (0, 4, 3, 2, 1): mean 2, deviation √2, and 1 − (√2 / 2) / 2.
    /// let parts = skillsift::stats::dispersion::Parts::new(&[0, 4, 3, 2, 1], &[9; 5]).unwrap();
    /// assert!((parts.juilland_d() - 0.6464).abs() < 1e-4);
    /// ```
    pub fn juilland_d(&self) -> f64 {
        let rates = self.rates();
        let n = rates.len() as f64;
        let mean = rates.iter().sum::<f64>() / n;
        let variance = rates.iter().map(|r| (r - mean) * (r - mean)).sum::<f64>() / n;
        let d = 1.0 - variance.sqrt() / mean / (n - 1.0).sqrt();
        if d > 0.0 { d } else { 0.0 }
    }

    /// Rosengren's S.
    ///
    /// Formula: (Σ √(share of the words × occurrences))² / all occurrences. Gives: 1 (even) down to the share of the words of the one
    /// part that holds all. Cost: one pass. Source: Rosengren 1971; Lyne 1985 for unequal parts.
    ///
    /// ```
    /// // All in one of four equal parts: (√(¼ × 8))² / 8.
    /// let parts = skillsift::stats::dispersion::Parts::new(&[8, 0, 0, 0], &[9; 4]).unwrap();
    /// assert!((parts.rosengren_s() - 0.25).abs() < 1e-15);
    /// ```
    pub fn rosengren_s(&self) -> f64 {
        let root: f64 = self.shares().map(|(v, s)| (v * s).sqrt()).sum();
        let s = root * root;
        if s < 1.0 { s } else { 1.0 }
    }

    /// Burch, Egbert and Biber's DA: how alike the parts' relative frequencies are, pair by pair.
    ///
    /// Formula: 1 − mean |r_i − r_j| over all pairs / (2 × mean r). Gives: 1 (even) to 0 (all in one part).
    /// Cost: a sort. Source: Burch, Egbert & Biber 2017, Journal of Research Design and Statistics 3(2).
    ///
    /// ```
    /// // (0, 0, 1, 2, 5): differences sum to 24 over 10 pairs; 1 − 2.4 / (2 × 1.6).
    /// let parts = skillsift::stats::dispersion::Parts::new(&[0, 0, 1, 2, 5], &[1_000; 5]).unwrap();
    /// assert!((parts.burch_da() - 0.25).abs() < 1e-12);
    /// ```
    pub fn burch_da(&self) -> f64 {
        let mut rates = self.rates();
        rates.sort_unstable_by(f64::total_cmp);
        let n = rates.len() as f64;
        let sum: f64 = rates.iter().sum();
        // In order, the i-th of n is the greater in i pairs and the smaller in n − 1 − i.
        let differences: f64 = rates.iter().enumerate().map(|(i, r)| r * (2.0 * i as f64 - (n - 1.0))).sum();
        let da = 1.0 - differences / (n - 1.0) / sum;
        da.clamp(0.0, 1.0)
    }

    /// The Kullback–Leibler divergence of the occurrences from the words.
    ///
    /// Formula: Σ v log2(v / s) over the shares v of the occurrences and s of the words, 0 log 0 = 0. Gives: bits; 0 (spread as the
    /// words are) without upper bound; −log2 s where one part holds all. Cost: a logarithm a part. Source: Gries 2020.
    ///
    /// ```
    /// // All in one of four equal parts: log2 4.
    /// let parts = skillsift::stats::dispersion::Parts::new(&[8, 0, 0, 0], &[9; 4]).unwrap();
    /// assert_eq!(parts.divergence(), 2.0);
    /// ```
    pub fn divergence(&self) -> f64 {
        let bits: f64 = self.shares().filter(|(v, _)| *v > 0.0).map(|(v, s)| v * libm::log2(v / s)).sum();
        if bits > 0.0 { bits } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_even_spread_is_at_the_even_end_of_every_measure() {
        let parts = Parts::new(&[3, 6, 9], &[10, 20, 30]).unwrap();
        let near = |x: f64, y: f64| assert!((x - y).abs() < 1e-12, "{x} {y}");
        near(parts.deviation_of_proportions(), 0.0);
        near(parts.normalised_deviation_of_proportions(), 0.0);
        near(parts.juilland_d(), 1.0);
        near(parts.rosengren_s(), 1.0);
        near(parts.burch_da(), 1.0);
        near(parts.divergence(), 0.0);
    }

    #[test]
    fn parts_without_words_change_nothing() {
        assert_eq!(Parts::new(&[1, 0, 2], &[10, 0, 10]), Parts::new(&[1, 2], &[10, 10]));
        assert_eq!(Parts::new(&[1, 1], &[10, 0]), None);
        assert_eq!(Parts::new(&[1, 0], &[10, 0]), None);
        assert_eq!(Parts::new(&[0, 0], &[10, 10]), None);
        assert_eq!(Parts::new(&[1], &[10, 10]), None);
    }
}
