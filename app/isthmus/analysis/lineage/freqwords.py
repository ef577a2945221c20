"""The words that inventories use for how often a flow runs, accents and case apart.

English, German, French, Spanish, Italian, Portuguese, Dutch, Norwegian, Danish, Swedish, Polish,
Finnish and Czech, as the words of the catalogue are.
"""

MINUTE, DAY, WEEK = 1 / 60, 24.0, 168.0
MONTH = 365.25 * 24 / 12
"""Hours of a month, of a year of 365.25 days."""
WORKDAY_GAP = 72.0
"""What runs on working days rests from Friday to Monday."""

AT_ONCE = (
    "real time", "realtime", "near real time", "near realtime", "instant", "instantly",
    "immediate", "immediately", "continuous", "continuously", "streaming", "stream", "live",
    "event driven", "event based", "on event", "on change", "triggered", "synchronous", "sync",
    "echtzeit", "in echtzeit", "sofort", "laufend", "kontinuierlich", "ereignisgesteuert",
    "temps reel", "en temps reel", "en continu", "immediat", "tiempo real", "en tiempo real",
    "continuo", "inmediato", "tempo reale", "in tempo reale", "immediato", "tempo real",
    "em tempo real", "continuamente", "doorlopend", "onmiddellijk", "sanntid", "i sanntid",
    "lopende", "realtid", "i realtid", "kontinuerlig", "kontinuerligt", "lobende",
    "czas rzeczywisty", "w czasie rzeczywistym", "reaaliaikainen", "jatkuva", "v realnem case",
    "realny cas", "prubezne",
)  # fmt: skip

ON_DEMAND = (
    "on demand", "ad hoc", "adhoc", "as needed", "as required", "when needed", "when required",
    "on request", "manual", "manually", "by hand", "irregular", "occasionally", "sporadic",
    "one off", "one time", "once only", "after each", "after every", "per event", "bei bedarf",
    "nach bedarf", "auf abruf", "auf anfrage", "auf anforderung", "manuell", "einmalig",
    "unregelmassig", "a la demande", "sur demande", "au besoin", "ponctuel", "manuel",
    "manuellement", "bajo demanda", "a demanda", "segun necesidad", "puntual", "su richiesta",
    "al bisogno", "manuale", "sob demanda", "a pedido", "conforme necessario", "op aanvraag",
    "op verzoek", "naar behoefte", "handmatig", "ved behov", "pa foresporsel", "efter behov",
    "vid behov", "manuellt", "na zadanie", "w razie potrzeby", "recznie", "tarvittaessa",
    "pyynnosta", "na vyzadani", "dle potreby", "rucne",
)  # fmt: skip

EVERY: dict[float, tuple[str, ...]] = {
    0.25: ("quarter hourly", "quarterhourly", "viertelstundlich"),
    0.5: ("half hourly", "halfhourly", "halbstundlich"),
    1.0: (
        "hourly", "once an hour", "stundlich", "toutes les heures", "horaire", "cada hora",
        "por hora", "ogni ora",
        "orario", "a cada hora", "elk uur", "ieder uur", "per uur", "hver time", "varje timme",
        "co godzine", "joka tunti", "tunneittain", "kazdou hodinu", "hodinove", "hourly batch",
    ),
    12.0: ("twice daily", "twice a day", "zweimal taglich", "deux fois par jour",
           "dos veces al dia", "twee keer per dag"),
    DAY: (
        "daily", "once a day", "once daily", "nightly", "overnight", "every night", "each night",
        "end of day", "eod",
        "taglich", "nachtlich", "jede nacht", "quotidien", "quotidienne", "quotidiennement",
        "journalier", "journaliere", "chaque jour", "tous les jours", "chaque nuit",
        "toutes les nuits", "nocturne", "diario", "diaria", "diariamente", "cada dia", "cada noche",
        "quotidiano", "giornaliero", "giornaliera", "ogni giorno", "ogni notte", "dagelijks",
        "elke dag", "nachtelijks", "elke nacht", "daglig", "hver dag", "hver natt", "hver nat",
        "nattlig", "dagligt", "natlig", "varje dag", "varje natt", "dagligen", "codziennie",
        "dziennie", "co noc", "paivittain", "joka paiva", "oisin", "denne", "kazdy den", "nocne",
    ),
    WORKDAY_GAP: (
        "working days", "workdays", "weekdays", "business days", "every working day",
        "every business day", "werktaglich", "arbeitstaglich", "jours ouvres", "dias laborables",
        "werkdagen", "virkedager", "hverdage", "vardagar",
    ),
    WEEK: (
        "weekly", "once a week", "every monday", "every tuesday", "every wednesday",
        "every thursday", "every friday", "every saturday", "every sunday", "montags", "dienstags",
        "mittwochs", "donnerstags", "freitags", "samstags", "sonntags", "wochentlich",
        "hebdomadaire", "chaque semaine", "toutes les semaines",
        "semanal", "semanalmente", "cada semana", "settimanale", "ogni settimana", "wekelijks",
        "elke week", "ukentlig", "hver uke", "ugentlig", "ugentligt", "hver uge", "veckovis",
        "varje vecka", "tygodniowo", "co tydzien", "cotygodniowo", "viikoittain", "joka viikko",
        "tydne", "kazdy tyden",
    ),
    2 * WEEK: (
        "fortnightly", "biweekly", "every two weeks",
        "vierzehntaglich", "zweiwochentlich", "bimensuel", "quincenal",
        "quindicinale", "quinzenal", "tweewekelijks",
    ),
    MONTH: (
        "monthly", "once a month", "month end", "end of month", "monatlich", "monatsende",
        "mensuel",
        "mensuelle", "chaque mois", "tous les mois", "mensual", "mensualmente", "cada mes",
        "mensile", "ogni mese", "mensal", "maandelijks", "elke maand", "manedlig", "hver maned",
        "manedsvis", "manatlig", "manadsvis", "varje manad", "miesiecznie", "co miesiac",
        "kuukausittain", "joka kuukausi", "mesicne", "kazdy mesic",
    ),
    3 * MONTH: (
        "quarterly", "quartalsweise", "vierteljahrlich", "trimestriel", "trimestrielle",
        "trimestral", "trimestrale", "per kwartaal", "kvartalsvis", "kwartalnie", "ctvrtletne",
        "neljannesvuosittain",
    ),
    6 * MONTH: ("half yearly", "halbjahrlich", "semestriel", "semestral", "semestrale"),
    12 * MONTH: (
        "yearly", "annual", "annually", "jahrlich", "annuel", "annuelle", "chaque annee", "anual",
        "anualmente", "cada ano", "annuale", "jaarlijks", "arlig", "arligt", "arligen", "hvert ar",
        "rocznie", "co rok", "vuosittain", "rocne",
    ),
}  # fmt: skip
"""Words by the hours that they leave between two runs."""

