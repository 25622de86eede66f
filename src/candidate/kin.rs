//! Which words of one stem are forms of one skill: collaborative and collaboration, but not observability and observation.

/// Endings whose words, on one stem, mean the same doing or the same quality. A stemmer cuts them all off alike; these families tell them apart.
const FAMILIES: [&[&str]; 9] = [
    // What one does, and that it is done: negotiate, negotiating, negotiation, collaborative, engagement, applied.
    &[
        "", "e", "es", "s", "ed", "ing", "ings", "ion", "ions", "ive", "ively", "ment", "ments", "ement", "ements", "ate", "ates", "ated",
        "ating", "ation", "ations", "ative", "atively", "ition", "itions", "itive", "icate", "icates", "icated", "icating", "ication",
        "ications", "icative",
    ],
    // Apply, application.
    &["y", "ies", "ied", "ying", "ication", "ications"],
    // Prioritise, prioritization: of the noun that the verb is made from they say nothing.
    &["ise", "ises", "ised", "ising", "isation", "ize", "izes", "ized", "izing", "ization"],
    // That one can, or that it can be done: adaptable, adaptability.
    &["able", "ably", "ability", "abilities", "ible", "ibly", "ibility"],
    // How one is: resilient, resilience, competency.
    &["ent", "ently", "ence", "ences", "ency", "encies", "ant", "antly", "ance", "ances", "ancy"],
    // Creative, creativity, responsiveness.
    &["ive", "ively", "ivity", "iveness"],
    // Analytic, analytics, analytically, empathic.
    &["ic", "ics", "ical", "ically", "y"],
    // Authentic, authenticity.
    &["ic", "ically", "icity"],
    // Open, openness, curious, curiosity, honest, honesty, thoughtful.
    &["", "s", "ly", "ness", "iness", "ily", "y", "ity", "ities", "ous", "ously", "ousness", "osity", "ful", "fully", "fulness", "e"],
];

/// Whether two words that share `stem` are forms of one skill.
pub(super) fn are_kin(a: &str, b: &str, stem: &str) -> bool {
    if a == b {
        return true;
    }
    // Stems may change a word's last letter (empathi, curios), so what follows is looked for behind the letters that both words share with it.
    let shared = |word: &str| word.bytes().zip(stem.bytes()).take_while(|(x, y)| x == y).count();
    let root = shared(a).min(shared(b));
    // A consonant may be doubled before what follows: planning, modelled.
    let doubled = |word: &str| root > 0 && word.as_bytes().get(root) == Some(&word.as_bytes()[root - 1]);
    let ending = |word: &str, family: &[&str]| {
        (root.saturating_sub(3)..=root + usize::from(doubled(word))).any(|cut| word.get(cut..).is_some_and(|end| family.contains(&end)))
    };
    FAMILIES.iter().any(|family| ending(a, family) && ending(b, family))
}

#[cfg(test)]
mod tests {
    use super::are_kin;
    use crate::text::Vocabulary;

    #[track_caller]
    fn check(a: &str, b: &str, kin: bool) {
        let mut v = Vocabulary::default();
        let (x, y) = (v.intern(a), v.intern(b));
        assert_eq!(v.stem(x), v.stem(y), "{a} and {b} share a stem");
        assert_eq!(are_kin(a, b, v.stem_word(v.stem(x))), kin, "{a} and {b}");
    }

    #[test]
    fn forms_of_one_doing_or_quality_are_kin() {
        for (a, b) in [
            ("collaborative", "collaboration"),
            ("engage", "engagement"),
            ("negotiating", "negotiation"),
            ("creative", "creativity"),
            ("resilient", "resilience"),
            ("competence", "competency"),
            ("adaptable", "adaptability"),
            ("responsive", "responsiveness"),
            ("bold", "boldness"),
            ("prioritise", "prioritization"),
            ("organising", "organize"),
            ("planning", "planned"),
            ("modelling", "modeling"),
            ("programming", "programmed"),
        ] {
            check(a, b, true);
        }
    }

    #[test]
    fn words_that_only_share_a_stem_are_not() {
        for (a, b) in [
            ("observability", "observation"),
            ("positionality", "positivity"),
            ("excel", "excellence"),
            ("responsible", "responsive"),
            ("authenticity", "authentication"),
            ("customs", "customisation"),
        ] {
            check(a, b, false);
        }
    }
}
