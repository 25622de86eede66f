//! Whether a text addresses applicants, as a job advert does, by some fifty plain words: "training" is offered in an advert and practised in an essay.

/// The words that tell, in alphabetical order, and what each adds to the log odds where the text has it at least once. Fitted by
/// `cargo xtask train` (see models/README.md).
const WORDS: [(&str, f64); 53] = [
    ("about", -1.03),
    ("applicants", 0.77),
    ("application", 0.42),
    ("apply", 0.63),
    ("can", -0.29),
    ("candidate", 1.41),
    ("candidates", 0.33),
    ("criteria", 0.30),
    ("description", 0.90),
    ("desirable", 0.87),
    ("details", 1.80),
    ("duties", 0.80),
    ("ensuring", 1.63),
    ("essential", 0.74),
    ("example", -1.20),
    ("excellent", 1.42),
    ("exciting", 2.18),
    ("experience", 0.62),
    ("from", -0.79),
    ("hours", 1.19),
    ("how", -2.00),
    ("into", -0.86),
    ("it", -0.75),
    ("job", 0.91),
    ("join", 0.93),
    ("looking", 0.69),
    ("many", -1.22),
    ("more", -0.87),
    ("not", -1.44),
    ("often", -1.29),
    ("opportunity", 0.71),
    ("please", 1.70),
    ("post", 0.30),
    ("range", 1.42),
    ("required", 0.22),
    ("responsible", 1.52),
    ("role", 1.26),
    ("salary", 1.63),
    ("skills", 0.89),
    ("specification", 0.47),
    ("successful", 0.38),
    ("team", 0.53),
    ("than", -0.96),
    ("that", -1.07),
    ("they", -0.68),
    ("was", -1.28),
    ("what", -0.64),
    ("when", -0.84),
    ("while", -1.57),
    ("within", 1.51),
    ("working", 0.87),
    ("you", 0.45),
    ("your", 0.53),
];

/// Log odds of a text that has none of the words.
const BIAS: f64 = -0.72;

/// Number of words that tell.
pub const CUES: usize = WORDS.len();

/// The position of a lower-case word among those that tell.
pub(super) fn cue(word: &str) -> Option<u8> {
    WORDS.binary_search_by_key(&word, |w| w.0).ok().map(|at| at as u8)
}

/// Which of the words that tell a text has: a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cues(pub u64);

impl Cues {
    /// Those among these lower-case words.
    ///
    /// ```
    /// use skillsift::candidate::Cues;
    /// let advert = Cues::of("please apply for this exciting role join our team you will have excellent skills".split(' '));
    /// assert!(advert.advert() > 0.9);
    /// ```
    pub fn of<'a>(words: impl Iterator<Item = &'a str>) -> Cues {
        words.fold(Cues::default(), |cues, word| cues.with(cue(word)))
    }

    /// These and one more.
    pub(super) fn with(self, cue: Option<u8>) -> Cues {
        Cues(self.0 | cue.map_or(0, |at| 1 << at))
    }

    /// Whether the word at this position is among them.
    pub fn has(self, at: usize) -> bool {
        self.0 >> at & 1 == 1
    }

    /// The probability that the text is an advert: the logistic function of the sum over its words.
    pub fn advert(self) -> f64 {
        let sum = WORDS.iter().enumerate().filter(|(at, _)| self.has(*at)).map(|(_, w)| w.1).sum::<f64>();
        super::belief::probability(BIAS + sum)
    }
}

/// The words that tell, for whoever fits their weights.
pub fn cue_words() -> impl Iterator<Item = &'static str> {
    WORDS.iter().map(|w| w.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sorted_and_fit_in_the_bits() {
        assert!(WORDS.windows(2).all(|w| w[0].0 < w[1].0));
        assert!(WORDS.len() <= 64);
    }
}
