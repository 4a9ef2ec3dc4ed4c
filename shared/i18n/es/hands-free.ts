import type { Catalogue } from '../en'

export default {
  open: 'Micrófono abierto',
  speak: 'Habla sin más',
  everything: 'Todo lo que digas se envía como pregunta.',
  close: 'Cerrar micrófono',
  start: 'Manos libres: deja el micrófono abierto',
} satisfies Catalogue['handsFree']
