import { afterEach, describe, expect, test } from 'vitest'
import { Panel } from '../../renderer/views/panel/panel'
import { type Flag, FlagSchema } from '../../shared/snapshot'
import { fakeBridge } from '../../tools/workbench/fixtures/bridge'
import { assistant, snapshot, tool } from '../../tools/workbench/fixtures/entries'
import { mount, unmountAll } from '../../tools/workbench/fixtures/mount'
import streams from '../../tools/workbench/fixtures/streams.json'

afterEach(unmountAll)

const flag = (kind: Flag['kind'], detail = `What is wrong with the ${kind}.`): Flag => ({ kind, detail })
const shown = (...entries: Parameters<typeof snapshot>[0] & object) =>
  mount(<Panel />, fakeBridge({ snapshot: snapshot(entries) }))

describe('a disagreement with the data', () => {
  test('stands on the tool’s card, between its figures and the raw answer', async () => {
    const { find } = await shown(tool({ output: JSON.stringify(streams), flags: [flag('order'), flag('totals')] }))
    const parts = [...find('.card').children].map((part) => part.classList[0])
    expect(parts.indexOf('flags')).toBeGreaterThan(parts.indexOf('figures'))
    expect(parts.indexOf('flags')).toBeLessThan(parts.indexOf('card-raw'))
    expect(find('.flags').textContent).toBe(
      'Order. What is wrong with the order.Totals. What is wrong with the totals.',
    )
  })

  test('stands under the words that it is about', async () => {
    const { find } = await shown(assistant({ flags: [flag('figure')] }))
    expect(find('.said .flags').textContent).toBe('Figure not in the data. What is wrong with the figure.')
  })

  test.each([
    ['order', 'Order'],
    ['totals', 'Totals'],
    ['stale', 'Old figures'],
    ['figure', 'Figure not in the data'],
    ['claim', 'Claim not in the data'],
    ['shape', 'Unexpected answer'],
  ] as const)('of kind %s is called "%s"', async (kind, words) => {
    const { find } = await shown(assistant({ flags: [flag(kind)] }))
    expect(find('.flags b').textContent).toBe(`${words}.`)
  })

  test('of every kind has a name', () => expect(FlagSchema.shape.kind.options).toHaveLength(6))

  test('is told to screen readers', async () => {
    const { find } = await shown(assistant({ flags: [flag('claim', 'ROY is not the largest.')] }))
    expect(find('[aria-live=assertive]').textContent).toBe('Claim not in the data. ROY is not the largest.')
  })

  test('about the shape is said once', async () => {
    const { all, find } = await shown(tool({ output: '{"streams":"many"}', flags: [flag('shape')] }))
    expect(all('.card-error')).toEqual([])
    expect(find('.flags').textContent).toContain('Unexpected answer.')
  })

  test('that is none leaves no trace', async () => {
    const { all } = await shown(tool({ output: JSON.stringify(streams) }), assistant())
    expect(all('.flags')).toEqual([])
  })
})
