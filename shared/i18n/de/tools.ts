export default {
  preset: {
    dexpaprika:
      'Token, Pools, Trades und Kerzen dezentraler Börsen, auch auf Solana. Kostenlos, bis zu 15 Anfragen pro Minute.',
    coinpaprika:
      'Kurse, Marktkapitalisierungen, Volumen und Kerzen gelisteter Coins und Börsen. Kostenlos, mit gemeinsamen Limits. Es gibt nicht an, welche Werkzeuge nur lesen. Schalte „Nur lesen“ aus, um es zu nutzen. Dann wirst du vor jedem Aufruf gefragt.',
    coingecko:
      'Kurse, Marktkapitalisierungen und On-Chain-Pools. Kostenlos, mit gemeinsamen Limits. Wenn es nicht funktioniert, schalte „Nur lesen“ aus. Dann wirst du vor jedem Aufruf gefragt.',
  },
  transcription: {
    noHints: '{host} akzeptiert für die Niederschrift weder Sprache noch Namen und schreibt daher ohne sie mit.',
    noModel:
      '{host} kann mit {model} nicht mitschreiben. Du wirst weiter gehört, aber deine Worte werden nicht gezeigt. Wähle in den Einstellungen ein anderes Modell für die Niederschrift.',
  },
  shutdown: {
    ends: 'OpenAI schaltet {model} am {day} ab.',
    ended: 'OpenAI hat {model} am {day} abgeschaltet.',
    endsChoose: 'OpenAI schaltet {model} am {day} ab. Wähle vorher {successor} in den Einstellungen.',
    endedChoose: 'OpenAI hat {model} am {day} abgeschaltet. Wähle {successor} in den Einstellungen.',
    endsChooseAny: 'OpenAI schaltet {model} am {day} ab. Wähle vorher ein anderes Modell in den Einstellungen.',
    endedChooseAny: 'OpenAI hat {model} am {day} abgeschaltet. Wähle ein anderes Modell in den Einstellungen.',
  },
  mayHaveTraded: 'Vielleicht wurde ein Trade ausgeführt. Prüfe deine Wallet.',
  mayHaveTradedToo: '{problem} Vielleicht wurde ein Trade ausgeführt. Prüfe deine Wallet.',
  arguments: {
    invisible: 'Der Name eines Arguments enthält unsichtbare Zeichen.',
    nameAlphabets: 'Der Name „{name}“ mischt Buchstaben verschiedener Alphabete.',
    tooLarge: '„{name}“ ist eine zu große Zahl.',
    twice: '„{name}“ ist doppelt angegeben.',
    negative: '„{name}“ ist negativ.',
    noAmount: '„{name}“ ist keine Menge.',
    unreadable: '„{name}“ ist nicht lesbar.',
    noNumber: '„{name}“ ist keine Zahl.',
    ambiguous: '„{name}“ lässt sich auf mehrere Arten lesen.',
    alphabets: '„{name}“ mischt Buchstaben verschiedener Alphabete.',
    unnamed: 'Ein Wert',
  },
}
