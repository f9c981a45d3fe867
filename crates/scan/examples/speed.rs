//! How many megabytes a second the detectors read: `speed FILE [names]`, line by line, the best of five rounds.

#![expect(clippy::cast_precision_loss, clippy::print_stdout, reason = "a measurement")]

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let text = std::fs::read_to_string(arguments.next().ok_or("speed FILE [names]")?)?;
    let settings = scan::Settings { names: arguments.next().is_some(), ..scan::Settings::default() };
    let mut best = f64::MAX;
    let mut found = 0;
    for _ in 0..5 {
        let start = std::time::Instant::now();
        found = text.lines().map(|line| scan::scan(line, &settings).len()).sum();
        best = best.min(start.elapsed().as_secs_f64());
    }
    println!("{:.1} MB/s, {found} found", text.len() as f64 / 1e6 / best);
    Ok(())
}
