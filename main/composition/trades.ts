import { join } from 'node:path'
import { app, dialog } from 'electron'
import type { ExportFormat } from '../../shared/trade-list'
import { dayOf } from '../../shared/trade-list'
import type { RequestHandlers } from '../bridge/gate'
import type { Parts } from './parts'

const UNREADABLE = 'The trade ledger can’t be read. Check the disk, then open this tab again.'

/** What the panel asks of the trade history. */
export function tradeRequests({
  journals: { history },
  lookAtTrade,
}: Pick<Parts, 'journals' | 'lookAtTrade'>): Pick<
  RequestHandlers,
  'trades.list' | 'trades.get' | 'trades.verify' | 'trades.export' | 'trades.look'
> {
  return {
    'trades.list': (query) => history.ask('list', query),
    'trades.get': ({ seq }) => history.ask('get', { seq }),
    'trades.verify': () =>
      history.ask('verify', undefined).catch(() => ({
        entries: 0,
        since: null,
        newestHash: null,
        broken: null,
        problem: UNREADABLE,
      })),
    'trades.export': ({ format }) => exportTrades(history, format),
    'trades.look': lookAtTrade,
  }
}

const NAMES: Record<ExportFormat, string> = { csv: 'CSV', json: 'JSON' }

async function exportTrades(history: Parts['journals']['history'], format: ExportFormat) {
  const { canceled, filePath } = await dialog.showSaveDialog({
    title: 'Export trades',
    defaultPath: join(app.getPath('documents'), `dexter-trades-${dayOf(Date.now())}.${format}`),
    filters: [{ name: NAMES[format], extensions: [format] }],
  })
  if (canceled || filePath === '') return null
  try {
    const { broken } = await history.ask('export', { to: filePath, format })
    const left =
      broken === null ? '' : ` The ledger is broken at line ${broken.line}: what follows it is not in the file.`
    return { ok: broken === null, message: `Saved as ${filePath}.${left}` }
  } catch (error) {
    const code = error instanceof Error && 'code' in error && error.code !== null ? ` (${String(error.code)})` : ''
    return { ok: false, message: `The file could not be saved${code}. Choose another folder.` }
  }
}
