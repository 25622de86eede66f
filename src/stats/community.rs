//! Groups in a weighted network, and whether they hold when the network is redrawn.

use super::rng::Rng;

/// An undirected network with weights.
///
/// Invariants: ends of edges exist, weights are above 0 and finite, neighbours are in order and named once.
/// Memory: 32 bytes an edge.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    neighbours: Vec<Vec<(u32, f64)>>,
    loops: Vec<f64>,
    /// Sum of all edge weights.
    total: f64,
}

/// A partition of a network and how good it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Communities {
    /// The community of each node; numbered from 0 by their first node.
    pub of: Vec<u32>,
    /// The partition's [`modularity`].
    pub modularity: f64,
}

impl Network {
    /// The network of `nodes` nodes and the given (node, node, weight) edges, in any order and direction.
    ///
    /// Edges between the same two nodes are added up; an edge from a node to itself counts once in the total and twice in the node's degree.
    /// Undefined: `None` where an edge ends at no node or has a weight that is not above 0 and finite. Cost: a sort of the edges.
    ///
    /// ```
    /// use skillsift::stats::community::Network;
    /// assert!(Network::new(2, &[(0, 1, 0.5)]).is_some());
    /// assert!(Network::new(2, &[(0, 2, 0.5)]).is_none());
    /// ```
    pub fn new(nodes: u32, edges: &[(u32, u32, f64)]) -> Option<Self> {
        if edges.iter().any(|&(a, b, weight)| a >= nodes || b >= nodes || !(weight > 0.0 && weight.is_finite())) {
            return None;
        }
        let mut edges: Vec<_> = edges.iter().map(|&(a, b, weight)| (a.min(b), a.max(b), weight)).collect();
        edges.sort_unstable_by(|x, y| (x.0, x.1).cmp(&(y.0, y.1)).then(x.2.total_cmp(&y.2)));
        edges.dedup_by(|next, kept| {
            let same = (next.0, next.1) == (kept.0, kept.1);
            kept.2 += if same { next.2 } else { 0.0 };
            same
        });
        let mut network = Self { neighbours: vec![Vec::new(); nodes as usize], loops: vec![0.0; nodes as usize], total: 0.0 };
        for (a, b, weight) in edges {
            network.total += weight;
            if a == b {
                network.loops[a as usize] = weight;
            } else {
                network.neighbours[a as usize].push((b, weight));
                network.neighbours[b as usize].push((a, weight));
            }
        }
        Some(network).filter(|network| network.total.is_finite())
    }

    /// How many nodes there are.
    pub fn nodes(&self) -> usize {
        self.loops.len()
    }

    fn degrees(&self) -> Vec<f64> {
        let degree = |(neighbours, own): (&Vec<(u32, f64)>, &f64)| neighbours.iter().fold(2.0 * own, |sum, n| sum + n.1);
        self.neighbours.iter().zip(&self.loops).map(degree).collect()
    }

    /// The network whose nodes are the communities of this one; `of` numbers them from 0 without gaps.
    fn folded(&self, of: &[u32]) -> Self {
        let communities = of.iter().max().map_or(0, |&last| last + 1);
        let mut edges = Vec::new();
        for (node, neighbours) in self.neighbours.iter().enumerate() {
            let inner = neighbours.iter().filter(|n| n.0 as usize > node);
            edges.extend(inner.map(|&(other, weight)| (of[node], of[other as usize], weight)));
            if self.loops[node] > 0.0 {
                edges.push((of[node], of[node], self.loops[node]));
            }
        }
        Self::new(communities, &edges).expect("invariant: communities of a sound network make a sound network")
    }
}

/// The modularity of a partition: how much more weight lies inside communities than chance would put there.
///
/// Formula: Σ over communities of inside / m − γ (degrees / 2m)², m the sum of all edge weights. Input: one community number per node,
/// any numbers below the number of nodes; `resolution` γ, 1 as published, greater for smaller communities. Gives: −½ to 1 for γ = 1.
/// Undefined: `None` without edges, where the lengths differ, for a number too great, or for γ below 0 or not finite.
/// Cost: one pass over the edges. Source: Newman & Girvan 2004; Reichardt & Bornholdt 2006 for γ.
///
/// ```
/// use skillsift::stats::community::{modularity, Network};
/// // Two pairs, not joined: each holds half of the weight, and 2 × (1/2 − 1/4).
/// let network = Network::new(4, &[(0, 1, 1.0), (2, 3, 1.0)]).unwrap();
/// assert_eq!(modularity(&network, &[0, 0, 1, 1], 1.0), Some(0.5));
/// ```
pub fn modularity(network: &Network, of: &[u32], resolution: f64) -> Option<f64> {
    let nodes = network.nodes();
    let sound = of.len() == nodes && of.iter().all(|&c| (c as usize) < nodes) && network.total > 0.0;
    if !sound || !(0.0..f64::INFINITY).contains(&resolution) {
        return None;
    }
    let (mut inside, mut degrees) = (vec![0.0; nodes], vec![0.0; nodes]);
    for (node, degree) in network.degrees().into_iter().enumerate() {
        let own = of[node] as usize;
        degrees[own] += degree;
        inside[own] += network.loops[node];
        for &(other, weight) in network.neighbours[node].iter().filter(|n| n.0 as usize > node) {
            inside[own] += if of[other as usize] == of[node] { weight } else { 0.0 };
        }
    }
    let m = network.total;
    let part = |(inside, degree): (f64, f64)| inside / m - resolution * (degree / (2.0 * m)) * (degree / (2.0 * m));
    Some(inside.into_iter().zip(degrees).map(part).sum())
}

