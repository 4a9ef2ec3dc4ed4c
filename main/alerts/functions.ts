import { t } from '../../shared/i18n'
import type { Done } from '../../shared/ipc'
import { parseJson } from '../../shared/json-text'
import {
  type AlertFunctionName,
  CancelPriceAlertInputSchema,
  SetPriceAlertInputSchema,
  toldAlert,
} from '../../shared/session-functions'
import type { Alerts } from './alerts'

/**
 * What the session's model is answered: JSON, in English, whatever the app is in. `problem` is why nothing was done, as the
 * trader reads it.
 */
export interface FunctionReply {
  ok: boolean
  output: string
  problem: string | null
}

/** Answers the functions about price alerts that a session offers. Never rejects; looks at a price where one is set. */
export function createAlertFunctions(alerts: Pick<Alerts, 'state' | 'set' | 'cancel'>) {
  const done = (output: unknown): FunctionReply => ({
    ok: true,
    output: JSON.stringify(output),
    problem: null,
  })
  const refused = (error: string, message: string, problem: string): FunctionReply => ({
    ok: false,
    output: JSON.stringify({ error, message }),
    problem,
  })

  const set = async (args: unknown): Promise<FunctionReply> => {
    const wish = SetPriceAlertInputSchema.safeParse(args)
    if (!wish.success) {
      const [issue] = wish.error.issues
      // A model mends its call by the schema's words; the trader reads none of them.
      const problem = issue?.path[0] === 'token' ? t('alerts.problem.badToken') : t('alerts.problem.badValue')
      return refused('invalid_arguments', issue?.message ?? 'Arguments of another shape.', problem)
    }
    const reply = await alerts.set(wish.data)
    if (reply.ok) return done({ set: toldAlert(reply.alert), price_usd: reply.price })
    return refused(reply.code, reply.message.english, reply.message.shown)
  }

  const cancel = (args: unknown): FunctionReply => {
    const parsed = CancelPriceAlertInputSchema.safeParse(args)
    if (!parsed.success)
      return refused('invalid_arguments', 'Give an id, a token, or neither.', t('alerts.problem.badToken'))
    const { id, token } = parsed.data
    // An id or a token that was left empty asks for one alert, not for all of them.
    if ((id === '' || token === '') && !id && !token)
      return refused('invalid_arguments', 'Give an id, a token, or neither.', t('alerts.problem.badToken'))
    const wanted = token ? token.replace(/^\$/, '').toLowerCase() : undefined
    const found = alerts
      .state()
      .alerts.filter((alert) => (id ? alert.id === id : wanted === undefined || isCalled(alert.token, wanted)))
    const removed = found.filter((alert): boolean => {
      const reply: Done = alerts.cancel(alert.id)
      return reply.ok
    })
    return done({ removed: removed.map(toldAlert) })
  }

  return async (name: AlertFunctionName, text: string): Promise<FunctionReply> => {
    const args = parseJson(text === '' ? '{}' : text)
    switch (name) {
      case 'set_price_alert':
        return set(args)
      case 'list_price_alerts':
        return done({ alerts: alerts.state().alerts.map(toldAlert) })
      case 'cancel_price_alert':
        return cancel(args)
      default:
        return name satisfies never
    }
  }
}

const isCalled = ({ symbol, mint }: { symbol: string; mint: string | null }, wanted: string) =>
  symbol.toLowerCase() === wanted || mint?.toLowerCase() === wanted
