export default {
  tls: 'La conexión segura con {host} no es de fiar. Revisa la fecha y la hora de este equipo y la dirección en Ajustes.',
  offline: 'No se encuentra {host}. Revisa tu conexión a internet.',
  unreachable: 'No se puede contactar con {host}. Inténtalo de nuevo en un momento.',
  tooLarge: '{host} ha enviado demasiados datos. Revisa su dirección en Ajustes.',
  timeout:
    '{seconds, plural, one {{host} no ha respondido en # segundo.} other {{host} no ha respondido en # segundos.}}',
  redirected: '{host} redirige a otra dirección. Revisa su dirección en Ajustes.',
  empty: '{host} ha enviado una respuesta vacía. Inténtalo de nuevo.',
  webPage: '{host} ha enviado una página web en lugar de datos. Revisa su dirección en Ajustes.',
  unreadable: '{host} ha enviado una respuesta que no se puede leer. Revisa su dirección en Ajustes.',
  badSession: '{host} ha enviado una sesión que Dexter Voice no puede leer. Revisa su dirección en Ajustes.',
  badWalletList: '{host} ha enviado una lista de monederos que Dexter Voice no puede leer.',
  quoting: '{sentence} Dice: {said}',
  unauthorized: '{host} no acepta tu clave o tu sesión. Introduce la clave de nuevo o vuelve a iniciar sesión.',
  forbidden: {
    session: '{host} no permite que esta cuenta abra una sesión.',
    walletList: '{host} no permite que esta cuenta vea sus monederos.',
    transactionStatus: '{host} no te permite consultar transacciones.',
  },
  notFound: {
    session: '{host} no tiene sesiones en esta dirección. Revisa su dirección en Ajustes.',
    walletList: '{host} no tiene una lista de monederos en esta dirección. Revisa su dirección en Ajustes.',
    transactionStatus: '{host} no puede consultar transacciones en esta dirección. Revisa su dirección en Ajustes.',
  },
  slowDown: '{host} está ocupado. Espera un momento e inténtalo de nuevo.',
  wait: '{seconds, plural, one {{host} está ocupado. Inténtalo de nuevo en # segundo.} other {{host} está ocupado. Inténtalo de nuevo en # segundos.}}',
  trouble: '{host} tiene problemas (error {status}). Inténtalo más tarde.',
  troubleWait:
    '{seconds, plural, one {{host} tiene problemas (error {status}). Inténtalo de nuevo en # segundo.} other {{host} tiene problemas (error {status}). Inténtalo de nuevo en # segundos.}}',
  refused: {
    session: '{host} se ha negado a abrir una sesión (error {status}).',
    walletList: '{host} se ha negado a dar la lista de tus monederos (error {status}).',
    transactionStatus: '{host} se ha negado a consultar la transacción (error {status}).',
  },
  signInEnded: 'Tu sesión en {host} ha caducado. Puedes mirar, pero no operar, hasta que inicies sesión de nuevo.',
  signInRefused: '{host} no acepta tu sesión. Puedes mirar, pero no operar, hasta que inicies sesión de nuevo.',
  mcp: {
    leftOut: 'Las herramientas de {server} no están disponibles. {why}',
    noHeader: 'Introduce el valor de su cabecera {header} en Ajustes.',
    badHeader: 'Su cabecera {header} contiene caracteres que no se pueden enviar. Introdúcela de nuevo en Ajustes.',
    noKeychain: 'Su clave está en tu llavero, que no se puede leer. Desbloquéalo e inténtalo de nuevo.',
  },
  openai: {
    noKeychain: 'No se puede leer tu llavero. Desbloquéalo o introduce tu clave de OpenAI en Ajustes.',
    noKey: 'Introduce tu clave de OpenAI en Ajustes para hablar con OpenAI.',
  },
  practice: {
    note: 'Práctica: los precios, las retransmisiones y los monederos se simulan en este equipo.',
    slow: 'La práctica ha tardado demasiado en iniciarse. Inténtalo de nuevo.',
    ended: 'La práctica se ha detenido de forma inesperada. Inténtalo de nuevo.',
    notStarted: 'La práctica no ha podido iniciarse. Sal de Dexter Voice y vuelve a abrirlo.',
    startsLater: 'La práctica se inicia con tu primera pregunta.',
    stopped: 'La práctica se ha detenido. Tu próxima pregunta la inicia de nuevo.',
    noVoice: 'No se ha podido cargar la voz de práctica. Sal de Dexter Voice y vuelve a abrirlo. ({why})',
    moneyNotRemoved:
      'No se ha podido restablecer tu dinero de práctica. Cierra los programas que usan su archivo e inténtalo de nuevo. ({why})',
    moneyDamaged: 'No se ha podido leer tu dinero de práctica, así que empiezas con dinero nuevo.',
    moneyDamagedKept:
      'No se ha podido leer tu dinero de práctica, así que empiezas con dinero nuevo. El archivo dañado se guardó como {file}.',
    moneyNotSaved: 'No se ha podido guardar tu dinero de práctica. Lo conservas hasta que salgas. ({why})',
  },
  rpc: {
    notRpc: '{host} no responde como un servidor RPC de Solana. Revisa su dirección en Ajustes.',
    refused: '{host} se ha negado a consultar la transacción (error {code}).',
  },
  look: {
    elsewhere:
      'Hiciste esta operación con otro servicio. Cambia a él en “Responde” o introduce la dirección de un servidor RPC de Solana en Ajustes y vuelve a consultar.',
    asked: 'Revisando tu monedero. La respuesta aparecerá en la conversación.',
    gone: 'Esta operación ya no está en el registro.',
    known: 'El resultado de esta operación ya se conoce.',
    unsaved: '{found} El registro de operaciones no se puede guardar, así que aún no consta.',
    nothing:
      'El servidor RPC no conoce esta transacción. Puede que nunca llegara a la cadena o que sea demasiado antigua para este servidor.',
    failed: 'La transacción falló en la cadena, así que no se operó nada (slot {slot}).',
    processed:
      'La cadena ha visto la transacción, pero no la ha confirmado (slot {slot}). Vuelve a consultar en un minuto.',
    wentThrough: 'La transacción se ejecutó (slot {slot}, {state}).',
  },
}
