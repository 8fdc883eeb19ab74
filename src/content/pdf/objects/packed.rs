//! Objects that are packed into object streams.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use lopdf::Object;
use lopdf::xref::{Xref, XrefEntry, decode_xref_stream_with_limit};

use super::{Marker, Objects};

/// An inflated object stream.
pub(super) struct Container {
    content: Vec<u8>,
    /// Where each of its objects stands.
    members: BTreeMap<u32, Range<usize>>,
}

/// What keeping an entry of a cross-reference stream costs.
const WORK_OF_ENTRY: usize = 16;

impl Objects<'_> {
    /// The object stream that holds an object, with the place of the table that says so.
    pub(super) fn packed(&self, number: u32) -> Option<(u32, usize)> {
        let tables = self.tables.get_or_init(|| self.read_tables());
        self.spend((1 + tables.len()).saturating_mul(WORK_OF_ENTRY))?;
        let mut said = tables
            .iter()
            .filter_map(|(said_at, table)| Some((table.get(number)?, *said_at)))
            .filter(|(entry, _)| entry.is_normal() || entry.is_compressed());
        match said.next()? {
            (XrefEntry::Compressed { container, .. }, said_at) => Some((*container, said_at)),
            _ => None,
        }
    }

    fn read_tables(&self) -> Vec<(usize, Xref)> {
        let mut tables: Vec<(usize, Xref)> = self
            .markers
            .iter()
            .filter(|marker| marker.is_xref)
            .filter_map(|marker| Some((marker.start, self.read_table(marker)?)))
            .collect();
        tables.sort_by_key(|(said_at, _)| std::cmp::Reverse(*said_at));
        tables
    }

    fn read_table(&self, marker: &Marker) -> Option<Xref> {
        let Object::Stream(stream) = self.plain(marker, true)? else {
            return None;
        };
        let most = usize::try_from(self.work_left.get() / 4).unwrap_or(usize::MAX);
        let (table, _) = decode_xref_stream_with_limit(stream, Some(most)).ok()?;
        self.spend(table.entries.len().saturating_mul(WORK_OF_ENTRY))?;
        Some(table)
    }

    /// A member of one object stream.
    pub(super) fn member(&self, container: u32, number: u32) -> Option<Object> {
        let container = self.container(container)?;
        let member = container.members.get(&number)?.clone();
        self.parse(container.content.get(member)?)
    }

    /// Looks through all object streams, the last first: for a file whose cross-reference
    /// stream is broken.
    pub(super) fn member_of_any(&self, number: u32) -> Option<Object> {
        let numbers = self.streams.get_or_init(|| {
            let mut streams: Vec<&Marker> = self
                .markers
                .iter()
                .filter(|marker| marker.is_container)
                .collect();
            streams.sort_by_key(|marker| std::cmp::Reverse(marker.start));
            streams.into_iter().map(|marker| marker.number).collect()
        });
        self.spend(numbers.len().saturating_mul(WORK_OF_ENTRY))?;
        numbers
            .iter()
            .find_map(|container| self.member(*container, number))
    }

    fn container(&self, number: u32) -> Option<Rc<Container>> {
        if let Some(known) = self.containers.borrow().get(&number) {
            return known.clone();
        }
        let container = self.open_container(number).map(Rc::new);
        self.containers
            .borrow_mut()
            .insert(number, container.clone());
        container
    }

    fn open_container(&self, number: u32) -> Option<Container> {
        let Object::Stream(stream) = self.plain(self.marker(number)?, true)? else {
            return None;
        };
        let content = self.content(&stream)?;
        let first = usize::try_from(stream.dict.get(b"First").ok()?.as_i64().ok()?).ok()?;
        let head = std::str::from_utf8(content.get(..first)?).ok()?;
        let numbers: Vec<usize> = head
            .split_ascii_whitespace()
            .map_while(|number| number.parse().ok())
            .collect();
        self.spend(numbers.len().saturating_mul(WORK_OF_ENTRY))?;
        let mut starts: Vec<(usize, u32)> = numbers
            .chunks_exact(2)
            .filter_map(|pair| Some((first.checked_add(pair[1])?, u32::try_from(pair[0]).ok()?)))
            .collect();
        starts.sort_unstable();
        let ends = starts.iter().skip(1).map(|(start, _)| *start);
        let ends: Vec<usize> = ends.chain([content.len()]).collect();
        let members = starts.into_iter().zip(ends);
        let members = members.map(|((start, number), end)| (number, start..end));
        Some(Container {
            members: members.collect(),
            content,
        })
    }
}
