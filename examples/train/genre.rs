//! Fits the words that tell an advert from a writing.

use super::labels::{Document, Source};
use super::newton;
use skillsift::candidate::{CUES, Extractor, cue_words};

/// Fits and prints the weights of `src/candidate/genre.rs`.
pub fn fit(documents: &[Document]) {
    let mut extractor = Extractor::default();
    let mut rows = Vec::new();
    let mut right = 0;
    for doc in documents.iter().filter(|d| d.source != Source::Dev) {
        let tokens = extractor.tokens(&doc.prose);
        let cues = extractor.cues(&tokens);
        right += usize::from((cues.advert() > 0.5) == doc.advert);
        let features = std::iter::once(1.0).chain((0..CUES).map(|at| f64::from(u8::from(cues.has(at)))));
        rows.push((features.collect(), f64::from(u8::from(doc.advert))));
    }
    let weights = newton::fit(CUES + 1, &rows);
    eprintln!("kind of text: {right} of {} right by the weights in use", rows.len());
    eprintln!("bias of src/candidate/genre.rs: {:.2}; words:", weights[0]);
    let words: Vec<String> = cue_words().zip(&weights[1..]).map(|(word, weight)| format!("(\"{word}\", {weight:.2})")).collect();
    eprintln!("    {}", words.join(", "));
}
