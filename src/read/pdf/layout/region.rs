//! Columns: white gutters cut a page into parts, each read from top to bottom.

use super::piece::Piece;

/// How many cuts may nest.
const DEPTH: usize = 24;
/// Pages with more pieces than this are not cut: they are drawings or tables.
const PIECES: usize = 6000;

/// How many of a page's strips are looked at, the longest first: a table has hundreds between its cells.
const TRIED: usize = 60;

/// The pieces of a page in parts, in reading order.
///
/// A gutter is a white strip that runs past at least three lines on either side. The strip past most lines is taken, what stands
/// above it is read first, then its left side, its right side, and what stands below; each is cut again. Strips between the
/// columns of a table are not gutters: there, rows line up and cells are short. Cost: pieces × width of the page in quarter ems.
pub fn order(mut pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    let mut out = Vec::new();
    if pieces.len() > PIECES {
        return vec![pieces];
    }
    pieces.sort_by(|a, b| b.v.total_cmp(&a.v).then(a.u0.total_cmp(&b.u0)));
    cut(pieces, 0, &mut out);
    out
}

fn cut(pieces: Vec<Piece>, depth: usize, out: &mut Vec<Vec<Piece>>) {
    if pieces.is_empty() {
        return;
    }
    let found = if depth < DEPTH { gutter(&pieces) } else { None };
    let Some(strip) = found else {
        out.push(pieces);
        return;
    };
    let (mut above, mut left, mut right, mut below) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (n, piece) in pieces.into_iter().enumerate() {
        let part = if n < strip.first {
            &mut above
        } else if n > strip.last {
            &mut below
        } else if (piece.u0 + piece.u1) / 2.0 < strip.at {
            &mut left
        } else {
            &mut right
        };
        part.push(piece);
    }
    for part in [above, left, right, below] {
        cut(part, depth + 1, out);
    }
}

/// A white strip beside the pieces `first..=last`, which come from top to bottom.
#[derive(Clone, Copy, Debug)]
struct Strip {
    at: f32,
    first: usize,
    last: usize,
    lines: usize,
    /// Where what stands left of it ends.
    left: f32,
    width: f32,
}

/// The best gutter of some pieces, sorted from top to bottom.
fn gutter(pieces: &[Piece]) -> Option<Strip> {
    let left = pieces.iter().fold(f32::MAX, |m, p| m.min(p.u0));
    let right = pieces.iter().fold(f32::MIN, |m, p| m.max(p.u1));
    let em = middle(pieces.iter().map(|p| p.size).collect())?;
    let step = em * 0.25;
    let steps = ((right - left) / step) as usize;
    if pieces.len() < 6 || !(8..=4000).contains(&steps) {
        return None;
    }
    let mut strips = strips(pieces, left, step, steps);
    // Most lines first; of equals the widest, then the leftmost.
    strips.sort_by(|a, b| b.lines.cmp(&a.lines).then(b.width.total_cmp(&a.width)).then(a.at.total_cmp(&b.at)));
    strips.dedup_by(|a, b| a.first == b.first && a.last == b.last && a.lines == b.lines && (a.width - b.width).abs() < 0.01);
    let told: Vec<Told> = if strips.is_empty() { Vec::new() } else { pieces.iter().map(Told::of).collect() };
    // A wide gutter has many strips that part the same pieces.
    let mut refused: Vec<Strip> = Vec::new();
    strips.into_iter().take(TRIED).find(|strip| {
        let known = refused.iter().any(|r| (r.first, r.last) == (strip.first, strip.last) && r.left.total_cmp(&strip.left).is_eq());
        let parts = !known && parts_columns(pieces, &told, strip, em);
        if !parts && !known {
            refused.push(*strip);
        }
        parts
    })
}

/// All strips, at places a step apart, beside pieces that they do not cross.
///
/// Cost: the widths of all pieces in steps, and the pieces beside each strip.
fn strips(pieces: &[Piece], left: f32, step: f32, steps: usize) -> Vec<Strip> {
    let at = |n: usize| left + n as f32 * step;
    // The first place right of `u`.
    let behind = |u: f32| {
        let near = (((u - left) / step) as usize).saturating_sub(1).max(1);
        (near..steps).find(|n| at(*n) > u).unwrap_or(steps)
    };
    // Places that have a whole piece between them and the place before: it is on the other side of each.
    let mut slivers = vec![false; steps];
    for piece in pieces.iter().filter(|p| p.u1 - p.u0 <= 1.01 * step) {
        let first = behind(piece.u0).saturating_sub(1).max(1);
        for (n, sliver) in slivers.iter_mut().enumerate().skip(first).take(3) {
            *sliver |= piece.u0 >= at(n - 1) && piece.u1 <= at(n);
        }
    }
    let mut out = Vec::new();
    // Where the pieces begin that each place has not crossed since.
    let mut starts = vec![0; steps];
    for end in 0..=pieces.len() {
        let crossed = pieces.get(end);
        let (mut before, mut found) = (None, None);
        for n in crossed.map_or(1, |p| behind(p.u0))..steps {
            if crossed.is_some_and(|p| p.u1 <= at(n)) {
                break;
            }
            // A neighbour beside the same pieces mostly parts them alike.
            found = if before == Some(starts[n]) && !slivers[n] {
                found.map(|strip| Strip { at: at(n), ..strip })
            } else {
                strip(pieces, starts[n], end, at(n))
            };
            out.extend(found);
            before = Some(starts[n]);
            starts[n] = end + 1;
        }
    }
    out
}

