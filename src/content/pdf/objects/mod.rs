//! The objects of a PDF, parsed one by one as they are asked for.
//!
//! They are found by their headers (`12 0 obj`), as programs do that repair a PDF, so a broken
//! cross-reference table does no harm and nothing is parsed that nobody asks for: neither
//! pictures nor the thousands of objects of a long report. lopdf parses, inflates and decrypts;
//! its own loader would first parse everything.

mod packed;

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use lopdf::encryption::{EncryptionState, decrypt_object};
use lopdf::xref::Xref;
use lopdf::{Dictionary, Object, ObjectId, ObjectStream, Stream, dictionary};

use super::scan::{self, Marker};
use packed::Container;

/// The objects of one file.
pub(super) struct Objects<'a> {
    bytes: &'a [u8],
    /// By number; of those with the same number in the order of the file, so the last is the
    /// one that counts.
    markers: Vec<Marker>,
    key: RefCell<Option<EncryptionState>>,
    /// What the cross-reference streams say, the newest first, with their places.
    tables: OnceCell<Vec<(usize, Xref)>>,
    /// The numbers of the object streams, the last first.
    streams: OnceCell<Vec<u32>>,
    /// The object streams that were opened.
    containers: RefCell<BTreeMap<u32, Option<Rc<Container>>>>,
    work_left: Cell<u64>,
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
            tables: OnceCell::new(),
            streams: OnceCell::new(),
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
        self.containers.borrow_mut().clear();
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
        // What stands behind the table that says where it is packed is newer.
        if let Some((container, said_at)) = self.packed(number)
            && plain.is_none_or(|marker| marker.start < said_at)
        {
            return self.member(container, number);
        }
        match plain {
            Some(marker) => self.plain(marker, whole),
            None => self.member_of_any(number),
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
        let text = &text[..text.len().min(LONGEST_OBJECT)];
        self.spend(WORK_OF_OBJECT.saturating_add(text.len()))?;
        parse(text)
    }
}

/// What finding one object costs: it must be kept and sorted.
const WORK_OF_MARKER: u64 = 64;

/// Longer objects are not read: a few bytes of text become a hundred in memory.
const LONGEST_OBJECT: usize = 1 << 20;

/// What parsing an object costs besides its length.
const WORK_OF_OBJECT: usize = 512;

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
