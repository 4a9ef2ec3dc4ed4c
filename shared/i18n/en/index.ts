import account from './account'
import activity from './activity'
import alerts from './alerts'
import app from './app'
import approval from './approval'
import backends from './backends'
import cards from './cards'
import conversation from './conversation'
import devices from './devices'
import diagnosis from './diagnosis'
import engine from './engine'
import figures from './figures'
import firstRun from './first-run'
import flags from './flags'
import handsFree from './hands-free'
import hotkey from './hotkey'
import hud from './hud'
import money from './money'
import panel from './panel'
import refused from './refused'
import settings from './settings'
import tools from './tools'
import trades from './trades'
import tray from './tray'
import wallets from './wallets'

/**
 * Every sentence of the app, by where it is read, in ICU MessageFormat
 * (unicode-org.github.io/icu/userguide/format_parse/messages). English is written here and complete; `es` and `de` translate
 * it. Write as a product writer would: short, active, "you"; what happened, then what to do, with the name of the button.
 */
const en = {
  account,
  activity,
  alerts,
  app,
  approval,
  backends,
  cards,
  conversation,
  devices,
  diagnosis,
  engine,
  figures,
  firstRun,
  flags,
  handsFree,
  hotkey,
  hud,
  money,
  panel,
  refused,
  settings,
  tools,
  trades,
  tray,
  wallets,
} as const

/** A catalogue of another language: every key of the English one, and nothing else. */
export type Catalogue = Translated<typeof en>
type Translated<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translated<T[K]> }

export default en
