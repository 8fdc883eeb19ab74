//! PDF: whether it opens for everybody, what its first page says, whether it was signed.

mod fonts;
mod lock;
mod objects;
mod pages;
mod ranges;
mod scan;
mod signature;
mod text;

use lopdf::{Dictionary, Object};
use memchr::memmem;

use super::{Fault, Found, Heading, Limits, Reading, heading};
use lock::Lock;
use objects::Objects;
use pages::First;

/// Fewer letters than this on the first page are no text: what a scanner stamps on pictures.
const FEWEST_LETTERS: usize = 80;

/// Looks into a PDF.
pub(super) fn look(bytes: &[u8], limits: &Limits) -> Found {
    if bytes.len() as u64 > limits.pdf_bytes {
        return Found::reading(Reading::NotTried);
    }
    let objects = Objects::find(bytes, limits.pdf_work);
    if objects.gave_up() {
        return Found::reading(Reading::NotTried);
    }
    if objects.is_empty() || is_cut_off(bytes, &objects) {
        return Found::fault(Fault::Damaged);
    }
    let trailers = objects.trailers();
    match lock::lock(&objects, &trailers) {
        Lock::None => {}
        Lock::Opened(key) => objects.unlock(*key),
        Lock::Closed => return Found::fault(Fault::Encrypted),
        Lock::Unknown => return Found::reading(Reading::NotTried),
    }
    let Some(catalog) = catalog(&objects, &trailers) else {
        return Found::reading(Reading::NotTried);
    };
    let reading = match pages::first(&objects, &catalog) {
        First::None => return Found::fault(Fault::NoPages),
        First::Unclear => Reading::NotTried,
        First::Page(page) => reading(&text::of_page(&objects, &page)),
    };
    let signature = signature::find(&objects, &catalog);
    Found {
        reading: if objects.gave_up() {
            Reading::NotTried
        } else {
            reading
        },
        signature,
        ..Found::default()
    }
}

/// Whether the file breaks off: its end mark is missing, or objects follow the last one, as in
/// a file made for the web, which has one near its start, or in a revision half written.
fn is_cut_off(bytes: &[u8], objects: &Objects) -> bool {
    let end = memmem::rfind(bytes, b"%%EOF").max(memmem::rfind(bytes, b"startxref"));
    end.is_none_or(|end| objects.any_behind(end))
}

fn catalog(objects: &Objects, trailers: &[Dictionary]) -> Option<Dictionary> {
    let roots = trailers
        .iter()
        .filter_map(|trailer| trailer.get(b"Root").ok());
    let named = roots.filter_map(|root| objects.as_dictionary(root)).next();
    named.or_else(|| objects.as_dictionary(&Object::Reference(objects.catalog()?)))
}

fn reading(page: &text::PageText) -> Reading {
    let letters = page.text.chars().filter(|c| c.is_alphabetic()).count();
    if page.unreadable > letters {
        return Reading::Scan;
    }
    let heading = heading::read(&page.text);
    if letters < FEWEST_LETTERS && heading == Heading::default() {
        return Reading::Scan;
    }
    Reading::Text(heading)
}
