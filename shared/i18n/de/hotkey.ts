export default {
  key: {
    rightControl: 'Control rechts',
    rightCtrl: 'Strg rechts',
    rightOption: 'Option rechts',
    rightAlt: 'Alt rechts',
    rightCommand: 'Befehl rechts',
    rightShift: 'Umschalt rechts',
    scrollLock: 'Rollen',
  },
  note: {
    mediaKey:
      'Halte auf einer Mac-Tastatur auch Fn oder verwende F1, F2 usw. als Standard-Funktionstasten (Einstellungen für Tastatur).',
    altGr: 'Auf vielen Tastaturen ist das AltGr, das zusammen mit anderen Tasten Zeichen schreibt.',
    altGrMenu:
      'Auf vielen Tastaturen ist das AltGr, das zusammen mit anderen Tasten Zeichen schreibt. Allein kann es das Menü des vorderen Fensters öffnen.',
    noRightControl: 'Die Tastaturen von Apples Laptops haben keine rechte Control-Taste.',
    copilot: 'Wenn deine Tastatur statt Strg rechts eine Copilot-Taste hat, wähle eine andere Taste.',
    filterKeys:
      'Windows bietet die Anschlagverzögerung an, wenn du diese Taste acht Sekunden hältst. Schalte dieses Tastenkürzel in den Windows-Einstellungen unter Barrierefreiheit, Tastatur aus.',
    scrollLock: 'Jeder Druck schaltet auch Rollen um und ändert damit, was die Pfeiltasten in Excel tun.',
  },
  hint: {
    pending: 'Sprechtaste wird vorbereitet …',
    desktopAsks: 'Dein Desktop fragt vielleicht, welche Taste du halten willst',
    hold: 'Halte {key}, um zu sprechen',
    holdGiven: 'Halte die Taste, die du in den Einstellungen deines Desktops gewählt hast',
    toggle: 'Drücke {keys}, um zu sprechen, und noch einmal, um zu senden',
    instead:
      'Tippe deine Frage im Panel oder belege in deinen Systemeinstellungen eine Taste mit „dexter-voice --talk=toggle“',
  },
  talkKey: 'die Sprechtaste',
  shortcut: 'Zum Sprechen halten',
  problem: {
    instead:
      'Tippe deine Frage im Panel oder belege in deinen Systemeinstellungen eine Taste mit „dexter-voice --talk=toggle“.',
    notAllowed: 'macOS lässt Dexter Voice die Sprechtaste noch nicht sehen.',
    inputMonitoring:
      'macOS hat Dexter Voice die Sprechtaste nicht sehen lassen. Schalte in den Systemeinstellungen unter Datenschutz & Sicherheit, Eingabeüberwachung auch Dexter Voice ein. Beende es dann und starte es neu.',
    armLinux: 'Das Halten einer Taste wird unter ARM-Linux nicht unterstützt.',
    wayland: 'Wayland verbirgt gehaltene Tasten vor Apps.',
    noDisplay: 'Es gibt keinen Bildschirm, daher ist keine Taste zu sehen.',
    cantListen: 'Dexter Voice kann auf diesem Computer keine Tasten sehen.',
    hiddenKey:
      'macOS verbirgt {key}, während du in einem Passwortfeld bist oder eine andere App die Tastatur schützt. Verlasse das Feld oder wähle Option rechts als Sprechtaste.',
    taken: 'Eine andere App verwendet das Tastenkürzel {keys} schon.',
    notSet: 'Dein System hat Dexter Voice das Tastenkürzel {keys} nicht verwenden lassen.',
    desktopNoKeys: 'Dein Desktop vergibt keine Tasten an Apps.',
    desktopRefused: 'Deinem Desktop wurde gesagt, Dexter Voice keine Taste zu geben.',
    desktopGaveNone: 'Dein Desktop hat Dexter Voice keine Taste gegeben.',
    desktopTookBack: 'Dein Desktop hat die Taste zurückgenommen.',
  },
  restarted: 'Der Teil, der die Sprechtaste überwacht, wurde beendet und neu gestartet. Halte die Taste noch einmal.',
  ended: {
    otherProgram: 'Eine andere App hat die Sprechtaste verwendet, während du sie gehalten hast.',
    missedRelease:
      'Dexter Voice hat nicht gesehen, dass du die Taste losgelassen hast, bevor du sie wieder gedrückt hast.',
    tooLong: 'Du hast die Taste zwei Minuten gehalten, daher wurde die Aufnahme gestoppt.',
    tooBusy: 'Dein Computer war zu ausgelastet, um zu messen, wie lange du die Taste gehalten hast.',
    hidden: 'macOS hat andere Tasten verborgen, während du diese gehalten hast.',
    unseen: 'Dexter Voice konnte die Taste nicht mehr sehen, daher wurde die Aufnahme gestoppt.',
    over: 'Die Aufnahme ist beendet.',
    listenerRestarted: 'Dexter Voice musste die Tastenüberwachung neu starten, während du die Taste gehalten hast.',
    listenerStopped: 'Die Tastenüberwachung wurde beendet, während du die Taste gehalten hast.',
    desktopTookBack: 'Dein Desktop hat die Taste zurückgenommen, während du sie gehalten hast.',
    allowed: 'macOS lässt Dexter Voice die Taste jetzt sehen.',
    disallowed: 'macOS hat Dexter Voice die Taste entzogen, während du sie gehalten hast.',
    slept: 'Dein Computer hat geschlafen, während du die Taste gehalten hast.',
    locked: 'Dein Bildschirm wurde gesperrt, während du die Taste gehalten hast.',
    otherUser: 'Ein anderer Benutzer hat übernommen, während du die Taste gehalten hast.',
    asleep: 'Dein Computer ist eingeschlafen, während du die Taste gehalten hast.',
    closing: 'Dexter Voice wird beendet.',
    shuttingDown: 'Dein Computer wird heruntergefahren.',
    audioStopped: 'Der Audioteil von Dexter Voice wurde beendet, während du die Taste gehalten hast.',
  },
}
