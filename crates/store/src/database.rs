//! Connections to the map and its migrations. A connection exists only keyed: the key is its first statement.

use crate::{Result, StoreError, derive::Key};
use rusqlite::{Connection, OpenFlags};
use std::{path::Path, time::Duration};
use zeroize::Zeroizing;

/// The migrations in order; the position from 1 is the version they lead to. Forward only, never edited once released.
const MIGRATIONS: [&str; 9] = [
    include_str!("../migrations/0001_map.sql"),
    include_str!("../migrations/0002_results.sql"),
    include_str!("../migrations/0003_history.sql"),
    FINDINGS,
    include_str!("../migrations/0005_identity.sql"),
    include_str!("../migrations/0006_log_tables.sql"),
    include_str!("../migrations/0007_log_findings.sql"),
    include_str!("../migrations/0008_own_checks.sql"),
    include_str!("../migrations/0009_credential_search.sql"),
];

/// After this one the records that are there are named.
const FINDINGS: &str = include_str!("../migrations/0004_findings.sql");

/// Opens the map for reading and writing; `create` allows it not to exist yet. Its cache is small: a large import must
/// stay under 200 MB.
pub(crate) fn open(path: &Path, key: &Key, create: bool) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let flags = if create { flags | OpenFlags::SQLITE_OPEN_CREATE } else { flags };
    if !create && !path.exists() {
        return Err(StoreError::damaged(path, "it is missing"));
    }
    let connection = Connection::open_with_flags(path, flags).map_err(StoreError::sql("open"))?;
    unlock(&connection, key)?;
    let sql = "PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA foreign_keys = ON;
        PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = -65536;
        PRAGMA trusted_schema = OFF;";
    connection.execute_batch(sql).map_err(StoreError::sql("open"))?;
    connection.busy_timeout(Duration::from_secs(10)).map_err(StoreError::sql("open"))?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// A second connection that cannot write. Its cache is large: what lists have read once they read from memory.
pub(crate) fn open_reader(path: &Path, key: &Key) -> Result<Connection> {
    let connection = open(path, key, false)?;
    connection.execute_batch("PRAGMA query_only = ON; PRAGMA cache_size = -262144;").map_err(StoreError::sql("open"))?;
    Ok(connection)
}

/// Gives the key, and reads one page to see that it fits. Without the first line the library prints to standard error.
fn unlock(connection: &Connection, key: &Key) -> Result<()> {
    let digits = Zeroizing::new(hex::encode(key.expose()));
    let sql = Zeroizing::new(format!("PRAGMA key = \"x'{}'\";PRAGMA cipher_log_level = NONE;", digits.as_str()));
    connection.execute_batch(&sql).map_err(StoreError::sql("take its key"))?;
    let count = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0));
    count.map(drop).map_err(StoreError::sql("open"))
}

/// Brings the map to the newest version; a newer one is refused.
pub(crate) fn migrate(connection: &mut Connection) -> Result<()> {
    let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
    let found: u32 =
        connection.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(StoreError::sql("tell its version"))?;
    if found > known {
        return Err(StoreError::Newer { what: "map.db", found, known });
    }
    for (version, sql) in (1_u32..).zip(MIGRATIONS).skip(usize::try_from(found).unwrap_or(usize::MAX)) {
        let attempt = StoreError::sql("migrate");
        let transaction = connection.transaction().map_err(&attempt)?;
        transaction.execute_batch(sql).map_err(&attempt)?;
        if sql == FINDINGS {
            crate::table::name_records(&transaction)?;
        }
        transaction.pragma_update(None, "user_version", version).map_err(&attempt)?;
        transaction.commit().map_err(&attempt)?;
    }
    Ok(())
}

/// Reads every page; names the first that is not as it was written.
pub(crate) fn check(connection: &Connection) -> Result<()> {
    for pragma in ["PRAGMA cipher_integrity_check", "PRAGMA integrity_check(1)", "PRAGMA foreign_key_check"] {
        let mut statement = connection.prepare(pragma).map_err(StoreError::sql("check itself"))?;
        let mut rows = statement.query([]).map_err(StoreError::sql("check itself"))?;
        if let Some(row) = rows.next().map_err(StoreError::sql("check itself"))? {
            let told: String = row.get(0).map_err(StoreError::sql("check itself"))?;
            if told != "ok" {
                return Err(StoreError::Damaged { file: "map.db".to_owned(), detail: told });
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{MIGRATIONS, migrate};
    use rusqlite::Connection;

    /// A map as earlier versions left it, up to that migration.
    fn earlier(before: &str) -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        let earlier: Vec<&str> = MIGRATIONS.into_iter().take_while(|sql| *sql != before).collect();
        for sql in &earlier {
            connection.execute_batch(sql).unwrap();
        }
        connection.pragma_update(None, "user_version", earlier.len()).unwrap();
        connection
    }

    #[test]
    fn an_answer_in_one_piece_is_kept_and_records_are_named() {
        let mut connection = earlier(super::FINDINGS);
        let before = r#"INSERT INTO response VALUES ('dormant-account', 'eve', 'On leave; disabled.', 'Ada', NULL, '2026-07-06T08:00:00.000000Z');
            INSERT INTO evidence VALUES (1, printf('%064d', 1), 'a.csv', '{}');
            INSERT INTO record VALUES (4294967296, 1, 'person', NULL, 'eve@example.com', '{"row":1}',
                '{"data":{"kind":"person","email":"Eve@example.com"}}');"#;
        connection.execute_batch(before).unwrap();
        migrate(&mut connection).unwrap();
        let one = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
        assert_eq!(one("SELECT cause || fix || compensating FROM response"), "On leave; disabled.");
        assert_eq!(one("SELECT name || kind || at || place FROM mention"), "email:eve@example.comperson4294967296");
    }

    #[test]
    fn a_remark_is_neither_changed_nor_removed() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        connection.execute_batch("INSERT INTO remark VALUES (1, 'dormant-account', 'eve', 'asked', 'Ada', '')").unwrap();
        for sql in ["UPDATE remark SET text = 'never said'", "DELETE FROM remark"] {
            assert!(connection.execute_batch(sql).is_err(), "{sql}");
        }
    }
}
