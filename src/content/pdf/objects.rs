//! The objects of a PDF, parsed one by one as they are asked for.
//!
//! They are found by their headers (`12 0 obj`), as programs do that repair a PDF, so a broken
//! cross-reference table does no harm and nothing is parsed that nobody asks for: neither
//! pictures nor the thousands of objects of a long report. lopdf parses, inflates and decrypts;
//! its own loader would first parse everything.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use lopdf::encryption::{EncryptionState, decrypt_object};
use lopdf::xref::{XrefEntry, decode_xref_stream_with_limit};
use lopdf::{Dictionary, Object, ObjectId, ObjectStream, Stream, dictionary};

use super::scan::{self, Marker};

/// The objects of one file.
pub(super) struct Objects<'a> {
    bytes: &'a [u8],
    /// By number; of those with the same number in the order of the file, so the last is the
    /// one that counts.
    markers: Vec<Marker>,
    key: RefCell<Option<EncryptionState>>,
    packed: OnceCell<BTreeMap<u32, Packed>>,
    containers: RefCell<BTreeMap<u32, Option<Rc<Container>>>>,
    work_left: Cell<u64>,
}

/// An object that a cross-reference stream places inside an object stream.
struct Packed {
    container: u32,
    /// Where the cross-reference stream stands: objects behind it are newer.
    said_at: usize,
}

/// An inflated object stream.
struct Container {
    content: Vec<u8>,
    /// Where each of its objects stands.
    members: BTreeMap<u32, Range<usize>>,
}

impl<'a> Objects<'a> {
    /// Finds the objects of `bytes`, to spend at most `work` on them.
    pub(super) fn find(bytes: &'a [u8], work: u64) -> Self {
        let most = usize::try_from(work / WORK_OF_MARKER).unwrap_or(usize::MAX);
        let mut markers = scan::markers(bytes, most);
        let spent = WORK_OF_MARKER.saturating_mul(markers.len() as u64);
        markers.sort_by_key(|marker| marker.number);
        Self {
            bytes,
            markers,
            key: RefCell::default(),
            packed: OnceCell::new(),
            containers: RefCell::default(),
            work_left: Cell::new(work.saturating_sub(spent)),
        }
    }

    /// Whether the file was given up because it takes too much work.
    pub(super) fn gave_up(&self) -> bool {
        self.work_left.get() == 0
    }

    /// Whether no object was found.
    pub(super) fn is_empty(&self) -> bool {
        self.markers.is_empty()
    }

    /// Whether an object stands behind this place.
    pub(super) fn any_behind(&self, at: usize) -> bool {
        self.markers.iter().any(|marker| marker.start > at)
    }

    /// Takes `bytes` of work off what is left; nothing where that is more than is left, and
    /// then nothing is left.
    pub(super) fn spend(&self, bytes: usize) -> Option<()> {
        let left = self.work_left.get().checked_sub(bytes as u64);
        self.work_left.set(left.unwrap_or(0));
        left.map(|_| ())
    }

    /// From here on objects are decrypted.
    pub(super) fn unlock(&self, key: EncryptionState) {
        *self.key.borrow_mut() = Some(key);
    }

    /// An object by its number.
    pub(super) fn get(&self, id: ObjectId) -> Option<Object> {
        self.read(id.0, true)
    }

    /// What an object stands for: itself, or what it refers to.
    pub(super) fn resolve(&self, object: &Object) -> Option<Object> {
        let mut object = object.clone();
        for _ in 0..MOST_STEPS {
            match object {
                Object::Reference(id) => object = self.get(id)?,
                found => return Some(found),
            }
        }
        None
    }

    /// The entry of a dictionary, resolved.
    pub(super) fn entry(&self, dictionary: &Dictionary, key: &[u8]) -> Option<Object> {
        self.resolve(dictionary.get(key).ok()?)
    }

    /// The entry of a dictionary that is a dictionary itself, be it that of a stream, which is
    /// not read then.
    pub(super) fn dictionary(&self, dictionary: &Dictionary, key: &[u8]) -> Option<Dictionary> {
        self.as_dictionary(dictionary.get(key).ok()?)
    }

    /// The dictionary that an object is or refers to.
    pub(super) fn as_dictionary(&self, object: &Object) -> Option<Dictionary> {
        let object = match object {
            Object::Reference(id) => self.read(id.0, false)?,
            other => other.clone(),
        };
        match object {
            Object::Dictionary(dictionary) => Some(dictionary),
            Object::Stream(stream) => Some(stream.dict),
            _ => None,
        }
    }

    /// The array that an object is or refers to.
    pub(super) fn as_array(&self, object: &Object) -> Option<Vec<Object>> {
        match self.resolve(object)? {
            Object::Array(array) => Some(array),
            _ => None,
        }
    }

