export default {
  start: {
    failed: 'Dexter Voice no puede iniciarse',
    refusedSwitch:
      'Dexter Voice no acepta la opción “--{name}”. Solo admite unas pocas, porque otras podrían dejar entrar a otros programas. Vuelve a iniciarlo sin esa opción.',
    profileUnwritable:
      'Tus ajustes, conversaciones y registros no se pueden guardar, así que los cambios durarán hasta que salgas. Permite que Dexter Voice escriba en su carpeta de perfil. ({code})',
    noTray:
      'Tu escritorio no muestra iconos en la bandeja. Dexter Voice sigue en marcha cuando cierras esta ventana. Para volver a abrirla, inicia Dexter Voice otra vez.',
    starting: 'Iniciando…',
    startingAgain: 'Iniciando de nuevo…',
  },
  menu: { settings: 'Ajustes…' },
  lost: {
    network: 'La parte que se conecta a internet se detuvo ({reason}) y se ha reiniciado.',
    audio: 'La parte que reproduce y graba el sonido se detuvo ({reason}) y se ha reiniciado.',
    graphics: 'La parte que dibuja las ventanas se detuvo ({reason}) y se ha reiniciado.',
    panel: 'El panel se detuvo ({reason}) y se ha vuelto a abrir.',
    hud: 'La ventana pequeña se detuvo ({reason}) y se ha vuelto a abrir.',
    voice: 'La parte de audio se detuvo ({why}) y se ha reiniciado.',
    panic: 'no se detuvo a tiempo',
    voiceGone: 'La parte de audio de Dexter Voice se ha detenido.',
    askAgain: 'La parte de audio de Dexter Voice se ha detenido. Pregunta de nuevo.',
    mayHaveMoved:
      'La parte de audio de Dexter Voice se ha detenido. Puede que se haya movido dinero y no se conoce el resultado. Revisa tu monedero.',
  },
  failed: 'No ha funcionado. Inténtalo de nuevo.',
  microphoneAllowed: 'El acceso al micrófono está activado. Ya puedes hablar.',
  microphoneAllowedMac:
    'El acceso al micrófono está activado. Ya puedes hablar. Si Dexter Voice no oye nada, sal de la app y vuelve a abrirla.',
  reset: {
    backend: 'Has cambiado de servicio o has modificado sus ajustes.',
    secret: 'Has guardado o quitado una clave.',
    allowed: 'Has permitido enviar una clave a otra dirección.',
    account: 'Tu sesión ha cambiado.',
    forgotten: 'Has quitado todo lo que estaba guardado.',
    practice: 'Has restablecido tu dinero de práctica.',
  },
  autostart: {
    approve:
      'macOS necesita tu aprobación para abrir Dexter Voice al iniciar sesión. Actívalo en Ajustes del Sistema, General, Ítems de inicio.',
    notOn:
      'No se ha podido activar la apertura al iniciar sesión. Actívala en la lista de apps de inicio de tu sistema. ({code})',
    notOff:
      'No se ha podido desactivar la apertura al iniciar sesión. Desactívala en la lista de apps de inicio de tu sistema. ({code})',
    refused: 'el sistema lo ha rechazado',
  },
  applications: {
    question: '¿Mover Dexter Voice a la carpeta Aplicaciones?',
    why: 'Solo desde ahí puede Dexter Voice actualizarse y abrirse al iniciar sesión.',
    move: 'Mover a Aplicaciones',
    dontMove: 'No mover',
    notMoved: 'Dexter Voice no se ha movido. Sal de la app, arrástrala a la carpeta Aplicaciones y ábrela desde ahí.',
    couldNotMove:
      'No se ha podido mover Dexter Voice. Sal de la app, arrástrala a la carpeta Aplicaciones y ábrela desde ahí.',
  },
  update: {
    ready:
      'La versión {version} está lista y se instalará cuando salgas. Para instalarla ahora, elige “Reiniciar para instalar” en el menú de la bandeja o en Ajustes.',
    updated: 'Actualizado a la versión {version}.',
    newest: 'La versión {version} es la más reciente.',
    notHere: 'Esta es la versión {version}. Aquí no se puede actualizar.',
    byHand:
      'Esta es la versión {version}. Se instaló de un modo que no permite actualizarla sola. Instala las versiones nuevas a mano.',
    unsigned:
      'Esta es la versión {version}. Sus actualizaciones aún no están firmadas, así que no puede actualizarse sola. Instala las versiones nuevas a mano.',
    badKey:
      'Esta es la versión {version}. No se puede leer la clave que comprueba sus actualizaciones, así que no puede actualizarse sola. Vuelve a instalar Dexter Voice.',
    older:
      'El servidor de actualizaciones ofrece la versión {offered}, que no es más nueva que la {version}. No se ha instalado nada.',
    notSigned: 'La versión {version} no está firmada por los creadores de Dexter Voice. No se ha instalado.',
    damaged: 'La versión {version} se dañó o se modificó por el camino. No se ha instalado.',
    changedOnDisk: 'La versión {version} se modificó en tu disco después de comprobarla. No se ha instalado.',
    notInstalled:
      'No se ha podido instalar la versión {version}, así que sigues con la {current}. Busca actualizaciones para intentarlo de nuevo.',
    noUpdate: 'El servidor de actualizaciones no ha respondido con una actualización. Inténtalo más tarde.',
    notChecked: 'No se han podido buscar actualizaciones. Revisa tu conexión a internet e inténtalo de nuevo. ({why})',
    readOnlyMac:
      'No se puede instalar la versión {version} porque Dexter Voice está en una carpeta que no se puede modificar. Muévelo a la carpeta Aplicaciones y ábrelo desde ahí.',
    readOnly:
      'No se puede instalar la versión {version} porque Dexter Voice está en una carpeta que no se puede modificar. Muévelo a una carpeta en la que puedas escribir e inícialo desde ahí.',
    noSpace:
      'No se puede instalar la versión {version} porque tu disco está lleno. Libera espacio y elige “Buscar actualizaciones” en Ajustes.',
    noPermissionMac:
      'No se puede instalar la versión {version} porque no tienes permiso para sustituir Dexter Voice. Pídeselo a quien administra este equipo o mueve Dexter Voice a una carpeta tuya.',
    noPermission:
      'No se puede instalar la versión {version} porque no tienes permiso para sustituir Dexter Voice. Instálala a mano o pídeselo a quien administra este equipo.',
  },
  settings: {
    damaged:
      'Tu archivo de ajustes estaba dañado, así que se usan los valores predeterminados. El archivo antiguo se guardó como {file}.',
    damagedInTheWay:
      'Tu archivo de ajustes estaba dañado y no se ha podido mover, así que se usan los valores predeterminados y los cambios no se guardan. Mueve o elimina el archivo y vuelve a iniciar Dexter Voice.',
    newer:
      'Tu archivo de ajustes es de una versión más nueva de Dexter Voice, así que se usan los valores predeterminados. El archivo antiguo se guardó como {file}.',
    newerInTheWay:
      'Tu archivo de ajustes es de una versión más nueva de Dexter Voice y no se ha podido mover, así que se usan los valores predeterminados y los cambios no se guardan. Instala la versión más nueva o elimina el archivo.',
    unread:
      'Algunos ajustes de tu archivo no se han podido leer, así que se usan sus valores predeterminados: {names}. El archivo original se guardó como {file}.',
    unreadInPlace:
      'Algunos ajustes de tu archivo no se han podido leer, así que se usan sus valores predeterminados: {names}. Corrígelos allí antes de cambiar otro ajuste.',
    notSavedInTheWay:
      'El cambio vale hasta que salgas, pero no se guarda porque no se ha podido mover el archivo de ajustes antiguo. Muévelo o elimínalo y vuelve a iniciar Dexter Voice.',
    notSaved: 'El cambio vale hasta que salgas, pero no se ha podido guardar. Revisa tu disco. ({code})',
  },
  usage: {
    damaged:
      'El archivo de uso de hoy estaba dañado, así que lo que has usado hasta ahora no cuenta para tu presupuesto.',
    damagedKept:
      'El archivo de uso de hoy estaba dañado, así que lo que has usado hasta ahora no cuenta para tu presupuesto. El archivo antiguo se guardó como {file}.',
    notSaved:
      'El uso de hoy no se puede guardar, así que tu presupuesto empezará de cero al reiniciar. Revisa tu disco.',
  },
  journal: 'El registro de sesión no se puede guardar, así que durará hasta que salgas. Revisa tu disco.',
  speech: 'Hay demasiada voz esperando respuesta. Lo más antiguo se perdería si la parte de audio se detuviera ahora.',
  ledger: {
    unreadable: 'No se puede leer el registro de operaciones. Revisa tu disco y vuelve a abrir esta pestaña.',
    fault: {
      json: 'no es JSON',
      fields: 'no tiene los campos de una línea del registro',
      number: 'su número es incorrecto',
      order: 'no sigue a la línea anterior',
      arguments: 'sus argumentos se modificaron',
      content: 'su contenido se modificó',
    },
    tampered:
      'El registro de operaciones se modificó o se cortó (línea {line}: {fault}). Se ha guardado como {file} y se ha empezado uno nuevo.',
    changed:
      'Otro programa modificó el registro de operaciones mientras Dexter Voice estaba en marcha. Se ha guardado como {file} y se ha empezado uno nuevo.',
    deleted: 'El registro de operaciones se eliminó mientras Dexter Voice estaba en marcha. Se ha empezado uno nuevo.',
    torn: 'Dexter Voice se detuvo mientras escribía en el registro de operaciones. La última línea, incompleta, nunca contó y se ha quitado.',
    noSpace:
      'El registro de operaciones no se puede guardar, así que no se puede aprobar nada. Libera espacio en tu disco.',
    readOnly:
      'El registro de operaciones no se puede guardar, así que no se puede aprobar nada. Tu disco es de solo lectura.',
    noPermission:
      'El registro de operaciones no se puede guardar, así que no se puede aprobar nada. Permite que Dexter Voice escriba en su carpeta de perfil.',
    notSaved: 'El registro de operaciones no se puede guardar, así que no se puede aprobar nada. Revisa tu disco.',
    savedAgain: 'El registro de operaciones se puede guardar de nuevo y no le falta nada.',
    unknownApp:
      'Dexter Voice se detuvo cuando puede que se estuviera moviendo dinero ({tools}). No se conoce el resultado. Revisa tu monedero.',
    unknownAudio:
      'La parte de audio de Dexter Voice se detuvo cuando puede que se estuviera moviendo dinero ({tools}). No se conoce el resultado. Revisa tu monedero.',
  },
  limits: {
    notSaved: 'Tus límites siguen como estaban porque el registro de operaciones no se puede guardar.',
    overruled:
      'Los límites del archivo de ajustes no son los últimos que guardaste en Dexter Voice, así que no cuentan. Para cambiar tus límites, abre Ajustes.',
    tooLoose:
      'Los límites del archivo de ajustes son menos estrictos que los predeterminados y no se guardaron en Dexter Voice, así que valen los predeterminados. Para cambiar tus límites, abre Ajustes.',
    afterBreak:
      'Tus límites estaban en un registro de operaciones que ya no es de fiar. Hasta que los cambies en Ajustes, vale lo más estricto entre el archivo de ajustes y los valores predeterminados.',
  },
  export: {
    title: 'Exportar operaciones',
    saved: 'Guardado como {file}.',
    savedPart:
      'Guardado como {file}. El registro está roto en la línea {line} y el archivo no contiene nada posterior a ella.',
    failed: 'No se ha podido guardar el archivo. Elige otra carpeta.',
    failedCode: 'No se ha podido guardar el archivo. Elige otra carpeta. ({code})',
  },
}
