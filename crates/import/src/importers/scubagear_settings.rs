//! `ScubaGear`: the settings of a Microsoft 365 tenant, as the tool read them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{fields::Fields, json},
    vendor::scubagear,
};
use model::Kind;
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "scubagear-settings",
    version: 1,
    about: About {
        vendor: "CISA",
        title: "ScubaGear settings of Microsoft 365",
        export: &[
            "In PowerShell: Install-Module ScubaGear, Initialize-SCuBA, then Invoke-SCuBA -ProductNames * -KeepIndividualJSON.",
            "Take ProviderSettingsExport.json from the folder of the report. Without -KeepIndividualJSON take ScubaResults_*.json, which \
             holds the same.",
        ],
        covers: "Policies, rules and holders of privileged roles of the tenant at the moment of the run.",
        retention_days: None,
        source: "https://github.com/cisagov/ScubaGear/tree/main/PowerShell/ScubaGear/Sample-Reports",
    },
    emits: &[Kind::Setting, Kind::Grant],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let ours =
        |object: &Value| head::has(object, &["baseline_version", "module_version"]) && head::has(object, &["scuba_config"]);
    if head.object().is_some_and(ours) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.report = Some("Provider settings".to_owned());
    sink.facts.snapshot = true;
    let whole = json::rows(input, scubagear::SETTINGS, sink, &mut |row, sink| {
        // The whole document, where it has none of the lists.
        if row.list.is_empty() { Ok(()) } else { scubagear::setting(row.list, Fields::from(row), sink) }
    })?;
    scubagear::beside(&whole.beside, "", sink)?;
    let version = whole.beside.text("module_version").unwrap_or_default();
    sink.facts.product = Some(format!("ScubaGear {version}").trim().to_owned());
    sink.facts.extracted = whole.beside.text("timestamp_zulu").and_then(crate::read::time::stamp);
    let tenant = whole.beside.at("tenant_details").and_then(|tenant| tenant.get(0).unwrap_or(tenant).get("TenantId")?.as_str());
    sink.facts.instance = tenant.or_else(|| whole.beside.text("tenant_id")).map(str::to_owned);
    Ok(())
}
