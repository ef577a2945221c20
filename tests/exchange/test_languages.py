"""A whole inventory in each of thirteen languages: every column and every value is understood."""

from datetime import date
from decimal import Decimal

import pytest

from isthmus.catalogue.load import load_catalogue
from isthmus.exchange.grid import Cell, Grid
from isthmus.exchange.importing import propose_from
from isthmus.exchange.intake import Intake, Source
from isthmus.exchange.proposal import Proposal
from isthmus.exchange.vocabulary import LANGUAGES
from isthmus.model.document import Document
from isthmus.model.records import Criticality, Hosting, Lifecycle
from support.workbooks import applied, assert_true_account

FIELDS = ["id", "name", "vendor", "department", "business_owner", "it_steward", "hosting",
          "lifecycle", "criticality", "annual_cost", "users", "go_live", "contract_end",
          "personal_data", "depends_on"]  # fmt: skip
INVENTORIES = {
    "en": [
        ["Application ID", "Application", "Supplier", "Owning department", "Business owner",
         "IT owner", "Hosting", "Lifecycle", "Criticality", "Annual cost", "Number of users",
         "Go-live", "Contract end", "Personal data", "Depends on"],
        ["A1", "Shop", "Acme", "Sales", "Ann Miller", "", "SaaS", "Live", "High", "£12,500.50",
         "1,200", "01/04/2020", "31/12/2027", "yes", "Ledger"],
        ["A2", "Ledger", "Bolt", "Finance", "Bob Stone", "Cy Young", "On-premises", "Phasing out",
         "Critical", "£1,000.00", "80", "15/05/2015", "30/06/2026", "no", ""],
        ["A3", "Portal", "Cord", "HR", "Dee Ford", "Cy Young", "Cloud", "Planned", "Low",
         "£800.00", "35", "17/01/2027", "31/12/2029", "yes", "Ledger"]],
    "de": [
        ["Anwendungs-ID", "Anwendung", "Hersteller", "Fachbereich", "Fachverantwortlicher",
         "IT-Verantwortlicher", "Betriebsmodell", "Lebenszyklus", "Kritikalität", "Jahreskosten",
         "Anzahl Nutzer", "Einführungsdatum", "Vertragsende", "Personenbezogene Daten",
         "Schnittstellen"],
        ["A1", "Shop", "Acme", "Vertrieb", "Anna Müller", "", "SaaS", "In Betrieb", "Hoch",
         "12.500,50 €", "1.200", "01.04.2020", "31.12.2027", "ja", "Ledger"],
        ["A2", "Ledger", "Bolt", "Finanzen", "Bernd Stein", "Carl Jung", "Eigenes Rechenzentrum",
         "Auslaufend", "Sehr hoch", "1.000,00 €", "80", "15.05.2015", "30.06.2026", "nein", ""],
        ["A3", "Portal", "Cord", "Personal", "Dora Furt", "Carl Jung", "Cloud", "Geplant",
         "Niedrig", "800,00 €", "35", "17.01.2027", "31.12.2029", "ja", "Ledger"]],
    "fr": [
        ["Code application", "Application", "Éditeur", "Direction propriétaire",
         "Responsable métier", "Responsable informatique", "Hébergement", "Cycle de vie",
         "Criticité", "Coût annuel", "Nombre d’utilisateurs", "Date de mise en service",
         "Fin de contrat", "Données personnelles", "Dépendances"],
        ["A1", "Shop", "Acme", "Direction commerciale", "Anne Meunier", "", "SaaS",
         "En production", "Élevée", "12 500,50 €", "1 200", "01/04/2020", "31/12/2027", "oui",
         "Ledger"],
        ["A2", "Ledger", "Bolt", "Direction financière", "Benoît Pierre", "Cyril Jeune",
         "Sur site", "En fin de vie", "Critique", "1 000,00 €", "80", "15/05/2015", "30/06/2026",
         "non", ""],
        ["A3", "Portal", "Cord", "Ressources humaines", "Denise Gué", "Cyril Jeune", "Nuage",
         "En projet", "Faible", "800,00 €", "35", "17/01/2027", "31/12/2029", "oui", "Ledger"]],
    "es": [
        ["Código de aplicación", "Aplicación", "Proveedor", "Departamento propietario",
         "Responsable funcional", "Responsable técnico", "Alojamiento", "Ciclo de vida",
         "Criticidad", "Coste anual", "Número de usuarios", "Fecha de puesta en marcha",
         "Fin de contrato", "Datos personales", "Depende de"],
        ["A1", "Shop", "Acme", "Ventas", "Ana Molina", "", "SaaS", "En producción", "Alta",
         "12.500,50 €", "1.200", "01/04/2020", "31/12/2027", "sí", "Ledger"],
        ["A2", "Ledger", "Bolt", "Finanzas", "Benito Roca", "Ciro Joven", "En local",
         "En retirada", "Muy alta", "1.000,00 €", "80", "15/05/2015", "30/06/2026", "no", ""],
        ["A3", "Portal", "Cord", "Recursos humanos", "Delia Vado", "Ciro Joven", "Nube",
         "Planificado", "Baja", "800,00 €", "35", "17/01/2027", "31/12/2029", "sí", "Ledger"]],
    "nl": [
        ["Applicatienummer", "Applicatie", "Leverancier", "Afdeling", "Functioneel eigenaar",
         "Technisch beheerder", "Hostingvorm", "Levenscyclus", "Kriticiteit", "Jaarlijkse kosten",
         "Aantal gebruikers", "In gebruik sinds", "Einde contract", "Persoonsgegevens",
         "Afhankelijk van"],
        ["A1", "Shop", "Acme", "Verkoop", "Anna Mulder", "", "SaaS", "In gebruik", "Hoog",
         "€ 12.500,50", "1.200", "01-04-2020", "31-12-2027", "ja", "Ledger"],
        ["A2", "Ledger", "Bolt", "Financiën", "Bert Steen", "Cor Jong", "Eigen datacenter",
         "Wordt uitgefaseerd", "Zeer hoog", "€ 1.000,00", "80", "15-05-2015", "30-06-2026", "nee",
         ""],
        ["A3", "Portal", "Cord", "Personeelszaken", "Dora Voort", "Cor Jong", "Cloud", "Gepland",
         "Laag", "€ 800,00", "35", "17-01-2027", "31-12-2029", "ja", "Ledger"]],
    "no": [
        ["System-ID", "Systemnavn", "Leverandør", "Avdeling", "Systemeier", "Systemansvarlig",
         "Driftsform", "Livssyklus", "Kritikalitet", "Årlig kostnad", "Antall brukere",
         "Tatt i bruk", "Avtale utløper", "Personopplysninger", "Integrerer med"],
        ["A1", "Shop", "Acme", "Salg", "Anne Moen", "", "SaaS", "I drift", "Høy",
         "kr 12 500,50", "1 200", "01.04.2020", "31.12.2027", "ja", "Ledger"],
        ["A2", "Ledger", "Bolt", "Økonomi", "Bjørn Stein", "Carl Unge", "Lokal drift",
         "Under utfasing", "Svært høy", "kr 1 000,00", "80", "15.05.2015", "30.06.2026", "nei",
         ""],
        ["A3", "Portal", "Cord", "Personalavdeling", "Dina Vad", "Carl Unge", "Skytjeneste",
         "Planlagt", "Lav", "kr 800,00", "35", "17.01.2027", "31.12.2029", "ja", "Ledger"]],
    "da": [
        ["Systemnummer", "Systemets navn", "Leverandør", "Forvaltning", "Systemejer",
         "Systemforvalter", "Driftsform", "Livscyklus", "Kritikalitet", "Årlig udgift",
         "Antal brugere", "Ibrugtaget", "Kontraktudløb", "Personoplysninger", "Snitflader"],
        ["A1", "Shop", "Acme", "Salg", "Anne Møller", "", "SaaS", "I drift", "Høj",
         "kr. 12.500,50", "1.200", "01-04-2020", "31-12-2027", "ja", "Ledger"],
        ["A2", "Ledger", "Bolt", "Økonomi", "Bo Sten", "Carl Ung", "Egen drift", "Udfases",
         "Meget høj", "kr. 1.000,00", "80", "15-05-2015", "30-06-2026", "nej", ""],
        ["A3", "Portal", "Cord", "Personaleafdeling", "Dorte Vad", "Carl Ung", "Skyen",
         "Planlagt", "Lav", "kr. 800,00", "35", "17-01-2027", "31-12-2029", "ja", "Ledger"]],
    "sv": [
        ["System-ID", "Systemnamn", "Leverantör", "Förvaltning", "Systemägare",
         "Systemförvaltare", "Driftsform", "Livscykel", "Kritikalitet", "Årlig kostnad",
         "Antal användare", "Driftsatt", "Avtalsslut", "Personuppgifter", "Integrerat med"],
        ["A1", "Shop", "Acme", "Försäljning", "Anna Möller", "", "SaaS", "I drift", "Hög",
         "12 500,50 kr", "1 200", "2020-04-01", "2027-12-31", "ja", "Ledger"],
        ["A2", "Ledger", "Bolt", "Ekonomi", "Bo Sten", "Carl Ung", "Egen drift",
         "Under avveckling", "Mycket hög", "1 000,00 kr", "80", "2015-05-15", "2026-06-30", "nej",
         ""],
        ["A3", "Portal", "Cord", "Personalavdelning", "Dagny Vad", "Carl Ung", "Molntjänst",
         "Planerad", "Låg", "800,00 kr", "35", "2027-01-17", "2029-12-31", "ja", "Ledger"]],
    "pt": [
        ["Código da aplicação", "Nome da aplicação", "Fornecedor", "Direção responsável",
         "Responsável funcional", "Responsável técnico", "Alojamento", "Ciclo de vida",
         "Criticidade", "Custo anual", "Número de utilizadores", "Em produção desde",
         "Fim do contrato", "Dados pessoais", "Integra com"],
        ["A1", "Shop", "Acme", "Direção Comercial", "Ana Moura", "", "SaaS", "Em produção",
         "Alta", "12.500,50 €", "1.200", "01/04/2020", "31/12/2027", "sim", "Ledger"],
        ["A2", "Ledger", "Bolt", "Direção Financeira", "Bento Pedra", "Caio Jovem", "Local",
         "Em descontinuação", "Muito alta", "1.000,00 €", "80", "15/05/2015", "30/06/2026", "não",
         ""],
        ["A3", "Portal", "Cord", "Recursos Humanos", "Dália Vau", "Caio Jovem", "Nuvem",
         "Planeado", "Baixa", "800,00 €", "35", "17/01/2027", "31/12/2029", "sim", "Ledger"]],
    "it": [
        ["Codice applicazione", "Nome applicazione", "Fornitore", "Direzione responsabile",
         "Referente funzionale", "Referente tecnico", "Tipo di hosting", "Ciclo di vita",
         "Criticità", "Costo annuo", "Numero utenti", "In produzione dal", "Fine contratto",
         "Dati personali", "Integrato con"],
        ["A1", "Shop", "Acme", "Vendite", "Anna Molinari", "", "SaaS", "In esercizio", "Alta",
         "12.500,50 €", "1.200", "01/04/2020", "31/12/2027", "sì", "Ledger"],
        ["A2", "Ledger", "Bolt", "Finanza", "Bruno Sasso", "Ciro Giovane", "In sede",
         "In dismissione", "Molto alta", "1.000,00 €", "80", "15/05/2015", "30/06/2026", "no", ""],
        ["A3", "Portal", "Cord", "Risorse umane", "Dina Guado", "Ciro Giovane", "Cloud",
         "Pianificato", "Bassa", "800,00 €", "35", "17/01/2027", "31/12/2029", "sì", "Ledger"]],
    "pl": [
        ["Identyfikator systemu", "Nazwa systemu", "Dostawca", "Departament",
         "Właściciel biznesowy", "Właściciel techniczny", "Model wdrożenia", "Cykl życia",
         "Krytyczność", "Koszt roczny", "Liczba użytkowników", "Data wdrożenia", "Koniec umowy",
         "Dane osobowe", "Integracje"],
        ["A1", "Shop", "Acme", "Dział sprzedaży", "Anna Młynarz", "", "SaaS", "W użyciu",
         "Wysoka", "12 500,50 zł", "1 200", "01.04.2020", "31.12.2027", "tak", "Ledger"],
        ["A2", "Ledger", "Bolt", "Dział finansowy", "Bogdan Kamień", "Cezary Młody", "Lokalnie",
         "Wycofywany", "Krytyczna", "1 000,00 zł", "80", "15.05.2015", "30.06.2026", "nie", ""],
        ["A3", "Portal", "Cord", "Dział kadr", "Dorota Bród", "Cezary Młody", "Chmura",
         "Planowany", "Niska", "800,00 zł", "35", "17.01.2027", "31.12.2029", "tak", "Ledger"]],
    "fi": [
        ["Järjestelmätunnus", "Järjestelmän nimi", "Toimittaja", "Osasto",
         "Järjestelmän omistaja", "Tekninen vastuuhenkilö", "Käyttöympäristö", "Elinkaari",
         "Kriittisyys", "Vuosikustannus", "Käyttäjämäärä", "Käyttöönotto", "Sopimus päättyy",
         "Henkilötiedot", "Integraatiot"],
        ["A1", "Shop", "Acme", "Myynti", "Anna Mylläri", "", "SaaS", "Käytössä", "Korkea",
         "12 500,50 €", "1 200", "1.4.2020", "31.12.2027", "kyllä", "Ledger"],
        ["A2", "Ledger", "Bolt", "Talous", "Pekka Kivi", "Kalle Nuori", "Oma palvelin",
         "Poistumassa", "Kriittinen", "1 000,00 €", "80", "15.5.2015", "30.6.2026", "ei", ""],
        ["A3", "Portal", "Cord", "Henkilöstö", "Tiina Kahlo", "Kalle Nuori", "Pilvipalvelu",
         "Suunniteltu", "Matala", "800,00 €", "35", "17.1.2027", "31.12.2029", "kyllä",
         "Ledger"]],
    "cs": [
        ["Kód systému", "Název systému", "Dodavatel", "Odbor", "Vlastník systému",
         "Technický správce", "Způsob provozu", "Životní cyklus", "Kritičnost", "Roční náklady",
         "Počet uživatelů", "Datum nasazení", "Konec smlouvy", "Osobní údaje", "Vazby"],
        ["A1", "Shop", "Acme", "Odbor prodeje", "Anna Mlynářová", "", "SaaS", "V provozu",
         "Vysoká", "12 500,50 Kč", "1 200", "1. 4. 2020", "31. 12. 2027", "ano", "Ledger"],
        ["A2", "Ledger", "Bolt", "Finanční odbor", "Bohumil Kámen", "Cyril Mladý",
         "Vlastní server", "Útlum", "Kritická", "1 000,00 Kč", "80", "15. 5. 2015",
         "30. 6. 2026", "ne", ""],
        ["A3", "Portal", "Cord", "Personální odbor", "Dana Brodová", "Cyril Mladý", "Cloud",
         "Plánovaný", "Nízká", "800,00 Kč", "35", "17. 1. 2027", "31. 12. 2029", "ano",
         "Ledger"]],
}  # fmt: skip
CURRENCIES = {"en": "GBP", "no": "NOK", "da": "DKK", "sv": "SEK", "pl": "PLN", "cs": "CZK"}


