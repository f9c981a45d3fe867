//! What scanners look at, by their names.

use crate::words::tokens;

/// Package URLs of what is no package of an ecosystem that scanners know.
pub(crate) const NO_PACKAGES: &[&str] = &[
    "generic",
    "file",
    "oci",
    "docker",
    "github",
    "githubactions",
    "swid",
    "huggingface",
    "mlflow",
    "qpkg",
    "bitbucket",
    "operating-system",
];

/// Whether a tool looks at an ecosystem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Looks {
    /// It does.
    Yes,
    /// Nothing tells.
    Unknown,
    /// It does not.
    No,
}

/// Names of tools that look at every ecosystem.
const ALL: &str = "trivy grype snyk osv dependabot wiz inspector defender gitlab xray mend whitesource duck blackduck sonatype \
    nexus clair anchore prisma aqua jfrog scout orca lacework sysdig socket";

/// Names of tools that look at no packages.
const NONE: &str = "zap burp gitleaks trufflehog secret secrets codeql checkov kics tfsec prowler scubagear veeam nuclei nikto \
    bandit sonarqube nmap scorecard hadolint brakeman gosec";

/// Tools of one ecosystem, with that.
const ONE: [(&str, &str); 13] = [
    ("npm", "npm"),
    ("yarn", "npm"),
    ("pnpm", "npm"),
    ("pip", "pypi"),
    ("safety", "pypi"),
    ("cargo", "cargo"),
    ("govulncheck", "golang"),
    ("bundler", "gem"),
    ("bundle", "gem"),
    ("composer", "composer"),
    ("dotnet", "nuget"),
    ("maven", "maven"),
    ("mix", "hex"),
];

/// Names of tools that look at hosts, and what is on those.
const HOSTS: &str = "nessus openvas qualys tenable";
const OF_HOSTS: &str = "deb rpm apk alpm";

/// Whether a tool, by its name, looks at an ecosystem in the words of package URLs (none: it is not told).
pub(crate) fn looks(tool: &str, ecosystem: Option<&str>) -> Looks {
    let words = tokens(tool);
    let has = |list: &str| words.iter().any(|word| list.split(' ').any(|listed| listed == word));
    if has(ALL) {
        return Looks::Yes;
    }
    if has(NONE) || (has("code") && has("scanning")) {
        return Looks::No;
    }
    let of = |own: bool| match ecosystem {
        None => Looks::Unknown,
        Some(_) if own => Looks::Yes,
        Some(_) => Looks::No,
    };
    if has(HOSTS) {
        return of(ecosystem.is_some_and(|one| OF_HOSTS.split(' ').any(|listed| listed == one)));
    }
    let own = ONE.iter().find(|(lead, _)| words.iter().any(|word| word == lead));
    own.map_or(Looks::Unknown, |(_, its)| of(ecosystem == Some(*its)))
}
