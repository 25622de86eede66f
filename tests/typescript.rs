//! The page's TypeScript types of everything that leaves the engine or enters it: written from the Rust types by `cargo xtask types`,
//! and checked to be current here.
#![cfg(feature = "types")]

use skillsift::report::{Concordance, Edit, Evidence, ListOutcome, ReadOutcome, Report};
use std::any::TypeId;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use ts_rs::{Config, TS, TypeVisitor};

const HEADER: &str = "// Written by `cargo xtask types` from the Rust types in src/report.rs, src/settings.rs, src/problem.rs and
// src/read/format.rs, with their documentation; change those.

";

/// Every named type that is met, by name.
#[derive(Default)]
struct Declarations {
    seen: BTreeSet<TypeId>,
    written: BTreeMap<String, String>,
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        // Only types of our own have a file; numbers, lists and options have none.
        if T::output_path().is_some() {
            let config = Config::default();
            let docs = T::docs().unwrap_or_default();
            let before = self.written.insert(T::ident(&config), format!("{docs}export {}\n", T::decl(&config)));
            assert!(before.is_none(), "two Rust types share the TypeScript name {}", T::ident(&config));
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

#[test]
fn the_types_of_the_page_are_those_of_the_report() {
    let mut declarations = Declarations::default();
    declarations.visit::<Report>();
    declarations.visit::<Evidence>();
    declarations.visit::<Concordance>();
    declarations.visit::<ReadOutcome>();
    declarations.visit::<ListOutcome>();
    declarations.visit::<Edit>();
    let current = HEADER.to_owned() + &declarations.written.values().map(|declaration| tidy(declaration)).collect::<Vec<_>>().join("\n");

    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/src/engine/types.ts");
    if std::env::var_os("SKILLSIFT_WRITE_TYPES").is_some() {
        std::fs::create_dir_all(file.parent().expect("a file has a folder")).expect("www/src/engine can be made");
        std::fs::write(&file, current).expect("the types can be written");
    } else {
        let written = std::fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
        assert!(written == current, "www/src/engine/types.ts is not current: run `cargo xtask types`");
    }
}

/// The same declaration as a person would write it: short documentation on one line, fields indented, no white space at the ends of lines.
fn tidy(declaration: &str) -> String {
    let compact = declaration.replace("/**\n * ", "/** ").replace("\n */", " */").replace(", }", ",\n}");
    let mut inside = false;
    let mut out = String::new();
    for line in compact.lines().map(str::trim_end) {
        // Between the variants of a union stands a line such as `} | { "kind": "rename",`.
        inside &= line != "};";
        out += if inside && !line.starts_with('}') { "  " } else { "" };
        out += line;
        out += "\n";
        inside |= line.starts_with("export ");
    }
    out
}
