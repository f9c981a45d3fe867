//! Headers as words: case, punctuation, camelCase, abbreviations and vendor decoration taken off.

use std::{collections::HashMap, sync::LazyLock};

/// Words that are written for others.
const SAME: &str = "emp=employee empl=employee worker=employee staff=employee associate=employee personnel=employee teammate=employee \
     mitarbeiter=employee salarie=employee colleague=employee no=number num=number nr=number nbr=number numero=number nummer=number \
     identifier=id ident=id mgr=manager supervisor=manager superior=manager vorgesetzter=manager dept=department abteilung=department \
     departement=department usr=user benutzer=user utilisateur=user acct=account konto=account compte=account acc=account uid=userid \
     env=environment ver=version desc=description descr=description addr=address org=organization organisation=organization pwd=password \
     passwort=password logon=login signin=login signon=login anmeldung=login connexion=login mail=email emailaddress=email courriel=email \
     2fa=mfa 2sv=mfa tfa=mfa multifactor=mfa twofactor=mfa vorname=firstname prenom=firstname nachname=lastname nom=lastname \
     fname=firstname lname=lastname surname=lastname forename=firstname apps=app application=app applications=app repo=repository \
     mr=pr authour=author started=start starting=start ended=end ending=end expiry=expiration expires=expiration expired=expiration \
     datum=date uhrzeit=time stamp=timestamp statut=status etat=status zustand=status supplier=vendor suppliers=vendor vendors=vendor \
     lieferant=vendor fournisseur=vendor anbieter=vendor thirdparty=vendor users=user \
     roles=role rolle=role groups=group deployment=deploy deployments=deploy releases=release rel=release letzter=last letzte=last profil=profile validateur=reviewer valideur=reviewer droit=permission droits=permission revue=review habilitations=access \
     habilitation=access \
     eintritt=hire eintrittsdatum=hire austritt=termination austrittsdatum=termination embauche=hire depart=departure \
     einstellungsdatum=hire kuendigungsdatum=termination erstellt=created cree=created titel=title titre=title prioritat=priority \
     term=termination terminated=termination terminate=termination terminating=termination hired=hire hiring=hire separated=separation \
     offboarded=offboarding offboard=offboarding exited=exit departed=departure approvers=approver approvals=approval reviewers=reviewer \
     reviews=review tickets=ticket issues=issue labels=label tags=label tokens=token cnt=count dttm=date dtm=date svc=service \
     msg=message req=request resp=response perms=permission permissions=permission privileges=privilege privileged=privilege \
     entitlements=entitlement systems=system factors=factor isactive=active isadmin=admin isenabled=enabled isdisabled=disabled issuspended=suspended \
     isdeleted=deleted islocked=locked empid=employeeid empno=employeeid emplid=employeeid entree=hire sortie=termination \
     fecha=date alta=hire ingreso=hire contratacion=hire baja=termination egreso=termination cese=termination salida=termination \
     admissao=hire demissao=termination desligamento=termination nombre=firstname nombres=firstname apellido=lastname \
     apellidos=lastname correo=email puesto=jobtitle responsable=manager jefe=manager gestor=manager estado=status \
     gesperrt=disabled deaktiviert=disabled richtlinie=policy richtlinien=policy policies=policy schulung=training schulungen=training \
     trainings=training courses=course kurs=course acknowledgment=acknowledgement acknowledgements=acknowledgement \
     enrolment=enrollment schwachstelle=vulnerability schwachstellen=vulnerability vulnerabilities=vulnerability \
     findings=finding exceptions=exception ids=id genehmigt=approved freigegeben=approved genehmiger=approver \
     personalnr=personalnummer mitarbeiternummer=personalnummer mitarbeiternr=personalnummer angelegt=created anlagedatum=created \
     erstellungsdatum=created aktiviert=enabled freigeschaltet=enabled anzeigename=fullname anmeldename=username benutzername=username \
     gruppe=group gruppen=group mitgliedschaften=group rollen=role deaktivierung=deactivation deaktivierungsdatum=deactivation \
     commenced=commencement commences=commencement usuario=user usuarios=user cuenta=account cuentas=account rol=role grupo=group \
     grupos=group ultimo=last ultima=last acceso=access creado=created creada=created correos=email habilitado=enabled \
     habilitada=enabled \
     anderung=change aenderung=change anderungs=change aenderungs=change antragsteller=requester antragstellerin=requester \
     ersteller=creator umsetzer=implementer umgesetzt=implemented umsetzung=implementation freigabe=approval genehmigung=approval durch=by \
     ausgelost=triggered ausgeloest=triggered beginn=start beginnt=start ende=end zeitpunkt=timestamp dauer=duration umgebung=environment \
     dienst=service ergebnis=result bereitstellung=deploy bereitstellungen=deploy auslieferung=deploy vorfall=incident \
     sicherheitsvorfall=incident storung=incident schweregrad=severity dringlichkeit=urgency gemeldet=reported klasse=class kategorie=category \
     nachbereitung=postmortem sicherung=backup rucksicherung=restore wiederherstellung=restore auftrag=job grosse=size groesse=size \
     eroffnet=opened geschlossen=closed abgeschlossen=completed gelost=resolved geloest=resolved beschreibung=description art=type \
     gepruft=reviewed prufer=reviewer prufung=review nachste=next dienstleister=vendor";

