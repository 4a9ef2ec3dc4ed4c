import { PLATFORM } from '../platform'

/** More characters than any system shows of a notification; Windows refuses a toast of more than 5 kB. */
const LONGEST = 500
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/**
 * The words of a notification as its system takes them for plain text. Linux desktops read markup in the body, links and pictures
 * too (Desktop Notifications Specification, "Markup"), and Electron hands it over as it is.
 */
export function notificationBody(text: string, platform: NodeJS.Platform = PLATFORM): string {
  const characters = [...text.slice(0, 2 * LONGEST + 2)]
  const short = characters.length <= LONGEST ? characters.join('') : `${characters.slice(0, LONGEST - 1).join('')}…`
  return platform === 'linux' ? short.replace(/[&<>]/g, (character) => ENTITIES[character] ?? character) : short
}
