//! Themes: skills that are spoken of side by side, grouped by the company they keep.

use super::standing::FEWEST_FOR_INTERVALS;
use super::{Skill, Standing, plural};
use crate::record::Record;
use crate::settings::Settings;
use crate::stats::company::{Link, Passages};

/// Most skills whose company is looked at: a person can take in no more, and the cost grows with their square.
const MOST_SKILLS: usize = 80;
/// Bytes of a passage, some 150 words: a long paragraph.
const PASSAGE: u32 = 1_000;
/// Passages begin this far apart, so that each mention is in two, and two mentions side by side are never parted by a border.
const STEP: u32 = PASSAGE / 2;
/// Fewest skills of a theme.
const LEAST: usize = 3;
/// Above 1 for smaller groups. At 1 a thousand job adverts fell into four themes, two of them of thirty skills; at 2.5 a hundred essays kept
/// only five of three. 1.5 suits both.
const RESOLUTION: f64 = 1.5;
/// Most resamples: half of them to find the groups, half to try them.
const MOST_RESAMPLES: u32 = 120;
/// Groups whose pairs stay together less often are left out. Where skills were moved about at random, so that nothing was there to find, the
/// groups that were found nevertheless stayed below or near (at most .55 to .63, by link, in 14 trials on four collections).
const LEAST_STABLE: f64 = 0.6;

/// A group of skills that are spoken of side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Company {
    /// Positions among the ranked skills, the one most in company first.
    pub skills: Vec<u32>,
    /// Share of fresh resamples that keep two of its skills together, 0 to 1.
    pub stability: f64,
}

/// The themes of a collection, and all that they were made from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Themes {
    /// The themes, the most prominent first.
    pub all: Vec<Company>,
    /// Pairs of skills, by positions among the ranked, that keep company.
    pub links: Vec<Link>,
    /// How often any two skills are together in a resample; `None` where none were drawn.
    pub by_chance: Option<f64>,
    /// How many skills were looked at: the first so many that are compared.
    pub weighed: u32,
    /// What was found, in a plain sentence.
    pub words: String,
}

/// Finds the themes of the documents `records` (those that count; others are `None`). `ranked` are the ranked skills, best first.
///
/// Cost: linear in their mentions, plus [`Passages::groups`].
pub fn themes(records: &[Option<&Record>], ranked: &[Skill], standings: &[Standing], settings: &Settings) -> Themes {
    let documents = records.iter().flatten().count() as u32;
    if documents < FEWEST_FOR_INTERVALS {
        return Themes { words: format!("Themes need at least {FEWEST_FOR_INTERVALS} documents."), ..Themes::default() };
    }
    if settings.resamples == 0 {
        return Themes { words: "Themes are not worked out where documents are not drawn again.".into(), ..Themes::default() };
    }
    let chosen: Vec<u32> = (0..ranked.len() as u32).filter(|&s| standings[s as usize].compared).take(MOST_SKILLS).collect();
    let passages = passages(records, &chosen.iter().map(|&s| &ranked[s as usize]).collect::<Vec<_>>());
    let resamples = settings.resamples.min(MOST_RESAMPLES);
    let groups = passages.groups(LEAST, RESOLUTION, settings.seed, resamples);
    let by_chance = groups.as_ref().map(|g| g.by_chance);
    let links = passages.links();
    let mut pull = vec![vec![0.0; chosen.len()]; chosen.len()];
    for link in &links {
        pull[link.first as usize][link.second as usize] = link.strength;
        pull[link.second as usize][link.first as usize] = link.strength;
    }
    let weight = |s: u32| standings[chosen[s as usize] as usize].prominence;
    let mut all: Vec<(f64, Company)> = Vec::new();
    for group in groups.into_iter().flat_map(|g| g.all).filter(|g| g.stability >= LEAST_STABLE) {
        let inside = |s: u32| group.members.iter().map(|&other| pull[s as usize][other as usize]).sum::<f64>() * weight(s);
        let mut members: Vec<(f64, u32)> = group.members.iter().map(|&s| (inside(s), s)).collect();
        members.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let skills = members.iter().map(|m| chosen[m.1 as usize]).collect();
        all.push((group.members.iter().map(|&s| weight(s)).sum(), Company { skills, stability: group.stability }));
    }
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.skills.cmp(&b.1.skills)));
    let all: Vec<Company> = all.into_iter().map(|a| a.1).collect();
    let links = links.into_iter().map(|l| Link { first: chosen[l.first as usize], second: chosen[l.second as usize], ..l }).collect();
    let words = words(&all, chosen.len());
    Themes { all, links, by_chance, weighed: chosen.len() as u32, words }
}

/// Which passage of which document holds which of the skills.
fn passages(records: &[Option<&Record>], skills: &[&Skill]) -> Passages {
    let mut held: Vec<Vec<(u32, u32)>> = vec![Vec::new(); records.len()];
    for (number, skill) in skills.iter().enumerate() {
        for place in skill.places.iter().filter(|p| p.counts) {
            let Some(record) = records[place.document as usize] else { continue };
            let passage = record.counts.mentions[place.mention as usize].span.start / STEP;
            held[place.document as usize].extend([(passage, number as u32), (passage + 1, number as u32)]);
        }
    }
    let mut passages = Passages::new(skills.len() as u32);
    for (record, held) in records.iter().zip(&held).filter_map(|(r, h)| Some((r.as_ref()?, h))) {
        passages.add(record.prose.text.len() as u32 / STEP + 2, held);
    }
    passages
}

fn words(all: &[Company], weighed: usize) -> String {
    let skills = plural(weighed as u64, "skill", "skills");
    if all.is_empty() {
        return match weighed {
            0..LEAST => format!("Themes need at least {LEAST} skills that are in enough documents to be compared."),
            _ => {
                format!("No themes stand out: of the {skills} compared, none were spoken of side by side steadily enough to make a group.")
            }
        };
    }
    let inside: usize = all.iter().map(|t| t.skills.len()).sum();
    let others = if inside == weighed { "" } else { "; the others keep no steady company" };
    format!("{}, made of {inside} of the first {skills}{others}.", plural(all.len() as u64, "theme", "themes"))
}
