//! The text of a page, in the order in which it is drawn. Where it moves to another line a line
//! break stands, at a wide gap a tab, at a gap as wide as a space a space.

#![expect(
    clippy::float_arithmetic,
    reason = "where glyphs stand on a page; nothing is counted or scored"
)]

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Object};

use super::fonts::Font;
use super::objects::Objects;
use super::pages::Page;

/// Enough for the head of a document.
const MOST_GLYPHS: usize = 8_000;

/// So much of a page or a form is read: the head of a document is drawn early.
const LONGEST: usize = 2 << 20;

/// How deep forms (`Do`) nest at most.
const DEEPEST: usize = 6;

/// What a page says.
#[derive(Default)]
pub(super) struct PageText {
    /// The visible text; U+FFFD for a glyph that nobody can read.
    pub(super) text: String,
    /// How many glyphs cannot be read.
    pub(super) unreadable: usize,
}

/// Reads a page. Text that is drawn invisibly is left out: programs put it over a scan as their
/// guess of what it says.
pub(super) fn of_page(objects: &Objects, page: &Page) -> PageText {
    let content = page.dictionary.get(b"Contents").ok();
    let streams = match content.and_then(|content| objects.resolve(content)) {
        Some(Object::Array(streams)) => streams,
        Some(stream) => vec![stream],
        None => Vec::new(),
    };
    let mut content = Vec::new();
    for stream in streams {
        if let Some(Object::Stream(stream)) = objects.resolve(&stream)
            && let Some(part) = objects.content(&stream)
        {
            content.extend(part);
            content.push(b'\n');
        }
    }
    let mut reader = Reader {
        objects,
        page: PageText::default(),
        glyphs: 0,
        end: None,
    };
    reader.run(&content, &page.resources, &State::default(), DEEPEST);
    reader.page
}

/// Six numbers that turn and move a plane, as PDF writes them.
#[derive(Clone, Copy)]
struct Matrix([f32; 6]);

impl Matrix {
    const NONE: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    fn shift(x: f32, y: f32) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// First this one, then `next`.
    fn then(self, next: Self) -> Self {
        let ([a, b, c, d, e, f], [p, q, r, s, t, u]) = (self.0, next.0);
        Self([
            a * p + b * r,
            a * q + b * s,
            c * p + d * r,
            c * q + d * s,
            e * p + f * r + t,
            e * q + f * s + u,
        ])
    }

    fn from_operands(operands: &[Object]) -> Option<Self> {
        let numbers: Vec<f32> = operands.iter().filter_map(|n| n.as_float().ok()).collect();
        numbers.try_into().ok().map(Self)
    }
}

/// The graphics and text state that `q` keeps and `Q` restores.
#[derive(Clone)]
struct State {
    page: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    between_glyphs: f32,
    between_words: f32,
    stretch: f32,
    leading: f32,
    visible: bool,
}

impl Default for State {
    fn default() -> Self {
        Self {
            page: Matrix::NONE,
            font: None,
            size: 0.0,
            between_glyphs: 0.0,
            between_words: 0.0,
            stretch: 1.0,
            leading: 0.0,
            visible: true,
        }
    }
}

/// Where the last glyph ended.
struct End {
    x: f32,
    y: f32,
}

struct Reader<'a> {
    objects: &'a Objects<'a>,
    page: PageText,
    glyphs: usize,
    end: Option<End>,
}

