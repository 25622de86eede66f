//! Runs the operators that place text: a page's content streams, its forms and its filled-in fields.

use super::affine::Affine;
use super::font::Fonts;
use super::guard;
use super::unicode::{self, Text};
use crate::read::pdf::glyph::{FontLook, Glyph, PageGlyphs, Tag};
use hayro_syntax::Pdf;
use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Rect, Stream};
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
            off: switched_off(pdf),
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
        let mut operators = UntypedIter::new(content);
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

    fn show(&mut self, bytes: &[u8]) {
        let state = self.state;
        let Some(font) = state.font.and_then(|f| self.fonts.get(f)) else { return };
        let hidden = self.marks.last().is_some_and(|m| m.hidden);
        let mut actual = self.marks.iter_mut().rev().find_map(|m| m.actual.as_mut());
        let mut at = 0;
        while at < bytes.len() {
            let (code, len) = font.next_code(bytes, at);
            at += len.max(1);
            let (look, em, horizontal) = (font.look, font.em, font.horizontal);
            let what = font.code(code);
            let word_space = if len == 1 && code == 32 { state.word_space } else { 0.0 };
            let advance = f64::from(what.advance) * state.size;
            let (x, y) = if horizontal {
                ((advance + state.letter_space + word_space) * state.scale, 0.0)
            } else {
                (0.0, advance + state.letter_space + word_space)
            };
            if !hidden && self.page.glyphs.len() < PAGE_GLYPHS {
                let place = self.matrix.then(state.ctm);
                let origin = if horizontal {
                    place.point(0.0, state.rise)
                } else {
                    // The pen runs down the middle of a vertical line.
                    place.point(0.0, 0.0)
                };
                // Space between letters belongs to the letter, within reason.
                let space = if state.letter_space.abs() <= state.size.abs() * 0.3 { state.letter_space } else { 0.0 };
                let own = if horizontal { ((advance + space) * state.scale, 0.0) } else { (0.0, advance + space) };
                let along = place.vector(own.0, own.1);
                let unit = if horizontal { place.vector(state.size * state.scale, 0.0) } else { place.vector(0.0, -state.size.abs()) };
                let up = if horizontal { place.vector(0.0, state.size) } else { place.vector(state.size, 0.0) };
                let start = self.page.text.len();
                let glyph = glyph(origin, along, unit, up, em).filter(|g| self.page.beyond(g) <= 1.0 + self.margin);
                // Printers' marks lie on the sheet but beyond the page.
                let tag = if glyph.as_ref().is_some_and(|g| self.page.beyond(g) > 1.0) { OFF_PAGE } else { self.tag };
                match (actual.as_mut(), &what.text) {
                    (Some(text), _) => self.page.text.push_str(&std::mem::take(*text)),
                    (None, Some(Text::One(c))) => self.page.text.push(*c),
                    (None, Some(Text::Many(text))) => self.page.text.push_str(text),
                    (None, None) if glyph.is_some() => self.page.unknown += 1,
                    (None, None) => {}
                }
                if let Some(glyph) = glyph {
                    let len = (self.page.text.len() - start).min(255) as u8;
                    self.page.glyphs.push(Glyph { start: start as u32, len, font: look, tag, ..glyph });
                }
            }
            self.matrix = Affine::shift(x, y).then(self.matrix);
        }
        self.spend(bytes.len() as u64);
    }

    fn mark(&mut self, on: &Operands<'_, '_>, resources: &Resources<'a>) {
        let named = |o: &Object<'_>| match o {
            Object::Name(name) => Some(name.as_ref().to_vec()),
            _ => None,
        };
        let kind = on.get(0).and_then(|o| named(o)).unwrap_or_default();
        let outer = self.marks.last();
        let mut mark = Mark { tag: outer.map(|m| m.tag).unwrap_or_default(), hidden: outer.is_some_and(|m| m.hidden), actual: None };
        mark.tag.artifact |= kind == b"Artifact";
        let mut take = |dict: &Dict<'_>| {
            if let Some(id) = dict.get::<u32>("MCID") {
                mark.tag.mcid = Some(id);
            }
            if let Some(text) = dict.get::<hayro_syntax::object::String<'_>>("ActualText") {
                mark.actual = Some(unicode::text_string(&text.as_bytes()[..text.as_bytes().len().min(400)]));
            }
        };
        match on.get(1) {
            Some(Object::Dict(dict)) => take(dict),
            Some(Object::Name(name)) => {
                let dict = resources.properties.get::<Dict<'_>>(name.as_ref());
                if kind == b"OC" {
                    let id = resources.properties.get_ref(name.as_ref()).map(ObjectIdentifier::from);
                    mark.hidden |= self.is_off(id, dict.as_ref());
                } else if let Some(dict) = dict {
                    take(&dict);
                }
            }
            _ => {}
        }
        if self.marks.len() < STATE_DEPTH {
            self.marks.push(mark);
        }
        self.retag();
    }

    /// Finds or adds the tag of the glyphs that follow.
    fn retag(&mut self) {
        let tag = self.marks.last().map(|m| m.tag).unwrap_or_default();
        let tags = &mut self.page.tags;
        if tag == Tag::default() || tags.is_empty() {
            self.tag = 0;
        } else if tags.last() != Some(&tag) {
            tags.push(tag);
            self.tag = tags.len() as u32 - 1;
        } else {
            self.tag = tags.len() as u32 - 1;
        }
    }

    fn is_off(&self, id: Option<ObjectIdentifier>, dict: Option<&Dict<'_>>) -> bool {
        if self.off.is_empty() {
            return false;
        }
        if id.is_some_and(|id| self.off.contains(&id)) {
            return true;
        }
        // A membership dictionary: shown if any of its groups is.
        let Some(dict) = dict else { return false };
        let mut groups = dict.get::<Array<'_>>("OCGs").into_iter().flat_map(|a| a.raw_iter()).filter_map(|g| g.as_obj_ref()).peekable();
        if groups.peek().is_some() {
            return groups.all(|g| self.off.contains(&g.into()));
        }
        dict.get_ref("OCGs").is_some_and(|g| self.off.contains(&g.into()))
    }

    fn draw(&mut self, stream: &Stream<'a>, resources: &Resources<'a>) {
        let dict = stream.dict();
        match dict.get::<Name<'_>>("Subtype").as_deref() {
            Some(b"Image") => self.page.pictures += 1,
            Some(b"Form") => {
                let hidden = self.is_off(dict.get_ref("OC").map(ObjectIdentifier::from), dict.get::<Dict<'_>>("OC").as_ref());
                if !hidden {
                    self.form(stream, resources, None);
                }
            }
            _ => {}
        }
    }

    fn form(&mut self, stream: &Stream<'a>, resources: &Resources<'a>, place: Option<Affine>) {
        let id = stream.obj_id();
        if self.active.len() >= FORM_DEPTH || self.active.contains(&id) || !guard::is_sane(stream) {
            return;
        }
        let Ok(content) = stream.decoded_data() else { return };
        self.spend(content.len() as u64 / 16 + 16);
        let dict = stream.dict();
        let own = dict.get::<Dict<'a>>("Resources").map(Resources::new);
        let kept = (self.state, self.matrix, self.line);
        let matrix = dict.get::<[f64; 6]>("Matrix").map_or(Affine::IDENTITY, Affine);
        self.state.ctm = matrix.then(place.unwrap_or(Affine::IDENTITY)).then(self.state.ctm);
        self.active.push(id);
        self.run(&content, own.as_ref().unwrap_or(resources));
        self.active.pop();
        (self.state, self.matrix, self.line) = kept;
    }

    /// The text of a filled-in field or a text note on the page, as its appearance shows it.
    fn field(&mut self, annotation: &Dict<'a>, resources: &Resources<'a>) {
        const HIDDEN_OR_NOT_SHOWN: u32 = 1 << 1 | 1 << 5;
        let flags = annotation.get::<i64>("F").unwrap_or(0) as u32;
        if flags & HIDDEN_OR_NOT_SHOWN != 0 {
            return;
        }
        let Some(appearance) = annotation.get::<Dict<'a>>("AP") else { return };
        let stream = appearance.get::<Stream<'a>>("N").or_else(|| {
            let states = appearance.get::<Dict<'a>>("N")?;
            states.get::<Stream<'a>>(annotation.get::<Name<'_>>("AS")?.as_ref())
        });
        let (Some(stream), Some(rect)) = (stream, annotation.get::<Rect>("Rect")) else { return };
        let dict = stream.dict();
        let bbox = dict.get::<[f64; 4]>("BBox").unwrap_or([0.0, 0.0, rect.width(), rect.height()]);
        let matrix = dict.get::<[f64; 6]>("Matrix").map_or(Affine::IDENTITY, Affine);
        let corners = [(bbox[0], bbox[1]), (bbox[2], bbox[1]), (bbox[0], bbox[3]), (bbox[2], bbox[3])].map(|(x, y)| matrix.point(x, y));
        let low = corners.iter().fold((f64::MAX, f64::MAX), |m, c| (m.0.min(c.0), m.1.min(c.1)));
        let high = corners.iter().fold((f64::MIN, f64::MIN), |m, c| (m.0.max(c.0), m.1.max(c.1)));
        let scale = |to: f64, from: f64| if from.abs() > 1e-9 { to / from } else { 1.0 };
        let (sx, sy) = (scale(rect.width(), high.0 - low.0), scale(rect.height(), high.1 - low.1));
        let place = Affine([sx, 0.0, 0.0, sy, rect.x0 - low.0 * sx, rect.y0 - low.1 * sy]);
        self.form(&stream, resources, Some(place));
    }
}

