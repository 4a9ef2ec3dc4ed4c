import { t } from './i18n'
import en from './i18n/en'
import { safeLine } from './safe-text'
import { KNOWN_SERVER } from './tool-name'

type KnownTool = keyof typeof en.cards.tool

const isKnown = (name: string): name is KnownTool => Object.hasOwn(en.cards.tool, name)

/** Characters of a name that somebody else chose. */
const LONGEST = 60

/** A tool in human words; one of another server by its own name, made readable, and with whose it is. */
export function toolWords({ server, name }: { server: string; name: string }): string {
  // Functions that the app answers itself have no server.
  if ((server === KNOWN_SERVER || server === '') && isKnown(name)) return t(`cards.tool.${name}`)
  const readable = safeLine(name.replace(/[_-]+/g, ' '), LONGEST) ?? t('cards.unnamedTool')
  const own = readable.charAt(0).toUpperCase() + readable.slice(1)
  if (server === KNOWN_SERVER) return own
  return t('cards.toolOn', { tool: own, server: safeLine(server, LONGEST) ?? t('cards.unnamedServer') })
}
