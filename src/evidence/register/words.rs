//! Words that were met in a register: units, and values of columns. Each is understood once.
//!
//! While a part of the register is read, the words known before it are only looked up; what is
//! new is noted apart and taken in afterwards, part by part. So the result does not depend on
//! how many parts are read at a time.

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::FixedState;

use crate::evidence::register::condition::ColumnRef;
use crate::evidence::register::plan::{Attribute, Plan, has_known_values};
use crate::evidence::register::row::unquoted;
use crate::evidence::register::short::Short;
use crate::text::fold;

type Map<K, V> = HashMap<K, V, FixedState>;

/// A cell as it stands.
type Word = Box<[u8]>;

/// The most words of one column that are kept: columns of free text have no end of them.
const MOST_WORDS: usize = 4_096;

/// What is noted of the words of one column.
#[derive(Debug, Default)]
struct Noted {
    /// The first short ones: a column has a few of them.
    short: Vec<(Short, u64)>,
    all: Map<Word, u64>,
}

/// The most short words that are looked through one after the other.
const MOST_SHORT: usize = 12;

impl Noted {
    #[inline]
    fn get(&self, word: &[u8]) -> Option<u64> {
        if let Some(short) = Short::of(word) {
            let found = self.short.iter().find(|(known, _)| *known == short);
            if let Some((_, noted)) = found {
                return Some(*noted);
            }
        }
        self.all.get(word).copied()
    }

    fn insert(&mut self, word: Word, noted: u64) {
        if self.all.len() >= MOST_WORDS || self.all.contains_key(&word) {
            return;
        }
        if let Some(short) = Short::of(&word).filter(|_| self.short.len() < MOST_SHORT) {
            self.short.push((short, noted));
        }
        self.all.insert(word, noted);
    }
}

/// The words that are known.
#[derive(Debug, Default)]
pub(super) struct Words {
    values: Vec<Noted>,
    short_units: Map<Short, u32>,
    long_units: Map<Word, u32>,
    by_text: BTreeMap<String, u32>,
    /// The units by number: code, or name where the register has no codes; and name.
    pub(super) named: Vec<(String, Option<String>)>,
    /// What is written in columns with known values and is none of them, by attribute: how often.
    pub(super) others: BTreeMap<(usize, String), u64>,
    /// Whether some word is no text.
    pub(super) no_text: bool,
}

/// Words met in a part.
#[derive(Debug, Default)]
pub(super) struct Local {
    values: Vec<Map<Word, u64>>,
    units: Map<Word, u32>,
    /// New units, in the order in which they are met.
    new_units: Vec<(Word, Word)>,
    others: Map<(usize, Word), u64>,
    no_text: bool,
}

/// What is told of a word that is not understood: a long one, or one with a number in it, may be
/// about somebody.
fn told(text: &str) -> String {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().count();
    if digits > 4 || letters > 40 {
        return format!("… ({letters})");
    }
    text.to_owned()
}

/// Marks the number of a unit that is new in its part.
const NEW: u32 = 1 << 31;

impl Words {
    /// What is noted of a value, by the attribute's position.
    #[inline]
    pub(super) fn value(&self, attribute: usize, text: &[u8]) -> Option<u64> {
        self.values.get(attribute)?.get(text)
    }

    /// The number of the unit whose code or name this is.
    #[inline]
    pub(super) fn unit(&self, text: &[u8]) -> Option<u32> {
        match Short::of(text) {
            Some(short) => self.short_units.get(&short).copied(),
            None => self.long_units.get(text).copied(),
        }
    }

    /// Takes in what a part met; gives the numbers of its new units.
    pub(super) fn take_in(&mut self, local: Local) -> Vec<u32> {
        self.no_text |= local.no_text;
        for (attribute, words) in local.values.into_iter().enumerate() {
            if self.values.len() <= attribute {
                self.values.resize_with(attribute + 1, Noted::default);
            }
            for (word, noted) in words {
                self.values[attribute].insert(word, noted);
            }
        }
        for ((attribute, word), times) in local.others {
            let text = told(&unquoted(&word));
            if self.others.len() < MOST_WORDS
                || self.others.contains_key(&(attribute, text.clone()))
            {
                *self.others.entry((attribute, text)).or_default() += times;
            }
        }
        let new = local.new_units.into_iter();
        new.map(|(code, name)| self.add_unit(code, &name)).collect()
    }

    fn add_unit(&mut self, code: Word, name: &[u8]) -> u32 {
        let text = unquoted(&code);
        let next = self.named.len() as u32;
        // As everywhere: one name however it is spelt.
        let number = *self.by_text.entry(fold::spelling(&text)).or_insert(next);
        if number == next {
            let name = Some(unquoted(name)).filter(|name| !name.is_empty());
            self.named.push((text, name));
        }
        match Short::of(&code) {
            Some(short) => self.short_units.insert(short, number),
            None => self.long_units.insert(code, number),
        };
        number
    }
}

impl Local {
    pub(super) fn value(&self, attribute: usize, text: &[u8]) -> Option<u64> {
        self.values.get(attribute)?.get(text).copied()
    }

    pub(super) fn learn_value(&mut self, attribute: usize, text: &[u8], noted: u64) {
        self.no_text |= std::str::from_utf8(text).is_err();
        if self.values.len() <= attribute {
            self.values.resize_with(attribute + 1, Map::default);
        }
        let known = &mut self.values[attribute];
        if known.len() < MOST_WORDS {
            known.insert(text.into(), noted);
        }
    }

    /// Counts a value that is none of its column's, where a column has known ones.
    #[cold]
    pub(super) fn note_other(&mut self, attribute: usize, text: &[u8], plan: &Plan) {
        let attribute_of = plan.packed.get(attribute).map(|packed| &packed.attribute);
        if let Some(Attribute::Value(ColumnRef::Known(column), _)) = attribute_of
            && has_known_values(*column)
            && self.others.len() < MOST_WORDS
        {
            *self.others.entry((attribute, text.into())).or_default() += 1;
        }
    }

    /// The number of a unit that is new, or was new before in this part.
    #[cold]
    pub(super) fn new_unit(&mut self, code: &[u8], name: &[u8]) -> u32 {
        if let Some(number) = self.units.get(code) {
            return *number;
        }
        self.no_text |= std::str::from_utf8(code).is_err() || std::str::from_utf8(name).is_err();
        let number = NEW | self.new_units.len() as u32;
        self.new_units.push((code.into(), name.into()));
        self.units.insert(code.into(), number);
        number
    }
}

/// The number of a unit, once its part is taken in.
#[inline]
pub(super) fn settled(number: u32, new: &[u32]) -> u32 {
    if number & NEW == 0 {
        number
    } else {
        new[(number & !NEW) as usize]
    }
}
