//! Governance, people, premises, assets, continuity, suppliers and contracts.

use super::{Concept, c};

pub(super) const ORGANISATION: &[Concept] = &[
    c("~user", "user*, employee*, staff, personnel, workforce", "användar, anställd, medarbetar, personal"),
    c("~customer", "customer*, client, clients, tenant*, subscriber*", "^kund"),
    c(
        "~policy",
        "polic*, procedure*, process, processes, documented, formal, formally",
        "policy, ^rutin, ^process$, processen, processer, riktlinje, dokumenterad",
    ),
    c(
        "~roles",
        "roles and responsibilit*, ciso, security officer*, security manager*, information security \
         function, responsible for information security",
        "roller och ansvar, säkerhetschef, ^ciso, informationssäkerhetsansvarig, ansvarig för \
         informationssäk",
    ),
    c(
        "~leadership",
        "top management, senior management, management approv*, approved by management, executive*, \
         leadership, board of directors",
        "^ledningen, styrelse, högsta ledning",
    ),
    c(
        "~duties",
        "segregation of dut*, separation of dut*, four eyes, dual control",
        "fyra ögon, åtskillnad av arbetsuppg, åtskilda ansvar, dualitet",
    ),
    c(
        "~certified",
        "certified, certification*, recertified, uncertified, certificate of, iso certificate*, \
         accredit*, iso, iso/iec, soc 2, attestation*, audited, independent audit*, compliance report*, \
         27001, 27017, 27018, 14001",
        "certifier, ^iso$, ackredit, 27001, 27017, 27018, 14001",
    ),
    c(
        "~audit",
        "audits, auditor*, audited, auditing, independent audit*, internal audit*, external audit*, \
         third party audit*, right to audit, audit right*, audit finding*",
        "revisioner, revisor, revideras av, revideras ni, internrevision, extern revision, oberoende \
         revision, oberoende granskning, granskas av oberoende",
    ),
    c(
        "~management-system",
        "isms, management system*, statement of applicability, information security program*",
        "ledningssystem, uttalande om tillämplighet",
    ),
    c(
        "~risk",
        "risk assess*, risk analys*, risk manag*, risk treat*, risk register*, risk owner*, risk \
         appetite",
        "riskhanter, riskanalys, riskbedöm, riskregister, riskägare",
    ),
    c(
        "~sustainability",
        "environmental management, environmental certif*, environmental impact, environmental polic*, \
         sustainab*, carbon, climate, renewable, energy efficien*, greenhouse, 14001",
        "miljöled, miljöcertif, miljöarbete, miljöpåverk, miljöpolicy, hållbar, klimat, förnybar, 14001",
    ),
    c("~awareness", "awareness, training*, trained, educat*, e learning", "medvetenhet, utbild"),
    c(
        "~screening",
        "background check*, background verif*, background screen*, vetting, vetted, criminal record*, \
         pre employment, security clearance*, reference check*",
        "bakgrundskontroll, bakgrundsgransk, säkerhetsprövning, registerkontroll, referenskontroll",
    ),
    c(
        "~secrecy",
        "nda, ndas, non disclosure, confidentiality agreement*, confidentiality undertaking*, secrecy",
        "sekretessavtal, sekretessförbind, tystnadsplikt, tystnadsförbind, konfidentialitetsavtal",
    ),
    c(
        "~acceptable-use",
        "acceptable use, rules of behavi*, terms of use, user responsibilit*",
        "acceptabel använd, godtagbar använd, tillåten använd, användarnas ansvar",
    ),
    c("~disciplinary", "disciplin*, misconduct", "disciplin"),
    c(
        "~clear-desk",
        "clear desk, clean desk, clear screen",
        "rent skrivbord, tomt skrivbord, städat skrivbord, tom skärm",
    ),
    c(
        "~physical-security",
        "physical access, physical security, physically secur*, physical entry, premises, badge*, cctv, \
         camera*, visitor*, secure area*, secured area*, intruder alarm*, security guard*",
        "fysisk säk, fysiskt skydd, fysisk åtkomst, fysiskt tillträde, skalskydd, passerkort, besökare, \
         kameraöverv, kamerabevak, tillträde, inbrottslarm",
    ),
    c(
        "~facility",
        "fire suppress*, fire detect*, fire protect*, fire extinguish*, smoke, flood*, cooling, hvac, \
         humidity, water leak*",
        "brandskydd, brandsläck, brandlarm, kylning, kylanlägg, översvämning, luftfukt, vattenläck",
    ),
    c(
        "~power",
        "power supply, power supplies, power outage*, power failure*, power feed*, uninterrupt*, ups, \
         generator*",
        "elförsörjning, strömförsörjning, reservkraft, strömavbrott, elavbrott, avbrottsfri kraft",
    ),
    c(
        "~data-centre",
        "data cent*, datacent*, server room*, server hall*, colocation, hosting facilit*",
        "datacenter, datahall, serverhall, serverrum",
    ),
    c(
        "~location",
        "location*, located, abroad, situated, reside*, residency, data locali*, country, countries, \
         geograph*, data cent* location, hosted, region*, onshore, offshore",
        "lokalis, geograf, utomlands, var lagras, inom sverige, vilket land, ^länder, ^land$, landet, \
         lagringsland, placer",
    ),
    c(
        "~sweden",
        "sweden, swedish, eu, eea, eu/eea, nordic, european union",
        "sverige, svensk, ^eu$, ^ees$, europeiska unionen, norden",
    ),
    c(
        "~asset",
        "asset inventor*, inventory of asset*, asset management, asset register*, asset owner*, return \
         of asset*, hardware inventor*, software inventor*, cmdb",
        "tillgångsregister, tillgångsförteck, tillgångshanter, förteckning över tillgång, \
         inventarieförteck",
    ),
    c("~classification", "classif*, labelling, labeling", "klassning, klassificer, informationsklass"),
    c(
        "~disposal",
        "dispos*, destruct*, destroy*, eras*, wipe, wiped, wiping, saniti*, shred*, degauss*, \
         decommission*, delet*",
        "avyttra, destruer, destruktion, förstör, utplån, radera, kassera, kassation, utrangera, \
         avveckling av",
    ),
    c(
        "~exit",
        "exit plan*, exit strateg*, exit, contract terminat*, agreement terminat*, terminat* of the \
         contract, terminat* of the agreement, after termination, upon termination, end of the \
         contract, end of contract, contract ends, contract expir*, notice period",
        "avtalets upphör, avtalet upphör, avtalets slut, avtalet löper ut, exitplan, exitstrategi, \
         ^exit, uppsägning",
    ),
    c(
        "~portability",
        "portab*, interoperab*, migrat*, export*, machine readable, data format*",
        "portabil, interoperab, migrer, exporter, flytta, maskinläs",
    ),
    c(
        "~lock-in",
        "lock in, lockin, lock ins, locked in, locking, vendor depend*, supplier depend*, vendor \
         dependence, tied to, open standard*, proprietary",
        "inlåsning, inlåst, låsas in, låsa in, öppna standard, leverantörsberoende, proprietär",
    ),
    c(
        "~data-control",
        "control over data, control over the data, control of data, control of our data, control over \
         our data, control of its data, control over their data, control over their own data, control \
         of own data, data sovereignty, full control",
        "kontroll över, kontrollen över, full kontroll, egen kontroll, rådighet",
    ),
    c(
        "~ownership",
        "data owner*, ownership, intellectual property, owns",
        "äganderätt, vem äger, ägarskap, immateriell, upphovsrätt",
    ),
    c(
        "~change",
        "change management, change control, change process*, change request*, change approv*, change \
         advisory, release management, changes to production, configuration change*, system change*, \
         emergency change*",
        "förändringshanter, ändringshanter, ändringsråd, ändringsbegär, ändringar i produktion, \
         driftsättning",
    ),
    c(
        "~backup",
        "backup*, back up*, backed up, snapshot*",
        "backup, säkerhetskopi, reservkop, ögonblicksbild",
    ),
    c(
        "~recovery",
        "restor*, recover*, disaster recovery, recovery time, recovery point, rto, rpo, drp",
        "återställ, katastrof, ^rto, ^rpo, återläs",
    ),
    c(
        "~continuity",
        "business continuity, continuity plan*, continuity management, bcp, bcm, bcms, business impact, \
         bia, crisis, contingency",
        "kontinuitet, krisplan, krishanter, krisledning, beredskap, verksamhetskonsekvens",
    ),
    c(
        "~availability",
        "availability, service available, highly available, redundan*, uptime, up time, downtime, \
         resilien*, failover*, fail over, fault toleran*, single point of failure, single points of \
         failure, outage*, high availability, ha",
        "tillgänglighet, hög tillgäng, redundan, drifttid, upptid, nedtid, driftavbrott, feltåli",
    ),
    c("~service-level", "sla, slas, service level*, service credit*", "^sla$, servicenivå, tjänstenivå"),
    c(
        "~support",
        "service desk*, help desk*, helpdesk*, customer support, technical support, expert support, \
         support hours, support staff, support is, support available, support around, support be",
        "supporten, kundsupport, expertsupport, supporttid, kundtjänst, servicedesk, support dygnet",
    ),
    c(
        "~maintenance",
        "maintenance window*, planned maintenance, scheduled maintenance, service window*",
        "underhållsfönster, planerat underhåll, servicefönster",
    ),
    c("~incident", "incident*, breach*, csirt", "incident, säkerhetsöverträd, dataintrång"),
    c(
        "~notification",
        "notif*, inform us, inform customers, inform the customer, customers informed",
        "underrätta, underrättas, meddela, informera kund, informeras kund, notifier",
    ),
    c(
        "~supplier",
        "supplier*, vendors, third part*, subcontract*, sub contract*, outsourc*, supply chain",
        "underleverantör, leverantörer, leverantörskedja, leverantörshanter, tredjepart, tredje part, \
         utkontrakter",
    ),
    c("~sub-processor", "subprocess*, sub processor*, sub process*", "underbiträde"),
    c("~insurance", "insur*, underwrit*", "försäkring"),
    c(
        "~price",
        "price*, pricing, cost, costs, fee, fees, charge, charged, charges, extra cost, free of charge",
        "kostnad, avgift, ^pris, prissätt",
    ),
    c(
        "~company",
        "legal name, company name, company registered, registration number, headquarter*, parent \
         company, ownership structure, subsidiar*, annual report*, turnover",
        "organisationsnummer, moderbolag, dotterbolag, ägarstruktur, huvudkontor, årsredovisning",
    ),
];
