//! The result in plain sentences, the same on the page, in exports and on the command line.

use crate::report::{Sureness, Totals};
use crate::settings::Settings;
use crate::stats::rank_set::{Rank, RankSet};

/// A rank in words: 1st, 2nd, 3rd, 4th, 11th, 21st …
///
/// ```
/// use skillsift::rank::ordinal;
/// assert_eq!((ordinal(1), ordinal(12), ordinal(23)), ("1st".into(), "12th".into(), "23rd".into()));
/// ```
pub fn ordinal(n: u32) -> String {
    let ending = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

/// A rank and what the evidence leaves open of it: "3rd, likely 2nd to 6th"; "joint 4th".
pub fn rank_words(rank: Rank, set: Option<RankSet>) -> String {
    let place = if rank.tied > 1 { format!("joint {}", ordinal(rank.place)) } else { ordinal(rank.place) };
    match set {
        None => place,
        Some(s) if s.best == s.worst => format!("{place}, surely"),
        Some(s) => format!("{place}, likely {} to {}", ordinal(s.best), ordinal(s.worst)),
    }
}

/// One sentence that sums the result up; `tied` skills share the first place.
pub fn headline(totals: &Totals, sureness: Sureness, top: &[&str], tied: u32) -> String {
    let documents = plural(u64::from(totals.documents), "document", "documents");
    if totals.documents == 0 {
        return "No document could be counted.".into();
    }
    if totals.skills == 0 {
        return format!("No skills were found in {documents}.");
    }
    match (sureness, totals.standing_out) {
        (Sureness::None, _) if tied as usize > top.len() => {
            format!("{} found in {documents}; {tied} share the first place, among them {}.", skills(totals.skills), listed(top))
        }
        (Sureness::None, _) => format!("{} found in {documents}; most prominent: {}.", skills(totals.skills), listed(top)),
        (_, 0) => format!("{} found across {documents}; none stands clearly above the rest.", skills(totals.skills)),
        (_, 1) => format!("At least 1 skill stands out across {documents}."),
        (_, n) => format!("At least {n} skills stand out across {documents}."),
    }
}

/// What was found beside the skills.
#[derive(Clone, Copy, Debug, Default)]
pub struct Found {
    /// Files that could not be used.
    pub unread: usize,
    /// Documents with the content of another.
    pub duplicates: usize,
    /// Documents with nearly the wording of another.
    pub near_copies: usize,
    /// Passages that stand in many documents.
    pub passages: usize,
    /// How many that is.
    pub passages_from: u32,
    /// Discovered phrases that only one document says.
    pub lone: usize,
}

/// What cannot be known from the collection, or should be kept in mind.
pub fn caveats(totals: &Totals, sureness: Sureness, settings: &Settings, found: &Found) -> Vec<String> {
    let Found { unread, duplicates, near_copies, passages, passages_from, lone } = *found;
    let mut out = Vec::new();
    if totals.documents > 0 && settings.resamples > 0 {
        match (sureness, totals.documents) {
            (Sureness::None, 1) => out.push(
                "One document shows what its author dwells on. How sure the order is, and what stands out, cannot be known from fewer than 5.".into(),
            ),
            (Sureness::None, n) => out.push(format!(
                "With {n} documents the order is a first impression. How sure it is, and what stands out, cannot be known from fewer than 5."
            )),
            (Sureness::Rough, n) => out.push(format!("With {n} documents the intervals and likely ranks are rough; from 20 on they can be relied upon.")),
            (Sureness::Full, _) => {}
        }
    }
    if !matches!(sureness, Sureness::None) && totals.skills > 0 && totals.standing_out == 0 {
        out.push(
            "A bar that lies beyond the line is not enough to stand out: where many skills are compared some lie there by chance, and that is allowed for."
                .into(),
        );
    }
    if settings.resamples == 0 {
        out.push("A first view, without intervals.".into());
    }
    if unread > 0 {
        out.push(format!("{} could not be used; the list of documents says why.", plural(unread as u64, "file", "files")));
    }
    if duplicates > 0 {
        out.push(format!(
            "{} the same content as another and {} not counted twice.",
            had(duplicates),
            if duplicates == 1 { "was" } else { "were" }
        ));
    }
    if near_copies > 0 {
        let (copies, were) = if near_copies == 1 { ("is a near copy", "was") } else { ("are near copies", "were") };
        out.push(format!("{} {copies} of another and {were} not counted twice.", plural(near_copies as u64, "document", "documents")));
    }
    if totals.words_repeated > 0 {
        let were = if passages == 1 { "was" } else { "were" };
        let passages = plural(passages as u64, "passage that stands", "passages that stand");
        let words = plural(totals.words_repeated, "repeated word", "repeated words");
        out.push(format!("{passages} in at least {passages_from} documents {were} counted once; {words} elsewhere were not."));
    }
    if lone > 0 {
        let phrases = plural(lone as u64, "phrase that reads like a skill but stands", "phrases that read like skills but stand");
        out.push(format!(
            "{phrases} in one document only, and in no lexicon, {} left off the list.",
            if lone == 1 { "was" } else { "were" }
        ));
    }
    if totals.words_left_out > 0 {
        let words = plural(totals.words_left_out, "word", "words");
        out.push(format!("{words} of reference lists, contents, navigation and the like were read but not counted."));
    }
    out
}

/// How far a theme can be relied upon, in words: how often two of its skills stay together when documents are redrawn, and any two do.
///
/// ```
/// use skillsift::rank::stability_words;
/// assert_eq!(
///     stability_words(0.93, 0.1),
///     "Very steady: two of its skills stay together in 93 of 100 redrawings of the documents, any two skills in 10."
/// );
/// ```
pub fn stability_words(stability: f64, by_chance: f64) -> String {
    let word = match stability {
        s if s >= 0.85 => "Very steady",
        s if s >= 0.75 => "Steady",
        _ => "Fairly steady",
    };
    let (kept, chance) = (stability * 100.0, by_chance * 100.0);
    format!("{word}: two of its skills stay together in {kept:.0} of 100 redrawings of the documents, any two skills in {chance:.0}.")
}

/// The method, as exports print it.
pub fn method(settings: &Settings) -> Vec<String> {
    vec![
        "Skills are found by a lexicon and a learned model that weighs each phrase where it stands; a skill is ranked when it is believed \
         to be one."
            .into(),
        "Weight of a skill in a document: n / (n + max(1, sqrt(T / 1000))), with n its mentions and T the document's words. Prominence: the mean \
         weight over all documents, 0 to 1."
            .into(),
        match settings.resamples {
            0 => "Intervals: not worked out, since the documents were not resampled.".into(),
            n => format!("Intervals: documents resampled {n} times (seed {}), 2.5 and 97.5 percentiles.", settings.seed),
        },
        "Likely ranks: marginal 95 % rank confidence sets (Mogstad, Romano, Shaikh and Wilhelm) among the skills that are in at least one document \
         in twenty, and two."
            .into(),
        format!(
            "A skill stands out when its prominence is above {} times the mean of the compared skills (one-sided, Benjamini-Hochberg at 5 %) \
             and it is in at least one document in five, and three.",
            settings.stand_out_factor
        ),
        copies_and_passages(settings),
        "Themes: skills that share passages of some 150 words more than chance would have it (normalised pointwise mutual information), grouped by \
         community detection in resamples of the documents; those that stay together in most are a theme."
            .into(),
        "Dispersion is the deviation of proportions (DP): 0 evenly spread, 1 all in one place.".into(),
    ]
}

fn copies_and_passages(settings: &Settings) -> String {
    let copies = match settings.duplicates_once {
        true => "Copies of a document, and near copies (runs of three words, resemblance of .8 or more, Broder 1997), count once",
        false => "Each copy of a document counts",
    };
    let passages = match settings.passages_once {
        true => "a passage of ten words or more counts once where it stands in at least the square root of all documents, and three",
        false => "repeated passages count wherever they stand",
    };
    format!("{copies}; {passages}.")
}

/// A number with thousands set apart, and its noun.
pub fn plural(n: u64, one: &str, many: &str) -> String {
    let digits = n.to_string();
    let mut grouped = String::new();
    for (at, c) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(c);
    }
    format!("{grouped} {}", if n == 1 { one } else { many })
}

fn skills(n: u32) -> String {
    plural(u64::from(n), "skill", "skills")
}

fn had(n: usize) -> String {
    if n == 1 { "1 document has".into() } else { format!("{n} documents have") }
}

/// Names joined as in a sentence: "a, b and c".
pub fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).into(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_in_words() {
        let rank = |place, tied| Rank { place, tied };
        assert_eq!(rank_words(rank(3, 1), Some(RankSet { best: 2, worst: 6 })), "3rd, likely 2nd to 6th");
        assert_eq!(rank_words(rank(1, 1), Some(RankSet { best: 1, worst: 1 })), "1st, surely");
        assert_eq!(rank_words(rank(4, 2), None), "joint 4th");
    }

    #[test]
    fn headlines() {
        let totals = Totals { documents: 55, skills: 100, standing_out: 16, ..Totals::default() };
        assert_eq!(headline(&totals, Sureness::Full, &[], 1), "At least 16 skills stand out across 55 documents.");
        let totals = Totals { documents: 1, skills: 2, ..Totals::default() };
        assert_eq!(headline(&totals, Sureness::None, &["a", "b"], 2), "2 skills found in 1 document; most prominent: a and b.");
    }
}
