//! Times the statistics at the sizes of a study and of a large collection: `cargo bench --no-default-features --bench stats`.
#![allow(clippy::disallowed_types, clippy::disallowed_methods, missing_docs)]

use skillsift::stats::rng::Rng;
use skillsift::stats::{interval, prominence, rank_set, resample, stand_out, weights};
use std::time::Instant;

/// Skills whose presence falls from nine in ten documents to one in a hundred.
fn collection(documents: u32, skills: u32) -> weights::Weights {
    let mut rng = Rng::new(1);
    let column = |skill: u32| {
        let presence = 0.9 / (1.0 + 20.0 * f64::from(skill) / f64::from(skills));
        let present = (0..documents).filter(|_| rng.unit() < presence).collect::<Vec<_>>();
        present.into_iter().map(|d| (d, prominence::weight(1 + (rng.bits() % 9) as u32, (rng.bits() % 60_000) as u32))).collect()
    };
    weights::Weights::new(documents, &(0..skills).map(column).collect::<Vec<Vec<_>>>()).expect("sound columns")
}

fn timed<T>(what: &str, work: impl Fn() -> T) -> T {
    let mut best = f64::INFINITY;
    for _ in 0..4 {
        let start = Instant::now();
        std::hint::black_box(work());
        best = best.min(start.elapsed().as_secs_f64());
    }
    println!("{what:<48}{:>9.1} ms", best * 1e3);
    work()
}

fn main() {
    for (documents, skills) in [(55, 300), (1_500, 500)] {
        let weights = collection(documents, skills);
        let stored: u32 = (0..skills as usize).map(|s| weights.document_frequency(s)).sum();
        println!("{documents} documents, {skills} skills, {stored} weights, 1,000 resamples");
        let table = timed("  resampled prominences", || resample::Resampled::new(&weights, 1_000, 1).expect("resamples"));
        let estimates = prominence::prominences(&weights);
        timed("  rank sets", || rank_set::rank_sets(&estimates, &table, 0.95).expect("shapes fit"));
        timed("  stand-out", || stand_out::stand_out(&weights, &table, 1.5).expect("compared skills"));
        timed("  intervals", || (0..table.skills()).map(|s| interval::percentile_interval(table.of(s), 0.95)).collect::<Vec<_>>());
    }
}
