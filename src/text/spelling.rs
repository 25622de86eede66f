//! British and American spellings of one word, brought together before stemming.

use std::borrow::Cow;

/// Whole stems that take -our in British spelling.
const OUR: [&str; 14] = ["behavi", "col", "fav", "hon", "lab", "neighb", "harb", "hum", "rum", "vig", "endeav", "arm", "flav", "rig"];

/// Doubled consonants of British inflections: modelling, travelling, counselling …
const DOUBLED: [&str; 14] = [
    "modell", "travell", "counsell", "labell", "cancell", "channell", "signall", "fuell", "levell", "marvell", "panell", "tunnell",
    "dialled", "totall",
];

/// Words whose British and American forms differ in other ways, sorted.
const PAIRS: [(&str, &str); 20] = [
    ("ageing", "aging"),
    ("catalogue", "catalog"),
    ("centre", "center"),
    ("centred", "centered"),
    ("centres", "centers"),
    ("centring", "centering"),
    ("defence", "defense"),
    ("enrolment", "enrollment"),
    ("fulfil", "fulfill"),
    ("judgement", "judgment"),
    ("judgements", "judgments"),
    ("licence", "license"),
    ("practise", "practice"),
    ("practised", "practiced"),
    ("practises", "practices"),
    ("practising", "practicing"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("skilful", "skillful"),
    ("storey", "story"),
];

/// The American spelling of a folded word, where it is known to have two. Cost: a few comparisons.
///
/// ```
/// use skillsift::text::spelling::normalised;
/// assert_eq!(normalised("organising"), "organizing");
/// assert_eq!(normalised("behaviours"), "behaviors");
/// assert_eq!(normalised("exercise"), "exercise");
/// ```
pub fn normalised(word: &str) -> Cow<'_, str> {
    if word.len() < 6 || !word.is_ascii() {
        return Cow::Borrowed(word);
    }
    if let Ok(at) = PAIRS.binary_search_by(|p| p.0.cmp(word)) {
        return Cow::Borrowed(PAIRS[at].1);
    }
    // Most words hold none of the pairs of letters without which nothing below applies.
    let holds = |pair: &[u8; 2]| word.as_bytes().windows(2).any(|w| w == pair);
    if holds(b"ou")
        && let Some((root, rest)) = OUR.iter().find_map(|root| Some((root, word.strip_prefix(root)?.strip_prefix("our")?)))
    {
        return Cow::Owned(format!("{root}or{rest}"));
    }
    if holds(b"ll") {
        for d in DOUBLED {
            if let Some(rest) = word.strip_prefix(d) {
                return Cow::Owned(format!("{}{rest}", &d[..d.len() - 1]));
            }
        }
    }
    if !holds(b"is") && !holds(b"ys") {
        return Cow::Borrowed(word);
    }
    for ending in ["isation", "isations", "ising", "ised", "ises", "ise", "isational", "yse", "ysed", "yses", "ysing"] {
        if let Some(root) = word.strip_suffix(ending)
            && root.len() >= 3
            && !keeps_s(root, ending)
        {
            return Cow::Owned(format!("{root}{}", ending.replacen('s', "z", 1)));
        }
    }
    Cow::Borrowed(word)
}

/// Words that end like "organise" and have only the one spelling: exercise, promise, advise, expertise …
fn keeps_s(root: &str, ending: &str) -> bool {
    const ROOTS: [&str; 26] = [
        "exerc", "prom", "adv", "superv", "rev", "expert", "enterpr", "comprom", "surpr", "prec", "adverti", "advert", "dev", "desp",
        "disgu", "improv", "telev", "franch", "merchand", "parad", "otherw", "likew", "conc", "comprom", "exc", "premi",
    ];
    !ending.starts_with("isation") && (ROOTS.contains(&root) || root.ends_with("wise") || root.ends_with('o') && ending.starts_with("is"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_sorted() {
        assert!(PAIRS.windows(2).all(|w| w[0].0 < w[1].0));
    }

    #[test]
    fn words_with_one_spelling_are_left_alone() {
        for w in
            ["exercise", "advised", "expertise", "supervising", "promised", "noise", "raised", "rise", "wise", "hours", "course", "four"]
        {
            assert_eq!(normalised(w), w);
        }
    }
}
