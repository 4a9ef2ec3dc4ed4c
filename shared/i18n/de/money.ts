export default {
  side: {
    share: '{share} deiner {token}',
    shareUnknown: '{share} deines Bestands',
    about: 'etwa {amount}',
  },
  limit: {
    pauseTrades:
      'Du hast dein Limit von {trades, plural, one {einem Trade} other {# Trades}} in {minutes, plural, one {einer Minute} other {# Minuten}} erreicht. Mach eine Pause.',
    pauseLosses:
      'Du hast dein Limit von {losses, plural, one {einem Verlust} other {# Verlusten}} in {minutes, plural, one {einer Minute} other {# Minuten}} erreicht. Mach eine Pause.',
    worthUnknown:
      'Kein Werkzeug hat gesagt, was das wert ist, daher lässt es sich nicht mit deinen Dollar-Limits vergleichen. Frag zuerst nach dem Kurs oder ändere deine Limits.',
    perTrade: '{usd} liegt über deinem Limit von {limit} pro Trade.',
    perDay:
      '{usd} liegt über deinem Limit von {limit} pro Tag{traded, select, none {} other {: In den letzten 24 Stunden wurden {traded} gehandelt}}.',
    perToken:
      '{usd} liegt über deinem Limit von {limit} pro Tag für {token}{traded, select, none {} other {: In den letzten 24 Stunden wurden {traded} gehandelt}}.',
    dayUncounted:
      'Ein Trade der letzten 24 Stunden hat einen unbekannten Wert, daher lässt sich dein Tageslimit nicht prüfen. Warte oder ändere deine Limits.',
    tokenUncounted:
      'Ein Trade der letzten 24 Stunden hat einen unbekannten Wert, daher lässt sich dein Tageslimit pro Token nicht prüfen. Warte oder ändere deine Limits.',
    slippageUnknown:
      'Kein Werkzeug hat die Slippage genannt, daher lässt sie sich nicht mit deinem Limit vergleichen. Bitte zuerst um eine Vorschau.',
    slippage: 'Eine Slippage von {value} liegt über deinem Limit von {limit}.',
    impactUnknown:
      'Kein Werkzeug hat den Preiseinfluss genannt, daher lässt er sich nicht mit deinem Limit vergleichen. Bitte zuerst um eine Vorschau.',
    impact: 'Ein Preiseinfluss von {value} liegt über deinem Limit von {limit}.',
    unverified: 'Deine Limits erlauben keinen nicht verifizierten Token ({token}).',
    unverifiedByButton: 'Ein nicht verifizierter Token ({token}) lässt sich nur mit der Schaltfläche freigeben.',
    stranger: 'Deine Limits erlauben es nicht, erstmals an eine Adresse zu senden.',
    strangerByButton: 'Erstmals an eine Adresse zu senden lässt sich nur mit der Schaltfläche freigeben.',
  },
  mark: {
    unheard: 'Die App weiß nicht, was du gesagt hast, und kann nicht vergleichen. Prüfe jeden Teil selbst.',
    foreignTool:
      'Die App kennt dieses Werkzeug nicht und kann es nicht mit dem vergleichen, was du gesagt hast. Prüfe jeden Teil selbst.',
    strangeArgument: 'Die App weiß nicht, was „{name}“ hier bewirkt. Prüfe es selbst.',
    unclear: '„{words}“ war nicht deutlich zu verstehen. Prüfe es.',
    preview: 'Das weicht von der Vorschau ab: {parts}.',
    notSaid: {
      buy: 'Hier wird {token} gekauft, und das hast du nicht gesagt.',
      sell: 'Hier wird {token} verkauft, und das hast du nicht gesagt.',
      swap: 'Hier wird {token} getauscht, und das hast du nicht gesagt.',
      send: 'Hier wird {token} gesendet, und das hast du nicht gesagt.',
    },
    reversed: {
      buy: 'Hier wird {token} gekauft. Vielleicht meintest du es umgekehrt.',
      sell: 'Hier wird {token} verkauft. Vielleicht meintest du es umgekehrt.',
      swap: 'Hier wird {token} getauscht. Vielleicht meintest du es umgekehrt.',
      send: 'Hier wird {token} gesendet. Vielleicht meintest du es umgekehrt.',
    },
    bothSides: {
      buy: 'Du hast von Kaufen und von Verkaufen gesprochen. Hier wird {token} gekauft.',
      sell: 'Du hast von Kaufen und von Verkaufen gesprochen. Hier wird {token} verkauft.',
      swap: 'Du hast von Kaufen und von Verkaufen gesprochen. Hier wird {token} getauscht.',
      send: 'Du hast von Kaufen und von Verkaufen gesprochen. Hier wird {token} gesendet.',
    },
    aToken: 'ein Token',
    tokenUnknown: 'Dexter Voice kann nicht erkennen, um welchen Token es geht.',
    inputNotNamed: 'Du hast {token} nicht genannt, womit du zahlen würdest.',
    outputNotNamed: 'Du hast {token} nicht genannt, was du erhalten würdest.',
    alsoSaid: 'Du hast auch „{words}“ gesagt, und hier geht es um {token}.',
    longerName: 'Vielleicht hast du den Namen eines anderen Tokens gesagt. Das ist {token}.',
    namesake: 'Du hast {token} gesagt, und das ist ein anderer Token mit diesem Namen.',
    notNamed: 'Du hast {token} nicht genannt.',
    nearestName: 'Vielleicht hast du {other} gesagt. Das ist {token}.',
    anAmount: 'eine Menge',
    noAmount: 'Hier steht nicht, wie viel.',
    amountNotSaid: 'Du hast nicht gesagt, wie viel. Hier geht es um {amount}.',
    leeway: 'Du hast „{words}“ gesagt. Hier geht es um {amount}.',
    dust: 'Das ist weniger als {usd} wert. Prüfe die Menge.',
    amountDiffers: 'Du hast {said} gesagt. Hier geht es um {amount}.',
    amountMissing: 'Du hast {amount} nicht gesagt.',
    walletNotNamed: 'Du hast diese Wallet nicht genannt, oder nicht nur sie.',
    walletNotInUse: 'Du hast diese Wallet nicht genannt, und sie ist nicht die aktive.',
    walletUnclear: 'Du hast von einer Wallet gesprochen. Prüfe, ob es diese ist.',
    walletOther: 'Du hast „{wallet}“ gesagt. Hier zahlt eine andere Wallet.',
    recipient: 'Diese Adresse kommt in dem, was du gesagt hast, nicht vor. Prüfe jedes Zeichen.',
    negated: 'Vielleicht hast du gesagt, dass das nicht geschehen soll.',
    condition: 'Vielleicht hast du gesagt, wann oder unter welcher Bedingung. Das würde sofort ausgeführt.',
    trial: 'Vielleicht hast du nur gefragt, wie es wäre. Das würde es ausführen.',
    question: 'Vielleicht hast du nur danach gefragt. Das würde es ausführen.',
    past: 'Vielleicht hast du von einem früheren Trade gesprochen.',
    takenBack: 'Vielleicht hast du es dir inzwischen anders überlegt.',
    otherQuestion: 'Zuletzt hast du etwas anderes gefragt.',
    notOrder: 'Das Letzte, was du gesagt hast, war kein Auftrag.',
  },
  differs: {
    input: 'womit du zahlst',
    output: 'was du erhältst',
    exact: 'welche Menge genau gilt',
    amount: 'die Menge',
    wallet: 'die Wallet',
    slippage: 'die Slippage',
  },
  name: {
    hidden: 'Der Name „{name}“ enthält verborgene Zeichen.',
    mixed: '„{name}“ mischt ähnliche Buchstaben verschiedener Alphabete.',
    notKnown: 'Das ist nicht der bekannte {symbol}: Er hat einen anderen Mint.',
    shared: '{count, plural, one {# Token verwendet} other {# Tokens verwenden}} das Symbol {symbol}. Prüfe den Mint.',
    sharedVerified:
      '{count, plural, one {# Token verwendet} other {# Tokens verwenden}} das Symbol {symbol}. Das ist der verifizierte.',
  },
  worth: {
    sellPreview: 'Verkaufsvorschau',
    swapPreview: 'Tauschvorschau',
    price: '{symbol} zu {price} von {tool}',
    balances: 'Guthaben',
    search: 'Tokensuche',
  },
  look: {
    noToken:
      'Deine Guthaben sind da, aber Dexter Voice kann nicht erkennen, um welchen Token es bei diesem Trade ging.',
    holds: 'In der Wallet liegen jetzt {amounts}.',
    ranAll: 'Es wurde ausgeführt. {holds}',
    noBefore: '{holds} Was vorher darin lag, ist nicht bekannt. Prüfe den Verlauf deiner Wallet.',
    didNotRun: 'Es wurde nicht ausgeführt: Die Guthaben sind wie zuvor. {holds}',
    ran: 'Es wurde ausgeführt: {changes}. {holds}',
    unfitting:
      'Die Guthaben haben sich geändert ({changes}), aber nicht so, wie dieser Trade sie geändert hätte. Prüfe deine Wallet.',
  },
}
