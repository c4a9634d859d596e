//! Logs, monitoring, capacity, vulnerabilities, networks, development and devices.

use super::{Concept, c};

pub(super) const OPERATIONS: &[Concept] = &[
    c(
        "~log",
        "log, logs, logged, logging, logfile*, audit trail*, audit record*, audit log*, siem, event \
         record*, unlogged",
        "^logg, revisionslogg, säkerhetslogg, åtkomstlogg, händelselogg, systemlogg, driftlogg, \
         granskningslogg, behandlingslogg, spårbar, ^siem",
    ),
    c(
        "~user-activity",
        "user activit*, user action*, activity log*, activities of user*, user behavi*",
        "användaraktivitet, användares aktivit, användarnas aktivit, användarnas handling, användares \
         handling",
    ),
    c(
        "~security-event",
        "security event*, security relevant event*, security related event*",
        "säkerhetshändelse",
    ),
    c(
        "~log-protection",
        "tamper*, log integrity, integrity of log*, alteration, altered, immutab*, worm, unauthori* \
         modif*, unauthori* chang*, write once, forensic*, digital evidence, chain of custody",
        "manipul, förvansk, oföränderlig, skydd av logg, forensi, obehörig ändring, bevisning",
    ),
    c(
        "~log-review",
        "review* log*, log review*, logs reviewed, logs are reviewed, logs regularly, review of log*, \
         review* audit log*, log analy*",
        "logggransk, granskning av logg, loggar granskas, loggarna granskas, granskas logg, loggupp",
    ),
    c(
        "~monitor",
        "monitor*, surveil*, observab*, supervis*, watch*, unmonitored, alert*, alarm*, dashboard*, \
         security operations cent*, detect*, anomal*",
        "övervak, larm, ^bevak, upptäck, avvikels",
    ),
    c(
        "~round-the-clock",
        "24/7*, 24x7*, around the clock, round the clock, day and night, year round, 24 hours, at \
         night, any hour, all hours, at all times, office hours, business hours",
        "dygnet runt, när på dygnet, 24/7, årets alla dagar, alla timmar, kontorstid",
    ),
    c(
        "~retention",
        "retention, retain*, how long, kept for, stored for, saved for, archiv*, preserv*, storage \
         period",
        "hur länge, bevara, gallring, sparas, lagringstid, arkiv, bevarandetid",
    ),
    c(
        "~capacity",
        "capacity, resource usage, usage of resources, resource need*, resource use, use of resources, \
         resource consumption, resource utili*, utilization, utilisation, scalab*, autoscal*, workload \
         forecast*",
        "kapacitet, resursanvänd, resursförbruk, resursutnyttj, skalbar, skalar",
    ),
    c("~metrics", "metric, metrics, measurement*", "mätvärde, mätdata"),
    c(
        "~performance",
        "performance, load test*, latency, response time*, throughput",
        "prestanda, svarstid, fördröjning, latens",
    ),
    c(
        "~shortage",
        "shortage*, threshold*, exhaust*, out of capacity, bottleneck*, run* out, run* low, run* short",
        "kapacitetsbrist, resursbrist, brist på, tröskel, gränsvärd, ta slut, flaskhals",
    ),
    c(
        "~clock",
        "clocks, system clock*, clock sync*, clock drift*, clock source*, time source*, time service*, \
         time server*, ntp, time sync*, synchroni*, timestamp*, time stamp*, time reference, reference \
         time, time drift",
        "klock, tidssynk, tidskäll, ^ntp, synkroniser, tidsstämp, tidsangiv, referenstid, normaltid, \
         tidsserver",
    ),
    c(
        "~vulnerability",
        "vulnerabilit*, weakness*, security flaw*, security hole*, cve, cves, cvss, scan, scans, \
         scanned, scanner*, scanning, exploit*, zero day*",
        "sårbar, svaghet, säkerhetsbrist, skanning, skanna, ^cve",
    ),
    c(
        "~remediation",
        "remediat*, fix, fixed, fixes, fixing, rectif*, correct* action*",
        "åtgärda, avhjälp, korrigerande",
    ),
    c(
        "~patch",
        "patch*, security update*, software update*, hotfix*, updates, unpatched, up to date",
        "patch, uppdatering, säkerhetsuppdat",
    ),
    c(
        "~end-of-life",
        "end of life, end of support, unsupported, obsolete, outdated, eol, legacy",
        "föråldra, ej längre stöd, utan support, slutet av sin livs",
    ),
    c(
        "~disclosure",
        "vulnerability disclosure, responsible disclosure, coordinated disclosure, coordinated \
         vulnerability, disclos* of vulnerab*, report* a vulnerab*, report* vulnerab*, vulnerability \
         report*, reported vulnerab*, report* security flaw*, report* a security flaw*, report* \
         weakness*, report* security weakness*, bug bounty, researcher*, security txt",
        "sårbarhetsrapport, rapportera sårbar, rapportera en sårbar, rapporterar jag en sårbar, \
         rapporterade sårbar, anmäla sårbar, ansvarsfull, säkerhetsforsk, koordinerad sårbar",
    ),
    c(
        "~pentest",
        "penetration test*, pen test*, pentest*, red team*, ethical hack*, intrusion test*",
        "penetrationstest, pentest, intrångstest, etisk hack",
    ),
    c(
        "~hardening",
        "harden*, unhardened, baseline*, cis, secure configuration*, configuration standard*, \
         configured securely, securely configured, configuration management, misconfigur*, default \
         setting*, unused service*, unused port*",
        "härd, baslinje, säker konfig, säkert konfig, ^cis$, grundkonfig, konfiguration",
    ),
    c("~as-code", "as code, iac, terraform, ansible, infrastructure code", "som kod"),
    c(
        "~malware",
        "malware*, malicious code, malicious software, malicious program*, harmful code, virus*, \
         antivirus*, spyware, edr, xdr, ransomware, trojan*, endpoint protection, endpoint detection, \
         endpoint security",
        "skadlig kod, skadlig program, skadliga program, virus, ^edr$, utpressningsprog, gisslanprog, \
         trojan, sabotageprogram, klientskydd",
    ),
    c(
        "~phishing",
        "phish*, spam, dmarc, dkim, spf, email security, email filter*, e mail filter*, social \
         engineering",
        "nätfiske, skräppost, dmarc, social manipul",
    ),
    c("~container", "container*, kubernetes, docker, orchestrat*", "container, kubernetes, orkestr"),
    c(
        "~virtualisation",
        "hypervisor*, virtuali*, virtual machine*, vm, vms, guest operating system*",
        "hypervisor, virtuell, virtualiser",
    ),
    c(
        "~tenant",
        "tenan*, multitenan*, multi tenan*, other customers, another customer, different customers, one \
         customer, shared infrastructure, customers environments",
        "hyresgäst, andra kunder, olika kunder, kundmiljö, kundseparation, kunders miljö, delad \
         infrastruktur, ^tenant",
    ),
    c(
        "~separation",
        "segregat*, separat*, isolat*, partition*, kept apart, apart from, lateral",
        "separer, separation, isoler, åtskil, åtskild, avskil, skilja, lateral",
    ),
    c(
        "~environments",
        "test environment*, development environment*, development and production, production \
         environment*, non production, production data, test data, staging",
        "testmiljö, utvecklingsmiljö, produktionsmiljö, testdata, produktionsdata",
    ),
    c("~network", "network*, perimeter", "nätverk, ^nätet"),
    c(
        "~segmentation",
        "segment*, security zone*, network zone*, zoning, dmz, vlan*, vxlan*, sdn, software defined",
        "segment, ^zon, säkerhetszon, nätverkszon, vlan, vxlan",
    ),
    c(
        "~default-deny",
        "default deny, deny by default, denied by default, deny all, explicitly, allow list*, \
         allowlist*, whitelist*, permit by exception, blocked by default",
        "uttryckligen, vitlist, förbjudet som grund",
    ),
    c("~firewall", "firewall*, ruleset*, rule set*", "brandvägg"),
    c("~wireless", "wireless, wi fi, wifi, wlan", "trådlös, wi-fi, wifi, wlan"),
    c(
        "~ddos",
        "ddos, denial of service, volumetric, anti ddos",
        "ddos, överbelast, tillgänglighetsattack, volymetri",
    ),
    c("~waf", "waf, wafs, web application firewall*", "^waf, webbapplikationsbrandvägg"),
    c("~cdn", "cdn, content delivery", "^cdn$, innehållsleverans"),
    c("~network-attack", "network attack*, attack*, intrusion*, ids, ips", "angrepp, attack, intrång"),
    c(
        "~threat-intelligence",
        "threat intelligence, threat feed*, threat information, threat landscape, indicators of \
         compromise",
        "hotunderrättelse, hotbild, hotinformation, omvärldsbevak",
    ),
    c(
        "~data-leakage",
        "dlp, data leak*, data loss prevention, leakage, exfiltrat*",
        "dataläck, informationsläck, ^dlp, dataförlust",
    ),
    c(
        "~development",
        "secure development, sdlc, software development, development lifecycle, secure coding, coding \
         standard*, code review*, owasp, static analysis, sast, dast, devsecops, security by design",
        "säker utveckling, systemutveckling, programvaruutveckling, kodgransk, säker kodning, owasp, \
         utvecklingsprocess",
    ),
    c(
        "~source-code",
        "source code, code repositor*, codebase, version control, in code, in the code",
        "källkod, kodarkiv, versionshanter",
    ),
    c(
        "~pipeline",
        "pipeline*, ci/cd, continuous integration, build process*, during the build",
        "byggkedja, byggprocess, pipeline, ci/cd",
    ),
    c(
        "~components",
        "sbom, open source, software bill, open source component*, third party librar*, software \
         composition, library, libraries",
        "^sbom, tredjepartsbibliotek, programvarukomponent, komponentförteckning",
    ),
    c(
        "~mobile-device",
        "laptop*, mobile device*, portable device*, mobile phone*, smartphone*, tablet*, workstation*, \
         byod, bring your own device, mdm",
        "bärbar, mobila enheter, mobil enhet, mobiltelefon, arbetsstation, ^byod, ^mdm",
    ),
    c(
        "~removable-media",
        "removable media, portable media, portable storage, usb, memory stick*, external drive*",
        "flyttbara medi, flyttbara lagr, ^usb, usb-minne",
    ),
];
