export default {
  preset: {
    dexpaprika:
      'Tokens, pools, operaciones y velas de mercados descentralizados, incluidos los de Solana. Gratis: 15 peticiones por minuto sin clave. Cada llamada debe indicar su motivo.',
    coinpaprika:
      'Precios, capitalizaciones, volúmenes y velas de monedas y mercados. Gratis, con límites compartidos. Ninguna de sus herramientas está marcada como de solo lectura, así que ninguna se ejecuta mientras “Solo lectura” esté activado. Desactívalo y se te preguntará antes de cada llamada.',
    coingecko:
      'Precios, capitalizaciones y pools en cadena. Gratis, con límites compartidos. Si su herramienta no está marcada como de solo lectura, desactiva “Solo lectura” y se te preguntará antes de cada llamada.',
  },
  transcription: {
    noHints: '{host} no acepta idioma ni nombres para la transcripción, así que transcribe sin ellos.',
    noModel:
      '{host} no puede transcribir con {model}. Se te sigue oyendo, pero tus palabras no se muestran. Elige otro modelo de transcripción en Ajustes.',
  },
  shutdown: {
    ends: 'OpenAI retira {model} el {day}.',
    ended: 'OpenAI retiró {model} el {day}.',
    endsChoose: 'OpenAI retira {model} el {day}. Elige {successor} en Ajustes antes de esa fecha.',
    endedChoose: 'OpenAI retiró {model} el {day}. Elige {successor} en Ajustes.',
    endsChooseAny: 'OpenAI retira {model} el {day}. Elige otro modelo en Ajustes antes de esa fecha.',
    endedChooseAny: 'OpenAI retiró {model} el {day}. Elige otro modelo en Ajustes.',
  },
  mayHaveTraded: 'Puede que se haya ejecutado una operación. Revisa tu monedero.',
  mayHaveTradedToo: '{problem} Puede que se haya ejecutado una operación. Revisa tu monedero.',
  arguments: {
    invisible: 'El nombre de un argumento contiene caracteres invisibles.',
    nameAlphabets: 'El nombre “{name}” mezcla letras de alfabetos distintos.',
    tooLarge: '“{name}” es un número demasiado grande.',
    twice: '“{name}” aparece dos veces.',
    negative: '“{name}” es negativo.',
    noAmount: '“{name}” no es una cantidad.',
    unreadable: '“{name}” no se puede leer.',
    noNumber: '“{name}” no es un número.',
    ambiguous: '“{name}” se puede leer de más de una forma.',
    alphabets: '“{name}” mezcla letras de alfabetos distintos.',
    unnamed: 'Un valor',
  },
}
