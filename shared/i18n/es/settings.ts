export default {
  search: 'Buscar ajustes',
  found: '{count, plural, =0 {Ningún ajuste coincide con “{query}”.} one {# ajuste} other {# ajustes}}',
  sections: 'Secciones de los ajustes',
  advanced: 'Avanzado',
  save: 'Guardar',
  add: 'Añadir',
  remove: 'Quitar',
  cancel: 'Cancelar',
  default: 'Predeterminado',
  noLimit: 'Sin límite',
  other: 'Otro…',
  otherName: '{setting}: otro',
  notSaved: 'No se ha podido guardar. Inténtalo de nuevo.',
  failed: 'No ha funcionado. Inténtalo de nuevo.',

  group: {
    voice: 'Voz',
    key: 'Tecla',
    account: 'Cuenta y monederos',
    trading: 'Operaciones',
    answers: 'Respuestas',
    privacy: 'Privacidad',
    app: 'Aplicación',
  },
  part: {
    handsFree: 'Manos libres',
    limits: 'Límites',
    outcomes: 'Resultados desconocidos',
    tools: 'Herramientas (servidores MCP)',
    spending: 'Gasto',
    updates: 'Actualizaciones',
  },

  detection: {
    snappy: 'Ágil: pausas cortas',
    balanced: 'Equilibrado',
    patient: 'Paciente: pausas largas',
    dexter: 'Como en la web de Dexter',
    semantic: 'Por lo que dices',
    own: 'Personalizado',
  },
  eagerness: { auto: 'Automática', low: 'Esperar más', medium: 'Media', high: 'Cuanto antes' },

  field: {
    detection: {
      label: 'Fin de la pregunta',
      hint: 'Con el micrófono abierto, decide cuándo has terminado.',
      also: 'vad pausa silencio micrófono abierto manos libres',
    },
    eagerness: {
      label: 'Rapidez de respuesta',
      hint: 'El modelo juzga por tus palabras si has terminado.',
      also: 'vad semántico',
    },
    threshold: {
      label: 'Claridad mínima de la voz',
      hint: 'De 0,2 a 0,98. Un valor más alto ignora más ruido.',
      also: 'vad umbral',
    },
    prefixMs: {
      label: 'Audio anterior a la voz',
      hint: 'En milisegundos, para no cortar el primer sonido.',
      also: 'vad prefijo',
    },
    silenceMs: { label: 'Pausa que termina la pregunta', hint: 'En milisegundos.', also: 'vad silencio' },
    idleMinutes: { label: 'Cerrar el micrófono si nadie habla', hint: 'En minutos.', also: 'tiempo inactividad' },
    gate: {
      label: 'No enviar nada en silencio',
      hint: 'Solo se envía lo que supera el ruido de la sala. Desactívalo si hablas muy bajo.',
      also: 'puerta silencio coste',
    },
    muted: {
      label: 'Silenciar respuestas',
      hint: 'Las respuestas aparecen en pantalla sin sonido.',
      also: 'mudo silencio callar sonido',
    },
    volume: { label: 'Volumen', hint: 'De las respuestas y los sonidos.', also: 'alto bajo sonido' },
    speakTyped: {
      label: 'Leer en voz alta las respuestas a preguntas escritas',
      hint: 'Si está desactivado, lo que escribes se responde por escrito.',
      also: 'teclado texto hablar',
    },
    earcons: {
      label: 'Sonidos',
      hint: 'Tonos breves al activarse o apagarse el micrófono y cuando algo falla.',
      also: 'tono pitido notificación',
    },
    voice: { label: 'Voz', hint: 'La voz que te responde.', also: 'locutor sonido' },
    speed: {
      label: 'Velocidad de la voz',
      hint: 'A qué ritmo se dicen las respuestas.',
      also: 'ritmo rápido lento',
    },
    warm: {
      label: 'Mantener el micrófono abierto',
      hint: 'Después de hablar, para que tu próxima pregunta empiece antes. Con la tecla suelta no se envía nada.',
      also: 'abierto latencia espera',
    },
    noise: {
      label: 'Reducción de ruido',
      hint: 'Auriculares es para un micrófono cerca de tu boca; Sala, para uno más lejano.',
      also: 'fondo filtro supresión',
    },
    noiseStrength: {
      label: 'Intensidad de la reducción de ruido',
      hint: 'De 0 a 1. El valor predeterminado de OpenAI es 1.',
      also: 'fondo filtro',
    },
    language: {
      label: 'Idioma que hablas',
      hint: 'Automático lo detecta en cada pregunta.',
      also: 'transcripción reconocimiento',
    },
    keywords: {
      label: 'Nombres y símbolos',
      hint: 'Separados por comas, para que se escriban bien. Los tokens que muestran tus herramientas se añaden solos.',
      also: 'palabras clave ortografía transcripción',
    },
    transcriptionModel: {
      label: 'Modelo de transcripción',
      hint: 'Pone por escrito lo que dices. Se cobra aparte de la respuesta.',
      also: 'voz a texto whisper',
    },
    transcriptionDelay: {
      label: 'Retraso de la transcripción',
      hint: 'Con más retraso hay menos errores, pero tus palabras aparecen más tarde.',
      also: 'voz a texto latencia',
    },

    talkKey: { label: 'Tecla para hablar', also: 'atajo pulsar para hablar' },
    anyKey: {
      label: 'Cualquier otra tecla',
      hint: 'Pulsa una tecla, una combinación, un botón del ratón, una tecla multimedia o un pedal, y mira lo que oye Dexter Voice.',
      also: 'atajo combinación ratón pedal',
    },
    talkMode: {
      label: 'Qué hace la tecla',
      hint: 'Mientras una operación te espera, la tecla siempre funciona como Mantener.',
      also: 'modo mantener tocar auto',
    },
    doubleTap: {
      label: 'Dos toques para manos libres',
      hint: 'Toca dos veces la tecla para dejar abierto el micrófono, y otras dos para cerrarlo.',
      also: 'doble toque manos libres',
    },
    keyHandsFree: {
      label: 'Tecla de manos libres',
      hint: 'Abre o cierra el micrófono en cualquier app.',
      also: 'atajo micrófono abierto',
    },
    keyPanic: {
      label: 'Tecla para detener todo',
      hint: 'Cierra el micrófono, silencia la respuesta y rechaza las operaciones que esperan. Funciona en todo momento.',
      also: 'pánico emergencia',
    },
    keyPanel: {
      label: 'Tecla para abrir el panel',
      hint: 'Trae esta ventana al frente.',
      also: 'atajo ventana',
    },
    tail: {
      label: 'Seguir grabando al soltar',
      hint: 'Para que no se corte tu última palabra.',
      also: 'cola retraso final milisegundos',
    },

    apiKey: { label: 'Clave de API', also: 'OpenAI secreto token credenciales sk' },

    approvalSeconds: {
      label: 'Segundos para aprobar',
      hint: 'De 15 a 120. Empiezan cuando una operación está a la vista y nadie habla.',
      also: 'tiempo caducar confirmación',
    },
    rpcUrl: {
      label: 'Dirección RPC de Solana',
      hint: 'Solo se consulta cuando pulsas “Ver qué ha sido de ella”. El servidor conoce entonces la firma de esa transacción y tu dirección IP. Déjala vacía para no consultar ningún servidor.',
      also: 'nodo transacción firma',
    },

    backend: { label: 'Responde', also: 'servicio proveedor práctica OpenAI Dexter' },
    model: {
      label: 'Modelo',
      hint: 'Te escucha y responde.',
      also: 'gpt realtime IA',
    },
    instructions: {
      label: 'Instrucciones',
      hint: 'Cómo debe responder el modelo. Déjalas vacías para respuestas breves solo con cifras de las herramientas.',
      also: 'prompt sistema personalidad',
    },
    effort: {
      label: 'Esfuerzo de razonamiento',
      hint: 'Más esfuerzo da mejores respuestas, pero tardan y cuestan más.',
      also: 'pensar',
    },
    longest: {
      label: 'Respuesta más larga',
      hint: 'En tokens, hasta 4096. Un segundo de voz ocupa unos 20.',
      also: 'máximo salida longitud',
    },
    dollarsPerDay: {
      label: 'Dólares al día',
      hint: 'Deja de enviar preguntas al llegar a esta cantidad. Vacío: sin límite.',
      also: 'presupuesto coste gastar dinero límite',
    },
    tokensPerDay: {
      label: 'Tokens al día',
      hint: 'Deja de enviar preguntas tras estos tokens, cuesten lo que cuesten. Vacío: sin límite.',
      also: 'presupuesto uso límite',
    },

    voiceAlerts: {
      label: 'Crear alertas de precio por voz',
      hint: 'Di “Avísame cuando SOL pase de 250”.',
      also: 'herramientas lista de seguimiento avisar',
    },
    priceLook: {
      label: 'Comprobar los precios cada',
      hint: 'Por cada token con una alerta o en tu lista de seguimiento. Si no hay ninguno, no se comprueba nada.',
      also: 'alertas intervalo lista de seguimiento',
    },
    keepConversation: {
      label: 'Conservar la conversación',
      hint: 'Solo en este equipo.',
      also: 'historial borrar eliminar exportar días',
    },
    shareTrades: {
      label: 'Responder preguntas sobre mis operaciones',
      also: 'historial últimas operaciones privacidad',
    },

    uiLanguage: {
      label: 'Idioma',
      hint: 'Para todo lo que lees en la app.',
      also: 'traducción English Español Deutsch',
    },
    smallWindow: {
      label: 'Ventana pequeña',
      hint: 'Muestra lo que Dexter Voice oye y dice, por encima de tus otras aplicaciones. Desactivada, aparece solo para una operación que te necesita y para una respuesta que no se sostiene.',
      also: 'superposición HUD flotante',
    },
    theme: {
      label: 'Tema',
      hint: 'Para esta ventana y la ventana pequeña.',
      also: 'apariencia oscuro claro modo colores',
    },
    backgroundNews: {
      label: 'Avisarme en segundo plano',
      hint: 'Mientras usas otra app: una operación que te espera, una respuesta escrita, una conexión perdida. Automático lo hace cuando usas un lector de pantalla.',
      also: 'notificaciones accesibilidad lector de pantalla VoiceOver NVDA JAWS Orca Narrador anunciar',
    },
    textScale: { label: 'Tamaño del texto', also: 'zoom letra grande pequeño accesibilidad' },
    startAtLogin: {
      label: 'Abrir al iniciar sesión en el equipo',
      hint: 'Dexter Voice está listo para la tecla para hablar desde el principio.',
      also: 'arranque automático inicio',
    },
    startHidden: { label: 'Abrir sin ventana', also: 'oculto bandeja segundo plano inicio' },
    updates: {
      label: 'Actualizar automáticamente',
      hint: 'Se descarga en segundo plano y se instala cuando sales.',
      also: 'versión mejorar',
    },
    updateChannel: {
      label: 'Versiones',
      hint: 'Las versiones preliminares pueden ser menos estables.',
      also: 'beta canal preliminar',
    },

    url: { label: 'Dirección', hint: 'Donde se abren las sesiones.', also: 'url servidor proxy API' },
    realtimeUrl: {
      label: 'Dirección en tiempo real',
      hint: 'Adonde se envía tu voz. Déjala vacía para usar el mismo servidor.',
      also: 'url websocket proxy',
    },
    dexterRealtimeUrl: {
      label: 'Dirección en tiempo real',
      hint: 'Adonde se envía tu voz. Déjala vacía para usar la que indique la sesión.',
      also: 'url servidor websocket',
    },
    dexterUrl: { label: 'Dirección', hint: 'Donde está la API de Dexter.', also: 'url servidor' },
    issuer: {
      label: 'Emisor',
      hint: 'Un proveedor OpenID que publica sus propias direcciones. Déjalo vacío para usar las de abajo.',
      also: 'OAuth OIDC inicio de sesión',
    },
    authorizationEndpoint: {
      label: 'Dirección de autorización',
      hint: 'Donde tu navegador inicia sesión. Déjala vacía para usar la de Dexter.',
      also: 'OAuth inicio de sesión endpoint',
    },
    tokenEndpoint: {
      label: 'Dirección de tokens',
      hint: 'Donde un inicio de sesión se canjea por tokens. Déjala vacía para usar la de Dexter.',
      also: 'OAuth inicio de sesión endpoint',
    },
    userinfoEndpoint: {
      label: 'Dirección de datos del usuario',
      hint: 'De donde vienen tu nombre y tu correo. Déjala vacía para usar la de Dexter.',
      also: 'OAuth inicio de sesión endpoint',
    },
    clientId: { label: 'ID de cliente', hint: 'Cómo conoce el proveedor a esta app.', also: 'OAuth inicio de sesión' },
    scope: {
      label: 'Permisos (scope)',
      hint: 'Lo que pide un inicio de sesión, con los nombres del proveedor.',
      also: 'OAuth alcance',
    },
  },

  talkMode: {
    hold: 'Mantener: habla mientras está pulsada',
    tap: 'Tocar: una vez para hablar, otra para enviar',
    auto: 'Auto: tocar o mantener',
  },
  keys: {
    title: 'Elige una tecla: {action}',
    press: 'Pulsa la tecla o el botón que quieras y mantenlo un momento.',
    waiting: 'Esperando una tecla…',
    down: 'Pulsada…',
    held: 'Soltada a los {time}',
    unknown: 'Dexter Voice ve esta tecla, pero no la distingue de otras. Elige otra.',
    private:
      'Mientras esto está abierto, ninguna tecla hace nada más en Dexter Voice. No se mira lo que escribes en otras ventanas.',
    again: 'Probar otra vez',
    use: 'Usar esta tecla',
    choose: 'Elegir…',
    remove: 'Quitar',
    chooseOf: 'Elegir: {action}',
    removeOf: 'Quitar: {action}',
    byDesktop: 'Tu escritorio reparte las teclas: elige esta en sus ajustes.',
    unseen: 'Aquí todavía no se ven las teclas.',
  },
  talkKey: {
    default: 'Predeterminada ({key})',
    hint: 'Funciona en todas las apps, así que elige una tecla que no escriba nada.',
    hintWindows:
      'Funciona en todas las apps, así que elige una tecla que no escriba nada. Mientras un programa ejecutado como administrador está delante, Windows oculta la tecla: haz clic antes en otra ventana.',
    given:
      'Tu escritorio ha asignado {key}. Para cambiarla, abre los ajustes de tu escritorio. Lo que elijas aquí es solo una sugerencia.',
  },
  seconds: '{seconds, number} s',
  tailOff: 'Parar al momento',
  warm: {
    off: 'Solo mientras hablas',
    seconds: '{seconds, plural, one {# segundo} other {# segundos}}',
    minutes: '{minutes, plural, one {# minuto} other {# minutos}}',
    always: 'Siempre',
  },
  keep: { session: 'Hasta que salga', days: '{days, plural, one {# día} other {# días}}', always: 'Siempre' },
  speed: { usual: 'Normal', times: '{times}×' },
  noise: { near_field: 'Auriculares', far_field: 'Sala', off: 'Desactivada' },
  automatic: 'Automático',
  delay: { minimal: 'El menor', low: 'Corto', medium: 'Medio', high: 'Largo', xhigh: 'El mayor' },
  effort: { minimal: 'Mínimo', low: 'Bajo', medium: 'Medio', high: 'Alto', xhigh: 'Máximo' },
  effortUnsupported: '{model} no lo admite, así que no se envía. gpt-realtime-2 y posteriores sí.',
  builtIn: 'De fábrica',

  backend: { practice: 'Práctica', openai: 'OpenAI', dexter: 'Dexter' },
  backendHint: {
    practice: 'Funciona en este equipo, sin conexión. Los precios son simulados y el dinero también.',
    openai: 'Usas tu propia clave de API y pagas a OpenAI lo que consumes.',
    dexter: 'El servicio en línea de Dexter.',
  },
  useSuccessor: 'Usar {model}',

  shareTrades: {
    practice:
      'Te permite preguntar “¿Qué acabo de comprar?”. La práctica funciona en este equipo, así que nadie más conoce tus operaciones.',
    openai:
      'Te permite preguntar “¿Qué acabo de comprar?”. Cuando el modelo las consulta, OpenAI recibe hasta 20 de tus últimas operaciones hechas con OpenAI: lo que dijiste, cantidades, tokens, horas, monedero, destinatario y firma.',
  },

  app: {
    system: 'Sistema',
    themeLight: 'Claro',
    themeDark: 'Oscuro',
    textSize: '{scale, number, percent}',
    automatic: 'Automático',
    on: 'Activado',
    off: 'Desactivado',
    textSizeDefault: 'Predeterminado',
    ctrl: 'Ctrl',
    textSizeHint: 'O pulsa {key} y +, − o 0.',
    hidden: 'Al iniciar sesión solo aparece el icono de la bandeja. La tecla para hablar funciona igual.',
    hiddenWithoutTray:
      'Tu escritorio no muestra iconos en la bandeja: para abrir la ventana, inicia Dexter Voice otra vez. La tecla para hablar funciona igual.',
    channelLatest: 'Finales',
    channelBeta: 'Finales y preliminares',
    version: 'Versión',
    checkUpdates: 'Buscar actualizaciones',
    checking: 'Buscando…',
    checkFailed: 'No se han podido buscar actualizaciones. Inténtalo de nuevo.',
    restart: 'Reiniciar para instalar',
    ready: 'La versión {version} está lista. Se instalará cuando salgas.',
  },

  account: {
    label: 'Cuenta',
    also: 'iniciar sesión cerrar sesión entrar salir OAuth',
    signedIn: 'Sesión iniciada como <b>{name}</b>',
    signingIn: 'Esperando a tu navegador…',
    signedOut: 'Sesión no iniciada',
    signIn: 'Iniciar sesión',
    signInUntilQuit: 'Iniciar sesión hasta que salga',
    signOut: 'Cerrar sesión',
    cancel: 'Cancelar',
    finish: 'Termina en tu navegador. Seguiremos automáticamente.',
    demo: 'Iniciar sesión abre tu navegador. Sin iniciar sesión tienes una demo de solo lectura.',
    demoAt:
      'Iniciar sesión abre tu navegador. Sin iniciar sesión tienes una demo de solo lectura. Tu sesión se usará en {places}.',
    untilQuit:
      'Tu sesión no se puede guardar en este equipo. Aun así puedes iniciar sesión, pero solo hasta que salgas.',
    untilQuitAt:
      'Tu sesión no se puede guardar en este equipo. Aun así puedes iniciar sesión, pero solo hasta que salgas. Tu sesión se usará en {places}.',
    inKeychain: 'Tu sesión está guardada en el llavero del sistema.',
    untilQuitOnly: 'Tu sesión sigue abierta hasta que salgas, porque este equipo no tiene llavero.',
  },
  practice: {
    label: 'Dinero de práctica',
    hint: 'Tus monederos simulados conservan sus saldos cuando sales.',
    also: 'simulado monedero saldo restablecer',
    reset: 'Restablecer dinero de práctica',
    resetting: 'Restableciendo…',
    question: '¿Restablecer tu dinero de práctica?',
    warning:
      'Cada monedero simulado vuelve a su saldo inicial y se descarta cualquier operación que espere tu aprobación. Tu historial de operaciones se conserva. No se puede deshacer.',
    done: 'Tus monederos simulados han vuelto a su saldo inicial.',
    unknown:
      'Dexter Voice no ha respondido, así que tu dinero de práctica puede haberse restablecido o no. Pregunta por tus saldos o inténtalo de nuevo.',
  },
  credentials: {
    label: 'Credenciales guardadas',
    hint: 'Tu inicio de sesión, tus claves de API y tus tokens en el llavero del sistema.',
    also: 'olvidar todo borrar llavero claves tokens secretos cerrar sesión',
    remove: 'Quitar todas',
    removing: 'Quitando…',
    question: '¿Quitar todas las credenciales guardadas?',
    warning:
      'Se cerrará tu sesión y se quitarán de tu llavero todas las claves y tokens de Dexter Voice. No se puede deshacer.',
    unknown: 'Dexter Voice no ha respondido, así que puede que aún queden credenciales guardadas. Inténtalo de nuevo.',
  },
  openDialog: '{action}…',

  secret: {
    inKeychain: 'Guardada en el llavero del sistema. No se vuelve a mostrar.',
    untilQuit: 'Guardada hasta que salgas. No se vuelve a mostrar.',
    none: 'Va al llavero del sistema y no se vuelve a mostrar. Solo se envía a {places}.',
    replacing:
      'Guardada en el llavero del sistema. No se vuelve a mostrar. Lo que introduzcas solo se envía a {places}.',
    replacingUntilQuit:
      'Guardada hasta que salgas. No se vuelve a mostrar. Lo que introduzcas solo se envía a {places}.',
    replace: 'Sustituirla…',
    saved: 'Guardada.',
    savedUntilQuit: 'Guardada hasta que salgas.',
    removed: 'Quitada.',
    saveUntilQuit: 'Guardar hasta que salga',
    keyPlaceholder: 'sk-…',
  },

  alerts: { also: 'precio lista de seguimiento avisar por encima por debajo porcentaje' },

  limit: {
    usdPerTrade: {
      label: 'Dólares por operación',
      hint: 'Una operación de más valor no se puede aprobar.',
      also: 'máximo cantidad USD tamaño',
      off: '¿Desactivar el límite de {value} por operación? Podrías aprobar cualquier cantidad.',
    },
    usdPerDay: {
      label: 'Dólares en 24 horas',
      hint: 'Todas las operaciones juntas, con todos los monederos.',
      also: 'diario máximo USD volumen',
      off: '¿Desactivar el límite de {value} en 24 horas? Podrías aprobar cualquier número de operaciones.',
    },
    usdPerTokenAndDay: {
      label: 'Dólares por token en 24 horas',
      hint: 'Todas las operaciones de un token juntas.',
      also: 'diario máximo USD concentración',
      off: '¿Desactivar el límite de {value} por token? Todo tu dinero podría ir a un solo token.',
    },
    slippagePct: {
      label: 'Deslizamiento (slippage) máximo',
      hint: 'Cuánto puede moverse el precio en tu contra antes de que la operación falle.',
      also: 'máximo porcentaje precio tolerancia',
      off: '¿Desactivar el límite de {value} de slippage? Podrías recibir mucho menos de lo cotizado.',
    },
    impactPct: {
      label: 'Impacto máximo en el precio',
      hint: 'Cuánto puede mover el precio en tu contra tu propia operación.',
      also: 'máximo porcentaje',
      off: '¿Desactivar el límite de {value} de impacto en el precio? Una operación podría costarte mucho más que su comisión.',
    },
    unverifiedTokens: {
      label: 'Tokens sin verificar',
      hint: 'Tokens que no están en la lista de Dexter Voice.',
      also: 'desconocido mint estafa aprobar',
    },
    newRecipients: {
      label: 'Destinatarios nuevos',
      hint: 'Direcciones a las que no has enviado nada antes.',
      also: 'enviar transferir dirección aprobar',
    },
    marked: {
      label: 'Operaciones que no coinciden con lo que has dicho',
      hint: 'Cada diferencia se marca en la tarjeta.',
      also: 'marcas aviso aprobar',
    },
    losses: {
      label: 'Pausa tras pérdidas',
      hint: 'Tras este número de operaciones con pérdidas, no se puede aprobar nada durante un tiempo.',
      also: 'parar descanso espera',
      off: '¿Desactivar la pausa tras {value}? Podrías seguir operando por mucho que pierdas.',
    },
    trades: {
      label: 'Pausa tras operaciones',
      hint: 'Tras este número de operaciones, no se puede aprobar nada durante un tiempo.',
      also: 'parar descanso espera exceso',
      off: '¿Desactivar la pausa tras {value}? Podrías operar tan a menudo como quieras.',
    },
    minutes: {
      label: 'Minutos que se tienen en cuenta',
      hint: 'Las pérdidas y operaciones se cuentan durante este tiempo. Puedes seguir cuando las más antiguas queden fuera.',
      also: 'pausa ventana',
    },
  },
  limits: {
    changed: '{hint} Modificado: lo predeterminado es {default}.',
    changedChoice: '{hint} Modificado: lo predeterminado es “{default}”.',
    noLimit: 'sin límite',
    never: 'Sin pausa',
    offFor: '{none}: {setting}',
    losses: '{count, plural, one {# pérdida} other {# pérdidas}}',
    trades: '{count, plural, one {# operación} other {# operaciones}}',
    minutes: '{count, plural, one {# minuto} other {# minutos}}',
    seconds: '{count, plural, one {# segundo} other {# segundos}}',
    caution: { never: 'Nunca', button: 'Solo con el botón', key: 'Como otras operaciones' },
    question: '¿Desactivar este límite?',
    turnOff: 'Desactivar',
    keep: 'Conservar',
  },

  spending: {
    used: 'Consumo de hoy',
    unpriced: 'precio desconocido para {used}',
    source: 'Según {prices}.',
    priceOf: 'Precio de {model}',
    perTokens: 'En dólares por millón de tokens, entrada / salida.',
    perMinute: 'En dólares por minuto de tu voz.',
    unknown:
      'Dexter Voice no conoce el precio de {models}, así que no puede respetar tu presupuesto. Introduce el precio arriba o limita los tokens al día. Hasta entonces no se envían preguntas.',
    also: 'coste modelo precio',
  },

  tools: {
    none: 'Aún no hay servidores, así que las respuestas llegan sin herramientas. Añade uno por su dirección o elige uno abajo.',
    also: 'MCP servidor herramientas portador cabecera',
    rights: {
      readOnly: 'Solo lectura',
      writes: 'Puede hacer más que leer',
      all: 'todas las herramientas',
      some: '{count, plural, one {# herramienta} other {# herramientas}}',
      bearer: 'clave de portador guardada',
      noBearer: 'sin clave de portador',
      header: 'cabecera {name}',
      headers: '{count, plural, one {# cabecera} other {# cabeceras}}',
    },
    readOnly: {
      label: 'Solo lectura',
      hint: 'Activado, solo se ejecutan las herramientas que el servidor marca como de solo lectura. Desactivado, las demás te preguntan antes.',
    },
    allowed: {
      label: 'Herramientas permitidas',
      hint: 'Nombres separados por comas. Vacío: se permiten todas.',
      all: 'Todas',
    },
    bearer: 'Clave de portador (bearer token)',
    bearerPlaceholder: 'Solo si el servidor la pide',
    headerValue: 'Cabecera {name}',
    headerPlaceholder: 'Valor',
    removeHeader: 'Quitar cabecera',
    removeHeaderOf: 'Quitar la cabecera {name} de {server}',
    addHeader: 'Añadir una cabecera',
    addHeaderHint: 'Para un servidor que espera su clave en una cabecera propia. El valor lo introduces después.',
    headerListed: 'Esta cabecera ya está en la lista.',
    add: 'Añadir un servidor',
    addHint:
      'Lo llama OpenAI, así que debe ser accesible desde internet. Los servidores nuevos empiezan en solo lectura.',
    addNamed: 'Añadir {server}',
    listed: 'Este servidor ya está en la lista.',
    remove: 'Quitar servidor',
    removeNamed: 'Quitar {server}',
    removeQuestion: '¿Quitar {server}?',
    removeWarning: {
      bearer: 'Su clave de portador se quita con él. No se puede deshacer.',
      headers: 'Sus cabeceras se quitan con él. No se puede deshacer.',
      both: 'Su clave de portador y sus cabeceras se quitan con él. No se puede deshacer.',
    },
    notRemoved: 'No se ha podido quitar. Inténtalo de nuevo.',
  },
}
