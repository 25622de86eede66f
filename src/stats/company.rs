//! Which things keep company across passages of documents, in groups that hold when the documents are drawn again.

use super::association::{Company, normalised_mutual_information};
use super::community::{Network, communities};
use super::resample::resample_counts;
use std::ops::Range;

/// How many passages of each document hold which things, and which pairs of them.
///
/// Invariants: things are below its things, and no document counts a pair more often than either of the two.
/// Memory: 8 bytes for each thing and pair of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Passages {
    things: u32,
    documents: Vec<Part>,
}

/// One document's passages.
#[derive(Clone, Debug, Default, PartialEq)]
struct Part {
    passages: u32,
    /// Thing, passages that hold it.
    single: Vec<(u32, u32)>,
    /// First thing × things + second thing, passages that hold both.
    pairs: Vec<(u32, u32)>,
}

/// Two things that keep company more than chance would have it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// The first thing; its number is the lower one.
    pub first: u32,
    /// The second.
    pub second: u32,
    /// Passages that hold both.
    pub together: u64,
    /// Documents in which a passage holds both.
    pub documents: u32,
    /// Normalised pointwise mutual information of the two over the passages: above 0, at most 1.
    pub strength: f64,
}

/// A group of things that keep company.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its things, in order of their numbers.
    pub members: Vec<u32>,
    /// Share of fresh resamples that keep two of its members together, 0 to 1.
    pub stability: f64,
}

/// What [`Passages::groups`] finds.
#[derive(Clone, Debug, PartialEq)]
pub struct Groups {
    /// The groups, by their first member; no thing is in two.
    pub all: Vec<Group>,
    /// The stability of a group of everything: how often any two things are together.
    pub by_chance: f64,
}

/// Links with fewer standard errors over chance are not drawn. One is not much: what tells chance from company is that a group comes back
/// in draw after draw. With two, half of the groups that do were lost.
const LEAST_ERRORS: f64 = 1.0;
/// Links in fewer documents are not drawn: what one author puts side by side is no pattern.
const LEAST_DOCUMENTS: u32 = 3;
/// Groups are joined while their things are together in at least this share of the resamples.
const LEAST_TOGETHER: f64 = 0.5;
/// The seed of resamples is turned by this, so that they are not those of the prominences.
const TURN: u32 = 0x7e3a_11d5;

impl Passages {
    /// No documents yet, and `things` things.
    pub fn new(things: u32) -> Self {
        Self { things, documents: Vec::new() }
    }

    /// Adds a document of so many passages; `held` says which passage holds which thing, in any order, repeated or not.
    ///
    /// Passages and things beyond the last are passed over. Cost: a sort of `held`, and the square of the things in each passage.
    ///
    /// ```
    /// use skillsift::stats::company::Passages;
    /// let mut passages = Passages::new(2);
    /// passages.add(3, &[(0, 0), (0, 1), (2, 1)]);
    /// assert_eq!(passages.links().len(), 0); // one document is no pattern
    /// ```
    pub fn add(&mut self, passages: u32, held: &[(u32, u32)]) {
        let mut held: Vec<(u32, u32)> = held.iter().copied().filter(|h| h.0 < passages && h.1 < self.things).collect();
        held.sort_unstable();
        held.dedup();
        let mut single: Vec<u32> = held.iter().map(|h| h.1).collect();
        let mut pairs: Vec<u32> = Vec::new();
        for passage in held.chunk_by(|a, b| a.0 == b.0) {
            for (at, &(_, first)) in passage.iter().enumerate() {
                pairs.extend(passage[at + 1..].iter().map(|&(_, second)| first * self.things + second));
            }
        }
        self.documents.push(Part { passages, single: counted(&mut single), pairs: counted(&mut pairs) });
    }

    /// Every pair that keeps company more than chance would have it, by first and second thing.
    ///
    /// Formula: with o_d the passages of document d that hold both, N_d its passages and q the product of the two things' shares of all
    /// passages, a pair is a link where Σ(o_d − q N_d) / √Σ(o_d − q N_d)² ≥ 1 and three documents or more hold it; its strength is the
    /// normalised mutual information over all passages. Documents, not passages, are what is independent, so they make the error.
    /// Undefined: no links where there are no passages. Cost: one pass over the pairs. Source: Bouma 2009 for the strength; Church, Gale,
    /// Hanks & Hindle 1991 for the t statistic, here with errors that are robust to clusters (Liang & Zeger 1986).
    ///
    /// ```
    /// use skillsift::stats::company::Passages;
    /// let mut passages = Passages::new(2);
    /// (0..5).for_each(|_| passages.add(4, &[(0, 0), (0, 1)]));
    /// let link = passages.links()[0];
    /// // Never apart; each document has 1 where chance would have 4/16: 5 × 0.75 / √(5 × 0.75²) = √5 errors.
    /// assert_eq!((link.together, link.documents, link.strength), (5, 5, 1.0));
    /// ```
    pub fn links(&self) -> Vec<Link> {
        self.drawn(&vec![1; self.documents.len()])
    }

