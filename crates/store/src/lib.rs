//! The encrypted vault: map, originals, keys, activity chain.