/// The best partition found by several runs of the Louvain method.
///
/// Each run visits nodes in its own seeded order, moves each to the neighbouring community that gains most (none where nothing is
/// gained; the lowest number where two gain the same), folds communities into nodes and goes on; then it splits communities that have
/// fallen apart, which plain Louvain may leave, and moves single nodes again until nothing gains. The first of the best runs is given.
/// Input: a network; `resolution` as [`modularity`]; a seed; `runs`, at least 1 (10 are plenty for a few hundred nodes).
/// Gives: communities numbered by their first node, each connected; a node without edges is alone.
/// Undefined: `None` where [`modularity`] is, or without runs. Cost: some ten passes over the edges a run.
/// Source: Blondel, Guillaume, Lambiotte & Lefebvre 2008; Traag, Waltman & van Eck 2019 on communities that fall apart.
///
/// ```
/// use skillsift::stats::community::{communities, Network};
/// // Two triangles joined by one edge.
/// let edges = [(0, 1, 1.0), (1, 2, 1.0), (0, 2, 1.0), (3, 4, 1.0), (4, 5, 1.0), (3, 5, 1.0), (2, 3, 1.0)];
/// let found = communities(&Network::new(6, &edges).unwrap(), 1.0, 1, 10).unwrap();
/// assert_eq!(found.of, [0, 0, 0, 1, 1, 1]);
/// assert!((found.modularity - 5.0 / 14.0).abs() < 1e-12); // 2 × (3/7 − 1/4)
/// ```
pub fn communities(network: &Network, resolution: f64, seed: u32, runs: u32) -> Option<Communities> {
    let alone: Vec<u32> = (0..network.nodes() as u32).collect();
    let mut best: Option<Communities> = None;
    modularity(network, &alone, resolution)?;
    for run in 0..runs {
        let mut rng = Rng::stream(u64::from(seed), u64::from(run) + 1);
        let of = numbered(&louvain(network, resolution, &mut rng));
        let found = Communities { modularity: modularity(network, &of, resolution)?, of };
        // Runs that agree up to rounding are the same; the first stays.
        if best.as_ref().is_none_or(|best| found.modularity > best.modularity + 1e-12) {
            best = Some(found);
        }
    }
    best
}

/// Rounds after which to stop in any case: each gains and some ten are the rule, but rounding must not be able to go in circles.
const ROUNDS: u32 = 1_000;

fn louvain(network: &Network, resolution: f64, rng: &mut Rng) -> Vec<u32> {
    let mut of: Vec<u32> = (0..network.nodes() as u32).collect();
    for _ in 0..ROUNDS {
        let mut folded = network.folded(&of);
        loop {
            let mut outer: Vec<u32> = (0..folded.nodes() as u32).collect();
            if !settle(&folded, &mut outer, resolution, rng) {
                break;
            }
            outer = numbered(&outer);
            of.iter_mut().for_each(|c| *c = outer[*c as usize]);
            folded = folded.folded(&outer);
        }
        of = connected(network, &of);
        if !settle(network, &mut of, resolution, rng) {
            break;
        }
        of = connected(network, &of);
    }
    of
}

/// Moves nodes to better communities until no move gains; says whether any did.
fn settle(network: &Network, of: &mut [u32], resolution: f64, rng: &mut Rng) -> bool {
    let degrees = network.degrees();
    let mut sums = vec![0.0; network.nodes()];
    of.iter().zip(&degrees).for_each(|(&c, degree)| sums[c as usize] += degree);
    let mut order: Vec<u32> = (0..network.nodes() as u32).collect();
    rng.shuffle(&mut order);
    let least = 1e-12 * network.total;
    let mut links = vec![0.0; network.nodes()];
    let mut any = false;
    for _ in 0..ROUNDS {
        let mut moved = false;
        for &node in &order {
            let (at, own) = (node as usize, of[node as usize]);
            let mut near: Vec<u32> = network.neighbours[at].iter().map(|n| of[n.0 as usize]).collect();
            near.sort_unstable();
            near.dedup();
            network.neighbours[at].iter().for_each(|&(other, weight)| links[of[other as usize] as usize] += weight);
            sums[own as usize] -= degrees[at];
            let pull = |c: u32| links[c as usize] - resolution * degrees[at] * sums[c as usize] / (2.0 * network.total);
            let (mut to, mut most) = (own, pull(own));
            for &c in &near {
                if pull(c) > most + least {
                    (to, most) = (c, pull(c));
                }
            }
            sums[to as usize] += degrees[at];
            near.iter().for_each(|&c| links[c as usize] = 0.0);
            if to != own {
                of[at] = to;
                (moved, any) = (true, true);
            }
        }
        if !moved {
            break;
        }
    }
    any
}

