//! Large exports, made up line by line: the same bytes on every machine.

use harness::Done;
use std::{
    fs::File,
    io::{BufWriter, Write},
    path::Path,
};

/// A gateway log of at least so many bytes; answers its number of rows.
pub(crate) fn gateway_log(to: &Path, bytes: u64) -> Done<u64> {
    let mut file = BufWriter::new(File::create(to)?);
    let (mut written, mut rows) = (0, 0_u64);
    while written < bytes {
        let line = gateway_row(rows);
        file.write_all(line.as_bytes())?;
        written += line.len() as u64;
        rows += 1;
    }
    file.flush()?;
    Ok(rows)
}

fn gateway_row(number: u64) -> String {
    let (day, hour, minute) = (number / 1_440 % 28 + 1, number / 60 % 24, number % 60);
    let (prompt, completion) = (number % 3_000 + 200, number % 900 + 20);
    format!(
        r#"{{"request_id":"chatcmpl-{number:032x}","call_type":"acompletion","api_key":"{key:064x}","spend":0.0{number:05},"total_tokens":{total},"prompt_tokens":{prompt},"completion_tokens":{completion},"startTime":"2026-02-{day:02} {hour:02}:{minute:02}:10.250000","endTime":"2026-02-{day:02} {hour:02}:{minute:02}:12.750000","completionStartTime":"2026-02-{day:02} {hour:02}:{minute:02}:11.000000","model":"claude-sonnet-4-5-20250929","model_group":"summaries","custom_llm_provider":"anthropic","api_base":"https://api.anthropic.com/v1/messages","user":"person{person}@example.com","end_user":"","metadata":"{{\"user_api_key_alias\":\"summaries\",\"status\":\"success\",\"attempted_fallbacks\":0}}","cache_hit":"None","cache_key":"Cache OFF","request_tags":"[]","team_id":"team-a","requester_ip_address":"192.0.2.{host}","messages":"{{}}","response":"{{}}","status":"success"}}"#,
        key = number % 7 + 1,
        total = prompt + completion,
        person = number % 40,
        host = number % 250 + 1,
    ) + "\n"
}

/// A roster of so many people.
pub(crate) fn roster(to: &Path, people: u64) -> Done {
    let mut file = BufWriter::new(File::create(to)?);
    writeln!(file, "Employee ID,Full Name,Work Email,Job Title,Department,Status,Hire Date,Termination Date")?;
    for number in 0..people {
        let day = number % 28 + 1;
        writeln!(file, "{number},Person {number},person{number}@example.com,Engineer,Platform,Active,2024-03-{day:02},")?;
    }
    file.flush()?;
    Ok(())
}
