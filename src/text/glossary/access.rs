//! Encryption, credentials, identities and access.

use super::{Concept, c};

pub(super) const ACCESS: &[Concept] = &[
    c("~encryption", "encrypt*, unencrypted, cipher*, cryptograph*, aes*", "krypt, ^aes"),
    c(
        "~plaintext",
        "plaintext, plain text, clear text, cleartext, hard coded, hardcoded",
        "klartext, hårdkod",
    ),
    c(
        "~at-rest",
        "at rest, stored data, data stored, stored information, stored customer data, stored securely, \
         disk*, drive*, storage media, storage medium, storage device*, storage encryption, database*",
        "^lagrad$, ^lagrade$, lagringsmedi, i vila, diskar, disken, på disk, hårddisk, diskkrypt, \
         databas",
    ),
    c(
        "~in-transit",
        "in transit, in motion, in flight, tls, ssl, https, ipsec, sftp, transmi*",
        "överför, under transport, i transit, ^tls$, https",
    ),
    c(
        "~password",
        "password*, passcode*, passphrase*, credential*, secret, secrets, authentication information, \
         api key*, login detail*, login information",
        "lösenord, inloggningsuppgift, autentiseringsinformation, hemlighet, hemlig autent, \
         autentiseringsuppgift, api-nyck",
    ),
    c(
        "~credential-sharing",
        "shar* password*, shar* credential*, shar* their password*, shar* their credential*, shar* \
         login*, credential sharing, password sharing, lend*",
        "dela inlogg, dela lösenord, låna ut, lämna ut sina lösenord, delas med andra",
    ),
    c(
        "~key",
        "key management, encryption key*, cryptographic key*, key rotation, key material, private key*, \
         customer managed key*, bring your own key*, byok, kms, hsm",
        "nyckelhantering, krypteringsnyck, nyckelrotation, privata nyckl, egna nycklar, ^kms, ^hsm",
    ),
    c(
        "~mfa",
        "mfa, multi factor, multifactor, two factor, 2fa, second factor, strong authentication, one \
         time password*, otp, fido*, passkey*",
        "flerfaktor, tvåfaktor, ^mfa$, multifaktor, stark autentisering, engångskod",
    ),
    c(
        "~single-sign-on",
        "single sign on, sso, saml, oidc, openid, federat*, identity provider*, idp",
        "enkel inloggning, ^sso$, ^saml$, federer, identitetsleverantör",
    ),
    c(
        "~login",
        "login*, logon*, log on, log in, sign in, logging in, authenticat*",
        "inlogg, logga in, autentiser",
    ),
    c(
        "~lockout",
        "lockout*, locked out, failed login*, failed logon*, failed authentication, brute force",
        "misslyckade inlogg, utelåsn, kontolås",
    ),
    c(
        "~session",
        "session timeout*, session lock*, screen lock*, inactivity, idle, automatic logout, automatic \
         log off",
        "inaktivitet, skärmlås, automatisk utlogg",
    ),
    c(
        "~access",
        "access control*, access right*, access management, authoris*, authoriz*, permission*, \
         entitlement*, rbac, role based access, least privilege, need to know",
        "åtkomstkontroll, åtkomststyr, åtkomsträtt, åtkomsthanter, ^behörig, användarbehörig, rättighet",
    ),
    c(
        "~access-review",
        "access review*, access rights reviewed, access rights are reviewed, access reviewed, accounts \
         reviewed, review* access, review* user access, review* of access, review* privileged, \
         recertif*, entitlement review*",
        "behörighetsgransk, behörighetsöversyn, granskning av behörig, granskas behörig, översyn av \
         behörig, åtkomstgransk",
    ),
    c(
        "~leavers",
        "joiner*, leaver*, deprovision*, user provisioning, offboard*, revok*, revocation, termination \
         of employment, leave the company, leaves the company, departing",
        "avslutad anställning, anställning upphör, anställningens upphör, ^slutar, avslutar sin \
         anställ, återkalla",
    ),
    c(
        "~shared-account",
        "shared account*, shared user*, generic account*, service account*, unique user*, unique id*, \
         unique account*, individual account*",
        "delade konton, delat konto, gruppkonto, tjänstekonto, personliga konton, unik användar, unika \
         användar",
    ),
    c(
        "~privileged",
        "privileged, administrator*, administrative access, administrative account*, admin, admins, \
         root, superuser*, elevated, break glass, pam",
        "privilegi, administratör, förhöjd, priviligi",
    ),
    c(
        "~remote-access",
        "remote access, remote work*, remotely, telework*, home office, work* from home, vpn, bastion, \
         jump host*, jump server*",
        "distansarbet, fjärråtkomst, fjärranslut, hemarbet, ^vpn",
    ),
];