/// Neighbouring words that are one.
const JOINED: &str = "e mail=email|log in=login|log on=login|sign in=login|sign on=login|logged in=login|signed in=login|user name=username|\
     login name=username|first name=firstname|given name=firstname|last name=lastname|family name=lastname|time stamp=timestamp|\
     two factor=mfa|2 factor=mfa|multi factor=mfa|two step=mfa|2 step=mfa|2 sv=mfa|2 fa=mfa|2 f a=mfa|pull request=pr|merge request=pr|pull requests=pr|\
     off boarding=offboarding|user id=userid|third party=vendor|3rd party=vendor|e post=email|full name=fullname|display name=fullname|\
     job title=jobtitle|git hub=github|git lab=gitlab|dead line=deadline|sub service=subservice|open ai=openai|email address=email|\
     email id=email|mfa authentication=mfa|mfa auth=mfa|mfa verification=mfa|on boarding=onboarding|double authentification=mfa|authentification forte=mfa|authentification double facteur=mfa|employee name=fullname|life cycle=lifecycle|\
     soc 2=soc2|soc ii=soc2";

/// Words that carry nothing in a header.
const DROPPED: &str =
    "the of is a an de del du des d u le la les lfd sys fields profile attributes custom field column was has their";

/// What brackets hold that says nothing of the meaning.
const DECORATION: &str = "required|read only|readonly|optional|utc|gmt|est|edt|et|cst|cdt|ct|mst|mdt|mt|pst|pdt|pt|cet|cest|bst|local|local time|iso|iso 8601|yyyy-mm-dd|dd/mm/yyyy|\
     mm/dd/yyyy|y/n|yes/no|true/false|if any|if applicable|s";

/// Longer texts are no headers.
const LONGEST: usize = 200;

/// The words of a header, normalised.
pub(super) fn words(header: &str) -> Vec<String> {
    if header.len() > LONGEST {
        return Vec::new();
    }
    let plain = undecorated(header);
    let mut words: Vec<String> = split(&plain).into_iter().map(|word| same(&word)).collect();
    join(&mut words);
    let kept: Vec<String> =
        words.iter().filter(|word| !DROPPED.split(' ').any(|dropped| dropped == word.as_str())).cloned().collect();
    if kept.is_empty() { words } else { kept }
}

/// Takes brackets with decoration off.
fn undecorated(header: &str) -> String {
    let mut text = header.trim().trim_start_matches('\u{feff}').to_owned();
    for (open, close) in [('[', ']'), ('(', ')')] {
        while let Some((start, end)) = text.rfind(open).and_then(|start| Some((start, start + text.get(start..)?.find(close)?))) {
            let inside = text.get(start + 1..end).unwrap_or_default().trim().to_lowercase();
            let decoration = open == '[' || DECORATION.split('|').any(|word| word.trim() == inside);
            let replacement = if decoration { String::from(" ") } else { format!(" {inside} ") };
            text.replace_range(start..=end, &replacement);
        }
    }
    text
}

/// Splits at whatever is neither letter nor digit, and where camelCase changes.
fn split(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let characters: Vec<char> = text.chars().collect();
    for (index, &character) in characters.iter().enumerate() {
        let previous = index.checked_sub(1).and_then(|before| characters.get(before)).copied().unwrap_or(' ');
        let next = characters.get(index + 1).copied().unwrap_or(' ');
        // `CVEs` and `IDs` are one word.
        let plural = next == 's' && !characters.get(index + 2).is_some_and(|after| after.is_lowercase());
        let hump =
            character.is_uppercase() && (previous.is_lowercase() || previous.is_uppercase() && next.is_lowercase() && !plural);
        if (!character.is_alphanumeric() || hump) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        match character {
            '#' | '\u{2116}' => words.push("number".to_owned()),
            _ if character.is_alphanumeric() => word.extend(plain(character)),
            _ => {}
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// A character in lower case without its accent.
fn plain(character: char) -> impl Iterator<Item = char> {
    let lower = character.to_lowercase().next().unwrap_or(character);
    let text = match lower {
        '\u{e0}'..='\u{e4}' => "a",
        '\u{e8}'..='\u{eb}' => "e",
        '\u{ec}'..='\u{ef}' => "i",
        '\u{f2}'..='\u{f6}' => "o",
        '\u{f9}'..='\u{fc}' => "u",
        '\u{e7}' => "c",
        '\u{f1}' => "n",
        '\u{df}' => "ss",
        _ => return Some(lower).into_iter().chain("".chars()),
    };
    None.into_iter().chain(text.chars())
}

static SAME_WORDS: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| SAME.split(' ').filter_map(|pair| pair.split_once('=')).collect());

fn same(word: &str) -> String {
    (*SAME_WORDS.get(word).unwrap_or(&word)).to_owned()
}

/// The words that are joined and what they become.
type Joint = (Vec<&'static str>, &'static str);

static JOINTS: LazyLock<Vec<Joint>> = LazyLock::new(|| {
    let pairs = JOINED.split('|').filter_map(|pair| pair.trim().split_once('='));
    pairs.map(|(from, to)| (from.split(' ').collect(), to)).collect()
});

fn join(words: &mut Vec<String>) {
    // Twice: `e mail address` becomes `email address` becomes `email`.
    for _ in 0..2 {
        let mut at = 0;
        while at < words.len() {
            for (from, to) in JOINTS.iter() {
                let here = words.get(at..at + from.len()).is_some_and(|here| here.iter().zip(from).all(|(a, b)| a == b));
                if here {
                    words.splice(at..at + from.len(), [(*to).to_owned()]);
                }
            }
            at += 1;
        }
    }
}

/// Whether a file's name has one of some words, separated by `|`.
pub(super) fn is_named(file_name: &str, words: &str) -> bool {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    let said: Vec<String> = split(stem).into_iter().flat_map(|word| [same(&word), word]).collect();
    words.split('|').any(|word| said.iter().any(|said| said == word))
}
