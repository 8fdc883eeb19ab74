//! Seeded randomness: the same seed gives the same register on every machine.

/// SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).
pub(crate) struct Random(u64);

impl Random {
    const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

    /// A row has a stream of its own, so any row can be drawn again without those before it.
    pub(crate) fn of_row(seed: u64, row: u64) -> Self {
        let mut seeds = Random(seed);
        let start = seeds.next() ^ row.wrapping_mul(Self::STEP);
        let mut random = Random(start);
        Random(random.next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(Self::STEP);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ (word >> 31)
    }

    /// A number in 0..bound, even to within 2⁻³² for the bounds used here; 0 for a bound of 0.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        let wide = u128::from(self.next()) * bound as u128;
        (wide >> 64) as usize
    }

    /// Whether something happens that does so `share` times in a hundred.
    pub(crate) fn percent(&mut self, share: usize) -> bool {
        self.below(100) < share
    }

    pub(crate) fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

/// Draws numbers of which the first come up most: few big communes and many small ones.
pub(crate) struct Skewed(Vec<u32>);

impl Skewed {
    /// The weight of number `i` is 1 / (i + `flatness`); every number comes up.
    pub(crate) fn new(count: usize, flatness: u64) -> Self {
        let slots = (count as u64 * 16).max(1 << 16);
        let weight = |number: u64| 1_000_000_000 / (number + flatness);
        let total: u64 = (0..count as u64).map(weight).sum();
        let mut table = Vec::new();
        for number in 0..count {
            let share = (weight(number as u64) * slots / total).max(1);
            table.extend((0..share).map(|_| number as u32));
        }
        Skewed(table)
    }

    pub(crate) fn draw(&self, random: &mut Random) -> usize {
        random.pick(&self.0) as usize
    }
}
