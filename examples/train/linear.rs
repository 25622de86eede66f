//! Logistic regression over hashed features by adaptive gradient descent (Duchi, Hazan, Singer 2011), averaged over runs.

use rustc_hash::FxHashMap;

/// One training example: a slice of buckets, its label and its weight.
pub struct Example {
    /// First feature in the bucket list.
    pub from: u32,
    /// Behind the last.
    pub to: u32,
    /// What each of its features is worth.
    pub each: f32,
    /// 0 to 1.
    pub label: f32,
    /// How much it counts.
    pub weight: f32,
    /// Position of its document.
    pub document: u32,
}

/// All examples and their features.
#[derive(Default)]
pub struct Examples {
    /// The examples.
    pub all: Vec<Example>,
    /// Their features, one after another, before rare ones are dropped.
    pub features: Vec<u64>,
    /// The buckets of the features kept.
    pub buckets: Vec<u32>,
    /// How many buckets there are, a power of two.
    pub size: usize,
}

impl Examples {
    /// The same examples without features that fewer than `documents` documents have: they can only be learned by heart.
    pub fn without_rare(self, documents: u32, size: usize) -> Examples {
        let mut seen: FxHashMap<u64, (u32, u32)> = FxHashMap::default();
        for e in &self.all {
            for &f in &self.features[e.from as usize..e.to as usize] {
                let slot = seen.entry(f).or_insert((0, u32::MAX));
                if slot.1 != e.document {
                    *slot = (slot.0 + 1, e.document);
                }
            }
        }
        eprintln!("{} features, {} in {documents} documents or more", seen.len(), seen.values().filter(|s| s.0 >= documents).count());
        let mut out = Examples { size, ..Examples::default() };
        for e in self.all {
            let from = out.buckets.len() as u32;
            let kept = self.features[e.from as usize..e.to as usize].iter().filter(|f| seen[f].0 >= documents);
            out.buckets.extend(kept.map(|&f| f as u32 & (size as u32 - 1)));
            out.all.push(Example { from, to: out.buckets.len() as u32, ..e });
        }
        out
    }
}

/// How to train.
#[derive(Clone, Copy, Debug)]
pub struct Knobs {
    /// Passes over the examples.
    pub epochs: usize,
    /// Step of the gradient descent.
    pub rate: f32,
    /// Pull of each used weight to zero.
    pub l2: f32,
    /// Share of features hidden at each step, so that no feature is relied on alone.
    pub dropout: f32,
    /// The constant to begin with.
    pub bias: f32,
    /// Runs in different orders, whose weights are averaged.
    pub runs: usize,
}

/// A trained model.
pub struct Linear {
    /// One weight a bucket.
    pub weights: Vec<f32>,
    /// Added always.
    pub bias: f32,
}

/// The logistic function.
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + libm::expf(-x))
}

struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as u32
    }
}

impl Linear {
    /// Trains on the examples of the documents that `keep` says.
    pub fn train(examples: &Examples, keep: impl Fn(u32) -> bool, knobs: Knobs) -> Linear {
        let mut sum = Linear { weights: vec![0.0; examples.size], bias: 0.0 };
        for run in 0..knobs.runs {
            let one = Linear::run(examples, &keep, knobs, 12_345 + run as u64);
            sum.bias += one.bias / knobs.runs as f32;
            for (s, w) in sum.weights.iter_mut().zip(one.weights) {
                *s += w / knobs.runs as f32;
            }
        }
        sum
    }

    fn run(examples: &Examples, keep: &impl Fn(u32) -> bool, knobs: Knobs, seed: u64) -> Linear {
        let mut m = Linear { weights: vec![0.0; examples.size], bias: knobs.bias };
        let mut gradients = vec![1e-4f32; examples.size];
        let mut chance = Chance(seed);
        let mut order: Vec<u32> = (0..examples.all.len() as u32).filter(|&i| keep(examples.all[i as usize].document)).collect();
        let hidden = (knobs.dropout * (1u32 << 31) as f32) as u32;
        let stretch = 1.0 / (1.0 - knobs.dropout);
        let mut used: Vec<u32> = Vec::new();
        for _ in 0..knobs.epochs {
            for i in (1..order.len()).rev() {
                order.swap(i, chance.next() as usize % (i + 1));
            }
            for &i in &order {
                let e = &examples.all[i as usize];
                used.clear();
                used.extend(examples.buckets[e.from as usize..e.to as usize].iter().filter(|_| hidden == 0 || chance.next() >= hidden));
                let z = m.bias + stretch * e.each * used.iter().map(|&b| m.weights[b as usize]).sum::<f32>();
                let fault = (sigmoid(z) - e.label) * e.weight;
                m.bias -= 0.002 * fault;
                for &b in &used {
                    let b = b as usize;
                    let g = fault * stretch * e.each + knobs.l2 * m.weights[b];
                    gradients[b] += g * g;
                    m.weights[b] -= knobs.rate * g / gradients[b].sqrt();
                }
            }
        }
        m
    }

    /// Log odds of an example.
    pub fn log_odds(&self, examples: &Examples, e: &Example) -> f32 {
        self.bias + e.each * examples.buckets[e.from as usize..e.to as usize].iter().map(|&b| self.weights[b as usize]).sum::<f32>()
    }

    /// The model as the engine reads it: bias, scale, one signed byte a bucket. Weights of at most `faintest` steps become nothing.
    pub fn to_bytes(&self, faintest: f32) -> Vec<u8> {
        // Fifteen steps to either side measure as well as 127 and compress by half; few weights are large, so clip them.
        const STEPS: f32 = 15.0;
        let mut sizes: Vec<f32> = self.weights.iter().map(|w| w.abs()).collect();
        sizes.sort_by(f32::total_cmp);
        let largest = sizes[sizes.len() - 1 - 64];
        let scale = largest / STEPS;
        let mut bytes = Vec::with_capacity(self.weights.len() + 8);
        bytes.extend_from_slice(&self.bias.to_le_bytes());
        bytes.extend_from_slice(&scale.to_le_bytes());
        let step = |w: &f32| Some((w / scale).round().clamp(-STEPS, STEPS)).filter(|s| s.abs() > faintest).unwrap_or(0.0);
        bytes.extend(self.weights.iter().map(|w| step(w) as i8 as u8));
        bytes
    }
}
