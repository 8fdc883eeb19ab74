//! Signature fields: whether they are filled, never whether a signature is valid.

use jiff::civil::Date;
use lopdf::{Dictionary, Object};

use super::super::Signature;
use super::objects::Objects;

/// How deep form fields nest at most.
const DEEPEST: usize = 16;

/// The signature fields of a form, taken together.
pub(super) fn find(objects: &Objects, catalog: &Dictionary) -> Option<Signature> {
    let form = objects.dictionary(catalog, b"AcroForm")?;
    let mut found = None;
    for field in objects.as_array(form.get(b"Fields").ok()?)? {
        take_in(objects, &field, false, DEEPEST, &mut found);
    }
    found
}

fn take_in(
    objects: &Objects,
    field: &Object,
    of_signature: bool,
    levels: usize,
    found: &mut Option<Signature>,
) {
    let Some(field) = objects.as_dictionary(field).filter(|_| levels > 0) else {
        return;
    };
    let of_signature = match objects.entry(&field, b"FT") {
        Some(Object::Name(name)) => name == b"Sig",
        _ => of_signature,
    };
    let value = objects.dictionary(&field, b"V");
    if of_signature && (value.is_some() || field.has(b"T")) {
        let day = value.as_ref().and_then(|value| day(objects, value));
        let known = found.get_or_insert_default();
        known.signed |= value.is_some();
        known.day = known.day.max(day);
    }
    let kids = field
        .get(b"Kids")
        .ok()
        .and_then(|kids| objects.as_array(kids));
    for kid in kids.unwrap_or_default() {
        take_in(objects, &kid, of_signature, levels - 1, found);
    }
}

/// The day of a signature's `/M`, as the signer's clock had it: `D:20230305101500+07'00'`.
fn day(objects: &Objects, value: &Dictionary) -> Option<Date> {
    let text = lopdf::decode_text_string(&objects.entry(value, b"M")?).ok()?;
    let digits = text.trim().trim_start_matches("D:");
    let number = |from: usize, to: usize| digits.get(from..to)?.parse::<i16>().ok();
    let small = |from, to| i8::try_from(number(from, to)?).ok();
    Date::new(number(0, 4)?, small(4, 6)?, small(6, 8)?).ok()
}