def test_there_is_an_inventory_in_each_language_that_is_spoken():
    assert INVENTORIES.keys() == LANGUAGES.keys()
    assert len(LANGUAGES) >= 10


@pytest.mark.parametrize("language", INVENTORIES)
def test_a_whole_inventory_in_a_language(language: str):
    grid = Grid("a.xlsx", "Ark1", [list(row) for row in INVENTORIES[language]])
    intake = Intake((Source("a.xlsx", (grid,)),))
    proposal = propose_from(intake, load_catalogue(), Document().snapshot())
    assert_true_account(proposal)
    (sheet,) = proposal.sheets
    assert [column.field for column in sheet.columns] == FIELDS
    assert sheet.role == "mixed"
    after = applied(proposal)
    shop, ledger, portal = (
        next(s for s in after.systems.values() if s.name == name)
        for name in ("Shop", "Ledger", "Portal")
    )
    hosts = Hosting.SAAS, Hosting.ON_PREMISES, Hosting.CLOUD
    assert (shop.hosting, ledger.hosting, portal.hosting) == hosts
    stages = Lifecycle.LIVE, Lifecycle.PHASING_OUT, Lifecycle.PLANNED
    assert (shop.lifecycle, ledger.lifecycle, portal.lifecycle) == stages
    levels = Criticality.HIGH, Criticality.CRITICAL, Criticality.LOW
    assert (shop.criticality, ledger.criticality, portal.criticality) == levels
    assert (shop.annual_cost, shop.users) == (Decimal("12500.50"), 1200)
    assert after.info.currency == CURRENCIES.get(language, "EUR")
    assert (shop.go_live, shop.contract_end) == (date(2020, 4, 1), date(2027, 12, 31))
    assert (shop.it_steward, bool(ledger.it_steward)) == ("", True)
    assert shop.external_ids == ((f"Ark1: {INVENTORIES[language][0][0]}", "A1"),)
    ends = {(f.source, f.target) for f in after.flows.values()}
    assert ends == {(ledger.id, shop.id), (ledger.id, portal.id)}
    assert {d.name for d in after.departments.values()} == {r[3] for r in INVENTORIES[language][1:]}
    ways = "does not say which way data moves"
    told = [p.message for p in proposal.problems if ways not in p.message]
    assert not told


