//! How the parts of a cluster know each other: mutual TLS under one authority, and a token.

use crate::ClusterError;
use aws_lc_rs::{
    constant_time::verify_slices_are_equal,
    digest::{SHA256, digest},
};
use ballista_core::extension::EndpointOverrideFn;
use std::{fmt::Write as _, fs, path::PathBuf, sync::Arc};
use tonic::{
    Request, Status,
    transport::{Certificate, ClientTlsConfig, Endpoint, Identity, Server, ServerTlsConfig},
};

/// Characters that a token has at least.
const TOKEN: usize = 32;
/// The header that carries the token. It is the only one that the engine lets every connection set, those included over
/// which workers fetch from each other; inside of TLS nobody else reads it.
const HEADER: &str = "user-agent";

/// The files that a part of a cluster is started with.
#[derive(Debug, Clone)]
pub struct TrustFiles {
    /// Certificate of this part, PEM, which names its host; for serving and for calling.
    pub certificate: PathBuf,
    /// Private key of the certificate, PEM.
    pub key: PathBuf,
    /// Certificate of the authority that signed those of all parts, PEM.
    pub authority: PathBuf,
    /// File with the token in its first line, the same for all parts.
    pub token: PathBuf,
}

/// What a part shows to others and asks of them.
#[derive(Clone)]
pub struct Trust {
    identity: Identity,
    authority: Certificate,
    mark: String,
}

impl std::fmt::Debug for Trust {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Trust").finish_non_exhaustive()
    }
}

impl Trust {
    /// Reads the files.
    ///
    /// # Errors
    /// [`ClusterError::Io`] for a file that cannot be read, [`ClusterError::Token`] for a token that is too short.
    pub fn read(files: &TrustFiles) -> Result<Self, ClusterError> {
        let pem = |path: &PathBuf| fs::read(path).map_err(ClusterError::io("read", path));
        let token = fs::read_to_string(&files.token).map_err(ClusterError::io("read", &files.token))?;
        let token = token.lines().next().unwrap_or_default().trim();
        if token.len() < TOKEN {
            return Err(ClusterError::Token(files.token.clone()));
        }
        Ok(Self {
            identity: Identity::from_pem(pem(&files.certificate)?, pem(&files.key)?),
            authority: Certificate::from_pem(pem(&files.authority)?),
            mark: mark(token),
        })
    }

    /// How every connection to another part is made.
    pub(crate) fn endpoint(&self) -> EndpointOverrideFn {
        let trust = self.clone();
        Arc::new(move |endpoint| Ok(trust.dress(endpoint)?))
    }

    /// An endpoint with TLS and the token.
    pub(crate) fn dress(&self, endpoint: Endpoint) -> Result<Endpoint, tonic::transport::Error> {
        let tls = ClientTlsConfig::new().ca_certificate(self.authority.clone()).identity(self.identity.clone());
        endpoint.user_agent(self.mark.as_str())?.tls_config(tls)
    }

    /// A server that talks only to holders of a certificate of the authority.
    pub(crate) fn server(&self) -> Result<Server, ClusterError> {
        let tls = ServerTlsConfig::new().identity(self.identity.clone()).client_ca_root(self.authority.clone());
        Server::builder().tls_config(tls).map_err(|error| ClusterError::Certificate(crate::error::causes(&error)))
    }

    /// What lets only those calls pass that carry the token.
    pub(crate) fn gate(&self) -> impl FnMut(Request<()>) -> Result<Request<()>, Status> + Clone + use<> {
        let expected = self.mark.clone();
        move |request| {
            let told = request.metadata().get(HEADER).map(tonic::metadata::MetadataValue::as_bytes).unwrap_or_default();
            let told = told.get(..expected.len()).unwrap_or_default();
            if verify_slices_are_equal(told, expected.as_bytes()).is_ok() {
                Ok(request)
            } else {
                Err(Status::unauthenticated("the token is missing or not that of this cluster"))
            }
        }
    }
}

/// What stands for the token on the way: its hash, so that every token makes a valid header of one length.
fn mark(token: &str) -> String {
    let hash = digest(&SHA256, format!("fieldwork cluster token, form 1: {token}").as_bytes());
    hash.as_ref().iter().fold(String::from("fieldwork/"), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trust(token: &str) -> Trust {
        Trust { identity: Identity::from_pem("", ""), authority: Certificate::from_pem(""), mark: mark(token) }
    }

    fn passes(token: &str, header: Option<&str>) -> bool {
        let mut request = Request::new(());
        if let Some(header) = header.and_then(|header| header.parse().ok()) {
            request.metadata_mut().insert(HEADER, header);
        }
        trust(token).gate()(request).is_ok()
    }

    #[test]
    fn only_the_clusters_own_token_passes() {
        let right = mark("one");
        assert!(passes("one", Some(&right)));
        assert!(passes("one", Some(&format!("{right} tonic/0.14.0"))));
        assert!(!passes("two", Some(&right)));
        assert!(!passes("one", Some("tonic/0.14.0")));
        assert!(!passes("one", Some("fieldwork/")));
        assert!(!passes("one", None));
    }
}