impl Reader<'_> {
    fn run(&mut self, content: &[u8], resources: &Dictionary, state: &State, levels: usize) {
        let mut state = state.clone();
        let mut kept = Vec::new();
        let fonts = self
            .objects
            .dictionary(resources, b"Font")
            .unwrap_or_default();
        let forms = self
            .objects
            .dictionary(resources, b"XObject")
            .unwrap_or_default();
        let mut known: BTreeMap<Vec<u8>, Option<Rc<Font>>> = BTreeMap::new();
        let content = &content[..content.len().min(LONGEST)];
        let mut line = Matrix::NONE;
        let mut at = Matrix::NONE;
        for operation in Content::decode_iter(content).map_while(Result::ok) {
            if self.glyphs > MOST_GLYPHS || self.objects.gave_up() {
                return;
            }
            let Operation { operator, operands } = operation;
            let number = |index: usize| operands.get(index).and_then(|n| n.as_float().ok());
            let text = |index: usize| operands.get(index).and_then(|s| s.as_str().ok());
            match operator.as_str() {
                "q" if kept.len() < 64 => kept.push(state.clone()),
                "Q" => state = kept.pop().unwrap_or(state),
                "cm" => {
                    if let Some(matrix) = Matrix::from_operands(&operands) {
                        state.page = matrix.then(state.page);
                    }
                }
                "BT" => (line, at) = (Matrix::NONE, Matrix::NONE),
                "Tf" => {
                    let name = operands.first().and_then(|name| name.as_name().ok());
                    state.font = name.and_then(|name| {
                        let font = || {
                            let font = self.objects.dictionary(&fonts, name)?;
                            Some(Rc::new(Font::read(self.objects, &font)))
                        };
                        known.entry(name.to_vec()).or_insert_with(font).clone()
                    });
                    state.size = number(1).unwrap_or(0.0);
                }
                "Tc" => state.between_glyphs = number(0).unwrap_or(0.0),
                "Tw" => state.between_words = number(0).unwrap_or(0.0),
                "Tz" => state.stretch = number(0).unwrap_or(100.0) / 100.0,
                "TL" => state.leading = number(0).unwrap_or(0.0),
                "Tr" => state.visible = !matches!(number(0), Some(3.0 | 7.0)),
                "Tm" => {
                    if let Some(matrix) = Matrix::from_operands(&operands) {
                        (line, at) = (matrix, matrix);
                    }
                }
                "Td" | "TD" => {
                    let (x, y) = (number(0).unwrap_or(0.0), number(1).unwrap_or(0.0));
                    if operator == "TD" {
                        state.leading = -y;
                    }
                    line = Matrix::shift(x, y).then(line);
                    at = line;
                }
                "T*" | "'" | "\"" => {
                    line = Matrix::shift(0.0, -state.leading).then(line);
                    at = line;
                    if operator == "\"" {
                        state.between_words = number(0).unwrap_or(0.0);
                        state.between_glyphs = number(1).unwrap_or(0.0);
                    }
                    let shown = text(if operator == "'" { 0 } else { 2 });
                    if let Some(shown) = shown.filter(|_| operator != "T*") {
                        self.show(shown, &state, &mut at);
                    }
                }
                "Tj" => {
                    if let Some(shown) = text(0) {
                        self.show(shown, &state, &mut at);
                    }
                }
                "TJ" => {
                    let parts = operands.first().and_then(|parts| parts.as_array().ok());
                    for part in parts.into_iter().flatten() {
                        if let Ok(shown) = part.as_str() {
                            self.show(shown, &state, &mut at);
                        } else if let Ok(back) = part.as_float() {
                            let back = back / 1000.0 * state.size * state.stretch;
                            at = Matrix::shift(-back, 0.0).then(at);
                        }
                    }
                }
                "Do" => {
                    let name = operands.first().and_then(|name| name.as_name().ok());
                    if let Some(name) = name {
                        self.form(&forms, name, resources, &state, levels);
                    }
                }
                _ => {}
            }
        }
    }

    /// Draws a form; pictures are not even read. What a form does not bring along it takes from
    /// `resources`.
    fn form(
        &mut self,
        forms: &Dictionary,
        name: &[u8],
        resources: &Dictionary,
        state: &State,
        levels: usize,
    ) {
        let Some(reference) = forms.get(name).ok().filter(|_| levels > 0) else {
            return;
        };
        let is_reference = reference.as_reference().is_ok();
        let Some(dictionary) = self
            .objects
            .as_dictionary(reference)
            .filter(|_| is_reference)
        else {
            return;
        };
        if !matches!(dictionary.get(b"Subtype"), Ok(Object::Name(name)) if name == b"Form") {
            return;
        }
        let Some(Object::Stream(form)) = self.objects.resolve(reference) else {
            return;
        };
        let Some(content) = self.objects.content(&form) else {
            return;
        };
        let own = self.objects.dictionary(&dictionary, b"Resources");
        let mut state = state.clone();
        let matrix = dictionary.get(b"Matrix").and_then(Object::as_array).ok();
        if let Some(matrix) = matrix.and_then(|matrix| Matrix::from_operands(matrix)) {
            state.page = matrix.then(state.page);
        }
        let resources = own.as_ref().unwrap_or(resources);
        self.run(&content, resources, &state, levels - 1);
    }

    /// Shows a string from `at` on, and moves `at` behind it.
    fn show(&mut self, string: &[u8], state: &State, at: &mut Matrix) {
        if string.is_empty() {
            return;
        }
        let Some(font) = &state.font else {
            self.page.unreadable += usize::from(state.visible);
            return;
        };
        if state.visible {
            self.break_before(at.then(state.page), state.size);
        }
        for glyph in font.glyphs(string) {
            self.glyphs += 1;
            let mut wide = glyph.width / 1000.0 * state.size + state.between_glyphs;
            if glyph.is_space {
                wide += state.between_words;
            }
            *at = Matrix::shift(wide * state.stretch, 0.0).then(*at);
            if !state.visible {
                continue;
            }
            match glyph.text {
                Some(text) => self.page.text.push_str(&text),
                None => {
                    self.page.text.push(char::REPLACEMENT_CHARACTER);
                    self.page.unreadable += 1;
                }
            }
        }
        if state.visible {
            let [.., x, y] = at.then(state.page).0;
            self.end = Some(End { x, y });
        }
    }

    /// Sets text that starts at `at` off from what stands before it. Distances are measured
    /// along and across the direction of writing, in units of the font size.
    fn break_before(&mut self, at: Matrix, size: f32) {
        let Some(end) = &self.end else { return };
        let [a, b, _, _, x, y] = at.0;
        let em = a.hypot(b) * size;
        let (right, up) = (x - end.x, y - end.y);
        let along = (right * a + up * b) * size / (em * em);
        let across = (up * a - right * b) * size / (em * em);
        let text = &mut self.page.text;
        let gap = if !along.is_finite() || across.abs() > 0.4 {
            '\n'
        } else if !(-1.0..=1.5).contains(&along) {
            '\t'
        } else if along > 0.18 {
            ' '
        } else {
            return;
        };
        let is_set_off = match gap {
            ' ' => text.ends_with(char::is_whitespace),
            _ => text.ends_with(gap),
        };
        if !is_set_off {
            text.push(gap);
        }
    }
}