@pytest.mark.parametrize("language", INVENTORIES)
def test_the_reason_names_the_language(language: str):
    grid = Grid("a.xlsx", "Ark1", [list(row) for row in INVENTORIES[language]])
    intake = Intake((Source("a.xlsx", (grid,)),))
    (sheet,) = propose_from(intake, load_catalogue(), Document().snapshot()).sheets
    reasons = " ".join(column.reason for column in sheet.columns)
    word = "another word" if language == "en" else LANGUAGES[language]
    assert f"({word} for " in reasons


FLOWS = {
    "en": ["Source system", "Target system", "Data exchanged", "Protocol", "Frequency",
           "Interface status"],
    "de": ["Quellsystem", "Zielsystem", "Übertragene Daten", "Schnittstellentyp", "Häufigkeit",
           "Status der Schnittstelle"],
    "fr": ["Application source", "Application cible", "Données échangées", "Mode d’échange",
           "Fréquence", "Statut du flux"],
    "es": ["Sistema origen", "Sistema destino", "Datos intercambiados", "Protocolo", "Frecuencia",
           "Estado de la interfaz"],
    "nl": ["Bronsysteem", "Doelsysteem", "Uitgewisselde gegevens", "Type koppeling", "Frequentie",
           "Status koppeling"],
    "no": ["Avsendersystem", "Mottakersystem", "Utvekslede data", "Integrasjonstype", "Frekvens",
           "Integrasjonsstatus"],
    "da": ["Afsendersystem", "Modtagersystem", "Udvekslede data", "Snitfladetype", "Hyppighed",
           "Status"],
    "sv": ["Källsystem", "Målsystem", "Information", "Integrationstyp", "Frekvens", "Status"],
    "pt": ["Sistema de origem", "Sistema de destino", "Dados trocados", "Protocolo",
           "Periodicidade", "Estado"],
    "it": ["Sistema sorgente", "Sistema destinazione", "Dati scambiati", "Tipo di interfaccia",
           "Frequenza", "Stato"],
    "pl": ["System źródłowy", "System docelowy", "Zakres danych", "Sposób wymiany",
           "Częstotliwość", "Status interfejsu"],
    "fi": ["Lähdejärjestelmä", "Kohdejärjestelmä", "Tietosisältö", "Tiedonsiirtotapa", "Tiheys",
           "Liittymän tila"],
    "cs": ["Zdrojový systém", "Cílový systém", "Předávaná data", "Typ rozhraní", "Frekvence",
           "Stav rozhraní"],
}  # fmt: skip
MEANT = ["source", "target", "data_objects", "method", "frequency", "state"]
CORNERS = {
    "en": ("From", "To"), "de": ("Von", "Nach"), "fr": ("De", "Vers"), "es": ("Origen", "Destino"),
    "nl": ("Van", "Naar"), "no": ("Fra", "Til"), "da": ("Fra", "Til"), "sv": ("Från", "Till"),
    "pt": ("De", "Para"), "it": ("Da", "A"), "pl": ("Od", "Do"), "fi": ("Mistä", "Mihin"),
    "cs": ("Z", "Do"),
}  # fmt: skip


