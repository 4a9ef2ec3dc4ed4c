import type { Catalogue } from '../en'
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

/** Spanish as an app speaks it, with “tú”. One word for one thing: operación (trade), monedero (wallet), registro de operaciones (ledger), tecla para hablar (talk key), aprobar, rechazar, servicio (backend). */
const catalogue: Catalogue = {
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
}

export default catalogue
