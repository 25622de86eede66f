//! `serve`: dist/ on this machine only, as the plainest static host would serve it.
//!
//! It sends no security headers on purpose: what keeps the page from connecting to anyone has to stand in the page itself, and a header
//! from here would hide that it does not.

use crate::dist;
use crate::sh::{Failure, Outcome, Show, doing};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

const PORT: u16 = 8017;

/// The command line of `serve`.
pub fn command(mut arguments: lexopt::Parser) -> Outcome<ExitCode> {
    let (mut port, mut open) = (PORT, true);
    while let Some(argument) = arguments.next()? {
        match argument {
            lexopt::Arg::Long("port") => {
                let text = arguments.value()?.to_string_lossy().into_owned();
                port = text.parse().map_err(|_| Failure::from(format!("--port wants a number up to 65535, not {text:?}.")))?;
            }
            lexopt::Arg::Long("no-open") => open = false,
            other => return Err(other.unexpected().into()),
        }
    }
    let dist = dist::run(Show::Live)?;
    // The real path, so that a link inside it cannot lead out unseen.
    let dist = dist.canonicalize().map_err(doing("find", &dist))?;
    let (listener, port) = listen(port)?;
    let address = format!("http://127.0.0.1:{port}/");
    println!("Skillsift is at {address} (this machine only). Ctrl+C ends it.");
    if open {
        open_browser(&address);
    }
    for stream in listener.incoming().flatten() {
        let dist = dist.clone();
        // A visitor that goes away mid-answer is no failure of ours.
        std::thread::spawn(move || answer(&stream, &dist).ok());
    }
    Ok(ExitCode::SUCCESS)
}

/// The port asked for, or the next free one of twenty.
fn listen(first: u16) -> Outcome<(TcpListener, u16)> {
    let last = first.saturating_add(19);
    for port in first..=last {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => {
                let port = listener.local_addr().map_or(port, |address| address.port());
                return Ok((listener, port));
            }
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => eprintln!("port {port} is taken"),
            Err(error) => return Err(format!("Port {port} cannot be opened: {error}; choose another with --port.").into()),
        }
    }
    Err(format!("The ports {first} to {last} are all taken; choose another with --port.").into())
}

/// Reads one request and answers it.
fn answer(stream: &TcpStream, dist: &Path) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    stream.set_write_timeout(Some(Duration::from_secs(30)))?;
    // No request that a browser makes here is longer.
    let mut lines = BufReader::new(stream.take(64 * 1024)).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    // Closing with unread input would reset the connection before the answer arrives.
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let mut words = request.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let found = match method {
        "GET" | "HEAD" => match file_for(target, dist) {
            Some(file) => std::fs::read(&file).map(|content| ("200 OK", mime(&file), content)).ok(),
            None => None,
        },
        _ => Some(("405 Method Not Allowed", "text/plain; charset=utf-8", b"Only reading is possible here.\n".to_vec())),
    };
    let (status, kind, content) =
        found.unwrap_or_else(|| ("404 Not Found", "text/plain; charset=utf-8", b"There is no such file here.\n".to_vec()));
    let mut out = stream;
    // `no-cache` lets a rebuilt page appear on reload.
    write!(
        out,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\nConnection: close\r\n\r\n",
        content.len()
    )?;
    if method != "HEAD" {
        out.write_all(&content)?;
    }
    out.flush()
}

/// The file that a request's target means, if it is inside the folder; a folder means its index.html.
fn file_for(target: &str, dist: &Path) -> Option<PathBuf> {
    let path = decode(target.split(['?', '#']).next()?)?;
    let mut file = dist.to_owned();
    for part in path.strip_prefix('/')?.split('/').filter(|part| !part.is_empty()) {
        if part == ".." || part == "." || part.contains(['\\', '\0', ':']) {
            return None;
        }
        file.push(part);
    }
    if file.is_dir() {
        file.push("index.html");
    }
    let real = file.canonicalize().ok()?;
    (real.starts_with(dist) && real.is_file()).then_some(real)
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        if first == b'%' {
            let digits = std::str::from_utf8(after.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &after[2..];
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

fn mime(file: &Path) -> &'static str {
    match file.extension().and_then(|ending| ending.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "txt" | "md" | "csv" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

/// Asks the desktop for a browser; without one the printed address has to do.
fn open_browser(address: &str) {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else if std::env::var_os("DISPLAY").or_else(|| std::env::var_os("WAYLAND_DISPLAY")).is_some() {
        ("xdg-open", &[])
    } else {
        return;
    };
    let quiet = || Stdio::null();
    let _ = Command::new(program).args(arguments).arg(address).stdin(quiet()).stdout(quiet()).stderr(quiet()).spawn();
}

#[cfg(test)]
mod tests {
    use super::{decode, file_for, mime};
    use std::path::Path;

    #[test]
    fn only_files_inside_the_folder_are_found() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").canonicalize().unwrap();
        let found = |target| file_for(target, &folder).is_some();
        assert!(found("/serve.rs"));
        assert!(found("/serve%2Ers?again#here"));
        for outside in
            ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "/..%2fCargo.toml", "/..%5cCargo.toml", "serve.rs", "/no", "/", "/%", "/%ff", "/a%00"]
        {
            assert!(!found(outside), "{outside}");
        }
    }

    #[test]
    fn percent_signs_are_decoded() {
        assert_eq!(decode("/caf%C3%A9").as_deref(), Some("/café"));
        assert_eq!(decode("/%C3"), None);
    }

    #[test]
    fn scripts_and_styles_have_the_types_that_browsers_insist_on() {
        assert!(mime(Path::new("a/b.js")).starts_with("text/javascript"));
        assert!(mime(Path::new("b.css")).starts_with("text/css"));
        assert_eq!(mime(Path::new("b.wasm")), "application/wasm");
    }
}