    /// The links, had each document been drawn so many times.
    fn drawn(&self, times: &[u32]) -> Vec<Link> {
        let things = self.things as usize;
        let (mut single, mut pairs) = (vec![0u64; things], vec![Sums::default(); things * things]);
        let (mut passages, mut squares) = (0u64, 0u64);
        for (part, &times) in self.documents.iter().zip(times).filter(|(_, times)| **times > 0) {
            let (times, size) = (u64::from(times), u64::from(part.passages));
            passages += times * size;
            squares += times * size * size;
            part.single.iter().for_each(|&(thing, n)| single[thing as usize] += times * u64::from(n));
            for &(pair, n) in &part.pairs {
                let sums = &mut pairs[pair as usize];
                let n = u64::from(n);
                sums.together += times * n;
                sums.squares += times * n * n;
                sums.crossed += times * n * size;
                sums.documents += 1;
            }
        }
        let mut links = Vec::new();
        for (at, sums) in pairs.iter().enumerate().filter(|(_, sums)| sums.documents >= LEAST_DOCUMENTS) {
            let (first, second) = (at / things, at % things);
            let chance = (single[first] as f64 / passages as f64) * (single[second] as f64 / passages as f64);
            let over = sums.together as f64 - chance * passages as f64;
            let spread = sums.squares as f64 - 2.0 * chance * sums.crossed as f64 + chance * chance * squares as f64;
            let strength = Company::new(sums.together, single[first], single[second], passages).and_then(normalised_mutual_information);
            if let Some(strength) = strength.filter(|&s| s > 0.0 && over > 0.0 && over * over >= LEAST_ERRORS * LEAST_ERRORS * spread) {
                let (first, second) = (first as u32, second as u32);
                links.push(Link { first, second, together: sums.together, documents: sums.documents, strength });
            }
        }
        links
    }

    /// The groups of things that stay in one another's company however the documents are drawn, each of `least` things or more, by their
    /// first member; and how often any two things end up together.
    ///
    /// Formula: documents are drawn anew; each time the links make a network, weighted by strength, and it falls into communities. Over
    /// the first half of the draws, groups are joined, the two most often together first, while their things are together in at least
    /// half of the draws on average (average linkage). A group's stability is the share of the second half of the draws, which had no
    /// say in it, that keep a pair of its members together, averaged over the pairs; `by_chance` is the same over all pairs of things.
    /// Input: γ as [`super::community::modularity`]; a seed; resamples, at least 2. Gives: no groups where nothing is linked. Undefined:
    /// `None` for fewer than two resamples, documents or things. Cost: a pass over all pairs and a community detection for each resample.
    /// Source: Blondel et al. 2008 for communities; Monti, Tamayo, Mesirov & Golub 2003 for the consensus over resamples; Hennig 2007 for
    /// stability (0.75 and above is stable; below 0.6 a group should not be trusted).
    ///
    /// ```
    /// use skillsift::stats::company::Passages;
    /// let mut passages = Passages::new(6);
    /// for _ in 0..8 {
    ///     passages.add(6, &[(0, 0), (0, 1), (0, 2), (1, 3), (1, 4), (1, 5)]);
    /// }
    /// let groups = passages.groups(3, 1.0, 1, 20).unwrap();
    /// assert_eq!(groups.all[1].members, [3, 4, 5]);
    /// assert_eq!(groups.all[1].stability, 1.0); // all documents are alike, so every draw is
    /// assert_eq!(groups.by_chance, 0.4); // 6 of the 15 pairs
    /// ```
    pub fn groups(&self, least: usize, resolution: f64, seed: u32, resamples: u32) -> Option<Groups> {
        let half = resamples / 2;
        if half == 0 || self.documents.len() < 2 || self.things < 2 {
            return None;
        }
        let first = self.kept_together(resolution, seed, 0..half);
        let second = self.kept_together(resolution, seed, half..2 * half);
        let share = |members: &[u32]| {
            let pairs = pairs_of(members).map(|(a, b)| second[self.pair(a, b)]);
            let (kept, pairs) = pairs.fold((0u64, 0u32), |(kept, pairs), more| (kept + u64::from(more), pairs + 1));
            kept as f64 / (f64::from(pairs) * f64::from(half))
        };
        let mut all = self.joined(&first, LEAST_TOGETHER * f64::from(half));
        all.retain(|members| members.len() >= least.max(2));
        let all = all.into_iter().map(|members| Group { stability: share(&members), members }).collect();
        Some(Groups { all, by_chance: share(&(0..self.things).collect::<Vec<_>>()) })
    }

    fn pair(&self, first: u32, second: u32) -> usize {
        first as usize * self.things as usize + second as usize
    }

