import type { Catalogue } from '../en'

export default {
  open: 'Mikrofon offen',
  speak: 'Sprich einfach',
  everything: 'Alles, was du sagst, wird als Frage gesendet.',
  close: 'Mikrofon schließen',
  start: 'Freisprechen: Mikrofon offen lassen',
} satisfies Catalogue['handsFree']
