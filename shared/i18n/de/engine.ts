export default {
  state: {
    holding: 'Schweigend halten und loslassen, um freizugeben. Sprechen oder antippen, um abzulehnen.',
    heldInVain: 'Das lässt sich jetzt nicht freigeben, Halten bewirkt daher nichts.',
    micDenied: 'Das Mikrofon ist blockiert. Es wird nichts aufgenommen.',
    micBusy: 'Eine andere App nutzt das Mikrofon. Es wird nichts aufgenommen.',
    micMissing: 'Kein Mikrofon. Es wird nichts aufgenommen.',
    handsFree: 'Mikrofon offen. Sprich einfach.',
    notRecording: 'Es wird nichts aufgenommen.',
    noSound: 'Kein Ton von „{device}“. Ist es stummgeschaltet?',
    noSoundAtAll: 'Kein Ton vom Mikrofon. Ist es stummgeschaltet?',
    listening: 'Hört zu …',
    latched: 'Zum Senden noch einmal drücken.',
    speaking: 'Spricht …',
    connecting: 'Verbindet …',
    offline: 'Warten auf das Netzwerk. Die Verbindung wird automatisch wiederhergestellt.',
    retrying: '{problem} Dexter Voice versucht es weiter.',
    approval: 'Wartet auf deine Freigabe …',
    working: 'Arbeitet …',
    plugIn: 'Kein Mikrofon. Schließe eines an oder tippe.',
    ready: 'Bereit',
    waitingForTools: 'Wartet noch auf {tools} …',
    waitingForAnswer: 'Die Zahlen sind da. Wartet noch auf die Antwort …',
    waitingForServer: 'Wartet noch auf den Server …',
  },
  tool: {
    unnamed: 'ein unbenanntes Werkzeug',
    noFunction: 'Das Modell hat eine Funktion verlangt, die diese App nicht hat.',
    failed: 'Das Werkzeug ist fehlgeschlagen.',
    lost: 'Die Verbindung ging verloren, während das lief.',
    lostWrite: 'Die Verbindung ging verloren, während das lief. Der Ausgang ist unbekannt: Prüfe deine Wallet.',
    mayHaveRun:
      '{reason} Es wurde an die Chain gesendet und vielleicht ausgeführt. Prüfe deine Wallet, bevor du es noch einmal versuchst.',
    letGo: 'Nicht mehr im Speicher. Du findest es im Sitzungsprotokoll.',
  },
  audio: {
    speakerGone:
      'Der gewählte Lautsprecher ist nicht angeschlossen, daher kommen Antworten über die Standardausgabe des Systems.',
    speakerStalled:
      'Der Lautsprecher fiel aus, daher fehlte dir der Rest der Antwort. Prüfe die Toneinstellungen deines Systems.',
    lostPart: 'Von dem, was du gesagt hast, fehlen {seconds}. Frag noch einmal, wenn die Antwort nicht passt.',
    lateStart:
      'Das Mikrofon lieferte anfangs keinen Ton ({seconds}), vielleicht fehlen deine ersten Wörter. Frag noch einmal, wenn die Antwort nicht passt.',
    onlySilence:
      '„{device}“ hat nur Stille aufgenommen. Hebe die Stummschaltung auf oder wähle in den Einstellungen ein anderes Mikrofon.',
    onlySilenceAtAll:
      'Das Mikrofon hat nur Stille aufgenommen. Hebe die Stummschaltung auf oder wähle in den Einstellungen ein anderes.',
    restartAfterGrant: 'Wenn du das Mikrofon gerade erst erlaubt hast, beende Dexter Voice und öffne es neu.',
    denied:
      'Dexter Voice darf das Mikrofon nicht verwenden. Erlaube es im Panel oder in deinen Systemeinstellungen und frag noch einmal.',
    missing: 'Es wurde kein Mikrofon gefunden. Schließe eines an und frag noch einmal.',
    busy: 'Eine andere App nutzt das Mikrofon. Schließe sie oder wähle in den Einstellungen ein anderes.',
    nothingInTime: 'Vom Mikrofon kam nicht rechtzeitig Ton. Prüfe, ob es angeschlossen ist, und frag noch einmal.',
    tooLittle: 'Es wurde zu wenig aufgenommen. Halte die Taste gedrückt, während du sprichst.',
    replaced: 'Das gewählte Mikrofon ist nicht angeschlossen, daher wird „{device}“ verwendet.',
    replacedByDefault: 'Das gewählte Mikrofon ist nicht angeschlossen, daher wird das Standardmikrofon verwendet.',
  },
  talk: {
    stillTalking:
      'Sprichst du noch? Seit {seconds, plural, one {# Sekunde} other {# Sekunden}} war nichts zu hören, daher wurde die Aufnahme gestoppt.',
    setAside: '{reason} Es wurde nichts gesendet. Sende es erneut oder halte die Taste und sag es noch einmal.',
    notApproved: '{reason} Es wurde nichts freigegeben. Halte die Taste noch einmal, wenn du die Anfrage gelesen hast.',
    madeRoom: '{problem} Die Aufnahme wurde entfernt, um Platz für neuere zu schaffen.',
    stillStarting: 'Das wurde nicht aufgenommen, weil die App noch startete. Frag noch einmal.',
    tap: 'Halte die Taste gedrückt, während du sprichst.',
    panic: 'Du hast alles angehalten, bevor das beantwortet war.',
    panicked: 'Alles wurde angehalten. Das Mikrofon ist aus, nichts wurde genehmigt, und es wird nichts mehr gesendet.',
    shortcut: 'Du hast beim Sprechen eine andere Taste oder Maustaste gedrückt, daher zählte es als Tastenkürzel.',
    interruptedByCrash: 'Der Audioteil der App wurde beendet, bevor das beantwortet war.',
  },
  denied: {
    hindered: '{hindrance} Es wurde nichts ausgeführt.',
    tapped: 'Du hast die Taste angetippt.',
    saidNo: 'Du hast Nein gesagt.',
    newQuestion: 'Du hast eine neue Frage gestellt.',
    interrupted: 'Es wurde unterbrochen.',
    tooMany: 'Es kamen zu viele Anfragen auf einmal, um alle zu lesen. Es wurde nichts ausgeführt.',
    restless: 'Der Server hat diese Anfrage ständig wiederholt, daher wurde sie abgelehnt. Es wurde nichts ausgeführt.',
    sessionRenewed: 'Die Sitzung wurde erneuert.',
    connectionLost: 'Die Verbindung ging verloren.',
    notConfirmed: 'Du hast sie nicht rechtzeitig bestätigt.',
    changed: 'Die Anfrage wurde geändert.',
    unrecorded:
      'Das Handelsprotokoll lässt sich nicht speichern, daher wurde nichts freigegeben. Prüfe deine Festplatte und frag noch einmal.',
  },
  handsFree: {
    idle: 'Freisprechen beendet: {n, plural, one {Seit # Minute} other {Seit # Minuten}} hat niemand gesprochen.',
    tooLong: 'Freisprechen beendet: Zwei Minuten lang wurde ohne Pause gesprochen.',
    refused: 'Der Dienst kann so nicht freisprechen: {said} Wähle in den Einstellungen eine andere Pause.',
  },
  hold: {
    nothingApproved: 'Es wurde nichts freigegeben. {reason}',
    unread:
      'Du hast gedrückt, bevor du die ganze Anfrage lesen konntest. Lies sie und halte noch einmal, oder nimm die Schaltfläche im Panel.',
    several: 'Mehr als eine Anfrage wartet. Entscheide jede einzeln im Panel.',
    byButton: 'Diese lässt sich nur mit der Schaltfläche im Panel freigeben.',
    unsureKey: 'Mit dieser Taste kannst du fragen, aber nicht freigeben. Halte die Schaltfläche im Panel.',
    latched: 'Du hast die Taste losgelassen, während du gesprochen hast.',
    again: '{reason} Halte noch einmal oder nimm die Schaltfläche im Panel.',
    tooShort: 'Das war zu kurz. Halte fast eine Sekunde schweigend, um freizugeben, oder tippe an, um abzulehnen.',
    changed:
      'Die Anfrage hat sich beim Halten geändert oder ließ sich nicht freigeben. Lies sie und halte noch einmal.',
    unheard:
      'Es wurde nichts freigegeben. Dein Mikrofon scheint stummgeschaltet zu sein, ein „Nein“ wäre nicht gehört worden. Hebe die Stummschaltung auf oder nimm die Schaltfläche im Panel.',
    uneven:
      'Beim Halten war etwas zu hören, vielleicht ein leises „Nein“. Halte schweigend oder nimm die Schaltfläche im Panel.',
    marked: 'Etwas ist markiert, daher geht die Freigabe nur mit der Schaltfläche.',
    unseen: 'Hol das Markierte im Panel ins Bild und halte dann die Schaltfläche.',
    wasHindered: 'Eben ließ sich die Anfrage noch nicht freigeben. Halte noch einmal.',
  },
  hindrance: {
    hearing: 'Die App wertet noch aus, was du gerade gesagt hast.',
    ledgerUnread:
      'Die App hat dein Handelsprotokoll noch nicht gelesen und kann deine Limits nicht prüfen. Wenn das so bleibt, prüfe deine Festplatte und starte die App neu.',
    alarm: 'Lies zuerst die Warnung im Panel. Ein Werkzeug hat etwas getan, das du nicht freigegeben hast.',
    unreadable: 'Die Einzelheiten dieser Anfrage sind nicht lesbar.',
    guest: 'Gäste können kein Geld bewegen. Melde dich zuerst an.',
    walletChanged: 'Die aktive Wallet hat sich seit deiner Frage geändert.',
    otherWallet: 'Hier steht eine andere Wallet als die, die bei deiner Frage aktiv war.',
    walletRefused: 'Die gewählte Wallet ist nicht aktiv. Wähle sie noch einmal.',
    walletPending: 'Die gewählte Wallet ist noch nicht aktiv.',
    walletUnknown: 'Dexter Voice weiß nicht, welche Wallet zahlen würde. Wähle eine.',
    walletLookedUp: 'Die App ermittelt noch, welche Wallet zahlen würde.',
  },
  wallet: {
    refused: '„{wallet}“ ist nicht aktiv. {why} Bis dahin wird nichts gehandelt.',
    serviceRefused: 'Der Dienst hat sie abgelehnt.',
    serviceSilent: 'Der Dienst hat nicht gesagt, welche Wallet er verwendet.',
    serviceUsesOther: 'Der Dienst verwendet eine andere.',
    earlierOpen: 'Eine frühere Auswahl ist noch nicht abgeschlossen.',
    unconfirmed: 'Die Sitzung hat sie nicht rechtzeitig bestätigt.',
    otherAsked: 'Die Sitzung hat etwas anderes verlangt.',
    unreached: 'Der Dienst war nicht erreichbar.',
    busy: 'Die Sitzung ist mit etwas anderem beschäftigt.',
    guest: 'Ein Gast hat keine Wallet zur Auswahl.',
    noTool: 'Diese Sitzung hat kein Werkzeug, um eine zu wählen.',
    refusedUnnamed: 'Die Wallet ist nicht aktiv. {why} Bis dahin wird nichts gehandelt.',
  },
  trade: {
    unseen: 'Dexter Voice hat innerhalb von zwei Minuten keine Ausführung gesehen.',
    approvedUnseen:
      'Du hast „{tool}“ freigegeben, aber Dexter Voice hat keine Ausführung gesehen. Prüfe deine Wallet, bevor du es noch einmal versuchst.',
    lostRunning: 'Die Verbindung ging während der Ausführung verloren.',
    lostBefore: 'Die Verbindung ging verloren, bevor Dexter Voice eine Ausführung sah.',
    checkWallet: '{deviation} Prüfe deine Wallet und traue diesem Server nicht, bis du den Grund kennst.',
    ranUnasked: '{what} lief, ohne dich zu fragen.',
    ranUnshown: '{what} lief für eine Anfrage, die dir nie gezeigt wurde.',
    ranUnapproved: '{what} lief, ohne dass du es freigegeben hattest.',
    ranTwice: '{what} lief ein zweites Mal. Du hast es einmal freigegeben.',
    ranOther: 'Du hast {approved} freigegeben, aber {what} lief.',
    ranSilent: '{what} lief, aber der Server hat nicht gesagt, mit welchen Mengen.',
    ranOtherwise: 'Du hast {approved} freigegeben, aber {what} lief mit {ran}.',
    noLook:
      'Kein Werkzeug dieser Sitzung kann die Wallet ansehen. Prüfe sie selbst oder gib in den Einstellungen eine Solana-RPC-Adresse ein, um die Transaktion nachzuschlagen.',
    lookUp: 'Sieh nach, was aus diesem Trade wurde: Was liegt jetzt in der Wallet?',
  },
  answer: {
    none: 'Innerhalb von {seconds, plural, one {# Sekunde} other {# Sekunden}} kam keine Antwort.',
    cutByLength:
      'Die Antwort wurde an ihrer Höchstlänge abgeschnitten. Du kannst „Längste Antwort“ in den Einstellungen erhöhen.',
    cutByProvider: 'Der Anbieter hat die Antwort abgeschnitten.',
    serverFailed: 'Der Server konnte nicht antworten.',
    beganOnly: 'Der Server begann zu antworten und hörte dann auf.',
    empty: 'Die Antwort war leer.',
    otherBackend: 'Du hast zu einem anderen Dienst gewechselt, bevor das gesendet wurde.',
    backendChosen: 'Du hast zu einem anderen Dienst gewechselt.',
    noConnection: 'Es gab nicht rechtzeitig eine Verbindung.',
    rightsRenewed:
      'Die Erlaubnis der Sitzung, Werkzeuge zu verwenden, war abgelaufen. Sie wird erneuert, also sende das noch einmal.',
    backLate: 'Die Verbindung kam erst mehr als 30 Sekunden nach deiner Frage zurück.',
    sessionClosed: 'Die Sitzung wurde geschlossen.',
    asleep: 'Der Computer ist eingeschlafen.',
  },
  spending: {
    untold:
      'Der Server hat nicht gesagt, was diese Antwort verbraucht hat, daher zählt sie nicht zum heutigen Limit. Prüfe deinen Verbrauch beim Anbieter.',
    tokensUsed:
      'Das heutige Limit von {tokens, number} Tokens ist aufgebraucht. Erhöhe es in den Einstellungen oder sende das morgen noch einmal.',
    budgetUsed:
      'Das heutige Budget von {budget} ist aufgebraucht. Erhöhe es in den Einstellungen oder sende das morgen noch einmal.',
    unpriced:
      'Dexter Voice kennt den Preis von {models} nicht und kann dein Budget von {budget} nicht einhalten. Gib in den Einstellungen unter Ausgaben den Preis oder ein Token-Limit ein und sende das noch einmal.',
  },
  problem: {
    insufficientQuota: 'Dein Konto hat kein Guthaben mehr. Lade es beim Anbieter auf und versuche es noch einmal.',
    hardLimit: 'Dein Konto hat sein Ausgabenlimit beim Anbieter erreicht.',
    invalidKey: 'Der Anbieter akzeptiert diesen Schlüssel nicht. Gib ihn in den Einstellungen neu ein.',
    deactivated: 'Der Anbieter hat dieses Konto deaktiviert.',
    modelNotFound: 'Dieses Konto kann das gewählte Modell nicht nutzen. Wähle in den Einstellungen ein anderes.',
    betaDisabled: 'Dieser Server spricht das ältere Protokoll nicht mehr, das versucht wurde.',
    turnedAway:
      '{sentence} {times, plural, one {Es gab # Versuch.} other {Es gab # Versuche.}} Frag noch einmal, um es erneut zu versuchen.',
    rateLimited: 'Der Anbieter begrenzt, wie oft du fragen kannst. Warte einen Moment und frag noch einmal.',
    reported: 'Der Server hat einen Fehler gemeldet.',
    reportedLower: 'er hat einen Fehler gemeldet',
    rightsEnded: 'Die Erlaubnis der Werkzeuge endete vor der Sitzung.',
    repeated: '{sentence} Das ist innerhalb von zehn Minuten {times, number}-mal passiert.',
    keepsReporting: 'Dieser Server meldet immer wieder Fehler: bisher {times, number}.',
  },
  connection: {
    theServer: 'der Server',
    badAddress: 'Die Echtzeitadresse dieses Dienstes muss mit wss:// beginnen. Korrigiere sie in den Einstellungen.',
    noGrant: 'Die Sitzung konnte nicht rechtzeitig vorbereitet werden.',
    notOpened: '{host} hat innerhalb von {seconds, plural, one {# Sekunde} other {# Sekunden}} keine Sitzung geöffnet.',
    notOpenedSaid:
      '{host} hat innerhalb von {seconds, plural, one {# Sekunde} other {# Sekunden}} keine Sitzung geöffnet: {said}',
    notConfirmed:
      '{host} hat die Einstellungen der Sitzung innerhalb von {seconds, plural, one {# Sekunde} other {# Sekunden}} nicht bestätigt.',
    notConfirmedSaid:
      '{host} hat die Einstellungen der Sitzung innerhalb von {seconds, plural, one {# Sekunde} other {# Sekunden}} nicht bestätigt: {said}',
    unreadable: 'was ankam, war nicht lesbar',
    lost: 'Die Verbindung zu {host} ging verloren.',
    lostSaid: 'Die Verbindung zu {host} ging verloren: {said}',
    refused: '{host} hat die Echtzeitverbindung ohne Begründung abgelehnt.',
    refusedSaid: '{host} hat die Echtzeitverbindung abgelehnt: {said}',
    settingsRefused: '{host} hat die Einstellungen der Sitzung abgelehnt: {said}',
    dialectOlder:
      '{host} spricht eine ältere Form des Protokolls als angekündigt. Dexter Voice ist darauf umgestiegen, es ging nichts verloren.',
    dialectNewer:
      '{host} spricht eine neuere Form des Protokolls als angekündigt. Dexter Voice ist darauf umgestiegen, es ging nichts verloren.',
    leftOut: '{reason} Es wurde ausgelassen.',
    unreadableCall:
      '{host} hat ein Werkzeug ausgeführt, aber der Bericht ist nicht lesbar. Prüfe deine Wallet, bevor du weitermachst.',
    floods:
      'Der Server hat mehr gesendet, als jede Antwort braucht, daher wurde die Verbindung geschlossen. Frag noch einmal oder wähle einen anderen Dienst.',
    notUtf8: 'Eine Nachricht des Servers war kein UTF-8-Text.',
    notObject: 'Eine Nachricht des Servers war kein JSON-Objekt.',
    tooDeep: 'Eine Nachricht des Servers war mehr als {levels, number} Ebenen tief verschachtelt.',
    tooLong: 'Eine Nachricht des Servers war länger als {millions, number} Millionen Zeichen.',
  },
  servers: {
    failed: {
      own: 'Die Werkzeuge von „{server}“ konnten nicht geladen werden{why} Prüfe Adresse und Bearer-Schlüssel in den Einstellungen oder füge einen anderen Server hinzu.',
      hosted: 'Die Werkzeuge von „{server}“ konnten nicht geladen werden{why} Wähle einen anderen Dienst.',
      noReason: 'es wurde kein Grund genannt',
    },
    unmarked: {
      own: '„{server}“ kennzeichnet keines seiner Werkzeuge als nur lesend, daher ist keines verwendbar. Schalte in den Einstellungen „Nur lesen“ für ihn aus, dann wirst du vor jeder Verwendung gefragt, oder füge einen anderen Server hinzu.',
      hosted:
        '„{server}“ kennzeichnet keines seiner Werkzeuge als nur lesend, daher ist keines verwendbar. Wähle einen anderen Dienst.',
    },
    empty: {
      own: '„{server}“ bietet keine Werkzeuge an. Prüfe die erlaubten Werkzeuge in den Einstellungen oder füge einen anderen Server hinzu.',
      hosted: '„{server}“ bietet keine Werkzeuge an. Wähle einen anderen Dienst.',
    },
    allTools: 'alle Werkzeuge von {server}',
    more: '{count, number} weitere',
    unnamed: 'ein unbenannter Server',
    added:
      'Der Server hat Werkzeuge hinzugefügt, die du nicht gewählt hast ({names}). Wenn du sie nicht willst, wähle einen anderen Dienst.',
    freed:
      'Der Server fragt dich nicht mehr, bevor er {names} ausführt. Wenn du das nicht willst, wähle einen anderen Dienst.',
  },
}