    /// For each pair, how many of the resamples have its two things in one community.
    fn kept_together(&self, resolution: f64, seed: u32, resamples: Range<u32>) -> Vec<u32> {
        let mut together = vec![0; self.things as usize * self.things as usize];
        for resample in resamples {
            let Some(times) = resample_counts(self.documents.len() as u32, seed ^ TURN, resample) else { break };
            let edges: Vec<(u32, u32, f64)> = self.drawn(&times).iter().map(|l| (l.first, l.second, l.strength)).collect();
            // A draw without links has nobody in company.
            let found = Network::new(self.things, &edges).and_then(|n| communities(&n, resolution, seed, 1));
            for group in found.map_or_else(Vec::new, |c| members(&c.of)) {
                pairs_of(&group).for_each(|(a, b)| together[self.pair(a, b)] += 1);
            }
        }
        together
    }

    /// Average linkage: the two groups whose things are together most often on average become one, while that is at least `least`.
    fn joined(&self, together: &[u32], least: f64) -> Vec<Vec<u32>> {
        let things = 0..self.things;
        let mut groups: Vec<Vec<u32>> = things.clone().map(|thing| vec![thing]).collect();
        let row = |a: u32| things.clone().map(|b| f64::from(together[self.pair(a.min(b), a.max(b))])).collect();
        // For each two groups, the sum over their pairs of things.
        let mut sums: Vec<Vec<f64>> = things.clone().map(row).collect();
        loop {
            let mut best: Option<(f64, usize, usize)> = None;
            for (a, row) in sums.iter().enumerate() {
                for (b, sum) in row.iter().enumerate().skip(a + 1) {
                    let mean = sum / (groups[a].len() * groups[b].len()) as f64;
                    if mean >= least && best.is_none_or(|best| mean > best.0) {
                        best = Some((mean, a, b));
                    }
                }
            }
            let Some((_, a, b)) = best else { break };
            let joining = groups.remove(b);
            groups[a].extend(joining);
            groups[a].sort_unstable();
            let row = sums.remove(b);
            sums[a].iter_mut().zip(&row).for_each(|(sum, more)| *sum += more);
            for (c, sums) in sums.iter_mut().enumerate() {
                let more = sums.remove(b);
                sums[a] += if c == a { 0.0 } else { more };
            }
        }
        groups
    }
}

/// The pairs of a sorted list.
fn pairs_of(members: &[u32]) -> impl Iterator<Item = (u32, u32)> {
    members.iter().enumerate().flat_map(|(at, &a)| members[at + 1..].iter().map(move |&b| (a, b)))
}

/// What is summed over the documents for a pair.
#[derive(Clone, Copy, Default)]
struct Sums {
    together: u64,
    squares: u64,
    crossed: u64,
    documents: u32,
}

/// Each number once, with how often it was there.
fn counted(numbers: &mut [u32]) -> Vec<(u32, u32)> {
    numbers.sort_unstable();
    numbers.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)).collect()
}

/// The members of each community, by its number.
fn members(of: &[u32]) -> Vec<Vec<u32>> {
    let mut out = vec![Vec::new(); of.iter().max().map_or(0, |&last| last as usize + 1)];
    of.iter().enumerate().for_each(|(thing, &c)| out[c as usize].push(thing as u32));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_makes_no_link() {
        // Each of four combinations is equally frequent: the two know nothing of each other.
        let mut passages = Passages::new(2);
        (0..20).for_each(|_| passages.add(4, &[(0, 0), (0, 1), (1, 0), (2, 1)]));
        assert_eq!(passages.links(), []);
        assert_eq!(passages.groups(2, 1.0, 1, 10).unwrap().all, []);
    }

    #[test]
    fn what_one_document_repeats_makes_no_link() {
        let mut passages = Passages::new(2);
        passages.add(100, &(0..50).flat_map(|p| [(p, 0), (p, 1)]).collect::<Vec<_>>());
        (0..20).for_each(|_| passages.add(10, &[(0, 0), (1, 1)]));
        assert_eq!(passages.links(), []);
    }

    #[test]
    fn groups_join_while_their_pairs_are_together_on_average() {
        let passages = Passages::new(4);
        let mut together = vec![0; 16];
        // 0 and 1 always, 2 with each of them half of the time, 3 with nobody.
        [(0, 1, 10), (0, 2, 6), (1, 2, 4), (2, 3, 2)].into_iter().for_each(|(a, b, n)| together[passages.pair(a, b)] = n);
        assert_eq!(passages.joined(&together, 5.0), [vec![0, 1, 2], vec![3]]);
        assert_eq!(passages.joined(&together, 5.5), [vec![0, 1], vec![2], vec![3]]);
    }

    #[test]
    fn nothing_gives_no_groups() {
        assert_eq!(Passages::new(0).groups(2, 1.0, 1, 10), None);
        assert_eq!(Passages::new(3).groups(2, 1.0, 1, 10), None);
        let mut passages = Passages::new(3);
        (0..5).for_each(|_| passages.add(0, &[(0, 0), (7, 9)]));
        assert_eq!(passages.groups(2, 1.0, 1, 1), None);
        assert_eq!(passages.groups(2, 1.0, 1, 10).unwrap(), Groups { all: Vec::new(), by_chance: 0.0 });
    }
}
