//! From files to reports: the sample against its goldens, in any order and split over any workers; corrections, settings and evidence.

#[path = "../common/mod.rs"]
mod common;

mod document_lines;
mod edits;
mod evidence;
mod golden;
mod order;
mod repeats;
mod settings;
mod themes;
