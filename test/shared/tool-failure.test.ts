import { describe, expect, it } from 'vitest'
import { checkAnswer } from '../../renderer/engine/evidence'
import { readOutput } from '../../shared/tool-output'
import { createRig } from '../../tools/engine/rig'
import { ANSWERS, FAILURES, written } from './tool-failures'

describe('an answer that says that the tool failed', () => {
  it.each(FAILURES)('%s', (_what, value) => {
    expect(readOutput('quote (other)', written(value))).toMatchObject({ kind: 'failure' })
    // Wrapped as some servers do, it is the same.
    expect(readOutput('quote (other)', JSON.stringify(written(value)))).toMatchObject({ kind: 'failure' })
    const content = { content: [{ type: 'text', text: written(value) }] }
    expect(readOutput('quote (other)', JSON.stringify(content))).toMatchObject({ kind: 'failure' })
  })

  it.each(FAILURES)('holds no figure: %s', (_what, value) => {
    const call = { name: 'quote (other)', arguments: '{}', output: written(value), receivedAt: 1 }
    const said = (text: string) => checkAnswer({ text, outputs: [call], at: 2 }).map(({ kind }) => kind)
    expect(said('SOL is at $42.')).toEqual(['figure'])
    expect(said('SOL is at $429.')).toEqual(['figure'])
  })

  it('is told in its own words', () => {
    const words = FAILURES.map(([what, value]) => {
      const read = readOutput('quote (other)', written(value))
      return [what, read.kind === 'failure' ? (read.message ?? read.error) : null]
    })
    expect(Object.fromEntries(words)).toMatchObject({
      'isError with prose': 'It broke after 42 seconds.',
      'error as an object with a code of words': 'Limit of 15.',
      'a JSON-RPC error': 'Invalid params',
      'errors of Kraken': 'EQuery:Unknown asset pair',
      'CoinMarketCap': 'This API Key is invalid.',
      'Etherscan': 'Max rate limit reached (5/sec)',
      'problem details': 'Wait 42 seconds.',
      'Binance': 'Invalid symbol.',
      'FastAPI about arguments': 'ensure this value is less than 42',
      'error as a number': '429',
    })
  })
})

describe('an answer with figures is no failure, whatever stands beside them', () => {
  it.each(ANSWERS)('%s', (_what, value) => {
    expect(readOutput('quote (other)', written(value)).kind).toBe('unknown')
  })
})

describe('a call whose output says that it failed', () => {
  const call = (output: string | null, more: Record<string, unknown> = {}) => ({
    id: 'c1',
    type: 'mcp_call',
    server_label: 'other',
    name: 'quote',
    arguments: '{}',
    output,
    ...more,
  })
  const output = JSON.stringify({ error: { code: 'DP429', message: 'Too many. ek_0123456789abcdef01', retry: 42 } })

  async function asked() {
    const rig = createRig()
    await rig.connect()
    rig.ask('t1')
    rig.committed('i1')
    rig.respond('r1')
    rig.server({ type: 'response.output_item.added', response_id: 'r1', item: call(null) })
    return rig
  }

  it.each(['before its end', 'after its end'])(
    'told %s, shows as failed with its words, and is continued once',
    async (when) => {
      const rig = await asked()
      const end = () => rig.server({ type: 'response.mcp_call.completed', item_id: 'c1' })
      if (when === 'after its end') end()
      rig.server({ type: 'response.output_item.done', response_id: 'r1', item: call(output) })
      if (when === 'before its end') end()
      rig.done('r1', [call(output)])
      const tool = rig.entry('c1', 'tool')
      expect(tool).toMatchObject({ status: 'failed', output, flags: [] })
      expect(tool?.error).toMatch(/^Too many\. /)
      expect(tool?.error).not.toContain('ek_0123')
      expect(rig.turn('t1')?.tools).toMatchObject([{ status: 'failed' }])
      expect(rig.count('response.create')).toBe(2)
      rig.respond('r2')
      rig.say('r2', 'm2', 'SOL is at $42.')
      rig.done('r2')
      rig.playedAll('m2')
      expect(rig.entry('m2', 'assistant')?.flags).toMatchObject([{ kind: 'figure' }])
    },
  )

  it('and may have moved money stands in the ledger as failed', async () => {
    const rig = createRig()
    await rig.connect()
    rig.ask('t1')
    rig.committed('i1')
    rig.respond('r1')
    rig.server({ type: 'response.output_item.added', response_id: 'r1', item: call(null, { name: 'swap' }) })
    rig.server({ type: 'response.mcp_call.completed', item_id: 'c1' })
    rig.server({ type: 'response.output_item.done', response_id: 'r1', item: call(output, { name: 'swap' }) })
    expect(rig.money.map(({ step }) => step)).toEqual(['called', 'failed'])
  })

  it('brings no figure where the server calls it failed and tells an output all the same', async () => {
    const rig = await asked()
    const item = call('{"price":42}', { error: { type: 'http_error', code: 504, message: 'Gateway Timeout' } })
    rig.server({ type: 'response.output_item.done', response_id: 'r1', item })
    rig.done('r1')
    rig.respond('r2')
    rig.say('r2', 'm2', 'SOL is at $42.')
    rig.done('r2')
    rig.playedAll('m2')
    expect(rig.entry('c1', 'tool')?.status).toBe('failed')
    expect(rig.entry('m2', 'assistant')?.flags).toMatchObject([{ kind: 'figure' }])
  })

  it.each([
    ['a number', 503],
    ['true', true],
    ['a list', ['no']],
  ])('is failed by an error that is %s', async (_what, error) => {
    const rig = await asked()
    rig.server({ type: 'response.output_item.done', response_id: 'r1', item: call(null, { error }) })
    expect(rig.entry('c1', 'tool')).toMatchObject({ status: 'failed', error: 'The tool failed.' })
  })

  it.each([
    ['empty text', ''],
    ['false', false],
  ])('is not failed by an error that is %s', async (_what, error) => {
    const rig = await asked()
    rig.server({ type: 'response.output_item.done', response_id: 'r1', item: call('{"price":42}', { error }) })
    expect(rig.entry('c1', 'tool')).toMatchObject({ status: 'done', error: null })
  })
})
