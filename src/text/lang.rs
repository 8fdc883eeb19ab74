//! The two languages of everything a person reads.

/// The language of a result or a message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Vietnamese, the default.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// The wording of this language.
    pub fn pick<T>(self, vi: T, en: T) -> T {
        match self {
            Self::Vi => vi,
            Self::En => en,
        }
    }
}

/// One sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text {
    vi: String,
    en: String,
}

impl Text {
    /// Joins the two wordings of one sentence.
    pub fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            vi: vi.into(),
            en: en.into(),
        }
    }

    /// Words a sentence in each language, where numbers stand in it.
    pub fn each(word: impl Fn(Lang) -> String) -> Self {
        Self {
            vi: word(Lang::Vi),
            en: word(Lang::En),
        }
    }

    /// The wording in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        lang.pick(&self.vi, &self.en)
    }
}

/// A [`Text`] from two format strings: Vietnamese, then English.
macro_rules! text {
    ($vi:literal, $en:literal $(,)?) => {
        $crate::text::lang::Text::new(format!($vi), format!($en))
    };
}
pub(crate) use text;
