//! First start, unlocking, locking, the activity log.

use crate::{
    AppError, Code, Session,
    contract::{
        PageRequest,
        vault::{ActivityPage, ActivityView, ChainView, CreateVault, Created, EngagementView, ScopeView, UnlockWith, VaultState},
    },
    framework::{self, Framework},
    session,
    words::count,
};
use model::{Engagement, Period, Scope, Secret};
use std::path::PathBuf;
use store::{Activity, KeychainError, NewVault, Read, SlotKind, StoreError, Unlock, Vault};

/// The least number of characters of a passphrase.
pub const SHORTEST_PASSPHRASE: usize = 12;

/// What the window shows first.
///
/// # Errors
/// Those of looking into the folder.
pub fn state(session: &Session) -> Result<VaultState, AppError> {
    if session.is_open() {
        return Ok(VaultState::Open { engagement: session.read(|read| view(session, read))? });
    }
    let folder = crate::dropped::name(&session.folder());
    match Vault::peek(&session.folder()) {
        Ok(peek) => {
            let has = |slot| peek.slots.contains(&slot);
            Ok(VaultState::Locked { folder, keychain: has(SlotKind::Keychain), passphrase: has(SlotKind::Passphrase) })
        }
        Err(StoreError::NotAVault(_)) => Ok(VaultState::Absent { folder, keychain: has_keychain(session) }),
        Err(error) => Err(error.into()),
    }
}

/// Whether the system offers a keychain: one that answers that it has no such entry serves.
fn has_keychain(session: &Session) -> bool {
    matches!(session.keychain.get("probe"), Ok(_) | Err(KeychainError::NoEntry))
}

/// Makes a vault in the session's folder with the starter map, and opens it.
///
/// # Errors
/// [`Code::Invalid`] for a window the wrong way round, an unknown zone or a short passphrase; those of the vault.
pub fn create(session: &Session, input: CreateVault) -> Result<Created, AppError> {
    let window = Period::new(input.from, input.to)
        .ok_or_else(|| AppError::new(Code::Invalid, "the window ends before it begins", "put the earlier day first"))?;
    if input.company.trim().is_empty() {
        return Err(AppError::new(Code::Invalid, "the company has no name", "give the name that the report shall carry"));
    }
    if input.zone.parse::<chrono_tz::Tz>().is_err() {
        let message = format!("`{}` is no time zone", input.zone);
        return Err(AppError::new(Code::Invalid, message, "give an IANA name such as Europe/Berlin"));
    }
    let passphrase = (!input.passphrase.is_empty()).then(|| Secret::new(input.passphrase));
    if passphrase.as_ref().is_some_and(|secret| secret.expose().chars().count() < SHORTEST_PASSPHRASE) {
        let message = format!("the passphrase has fewer than {SHORTEST_PASSPHRASE} characters");
        return Err(AppError::new(Code::Invalid, message, "take four or five words that do not belong together"));
    }
    let scope = input.scope.into_iter().map(|entry| (entry.category, Scope { included: entry.included, reason: entry.reason }));
    let engagement = Engagement {
        company: input.company.trim().to_owned(),
        audit_type: input.audit_type,
        window,
        zone: input.zone,
        scope: scope.collect(),
        auditor: None,
        holidays: std::collections::BTreeSet::new(),
    };
    let recovery_code = create_with(session, &engagement, &framework::soc2()?, passphrase, input.keychain)?;
    Ok(Created { recovery_code: recovery_code.expose().clone() })
}

/// Makes a vault for an engagement and a map; gives the recovery code.
pub(crate) fn create_with(
    session: &Session,
    engagement: &Engagement,
    framework: &Framework,
    passphrase: Option<Secret<String>>,
    keychain: bool,
) -> Result<Secret<String>, AppError> {
    let new = NewVault {
        actor: session.actor().to_owned(),
        at: session.now(),
        passphrase,
        keychain: keychain.then_some(session.keychain.as_ref()),
    };
    session.close();
    let (mut vault, recovery_code) = Vault::create(&session.folder(), &new)?;
    vault.write::<_, AppError>(session.actor(), session.now(), |write| {
        write.put_engagement(engagement)?;
        write.put_criteria(&framework.criteria)?;
        framework.controls.iter().try_for_each(|control| write.put_control(control))?;
        Ok(())
    })?;
    session.install(vault)?;
    Ok(recovery_code)
}

