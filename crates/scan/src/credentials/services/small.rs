//! Smaller services with a web API and a key of plain letters and digits.

use super::{Named, Token, named};

pub(super) const TOKENS: &[Token] = &[];

/// Key services whose value says nothing by itself; the name before it decides.
pub(super) const NAMED: &[Named] = &[
    named("currents-key", "A Currents key: 48 characters, named so.", &["currents_api"], &["{p40-64}"], "currentsapi.services"),
    named(
        "scraperapi-key",
        "A ScraperAPI key: 32 hexadecimal digits, named so.",
        &["scraper_api"],
        &["{a32}"],
        "docs.scraperapi.com",
    ),
    named(
        "scrapingbee-key",
        "A ScrapingBee key: 80 letters and digits, named so.",
        &["scrapingbee"],
        &["{U80}"],
        "scrapingbee.com",
    ),
    named(
        "scrapingant-key",
        "A ScrapingAnt key: 32 hexadecimal digits, named so.",
        &["scrapingant"],
        &["{h32}"],
        "docs.scrapingant.com",
    ),
    named("zenrows-key", "A ZenRows key: 40 hexadecimal digits, named so.", &["zenrows"], &["{h40}"], "docs.zenrows.com"),
    named(
        "webscraping-key",
        "A key of a scraping service, named so.",
        &["webscraping", "webscraper", "scrapestack"],
        &["{a32}", "{a60}"],
        "webscraper.io",
    ),
    named(
        "zerobounce-key",
        "A ZeroBounce key: 32 letters and digits, named so.",
        &["zerobounce"],
        &["{l32}"],
        "zerobounce.net/docs",
    ),
    named("convertapi-key", "A ConvertAPI key: 16 letters and digits, named so.", &["convertapi"], &["{a16}"], "convertapi.com"),
    named("selectpdf-key", "A SelectPdf key, named so.", &["selectpdf"], &["{h8}-{h4}-{h4}-{h12}", "{uuid}"], "selectpdf.com"),
    named(
        "html2pdf-key",
        "A key of a PDF service: 64 letters and digits, named so.",
        &["html2pdf"],
        &["{a60-64}"],
        "html2pdf.app",
    ),
    named(
        "holiday-key",
        "A key of a holiday calendar, named so.",
        &["holidayapi", "calendarific"],
        &["{uuid}", "{a32}", "{a8}-{a8}-{a8}-{a8}"],
        "holidayapi.com",
    ),
    named("zipcodebase-key", "A Zipcodebase key: a UUID, named so.", &["zipcodebase"], &["{uuid}"], "zipcodebase.com"),
    named("vpn-key", "A key of a network look-up service, named so.", &["vpnapi", "iphub"], &["{a32}"], "vpnapi.io"),
    named("uplead-key", "An UpLead key: 32 letters and digits, named so.", &["uplead"], &["{l32}"], "docs.uplead.com"),
    named("walkscore-key", "A Walk Score key: 32 hexadecimal digits, named so.", &["walkscore"], &["{h32}"], "walkscore.com"),
    named("odds-key", "A key of The Odds API: 32 hexadecimal digits, named so.", &["odds_api"], &["{h32}"], "the-odds-api.com"),
    named(
        "flight-key",
        "A key of a flight data service: 24 letters and digits, named so.",
        &["flightapi", "flightlabs"],
        &["{a24}", "{e100-}"],
        "flightapi.io",
    ),
    named(
        "exchange-rate-key",
        "A key of an exchange rate service, named so.",
        &["exchange_rate", "exchangerates", "openexchangerates"],
        &["{h24}", "{h32}"],
        "exchangerate-api.com",
    ),
    named(
        "brandfetch-key",
        "A Brandfetch key: 40 letters and digits, named so.",
        &["brandfetch"],
        &["{a40}"],
        "docs.brandfetch.com",
    ),
    named("sslmate-key", "An SSLMate key: 36 letters and digits, named so.", &["sslmate"], &["{a36}"], "sslmate.com/help"),
    named("metrilo-key", "A Metrilo key: 16 letters and digits, named so.", &["metrilo"], &["{a16}"], "metrilo.com"),
    named("shotstack-key", "A Shotstack key: 40 letters and digits, named so.", &["shotstack"], &["{a40}"], "shotstack.io/docs"),
    named("voicegain-token", "A Voicegain token: a JWT, named so.", &["voicegain"], &["eyJ{e60-}"], "docs.voicegain.ai"),
    named("surveybot-key", "A SurveyBot key: 80 characters, named so.", &["surveybot"], &["{a80}"], "surveybot.io"),
    named(
        "loyverse-key",
        "A Loyverse key: 32 letters and digits, named so.",
        &["loyverse"],
        &["{a32}"],
        "developer.loyverse.com",
    ),
    named("cloudmersive-key", "A Cloudmersive key: a UUID, named so.", &["cloudmersive"], &["{uuid}"], "api.cloudmersive.com"),
    named("audd-key", "An AudD key: 32 letters and digits, named so.", &["audd"], &["{a32}"], "docs.audd.io"),
    named("mockaroo-key", "A Mockaroo key: 8 hexadecimal digits, named so.", &["mockaroo"], &["{l8}"], "mockaroo.com/docs"),
    named("owlbot-token", "An Owlbot token: 40 hexadecimal digits, named so.", &["owlbot"], &["{h40}"], "owlbot.info"),
    named("timezone-key", "A TimezoneAPI key: 20 letters and digits, named so.", &["timezoneapi"], &["{a20}"], "timezoneapi.io"),
    named("particle-token", "A Particle token: 40 hexadecimal digits, named so.", &["particle"], &["{h40}"], "docs.particle.io")
        .ordinary(),
    named(
        "thingsboard-token",
        "A ThingsBoard device's token: 20 letters and digits, named so.",
        &["thingsboard"],
        &["{a20}"],
        "thingsboard.io/docs",
    ),
];
