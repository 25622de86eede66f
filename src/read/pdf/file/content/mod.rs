//! Runs the operators that place text: a page's content streams, its forms and its filled-in fields.

mod form;
mod marked;
mod show;

use crate::read::pdf::file::affine::Affine;
use crate::read::pdf::file::font::Fonts;
use crate::read::pdf::file::guard;
use crate::read::pdf::glyph::{FontLook, PageGlyphs, Tag};
use hayro_syntax::Pdf;
use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};
use rustc_hash::FxHashSet;

/// How deep forms may nest.
const FORM_DEPTH: usize = 16;
/// How many graphics states may be kept.
const STATE_DEPTH: usize = 512;
/// The most glyphs of one page.
const PAGE_GLYPHS: usize = 400_000;

/// The tag of glyphs beyond the edge of the page.
const OFF_PAGE: u32 = 1;

/// The text part of the graphics state.
#[derive(Clone, Copy)]
struct State {
    ctm: Affine,
    font: Option<usize>,
    size: f64,
    letter_space: f64,
    word_space: f64,
    scale: f64,
    leading: f64,
    rise: f64,
}

/// One level of marked content.
struct Mark {
    tag: Tag,
    hidden: bool,
    /// Text to stand for all glyphs inside; given to the first, then empty.
    actual: Option<String>,
}

/// Reads pages, keeping fonts and counting work over all of them.
pub struct Reader<'a> {
    fonts: Fonts<'a>,
    /// Optional content that is switched off.
    off: FxHashSet<ObjectIdentifier>,
    work: u64,
    page: PageGlyphs,
    matrix: Affine,
    line: Affine,
    state: State,
    saved: Vec<State>,
    marks: Vec<Mark>,
    tag: u32,
    /// How far the sheet reaches beyond the page.
    margin: f32,
    active: Vec<ObjectIdentifier>,
}

impl<'a> Reader<'a> {
    /// A reader with `work` units to spend: one for an operator or a glyph, one for every 16 bytes unpacked.
    pub fn new(pdf: &'a Pdf, work: u64) -> Self {
        Self {
            fonts: Fonts::new(),
            off: marked::switched_off(pdf),
            work,
            page: PageGlyphs::default(),
            matrix: Affine::IDENTITY,
            line: Affine::IDENTITY,
            state: State::new(Affine::IDENTITY),
            saved: Vec::new(),
            marks: Vec::new(),
            tag: 0,
            margin: 0.0,
            active: Vec::new(),
        }
    }

    /// Whether all work is spent.
    pub fn is_spent(&self) -> bool {
        self.work == 0
    }

    /// The fonts met so far.
    pub fn looks(&self) -> &[FontLook] {
        self.fonts.looks()
    }

