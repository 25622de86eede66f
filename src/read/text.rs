//! Plain text: lines to paragraphs.

use super::hyphen::{self, Hyphens};
use super::line::{self, Line, Marker};
use super::{furniture, stamp};
use crate::text::{BlockKind, Place, Prose, ProseBuilder};

/// A run of lines that makes one block.
#[derive(Clone, Copy, Debug)]
struct Piece {
    first: usize,
    last: usize,
    kind: BlockKind,
    /// Bytes of the list marker or hash signs to leave out.
    skip: usize,
}

/// Reads plain text: paragraphs are set apart by blank lines, or are one line each where lines are long; hard-wrapped lines are
/// joined, and words broken between them; list items and headings are blocks of their own.
///
/// Cost: a few linear passes; memory for one small record per line.
pub fn read(source: &str) -> Prose {
    let mut lines = line::split(source);
    line::find_wraps(source, &mut lines);
    line::find_spaced(source, &mut lines);
    let mut pieces = pieces(source, &lines);
    mark_headings(source, &lines, &mut pieces);
    let broken = pieces.iter().flat_map(|p| (p.first..p.last).map(|i| (i, i + 1)));
    let hyphens = Hyphens::learn(source, broken.filter_map(|(a, b)| hyphen::broken(lines[a].of(source), lines[b].of(source))));
    let mut out = ProseBuilder::default();
    for piece in &pieces {
        out.begin(piece.kind, Place::Line(piece.first as u32 + 1));
        for at in piece.first..=piece.last {
            let line = lines[at];
            let skip = if at == piece.first { piece.skip } else { 0 };
            let mut text = &line.of(source)[skip..];
            let joined = (at < piece.last).then(|| hyphen::broken(text, lines[at + 1].of(source))).flatten();
            if let Some((head, tail)) = joined
                && hyphens.joins(head, tail)
            {
                text = text.trim_end_matches(['-', '\u{2010}', '\u{ad}']);
            }
            push_without_stamps(&mut out, text, line.start as usize + skip);
            if joined.is_none() {
                out.space();
            }
        }
    }
    out.finish()
}

/// Appends a line without its time stamps.
fn push_without_stamps(out: &mut ProseBuilder, text: &str, source: usize) {
    let mut done = 0;
    for at in memchr::memchr2_iter(b'[', b'(', text.as_bytes()) {
        if at < done {
            continue;
        }
        let Some(len) = stamp::bracketed(&text[at..]) else { continue };
        out.push(&text[done..at], Some(source + done));
        done = at + len;
        if let Some(punctuation) = stamp::closing_behind(text, done) {
            out.join();
            done = punctuation;
        }
    }
    out.push(&text[done..], Some(source + done));
}

/// Cuts the lines into blocks.
fn pieces(source: &str, lines: &[Line]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(lines.len() / 2);
    let mut open = false;
    for (at, line) in lines.iter().enumerate() {
        let text = line.of(source);
        if text.is_empty() {
            open = false;
            continue;
        }
        if line::is_rule(text) {
            // A rule under a line makes it a heading.
            if open
                && let Some(piece) = pieces.last_mut()
                && piece.first == piece.last
                && matches!(text.as_bytes().first(), Some(b'=' | b'-' | b'~'))
                && text.len() > 2
                && lines[piece.first].width <= 90
            {
                piece.kind = BlockKind::Heading;
            }
            open = false;
            continue;
        }
        if furniture::is_furniture_line(text) || stamp::is_time(text) {
            pieces.push(Piece { first: at, last: at, kind: BlockKind::Furniture, skip: 0 });
            open = false;
            continue;
        }
        if !open
            && let Some(piece) = pieces.last_mut()
            && piece.last + 2 == at
            && line::continues_spaced(source, lines[piece.last], *line)
        {
            piece.last = at;
            continue;
        }
        let marker = line::marker(text);
        if open
            && let Some(piece) = pieces.last_mut()
            && !line.breaks_before
            && (line.wrap > 0 && line::continues(source, lines[at - 1], *line, marker, piece.kind)
                || marker.is_none() && piece.kind != BlockKind::Heading && line::is_mid_sentence(source, lines[at - 1], *line))
        {
            piece.last = at;
            continue;
        }
        let (kind, skip) = match marker {
            Some(Marker { len, hashes: true, .. }) => (BlockKind::Heading, len),
            Some(Marker { len, .. }) => (BlockKind::ListItem, len),
            None => (BlockKind::Paragraph, 0),
        };
        pieces.push(Piece { first: at, last: at, kind, skip });
        open = true;
    }
    pieces
}

/// Short lines without end punctuation before longer text are headings; up to three may follow each other.
fn mark_headings(source: &str, lines: &[Line], pieces: &mut [Piece]) {
    let mut run = 0;
    for at in 0..pieces.len() {
        let piece = pieces[at];
        let line = lines[piece.first];
        let text = line.of(source);
        let number = line::marker(text).filter(|m| m.number).is_some();
        let alone = at == 0 || pieces[at - 1].kind != BlockKind::ListItem;
        let next_is_item = pieces.get(at + 1).is_some_and(|p| p.kind == BlockKind::ListItem);
        let candidate = piece.first == piece.last
            && (piece.kind == BlockKind::Paragraph || number && piece.kind == BlockKind::ListItem && alone && !next_is_item)
            && line::looks_like_heading(text, line.width);
        if candidate {
            run += 1;
            continue;
        }
        let long =
            pieces[at].kind == BlockKind::ListItem || line.width >= 60 || piece.last > piece.first || text.ends_with(['.', '!', '?', ':']);
        let goes_on = text.starts_with(char::is_lowercase) && piece.kind == BlockKind::Paragraph;
        if run > 0 && run <= 3 && long && !goes_on && piece.kind != BlockKind::Furniture {
            for heading in &mut pieces[at - run..at] {
                heading.kind = BlockKind::Heading;
                heading.skip = 0;
            }
        }
        if piece.kind != BlockKind::Furniture {
            run = 0;
        }
    }
}