/// The strip at `at` beside `pieces[start..end]`, if it has three lines on either side.
fn strip(pieces: &[Piece], start: usize, end: usize, at: f32) -> Option<Strip> {
    if end < start + 6 {
        return None;
    }
    let is_left = |p: &Piece| p.u1 <= at;
    let (mut lines, mut last) = ([0, 0], [f32::MAX, f32::MAX]);
    let (mut inner, mut outer) = (f32::MIN, f32::MAX);
    for piece in &pieces[start..end] {
        let side = usize::from(!is_left(piece));
        if last[side] - piece.v > 0.5 * piece.size {
            lines[side] += 1;
            last[side] = piece.v;
        }
        if side == 0 {
            inner = inner.max(piece.u1);
        } else {
            outer = outer.min(piece.u0);
        }
    }
    let fewest = lines[0].min(lines[1]);
    (fewest >= 3).then_some(Strip { at, first: start, last: end - 1, lines: fewest, left: inner, width: outer - inner })
}

/// Whether a strip parts columns of prose rather than cells of a table.
fn parts_columns(pieces: &[Piece], told: &[Told], strip: &Strip, em: f32) -> bool {
    let needed = match strip.lines {
        0..=4 => 1.6,
        5..=11 => 0.9,
        _ => 0.6,
    };
    if strip.width < needed * em {
        return false;
    }
    let beside = || pieces[strip.first..=strip.last].iter().zip(&told[strip.first..=strip.last]);
    let side = |left: bool| lines(beside().filter(|(p, _)| ((p.u0 + p.u1) / 2.0 < strip.at) == left), em);
    let (left, right) = (side(true), side(false));
    let (few, many) = if left.len() < right.len() { (&left, &right) } else { (&right, &left) };
    let aligned = few.iter().filter(|a| many.iter().any(|b| (a.v - b.v).abs() < 0.15 * em)).count();
    // Lines are compared where both sides have some: a short column beside a long one is aligned or not in its own rows.
    let rows_line_up = aligned * 10 >= few.len() * 7;
    let full = |lines: &[Extent]| middle(lines.iter().map(|l| l.filled / (l.u1 - l.u0).max(0.1)).collect()).unwrap_or(0.0) > 0.8;
    let width = |lines: &[Extent]| middle(lines.iter().map(|l| l.u1 - l.u0).collect()).unwrap_or(0.0);
    let words = |lines: &[Extent]| lines.iter().map(|l| l.words).sum::<usize>() as f32 / lines.len().max(1) as f32;
    // Lines of running text begin in the middle of sentences.
    let flows = |lines: &[Extent]| lines.iter().filter(|l| l.small).count() * 5 >= lines.len() * 2;
    let prose = |lines: &[Extent]| {
        full(lines) && width(lines) >= 11.0 * em && words(lines) >= 3.5 && lines.iter().filter(|l| l.letters).count() * 2 > lines.len()
    };
    let narrow = |lines: &[Extent]| full(lines) && width(lines) >= 6.0 * em && words(lines) >= 2.0 && flows(lines);
    let thin = |lines: &[Extent]| width(lines) < 2.5 * em || words(lines) < 1.2;
    if rows_line_up { (prose(&left) || narrow(&left)) && (prose(&right) || narrow(&right)) } else { !thin(&left) && !thin(&right) }
}

/// How far one line of a side extends.
struct Extent {
    u0: f32,
    u1: f32,
    v: f32,
    words: usize,
    /// Width of its pieces together.
    filled: f32,
    /// Whether it begins with a small letter.
    small: bool,
    /// Whether it is mostly letters.
    letters: bool,
}

/// What the text of a piece is like; told once, asked for every strip.
struct Told {
    words: usize,
    /// Whether it begins with a small letter.
    small: bool,
    /// Whether it is mostly letters.
    letters: bool,
}

impl Told {
    fn of(piece: &Piece) -> Self {
        let text = &piece.text;
        let (mut letters, mut all) = (0, 0);
        for c in text.chars() {
            letters += usize::from(c.is_alphabetic());
            all += 1;
        }
        Self { words: text.split_whitespace().count(), small: text.starts_with(char::is_lowercase), letters: letters * 2 > all }
    }
}

fn lines<'a>(pieces: impl Iterator<Item = (&'a Piece, &'a Told)>, em: f32) -> Vec<Extent> {
    let mut out: Vec<Extent> = Vec::new();
    for (piece, told) in pieces {
        match out.last_mut() {
            Some(line) if (line.v - piece.v).abs() < 0.3 * em => {
                line.u0 = line.u0.min(piece.u0);
                line.u1 = line.u1.max(piece.u1);
                line.words += told.words;
                line.filled += piece.u1 - piece.u0;
            }
            _ => out.push(Extent {
                u0: piece.u0,
                u1: piece.u1,
                v: piece.v,
                words: told.words,
                filled: piece.u1 - piece.u0,
                small: told.small,
                letters: told.letters,
            }),
        }
    }
    out
}

/// The median; `None` of nothing.
pub fn middle(mut values: Vec<f32>) -> Option<f32> {
    let at = values.len() / 2;
    (!values.is_empty()).then(|| *values.select_nth_unstable_by(at, f32::total_cmp).1)
}
