//! What holds for the statistics whatever the numbers.

use proptest::prelude::*;
use skillsift::stats::association::{Company, normalised_mutual_information};
use skillsift::stats::community::{Network, communities};
use skillsift::stats::dispersion::Parts;
use skillsift::stats::interval::percentile_interval;
use skillsift::stats::keyness::{Table, conservative_log_ratio, log_likelihood};
use skillsift::stats::multiple::{benjamini_hochberg, benjamini_yekutieli};
use skillsift::stats::prominence::{prominences, weight};
use skillsift::stats::rank_set::{rank_sets, ranks, small_sample_rank_sets};
use skillsift::stats::resample::Resampled;
use skillsift::stats::stand_out::stand_out;
use skillsift::stats::weights::Weights;

/// Weights of up to ten skills in up to twelve documents, ties and empty columns included.
fn columns() -> impl Strategy<Value = (u32, Vec<Vec<(u32, f64)>>)> {
    (1u32..12).prop_flat_map(|documents| {
        let column = proptest::collection::vec((0u32..4, 0u32..60_000), documents as usize);
        let weighed = column.prop_map(|counts| counts.iter().zip(0..).map(|(&(n, words), d)| (d, weight(n, words))).collect::<Vec<_>>());
        (Just(documents), proptest::collection::vec(weighed, 1..10))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn weights_lie_between_none_and_one(mentions: u32, words: u32) {
        let w = weight(mentions, words);
        prop_assert!((0.0..1.0).contains(&w));
        prop_assert!(weight(mentions.saturating_add(1), words) >= w);
        prop_assert!(weight(mentions, words.saturating_add(1)) <= w);
    }

    #[test]
    fn rank_sets_hold_the_rank_and_stay_in_bounds((documents, columns) in columns(), seed: u32) {
        let weights = Weights::new(documents, &columns).unwrap();
        let (estimates, resampled) = (prominences(&weights), Resampled::new(&weights, 60, seed).unwrap());
        let sets = rank_sets(&estimates, &resampled, 0.95).unwrap();
        for (set, rank) in sets.iter().zip(ranks(&estimates).unwrap()) {
            prop_assert!(1 <= set.best && set.best <= rank.place);
            prop_assert!(rank.place + rank.tied - 1 <= set.worst && set.worst <= columns.len() as u32);
        }
        let widened = small_sample_rank_sets(&estimates, &resampled, 0.95, documents);
        for (set, wide) in sets.iter().zip(widened.into_iter().flatten()) {
            prop_assert!(wide.best <= set.best && set.worst <= wide.worst);
        }
    }

    #[test]
    fn skills_in_another_order_give_the_same_numbers((documents, columns) in columns(), seed: u32, turn in 0usize..10) {
        let mut turned = columns.clone();
        turned.rotate_left(turn % columns.len());
        turned.reverse();
        let measure = |columns: &[Vec<(u32, f64)>]| {
            let weights = Weights::new(documents, columns).unwrap();
            let resampled = Resampled::new(&weights, 60, seed).unwrap();
            let sets = rank_sets(&prominences(&weights), &resampled, 0.95).unwrap();
            let intervals: Vec<_> = (0..columns.len()).map(|skill| percentile_interval(resampled.of(skill), 0.95).unwrap()).collect();
            (sets, intervals, stand_out(&weights, &resampled, 1.5))
        };
        let ((mut sets, mut intervals, found), (other_sets, other_intervals, other_found)) = (measure(&columns), measure(&turned));
        sets.rotate_left(turn % columns.len());
        sets.reverse();
        intervals.rotate_left(turn % columns.len());
        intervals.reverse();
        prop_assert_eq!(sets, other_sets);
        prop_assert_eq!(intervals, other_intervals);
        prop_assert_eq!(found.is_some(), other_found.is_some());
        if let (Some(mut found), Some(other_found)) = (found, other_found) {
            found.rotate_left(turn % columns.len());
            found.reverse();
            for (one, other) in found.iter().zip(&other_found) {
                // The mean is summed in the skills' order, so that the last digit may differ.
                prop_assert!((one.excess - other.excess).abs() < 1e-12);
                prop_assert_eq!(one.verdict, other.verdict);
            }
        }
    }

    #[test]
    fn intervals_hold_the_middle_and_stand_out_leaves_no_nan((documents, columns) in columns(), seed: u32) {
        let weights = Weights::new(documents, &columns).unwrap();
        let resampled = Resampled::new(&weights, 60, seed).unwrap();
        for skill in 0..columns.len() {
            let interval = percentile_interval(resampled.of(skill), 0.95).unwrap();
            prop_assert!(0.0 <= interval.low && interval.low <= interval.high && interval.high < 1.0);
        }
        for one in stand_out(&weights, &resampled, 1.5).into_iter().flatten() {
            prop_assert!(one.excess.is_finite());
            prop_assert!(one.p_value.is_none_or(|p| (0.0..=1.0).contains(&p)));
            prop_assert!(one.adjusted.is_none_or(|p| p >= one.p_value.unwrap() && p <= 1.0));
        }
    }

    #[test]
    fn adjusted_p_values_keep_the_order(p in proptest::collection::vec(0.0f64..=1.0, 0..40)) {
        let hochberg = benjamini_hochberg(&p).unwrap();
        let yekutieli = benjamini_yekutieli(&p).unwrap();
        for i in 0..p.len() {
            prop_assert!(p[i] <= hochberg[i] + 1e-15 && hochberg[i] <= yekutieli[i] && yekutieli[i] <= 1.0);
            for j in 0..p.len() {
                prop_assert!(p[i] > p[j] || hochberg[i] <= hochberg[j]);
            }
        }
    }

    #[test]
    fn keyness_has_the_sign_of_the_difference(a in 0u64..2_000, n1 in 2_000u64..1_000_000, c in 0u64..2_000, n2 in 2_000u64..1_000_000) {
        let table = Table::new(a, n1, c, n2).unwrap();
        let g = log_likelihood(table);
        prop_assert!(g.is_finite());
        let more = (a * n2).cmp(&(c * n1));
        prop_assert!(g == 0.0 || (g > 0.0) == more.is_gt());
        if let Some(ratio) = conservative_log_ratio(table, 0.95, 100) {
            prop_assert!(ratio.is_finite() && ratio * g >= 0.0);
        }
    }

    #[test]
    fn dispersions_stay_in_their_ranges(parts in proptest::collection::vec((0u32..50, 0u32..5_000), 0..20)) {
        let (counts, sizes): (Vec<u32>, Vec<u32>) = parts.into_iter().unzip();
        if let Some(parts) = Parts::new(&counts, &sizes) {
            let all = [
                parts.deviation_of_proportions(),
                parts.normalised_deviation_of_proportions(),
                parts.juilland_d(),
                parts.rosengren_s(),
                parts.burch_da(),
            ];
            prop_assert!(all.iter().all(|x| (0.0..=1.0).contains(x)), "{all:?}");
            prop_assert!(parts.divergence() >= 0.0 && parts.divergence().is_finite());
        }
    }

    #[test]
    fn association_stays_in_its_range(cells in proptest::array::uniform4(0u64..100)) {
        let [both, first, second, neither] = cells;
        if let Some(pair) = Company::new(both, both + first, both + second, both + first + second + neither) {
            prop_assert!(normalised_mutual_information(pair).is_none_or(|x| (-1.0..=1.0).contains(&x)));
        }
    }

    #[test]
    fn communities_are_numbered_in_order_and_beat_one_lump(edges in proptest::collection::vec((0u32..15, 0u32..15, 0.01f64..5.0), 1..40), seed: u32) {
        let network = Network::new(15, &edges).unwrap();
        let found = communities(&network, 1.0, seed, 3).unwrap();
        let mut next = 0;
        for &c in &found.of {
            prop_assert!(c <= next);
            next = next.max(c + 1);
        }
        prop_assert!(found.modularity > -1e-12 && found.modularity < 1.0);
        prop_assert_eq!(Some(found), communities(&network, 1.0, seed, 3));
    }
}
