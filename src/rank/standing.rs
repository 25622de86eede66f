//! How prominent each skill is, and what the evidence says of its place.

use super::Skill;
use crate::settings::Settings;
use crate::stats::dispersion::Parts;
use crate::stats::interval::{Interval, percentile_interval};
use crate::stats::prominence::{prominences, weight};
use crate::stats::rank_set::{Rank, RankSet, ranks, small_sample_rank_sets};
use crate::stats::resample::Resampled;
use crate::stats::stand_out::{StandOut, compared_from, stand_out};
use crate::stats::weights::Weights;

/// Fewest documents for which intervals are given at all.
pub const FEWEST_FOR_INTERVALS: u32 = 5;

/// The numbers of one skill.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// Weight in each document that mentions it: position among the counted documents, weight.
    pub weights: Vec<(u32, f64)>,
    /// Mean weight over all counted documents.
    pub prominence: f64,
    /// Its place, and how many share it.
    pub rank: Rank,
    /// Percentile interval of the prominence; compared skills only, since for a skill in one or two documents it covers too rarely.
    pub interval: Option<Interval>,
    /// Ranks among the compared skills that the evidence leaves open.
    pub rank_set: Option<RankSet>,
    /// Whether it is in enough documents to be compared.
    pub compared: bool,
    /// How it compares with the mean; `None` where it is not compared.
    pub stand_out: Option<StandOut>,
    /// Deviation of proportions; `None` for a single document.
    pub dispersion: Option<f64>,
}

/// The standings of all ranked skills.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standings {
    /// One for each skill, in the order given.
    pub of: Vec<Standing>,
    /// Documents that a skill needs to be compared.
    pub compared_from: u32,
    /// Mean prominence of the compared skills.
    pub mean_compared: Option<f64>,
}

/// What resampling says of a skill.
#[derive(Clone, Copy, Default)]
struct Judged {
    interval: Option<Interval>,
    rank_set: Option<RankSet>,
    stand_out: Option<StandOut>,
}

/// Works out the standings. `words[d]` are the words of counted document `d`; the counts of `skills` name documents by the same
/// positions. Cost: see [`Resampled::new`] and [`small_sample_rank_sets`].
pub fn standings(skills: &[Skill], words: &[u32], settings: &Settings) -> Standings {
    let documents = words.len() as u32;
    let columns: Vec<Vec<(u32, f64)>> =
        skills.iter().map(|s| s.counts.iter().map(|&(d, n)| (d, weight(n, words[d as usize]))).collect()).collect();
    let Some(matrix) = Weights::new(documents, &columns).filter(|_| !skills.is_empty()) else { return Standings::default() };
    let prominence = prominences(&matrix);
    let places = ranks(&prominence).expect("invariant: prominences are finite");
    let from = compared_from(documents);
    let compared: Vec<usize> = (0..skills.len()).filter(|&s| matrix.document_frequency(s) >= from).collect();
    let mean_compared = (!compared.is_empty()).then(|| compared.iter().map(|&s| prominence[s]).sum::<f64>() / compared.len() as f64);

    // Only compared skills are judged: of the others there may be tens of thousands, and nothing could be said of them.
    let wanted = settings.resamples > 0 && documents >= FEWEST_FOR_INTERVALS;
    let chosen: Vec<Vec<(u32, f64)>> = compared.iter().map(|&s| columns[s].clone()).collect();
    let small = Weights::new(documents, &chosen).filter(|_| wanted && !compared.is_empty());
    let resampled = small.as_ref().and_then(|w| Resampled::new(w, settings.resamples, settings.seed));
    let mut judged: Vec<Judged> = vec![Judged::default(); skills.len()];
    if let (Some(small), Some(resampled)) = (&small, &resampled) {
        let estimates: Vec<f64> = compared.iter().map(|&s| prominence[s]).collect();
        let sets = small_sample_rank_sets(&estimates, resampled, 0.95, documents).unwrap_or_default();
        let stands = stand_out(small, resampled, settings.stand_out_factor).unwrap_or_default();
        for (at, &skill) in compared.iter().enumerate() {
            judged[skill] = Judged {
                interval: percentile_interval(resampled.of(at), 0.95),
                rank_set: sets.get(at).copied(),
                stand_out: stands.get(at).copied(),
            };
        }
    }
    let of = columns
        .into_iter()
        .enumerate()
        .map(|(s, weights)| Standing {
            weights,
            prominence: prominence[s],
            rank: places[s],
            interval: judged[s].interval,
            rank_set: judged[s].rank_set,
            compared: matrix.document_frequency(s) >= from,
            stand_out: judged[s].stand_out,
            dispersion: dispersion(&skills[s], words),
        })
        .collect();
    Standings { of, compared_from: from, mean_compared }
}

fn dispersion(skill: &Skill, words: &[u32]) -> Option<f64> {
    if words.len() < 2 {
        return None;
    }
    let mut counts = vec![0; words.len()];
    for &(document, n) in &skill.counts {
        counts[document as usize] = n;
    }
    Parts::new(&counts, words).map(|parts| parts.deviation_of_proportions())
}
