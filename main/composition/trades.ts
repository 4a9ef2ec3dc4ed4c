import { join } from 'node:path'
import { app, dialog } from 'electron'
import { t } from '../../shared/i18n'
import type { ExportFormat } from '../../shared/trade-list'
import { dayOf } from '../../shared/trade-list'
import type { RequestHandlers } from '../bridge/gate'
import type { Parts } from './parts'

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
        problem: t('app.ledger.unreadable'),
      })),
    'trades.export': ({ format }) => exportTrades(history, format),
    'trades.look': lookAtTrade,
  }
}

const NAMES: Record<ExportFormat, string> = { csv: 'CSV', json: 'JSON' }

async function exportTrades(history: Parts['journals']['history'], format: ExportFormat) {
  const { canceled, filePath } = await dialog.showSaveDialog({
    title: t('app.export.title'),
    defaultPath: join(app.getPath('documents'), `dexter-trades-${dayOf(Date.now())}.${format}`),
    filters: [{ name: NAMES[format], extensions: [format] }],
  })
  if (canceled || filePath === '') return null
  try {
    const { broken } = await history.ask('export', { to: filePath, format })
    const message =
      broken === null
        ? t('app.export.saved', { file: filePath })
        : t('app.export.savedPart', { file: filePath, line: String(broken.line) })
    return { ok: broken === null, message }
  } catch (error) {
    const code = error instanceof Error && 'code' in error && error.code !== null ? String(error.code) : null
    return { ok: false, message: code === null ? t('app.export.failed') : t('app.export.failedCode', { code }) }
  }
}