impl State {
    fn new(ctm: Affine) -> Self {
        Self { ctm, font: None, size: 1.0, letter_space: 0.0, word_space: 0.0, scale: 1.0, leading: 0.0, rise: 0.0 }
    }
}

/// A glyph from its vectors on the page: where it starts, its advance, an em along the line and an em upwards.
fn glyph(origin: (f64, f64), along: (f64, f64), unit: (f64, f64), up: (f64, f64), em: f32) -> Option<Glyph> {
    let length = |v: (f64, f64)| (v.0 * v.0 + v.1 * v.1).sqrt();
    let (unit_length, height) = (length(unit), length(up));
    let (dx, dy) = if unit_length > 1e-9 { (unit.0 / unit_length, unit.1 / unit_length) } else { (1.0, 0.0) };
    let advance = along.0 * dx + along.1 * dy;
    let all = [origin.0, origin.1, advance, height];
    let sane = all.iter().all(|v| v.is_finite() && v.abs() < 1e6);
    (sane && height > 1e-3).then(|| Glyph {
        start: 0,
        len: 0,
        x: origin.0 as f32,
        y: origin.1 as f32,
        dir: (dx as f32, dy as f32),
        advance: advance as f32,
        size: height as f32 * em,
        font: 0,
        tag: 0,
    })
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

/// The optional content groups that are off by default.
fn switched_off(pdf: &Pdf) -> FxHashSet<ObjectIdentifier> {
    let mut off = FxHashSet::default();
    let xref = pdf.xref();
    let properties = xref.get::<Dict<'_>>(xref.root_id()).and_then(|root| root.get::<Dict<'_>>("OCProperties"));
    let Some(properties) = properties else { return off };
    let Some(config) = properties.get::<Dict<'_>>("D") else { return off };
    let refs = |dict: &Dict<'_>, key: &str| -> Vec<ObjectIdentifier> {
        dict.get::<Array<'_>>(key).into_iter().flat_map(|a| a.raw_iter()).filter_map(|r| r.as_obj_ref()).map(Into::into).collect()
    };
    if config.get::<Name<'_>>("BaseState").is_some_and(|n| n.as_ref() == b"OFF") {
        off.extend(refs(&properties, "OCGs"));
        refs(&config, "ON").iter().for_each(|id| {
            off.remove(id);
        });
    }
    off.extend(refs(&config, "OFF"));
    off
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
