//! A rank as a tree: every number that went into it.

use super::{Skill, Standing, Standings};
use crate::report::Explanation;
use crate::settings::Settings;
use crate::stats::stand_out::{Verdict, stand_out_from};

fn number(label: impl Into<String>, value: impl Into<Option<f64>>, note: impl Into<String>) -> Explanation {
    Explanation { label: label.into(), value: value.into(), note: note.into(), parts: Vec::new() }
}

fn tree(label: impl Into<String>, value: impl Into<Option<f64>>, note: impl Into<String>, parts: Vec<Explanation>) -> Explanation {
    Explanation { parts, ..number(label, value, note) }
}

/// Explains how `skill` got its rank. `titles[d]` and `words[d]` belong to counted document `d`.
pub fn explain(skill: &Skill, standing: &Standing, all: &Standings, titles: &[&str], words: &[u32], settings: &Settings) -> Explanation {
    let documents = titles.len() as f64;
    let weights = standing
        .weights
        .iter()
        .zip(&skill.counts)
        .map(|(&(d, w), &(_, n))| {
            let (title, t) = (titles[d as usize], words[d as usize]);
            let damping = libm::sqrt(f64::from(t) / 1000.0).max(1.0);
            tree(
                format!("Weight in \u{201c}{title}\u{201d}"),
                w,
                "mentions / (mentions + damping)",
                vec![
                    number("Mentions", f64::from(n), ""),
                    number(
                        "Damping",
                        damping,
                        format!("the larger of 1 and \u{221a}({t} words / 1,000), so that long documents do not drown short ones"),
                    ),
                ],
            )
        })
        .collect();
    let mut parts = vec![tree(
        "Prominence",
        standing.prominence,
        format!("mean weight over all {documents} documents; {} mention it", skill.counts.len()),
        weights,
    )];
    parts.push(match standing.interval {
        Some(i) => tree(
            "Interval",
            None,
            format!("2.5 and 97.5 percentiles of the prominence over {} resamples of the documents", settings.resamples),
            vec![number("Low", i.low, ""), number("High", i.high, "")],
        ),
        None if standing.compared => number("Interval", None, why_no_interval(settings)),
        None => number("Interval", None, not_compared(all)),
    });
    parts.push(match standing.rank_set {
        Some(s) => tree(
            "Likely ranks",
            None,
            "ranks among the compared skills that the evidence does not rule out (95 %)",
            vec![number("Best", f64::from(s.best), ""), number("Worst", f64::from(s.worst), "")],
        ),
        None if standing.compared => number("Likely ranks", None, why_no_interval(settings)),
        None => number("Likely ranks", None, not_compared(all)),
    });
    parts.push(stand_out_part(standing, all, documents as u32, settings));
    parts.push(tree(
        "Belief that it is a skill",
        skill.belief,
        "from the mean log odds that a document which mentions it means a capability",
        vec![number("Mean log odds", skill.log_odds, "natural logarithm; 0 is even odds")],
    ));
    parts.push(match standing.dispersion {
        Some(dp) => number("Dispersion (DP)", dp, "0 evenly spread over the documents, 1 all in one place"),
        None => number("Dispersion (DP)", None, "needs two documents"),
    });
    tree("Rank", f64::from(standing.rank.place), "by prominence", parts)
}

fn not_compared(all: &Standings) -> String {
    format!("not compared: it is in fewer than {} documents", all.compared_from)
}

fn why_no_interval(settings: &Settings) -> &'static str {
    match settings.resamples {
        0 => "not worked out in a first view",
        _ => "cannot be known from fewer than 5 documents",
    }
}

fn stand_out_part(standing: &Standing, all: &Standings, documents: u32, settings: &Settings) -> Explanation {
    let Some(s) = &standing.stand_out else {
        let why = if standing.compared { why_no_interval(settings).into() } else { not_compared(all) };
        return number("Stands out", None, why);
    };
    let note = match s.verdict {
        Verdict::StandsOut => "yes".to_string(),
        Verdict::NotCompared => not_compared(all),
        Verdict::NoVariation => "cannot be said: its excess never varies when documents are resampled".into(),
        Verdict::NotSure => "no: the excess may be chance".into(),
        Verdict::TooFewDocuments => format!("no: it is in fewer than {} documents", stand_out_from(documents)),
    };
    let excess = tree(
        "Excess",
        s.excess,
        format!("prominence \u{2212} {} \u{d7} the mean of the compared skills", settings.stand_out_factor),
        vec![number("Mean of the compared skills", all.mean_compared, "")],
    );
    let parts = vec![
        excess,
        number("Resampled deviation of the excess", s.deviation, ""),
        number("p-value", s.p_value, "one-sided, normal approximation"),
        number("Adjusted p-value", s.adjusted, "Benjamini\u{2013}Hochberg over the compared skills; at most 0.05 stands out"),
    ];
    tree("Stands out", None, note, parts)
}

/// Explains why a phrase is not ranked.
pub fn explain_nearly(skill: &Skill, settings: &Settings) -> Explanation {
    let parts = vec![
        number("Mean log odds", skill.log_odds, "that a document which mentions it means a capability; natural logarithm"),
        number("Belief needed", settings.least_belief_of(skill.is_own()), "a setting"),
        number("Mentions", skill.places.len() as f64, ""),
    ];
    tree("Belief that it is a skill", skill.belief, why_not_ranked(skill, settings.least_belief_of(skill.is_own())), parts)
}

/// Why a phrase is not ranked, in a plain sentence.
pub fn why_not_ranked(skill: &Skill, least: f64) -> String {
    if skill.lone {
        "Only one document says it, and no lexicon names it.".into()
    } else if skill.belief >= least {
        "It was rejected, or discovery is switched off.".into()
    } else {
        format!("Where it stands it reads more like a topic, actor or outcome than a capability (belief {:.2}).", skill.belief)
    }
}