UNITS: dict[float, tuple[str, ...]] = {
    MINUTE / 60: ("s", "sec", "secs", "second", "seconds", "sekunde", "sekunden", "seconde",
                  "secondes", "segundo", "segundos", "secondo", "secondi", "seconden", "sekunder"),
    MINUTE: ("m", "min", "mins", "minute", "minutes", "minuten", "minuto", "minutos", "minuti",
             "minuut", "minutt", "minutter", "minut", "minuter", "minuty", "minuuttia"),
    1.0: ("h", "hr", "hrs", "hour", "hours", "stunde", "stunden", "std", "heure", "heures", "hora",
          "horas", "ora", "ore", "uur", "uren", "time", "timer", "timme", "timmar", "godzin",
          "godziny", "tuntia", "hodin", "hodiny"),
    DAY: ("d", "day", "days", "night", "nights", "tag", "tage", "tagen", "jour", "jours", "dia",
          "dias", "giorno", "giorni", "dag", "dagen", "dager", "dage", "dagar", "dni", "paivaa"),
    WEEK: ("w", "wk", "week", "weeks", "woche", "wochen", "semaine", "semaines", "semana",
           "semanas", "settimana", "settimane", "weken", "uke", "uker", "uge", "uger", "vecka",
           "veckor", "tygodnie", "tydny", "viikkoa"),
    MONTH: ("month", "months", "monat", "monate", "monaten", "mois", "mes", "meses", "mese", "mesi",
            "maand", "maanden", "maned", "maneder", "manad", "manader", "miesiace", "kuukautta"),
    12 * MONTH: ("year", "years", "jahr", "jahre", "jahren", "an", "ans", "annee", "annees", "ano",
                 "anos", "anno", "anni", "jaar", "jaren", "ar"),
}  # fmt: skip
"""Units by their hours: what a number stands before."""

OFTEN: dict[str, float] = {
    "second": MINUTE / 60, "minute": MINUTE, "hour": 1.0, "hourly": 1.0, "day": DAY, "daily": DAY,
    "week": WEEK, "weekly": WEEK, "month": MONTH, "monthly": MONTH, "year": 12 * MONTH,
    "stundlich": 1.0, "taglich": DAY, "wochentlich": WEEK, "monatlich": MONTH, "tag": DAY,
    "woche": WEEK, "monat": MONTH, "jour": DAY, "semaine": WEEK, "mois": MONTH, "dia": DAY,
    "semana": WEEK, "mes": MONTH, "dag": DAY, "giorno": DAY, "settimana": WEEK, "maand": MONTH,
}  # fmt: skip
"""Of what a number of runs is told: '3 times a day'."""

TIMES = ("x", "times", "mal", "fois", "veces", "volte", "vezes", "keer", "ganger", "gange")
"""What stands between the number of runs and their time."""
A_UNIT = ("every", "each", "alle", "jede", "jeden", "toutes les", "tous les", "chaque", "cada",
          "ogni", "elke", "iedere", "hver", "hvert", "varje", "var", "co", "joka",
          "kazdy")  # fmt: skip
"""What stands before a unit, or before a number of them: 'every hour', 'alle 15 Minuten'."""
BYGONE = ("ago", "last", "since", "retention", "retained", "kept", "vor", "seit", "zuletzt")
"""Words by which a span of time is not that between two runs."""
