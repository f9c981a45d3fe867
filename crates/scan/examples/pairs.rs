//! Which letters seldom follow which in the words of given files: the table of `credentials/look.rs`.
//!
//! `pairs FILE...` prints 26 numbers; bit 0 of the first is the pair `aa`. A pair is rare if fewer than 8 of 10,000 pairs
//! are it and it follows its first letter in fewer than 2 of 100 cases.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut pairs, mut all) = ([[0u64; 26]; 26], 0u64);
    let mut words = std::collections::BTreeSet::new();
    for file in std::env::args().skip(1) {
        let text = std::fs::read_to_string(file)?;
        words.extend(
            text.split(|c: char| !c.is_ascii_lowercase()).filter(|word| (3..=20).contains(&word.len())).map(str::to_owned),
        );
    }
    for word in &words {
        for (first, second) in word.bytes().zip(word.bytes().skip(1)) {
            pairs[usize::from(first - b'a')][usize::from(second - b'a')] += 1;
            all += 1;
        }
    }
    let rare = pairs.map(|row| {
        let from: u64 = row.iter().sum();
        let is_rare = |count: u64| count * 10_000 < all * 8 && count * 100 < from.max(1) * 2;
        row.iter().enumerate().fold(0u32, |bits, (second, count)| bits | u32::from(is_rare(*count)) << second)
    });
    let rows: Vec<String> = rare.iter().map(|bits| format!("{bits:#010x}")).collect();
    println!("[{}]", rows.join(", "));
    eprintln!("{} words, {} pairs of 676 rare", words.len(), rare.iter().map(|bits| bits.count_ones()).sum::<u32>());
    Ok(())
}
