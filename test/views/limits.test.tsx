import { afterEach, describe, expect, test } from 'vitest'
import { Panel } from '../../renderer/views/panel/panel'
import { DEFAULT_LIMITS, type Limits } from '../../shared/limits'
import { SettingsSchema } from '../../shared/settings'
import { fakeBridge } from '../../tools/workbench/fixtures/bridge'
import { approval, snapshot } from '../../tools/workbench/fixtures/entries'
import { fieldOf } from '../../tools/workbench/fixtures/fields'
import { click, mount, openTab, type, unmountAll } from '../../tools/workbench/fixtures/mount'
import { SettingsGroup } from '../../tools/workbench/fixtures/settings-group'
import { trade } from '../../tools/workbench/fixtures/trade-cards'

afterEach(unmountAll)

async function limits(over: Partial<Limits> = {}, given: Parameters<typeof fakeBridge>[0] = {}) {
  const settings = SettingsSchema.parse({ limits: { ...DEFAULT_LIMITS, ...over } })
  const bridge = fakeBridge({ settings, ...given })
  const shown = await mount(<SettingsGroup id="trading" />, bridge)
  const row = (label: string) => {
    const field = fieldOf(shown.place, label)
    return {
      ...field,
      save: () => [...field.element.querySelectorAll('button')].find((it) => it.textContent === 'Save')!,
      off: () => field.element.querySelector<HTMLInputElement>('input[type=checkbox]')!,
    }
  }
  const saved = () => bridge.calls.filter(([name]) => name === 'setSettings').map(([, patch]) => patch)
  return { ...shown, bridge, row, saved }
}

describe('a trading limit', () => {
  test('is written as a sentence says it, and a change goes with all the others', async () => {
    const { row, saved } = await limits({ slippagePct: 2 })
    const perTrade = row('Dollars per trade')
    expect(perTrade.input().value).toBe('$1,000')
    expect(row('Maximum slippage').input().value).toBe('2%')
    expect(perTrade.save().disabled).toBe(true)
    await type(perTrade.input(), '250.50')
    await click(perTrade.save())
    expect(saved()).toEqual([{ limits: { ...DEFAULT_LIMITS, slippagePct: 2, usdPerTrade: 250.5 } }])
  })

  test.each([
    ['2,000', 2000],
    ['$12,500.50', 12500.5],
    ['0,5', 0.5],
    ['7', 7],
  ])('reads %s as a trader writes it', async (text, usdPerTrade) => {
    const { row, saved } = await limits()
    await type(row('Dollars per trade').input(), text)
    await click(row('Dollars per trade').save())
    expect(saved()).toEqual([{ limits: { ...DEFAULT_LIMITS, usdPerTrade } }])
  })

  test('is not changed by leaving the field, and an empty field is not “no limit”', async () => {
    const { row, saved } = await limits()
    const { input, save } = row('Dollars per trade')
    await type(input(), '')
    await row('Dollars per trade').leave()
    expect(saved()).toEqual([])
    await click(save())
    expect(saved()).toEqual([{ limits: { ...DEFAULT_LIMITS, usdPerTrade: Number.NaN } }])
  })

  test('that is refused says why, and stays to be corrected', async () => {
    const { row } = await limits({}, { refuseSettings: 'enter an amount above 0' })
    await type(row('Dollars per trade').input(), '0')
    await click(row('Dollars per trade').save())
    expect(row('Dollars per trade').text()).toContain('enter an amount above 0')
    expect(row('Dollars per trade').input().value).toBe('0')
  })

  test('is turned off only by a second, deliberate click; the focus is on what keeps it', async () => {
    const { row, saved, find, button, all } = await limits()
    await click(row('Dollars per trade').off())
    expect(find('[role=alertdialog]').textContent).toBe(
      'Turn off this limit?Turn off the limit of $1,000 per trade? You could then approve any amount.KeepTurn off',
    )
    expect(document.activeElement?.textContent).toBe('Keep')
    await click(button('Keep'))
    expect(all('[role=alertdialog]')).toEqual([])
    expect(saved()).toEqual([])
    await click(row('Dollars per trade').off())
    await click(button('Turn off'))
    expect(saved()).toEqual([{ limits: { ...DEFAULT_LIMITS, usdPerTrade: null } }])
    expect(row('Dollars per trade').off().checked).toBe(true)
    // Back to the default, without a question.
    await click(row('Dollars per trade').off())
    expect(saved().at(-1)).toEqual({ limits: DEFAULT_LIMITS })
  })

  test('is marked where it differs from the default, and only there', async () => {
    const { text, row } = await limits({ usdPerTrade: 50, unverifiedTokens: 'key' })
    expect(row('Dollars per trade').text()).toContain('Changed: the default is $1,000.')
    expect(row('Unverified tokens').text()).toContain('Changed: the default is “Only with the button”.')
    expect(text().match(/Changed/g)).toHaveLength(2)
  })

  test.each(['Unverified tokens', 'New recipients'])(
    '%s: never, only with the button, or like other trades',
    async (label) => {
      const { row, saved } = await limits()
      expect(row(label).options()).toEqual(['Never', 'Only with the button', 'Like other trades'])
      await row(label).choose('never')
      expect(saved()).toEqual([
        { limits: { ...DEFAULT_LIMITS, [label === 'New recipients' ? 'newRecipients' : 'unverifiedTokens']: 'never' } },
      ])
    },
  )

  test('a pause is off until a number is entered; then its minutes can be chosen', async () => {
    const { row, saved, all, text } = await limits()
    expect(text()).not.toContain('Minutes to look back')
    await type(row('Pause after losses').input(), '3')
    await row('Pause after losses').submit()
    expect(saved()).toEqual([{ limits: { ...DEFAULT_LIMITS, pause: { losses: 3, trades: null, minutes: 60 } } }])
    expect(row('Minutes to look back').input().value).toBe('60')
    await click(row('Pause after losses').off())
    expect(all('[role=alertdialog]')[0]!.textContent).toContain('Turn off the pause after 3 losses?')
  })

  test('the time to approve is a setting of its own', async () => {
    const { row, saved } = await limits()
    await type(row('Seconds to approve').input(), '45')
    await click(row('Seconds to approve').save())
    expect(saved()).toEqual([{ approvalSeconds: 45 }])
  })

  test('is opened from the card that is above it', async () => {
    const limit = 'This is worth $1,076.80, and your limit is $1,000 per trade.'
    const entry = approval({ card: trade(), limit, hindrance: limit })
    const { button, find } = await mount(<Panel />, fakeBridge({ snapshot: snapshot([entry]) }))
    await click(button('Change limits…'))
    await openTab(location.hash)
    expect(find('[role=tab][data-key=settings]').getAttribute('aria-selected')).toBe('true')
    expect(document.activeElement?.textContent).toMatch(/^Limits/)
  })
})
