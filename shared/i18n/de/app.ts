export default {
  start: {
    failed: 'Dexter Voice kann nicht starten',
    refusedSwitch:
      'Dexter Voice akzeptiert den Schalter „--{name}“ nicht. Nur wenige sind erlaubt, weil andere fremden Programmen Zugang verschaffen könnten. Starte es ohne diesen Schalter neu.',
    profileUnwritable:
      'Deine Einstellungen, Gespräche und Protokolle können nicht gespeichert werden, Änderungen gelten daher nur bis zum Beenden. Erlaube Dexter Voice, in seinen Profilordner zu schreiben. ({code})',
    noTray:
      'Dein Desktop zeigt keine Symbole im Infobereich. Dexter Voice läuft weiter, wenn du dieses Fenster schließt. Um es wieder zu öffnen, starte Dexter Voice noch einmal.',
    starting: 'Startet …',
    startingAgain: 'Startet neu …',
  },
  menu: { settings: 'Einstellungen …' },
  lost: {
    network: 'Der Teil für die Internetverbindung wurde beendet ({reason}) und neu gestartet.',
    audio: 'Der Teil für Wiedergabe und Aufnahme wurde beendet ({reason}) und neu gestartet.',
    graphics: 'Der Teil, der die Fenster zeichnet, wurde beendet ({reason}) und neu gestartet.',
    panel: 'Das Panel wurde beendet ({reason}) und wieder geöffnet.',
    hud: 'Das kleine Fenster wurde beendet ({reason}) und wieder geöffnet.',
    voice: 'Der Audioteil wurde beendet ({why}) und neu gestartet.',
    panic: 'er hat nicht rechtzeitig angehalten',
    voiceGone: 'Der Audioteil von Dexter Voice wurde beendet.',
    askAgain: 'Der Audioteil von Dexter Voice wurde beendet. Frag noch einmal.',
    mayHaveMoved:
      'Der Audioteil von Dexter Voice wurde beendet. Vielleicht wurde Geld bewegt, der Ausgang ist unbekannt. Prüfe deine Wallet.',
  },
  failed: 'Das hat nicht geklappt. Versuche es noch einmal.',
  microphoneAllowed: 'Der Mikrofonzugriff ist an. Du kannst jetzt sprechen.',
  microphoneAllowedMac:
    'Der Mikrofonzugriff ist an. Du kannst jetzt sprechen. Wenn Dexter Voice nichts hört, beende es und starte es neu.',
  reset: {
    backend: 'Du hast den Dienst gewechselt oder seine Einstellungen geändert.',
    secret: 'Du hast einen Schlüssel gespeichert oder entfernt.',
    allowed: 'Du hast erlaubt, einen Schlüssel an eine andere Adresse zu senden.',
    account: 'Deine Anmeldung hat sich geändert.',
    forgotten: 'Du hast alles Gespeicherte entfernt.',
    practice: 'Du hast dein Übungsgeld zurückgesetzt.',
  },
  autostart: {
    approve:
      'macOS braucht deine Zustimmung, damit Dexter Voice beim Anmelden startet. Schalte es in den Systemeinstellungen unter Allgemein, Anmeldeobjekte ein.',
    notOn:
      'Der Start beim Anmelden ließ sich nicht einschalten. Schalte ihn in der Liste der Autostart-Apps deines Systems ein. ({code})',
    notOff:
      'Der Start beim Anmelden ließ sich nicht ausschalten. Schalte ihn in der Liste der Autostart-Apps deines Systems aus. ({code})',
    refused: 'das System hat es verweigert',
  },
  applications: {
    question: 'Dexter Voice in den Ordner „Programme“ bewegen?',
    why: 'Nur von dort kann Dexter Voice sich aktualisieren und beim Anmelden starten.',
    move: 'In „Programme“ bewegen',
    dontMove: 'Nicht bewegen',
    notMoved: 'Dexter Voice wurde nicht bewegt. Beende es, ziehe es in den Ordner „Programme“ und öffne es von dort.',
    couldNotMove:
      'Dexter Voice ließ sich nicht bewegen. Beende es, ziehe es in den Ordner „Programme“ und öffne es von dort.',
  },
  update: {
    ready:
      'Version {version} ist bereit und wird beim Beenden installiert. Um sie jetzt zu installieren, wähle „Neu starten und installieren“ im Menü des Symbols oder in den Einstellungen.',
    updated: 'Auf Version {version} aktualisiert.',
    newest: 'Version {version} ist die neueste.',
    notHere: 'Das ist Version {version}. Hier lässt sie sich nicht aktualisieren.',
    byHand:
      'Das ist Version {version}. Sie wurde so installiert, dass sie sich nicht selbst aktualisieren kann. Installiere neue Versionen von Hand.',
    unsigned:
      'Das ist Version {version}. Ihre Updates sind noch nicht signiert, daher kann sie sich nicht selbst aktualisieren. Installiere neue Versionen von Hand.',
    badKey:
      'Das ist Version {version}. Der Schlüssel, der ihre Updates prüft, ist nicht lesbar, daher kann sie sich nicht selbst aktualisieren. Installiere Dexter Voice neu.',
    older:
      'Der Update-Server bietet Version {offered} an, die nicht neuer als {version} ist. Es wurde nichts installiert.',
    notSigned: 'Version {version} ist nicht von den Machern von Dexter Voice signiert. Sie wurde nicht installiert.',
    damaged: 'Version {version} wurde unterwegs beschädigt oder verändert. Sie wurde nicht installiert.',
    changedOnDisk:
      'Version {version} wurde nach der Prüfung auf deiner Festplatte verändert. Sie wurde nicht installiert.',
    notInstalled:
      'Version {version} ließ sich nicht installieren, du hast weiterhin Version {current}. Suche nach Updates, um es noch einmal zu versuchen.',
    noUpdate: 'Der Update-Server hat kein Update geliefert. Versuche es später noch einmal.',
    notChecked:
      'Die Suche nach Updates ist fehlgeschlagen. Prüfe deine Internetverbindung und versuche es noch einmal. ({why})',
    readOnlyMac:
      'Version {version} lässt sich nicht installieren, weil Dexter Voice in einem schreibgeschützten Ordner liegt. Bewege es in den Ordner „Programme“ und öffne es von dort.',
    readOnly:
      'Version {version} lässt sich nicht installieren, weil Dexter Voice in einem schreibgeschützten Ordner liegt. Verschiebe es in einen Ordner, in den du schreiben kannst, und starte es von dort.',
    noSpace:
      'Version {version} lässt sich nicht installieren, weil deine Festplatte voll ist. Schaffe Platz und wähle dann in den Einstellungen „Nach Updates suchen“.',
    noPermissionMac:
      'Version {version} lässt sich nicht installieren, weil du Dexter Voice nicht ersetzen darfst. Frag, wer diesen Computer verwaltet, oder bewege Dexter Voice in einen eigenen Ordner.',
    noPermission:
      'Version {version} lässt sich nicht installieren, weil du Dexter Voice nicht ersetzen darfst. Installiere sie von Hand oder frag, wer diesen Computer verwaltet.',
  },
  settings: {
    damaged:
      'Deine Einstellungsdatei war beschädigt, daher gelten die Standardwerte. Die alte Datei wurde als {file} gespeichert.',
    damagedInTheWay:
      'Deine Einstellungsdatei war beschädigt und ließ sich nicht verschieben. Daher gelten die Standardwerte, und Änderungen werden nicht gespeichert. Verschiebe oder lösche die Datei und starte Dexter Voice neu.',
    newer:
      'Deine Einstellungsdatei stammt von einer neueren Version von Dexter Voice, daher gelten die Standardwerte. Die alte Datei wurde als {file} gespeichert.',
    newerInTheWay:
      'Deine Einstellungsdatei stammt von einer neueren Version von Dexter Voice und ließ sich nicht verschieben. Daher gelten die Standardwerte, und Änderungen werden nicht gespeichert. Installiere die neuere Version oder lösche die Datei.',
    unread:
      'Einige Einstellungen in deiner Datei waren nicht lesbar, für sie gelten die Standardwerte: {names}. Die ursprüngliche Datei wurde als {file} gespeichert.',
    unreadInPlace:
      'Einige Einstellungen in deiner Datei waren nicht lesbar, für sie gelten die Standardwerte: {names}. Korrigiere sie dort, bevor du eine andere Einstellung änderst.',
    notSavedInTheWay:
      'Die Änderung gilt bis zum Beenden, wird aber nicht gespeichert, weil sich die alte Einstellungsdatei nicht verschieben ließ. Verschiebe oder lösche sie und starte Dexter Voice neu.',
    notSaved:
      'Die Änderung gilt bis zum Beenden, konnte aber nicht gespeichert werden. Prüfe deine Festplatte. ({code})',
  },
  usage: {
    damaged:
      'Die Verbrauchsdatei von heute war beschädigt. Was du bisher verbraucht hast, zählt daher nicht zu deinem Budget.',
    damagedKept:
      'Die Verbrauchsdatei von heute war beschädigt. Was du bisher verbraucht hast, zählt daher nicht zu deinem Budget. Die alte Datei wurde als {file} gespeichert.',
    notSaved:
      'Der heutige Verbrauch lässt sich nicht speichern, daher beginnt dein Budget nach einem Neustart von vorn. Prüfe deine Festplatte.',
  },
  journal:
    'Das Sitzungsprotokoll lässt sich nicht speichern und bleibt nur bis zum Beenden erhalten. Prüfe deine Festplatte.',
  speech:
    'Zu viel Gesprochenes wartet auf eine Antwort. Das Älteste ginge verloren, wenn der Audioteil jetzt beendet würde.',
  ledger: {
    unreadable: 'Das Handelsprotokoll ist nicht lesbar. Prüfe deine Festplatte und öffne diesen Tab noch einmal.',
    fault: {
      json: 'sie ist kein JSON',
      fields: 'sie hat nicht die Felder einer Protokollzeile',
      number: 'ihre Nummer ist falsch',
      order: 'sie folgt nicht auf die Zeile davor',
      arguments: 'ihre Argumente wurden verändert',
      content: 'ihr Inhalt wurde verändert',
    },
    tampered:
      'Das Handelsprotokoll wurde verändert oder gekürzt (Zeile {line}: {fault}). Es wurde als {file} gespeichert, und ein neues wurde begonnen.',
    changed:
      'Ein anderes Programm hat das Handelsprotokoll verändert, während Dexter Voice lief. Es wurde als {file} gespeichert, und ein neues wurde begonnen.',
    deleted: 'Das Handelsprotokoll wurde gelöscht, während Dexter Voice lief. Ein neues wurde begonnen.',
    torn: 'Dexter Voice wurde beendet, während es ins Handelsprotokoll schrieb. Die unvollständige letzte Zeile hat nie gezählt und wurde entfernt.',
    noSpace:
      'Das Handelsprotokoll lässt sich nicht speichern, daher ist keine Freigabe möglich. Schaffe Platz auf deiner Festplatte.',
    readOnly:
      'Das Handelsprotokoll lässt sich nicht speichern, daher ist keine Freigabe möglich. Deine Festplatte ist schreibgeschützt.',
    noPermission:
      'Das Handelsprotokoll lässt sich nicht speichern, daher ist keine Freigabe möglich. Erlaube Dexter Voice, in seinen Profilordner zu schreiben.',
    notSaved:
      'Das Handelsprotokoll lässt sich nicht speichern, daher ist keine Freigabe möglich. Prüfe deine Festplatte.',
    savedAgain: 'Das Handelsprotokoll lässt sich wieder speichern, und es fehlt nichts darin.',
    unknownApp:
      'Dexter Voice wurde beendet, während vielleicht Geld bewegt wurde ({tools}). Der Ausgang ist unbekannt. Prüfe deine Wallet.',
    unknownAudio:
      'Der Audioteil von Dexter Voice wurde beendet, während vielleicht Geld bewegt wurde ({tools}). Der Ausgang ist unbekannt. Prüfe deine Wallet.',
  },
  limits: {
    notSaved: 'Deine Limits bleiben, wie sie waren, weil sich das Handelsprotokoll nicht speichern lässt.',
    overruled:
      'Die Limits in der Einstellungsdatei sind nicht die, die du zuletzt in Dexter Voice gespeichert hast, daher gelten sie nicht. Um deine Limits zu ändern, öffne die Einstellungen.',
    tooLoose:
      'Die Limits in der Einstellungsdatei sind lockerer als die Standardwerte und wurden nicht in Dexter Voice gespeichert, daher gelten die Standardwerte. Um deine Limits zu ändern, öffne die Einstellungen.',
    afterBreak:
      'Deine Limits standen in einem Handelsprotokoll, dem nicht mehr zu trauen ist. Bis du sie in den Einstellungen änderst, gilt jeweils der strengere Wert aus Einstellungsdatei und Standard.',
  },
  export: {
    title: 'Trades exportieren',
    saved: 'Als {file} gespeichert.',
    savedPart:
      'Als {file} gespeichert. Das Protokoll ist in Zeile {line} beschädigt, und nichts nach dieser Zeile ist in der Datei.',
    failed: 'Die Datei konnte nicht gespeichert werden. Wähle einen anderen Ordner.',
    failedCode: 'Die Datei konnte nicht gespeichert werden. Wähle einen anderen Ordner. ({code})',
  },
}