    /// What a stream says once its filters are undone.
    pub(super) fn content(&self, stream: &Stream) -> Option<Vec<u8>> {
        let most = usize::try_from(self.work_left.get()).unwrap_or(usize::MAX);
        match stream.get_plain_content_with_limit(most) {
            Ok(content) => {
                self.spend(content.len())?;
                Some(content)
            }
            Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded {
                ..
            })) => {
                self.work_left.set(0);
                None
            }
            Err(_) => None,
        }
    }

    /// The dictionaries that may be the file's trailer, the newest first.
    pub(super) fn trailers(&self) -> Vec<Dictionary> {
        let mut found: Vec<(usize, Dictionary)> = scan::trailers(self.bytes)
            .into_iter()
            .filter_map(|(at, text)| Some((at, self.parse(text)?.as_dict().ok()?.clone())))
            .collect();
        for marker in self.markers.iter().filter(|marker| marker.is_xref) {
            if let Some(Object::Stream(stream)) = self.plain(marker, false) {
                found.push((marker.start, stream.dict));
            }
        }
        found.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        found
            .into_iter()
            .map(|(_, dictionary)| dictionary)
            .collect()
    }

    /// The last object that calls itself the catalog: what is left where a file has no trailer.
    pub(super) fn catalog(&self) -> Option<ObjectId> {
        let at = memchr::memmem::rfind(self.bytes, b"/Catalog")?;
        let marker = self.markers.iter().find(|marker| marker.covers(at))?;
        Some((marker.number, marker.generation))
    }

    fn read(&self, number: u32, whole: bool) -> Option<Object> {
        let plain = self.marker(number);
        if let Some(packed) = self.packed().get(&number)
            && plain.is_none_or(|marker| marker.start < packed.said_at)
        {
            return self.from_container(packed.container, number);
        }
        match plain {
            Some(marker) => self.plain(marker, whole),
            None => self.from_any_container(number),
        }
    }

    fn marker(&self, number: u32) -> Option<&Marker> {
        let behind = self
            .markers
            .partition_point(|marker| marker.number <= number);
        let marker = self.markers.get(behind.checked_sub(1)?)?;
        (marker.number == number).then_some(marker)
    }

    /// The object at a marker; the data of a stream only where `whole`.
    fn plain(&self, marker: &Marker, whole: bool) -> Option<Object> {
        let object = self.parse(self.bytes.get(marker.text())?)?;
        let mut object = match (object, &marker.data) {
            (Object::Dictionary(dictionary), Some(_)) if !whole => {
                return Some(Object::Stream(Stream::new(dictionary, Vec::new())));
            }
            (Object::Dictionary(dictionary), Some(found)) => {
                let data = self.data(&dictionary, found.clone())?;
                self.spend(data.len())?;
                Object::Stream(Stream::new(dictionary, data.to_vec()))
            }
            (object, _) => object,
        };
        if let Some(key) = self.key.borrow().as_ref()
            && !marker.is_xref
        {
            // What cannot be decrypted, such as a signature, which never is encrypted, stays.
            let _ = decrypt_object(key, (marker.number, marker.generation), &mut object);
        }
        Some(object)
    }

    /// The data of a stream: as long as its dictionary says where that is right within a line
    /// end, else up to `endstream`.
    fn data(&self, dictionary: &Dictionary, found: Range<usize>) -> Option<&'a [u8]> {
        let stated = match dictionary.get(b"Length").ok() {
            Some(Object::Reference((number, _))) => self
                .marker(*number)
                .and_then(|marker| self.parse(self.bytes.get(marker.text())?)),
            length => length.cloned(),
        };
        let stated = stated.and_then(|length| usize::try_from(length.as_i64().ok()?).ok());
        let data = self.bytes.get(found)?;
        match stated {
            Some(length) if length <= data.len() && data.len() - length <= 2 => data.get(..length),
            _ => Some(data),
        }
    }

    fn parse(&self, text: &[u8]) -> Option<Object> {
        self.spend(text.len())?;
        parse(text)
    }

    /// What the cross-reference streams say of packed objects, later ones over earlier ones.
    fn packed(&self) -> &BTreeMap<u32, Packed> {
        self.packed.get_or_init(|| {
            let mut streams: Vec<&Marker> = self
                .markers
                .iter()
                .filter(|marker| marker.is_xref)
                .collect();
            streams.sort_by_key(|marker| marker.start);
            let mut packed = BTreeMap::new();
            for marker in streams {
                self.take_in(marker, &mut packed);
            }
            packed
        })
    }

    /// Takes in what one cross-reference stream says, if it can be read.
    fn take_in(&self, marker: &Marker, packed: &mut BTreeMap<u32, Packed>) -> Option<()> {
        let Object::Stream(stream) = self.plain(marker, true)? else {
            return None;
        };
        let most = usize::try_from(self.work_left.get() / 4).unwrap_or(usize::MAX);
        let (xref, _) = decode_xref_stream_with_limit(stream, Some(most)).ok()?;
        self.spend(xref.entries.len().saturating_mul(16))?;
        for (number, entry) in xref.entries {
            match entry {
                XrefEntry::Compressed { container, .. } => {
                    let said_at = marker.start;
                    packed.insert(number, Packed { container, said_at });
                }
                XrefEntry::Normal { .. } => {
                    packed.remove(&number);
                }
                XrefEntry::Free | XrefEntry::UnusableFree => {}
            }
        }
        Some(())
    }

    fn from_container(&self, container: u32, number: u32) -> Option<Object> {
        let container = self.container(container)?;
        let member = container.members.get(&number)?.clone();
        self.parse(container.content.get(member)?)
    }

    /// Looks through all object streams, the last first: for a file whose cross-reference
    /// stream is broken.
    fn from_any_container(&self, number: u32) -> Option<Object> {
        let mut containers: Vec<&Marker> = self
            .markers
            .iter()
            .filter(|marker| marker.is_container)
            .collect();
        containers.sort_by_key(|marker| std::cmp::Reverse(marker.start));
        containers
            .into_iter()
            .find_map(|marker| self.from_container(marker.number, number))
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

/// What finding one object costs: it must be kept and sorted.
const WORK_OF_MARKER: u64 = 64;

/// How many references may lead from one to the next.
const MOST_STEPS: usize = 8;

/// Parses one object: lopdf parses the members of object streams, so it is handed one.
fn parse(text: &[u8]) -> Option<Object> {
    let head = b"0 0 ";
    let content = [head, text].concat();
    let dictionary = dictionary! { "N" => 1, "First" => head.len() as i64 };
    let stream = ObjectStream::new(&Stream::new(dictionary, content)).ok()?;
    stream.objects.into_values().next()
}
