export default {
  preset: {
    dexpaprika:
      'Tokens, pools, operaciones y velas de exchanges descentralizados, también de Solana. Gratis, hasta 15 peticiones por minuto.',
    coinpaprika:
      'Precios, capitalizaciones, volúmenes y velas de monedas y exchanges cotizados. Gratis, con límites compartidos. No indica cuáles de sus herramientas solo leen: desactiva “Solo lectura” para usarlo. Entonces se te preguntará antes de cada llamada.',
    coingecko:
      'Precios, capitalizaciones y pools en cadena. Gratis, con límites compartidos. Si no funciona, desactiva “Solo lectura”. Entonces se te preguntará antes de cada llamada.',
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
