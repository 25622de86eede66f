//! The list of each document for itself.

use crate::common::{quick, sample, session};
use serde_json::Value;
use skillsift::export::document_lines;
use skillsift::report::{Edit, Origin, Report};
use skillsift::session::Session;
use skillsift::settings::Settings;

/// The names in the lists of all documents.
fn listed(session: &Session) -> Vec<String> {
    let lines = document_lines(session);
    let skills = |line: &str| serde_json::from_str::<Value>(line).expect("a line is JSON")["skills"].as_array().cloned();
    lines.lines().filter_map(skills).flatten().map(|skill| skill["name"].as_str().unwrap_or_default().to_string()).collect()
}

fn is_ranked(report: &Report, name: &str) -> bool {
    report.skills.iter().any(|s| s.name == name)
}

#[test]
fn what_is_ranked_is_listed_and_some_of_what_only_one_document_says() {
    let mut session = session(&sample());
    let report = session.analyse(&quick(), &[]).clone();
    let names = listed(&session);
    assert!(report.skills.iter().all(|s| names.contains(&s.name)));
    assert!(names.iter().any(|name| !is_ranked(&report, name)));
}

#[test]
fn what_was_rejected_is_listed_nowhere() {
    let mut session = session(&sample());
    let top = session.analyse(&quick(), &[]).skills[0].clone();
    assert!(listed(&session).contains(&top.name));
    session.analyse(&quick(), &[Edit::RejectSkill { skill: top.id }]);
    assert!(!listed(&session).contains(&top.name));
}

#[test]
fn without_discovery_nothing_discovered_is_listed() {
    let mut session = session(&sample());
    let report = session.analyse(&quick(), &[]).clone();
    let discovered: Vec<&String> = report.skills.iter().filter(|s| s.origin == Origin::Discovered).map(|s| &s.name).collect();
    let all = listed(&session);
    session.analyse(&Settings { discover: false, ..quick() }, &[]);
    let names = listed(&session);
    assert!(!names.is_empty() && !discovered.is_empty());
    assert!(discovered.iter().all(|name| all.contains(name) && !names.contains(name)));
}
