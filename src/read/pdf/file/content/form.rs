//! Forms: content drawn as a unit, on pages and in the fields that people fill in.

use super::{FORM_DEPTH, Reader};
use crate::read::pdf::file::{affine::Affine, guard};
use hayro_syntax::object::{Dict, Name, ObjectIdentifier, Rect, Stream};
use hayro_syntax::page::Resources;

impl<'a> Reader<'a> {
    /// Draws an external object: the text of a form; of a picture only that it is there.
    pub(super) fn draw(&mut self, stream: &Stream<'a>, resources: &Resources<'a>) {
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
    pub(super) fn field(&mut self, annotation: &Dict<'a>, resources: &Resources<'a>) {
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
