export default {
  tls: 'Der sicheren Verbindung zu {host} ist nicht zu trauen. Prüfe Datum und Uhrzeit auf diesem Computer und die Adresse in den Einstellungen.',
  offline: '{host} wurde nicht gefunden. Prüfe deine Internetverbindung.',
  unreachable: '{host} ist nicht erreichbar. Versuche es gleich noch einmal.',
  tooLarge: '{host} hat viel zu viele Daten gesendet. Prüfe die Adresse in den Einstellungen.',
  timeout:
    '{seconds, plural, one {{host} hat innerhalb von # Sekunde nicht geantwortet.} other {{host} hat innerhalb von # Sekunden nicht geantwortet.}}',
  redirected: '{host} leitet auf eine andere Adresse um. Prüfe die Adresse in den Einstellungen.',
  empty: '{host} hat eine leere Antwort gesendet. Versuche es noch einmal.',
  webPage: '{host} hat eine Webseite statt Daten gesendet. Prüfe die Adresse in den Einstellungen.',
  unreadable: '{host} hat eine nicht lesbare Antwort gesendet. Prüfe die Adresse in den Einstellungen.',
  badSession:
    '{host} hat eine Sitzung gesendet, die Dexter Voice nicht lesen kann. Prüfe die Adresse in den Einstellungen.',
  badWalletList: '{host} hat eine Wallet-Liste gesendet, die Dexter Voice nicht lesen kann.',
  quoting: '{sentence} Meldung: {said}',
  unauthorized:
    '{host} akzeptiert deinen Schlüssel oder deine Anmeldung nicht. Gib den Schlüssel neu ein oder melde dich neu an.',
  forbidden: {
    session: '{host} lässt dieses Konto keine Sitzung öffnen.',
    walletList: '{host} lässt dieses Konto seine Wallets nicht sehen.',
    transactionStatus: '{host} lässt dich keine Transaktionen nachschlagen.',
  },
  notFound: {
    session: '{host} bietet unter dieser Adresse keine Sitzungen an. Prüfe die Adresse in den Einstellungen.',
    walletList: '{host} hat unter dieser Adresse keine Wallet-Liste. Prüfe die Adresse in den Einstellungen.',
    transactionStatus:
      '{host} kann unter dieser Adresse keine Transaktionen nachschlagen. Prüfe die Adresse in den Einstellungen.',
  },
  slowDown: '{host} ist ausgelastet. Warte einen Moment und versuche es noch einmal.',
  wait: '{seconds, plural, one {{host} ist ausgelastet. Versuche es in # Sekunde noch einmal.} other {{host} ist ausgelastet. Versuche es in # Sekunden noch einmal.}}',
  trouble: '{host} hat Probleme (Fehler {status}). Versuche es später noch einmal.',
  troubleWait:
    '{seconds, plural, one {{host} hat Probleme (Fehler {status}). Versuche es in # Sekunde noch einmal.} other {{host} hat Probleme (Fehler {status}). Versuche es in # Sekunden noch einmal.}}',
  refused: {
    session: '{host} hat sich geweigert, eine Sitzung zu öffnen (Fehler {status}).',
    walletList: '{host} hat sich geweigert, deine Wallets aufzulisten (Fehler {status}).',
    transactionStatus: '{host} hat sich geweigert, die Transaktion nachzuschlagen (Fehler {status}).',
  },
  signInEnded:
    'Deine Anmeldung bei {host} ist abgelaufen. Bis du dich neu anmeldest, kannst du ansehen, aber nicht handeln.',
  signInRefused:
    '{host} akzeptiert deine Anmeldung nicht. Bis du dich neu anmeldest, kannst du ansehen, aber nicht handeln.',
  mcp: {
    leftOut: 'Die Werkzeuge von {server} sind nicht verfügbar. {why}',
    noHeader: 'Gib in den Einstellungen den Wert des Headers {header} ein.',
    badHeader:
      'Der Header {header} enthält Zeichen, die nicht gesendet werden können. Gib ihn in den Einstellungen neu ein.',
    noKeychain:
      'Der Schlüssel liegt in deinem Schlüsselbund, der nicht lesbar ist. Entsperre ihn und versuche es noch einmal.',
  },
  openai: {
    noKeychain:
      'Dein Schlüsselbund ist nicht lesbar. Entsperre ihn oder gib deinen OpenAI-Schlüssel in den Einstellungen ein.',
    noKey: 'Gib deinen OpenAI-Schlüssel in den Einstellungen ein, um mit OpenAI zu sprechen.',
  },
  practice: {
    note: 'Übung: Kurse, Streams und Wallets werden auf diesem Computer simuliert.',
    slow: 'Die Übung hat zu lange zum Starten gebraucht. Versuche es noch einmal.',
    ended: 'Die Übung wurde unerwartet beendet. Versuche es noch einmal.',
    notStarted: 'Die Übung konnte nicht starten. Beende Dexter Voice und starte es neu.',
    startsLater: 'Die Übung startet mit deiner ersten Frage.',
    stopped: 'Die Übung wurde beendet. Deine nächste Frage startet sie neu.',
    noVoice: 'Die Übungsstimme konnte nicht geladen werden. Beende Dexter Voice und starte es neu. ({why})',
    moneyNotRemoved:
      'Dein Übungsgeld ließ sich nicht zurücksetzen. Schließe Programme, die seine Datei verwenden, und versuche es noch einmal. ({why})',
    moneyDamaged: 'Dein Übungsgeld war nicht lesbar, du beginnst daher mit neuem Geld.',
    moneyDamagedKept:
      'Dein Übungsgeld war nicht lesbar, du beginnst daher mit neuem Geld. Die beschädigte Datei wurde als {file} gespeichert.',
    moneyNotSaved: 'Dein Übungsgeld konnte nicht gespeichert werden. Du behältst es bis zum Beenden. ({why})',
  },
  rpc: {
    notRpc: '{host} antwortet nicht wie ein Solana-RPC-Server. Prüfe die Adresse in den Einstellungen.',
    refused: '{host} hat sich geweigert, die Transaktion nachzuschlagen (Fehler {code}).',
  },
  look: {
    elsewhere:
      'Diesen Trade hast du mit einem anderen Dienst gemacht. Wechsle unter „Antwortet“ zu ihm oder gib in den Einstellungen die Adresse eines Solana-RPC-Servers ein. Sieh dann noch einmal nach.',
    asked: 'Deine Wallet wird geprüft. Die Antwort erscheint im Gespräch.',
    gone: 'Dieser Trade steht nicht mehr im Protokoll.',
    known: 'Der Ausgang dieses Trades ist schon bekannt.',
    unsaved: '{found} Das Handelsprotokoll lässt sich nicht speichern, daher ist das noch nicht festgehalten.',
    nothing:
      'Der RPC-Server kennt diese Transaktion nicht. Vielleicht hat sie die Chain nie erreicht, oder sie ist zu alt für diesen Server.',
    failed: 'Die Transaktion ist auf der Chain fehlgeschlagen, es wurde also nichts gehandelt (Slot {slot}).',
    processed:
      'Die Chain hat die Transaktion gesehen, aber nicht bestätigt (Slot {slot}). Sieh in einer Minute noch einmal nach.',
    wentThrough: 'Die Transaktion wurde ausgeführt (Slot {slot}, {state}).',
  },
}
