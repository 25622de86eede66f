//! The random numbers of Python's `random.Random`, so that the intervals are the very numbers that the Python script prints.

const N: usize = 624;
const M: usize = 397;

/// The Mersenne Twister MT19937 (Matsumoto and Nishimura 1998), seeded as Python seeds it from a small whole number.
pub struct Random {
    state: [u32; N],
    next: usize,
}

impl Random {
    /// The generator that `random.Random(seed)` is.
    pub fn new(seed: u32) -> Self {
        let mut state = [0_u32; N];
        state[0] = 19_650_218;
        for i in 1..N {
            state[i] = 1_812_433_253_u32.wrapping_mul(state[i - 1] ^ (state[i - 1] >> 30)).wrapping_add(u32::try_from(i).unwrap_or(0));
        }
        // Seeding by an array of one number.
        let mut i = 1;
        for _ in 0..N {
            state[i] = (state[i] ^ (state[i - 1] ^ (state[i - 1] >> 30)).wrapping_mul(1_664_525)).wrapping_add(seed);
            i = step(&mut state, i);
        }
        for _ in 1..N {
            let index = u32::try_from(i).unwrap_or(0);
            state[i] = (state[i] ^ (state[i - 1] ^ (state[i - 1] >> 30)).wrapping_mul(1_566_083_941)).wrapping_sub(index);
            i = step(&mut state, i);
        }
        state[0] = 0x8000_0000;
        Self { state, next: N }
    }

    /// As many positions below `n`, drawn with replacement, as `random.choices(range(n), k=n)` draws.
    pub fn choices(&mut self, n: usize) -> Vec<usize> {
        #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what Python does")]
        (0..n).map(|_| (self.unit() * n as f64).floor() as usize).collect()
    }

    /// A number from 0 to below 1 with 53 random bits.
    fn unit(&mut self) -> f64 {
        let (high, low) = (f64::from(self.word() >> 5), f64::from(self.word() >> 6));
        (high * 67_108_864.0 + low) / 9_007_199_254_740_992.0
    }

    fn word(&mut self) -> u32 {
        if self.next == N {
            for i in 0..N {
                let y = (self.state[i] & 0x8000_0000) | (self.state[(i + 1) % N] & 0x7fff_ffff);
                self.state[i] = self.state[(i + M) % N] ^ (y >> 1) ^ if y & 1 == 1 { 0x9908_b0df } else { 0 };
            }
            self.next = 0;
        }
        let mut y = self.state[self.next];
        self.next += 1;
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c_5680;
        y ^= (y << 15) & 0xefc6_0000;
        y ^ (y >> 18)
    }
}

fn step(state: &mut [u32; N], i: usize) -> usize {
    if i + 1 == N {
        state[0] = state[N - 1];
        1
    } else {
        i + 1
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn the_numbers_are_pythons() {
        // python3 -c 'import random; r = random.Random(1); print(r.random(), r.random()); print(r.choices(range(10), k=10))'
        let mut random = Random::new(1);
        assert!((random.unit() - 0.134_364_244_112_401_22).abs() < 1e-15);
        assert!((random.unit() - 0.847_433_736_937_232_7).abs() < 1e-15);
        assert_eq!(random.choices(10), EXPECTED);
    }

    const EXPECTED: [usize; 10] = [7, 2, 4, 4, 6, 7, 0, 0, 8, 4];
}