def imported(*grids: Grid) -> tuple[Proposal, set[tuple[str, str]]]:
    intake = Intake((Source("a.xlsx", grids),))
    proposal = propose_from(intake, load_catalogue(), Document().snapshot())
    assert_true_account(proposal)
    after = applied(proposal)
    names = {system.id: system.name for system in after.systems.values()}
    return proposal, {(names[f.source], names[f.target]) for f in after.flows.values()}


@pytest.mark.parametrize("language", FLOWS)
def test_a_list_of_flows_in_a_language(language: str):
    rows: list[list[Cell]] = [
        [*FLOWS[language]], ["CRM", "ERP", "Order", "API", "daily", "live"],
        ["ERP", "CRM", "Invoice", "SFTP", "hourly", "planned"],
    ]  # fmt: skip
    proposal, flows = imported(Grid("a.xlsx", "Ark1", rows))
    (sheet,) = proposal.sheets
    assert (sheet.role, [column.field for column in sheet.columns]) == ("flows", MEANT)
    assert flows == {("CRM", "ERP"), ("ERP", "CRM")}


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("language", CORNERS)
def test_the_corner_of_a_matrix_in_a_language(language: str, *, turned: bool):
    ends = CORNERS[language]
    corner = " / ".join(reversed(ends) if turned else ends)
    rows: list[list[Cell]] = [[corner, "CRM", "ERP"], ["CRM", "", "x"], ["ERP", "", ""]]
    _, flows = imported(Grid("a.xlsx", "Ark1", rows))
    assert flows == {("ERP", "CRM") if turned else ("CRM", "ERP")}
