import { createHash } from 'node:crypto'
import { currentLocale } from '../../shared/i18n'

/** What the browser shows when the sign-in has come back to the app. */
export interface FinishPage {
  status: number
  headline: string
  text: string
}

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { display: grid; place-content: center; min-height: 100vh; margin: 0; padding: 0 1.5rem; text-align: center }
h1 { margin: 0 0 .25rem; font-size: 1.5rem }
p { margin: 0; opacity: .75 }
`
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')

/** Nothing of the address goes on: it holds the code of this sign-in. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'connection': 'close',
} as const

/** A page that needs nothing else and runs nothing. What it is given is shown as text, whatever it holds. */
export function renderFinishPage({ headline, text }: FinishPage): string {
  return `<!doctype html>
<html lang="${currentLocale()}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(headline)} – Dexter Voice</title>
<style>${STYLE}</style>
<h1>${escapeHtml(headline)}</h1>
<p>${escapeHtml(text)}</p>
</html>
`
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
