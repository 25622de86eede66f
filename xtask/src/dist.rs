//! `dist`: the build and the notices of everything in it, checked to be servable from any folder of any static host.

use crate::build::{self, Build};
use crate::notices;
use crate::setup;
use crate::sh::{self, Failure, Outcome, Show};
use std::path::PathBuf;
use std::process::ExitCode;

/// The command line of `dist`.
pub fn command(mut arguments: lexopt::Parser) -> Outcome<ExitCode> {
    if let Some(argument) = arguments.next()? {
        return Err(argument.unexpected().into());
    }
    let dist = run(Show::Live)?;
    println!("dist/ is ready: {} files. Any static host can serve it, from any folder.", sh::files(&dist, &|_| true)?.len());
    Ok(ExitCode::SUCCESS)
}

/// Makes dist/ and returns where it is.
pub fn run(show: Show) -> Outcome<PathBuf> {
    build::run(Build { dev: false, show })?;
    let dist = sh::root()?.join("dist");
    sh::write(&dist.join(notices::FILE), notices::text()?)?;
    check(&dist)?;
    Ok(dist)
}

/// Nothing shipped may need the root of a host, or tell where it was built.
fn check(dist: &std::path::Path) -> Outcome {
    let page = sh::read_text(&dist.join("index.html"))?;
    if let Some(address) = rooted_address(&page) {
        return Err(format!("dist/index.html asks for {address:?}, which only works at the root of a host; make it relative.").into());
    }
    let mut shipped: Vec<PathBuf> = sh::files(dist, &|_| true)?.iter().map(|file| dist.join(file)).collect();
    let built = sh::www()?.join("build");
    // In dist the wasm is packed; its strings can be read here.
    shipped.extend(build::MODULES.iter().map(|module| built.join(format!("{0}/{0}_bg.wasm", module.name))));
    let here = [sh::root()?, setup::cargo_home()?].map(|path| path.display().to_string());
    for file in shipped {
        let content = sh::read(&file)?;
        if let Some(path) = here.iter().find(|path| memmem(&content, path.as_bytes())) {
            return Err(Failure::from(format!("{} holds the path {path} of this machine; find what put it there.", file.display())));
        }
    }
    Ok(())
}

/// The first address in the page's own tags that begins at the root of the host.
fn rooted_address(page: &str) -> Option<&str> {
    ["src=\"", "href=\""].into_iter().flat_map(|start| page.split(start).skip(1)).find_map(|rest| {
        let address = rest.split('"').next()?;
        (address.starts_with('/')).then_some(address)
    })
}

/// Whether the bytes hold the others.
pub fn memmem(bytes: &[u8], part: &[u8]) -> bool {
    !part.is_empty() && bytes.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::{memmem, rooted_address};

    #[test]
    fn rooted_addresses_are_found() {
        assert_eq!(rooted_address(r#"<script src="/assets/a.js">"#), Some("/assets/a.js"));
        assert_eq!(rooted_address(r##"<link href="./a.css"><a href="#top"><a href="https://example.org/">"##), None);
    }

    #[test]
    fn bytes_are_found_in_bytes() {
        assert!(memmem(b"abcdef", b"def"));
        assert!(!memmem(b"abc", b"abcd"));
    }
}
