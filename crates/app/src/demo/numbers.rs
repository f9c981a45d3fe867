//! Numbers that look drawn and are the same on every machine: a seed says all of them (`SplitMix64`).

/// The numbers of one seed, in order.
#[derive(Debug, Clone)]
pub(crate) struct Numbers(u64);

impl Numbers {
    /// The numbers of one row: each row has its own, so that a row does not change with those before it.
    pub(crate) const fn of(seed: u64, row: u64) -> Self {
        Self(seed ^ row.wrapping_mul(0xd1b5_4a32_d192_ed03))
    }

    pub(crate) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below another, 0 below 0.
    pub(crate) const fn below(&mut self, bound: u32) -> u32 {
        (((self.next() >> 32) * bound as u64) >> 32) as u32
    }

    /// One of some, the first of which stands for none.
    pub(crate) fn one<'a, T: ?Sized>(&mut self, of: &[&'a T], none: &'a T) -> &'a T {
        let index = self.below(u32::try_from(of.len()).unwrap_or(u32::MAX));
        of.get(index as usize).copied().unwrap_or(none)
    }

    /// Whether something happens that does so often of a thousand times.
    pub(crate) const fn in_a_thousand(&mut self, often: u32) -> bool {
        self.below(1_000) < often
    }
}
