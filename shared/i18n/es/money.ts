export default {
  side: {
    share: '{share} de tu {token}',
    shareUnknown: '{share} de lo que tienes',
    about: 'unos {amount}',
  },
  limit: {
    pauseTrades:
      'Has llegado a tu límite de {trades, plural, one {una operación} other {# operaciones}} en {minutes, plural, one {un minuto} other {# minutos}}. Haz una pausa.',
    pauseLosses:
      'Has llegado a tu límite de {losses, plural, one {una pérdida} other {# pérdidas}} en {minutes, plural, one {un minuto} other {# minutos}}. Haz una pausa.',
    worthUnknown:
      'Ninguna herramienta dijo cuánto vale esto, así que no se puede comparar con tus límites en dólares. Pregunta antes su precio o cambia tus límites.',
    perTrade: '{usd} supera tu límite de {limit} por operación.',
    perDay:
      '{usd} supera tu límite de {limit} al día{traded, select, none {} other {: en las últimas 24 horas se operaron {traded}}}.',
    perToken:
      '{usd} supera tu límite de {limit} al día en {token}{traded, select, none {} other {: en las últimas 24 horas se operaron {traded}}}.',
    dayUncounted:
      'Una operación de las últimas 24 horas tiene un valor desconocido, así que no se puede comprobar tu límite diario. Espera o cambia tus límites.',
    tokenUncounted:
      'Una operación de las últimas 24 horas tiene un valor desconocido, así que no se puede comprobar tu límite diario por token. Espera o cambia tus límites.',
    slippageUnknown:
      'Ninguna herramienta dio el slippage, así que no se puede comparar con tu límite. Pide antes una vista previa.',
    slippage: 'Un slippage de {value} supera tu límite de {limit}.',
    impactUnknown:
      'Ninguna herramienta dio el impacto en el precio, así que no se puede comparar con tu límite. Pide antes una vista previa.',
    impact: 'Un impacto en el precio de {value} supera tu límite de {limit}.',
    unverified: 'Tus límites no permiten un token sin verificar ({token}).',
    unverifiedByButton: 'Un token sin verificar ({token}) solo se aprueba con el botón.',
    stranger: 'Tus límites no permiten enviar por primera vez a una dirección.',
    strangerByButton: 'Un primer envío a una dirección solo se aprueba con el botón.',
  },
  mark: {
    unheard: 'La app no sabe qué has dicho, así que no puede comparar. Revisa tú cada parte.',
    foreignTool:
      'La app no conoce esta herramienta, así que no puede compararla con lo que has dicho. Revisa tú cada parte.',
    strangeArgument: 'La app no sabe qué hace “{name}” aquí. Revísalo tú.',
    unclear: '“{words}” no se oyó con claridad. Revísalo.',
    preview: 'Esto no es lo que mostró la vista previa. Diferencias: {parts}.',
    notSaid: {
      buy: 'Esto compra {token}, y no lo has dicho.',
      sell: 'Esto vende {token}, y no lo has dicho.',
      swap: 'Esto cambia {token}, y no lo has dicho.',
      send: 'Esto envía {token}, y no lo has dicho.',
    },
    reversed: {
      buy: 'Esto compra {token}. Quizá querías lo contrario.',
      sell: 'Esto vende {token}. Quizá querías lo contrario.',
      swap: 'Esto cambia {token}. Quizá querías lo contrario.',
      send: 'Esto envía {token}. Quizá querías lo contrario.',
    },
    bothSides: {
      buy: 'Has hablado de comprar y de vender. Esto compra {token}.',
      sell: 'Has hablado de comprar y de vender. Esto vende {token}.',
      swap: 'Has hablado de comprar y de vender. Esto cambia {token}.',
      send: 'Has hablado de comprar y de vender. Esto envía {token}.',
    },
    aToken: 'un token',
    tokenUnknown: 'Dexter Voice no puede saber de qué token se trata.',
    inputNotNamed: 'No has nombrado {token}, que es con lo que pagarías.',
    outputNotNamed: 'No has nombrado {token}, que es lo que recibirías.',
    alsoSaid: 'También has dicho “{words}”, y esto trata de {token}.',
    longerName: 'Quizá has dicho el nombre de otro token. Este es {token}.',
    namesake: 'Has dicho {token}, y este es otro token con ese nombre.',
    notNamed: 'No has nombrado {token}.',
    nearestName: 'Quizá has dicho {other}. Este es {token}.',
    anAmount: 'una cantidad',
    noAmount: 'Aquí no se dice cuánto.',
    amountNotSaid: 'No has dicho cuánto. Aquí se trata de {amount}.',
    leeway: 'Has dicho “{words}”. Aquí se trata de {amount}.',
    dust: 'Esto vale menos de {usd}. Revisa la cantidad.',
    amountDiffers: 'Has dicho {said}. Aquí se trata de {amount}.',
    amountMissing: 'No has dicho {amount}.',
    walletNotNamed: 'No has nombrado este monedero, o no solo este.',
    walletNotInUse: 'No has nombrado este monedero, y no es el que está en uso.',
    walletUnclear: 'Has hablado de un monedero. Comprueba que es este.',
    walletOther: 'Has dicho “{wallet}”. Esto paga desde otro monedero.',
    recipient: 'Esta dirección no está en lo que has dicho. Revisa cada carácter.',
    negated: 'Quizá has dicho que no se haga.',
    condition: 'Quizá has dicho cuándo o con qué condición. Esto se ejecutaría de inmediato.',
    trial: 'Quizá solo has preguntado cómo quedaría. Esto lo haría.',
    question: 'Quizá solo has preguntado por ello. Esto lo haría.',
    past: 'Quizá hablabas de una operación anterior.',
    takenBack: 'Quizá has cambiado de idea desde entonces.',
    otherQuestion: 'Tu última pregunta fue otra.',
    notOrder: 'Lo último que has dicho no era una orden.',
  },
  differs: {
    input: 'con qué pagas',
    output: 'qué recibes',
    exact: 'qué cantidad es exacta',
    amount: 'la cantidad',
    wallet: 'el monedero',
    slippage: 'el slippage',
  },
  name: {
    hidden: 'El nombre “{name}” contiene caracteres ocultos.',
    mixed: '“{name}” mezcla letras parecidas de alfabetos distintos.',
    notKnown: 'Este no es el {symbol} conocido: tiene otro mint.',
    shared: '{count, plural, one {# token usa} other {# tokens usan}} el símbolo {symbol}. Revisa el mint.',
    sharedVerified:
      '{count, plural, one {# token usa} other {# tokens usan}} el símbolo {symbol}. Este es el verificado.',
  },
  worth: {
    sellPreview: 'la vista previa de venta',
    swapPreview: 'la vista previa del intercambio',
    price: '{symbol} a {price} de {tool}',
    balances: 'los saldos',
    search: 'la búsqueda de tokens',
  },
  look: {
    noToken: 'Aquí están tus saldos, pero Dexter Voice no puede saber de qué token trataba esta operación.',
    holds: 'El monedero tiene ahora {amounts}.',
    ranAll: 'Se ejecutó. {holds}',
    noBefore: '{holds} No se sabe qué tenía antes, así que revisa el historial de tu monedero.',
    didNotRun: 'No se ejecutó: los saldos son los de antes. {holds}',
    ran: 'Se ejecutó: {changes}. {holds}',
    unfitting:
      'Los saldos han cambiado ({changes}), pero no como los habría cambiado esta operación. Revisa tu monedero.',
  },
}