/// The partition with each community split into its connected pieces, numbered.
fn connected(network: &Network, of: &[u32]) -> Vec<u32> {
    let mut piece = vec![u32::MAX; of.len()];
    let mut pieces = 0;
    for start in 0..of.len() {
        if piece[start] != u32::MAX {
            continue;
        }
        piece[start] = pieces;
        let mut waiting = vec![start];
        while let Some(node) = waiting.pop() {
            for &(other, _) in &network.neighbours[node] {
                let other = other as usize;
                if piece[other] == u32::MAX && of[other] == of[node] {
                    piece[other] = pieces;
                    waiting.push(other);
                }
            }
        }
        pieces += 1;
    }
    piece
}

/// The partition numbered from 0 by first appearance; numbers are below the number of nodes.
fn numbered(of: &[u32]) -> Vec<u32> {
    let mut name = vec![u32::MAX; of.len()];
    let mut next = 0;
    let mut number = |&c: &u32| {
        let name = &mut name[c as usize];
        if *name == u32::MAX {
            *name = next;
            next += 1;
        }
        *name
    };
    of.iter().map(&mut number).collect()
}

/// How often two members of a community stay together in other partitions, for each community.
///
/// Formula: the share of other partitions that keep a pair together, averaged over the community's pairs. Input: a partition numbered
/// from 0 without gaps, and others of the same nodes, as resampled documents give them. Gives: 0 to 1 for each community, in order.
/// Undefined: `None` inside for a community of one; `None` altogether without other partitions or where lengths differ.
/// Cost: a sort of the nodes for each other partition. Source: Hennig 2007 for the idea; the pairs are Rand's (1971).
///
/// ```
/// use skillsift::stats::community::pair_stability;
/// // The pair (0, 1) stays in one of two other partitions; node 2 is alone.
/// let stability = pair_stability(&[0, 0, 1], &[vec![4, 4, 4], vec![0, 1, 1]]);
/// assert_eq!(stability, Some(vec![Some(0.5), None]));
/// ```
pub fn pair_stability(of: &[u32], others: &[Vec<u32>]) -> Option<Vec<Option<f64>>> {
    if others.is_empty() || others.iter().any(|other| other.len() != of.len()) {
        return None;
    }
    let communities = of.iter().max().map_or(0, |&last| last as usize + 1);
    let mut sizes = vec![0u64; communities];
    of.iter().for_each(|&c| sizes[c as usize] += 1);
    let mut kept = vec![0u64; communities];
    for other in others {
        let mut both: Vec<(u32, u32)> = of.iter().copied().zip(other.iter().copied()).collect();
        both.sort_unstable();
        for group in both.chunk_by(|a, b| a == b) {
            let n = group.len() as u64;
            kept[group[0].0 as usize] += n * (n - 1) / 2;
        }
    }
    let share = |(size, kept): (u64, u64)| {
        let pairs = size * size.saturating_sub(1) / 2 * others.len() as u64;
        (pairs > 0).then(|| kept as f64 / pairs as f64)
    };
    Some(sizes.into_iter().zip(kept).map(share).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_in_any_order_and_direction_make_the_same_network() {
        let one = Network::new(3, &[(0, 1, 0.1), (1, 2, 0.2), (1, 0, 0.3)]).unwrap();
        let other = Network::new(3, &[(0, 1, 0.3), (2, 1, 0.2), (0, 1, 0.1)]).unwrap();
        assert_eq!(one, other);
    }

    #[test]
    fn a_network_without_edges_has_no_communities() {
        assert_eq!(communities(&Network::new(3, &[]).unwrap(), 1.0, 1, 5), None);
        assert_eq!(communities(&Network::new(2, &[(0, 1, 1.0)]).unwrap(), 1.0, 1, 0), None);
        assert_eq!(Network::new(2, &[(0, 1, 0.0)]), None);
    }

    #[test]
    fn communities_that_fall_apart_are_split() {
        let network = Network::new(4, &[(0, 1, 1.0), (2, 3, 1.0)]).unwrap();
        assert_eq!(connected(&network, &[0, 0, 0, 0]), [0, 0, 1, 1]);
        assert_eq!(numbered(&[2, 0, 2, 1]), [0, 1, 0, 2]);
    }

    #[test]
    fn loops_count_once_inside_and_twice_in_degrees() {
        // Folding keeps modularity.
        let network = Network::new(4, &[(0, 1, 1.0), (2, 3, 2.0), (1, 2, 0.5)]).unwrap();
        let folded = network.folded(&[0, 0, 1, 1]);
        let (fine, coarse) = (modularity(&network, &[0, 0, 1, 1], 1.0).unwrap(), modularity(&folded, &[0, 1], 1.0).unwrap());
        assert!((fine - coarse).abs() < 1e-15);
    }
}