    /// The glyphs of a page whose own space `upright` brings to upright points.
    pub fn read(&mut self, page: &Page<'a>, upright: Affine) -> PageGlyphs {
        let (width, height) = page.render_dimensions();
        let off_page = Tag { artifact: true, mcid: None };
        self.page = PageGlyphs { width, height, tags: vec![Tag::default(), off_page], ..PageGlyphs::default() };
        let (sheet, crop) = (page.media_box(), page.intersected_crop_box());
        let margins = [crop.x0 - sheet.x0, crop.y0 - sheet.y0, sheet.x1 - crop.x1, sheet.y1 - crop.y1];
        self.margin = margins.iter().fold(0.0_f64, |m, v| m.max(*v)).min(2000.0) as f32;
        self.begin(upright);
        let content = contents(page);
        self.spend(content.len() as u64 / 16);
        self.run(&content, page.resources());
        for annotation in page.raw().get::<Array<'_>>("Annots").into_iter().flat_map(|a| a.iter::<Dict<'_>>()) {
            self.begin(upright);
            self.field(&annotation, page.resources());
        }
        std::mem::take(&mut self.page)
    }

    fn begin(&mut self, ctm: Affine) {
        self.state = State::new(ctm);
        self.saved.clear();
        self.marks.clear();
        self.active.clear();
        self.tag = 0;
    }

    fn spend(&mut self, work: u64) {
        self.work = self.work.saturating_sub(work);
        if self.work == 0 {
            self.page.cut = true;
        }
    }

    fn run(&mut self, content: &[u8], resources: &Resources<'a>) {
        let (saved, marks) = (self.saved.len(), self.marks.len());
        let state = self.state;
        let content = guard::without_pictures(content);
        let mut operators = UntypedIter::new(&content);
        while let Some(instruction) = operators.next() {
            self.spend(1);
            if self.page.cut {
                break;
            }
            let mut operands = Operands([None; 6]);
            operands.0.iter_mut().zip(instruction.operands()).for_each(|(place, operand)| *place = Some(operand));
            let name: &[u8] = instruction.operator;
            self.operate(name, &operands, resources, saved);
        }
        self.saved.truncate(saved);
        self.marks.truncate(marks);
        self.state = state;
        self.retag();
    }

    fn operate(&mut self, name: &[u8], on: &Operands<'_, '_>, resources: &Resources<'a>, floor: usize) {
        match name {
            b"q" if self.saved.len() < STATE_DEPTH => self.saved.push(self.state),
            b"Q" if self.saved.len() > floor => self.state = self.saved.pop().unwrap_or(self.state),
            b"cm" => {
                if let Some(matrix) = on.matrix() {
                    self.state.ctm = matrix.then(self.state.ctm);
                }
            }
            b"BT" => (self.matrix, self.line) = (Affine::IDENTITY, Affine::IDENTITY),
            b"Tm" => {
                if let Some(matrix) = on.matrix() {
                    (self.matrix, self.line) = (matrix, matrix);
                }
            }
            b"Td" => self.next_line(on.number(0), on.number(1)),
            b"TD" => {
                self.state.leading = -on.number(1);
                self.next_line(on.number(0), on.number(1));
            }
            b"T*" => self.next_line(0.0, -self.state.leading),
            b"Tf" => {
                self.state.size = on.number(1);
                if let Some(Object::Name(name)) = on.get(0) {
                    self.set_font(&resources.fonts, name);
                }
            }
            b"Tc" => self.state.letter_space = on.number(0),
            b"Tw" => self.state.word_space = on.number(0),
            b"Tz" => self.state.scale = on.number(0) / 100.0,
            b"TL" => self.state.leading = on.number(0),
            b"Ts" => self.state.rise = on.number(0),
            b"Tj" => self.show_operand(on, 0),
            b"'" => {
                self.next_line(0.0, -self.state.leading);
                self.show_operand(on, 0);
            }
            b"\"" => {
                (self.state.word_space, self.state.letter_space) = (on.number(0), on.number(1));
                self.next_line(0.0, -self.state.leading);
                self.show_operand(on, 2);
            }
            b"TJ" => {
                if let Some(Object::Array(items)) = on.get(0) {
                    for item in items.iter::<Object<'_>>() {
                        match item {
                            Object::String(text) => self.show(text.as_bytes()),
                            Object::Number(by) => self.adjust(by.as_f64()),
                            _ => {}
                        }
                    }
                }
            }
            b"BMC" | b"BDC" => self.mark(on, resources),
            b"EMC" => {
                self.marks.pop();
                self.retag();
            }
            b"gs" => {
                if let Some(Object::Name(name)) = on.get(0)
                    && let Some(font) = resources.get_ext_g_state(name).and_then(|gs| gs.get::<Array<'_>>("Font"))
                    && let Some(size) = font.iter::<Object<'_>>().nth(1).and_then(Object::into_f32)
                {
                    self.state.size = f64::from(size);
                }
            }
            b"Do" => {
                if let Some(Object::Name(name)) = on.get(0)
                    && let Some(stream) = resources.get_x_object(name)
                {
                    self.draw(&stream, resources);
                }
            }
            b"BI" => self.page.pictures += 1,
            _ => {}
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = Affine::shift(x, y).then(self.line);
        self.matrix = self.line;
    }

    fn set_font(&mut self, fonts: &Dict<'a>, name: &Name<'_>) {
        let found = self.fonts.find(fonts, name);
        self.state.font = found.as_ref().map(|f| f.index);
        self.spend(found.map_or(0, |f| f.work / 16));
    }

    fn adjust(&mut self, by: f64) {
        let move_by = -by / 1000.0 * self.state.size;
        let horizontal = self.state.font.and_then(|f| self.fonts.get(f)).is_none_or(|f| f.horizontal);
        let (x, y) = if horizontal { (move_by * self.state.scale, 0.0) } else { (0.0, move_by) };
        self.matrix = Affine::shift(x, y).then(self.matrix);
    }

    fn show_operand(&mut self, on: &Operands<'_, '_>, index: usize) {
        if let Some(Object::String(text)) = on.get(index) {
            self.show(text.as_bytes());
        }
    }
}

impl State {
    fn new(ctm: Affine) -> Self {
        Self { ctm, font: None, size: 1.0, letter_space: 0.0, word_space: 0.0, scale: 1.0, leading: 0.0, rise: 0.0 }
    }
}

/// A page's content streams, unpacked, as one.
fn contents(page: &Page<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut add = |stream: Stream<'_>| {
        if out.len() < guard::STREAM_LIMIT
            && guard::is_sane(&stream)
            && let Ok(data) = stream.decoded_data()
        {
            out.extend_from_slice(&data);
            out.push(b' ');
        }
    };
    if let Some(stream) = page.raw().get::<Stream<'_>>("Contents") {
        add(stream);
    } else if let Some(streams) = page.raw().get::<Array<'_>>("Contents") {
        streams.iter::<Stream<'_>>().for_each(&mut add);
    }
    out
}

/// The first six operands of an operator; none that places text has more.
struct Operands<'b, 'c>([Option<&'b Object<'c>>; 6]);

impl Operands<'_, '_> {
    fn get(&self, index: usize) -> Option<&Object<'_>> {
        self.0.get(index).copied().flatten()
    }

    fn number(&self, index: usize) -> f64 {
        match self.get(index) {
            Some(Object::Number(n)) => n.as_f64(),
            _ => 0.0,
        }
    }

    fn matrix(&self) -> Option<Affine> {
        let matrix = Affine(std::array::from_fn(|i| self.number(i)));
        (self.0[5].is_some() && matrix.is_finite()).then_some(matrix)
    }
}
