//! The kinds of rules by name.

/// A kind of rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Presence,
    Proportional,
    Bands,
    PerItem,
    Deduct,
    Deadline,
    Levels,
    Stated,
    Awarded,
    BestOf,
}

impl Kind {
    pub(super) const ALL: [Self; 10] = [
        Self::Presence,
        Self::Proportional,
        Self::Bands,
        Self::PerItem,
        Self::Deduct,
        Self::Deadline,
        Self::Levels,
        Self::Stated,
        Self::Awarded,
        Self::BestOf,
    ];

    /// Its name, as sets and JSON write it.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Presence => "presence",
            Self::Proportional => "proportional",
            Self::Bands => "bands",
            Self::PerItem => "per_item",
            Self::Deduct => "deduct",
            Self::Deadline => "deadline",
            Self::Levels => "levels",
            Self::Stated => "stated",
            Self::Awarded => "awarded",
            Self::BestOf => "best_of",
        }
    }
}

/// The names of all kinds, as sets write them.
pub const KINDS: [&str; Kind::ALL.len()] = {
    let mut ids = [""; Kind::ALL.len()];
    let mut at = 0;
    while at < ids.len() {
        ids[at] = Kind::ALL[at].id();
        at += 1;
    }
    ids
};
