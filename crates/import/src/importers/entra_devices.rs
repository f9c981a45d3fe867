//! Microsoft Entra and Intune: devices.

use crate::{
    head,
    importer::{About, Importer, Input, ReadError, Sink},
    read::fields::Fields,
    vendor::microsoft::{List, SYSTEM},
};
use model::{Data, Kind, record::Device};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "entra-devices",
    version: 1,
    about: About {
        vendor: "Microsoft",
        title: "Entra and Intune devices",
        export: &[
            "In Graph Explorer or with a script (permission Device.Read.All) call GET \
             https://graph.microsoft.com/v1.0/devices?$expand=registeredOwners and follow @odata.nextLink until there is none.",
            "With Intune (permission DeviceManagementManagedDevices.Read.All), which tells encryption and compliance: GET \
             https://graph.microsoft.com/v1.0/deviceManagement/managedDevices in the same way.",
        ],
        covers: "All devices at the moment of the export.",
        retention_days: None,
        source: "https://learn.microsoft.com/en-us/graph/api/resources/device",
    },
    emits: &[Kind::Device],
    sniff: |head| GRAPH.sniff(head),
    read,
};

const GRAPH: List = List {
    report: "Devices",
    snapshot: true,
    contexts: &["devices", "devicemanagement/manageddevices"],
    is_row: |row| {
        head::has(row, &["deviceId", "operatingSystem", "displayName", "trustType"])
            || head::has(row, &["deviceName", "managedDeviceOwnerType", "complianceState"])
    },
};

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    GRAPH.read(input, sink, &mut |row, _, sink| device(row, sink))
}

fn device(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let intune = row.has("deviceName");
    let id = row.text("id");
    let Some(name) = row.first_text(&["displayName", "deviceName"]).or_else(|| id.clone()) else {
        row.lacks(sink, "displayName");
        return Ok(());
    };
    let owner = ["registeredOwners", "registeredUsers"].iter().find_map(|list| {
        let person = row.peek(list)?.as_array()?.first()?.get("userPrincipalName")?.as_str()?;
        Some(person.to_owned())
    });
    let version = row.first_text(&["operatingSystemVersion", "osVersion"]);
    let platform = [row.text("operatingSystem"), version].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let compliant = row.truth("isCompliant").or_else(|| match row.peek_text("complianceState")? {
        "compliant" => Some(true),
        "noncompliant" | "error" | "conflict" => Some(false),
        _ => None,
    });
    let device = Device {
        system: if intune { "Microsoft Intune" } else { SYSTEM }.to_owned(),
        id,
        name,
        owner: owner.or_else(|| row.text("userPrincipalName")),
        platform: Some(platform).filter(|platform| !platform.is_empty()),
        managed: row.truth("isManaged").or_else(|| intune.then_some(true)),
        compliant,
        encrypted: row.truth("isEncrypted"),
        enabled: row.truth("accountEnabled"),
        created: row.first_utc_time(&["registrationDateTime", "enrolledDateTime", "createdDateTime"]),
        last_seen: row.first_utc_time(&["approximateLastSignInDateTime", "lastSyncDateTime"]),
    };
    row.record(sink, Data::Device(Box::new(device)))
}
