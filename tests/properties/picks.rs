//! Random choices from which a submission is made for whatever set there is.

use proptest::bool::weighted;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::answers::Layout;

/// Random choices for one leaf, turned into rows by [`rows`](crate::rows).
#[derive(Clone, Debug)]
pub(crate) struct Picks {
    pub(crate) boundary: usize,
    pub(crate) nudge: usize,
    pub(crate) scale: usize,
    /// Which of the leaf's figures nobody states.
    pub(crate) unstated: [bool; 3],
    pub(crate) points: u32,
    pub(crate) points_unstated: bool,
    pub(crate) by_percent: bool,
    pub(crate) rows: Vec<RowPicks>,
    pub(crate) explanation: Option<bool>,
    pub(crate) not_applicable: bool,
    pub(crate) claim: Option<u32>,
    pub(crate) second_table: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct RowPicks {
    pub(crate) document: usize,
    /// Whether the row is in order, but perhaps for a late date.
    pub(crate) sound: bool,
    pub(crate) number: usize,
    pub(crate) date: usize,
    pub(crate) title: bool,
    pub(crate) files: Vec<usize>,
    pub(crate) link: bool,
    pub(crate) reference: usize,
    pub(crate) next_leaf_too: bool,
    pub(crate) second_table: bool,
}

prop_compose! {
    fn row_picks()(
        document in 0..6usize,
        sound in weighted(0.6),
        number in 0..3usize,
        date in 0..12usize,
        title in any::<bool>(),
        files in prop_oneof![3 => vec(0..7usize, 0..=3), 1 => vec(4..7usize, 1)],
        link in weighted(0.3),
        reference in 0..3usize,
        next_leaf_too in weighted(0.2),
        second_table in any::<bool>(),
    ) -> RowPicks {
        RowPicks {
            document, sound, number, date, title, files, link, reference, next_leaf_too, second_table,
        }
    }
}

prop_compose! {
    fn picks()(
        (boundary, nudge, scale) in (0..8usize, 0..5usize, 0..6usize),
        unstated in [weighted(0.12), weighted(0.12), weighted(0.12)],
        points in 0..=8u32,
        points_unstated in weighted(0.25),
        by_percent in any::<bool>(),
        rows in vec(row_picks(), 0..=6),
        explanation in option::weighted(0.35, any::<bool>()),
        not_applicable in weighted(0.12),
        claim in option::weighted(0.3, 0..=8u32),
        second_table in any::<bool>(),
    ) -> Picks {
        Picks {
            boundary, nudge, scale, unstated, points, points_unstated, by_percent, rows, explanation,
            not_applicable, claim, second_table,
        }
    }
}

prop_compose! {
    pub(crate) fn layout()(
        delimiter in select(vec![b',', b';', b'\t']),
        vietnamese_headers in any::<bool>(),
        decimal_comma in any::<bool>(),
        iso_dates in any::<bool>(),
        windows in any::<bool>(),
        wide in any::<bool>(),
        with_unit in any::<bool>(),
    ) -> Layout {
        Layout {
            delimiter, vietnamese_headers, decimal_comma, iso_dates, windows, wide, with_unit,
        }
    }
}

/// Random choices for a whole submission, turned into answers by [`rows`](crate::rows).
#[derive(Clone, Debug)]
pub(crate) struct AllPicks {
    pub(crate) leaves: Vec<Picks>,
    pub(crate) common: Option<(usize, usize)>,
    pub(crate) gate: Option<u32>,
    pub(crate) layout: Layout,
}

prop_compose! {
    pub(crate) fn all_picks()(
        leaves in vec(picks(), 6),
        common in option::weighted(0.8, (0..6usize, 0..5usize)),
        gate in option::of(0..=2u32),
        layout in layout(),
    ) -> AllPicks {
        AllPicks { leaves, common, gate, layout }
    }
}
