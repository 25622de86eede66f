//! Sentences as examples: whether a reader marked anything in them.

use super::labels::{Document, words};
use super::linear::{Example, Examples};
use skillsift::candidate::Extractor;

/// Every sentence of the documents: its words, each weighing 1 / √words, and whether one of the document's marked surfaces stands in it.
pub fn examples(documents: &[Document]) -> Examples {
    let mut extractor = Extractor::default();
    let mut out = Examples::default();
    for (number, doc) in documents.iter().enumerate() {
        let tokens = extractor.tokens(&doc.prose);
        let marked: Vec<String> = doc.gold.keys().map(|surface| format!(" {surface} ")).collect();
        for s in &tokens.sentences {
            let (first, end) = (s.first as usize, s.end as usize);
            let text = format!(" {} ", words(tokens.span(first, end).of(&doc.prose.text)));
            let from = out.features.len() as u32;
            out.features.extend(tokens.types[first..end].iter().map(|&t| extractor.vocabulary.hash(t)));
            out.all.push(Example {
                from,
                to: out.features.len() as u32,
                each: 1.0 / ((end - first).max(1) as f32).sqrt(),
                label: f32::from(u8::from(marked.iter().any(|surface| text.contains(surface.as_str())))),
                weight: 1.0,
                document: number as u32,
            });
        }
    }
    out
}
