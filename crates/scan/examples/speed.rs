//! How fast: `speed FILE [TIMES]` scans each line of a text and prints the best of the runs in MB/s, without names.

use std::io::Write as _;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let text = std::fs::read_to_string(arguments.next().ok_or("speed FILE [TIMES]")?)?;
    let times: usize = arguments.next().map_or(Ok(5), |times| times.parse())?;
    let settings = scan::Settings { names: false, least: 50 };
    let mut best = f64::MAX;
    let mut found = 0;
    for _ in 0..times {
        let start = std::time::Instant::now();
        found = text.lines().map(|line| scan::scan(line, &settings).len()).sum();
        best = best.min(start.elapsed().as_secs_f64());
    }
    #[expect(clippy::cast_precision_loss, reason = "far fewer bytes than 2^52")]
    let megabytes = text.len() as f64 / 1e6;
    writeln!(std::io::stdout(), "{found} found in {megabytes:.1} MB: {:.0} MB/s", megabytes / best)?;
    Ok(())
}
