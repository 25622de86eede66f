//! A document as tokens: where each stands, its type, and what parts it from the one before.

use super::{BlockKind, Prose, Span, TypeId, Vocabulary, for_each_sentence, for_each_word};

/// What stands between a token and the one before it in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// Nothing but blanks or a hyphen: the two may be one phrase.
    Soft,
    /// A comma, semicolon or slash, as between the items of a list.
    List,
    /// Other punctuation.
    Hard,
    /// The token opens its sentence.
    Start,
}

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Lower case.
    Lower,
    /// A capital, then lower case.
    Capital,
    /// Two or more letters, all capitals.
    Upper,
    /// It begins with a digit.
    Digit,
}

/// A run of tokens that is one sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// First token.
    pub first: u32,
    /// Behind the last token.
    pub end: u32,
    /// Where it stands in the text.
    pub span: Span,
    /// Position of its block in [`Prose::blocks`].
    pub block: u32,
}

/// The tokens of one document, as parallel columns.
#[derive(Debug, Default)]
pub struct Tokens {
    /// Where each token stands in the clean text.
    pub spans: Vec<Span>,
    /// The type of each.
    pub types: Vec<TypeId>,
    /// What stands before each.
    pub gaps: Vec<Gap>,
    /// How each is written.
    pub shapes: Vec<Shape>,
    /// The sentences, in order.
    pub sentences: Vec<Sentence>,
    /// Tokens in blocks that count by default.
    pub counted: u32,
    /// Tokens in the other blocks.
    pub left_out: u32,
}

impl Tokens {
    /// Cuts `prose` into sentences and tokens, interning each token's type. Cost: linear in the text.
    pub fn of(prose: &Prose, vocabulary: &mut Vocabulary) -> Tokens {
        let mut tokens = Tokens::default();
        let guess = prose.text.len() / 6;
        tokens.spans.reserve(guess);
        tokens.types.reserve(guess);
        tokens.gaps.reserve(guess);
        tokens.shapes.reserve(guess);
        for (number, block) in prose.blocks.iter().enumerate() {
            let before = tokens.spans.len();
            for_each_sentence(block.span.of(&prose.text), block.span.start, |span| {
                tokens.push_sentence(&prose.text, span, number as u32, vocabulary)
            });
            let added = (tokens.spans.len() - before) as u32;
            match block.kind.counts_by_default() {
                true => tokens.counted += added,
                false => tokens.left_out += added,
            }
        }
        tokens
    }

    fn push_sentence(&mut self, text: &str, span: Span, block: u32, vocabulary: &mut Vocabulary) {
        let first = self.spans.len() as u32;
        let mut last_end = None;
        for_each_word(span.of(text), span.start, |word| {
            self.gaps.push(last_end.map_or(Gap::Start, |end| gap_of(&text.as_bytes()[end as usize..word.start as usize])));
            last_end = Some(word.end);
            let written = word.of(text);
            self.shapes.push(shape_of(written));
            self.types.push(vocabulary.intern(written));
            self.spans.push(word);
        });
        let end = self.spans.len() as u32;
        if end > first {
            self.sentences.push(Sentence { first, end, span, block });
        }
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The stretch of text from token `first` up to, not including, token `end`.
    pub fn span(&self, first: usize, end: usize) -> Span {
        Span::new(self.spans[first].start, self.spans[end - 1].end)
    }
}

/// Whether a block's sentences are counted unless the settings say otherwise.
pub fn is_counted(prose: &Prose, sentence: &Sentence) -> bool {
    prose.blocks.get(sentence.block as usize).is_some_and(|b: &super::Block| b.kind.counts_by_default())
}

/// Whether a sentence stands in a heading.
pub fn is_heading(prose: &Prose, sentence: &Sentence) -> bool {
    prose.blocks.get(sentence.block as usize).is_some_and(|b| b.kind == BlockKind::Heading)
}

fn gap_of(between: &[u8]) -> Gap {
    match between {
        [] | [b' '] | [b'-'] => return Gap::Soft,
        [b',', b' '] => return Gap::List,
        _ => {}
    }
    let Ok(text) = std::str::from_utf8(between) else { return Gap::Hard };
    let mut gap = Gap::Soft;
    let spaced = text.contains(char::is_whitespace);
    for c in text.chars() {
        let this = match c {
            ' ' | '\u{a0}' | '\'' | '’' | '\u{ad}' | '&' | '*' => Gap::Soft,
            '-' | '\u{2010}' | '\u{2011}' if !spaced => Gap::Soft,
            ',' | ';' | '/' => Gap::List,
            _ => Gap::Hard,
        };
        gap = gap.max(this);
    }
    gap
}

fn shape_of(word: &str) -> Shape {
    let mut letters = word.chars();
    match letters.next() {
        Some(c) if c.is_numeric() => Shape::Digit,
        Some(c) if c.is_uppercase() => match word.len() > 1 && letters.all(|c| !c.is_lowercase()) {
            true => Shape::Upper,
            false => Shape::Capital,
        },
        _ => Shape::Lower,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Place, ProseBuilder};

    #[test]
    fn gaps_and_sentences() {
        let mut b = ProseBuilder::default();
        b.begin(BlockKind::Paragraph, Place::Line(1));
        b.push("Co-design, M&E and “user research” (new) help. NASA left", None);
        let prose = b.finish();
        let mut v = Vocabulary::default();
        let t = Tokens::of(&prose, &mut v);
        let words: Vec<&str> = t.types.iter().map(|&w| v.word(w)).collect();
        assert_eq!(words, ["co", "design", "m", "e", "and", "user", "research", "new", "help", "nasa", "left"]);
        use Gap::*;
        assert_eq!(t.gaps, [Start, Soft, List, Soft, Soft, Hard, Soft, Hard, Hard, Start, Soft]);
        assert_eq!(t.sentences.len(), 2);
        assert_eq!(t.shapes[9], Shape::Upper);
        assert_eq!(t.span(0, 2).of(&prose.text), "Co-design");
        assert_eq!((t.counted, t.left_out), (11, 0));
    }
}
