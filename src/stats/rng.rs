//! Seeded random numbers: xoshiro256++, seeded by SplitMix64.
//!
//! Written out here and not taken from `rand_xoshiro`: that crate's interface follows `rand_core`, which still changes names between
//! versions, while forty lines of a published algorithm stay as they are. The tests hold the authors' reference output.

use std::num::NonZeroU32;

/// A stream of random numbers that is the same for the same seed, on every platform and in every version.
///
/// Formula: xoshiro256++ over 256 bits of state, period 2^256 − 1; the state is filled by SplitMix64.
/// Cost: a handful of integer operations a number; 32 bytes. Not for secrets.
/// Source: Blackman & Vigna 2021, "Scrambled linear pseudorandom number generators"; Steele, Lea & Flood 2014 (SplitMix).
///
/// ```
/// use skillsift::stats::rng::Rng;
/// assert_eq!(Rng::new(7).bits(), Rng::new(7).bits());
/// assert_ne!(Rng::new(7).bits(), Rng::new(8).bits());
/// ```
#[derive(Clone, Debug)]
pub struct Rng {
    state: [u64; 4],
}

/// The step of SplitMix64 and its output.
fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

impl Rng {
    /// The stream of a seed; any seed is good, 0 too.
    ///
    /// Source: Vigna's advice to seed xoshiro from SplitMix64.
    ///
    /// ```
    /// // Stream 0 of a seed is the seed's own stream.
    /// use skillsift::stats::rng::Rng;
    /// assert_eq!(Rng::new(1).bits(), Rng::stream(1, 0).bits());
    /// ```
    pub fn new(seed: u64) -> Self {
        Self::stream(seed, 0)
    }

    /// One of many streams of a seed, so that pieces of work may be done in any order or place and still give the same numbers.
    ///
    /// Formula: the state is filled from SplitMix64 started at `seed` xor the mixed `number`. Input: any two numbers; different pairs
    /// give streams that are unrelated for all practical purposes. Cost: six integer mixes.
    ///
    /// ```
    /// use skillsift::stats::rng::Rng;
    /// assert_ne!(Rng::stream(1, 2).bits(), Rng::stream(1, 3).bits());
    /// ```
    pub fn stream(seed: u64, number: u64) -> Self {
        let mut mixed = number;
        let number = if number == 0 { 0 } else { split_mix(&mut mixed) };
        let mut state = seed ^ number;
        Self { state: std::array::from_fn(|_| split_mix(&mut state)) }
    }

    /// 64 random bits.
    ///
    /// ```
    /// let mut rng = skillsift::stats::rng::Rng::new(1);
    /// let ones: u32 = (0..1_000).map(|_| rng.bits().count_ones()).sum();
    /// assert!((31_000..33_000).contains(&ones)); // 32 of 64, give or take
    /// ```
    #[inline]
    pub fn bits(&mut self) -> u64 {
        let s = &mut self.state;
        let out = s[0].wrapping_add(s[3]).rotate_left(23).wrapping_add(s[0]);
        let t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = s[3].rotate_left(45);
        out
    }

    /// A whole number from 0 to n − 1, each exactly as likely as the other.
    ///
    /// Formula: the high word of a 32-bit draw times n; draws that would favour some numbers are thrown away. Cost: one
    /// multiplication, a division once in 2^32/n draws. Source: Lemire 2019, "Fast random integer generation in an interval".
    ///
    /// ```
    /// use std::num::NonZeroU32;
    /// let one = NonZeroU32::MIN;
    /// assert_eq!(skillsift::stats::rng::Rng::new(1).below(one), 0);
    /// ```
    #[inline]
    pub fn below(&mut self, n: NonZeroU32) -> u32 {
        let n = n.get();
        let mut product = (self.bits() >> 32) * u64::from(n);
        if (product as u32) < n {
            let least = n.wrapping_neg() % n;
            while (product as u32) < least {
                product = (self.bits() >> 32) * u64::from(n);
            }
        }
        (product >> 32) as u32
    }

    /// A number from 0 (included) to 1 (not included), on a grid of 2^−53.
    ///
    /// ```
    /// let x = skillsift::stats::rng::Rng::new(1).unit();
    /// assert!((0.0..1.0).contains(&x));
    /// ```
    #[inline]
    pub fn unit(&mut self) -> f64 {
        const STEP: f64 = 1.0 / (1u64 << 53) as f64;
        (self.bits() >> 11) as f64 * STEP
    }

    /// A draw from the normal distribution with mean 0 and deviation 1.
    ///
    /// Formula: for a point (x, y) in the unit disc, at squared distance s, x √(−2 ln s / s). Cost: about 2.5 draws, one logarithm.
    /// Source: Marsaglia & Bray 1964, the polar method.
    ///
    /// ```
    /// let mut rng = skillsift::stats::rng::Rng::new(1);
    /// let mean = (0..10_000).map(|_| rng.normal()).sum::<f64>() / 10_000.0;
    /// assert!(mean.abs() < 0.04); // four standard errors of 0.01
    /// ```
    pub fn normal(&mut self) -> f64 {
        loop {
            let x = 2.0 * self.unit() - 1.0;
            let y = 2.0 * self.unit() - 1.0;
            let s = x * x + y * y;
            if s > 0.0 && s < 1.0 {
                return x * (-2.0 * libm::log(s) / s).sqrt();
            }
        }
    }

    /// Puts the items into random order, each order as likely as the other.
    ///
    /// Input: any slice of fewer than 2^32 items. Cost: one draw an item. Source: Fisher & Yates 1938, in Durstenfeld's form (1964).
    ///
    /// ```
    /// let mut items = [1, 2, 3];
    /// skillsift::stats::rng::Rng::new(1).shuffle(&mut items);
    /// items.sort();
    /// assert_eq!(items, [1, 2, 3]);
    /// ```
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            if let Some(n) = NonZeroU32::new(last as u32 + 1) {
                items.swap(last, self.below(n) as usize);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_authors_reference_output_is_met() {
        let mut rng = Rng { state: [1, 2, 3, 4] };
        let expected = [
            41_943_041,
            58_720_359,
            3_588_806_011_781_223,
            3_591_011_842_654_386,
            9_228_616_714_210_784_205,
            9_973_669_472_204_895_162,
            14_011_001_112_246_962_877,
            12_406_186_145_184_390_807,
            15_849_039_046_786_891_736,
            10_450_023_813_501_588_000,
        ];
        assert_eq!(expected.map(|_| rng.bits()), expected);
        let mut zero = 0;
        assert_eq!(split_mix(&mut zero), 0xe220_a839_7b1d_cdaf);
    }

    #[test]
    fn below_is_even() {
        let mut rng = Rng::new(3);
        let n = NonZeroU32::new(7).unwrap();
        let mut seen = [0u32; 7];
        for _ in 0..70_000 {
            seen[rng.below(n) as usize] += 1;
        }
        let chi: f64 = seen.iter().map(|&x| (f64::from(x) - 10_000.0) * (f64::from(x) - 10_000.0) / 10_000.0).sum();
        assert!(chi < 22.5, "chi-squared on 6 degrees: {chi}"); // 0.1 %
    }

    #[test]
    fn normals_have_the_right_tail() {
        let mut rng = Rng::new(4);
        let beyond = (0..100_000).filter(|_| rng.normal() > 1.959_964).count();
        assert!((2_300..2_700).contains(&beyond), "{beyond}");
    }
}
