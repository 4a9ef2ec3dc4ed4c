import type { Step, View } from './view'
export function think(view: View): Step[] {
  const last = view.entries.at(-1)
  if (last?.kind === 'call') return [{ kind: 'say', text: 'The top stream is San Chan. ' + JSON.stringify(last.outcome).length }]
  return [{ kind: 'call', tool: 'pumpstream_live_summary', args: { pageSize: 5, sort: 'viewers', status: 'live' } }]
}