/// Turns to another folder, locking what is open.
///
/// # Errors
/// Those of looking into the folder.
pub fn change_folder(session: &Session, folder: PathBuf) -> Result<VaultState, AppError> {
    session.turn_to(folder);
    state(session)
}

/// Opens the vault of the session's folder.
///
/// # Errors
/// [`Code::WrongSecret`], [`Code::NoVault`], [`Code::Busy`], [`Code::Integrity`] and those of the system.
pub fn unlock(session: &Session, method: UnlockWith) -> Result<EngagementView, AppError> {
    match method {
        UnlockWith::Keychain => session.unlock(&Unlock::Keychain(session.keychain.as_ref()))?,
        UnlockWith::Passphrase(secret) => session.unlock(&Unlock::Passphrase(Secret::new(secret)))?,
        UnlockWith::Recovery(secret) => session.unlock(&Unlock::Recovery(Secret::new(secret)))?,
    }
    session.read(|read| view(session, read))
}

/// Locks the vault.
pub fn lock(session: &Session) {
    session.close();
}

/// The engagement as shown everywhere.
fn view(session: &Session, read: &Read<'_>) -> Result<EngagementView, AppError> {
    let engagement = session::engagement(read)?;
    let today = session.as_of(&engagement).with_timezone(&engagement.tz()).date_naive();
    let scope = engagement.scope.iter().map(|(category, scope)| ScopeView {
        category: *category,
        included: scope.included,
        reason: scope.reason.clone(),
    });
    Ok(EngagementView {
        audit_type: engagement.audit_type,
        from: engagement.window.from,
        to: engagement.window.to,
        scope: scope.collect(),
        today,
        company: engagement.company,
        zone: engagement.zone,
    })
}

/// A page of the activity log, newest first.
///
/// # Errors
/// Those of reading the vault.
pub fn activity(session: &Session, request: &PageRequest) -> Result<ActivityPage, AppError> {
    let limit = request.limit.min(500);
    session.read(|read| {
        let total = read.activity_count()?;
        if request.filter.trim().is_empty() {
            let rows = read.activity(request.offset.into(), limit.into())?;
            return Ok(ActivityPage { total: count(total), rows: rows.iter().map(activity_view).collect() });
        }
        let words = request.filter.to_lowercase();
        let all = read.activity(0, total)?;
        let holds = |entry: &ActivityView| {
            format!("{} {} {} {}", entry.actor, entry.action, entry.subject, entry.detail).to_lowercase().contains(&words)
        };
        let found: Vec<ActivityView> = all.iter().map(activity_view).filter(holds).collect();
        let total = count(found.len());
        let rows = found.into_iter().skip(request.offset as usize).take(limit as usize).collect();
        Ok(ActivityPage { total, rows })
    })
}

fn activity_view(entry: &Activity) -> ActivityView {
    ActivityView {
        sequence: count(entry.seq),
        at: crate::words::seconds(entry.at),
        actor: entry.actor.clone(),
        action: entry.action.clone(),
        subject: entry.subject.clone(),
        detail: detail(entry),
    }
}

/// A value of the log in words: fields as `name: value`.
fn told(value: &serde_json::Value) -> String {
    let Some(fields) = value.as_object() else { return crate::cells::text(value) };
    let said =
        fields.iter().filter(|(_, value)| !value.is_null()).map(|(name, value)| format!("{name}: {}", crate::cells::text(value)));
    said.collect::<Vec<_>>().join(", ")
}

/// What changed, in words, short.
fn detail(entry: &Activity) -> String {
    let shown = |value: &serde_json::Value| {
        let text = told(value);
        if text.chars().count() > 160 { format!("{}…", text.chars().take(160).collect::<String>()) } else { text }
    };
    match (&entry.before, &entry.after) {
        (None, Some(after)) => shown(after),
        (Some(before), None) => format!("was {}", shown(before)),
        (Some(before), Some(after)) => format!("{} → {}", shown(before), shown(after)),
        (None, None) => String::new(),
    }
}

/// Checks that every entry of the activity log follows from the one before.
///
/// # Errors
/// Those of reading the vault; a broken chain is an answer, not an error.
pub fn check_chain(session: &Session) -> Result<ChainView, AppError> {
    session.vault(|vault| {
        let check = vault.verify_chain()?;
        Ok(ChainView {
            intact: check.broken.is_none(),
            entries: count(check.entries),
            head: check.head.to_string(),
            problem: check.broken.map(|broken| format!("entry {}: {}", broken.seq, broken.why)),
        })
    })
}
