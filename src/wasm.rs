//! The engine for JavaScript: plain data in, plain data out. The same crate is built twice: the engine, and, with the feature `heavy` (of which `readers` is a part), a
//! module of nothing but readers, which loads later.

#[cfg(not(feature = "readers"))]
pub use engine::Engine;
#[cfg(feature = "readers")]
pub use heavy::HeavyReader;

#[cfg(not(feature = "readers"))]
mod engine {
    use crate::candidate::Extractor;
    use crate::export;
    use crate::problem::Problem;
    use crate::read::{Asked, Limits};
    use crate::record::Record;
    use crate::report::Edit;
    use crate::session::Session;
    use crate::settings::Settings;
    use js_sys::{Array, Object, Reflect, Uint8Array};
    use serde::Serialize;
    use wasm_bindgen::prelude::*;

    /// A reader of documents and a session.
    #[wasm_bindgen]
    #[derive(Default)]
    pub struct Engine {
        extractor: Option<Extractor>,
        session: Session,
    }

    #[wasm_bindgen]
    impl Engine {
        /// An engine without documents.
        #[wasm_bindgen(constructor)]
        pub fn new() -> Engine {
            Engine::default()
        }

        /// The default settings.
        pub fn defaults() -> Result<JsValue, JsError> {
            to_js(&Settings::default())
        }

        /// Takes a person's own list of skills (see `Session::use_list`) and forgets all documents; gives `{ skills, forms, problems }`.
        pub fn list(&mut self, name: &str, bytes: &[u8], only: bool) -> Result<JsValue, JsError> {
            let (outcome, extractor) = self.session.use_list(name, bytes, only);
            self.extractor = extractor;
            to_js(&outcome)
        }

        /// Reads and counts one file; gives an array of `{ outcome, record }`: one, or the rows of a table, which is read as `table` says
        /// (`undefined`: as guessed). Any worker may do it, and any engine may `add` the records.
        pub fn read(&mut self, path: &str, bytes: &[u8], table: JsValue) -> Result<Array, JsError> {
            let extractor = self.extractor.get_or_insert_with(Extractor::default);
            let mut asked = Asked { table: serde_wasm_bindgen::from_value::<Option<_>>(table)?.unwrap_or_default(), ..Asked::default() };
            Record::all_of(path, bytes, &mut asked, &Limits::default(), extractor).iter().map(told).collect()
        }

        /// Counts what the module of the heavy readers has read of one file; gives an array of `{ outcome, record }`.
        pub fn take(&mut self, readings: &[u8]) -> Result<Array, JsError> {
            let extractor = self.extractor.get_or_insert_with(Extractor::default);
            let records = Record::of_readings(readings, extractor);
            records.ok_or_else(|| JsError::new("These are not readings of this version of the engine."))?.iter().map(told).collect()
        }

        /// The record of a file whose bytes could not be had; gives `{ outcome, record }`.
        pub fn unread(path: &str, code: &str, what: &str, remedy: &str) -> Result<JsValue, JsError> {
            told(&Record::unread(path, Problem::unread(code, what, remedy)))
        }

        /// Adds a record to the session; gives the document's id.
        pub fn add(&mut self, record: &[u8]) -> Result<String, JsError> {
            let record = Record::from_bytes(record).ok_or_else(|| JsError::new("This is not a record of this version of the engine."))?;
            Ok(self.session.add(record))
        }

        /// Removes a document; says whether it was there.
        pub fn remove(&mut self, id: &str) -> bool {
            self.session.remove(id)
        }

        /// Forgets all documents.
        pub fn clear(&mut self) {
            self.session.clear();
        }

        /// Ranks the skills of all documents; gives a report as JSON in UTF-8, which is handed over whole.
        pub fn analyse(&mut self, settings: JsValue, edits: JsValue) -> Result<Vec<u8>, JsError> {
            let settings: Settings = serde_wasm_bindgen::from_value(settings)?;
            let edits: Vec<Edit> = serde_wasm_bindgen::from_value(edits)?;
            Ok(serde_json::to_vec(self.session.analyse(&settings, &edits))?)
        }

        /// The evidence for a skill of the last report; `undefined` where there is none of that id.
        pub fn evidence(&self, skill: &str) -> Result<JsValue, JsError> {
            self.session.evidence(skill).map_or(Ok(JsValue::UNDEFINED), |e| to_js(&e))
        }

        /// A page of all mentions of a skill; `undefined` where there is none of that id.
        pub fn concordance(&self, skill: &str, from: u32, count: u32) -> Result<JsValue, JsError> {
            self.session.concordance(skill, from as usize, count as usize).map_or(Ok(JsValue::UNDEFINED), |c| to_js(&c))
        }

        /// The last report as `csv`, `json` or `markdown`.
        pub fn export(&self, format: &str) -> Result<String, JsError> {
            let report = self.session.report().ok_or_else(|| JsError::new("There is no report yet."))?;
            match format {
                "csv" => Ok(export::csv(report)),
                "json" => Ok(export::json(report)),
                "markdown" => Ok(export::markdown(report)),
                _ => Err(JsError::new("There is no such export.")),
            }
        }
    }

    fn to_js<T: Serialize>(value: &T) -> Result<JsValue, JsError> {
        // Missing numbers are `null`, as the TypeScript types have them, and 64-bit counts are plain numbers.
        let serializer = serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true).serialize_maps_as_objects(true);
        Ok(value.serialize(&serializer)?)
    }

    fn told(record: &Record) -> Result<JsValue, JsError> {
        let both = Object::new();
        let set = |name: &str, value: &JsValue| Reflect::set(&both, &JsValue::from_str(name), value);
        let done = set("outcome", &to_js(&record.outcome())?).and_then(|_| set("record", &Uint8Array::from(record.to_bytes().as_slice())));
        done.map(|_| both.into()).map_err(|_| JsError::new("The result could not be handed over."))
    }
}

#[cfg(feature = "readers")]
mod heavy {
    use crate::read::{Asked, Limits, Step};
    use crate::record::Record;
    use js_sys::Function;
    use wasm_bindgen::prelude::*;

    /// Reads PDF and packaged files.
    #[wasm_bindgen]
    pub struct HeavyReader;

    #[wasm_bindgen]
    impl HeavyReader {
        /// Reads every document in a file (an archive holds several), as bytes for `Engine.take`. `progress` is told often how much is done, of
        /// how much, and of what (`Step::noun`); whatever it throws is passed over.
        pub fn read(path: &str, bytes: &[u8], password: Option<String>, table: JsValue, progress: &Function) -> Result<Vec<u8>, JsError> {
            let mut tell = |step: Step, done: u32, all: u32| {
                _ = progress.call3(&JsValue::NULL, &done.into(), &all.into(), &step.noun().into());
            };
            let mut asked = Asked {
                password: password.as_deref(),
                table: serde_wasm_bindgen::from_value::<Option<_>>(table)?.unwrap_or_default(),
                progress: Some(&mut tell),
            };
            Ok(Record::readings(path, bytes, &mut asked, &Limits::default()))
        }
    }
}
