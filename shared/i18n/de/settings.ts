export default {
  search: 'Einstellungen durchsuchen',
  found: '{count, plural, =0 {Keine Einstellung passt zu „{query}“.} one {# Einstellung} other {# Einstellungen}}',
  sections: 'Bereiche der Einstellungen',
  advanced: 'Erweitert',
  save: 'Speichern',
  add: 'Hinzufügen',
  remove: 'Entfernen',
  cancel: 'Abbrechen',
  default: 'Standard',
  noLimit: 'Kein Limit',
  other: 'Anderes …',
  otherName: '{setting}: anderes',
  notSaved: 'Das konnte nicht gespeichert werden. Versuche es noch einmal.',
  failed: 'Das hat nicht geklappt. Versuche es noch einmal.',

  group: {
    voice: 'Stimme',
    key: 'Taste',
    account: 'Konto und Wallets',
    trading: 'Handel',
    answers: 'Antworten',
    privacy: 'Datenschutz',
    app: 'Allgemein',
  },
  part: {
    handsFree: 'Freisprechen',
    limits: 'Deine Limits',
    outcomes: 'Unbekannte Ausgänge',
    tools: 'Werkzeuge (MCP-Server)',
    spending: 'Ausgaben',
    updates: 'Aktualisierungen',
  },

  detection: {
    snappy: 'Flott: kurze Pausen',
    balanced: 'Ausgewogen',
    patient: 'Geduldig: lange Pausen',
    dexter: 'Wie auf der Dexter-Website',
    semantic: 'Nach deinen Worten',
    own: 'Eigene Werte',
  },
  eagerness: { auto: 'Automatisch', low: 'Länger warten', medium: 'Mittel', high: 'So bald wie möglich' },

  field: {
    detection: {
      label: 'Ende einer Frage',
      hint: 'Bei offenem Mikrofon entscheidet das, wann du fertig bist.',
      also: 'vad pause stille offenes mikrofon freisprechen',
    },
    eagerness: {
      label: 'Wie bald geantwortet wird',
      hint: 'Das Modell erkennt an deinen Worten, ob du fertig bist.',
      also: 'semantische vad',
    },
    threshold: {
      label: 'Mindestdeutlichkeit der Stimme',
      hint: 'Von 0,2 bis 0,98. Höhere Werte blenden mehr Geräusche aus.',
      also: 'vad schwelle',
    },
    prefixMs: {
      label: 'Aufnahme vor der Stimme',
      hint: 'In Millisekunden, damit der erste Laut nicht fehlt.',
      also: 'vad vorlauf',
    },
    silenceMs: { label: 'Pause, die eine Frage beendet', hint: 'In Millisekunden.', also: 'vad stille' },
    idleMinutes: { label: 'Mikrofon schließen, wenn niemand spricht', hint: 'In Minuten.', also: 'zeitlimit' },
    gate: {
      label: 'Bei Stille nichts senden',
      hint: 'Nur was lauter ist als dein Raum, wird gesendet. Schalte es aus, wenn du sehr leise sprichst.',
      also: 'gate stille kosten',
    },
    muted: {
      label: 'Antworten stummschalten',
      hint: 'Antworten erscheinen auf dem Bildschirm, ohne Ton.',
      also: 'leise still Ton',
    },
    volume: { label: 'Lautstärke', hint: 'Von Antworten und Tönen.', also: 'laut leise Ton' },
    speakTyped: {
      label: 'Antworten auf getippte Fragen vorlesen',
      hint: 'Wenn aus, wird eine getippte Frage schriftlich beantwortet.',
      also: 'Tastatur Text sprechen',
    },
    earcons: {
      label: 'Signaltöne',
      hint: 'Kurze Töne, wenn das Mikrofon an- oder ausgeht und wenn etwas fehlschlägt.',
      also: 'Geräusche Piepton Mitteilung',
    },
    voice: { label: 'Stimme', hint: 'Die Stimme, die dir antwortet.', also: 'Sprecher Klang' },
    speed: {
      label: 'Sprechtempo',
      hint: 'Wie schnell Antworten gesprochen werden.',
      also: 'Geschwindigkeit schneller langsamer',
    },
    warm: {
      label: 'Mikrofon anlassen',
      hint: 'Nach dem Sprechen, damit deine nächste Frage schneller beginnt. Bei losgelassener Taste wird nichts gesendet.',
      also: 'warm offen Latenz',
    },
    noise: {
      label: 'Rauschunterdrückung',
      hint: 'Kopfhörer für ein Mikrofon nah am Mund, Raum für ein weiter entferntes.',
      also: 'Hintergrund Filter',
    },
    noiseStrength: {
      label: 'Stärke der Rauschunterdrückung',
      hint: 'Von 0 bis 1. Der Standard von OpenAI ist 1.',
      also: 'Hintergrund Filter',
    },
    language: {
      label: 'Sprache, die du sprichst',
      hint: 'Automatisch erkennt sie bei jeder Frage.',
      also: 'Niederschrift Erkennung',
    },
    keywords: {
      label: 'Namen und Kürzel',
      hint: 'Durch Kommas getrennt, damit sie richtig geschrieben werden. Tokens, die deine Werkzeuge zeigen, kommen von selbst dazu.',
      also: 'Stichwörter Schreibweise Niederschrift',
    },
    transcriptionModel: {
      label: 'Modell für die Niederschrift',
      hint: 'Schreibt auf, was du sagst. Wird getrennt von der Antwort berechnet.',
      also: 'Sprache zu Text Transkription whisper',
    },
    transcriptionDelay: {
      label: 'Verzögerung der Niederschrift',
      hint: 'Mehr Verzögerung bringt weniger Fehler, aber deine Worte erscheinen später.',
      also: 'Sprache zu Text Transkription Latenz',
    },

    talkKey: { label: 'Sprechtaste', also: 'Tastenkürzel drücken sprechen' },
    anyKey: {
      label: 'Jede andere Taste',
      hint: 'Drücke eine Taste, Tastenkombination, Maustaste, Medientaste oder ein Fußpedal und sieh, was Dexter Voice hört.',
      also: 'Belegung Kombination Maus Pedal',
    },
    talkMode: {
      label: 'Was ein Druck bewirkt',
      hint: 'Solange ein Trade auf dich wartet, gilt immer Halten.',
      also: 'Modus Halten Tippen Auto',
    },
    doubleTap: {
      label: 'Zweimal tippen zum Freisprechen',
      hint: 'Tippe zweimal auf die Sprechtaste, um das Mikrofon offen zu lassen, und noch zweimal, um es zu schließen.',
      also: 'Doppeltipp Freisprechen',
    },
    keyHandsFree: {
      label: 'Taste zum Freisprechen',
      hint: 'Öffnet oder schließt das Mikrofon in jeder App.',
      also: 'Belegung offenes Mikrofon',
    },
    keyPanic: {
      label: 'Taste, die alles anhält',
      hint: 'Schließt das Mikrofon, beendet die Antwort und lehnt jeden wartenden Trade ab. Das geht jederzeit.',
      also: 'Panik Notaus',
    },
    keyPanel: {
      label: 'Taste für das Panel',
      hint: 'Holt dieses Fenster nach vorn.',
      also: 'Belegung Fenster',
    },
    tail: {
      label: 'Nach dem Loslassen weiter aufnehmen',
      hint: 'Damit dein letztes Wort nicht abgeschnitten wird.',
      also: 'Nachlauf Verzögerung Ende Millisekunden',
    },

    apiKey: { label: 'API-Schlüssel', also: 'OpenAI geheim Token Zugangsdaten sk' },

    approvalSeconds: {
      label: 'Sekunden für die Freigabe',
      hint: 'Von 15 bis 120. Sie beginnen, wenn ein Trade zu sehen ist und niemand spricht.',
      also: 'Frist ablaufen Bestätigung',
    },
    rpcUrl: {
      label: 'Solana-RPC-Adresse',
      hint: 'Wird nur gefragt, wenn du „Nachsehen, was daraus wurde“ drückst. Der Server erfährt dann die Signatur der Transaktion und deine IP-Adresse. Leer lassen, um keinen Server zu fragen.',
      also: 'Knoten Transaktion Signatur',
    },

    backend: { label: 'Antwortet', also: 'Dienst Anbieter Übung OpenAI Dexter' },
    model: {
      label: 'Modell',
      hint: 'Hört dir zu und antwortet.',
      also: 'gpt realtime KI',
    },
    instructions: {
      label: 'Anweisungen',
      hint: 'Wie das Modell antworten soll. Leer lassen für kurze Antworten mit Zahlen nur aus Werkzeugen.',
      also: 'Prompt System Persönlichkeit',
    },
    effort: {
      label: 'Denkaufwand',
      hint: 'Mehr Aufwand bringt bessere Antworten, die aber länger dauern und mehr kosten.',
      also: 'nachdenken',
    },
    longest: {
      label: 'Längste Antwort',
      hint: 'In Tokens, bis 4.096. Eine Sekunde Sprache braucht etwa 20.',
      also: 'maximal Ausgabe Länge',
    },
    dollarsPerDay: {
      label: 'Dollar pro Tag',
      hint: 'Ab diesem Betrag keine Fragen mehr senden. Leer lassen für kein Limit.',
      also: 'Budget Kosten ausgeben Geld Limit',
    },
    tokensPerDay: {
      label: 'Tokens pro Tag',
      hint: 'Nach so vielen Tokens keine Fragen mehr senden, egal was sie kosten. Leer lassen für kein Limit.',
      also: 'Budget Verbrauch Limit',
    },

    voiceAlerts: {
      label: 'Kursalarme per Stimme anlegen',
      hint: 'Sag „Sag Bescheid, wenn SOL über 250 steht“.',
      also: 'Werkzeuge Beobachtungsliste benachrichtigen',
    },
    priceLook: {
      label: 'Kurse abfragen alle',
      hint: 'Für jeden Token mit Alarm oder auf deiner Beobachtungsliste. Gibt es keinen, wird nichts abgefragt.',
      also: 'Alarme Abstand Beobachtungsliste',
    },
    keepConversation: {
      label: 'Gespräch aufbewahren',
      hint: 'Nur auf diesem Computer.',
      also: 'Verlauf löschen leeren exportieren Tage',
    },
    shareTrades: { label: 'Fragen zu meinen Trades beantworten', also: 'Verlauf letzte Trades Datenschutz' },

    uiLanguage: {
      label: 'Sprache',
      hint: 'Für alles, was du in der App liest.',
      also: 'Übersetzung English Español Deutsch',
    },
    smallWindow: {
      label: 'Kleines Fenster',
      hint: 'Zeigt über deinen anderen Apps, was Dexter Voice hört und sagt. Ausgeschaltet erscheint es nur für einen Trade, der dich braucht, und für eine Antwort, die nicht stimmt.',
      also: 'Overlay HUD schwebend',
    },
    theme: {
      label: 'Design',
      hint: 'Für dieses und das kleine Fenster.',
      also: 'Aussehen dunkel hell Modus Farben',
    },
    backgroundNews: {
      label: 'Im Hintergrund benachrichtigen',
      hint: 'Während du eine andere App verwendest: ein Trade, der auf dich wartet, eine schriftliche Antwort, eine unterbrochene Verbindung. „Automatisch“ gilt, wenn du einen Screenreader verwendest.',
      also: 'Mitteilungen Benachrichtigungen Barrierefreiheit Screenreader VoiceOver NVDA JAWS Orca Sprachausgabe ansagen',
    },
    textScale: { label: 'Textgröße', also: 'Zoom Schrift groß klein Barrierefreiheit' },
    startAtLogin: {
      label: 'Beim Anmelden am Computer starten',
      hint: 'Dexter Voice ist sofort für die Sprechtaste bereit.',
      also: 'Autostart hochfahren',
    },
    startHidden: { label: 'Ohne Fenster starten', also: 'verborgen Infobereich Hintergrund Autostart' },
    updates: {
      label: 'Automatisch aktualisieren',
      hint: 'Lädt im Hintergrund, installiert beim Beenden.',
      also: 'Version Update',
    },
    updateChannel: {
      label: 'Versionen',
      hint: 'Vorabversionen können weniger stabil sein.',
      also: 'Beta Kanal Vorschau',
    },

    url: { label: 'Adresse', hint: 'Wo Sitzungen geöffnet werden.', also: 'url Server Proxy API' },
    realtimeUrl: {
      label: 'Echtzeitadresse',
      hint: 'Wohin deine Stimme gesendet wird. Leer lassen für denselben Host.',
      also: 'url Websocket Proxy',
    },
    dexterRealtimeUrl: {
      label: 'Echtzeitadresse',
      hint: 'Wohin deine Stimme gesendet wird. Leer lassen, um die Angabe der Sitzung zu verwenden.',
      also: 'url Server Websocket',
    },
    dexterUrl: { label: 'Adresse', hint: 'Wo die API von Dexter liegt.', also: 'url Server' },
    issuer: {
      label: 'Aussteller',
      hint: 'Ein OpenID-Anbieter, der seine Endpunkte selbst auflistet. Leer lassen, um die Endpunkte unten zu verwenden.',
      also: 'OAuth OIDC Anmeldung Issuer',
    },
    authorizationEndpoint: {
      label: 'Autorisierungs-Endpunkt',
      hint: 'Wo sich dein Browser anmeldet. Leer lassen für den von Dexter.',
      also: 'OAuth Anmeldung',
    },
    tokenEndpoint: {
      label: 'Token-Endpunkt',
      hint: 'Wo eine Anmeldung gegen Tokens getauscht wird. Leer lassen für den von Dexter.',
      also: 'OAuth Anmeldung',
    },
    userinfoEndpoint: {
      label: 'Benutzerinfo-Endpunkt',
      hint: 'Woher dein Name und deine E-Mail-Adresse kommen. Leer lassen für den von Dexter.',
      also: 'OAuth Anmeldung',
    },
    clientId: { label: 'Client-ID', hint: 'Wie der Anbieter diese App kennt.', also: 'OAuth Anmeldung' },
    scope: {
      label: 'Rechte (Scope)',
      hint: 'Was eine Anmeldung verlangt, in den Namen des Anbieters.',
      also: 'OAuth Berechtigungen',
    },
  },

  talkMode: {
    hold: 'Halten: sprechen, solange sie gedrückt ist',
    tap: 'Tippen: einmal zum Sprechen, einmal zum Senden',
    auto: 'Auto: tippen oder halten',
  },
  keys: {
    title: 'Taste wählen: {action}',
    press: 'Drücke die Taste, die du möchtest, und halte sie einen Moment.',
    waiting: 'Wartet auf eine Taste …',
    down: 'Gedrückt …',
    held: 'Losgelassen nach {time}',
    unknown: 'Dexter Voice sieht diese Taste, kann sie aber nicht von anderen unterscheiden. Wähle eine andere.',
    private:
      'Solange dies offen ist, bewirkt keine Taste etwas anderes in Dexter Voice. Was du in andere Fenster tippst, wird nicht angesehen.',
    again: 'Noch einmal',
    use: 'Diese Taste nehmen',
    choose: 'Wählen …',
    remove: 'Entfernen',
    chooseOf: 'Wählen: {action}',
    removeOf: 'Entfernen: {action}',
    byDesktop: 'Dein Desktop vergibt die Tasten: Wähle diese in seinen Einstellungen.',
    unseen: 'Tasten sind hier noch nicht zu sehen.',
  },
  talkKey: {
    default: 'Standard ({key})',
    hint: 'Funktioniert in jeder App, also wähle eine Taste, die nichts schreibt.',
    hintWindows:
      'Funktioniert in jeder App, also wähle eine Taste, die nichts schreibt. Während ein als Administrator gestartetes Programm vorn ist, verbirgt Windows die Taste: Klicke zuerst in ein anderes Fenster.',
    given:
      'Dein Desktop hat {key} zugewiesen. Um das zu ändern, öffne die Einstellungen deines Desktops. Deine Wahl hier ist nur ein Vorschlag.',
  },
  seconds: '{seconds, number} s',
  tailOff: 'Sofort stoppen',
  warm: {
    off: 'Nur während du sprichst',
    seconds: '{seconds, plural, one {# Sekunde} other {# Sekunden}}',
    minutes: '{minutes, plural, one {# Minute} other {# Minuten}}',
    always: 'Immer',
  },
  keep: { session: 'Bis zum Beenden', days: '{days, plural, one {# Tag} other {# Tage}}', always: 'Immer' },
  speed: { usual: 'Normal', times: '{times}×' },
  noise: { near_field: 'Kopfhörer', far_field: 'Raum', off: 'Aus' },
  automatic: 'Automatisch',
  delay: { minimal: 'Am kürzesten', low: 'Kurz', medium: 'Mittel', high: 'Lang', xhigh: 'Am längsten' },
  effort: { minimal: 'Am geringsten', low: 'Gering', medium: 'Mittel', high: 'Hoch', xhigh: 'Am höchsten' },
  effortUnsupported: '{model} unterstützt das nicht, daher wird es nicht gesendet. gpt-realtime-2 und neuere schon.',
  builtIn: 'Eingebaut',

  backend: { practice: 'Übung', openai: 'OpenAI', dexter: 'Dexter' },
  backendHint: {
    practice: 'Läuft auf diesem Computer, ohne Internet. Die Kurse sind simuliert, das Geld auch.',
    openai: 'Du verwendest deinen eigenen API-Schlüssel und zahlst OpenAI, was du verbrauchst.',
    dexter: 'Der Online-Dienst von Dexter.',
  },
  useSuccessor: '{model} verwenden',

  shareTrades: {
    practice:
      'Damit kannst du fragen: „Was habe ich gerade gekauft?“ Die Übung läuft auf diesem Computer, daher erfährt sonst niemand von deinen Trades.',
    openai:
      'Damit kannst du fragen: „Was habe ich gerade gekauft?“ Wenn das Modell nachsieht, erhält OpenAI bis zu 20 deiner letzten Trades mit OpenAI: was du gesagt hast, Mengen, Tokens, Zeiten, Wallet, Empfänger und Signatur.',
  },

  app: {
    system: 'Wie das System',
    themeLight: 'Hell',
    themeDark: 'Dunkel',
    textSize: '{scale, number, percent}',
    automatic: 'Automatisch',
    on: 'Ein',
    off: 'Aus',
    textSizeDefault: 'Standard',
    ctrl: 'Strg',
    textSizeHint: 'Oder drücke {key} und +, − oder 0.',
    hidden: 'Beim Anmelden erscheint nur das Symbol im Infobereich. Die Sprechtaste funktioniert trotzdem.',
    hiddenWithoutTray:
      'Dein Desktop zeigt keine Symbole im Infobereich: Um das Fenster zu öffnen, starte Dexter Voice noch einmal. Die Sprechtaste funktioniert trotzdem.',
    channelLatest: 'Fertige',
    channelBeta: 'Fertige und Vorabversionen',
    version: 'App-Version',
    checkUpdates: 'Nach Updates suchen',
    checking: 'Suche läuft …',
    checkFailed: 'Die Suche nach Updates ist fehlgeschlagen. Versuche es noch einmal.',
    restart: 'Neu starten und installieren',
    ready: 'Version {version} ist bereit. Sie wird beim Beenden installiert.',
  },

  account: {
    label: 'Konto',
    also: 'anmelden abmelden einloggen ausloggen OAuth',
    signedIn: 'Angemeldet als <b>{name}</b>',
    signingIn: 'Wartet auf deinen Browser …',
    signedOut: 'Nicht angemeldet',
    signIn: 'Anmelden',
    signInUntilQuit: 'Bis zum Beenden anmelden',
    signOut: 'Abmelden',
    cancel: 'Abbrechen',
    finish: 'Schließe die Anmeldung im Browser ab. Danach geht es automatisch weiter.',
    demo: 'Die Anmeldung öffnet deinen Browser. Ohne Anmeldung hast du eine Demo, die nur liest.',
    demoAt:
      'Die Anmeldung öffnet deinen Browser. Ohne Anmeldung hast du eine Demo, die nur liest. Deine Anmeldung wird bei {places} verwendet.',
    untilQuit:
      'Deine Anmeldung lässt sich auf diesem Computer nicht speichern. Du kannst dich trotzdem anmelden, aber nur bis zum Beenden.',
    untilQuitAt:
      'Deine Anmeldung lässt sich auf diesem Computer nicht speichern. Du kannst dich trotzdem anmelden, aber nur bis zum Beenden. Deine Anmeldung wird bei {places} verwendet.',
    inKeychain: 'Deine Anmeldung ist im Schlüsselbund des Systems gespeichert.',
    untilQuitOnly: 'Du bleibst bis zum Beenden angemeldet, weil dieser Computer keinen Schlüsselbund hat.',
  },
  practice: {
    label: 'Übungsgeld',
    hint: 'Deine Spielgeld-Wallets behalten beim Beenden ihr Guthaben.',
    also: 'Spielgeld Wallet Guthaben zurücksetzen',
    reset: 'Übungsgeld zurücksetzen',
    resetting: 'Wird zurückgesetzt …',
    question: 'Dein Übungsgeld zurücksetzen?',
    warning:
      'Jede Spielgeld-Wallet erhält wieder ihr anfängliches Guthaben, und ein Trade, der auf deine Freigabe wartet, wird verworfen. Deine bisherigen Trades bleiben im Verlauf. Das lässt sich nicht rückgängig machen.',
    done: 'Deine Spielgeld-Wallets haben wieder ihr anfängliches Guthaben.',
    unknown:
      'Dexter Voice hat nicht geantwortet. Dein Übungsgeld wurde vielleicht zurückgesetzt, vielleicht auch nicht. Frag nach deinen Guthaben oder versuche es noch einmal.',
  },
  credentials: {
    label: 'Gespeicherte Zugangsdaten',
    hint: 'Deine Anmeldung, API-Schlüssel und Tokens im Schlüsselbund des Systems.',
    also: 'vergessen alles löschen Schlüsselbund Schlüssel Tokens Geheimnisse abmelden',
    remove: 'Alle entfernen',
    removing: 'Wird entfernt …',
    question: 'Alle gespeicherten Zugangsdaten entfernen?',
    warning:
      'Du wirst abgemeldet, und alle Schlüssel und Tokens von Dexter Voice werden aus deinem Schlüsselbund entfernt. Das lässt sich nicht rückgängig machen.',
    unknown:
      'Dexter Voice hat nicht geantwortet, daher sind vielleicht noch Zugangsdaten gespeichert. Versuche es noch einmal.',
  },
  openDialog: '{action} …',

  secret: {
    inKeychain: 'Im Schlüsselbund des Systems gespeichert. Wird nie wieder gezeigt.',
    untilQuit: 'Bis zum Beenden gespeichert. Wird nie wieder gezeigt.',
    none: 'Kommt in den Schlüsselbund des Systems und wird nie wieder gezeigt. Wird nur an {places} gesendet.',
    replacing:
      'Im Schlüsselbund des Systems gespeichert. Wird nie wieder gezeigt. Was du eingibst, wird nur an {places} gesendet.',
    replacingUntilQuit:
      'Bis zum Beenden gespeichert. Wird nie wieder gezeigt. Was du eingibst, wird nur an {places} gesendet.',
    replace: 'Ersetzen …',
    saved: 'Gespeichert.',
    savedUntilQuit: 'Bis zum Beenden gespeichert.',
    removed: 'Entfernt.',
    saveUntilQuit: 'Bis zum Beenden speichern',
    keyPlaceholder: 'sk-…',
  },

  alerts: { also: 'Kurs Beobachtungsliste benachrichtigen über unter Prozent' },

  limit: {
    usdPerTrade: {
      label: 'Dollar pro Trade',
      hint: 'Ein Trade mit höherem Wert lässt sich nicht freigeben.',
      also: 'maximal Betrag USD Größe',
      off: 'Das Limit von {value} pro Trade ausschalten? Du könntest dann jeden Betrag freigeben.',
    },
    usdPerDay: {
      label: 'Dollar in 24 Stunden',
      hint: 'Alle Trades zusammen, mit jeder Wallet.',
      also: 'täglich maximal USD Volumen',
      off: 'Das Limit von {value} in 24 Stunden ausschalten? Du könntest dann beliebig viele Trades freigeben.',
    },
    usdPerTokenAndDay: {
      label: 'Dollar pro Token in 24 Stunden',
      hint: 'Alle Trades eines Tokens zusammen.',
      also: 'täglich maximal USD Konzentration',
      off: 'Das Limit von {value} pro Token ausschalten? Dein ganzes Geld könnte dann in einen Token fließen.',
    },
    slippagePct: {
      label: 'Höchste Slippage',
      hint: 'Wie weit sich der Kurs gegen dich bewegen darf, bevor der Trade scheitert.',
      also: 'maximal Prozent Kurs Toleranz',
      off: 'Das Limit von {value} Slippage ausschalten? Du könntest dann weit weniger erhalten als angeboten.',
    },
    impactPct: {
      label: 'Höchster Preiseinfluss',
      hint: 'Wie weit dein eigener Trade den Kurs gegen dich bewegen darf.',
      also: 'maximal Prozent',
      off: 'Das Limit von {value} Preiseinfluss ausschalten? Ein Trade könnte dich dann weit mehr kosten als seine Gebühr.',
    },
    unverifiedTokens: {
      label: 'Nicht verifizierte Tokens',
      hint: 'Tokens, die nicht in Dexter Voices eigener Liste stehen.',
      also: 'unbekannt Mint Betrug freigeben',
    },
    newRecipients: {
      label: 'Neue Empfänger',
      hint: 'Adressen, an die du noch nie etwas gesendet hast.',
      also: 'senden überweisen Adresse freigeben',
    },
    marked: {
      label: 'Trades, die nicht zu dem passen, was du gesagt hast',
      hint: 'Jeder Unterschied wird auf der Karte markiert.',
      also: 'Markierung Warnung freigeben',
    },
    losses: {
      label: 'Pause nach Verlusten',
      hint: 'Nach so vielen Trades mit Verlust ist eine Weile keine Freigabe möglich.',
      also: 'stoppen Auszeit Abkühlung',
      off: 'Die Pause ausschalten (Grenze: {value})? Du könntest dann weiterhandeln, egal wie viel du verlierst.',
    },
    trades: {
      label: 'Pause nach Trades',
      hint: 'Nach so vielen Trades ist eine Weile keine Freigabe möglich.',
      also: 'stoppen Auszeit Abkühlung zu viel',
      off: 'Die Pause ausschalten (Grenze: {value})? Du könntest dann so oft handeln, wie du willst.',
    },
    minutes: {
      label: 'Minuten, die zählen',
      hint: 'Verluste und Trades werden über diese Zeit gezählt. Es geht weiter, sobald die ältesten herausfallen.',
      also: 'Pause Fenster Zeitraum',
    },
  },
  limits: {
    changed: '{hint} Geändert: Standard ist {default}.',
    changedChoice: '{hint} Geändert: Standard ist „{default}“.',
    noLimit: 'kein Limit',
    never: 'Nie pausieren',
    offFor: '{none}: {setting}',
    losses: '{count, plural, one {# Verlust} other {# Verluste}}',
    trades: '{count, plural, one {# Trade} other {# Trades}}',
    minutes: '{count, plural, one {# Minute} other {# Minuten}}',
    seconds: '{count, plural, one {# Sekunde} other {# Sekunden}}',
    caution: { never: 'Nie', button: 'Nur mit der Schaltfläche', key: 'Wie andere Trades' },
    question: 'Dieses Limit ausschalten?',
    turnOff: 'Ausschalten',
    keep: 'Behalten',
  },

  spending: {
    used: 'Heute verbraucht',
    unpriced: 'Preis für {used} unbekannt',
    source: 'Nach {prices}.',
    priceOf: 'Preis von {model}',
    perTokens: 'In US-Dollar pro Million Tokens, rein / raus.',
    perMinute: 'In US-Dollar pro Minute deiner Sprache.',
    unknown:
      'Dexter Voice kennt den Preis von {models} nicht und kann dein Budget nicht einhalten. Gib oben den Preis ein oder begrenze die Tokens pro Tag. Bis dahin werden keine Fragen gesendet.',
    also: 'Kosten Modell Preis',
  },

  tools: {
    none: 'Noch keine Server, daher kommen Antworten ohne Werkzeuge. Füge einen über seine Adresse hinzu oder wähle unten einen aus.',
    also: 'MCP Server Werkzeuge Bearer Header',
    rights: {
      readOnly: 'Nur lesen',
      writes: 'Darf mehr als lesen',
      all: 'alle Werkzeuge',
      some: '{count, plural, one {# Werkzeug} other {# Werkzeuge}}',
      bearer: 'Bearer-Schlüssel gespeichert',
      noBearer: 'kein Bearer-Schlüssel',
      header: 'Header: {name}',
      headers: '{count, plural, one {# Header} other {# Header}}',
    },
    readOnly: {
      label: 'Nur lesen',
      hint: 'Wenn an, laufen nur Werkzeuge, die der Server als nur lesend kennzeichnet. Wenn aus, fragen dich alle anderen zuerst.',
    },
    allowed: {
      label: 'Erlaubte Werkzeuge',
      hint: 'Namen, durch Kommas getrennt. Leer lassen, um alle zu erlauben.',
      all: 'Alle',
    },
    bearer: 'Bearer-Schlüssel',
    bearerPlaceholder: 'Nur wenn der Server einen verlangt',
    headerValue: 'Header: {name}',
    headerPlaceholder: 'Wert',
    removeHeader: 'Header entfernen',
    removeHeaderOf: 'Header {name} von {server} entfernen',
    addHeader: 'Header hinzufügen',
    addHeaderHint:
      'Für einen Server, der seinen Schlüssel in einem eigenen Header erwartet. Den Wert gibst du danach ein.',
    headerListed: 'Dieser Header steht schon in der Liste.',
    add: 'Server hinzufügen',
    addHint:
      'OpenAI ruft ihn auf, daher muss er aus dem Internet erreichbar sein. Neue Server dürfen zunächst nur lesen.',
    addNamed: '{server} hinzufügen',
    listed: 'Dieser Server steht schon in der Liste.',
    remove: 'Server entfernen',
    removeNamed: '{server} entfernen',
    removeQuestion: '{server} entfernen?',
    removeWarning: {
      bearer: 'Sein Bearer-Schlüssel wird mit entfernt. Das lässt sich nicht rückgängig machen.',
      headers: 'Seine Header werden mit entfernt. Das lässt sich nicht rückgängig machen.',
      both: 'Sein Bearer-Schlüssel und seine Header werden mit entfernt. Das lässt sich nicht rückgängig machen.',
    },
    notRemoved: 'Das konnte nicht entfernt werden. Versuche es noch einmal.',
  },
}
