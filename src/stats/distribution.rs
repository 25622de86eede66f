//! Areas and quantiles of the distributions that the tests here lean on.

/// The chance that a standard normal number is above z.
///
/// Formula: 1 − Φ(z) = erfc(z / √2) / 2. Input: any finite z; an infinite one gives 0 or 1. Gives: a probability, 0 to 1, exact to about
/// one unit in the last place far into the tail. Undefined: `None` for NaN. Cost: one `erfc`. Source: Abramowitz & Stegun 1964, 26.2.29.
///
/// ```
/// use skillsift::stats::distribution::normal_upper_tail;
/// assert_eq!(normal_upper_tail(0.0), Some(0.5));
/// assert!((normal_upper_tail(1.959963985).unwrap() - 0.025).abs() < 1e-10);
/// ```
pub fn normal_upper_tail(z: f64) -> Option<f64> {
    (!z.is_nan()).then(|| 0.5 * libm::erfc(z * std::f64::consts::FRAC_1_SQRT_2))
}

/// The chance that a chi-squared number on one degree of freedom is above x: the p-value of a G² of a two-by-two table.
///
/// Formula: erfc(√(x / 2)). Input: x; the sign of a signed G² is dropped. Gives: a probability, 0 to 1. Undefined: `None` for NaN.
/// Cost: one `erfc`. Source: Abramowitz & Stegun 1964, 26.4.
///
/// ```
/// use skillsift::stats::distribution::chi_squared_upper_tail;
/// assert!((chi_squared_upper_tail(3.841458821).unwrap() - 0.05).abs() < 1e-10);
/// ```
pub fn chi_squared_upper_tail(x: f64) -> Option<f64> {
    (!x.is_nan()).then(|| libm::erfc((x.abs() / 2.0).sqrt()))
}

/// The chance that a beta number is below x.
///
/// Formula: I_x(a, b), the regularised incomplete beta function, by its continued fraction. Input: a, b > 0, x within 0..=1. Gives: a
/// probability, 0 to 1, to about 1e-9 for a + b up to 10^8. Undefined: `None` outside that input. Cost: some √(a + b) steps.
/// Source: DiDonato & Morris 1992; Lentz 1976 for the fraction.
///
/// ```
/// // Beta(1, 1) is even: half of it lies below one half. Beta(2, 1) has x² below x.
/// use skillsift::stats::distribution::beta_lower_tail;
/// assert!((beta_lower_tail(0.5, 1.0, 1.0).unwrap() - 0.5).abs() < 1e-14);
/// assert!((beta_lower_tail(0.3, 2.0, 1.0).unwrap() - 0.09).abs() < 1e-14);
/// ```
pub fn beta_lower_tail(x: f64, a: f64, b: f64) -> Option<f64> {
    let sound = a > 0.0 && b > 0.0 && a.is_finite() && b.is_finite() && (0.0..=1.0).contains(&x);
    sound.then(|| lower_tail(x, a, b, libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b)))
}

fn lower_tail(x: f64, a: f64, b: f64, log_beta: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let front = libm::exp(a * libm::log(x) + b * libm::log1p(-x) - log_beta);
    let p = if x < (a + 1.0) / (a + b + 2.0) { front * fraction(x, a, b) / a } else { 1.0 - front * fraction(1.0 - x, b, a) / b };
    p.clamp(0.0, 1.0)
}

/// Lentz's evaluation of the continued fraction of the incomplete beta function.
fn fraction(x: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    const STEPS: u32 = 100_000;
    let away = |y: f64| if y.abs() < TINY { TINY } else { y };
    let mut c = 1.0;
    let mut d = 1.0 / away(1.0 - (a + b) * x / (a + 1.0));
    let mut value = d;
    for step in 1..STEPS {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away(1.0 + even * d);
        c = away(1.0 + even / c);
        value *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away(1.0 + odd * d);
        c = away(1.0 + odd / c);
        value *= d * c;
        if (d * c - 1.0).abs() < 1e-15 {
            break;
        }
    }
    value
}

/// The x that a beta number stays below with chance p.
///
/// Formula: I_x(a, b) = p solved for x by halving. Input: a, b > 0, p within 0..=1. Gives: x, 0 to 1, to a relative 1e-14 of the
/// continued fraction's own error. Undefined: `None` outside that input. Cost: some 60 to 200 times [`beta_lower_tail`].
/// Source: as there; Clopper & Pearson 1934 for what it serves.
///
/// ```
/// // Beta(2, 1): x² = 0.09 at x = 0.3.
/// let x = skillsift::stats::distribution::beta_quantile(0.09, 2.0, 1.0).unwrap();
/// assert!((x - 0.3).abs() < 1e-12);
/// ```
pub fn beta_quantile(p: f64, a: f64, b: f64) -> Option<f64> {
    let sound = a > 0.0 && b > 0.0 && a.is_finite() && b.is_finite() && (0.0..=1.0).contains(&p);
    if !sound {
        return None;
    }
    let log_beta = libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b);
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if lower_tail(middle, a, b, log_beta) < p {
            low = middle;
        } else {
            high = middle;
        }
        if high - low <= 1e-15 * high {
            break;
        }
    }
    Some(0.5 * (low + high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_of_the_normal_are_exact_far_out() {
        // 1 − Φ(8), as tabulated.
        let p = normal_upper_tail(8.0).unwrap();
        assert!((p / 6.220_960_574_271_785e-16 - 1.0).abs() < 1e-12, "{p:e}");
        assert_eq!(normal_upper_tail(f64::INFINITY), Some(0.0));
        assert_eq!(normal_upper_tail(f64::NAN), None);
    }

    #[test]
    fn beta_undoes_itself_and_refuses_nonsense() {
        for (a, b) in [(0.5, 0.5), (12.0, 1.0), (3.0, 41.0), (1_000.0, 900.0)] {
            for p in [1e-6, 0.025, 0.5, 0.975] {
                let x = beta_quantile(p, a, b).unwrap();
                let back = beta_lower_tail(x, a, b).unwrap();
                assert!((back - p).abs() < 1e-9 * (1.0 + p), "{a} {b} {p} {back}");
            }
        }
        assert_eq!(beta_lower_tail(0.5, 0.0, 1.0), None);
        assert_eq!(beta_quantile(f64::NAN, 1.0, 1.0), None);
    }
}
